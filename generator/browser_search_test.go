package generator_test

import (
	"fmt"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"journal/generator"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/generator/preview"
	"journal/themes"
)

// searchJournal has an entry for each way in which something is found.
func searchJournal() map[string]string {
	const folder = "content/entries/"
	files := map[string]string{
		"journal.toml":                    "title = \"Second\"\nbase_url = \"" + pagesSubFolder + "\"\n",
		"content/static/favicon.svg":      `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"people.toml":                     "[dana]\nname = \"Dana Whitfield\"\npublic = \"D.\"\n",
		"content/pursuits/northwind.md":   public("title: Northwind", "day_zero: 2026-03-02") + "They chose somebody else.\n",
		"content/pursuits/contoso.md":     public("title: Contoso", "day_zero: 2026-05-01") + "A quieter place.\n",
		"content/pages/about.md":          public("title: About") + "Who writes this: a lighthouse keeper.\n",
		folder + "2026-03-02-no.md":       public("title: The interview", "pursuit: northwind", "steps: [thank]") + "A long letter came. It was a kind one.\n",
		folder + "2026-03-16-letters.md":  public("title: Letters", "pursuit: northwind", "steps: [feedback]", "with: [dana]", "tags: [harbour]") + "I wrote about the interview in the café, where Zoë works. <b>Bold</b> & brave.\n",
		folder + "2026-05-04-tokyo.md":    public("title: 東京の手紙", "pursuit: contoso", "steps: [twin]") + "今日は東京から手紙が届きました。\n",
		folder + "2026-05-05-quiet.md":    public("title: A quiet day", "pursuit: contoso", "steps: [thank]", "place: Lisbon") + "Nothing about it.\n\n%% the secretword %%\n\nThe end.\n",
		folder + "2026-05-06-private.md":  "---\ntitle: Hiddenword\n---\n\nNobody reads of the concealment.\n",
		folder + "2026-05-07-unlisted.md": "---\ntitle: Unlistedword\nvisibility: unlisted\n---\n\nOnly with the address: elsewhere.\n",
	}
	for i := range 14 {
		files[fmt.Sprintf("%s2026-04-%02d-walk-%d.md", folder, i+1, i+1)] = public("title: Walk "+fmt.Sprint(i+1), "pursuit: northwind", "steps: [persist]") + "Round the lake.\n"
	}
	return files
}

// searchQuestions are what is asked, and the titles of what is found, after ~
// where it only comes close.
var searchQuestions = []struct{ name, asked, found string }{
	{"a word of a text, the newer first", "letter", "Letters|The interview"},
	{"the title first", "interview", "The interview|Letters"},
	{"while it is typed", "interv", "The interview|Letters"},
	{"letters that changed places", "interveiw", "~The interview|Letters"},
	{"a letter too few", "intrview letters", "~Letters"},
	{"a wrong first letter", "jnterview", "~The interview|Letters"},
	{"without accents", "cafe zoe", "Letters"},
	{"with accents", "CAFÉ Zoë", "Letters"},
	{"all words", "interview kind", "The interview"},
	{"a tag", "harbour", "Letters"},
	{"a day", "2026-03-16", "Letters"},
	{"a month", "2026-03", "Letters|The interview"},
	{"a month in words", "march 2026", "Letters|The interview"},
	{"a day in words", "16 March 2026", "Letters"},
	{"a day in words the other way", "mar 16, 2026", "Letters"},
	{"a year and a word", "2026 café", "Letters"},
	{"a place, which is private", "lisbon", ""},
	{"the number of a day", "day 14", "Letters"},
	{"a step", "step:feedback", "Letters"},
	{"a step by its name", "feedback", "Letters"},
	{"a pursuit", "pursuit:contoso quiet", "A quiet day|Contoso"},
	{"an undated page", "lighthouse", "About"},
	{"a pursuit's own page", "somebody else", "Northwind"},
	{"signs without blanks", "東京", "東京の手紙"},
	{"one sign", "届", "東京の手紙"},
	{"markup is text", "bold", "Letters"},
	{"most of the words", "zebra interview kind", "~The interview"},
	{"what is not here", "zebra", ""},
	{"what is cut", "secretword", ""},
	{"what is private", "hiddenword", ""},
	{"what is unlisted", "unlistedword", ""},
	{"a name that readers do not have", "whitfield", ""},
}

func TestBrowserSearch(t *testing.T) {
	t.Parallel()
	tab := newBrowserTab(t)
	// The policy of the pages is part of what is tried.
	call(t, tab, page.SetBypassCSP, page.SetBypassCSPParams{})
	src := generator.Source{Folder: writeJournal(t, searchJournal()), Themes: themes.FS, Now: time.Now, Today: pagesToday}
	s := pagesEditions(t, "search", src, pagesSubFolder)[0]
	dir := t.TempDir()
	for path, text := range s.files {
		write(t, filepath.Join(dir, filepath.FromSlash(path)), text)
	}
	disk := (&url.URL{Scheme: "file", Path: filepath.ToSlash(dir) + "/"}).String()
	for name, root := range map[string]string{"in a sub-folder": serveSite(t, s), "from a disk": disk} {
		t.Run(name, func(t *testing.T) {
			seen := tab.watch(t, func() {
				tab.resize(t, 1280)
				t.Run("finds", func(t *testing.T) { testSearchFinds(t, tab, root) })
				t.Run("by the keyboard", func(t *testing.T) { testSearchKeyboard(t, tab, root) })
				t.Run("by choosing", func(t *testing.T) { testSearchChoices(t, tab, root) })
				t.Run("shows where", func(t *testing.T) { testSearchMarks(t, tab, root) })
			})
			report(t, name, seen.troubles(root))
		})
	}
}

// Results are pages too: by the rules of axe, at each width, without a shift; and
// without scripting there is the index.
func TestBrowserSearchPage(t *testing.T) {
	t.Parallel()
	tab := newBrowserTab(t)
	src := generator.Source{Folder: writeJournal(t, searchJournal()), Themes: themes.FS, Now: time.Now, Today: pagesToday}
	root := serveSite(t, pagesEditions(t, "search", src, pagesSubFolder)[1])
	pages := []browserPage{
		{site: "search", path: "?q=letter", url: root + searchPage + "?q=letter&step=feedback"},
		{site: "search", path: "?q=interview", url: root + searchPage + "?q=interview"},
		{site: "search", path: "?q=walk", url: root + searchPage + "?q=walk"},
		{site: "search", path: "?q=zebra", url: root + searchPage + "?q=zebra"},
	}
	testAxe(t, tab, pages)
	testLayout(t, tab, pages)
	testLargeText(t, tab, pages)
	testStable(t, tab, pages)
	tab.scripting(t, false)
	tab.open(t, root+searchPage)
	if text := tab.visibleText(t, "main"); !strings.Contains(text, "The interview") || strings.Contains(text, "Narrow it down") {
		t.Errorf("without scripting the page says %q", text)
	}
	tab.scripting(t, true)
}

const searchPage = "index-of-words/index.html"

func testSearchFinds(t *testing.T, tab browserTab, root string) {
	tab.open(t, root+searchPage)
	for _, q := range searchQuestions {
		found := strings.Join(tab.ask(t, q.asked), "|")
		if strings.Contains(tab.visibleText(t, "#found-n"), "comes close") {
			found = "~" + found
		}
		if found != q.found {
			t.Errorf("%s: %q finds %q, not %q", q.name, q.asked, found, q.found)
		}
	}
}

// ask types a question and gives the titles of what is found.
func (tab browserTab) ask(t *testing.T, question string) []string {
	t.Helper()
	evaluate[bool](t, tab, fmt.Sprintf(`new Promise(done => {
		const field = document.getElementById("q"), said = document.getElementById("found-n");
		const stop = () => { look.disconnect(); done(true); };
		const look = new MutationObserver(() => said.textContent && stop());
		said.textContent = "";
		look.observe(said, {childList: true});
		field.value = %q;
		field.dispatchEvent(new Event("input", {bubbles: true}));
	})`, question))
	return evaluate[[]string](t, tab, `[...document.querySelectorAll("#found .ti a")].map(a => a.textContent)`)
}

func testSearchKeyboard(t *testing.T, tab browserTab, root string) {
	tab.open(t, root+"index.html")
	tab.do(t, chromedp.KeyEvent("/"))
	tab.until(t, `document.activeElement?.id === "q"`)
	for _, letter := range "letter" {
		tab.do(t, chromedp.KeyEvent(string(letter)))
	}
	tab.until(t, `document.querySelectorAll("#found .ti").length === 2`)
	if got := tab.visibleText(t, "#found-n"); got != "2 results." {
		t.Errorf("it says %q", got)
	}
	tab.do(t, chromedp.KeyEvent(kb.ArrowDown))
	tab.do(t, chromedp.KeyEvent(kb.ArrowDown))
	if got := evaluate[string](t, tab, `document.activeElement.textContent`); got != "The interview" {
		t.Errorf("two down is %q", got)
	}
	tab.do(t, chromedp.KeyEvent(kb.Escape))
	if got := evaluate[string](t, tab, `document.activeElement.id`); got != "q" {
		t.Errorf("Escape leads to %q", got)
	}
	tab.do(t, chromedp.KeyEvent(kb.ArrowDown))
	tab.do(t, chromedp.KeyEvent(kb.Enter))
	tab.until(t, `document.querySelector("h1")?.textContent === "Letters"`)
	evaluate[bool](t, tab, `history.back(), true`)
	tab.until(t, `document.querySelectorAll("#found .ti").length === 2 && document.getElementById("q").value === "letter"`)
	tab.do(t, chromedp.KeyEvent("/"))
	tab.do(t, chromedp.KeyEvent(kb.Escape))
	tab.until(t, `document.querySelectorAll("#found .ti").length === 0 && document.getElementById("q").value === "" && location.search === ""`)
}

// until waits for a condition on the page.
func (tab browserTab) until(t *testing.T, condition string) {
	t.Helper()
	if !tab.becomes(condition) {
		t.Fatalf("never came to be: %s at %s", condition, evaluate[string](t, tab, `location.href + " " + document.getElementById("found-n")?.textContent`))
	}
}

func testSearchChoices(t *testing.T, tab browserTab, root string) {
	tab.open(t, root+searchPage+"?step=persist&month=2026-04")
	tab.until(t, `document.querySelectorAll("#found .ti").length === 10`)
	if got := tab.visibleText(t, "#found-n"); got != "14 results." {
		t.Errorf("it says %q", got)
	}
	evaluate[bool](t, tab, `document.querySelector("#found button").click(), true`)
	tab.until(t, `document.querySelectorAll("#found .ti").length === 14`)
	if got := evaluate[string](t, tab, `document.activeElement.textContent + " " + document.querySelector("#found button").hidden`); got != "Walk 4 true" {
		t.Errorf("after more, the focus is on %q", got)
	}
	choose := func(id, value string) {
		evaluate[bool](t, tab, fmt.Sprintf(`(e => { e.value = %q; e.dispatchEvent(new Event("input", {bubbles: true})); return true; })(document.getElementById(%q))`, value, id))
	}
	choose("q-month", "")
	choose("q-step", "thank")
	choose("q-pursuit", "contoso")
	tab.until(t, `[...document.querySelectorAll("#found .ti")].map(e => e.textContent).join() === "A quiet day"`)
	if got := evaluate[string](t, tab, `location.search`); got != "?step=thank&pursuit=contoso" {
		t.Errorf("the address keeps %q", got)
	}
}

// What was found stands marked in titles and texts, and markup is text.
func testSearchMarks(t *testing.T, tab browserTab, root string) {
	tab.open(t, root+searchPage)
	tab.ask(t, "cafe letters bold")
	if got, want := evaluate[string](t, tab, `document.querySelector("#found li div").innerHTML.replace(/<p class="meta.*/, "")`),
		`<p class="ti"><a href="../entries/2026/03/letters/index.html"><mark>Letters</mark></a></p><p class="ex">I wrote about the interview in the <mark>café</mark>, where Zoë works. <mark>Bold</mark> &amp; brave.</p>`; got != want {
		t.Errorf("a result is\n%s, not\n%s", got, want)
	}
	tab.ask(t, "手紙")
	if got := evaluate[string](t, tab, `[...document.querySelectorAll("#found mark")].map(e => e.textContent).join()`); got != "手紙,手紙" {
		t.Errorf("marked is %q", got)
	}
}

// A site that is published while it is read: pieces that do not fit are asked for
// anew.
func TestBrowserSearchAcrossVersions(t *testing.T) {
	t.Parallel()
	tab := newBrowserTab(t)
	files := searchJournal()
	build := func() pagesSite {
		src := generator.Source{Folder: writeJournal(t, files), Themes: themes.FS, Now: time.Now, Today: pagesToday}
		return pagesEditions(t, "search", src, pagesSubFolder)[0]
	}
	s := build()
	root := serveSite(t, s)
	tab.open(t, root+searchPage)
	evaluate[bool](t, tab, `document.getElementById("q").dispatchEvent(new Event("focus")), true`)
	tab.until(t, `performance.getEntriesByType("resource").some(r => r.name.endsWith("search/index.js") && r.responseEnd)`)
	files["content/entries/2026-06-01-new.md"] = public("title: Newer") + "Another letter.\n"
	for path, text := range build().files {
		s.put(path, text)
	}
	if got := tab.ask(t, "letter"); !slices.Equal(got, []string{"Letters", "Newer", "The interview"}) {
		t.Errorf("it finds %q", got)
	}
}

// previewed is the address of a preview of a folder, and what shows it anew.
func previewed(t *testing.T, folder string) (root string, show func()) {
	t.Helper()
	web := httptest.NewUnstartedServer(nil)
	server := preview.New(preview.Options{Hosts: []string{web.Listener.Addr().String()}, Version: 1})
	web.Config.Handler = server
	web.Start()
	t.Cleanup(func() { web.CloseClientConnections(); web.Close() })
	memory := memo.New()
	show = func() {
		tree, messages, err := generator.Build(generator.Source{Folder: folder, Themes: themes.FS, Now: time.Now, Today: pagesToday}, edition.ForOwner, memory)
		if err != nil {
			t.Fatal(err)
		}
		server.Show([]preview.Edition{{Audience: "me", Own: true, Site: tree}}, nil, messages)
	}
	show()
	return web.URL, show
}

// In the preview the results follow the files while the reader looks at them.
func TestBrowserSearchInPreview(t *testing.T) {
	t.Parallel()
	tab := newBrowserTab(t)
	folder := writeJournal(t, searchJournal())
	root, show := previewed(t, folder)
	tab.open(t, root+"/index-of-words/")
	if got := tab.ask(t, "concealment"); !slices.Equal(got, []string{"Hiddenword"}) {
		t.Fatalf("first it finds %q", got)
	}
	if got := tab.visibleText(t, "#found .badge"); got != "private" {
		t.Errorf("the entry is marked %q", got)
	}
	write(t, filepath.Join(folder, "content", "entries", "2026-06-01-new.md"), "---\ntitle: Newer\n---\n\nMore of the concealment.\n")
	show()
	tab.until(t, `[...document.querySelectorAll("#found .ti")].map(e => e.textContent).join() === "Newer,Hiddenword"`)
	if got := evaluate[string](t, tab, `document.getElementById("q").value`); got != "concealment" {
		t.Errorf("the question became %q", got)
	}
}

// The reader stays where they were among the results.
func TestBrowserSearchKeepsItsPlaceInPreview(t *testing.T) {
	t.Parallel()
	tab := newBrowserTab(t)
	tab.resize(t, 1280)
	folder := writeJournal(t, searchJournal())
	root, show := previewed(t, folder)
	tab.open(t, root+"/index-of-words/")
	tab.ask(t, "walk")
	evaluate[bool](t, tab, `document.querySelector("#found button").click(), true`)
	tab.until(t, `document.querySelectorAll("#found .ti").length === 14`)
	evaluate[bool](t, tab, `document.querySelectorAll("#found a")[12].focus(), scrollTo(0, 900), true`)
	const place = `[scrollY, document.activeElement.textContent, document.querySelectorAll("#found .ti").length].join()`
	before := evaluate[string](t, tab, place)
	write(t, filepath.Join(folder, "content", "entries", "2026-04-14-walk-14.md"), public("title: Walk 14", "pursuit: northwind", "steps: [persist]")+"Up the hill.\n")
	show()
	tab.until(t, `document.getElementById("found").innerText.includes("Up the hill")`)
	if after := evaluate[string](t, tab, place); after != before {
		t.Errorf("the reader was at %q and is at %q", before, after)
	}
}

// The page gets the search, and something to choose from, while it is open.
func TestBrowserSearchComesInPreview(t *testing.T) {
	t.Parallel()
	tab := newBrowserTab(t)
	folder := writeJournal(t, map[string]string{"journal.toml": "title = \"Second\"\n"})
	root, show := previewed(t, folder)
	tab.open(t, root+"/index-of-words/")
	write(t, filepath.Join(folder, "content", "entries", "2026-06-01-new.md"), "---\ntitle: Newer\n---\n\nMore of the concealment.\n")
	show()
	tab.until(t, `document.getElementById("q") !== null && document.readyState === "complete"`)
	if got := tab.ask(t, "concealment"); !slices.Equal(got, []string{"Newer"}) {
		t.Errorf("it finds %q", got)
	}
	for _, name := range []string{"contoso", "northwind"} {
		write(t, filepath.Join(folder, "content", "pursuits", name+".md"), "---\ntitle: The pursuit of "+name+"\nday_zero: 2026-03-02\n---\n")
	}
	write(t, filepath.Join(folder, "content", "entries", "2026-06-02-other.md"), "---\ntitle: Another\npursuit: contoso\n---\n\nMore of the concealment.\n")
	show()
	tab.until(t, `document.querySelector("#q-pursuit option[value=contoso]") !== null`)
	evaluate[bool](t, tab, `(() => {
		const choice = document.getElementById("q-pursuit");
		choice.value = "contoso";
		return choice.dispatchEvent(new Event("input", {bubbles: true}));
	})()`)
	tab.until(t, `[...document.querySelectorAll("#found .ti")].map(e => e.textContent).join() === "Another"`)
}
