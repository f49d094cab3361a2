package preview

import (
	"context"
	"fmt"
	"net"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"journal/generator/diag"
)

// browserPatience bounds all browser tests together, patience one thing that is
// waited for.
const (
	browserPatience = 6 * time.Minute
	patience        = time.Minute
)

// TestBrowser looks at the preview in a real browser.
func TestBrowser(t *testing.T) {
	browser := startBrowser(t)
	for _, test := range []struct {
		name string
		run  func(*testing.T, *stage)
	}{
		{"an edit keeps what the reader has done", testEditKeeps},
		{"a selection stays", testSelection},
		{"an insertion leaves its neighbours alone", testInsertion},
		{"styles are swapped without a reload", testStyleSwap},
		{"a stylesheet that changed at its address is fetched again", testCopiedStyle},
		{"a picture that changed is fetched again", testPicture},
		{"a picture that changed while the page came", testPictureOvertaken},
		{"errors appear and go away", testErrorsComeAndGo},
		{"a page that cannot be made leaves the last one", testBrokenPage},
		{"a renamed entry is followed", testRenameFollowed},
		{"a deleted entry is said to be gone, and comes back", testDeletionSaid},
		{"an address that another entry took over is left", testTakenOver},
		{"what strangers no longer see is said to be so", testWithdrawn},
		{"two tabs", testTwoTabs},
		{"a hidden tab closes its stream and catches up", testHiddenTab},
		{"a restarted server", testRestart},
		{"a server restarted for other eyes", testOtherEyes},
		{"a script that is new is run", testNewScript},
		{"what a script filled stays", testFilled},
		{"the bar", testBar},
		{"an invitation", testInvitationInBrowser},
		{"accessible", testAxe},
		{"not printed", testPrint},
	} {
		t.Run(test.name, func(t *testing.T) {
			st := newStage(t, browser)
			test.run(t, st)
			st.tab.quiet(t)
		})
	}
}

// A stage is a server and a tab that shows its first page.
type stage struct {
	browser context.Context
	server  *Server
	url     string
	port    int
	stop    func()
	tab     *tab
}

// A tab is one page of the browser.
type tab struct{ ctx context.Context }

func startBrowser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	ctx, stop := context.WithTimeout(context.Background(), browserPatience)
	t.Cleanup(stop)
	ctx, stopBrowser := chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stopBrowser)
	ctx, _ = chromedp.NewContext(ctx)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Error(err)
		}
	})
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	return ctx
}

func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	t.Fatal("Chromium is not there; make setup installs it")
	return ""
}

// aside is a port from which on systems give none to who asks for any, so that a server
// that starts again has the one it had.
const aside = 20515

// newStage starts a server at a port of its own.
func newStage(t *testing.T, browser context.Context) *stage {
	t.Helper()
	st := &stage{browser: browser}
	st.start(t, aside, Options{Version: 1})
	t.Cleanup(func() { st.stop() })
	st.tab = st.newTab(t)
	return st
}

// start starts a server; its former one has to be stopped.
func (st *stage) start(t *testing.T, port int, o Options) {
	t.Helper()
	listeners, port, err := Listen(port)
	if err != nil {
		t.Fatal(err)
	}
	o.Hosts, o.Folder = Hosts(port), "/home/me/journal"
	st.server, st.port, st.url = New(o), port, fmt.Sprintf("http://localhost:%d", port)
	st.stop = serveUntilStopped(t, st.server, listeners)
}

func serveUntilStopped(t *testing.T, s *Server, listeners []net.Listener) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, listeners...) }()
	stopped := false
	return func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Serve: %v", err)
		}
	}
}

func (st *stage) newTab(t *testing.T) *tab {
	t.Helper()
	ctx, close := chromedp.NewContext(st.browser)
	t.Cleanup(close)
	tb := &tab{ctx: ctx}
	call(t, tb, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return tb
}

func call[P, R any](t *testing.T, tb *tab, command cdp.Command[P, R], params P) {
	t.Helper()
	if err := chromedp.Do(tb.ctx, chromedp.EmulateViewport(1000, 600)); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(tb.ctx, command, params); err != nil {
		t.Fatal(err)
	}
}

// open opens an address and marks the page, so that a reload would be noticed.
func (tb *tab) open(t *testing.T, address string) {
	t.Helper()
	if err := chromedp.Do(tb.ctx, chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	evaluate[bool](t, tb, `window.wrong = [], addEventListener("error", e => wrong.push(e.message)),
		addEventListener("unhandledrejection", e => wrong.push(String(e.reason))),
		addEventListener("securitypolicyviolation", e => wrong.push(e.violatedDirective + " " + e.blockedURI)), window.first = true`)
	tb.waitFor(t, `document.querySelector("#journal-preview") !== null`)
}

// quiet reports what the page complained of.
func (tb *tab) quiet(t *testing.T) {
	t.Helper()
	if wrong := evaluate[[]string](t, tb, `window.wrong || []`); len(wrong) > 0 {
		t.Errorf("the page complains: %q", wrong)
	}
}

// stayed reports whether the page was patched and not loaded again.
func (tb *tab) stayed(t *testing.T) {
	t.Helper()
	if !evaluate[bool](t, tb, `window.first === true`) {
		t.Error("the page was loaded again")
	}
}

func evaluate[T any](t *testing.T, tb *tab, expression string) T {
	t.Helper()
	v, err := chromedp.Run(tb.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// waitFor waits until an expression is true. A page that is being left while it is asked
// cannot answer; it is asked again.
func (tb *tab) waitFor(t *testing.T, expression string) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for {
		is, err := chromedp.Run(tb.ctx, chromedp.Evaluate[bool](expression, chromedp.EvalAwaitPromise))
		if is {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("never: %s (%v)\n%s", expression, err, evaluate[string](t, tb, `document.documentElement.outerHTML`))
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func (tb *tab) waitText(t *testing.T, text string) {
	t.Helper()
	tb.waitFor(t, fmt.Sprintf(`document.body?.innerText.includes(%q) === true`, text))
}

// pageOf is a page with a head like that of the default theme.
func pageOf(main string) string { return styledPage("one.css", main) }

func styledPage(sheet, main string) string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
		`<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;self&#39;; img-src &#39;self&#39;">` +
		`<title>` + strings.Fields(main + " x")[0] + `</title><link rel="stylesheet" href="/` + sheet + `"></head><body>` +
		`<main id="main">` + main + `</main></body></html>`
}

// siteOf is a site with one page for each pair of an address and its content.
func siteOf(pages ...string) folder {
	f := folder{"404.html": pageOf("Nothing is here"), "one.css": "p{color:rgb(1,2,3)}", "two.css": "p{color:rgb(4,5,6)}"}
	for i := 0; i < len(pages); i += 2 {
		f[pages[i]] = pages[i+1]
	}
	return f
}

const form = `<input id="field"><textarea id="area">said</textarea><details id="more"><summary>More</summary>hidden words</details>`

func tall(text string) string {
	return pageOf(`<h1>Title</h1><div><p id="p">` + text + `</p>` + form + `</div>` + strings.Repeat("<p>line</p>\n", 200) + `<p id="end">end</p>`)
}

func testEditKeeps(t *testing.T, st *stage) {
	st.server.Show(mine(siteOf("index.html", tall("Some old words here"))), nil, nil)
	st.tab.open(t, st.url+"/")
	evaluate[bool](t, st.tab, `document.querySelector("#more").open = true,
		document.querySelector("#area").value = "typed too", document.querySelector("#field").focus(), true`)
	if err := chromedp.Do(st.tab.ctx, chromedp.SendKeys("#field", "typed")); err != nil {
		t.Fatal(err)
	}
	evaluate[bool](t, st.tab, `getSelection().setBaseAndExtent(document.querySelector("#p").firstChild, 15, document.querySelector("#p").firstChild, 19), field.focus({preventScroll: true}), scrollTo(0, 900), true`)
	state := `[scrollY, document.activeElement.id, field.value, field.selectionStart, area.value, more.open, getSelection().toString()].join()`
	before := evaluate[string](t, st.tab, state)
	st.server.Show(mine(siteOf("index.html", strings.Replace(tall("Some new words here"), "<title>", "<title>New ", 1))), nil, nil)
	st.tab.waitText(t, "Some new words here")
	if after := evaluate[string](t, st.tab, state); after != before || !strings.HasPrefix(before, "900,field,typed,") {
		t.Errorf("the page is %s, was %s", after, before)
	}
	if title := evaluate[string](t, st.tab, `document.title`); !strings.HasPrefix(title, "New ") {
		t.Errorf("the title is still %q", title)
	}
	st.tab.stayed(t)
}

func testSelection(t *testing.T, st *stage) {
	st.server.Show(mine(siteOf("index.html", pageOf("<p>Some old words <b>here</b> and there</p>"))), nil, nil)
	st.tab.open(t, st.url+"/")
	evaluate[bool](t, st.tab, `(() => { const p = document.querySelector("p"); getSelection().setBaseAndExtent(p.firstChild, 9, p.lastChild, 4); return true; })()`)
	st.server.Show(mine(siteOf("index.html", pageOf("<p>Some new words <b>here</b> and where</p>"))), nil, nil)
	st.tab.waitText(t, "Some new words")
	if got := evaluate[string](t, st.tab, `getSelection().toString()`); got != "words here and" {
		t.Errorf("selected is %q", got)
	}
	st.tab.stayed(t)
}

func testInsertion(t *testing.T, st *stage) {
	list := func(items ...string) folder {
		var b strings.Builder
		for _, item := range items {
			fmt.Fprintf(&b, "<li><details><summary>%s</summary>more</details></li>\n", item)
		}
		return siteOf("index.html", pageOf("<ul>\n"+b.String()+"</ul>"))
	}
	st.server.Show(mine(list("a", "b", "c", "d")), nil, nil)
	st.tab.open(t, st.url+"/")
	evaluate[bool](t, st.tab, `[...document.querySelectorAll("#main details")].forEach((d, i) => { d.name1 = "abcd"[i]; d.open = i === 2; }), document.querySelectorAll("#main summary")[2].focus(), true`)
	for _, items := range [][]string{{"new", "a", "b", "c", "d"}, {"new", "a", "c", "d"}, {"new", "c", "d", "x"}, {"c"}, {"p", "c", "q"}} {
		st.server.Show(mine(list(items...)), nil, nil)
		st.tab.waitFor(t, fmt.Sprintf(`[...document.querySelectorAll("#main summary")].map(s => s.textContent).join() === %q`, strings.Join(items, ",")))
		if got := evaluate[string](t, st.tab, `[...document.querySelectorAll("#main details")].filter(d => d.open).map(d => d.name1 + d.innerText[0]).join() + document.activeElement.textContent`); got != "ccc" {
			t.Errorf("with %v, open and focused are %q", items, got)
		}
	}
	st.tab.stayed(t)
}

func testStyleSwap(t *testing.T, st *stage) {
	st.server.Show(mine(siteOf("index.html", styledPage("one.css", "<p>Hello</p>"))), nil, nil)
	st.tab.open(t, st.url+"/")
	color := `getComputedStyle(document.querySelector("#main p")).color`
	st.tab.waitFor(t, color+` === "rgb(1, 2, 3)"`)
	evaluate[bool](t, st.tab, `window.seen = new Set, window.watch = () => { seen.add(`+color+`); requestAnimationFrame(watch); }, watch(), true`)
	st.server.Show(mine(siteOf("index.html", styledPage("two.css", "<p>Hello</p>"))), nil, nil)
	st.tab.waitFor(t, color+` === "rgb(4, 5, 6)"`)
	st.tab.waitFor(t, `document.querySelectorAll("head link[rel=stylesheet]").length === 2`)
	if seen := evaluate[string](t, st.tab, `[...seen].join(" | ")`); strings.Contains(seen, "rgb(0, 0, 0)") {
		t.Errorf("for a moment there was no style: %s", seen)
	}
	st.tab.stayed(t)
}

func testCopiedStyle(t *testing.T, st *stage) {
	show := func(color string) {
		f := siteOf("index.html", pageOf("<p>Hello</p>"))
		f["one.css"] = "p{color:" + color + "}"
		st.server.Show(mine(f), nil, nil)
	}
	show("rgb(1,2,3)")
	st.tab.open(t, st.url+"/")
	color := `getComputedStyle(document.querySelector("#main p")).color`
	st.tab.waitFor(t, color+` === "rgb(1, 2, 3)"`)
	st.tab.waitFor(t, `performance.getEntriesByType("resource").filter(e => e.name.endsWith("/one.css") && e.initiatorType === "fetch").length > 0`)
	show("rgb(7,8,9)")
	st.tab.waitFor(t, color+` === "rgb(7, 8, 9)"`)
	st.tab.waitFor(t, `document.querySelectorAll("head link[rel=stylesheet]").length === 2`)
	st.tab.stayed(t)
}

const square = `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="10"/>`

func testPicture(t *testing.T, st *stage) {
	show := func(width int, text string) {
		f := siteOf("index.html", pageOf(`<p>`+text+`</p><img src="a.svg" alt="">`), "a.svg", fmt.Sprintf(square, width))
		st.server.Show(mine(f), nil, nil)
	}
	show(11, "one")
	st.tab.open(t, st.url+"/")
	st.tab.waitFor(t, `document.images[0].naturalWidth === 11`)
	show(22, "two")
	st.tab.waitFor(t, `document.images[0].naturalWidth === 22`)
	st.tab.stayed(t)
}

// overtaken is a site of which a picture is asked for when a newer one is being shown.
type overtaken struct {
	folder
	show func()
}

func (o overtaken) Bytes(path string) ([]byte, error) {
	if path == "a.svg" {
		o.show()
	}
	return o.folder.Bytes(path)
}

// A picture that changes while the page is being loaded is fetched again too.
func testPictureOvertaken(t *testing.T, st *stage) {
	with := func(width int) folder {
		return siteOf("index.html", pageOf(`<p>one</p><img src="a.svg" alt="">`), "a.svg", fmt.Sprintf(square, width))
	}
	show := sync.OnceFunc(func() { st.server.Show(mine(with(22)), nil, nil) })
	st.server.Show([]Edition{{Audience: "me", Own: true, Site: overtaken{with(11), show}}}, nil, nil)
	st.tab.open(t, st.url+"/")
	st.tab.waitFor(t, `document.images[0].naturalWidth === 22`)
	st.tab.stayed(t)
}

func testErrorsComeAndGo(t *testing.T, st *stage) {
	good := mine(siteOf("index.html", tall("Good words")))
	st.server.Show(good, nil, nil)
	st.tab.open(t, st.url+"/")
	evaluate[bool](t, st.tab, `document.querySelector("#field").focus({preventScroll: true}), scrollTo(0, 700), true`)
	before := evaluate[string](t, st.tab, `JSON.stringify(document.querySelector("#end").getBoundingClientRect())`)
	st.server.Show(good, nil, diag.List{{Code: "E121", Pos: diag.Pos{File: "content/a b.md", Line: 5, Col: 10}, Len: 7, Text: `unknown step "feedbak"`, Excerpt: `steps = ["feedbak"]`, Hint: `did you mean "feedback"?`}})
	st.tab.waitText(t, "1 error.")
	got := evaluate[string](t, st.tab, `(() => {
		const p = document.querySelector("#journal-status"), q = s => p.querySelector(s).textContent;
		return [p.getAttribute("role"), q("mark"), q(".hint"), q("pre i"), p.querySelector(".place a").href, p.checkVisibility(), document.activeElement.id, scrollY].join("|");
	})()`)
	if want := `alert|"feedba|did you mean "feedback"?|5|vscode://file/home/me/journal/content/a%20b.md:5:10|true|field|700`; got != want {
		t.Errorf("the errors are %s\nwant %s", got, want)
	}
	if after := evaluate[string](t, st.tab, `JSON.stringify(document.querySelector("#end").getBoundingClientRect())`); after != before {
		t.Errorf("the page was moved from %s to %s", before, after)
	}
	st.server.Show(good, nil, nil)
	st.tab.waitFor(t, `document.querySelector("#journal-status") === null`)
	st.server.ShowTrouble("reading content/a.md: permission denied")
	st.tab.waitText(t, "The journal cannot be read. Until it can, you see it as it last was.")
	st.tab.waitText(t, "reading content/a.md: permission denied")
	st.server.ShowTrouble("")
	st.tab.waitFor(t, `document.querySelector("#journal-status") === null`)
	st.tab.stayed(t)
}

func testBrokenPage(t *testing.T, st *stage) {
	st.server.Show(mine(siteOf("index.html", pageOf("<p>Good words</p>"))), nil, nil)
	st.tab.open(t, st.url+"/")
	st.server.Show(mine(siteOf("index.html", "broken")), nil, nil)
	st.tab.waitText(t, "could not be made")
	st.tab.waitText(t, "Good words")
	st.server.Show(mine(siteOf("index.html", pageOf("<p>Better words</p>"))), nil, nil)
	st.tab.waitText(t, "Better words")
	st.tab.waitFor(t, `!document.body.innerText.includes("could not be made")`)
	st.tab.stayed(t)
}

// book is what an author wrote.
type book []*Page

func written(pages ...Page) book {
	b := make(book, len(pages))
	for i := range pages {
		b[i] = &pages[i]
	}
	return b
}

func (b book) Pages() []*Page { return b }

func (b book) At(address string) (*Page, bool) {
	i := slices.IndexFunc(b, func(p *Page) bool { return p.Address == address })
	if i < 0 {
		return nil, false
	}
	return b[i], true
}

func testRenameFollowed(t *testing.T, st *stage) {
	st.server.Show(mine(siteOf("e/old/index.html", tall("Marmalade"))), written(Page{Address: "e/old/", Source: "content/old.md"}), nil)
	st.tab.open(t, st.url+"/e/old/")
	evaluate[bool](t, st.tab, `scrollTo(0, 800), true`)
	st.server.Show(mine(siteOf("e/new/index.html", tall("Marmalade too"))), written(Page{Address: "e/new/", Source: "content/new.md"}), nil)
	st.tab.waitFor(t, `location.pathname === "/e/new/"`)
	st.tab.waitText(t, "Marmalade too")
	// The address alone changes, to one of another depth, and again before anybody looked.
	st.server.Show(mine(siteOf("newer/index.html", tall("x"))), written(Page{Address: "newer/", Source: "content/new.md"}), nil)
	st.server.Show(mine(siteOf("newest/ü/index.html", tall("Marmalade at last"))), written(Page{Address: "newest/ü/", Source: "content/newest.md"}), nil)
	st.tab.waitFor(t, `location.pathname === "/newest/%C3%BC/"`)
	st.tab.waitText(t, "Marmalade at last")
	if y := evaluate[int](t, st.tab, `scrollY`); y != 800 {
		t.Errorf("scrolled to %d", y)
	}
	st.tab.stayed(t)
}

func testDeletionSaid(t *testing.T, st *stage) {
	site, pages := siteOf("e/a/index.html", pageOf("<p>Marmalade</p>")), written(Page{Address: "e/a/", Source: "content/a.md"})
	st.server.Show(mine(site), pages, nil)
	st.tab.open(t, st.url+"/e/a/")
	st.server.Show(mine(siteOf()), nil, nil)
	st.tab.waitText(t, "There is no content/a.md any more")
	st.tab.waitText(t, "Marmalade")
	st.server.Show(mine(siteOf()), nil, nil)
	st.server.Show(mine(site), pages, nil)
	st.tab.waitFor(t, `document.querySelector("#journal-notice") === null`)
	st.tab.waitText(t, "Marmalade")
	st.tab.stayed(t)
}

func testTakenOver(t *testing.T, st *stage) {
	st.server.Show(mine(siteOf("e/a/index.html", pageOf("<p>First</p>"), "e/a-2/index.html", pageOf("<p>Second</p>"))),
		written(Page{Address: "e/a-2/", Source: "2.md"}, Page{Address: "e/a/", Source: "1.md"}), nil)
	other := st.newTab(t)
	st.tab.open(t, st.url+"/e/a/")
	other.open(t, st.url+"/e/a-2/")
	st.server.Show(mine(siteOf("e/a/index.html", pageOf("<p>Second</p>"))), written(Page{Address: "e/a/", Source: "2.md"}), nil)
	st.tab.waitText(t, "There is no 1.md any more")
	st.tab.waitText(t, "First")
	other.waitFor(t, `location.pathname === "/e/a/" && document.body.innerText.includes("Second")`)
}

func testWithdrawn(t *testing.T, st *stage) {
	own, pages := siteOf("e/a/index.html", pageOf("<p>Mine</p>")), written(Page{Address: "e/a/", Source: "a.md"})
	st.server.Show(append(mine(own), Edition{Audience: "public", Site: siteOf("e/a/index.html", pageOf("<p>Theirs</p>"))}), pages, nil)
	st.tab.open(t, st.url+"/_as/public/e/a/")
	st.tab.waitText(t, "Theirs")
	st.server.Show(append(mine(own), Edition{Audience: "public", Site: siteOf()}), pages, nil)
	st.tab.waitText(t, "public no longer sees this page")
	st.tab.waitText(t, "Theirs")
	st.tab.stayed(t)
}

// A server that was started again as public shows the page as strangers see it,
// though it knows nothing of the author's file.
func testOtherEyes(t *testing.T, st *stage) {
	site := siteOf("e/a/index.html", pageOf("<p>Mine</p>"))
	st.server.Show(mine(site), written(Page{Address: "e/a/", Source: "a.md"}), nil)
	st.tab.open(t, st.url+"/e/a/")
	st.server.Show([]Edition{{Audience: "public", Site: siteOf("e/a/index.html", pageOf("<p>Theirs</p>"))}}, nil, nil)
	st.tab.waitText(t, "Theirs")
	if evaluate[bool](t, st.tab, `document.getElementById("journal-notice") !== null`) {
		t.Error("something is said of a page that is there")
	}
}

// scripted is a page that runs a script.
func scripted(script, main string) string {
	page := strings.Replace(pageOf(main), "default-src", "script-src &#39;self&#39;; default-src", 1)
	return strings.Replace(page, "</head>", `<script defer src="/`+script+`"></script></head>`, 1)
}

func testNewScript(t *testing.T, st *stage) {
	show := func(page string) {
		site := siteOf("index.html", page)
		site["one.js"], site["two.js"] = `document.documentElement.lang = "de"`, `document.documentElement.lang = "es"`
		st.server.Show(mine(site), nil, nil)
	}
	show(pageOf("<p>Without</p>"))
	st.tab.open(t, st.url+"/")
	show(scripted("one.js", "<p>With</p>"))
	st.tab.waitFor(t, `document.documentElement?.lang === "de"`)
	show(scripted("two.js", "<p>With</p>"))
	st.tab.waitFor(t, `document.documentElement?.lang === "es"`)
	evaluate[bool](t, st.tab, `window.first = true`)
	show(scripted("two.js", "<p>Edited</p>"))
	st.tab.waitText(t, "Edited")
	st.tab.stayed(t)
}

func testFilled(t *testing.T, st *stage) {
	const list = `<div id="list" data-filled></div>`
	st.server.Show(mine(siteOf("index.html", pageOf("<p>Old words</p>"+list))), nil, nil)
	st.tab.open(t, st.url+"/")
	evaluate[bool](t, st.tab, `window.told = 0, document.addEventListener("journal-patched", () => told++),
		list.append(Object.assign(document.createElement("button"), {textContent: "more"})), list.firstChild.focus(), true`)
	st.server.Show(mine(siteOf("index.html", pageOf("<p>New words</p>"+list))), nil, nil)
	st.tab.waitText(t, "New words")
	if got := evaluate[string](t, st.tab, `[list.textContent, document.activeElement === list.firstChild, told].join()`); got != "more,true,1" {
		t.Errorf("of what was filled, that it has the focus, and how often it was told: %s", got)
	}
	st.server.Show(mine(siteOf("index.html", pageOf(`<p>Newest words</p><div id="list">plain</div>`))), nil, nil)
	st.tab.waitFor(t, `list.textContent === "plain"`)
	st.tab.stayed(t)
}

func testTwoTabs(t *testing.T, st *stage) {
	show := func(text string) {
		st.server.Show(mine(siteOf("index.html", pageOf(text+" home"), "b/index.html", pageOf(text+" other"))), nil, nil)
	}
	show("Old")
	other := st.newTab(t)
	st.tab.open(t, st.url+"/")
	other.open(t, st.url+"/b/")
	show("New")
	st.tab.waitText(t, "New home")
	other.waitText(t, "New other")
	other.stayed(t)
}

func streams(s *Server) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.waiting)
}

func waitStreams(t *testing.T, s *Server, want int) {
	t.Helper()
	for deadline := time.Now().Add(patience); streams(s) != want; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d streams, want %d", streams(s), want)
		}
	}
}

const hide = `Object.defineProperty(document, "hidden", {value: %v, configurable: true}), document.dispatchEvent(new Event("visibilitychange")), true`

func testHiddenTab(t *testing.T, st *stage) {
	st.server.Show(mine(siteOf("index.html", pageOf("Old words"))), nil, nil)
	st.tab.open(t, st.url+"/")
	waitStreams(t, st.server, 1)
	evaluate[bool](t, st.tab, fmt.Sprintf(hide, true))
	waitStreams(t, st.server, 0)
	st.server.Show(mine(siteOf("index.html", pageOf("New words"))), nil, nil)
	if !evaluate[bool](t, st.tab, `document.body.innerText.includes("Old words")`) {
		t.Error("a hidden tab was told")
	}
	evaluate[bool](t, st.tab, fmt.Sprintf(hide, false))
	st.tab.waitText(t, "New words")
	waitStreams(t, st.server, 1)
	st.tab.stayed(t)
}

func testRestart(t *testing.T, st *stage) {
	st.server.Show(mine(siteOf("index.html", pageOf("Old words"))), nil, nil)
	st.tab.open(t, st.url+"/")
	waitStreams(t, st.server, 1)
	st.stop()
	st.tab.waitText(t, "not connected")
	time.Sleep(time.Second) // attempts fail meanwhile
	st.start(t, st.port, Options{Version: 1000})
	st.server.Show(mine(siteOf("index.html", pageOf("New words"))), nil, nil)
	st.tab.waitText(t, "New words")
	st.tab.waitFor(t, `!document.body.innerText.includes("not connected")`)
	st.tab.stayed(t)
	// A server that keeps strangers out says so.
	waitStreams(t, st.server, 1)
	st.stop()
	st.start(t, st.port, Options{Version: 2000, Token: func() string { return "secret" }})
	st.tab.waitText(t, "Open the address that the terminal shows")
}

func testBar(t *testing.T, st *stage) {
	own := siteOf("index.html", tall("Mine"), "d/index.html", pageOf("<p>Draft</p>"))
	st.server.Show(append(mine(own), Edition{Audience: "public", Site: siteOf("index.html", tall("Theirs"))}),
		written(Page{Address: "d/", Source: "content/d.md", Title: "A draft", Unfinished: "draft", Why: "draft = true"}), nil)
	st.tab.open(t, st.url+"/d/")
	if link := evaluate[string](t, st.tab, `[...document.querySelectorAll("#journal-bar a")].find(a => a.textContent === "Open the source").href`); link != "vscode://file/home/me/journal/content/d.md:1:1" {
		t.Errorf("the source is at %s", link)
	}
	if got := evaluate[string](t, st.tab, `[...document.querySelectorAll("#journal-bar details")].map(d => d.textContent).join()`); got != "Drafts and planned 1A draft draft" {
		t.Errorf("unfinished: %q", got)
	}
	st.tab.waitText(t, "private, because draft = true")
	list := `document.querySelector("#journal-bar details").open`
	for _, leave := range []string{`document.body.click()`, `document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"}))`} {
		evaluate[bool](t, st.tab, list+` = true, `+leave+`, true`)
		st.tab.waitFor(t, `!`+list)
	}
	evaluate[bool](t, st.tab, `[...document.querySelectorAll("#journal-bar nav a")].find(a => a.textContent === "public").click(), true`)
	st.tab.waitText(t, "public does not see this page. It is private, because draft = true")
	st.tab.open(t, st.url+"/_as/public/")
	st.tab.waitText(t, "Theirs")
	if evaluate[bool](t, st.tab, `document.querySelector("#journal-bar").innerText.includes("Drafts")`) {
		t.Error("strangers are shown drafts")
	}
	evaluate[bool](t, st.tab, `document.querySelector("#journal-bar").open = false, true`)
	st.tab.waitFor(t, `sessionStorage.bar === "shut"`)
	st.tab.open(t, st.url+"/")
	st.tab.waitFor(t, `document.querySelector("#journal-bar").open === false`)
}

func testInvitationInBrowser(t *testing.T, st *stage) {
	st.stop()
	n := 0
	st.start(t, st.port, Options{Token: func() string { n++; return fmt.Sprint("secret", n) }})
	st.server.Show(mine(siteOf("index.html", pageOf("Private words"))), nil, nil)
	address := st.server.Invite(st.url + "/")
	if err := chromedp.Do(st.tab.ctx, chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	st.tab.waitText(t, "Private words")
	if path := evaluate[string](t, st.tab, `location.href + document.cookie`); path != st.url+"/" {
		t.Errorf("at %s", path)
	}
	waitStreams(t, st.server, 1)
	st.server.Show(mine(siteOf("index.html", pageOf("Newer words"))), nil, nil)
	st.tab.waitText(t, "Newer words")
}
