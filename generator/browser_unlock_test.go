package generator_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"journal/generator"
	"journal/generator/memo"
	"journal/themes"
)

// sealedJournal has something for Sam of all that a page can have.
func sealedJournal(t *testing.T) map[string]string {
	t.Helper()
	wide := image.NewGray(image.Rect(0, 0, 2000, 900))
	for i := range wide.Pix {
		wide.Pix[i] = uint8(i * i >> 3)
	}
	var photo bytes.Buffer
	if err := png.Encode(&photo, wide); err != nil {
		t.Fatal(err)
	}
	wide.Set(0, 0, color.White)
	files := map[string]string{
		"journal.toml":                         "title = \"Road\"\nbase_url = \"" + pagesSubFolder + "\"\n[privacy]\nlink_key = \"twenty letters of my own\"\nattachments = [\"pdf\"]\n[audience.sam]\npassphrase_env = \"S\"\n",
		"content/pursuits/northwind.md":        "---\ntitle: Northwind\nday_zero: 2026-03-02\nvisibility: public\n---\nThey chose somebody else.\n",
		"content/pages/about.md":               "---\ntitle: About\nvisibility: public\n---\nWho writes this.\n",
		"content/entries/2026-03-02-no.md":     "---\ntitle: The no\nvisibility: public\nsteps: [thank]\npursuit: northwind\n---\nA long letter came.\n",
		"content/entries/2026-05-06-sealed.md": "---\ntitle: What Zoë said\naudience: [sam]\nsteps: [feedback]\npursuit: northwind\nlang: de\n---\nWas sie sagte.\n\n## Später\n\nMehr, [[The no]], [oben](#später), [die Liste](list.pdf) und [anderswo](https://example.org/x).\n\n![Ein Bild](photo.png)\n",
		"content/entries/photo.png":            photo.String(),
		"content/entries/list.pdf":             "%PDF-1.4 sealed\n",
		"content/entries/2026-05-07-mine.md":   "---\ntitle: Mine\n---\nMine.\n",
	}
	for i := range 30 {
		files[fmt.Sprintf("content/entries/2026-04-%02d-walk-%d.md", i+1, i+1)] = fmt.Sprintf("---\ntitle: Walk %d\nvisibility: public\nsteps: [persist]\npursuit: northwind\n---\nRound the lake.\n", i+1)
	}
	return files
}

// aReader is somebody at the page that opens what is sealed.
type aReader struct {
	browserTab
	t            *testing.T
	s            pagesSite
	root         string
	folder, page string // where what is sealed lies; the address of the page
}

func newReader(t *testing.T) aReader {
	t.Helper()
	return readerOf(t, newBrowserTab(t), sealedJournal(t))
}

// readerOf is somebody with a tab of a browser, before a journal of which a part is
// sealed.
func readerOf(t *testing.T, tab browserTab, journal map[string]string) aReader {
	t.Helper()
	// The policy of the page is part of what is tried.
	call(t, tab, page.SetBypassCSP, page.SetBypassCSPParams{})
	src := generator.Source{Folder: writeJournal(t, journal), Themes: themes.FS, Now: time.Now, Today: pagesToday}
	sealed := sealedOf(t, src, memo.New())
	s := newPagesSite(t, "sealed", src.Folder, pagesSubFolder, sealed.files)
	root := serveSite(t, s)
	tab.resize(t, 1280)
	return aReader{tab, t, s, root, sealed.folder("sam"), root + sealed.folder("sam") + "index.html"}
}

// waitFor waits until an expression is true.
func (r aReader) waitFor(expression string) {
	r.t.Helper()
	if !r.becomes(expression) {
		r.t.Fatalf("never: %s; the page says %q", expression, r.visibleText(r.t, "body"))
	}
}

// troubles leaves out what is the browser's own, the sign of a site that has none, and
// pictures that the script made.
func (r aReader) troubles(seen *sighting) []string {
	return slices.DeleteFunc(seen.troubles(r.root), func(s string) bool {
		return strings.Contains(s, "/favicon.ico") || strings.HasPrefix(s, "asked for blob:"+r.root[:strings.Index(r.root, "/my/")])
	})
}

func (r aReader) heading(want string) {
	r.t.Helper()
	r.waitFor(fmt.Sprintf(`document.querySelector(".sealed") && document.querySelector("h1").textContent.includes(%q)`, want))
}

// enter goes to the page, with what follows # in the address, and opens it.
func (r aReader) enter(fragment, passphrase string) {
	r.t.Helper()
	r.open(r.t, "about:blank")
	r.open(r.t, r.page+fragment)
	r.waitFor(`document.getElementById("unlock")?.hidden === false`)
	r.do(r.t, chromedp.Focus("#passphrase"), chromedp.SendKeys("#passphrase", passphrase), chromedp.KeyEvent(kb.Enter))
}

func (r aReader) click(selector string) {
	r.t.Helper()
	evaluate[bool](r.t, r.browserTab, fmt.Sprintf(`document.querySelector(%q).dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, view: window})), true`, selector))
}

const sealedEntry = "#/entries/2026/05/sealed/"

func TestBrowserUnlock(t *testing.T) {
	r := newReader(t)
	for _, test := range []struct {
		name string
		run  func(aReader)
	}{
		{"says kindly that it does not open", readWrong},
		{"opens and leads on", readOn},
		{"opens at an address inside", readDeep},
		{"remembers for a day, if asked", readRemembered},
		{"says what it needs", readWithout},
		{"can be read by everybody", readAccessibly},
		{"refuses what was changed", readTampered},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := r
			r.t = t
			test.run(r)
		})
	}
}

func readWrong(r aReader) {
	seen := r.watch(r.t, func() {
		r.enter("", "not the words that Sam was told by anybody")
		r.waitFor(`document.querySelector(".said")?.textContent.includes("That did not open it")`)
	})
	report(r.t, "wrong", r.troubles(seen))
	if got := evaluate[string](r.t, r.browserTab, `document.activeElement.id + " " + document.activeElement.getAttribute("aria-invalid") + " " + document.querySelector("#unlock button").disabled`); got != "passphrase true false" {
		r.t.Errorf("then: %s", got)
	}
	if text := r.visibleText(r.t, "body"); strings.Contains(text, "Zoë") {
		r.t.Error("it is open")
	}
}

func readOn(r aReader) {
	t, tab := r.t, r.browserTab
	seen := r.watch(t, func() {
		r.enter("", "  "+strings.ReplaceAll(passphraseOf("sam"), " ", "   ")+" ")
		began := time.Now()
		r.heading("Day")
		t.Logf("open after %d ms", time.Since(began).Milliseconds())
		if text := r.visibleText(t, "main"); !strings.Contains(text, "What Zoë said") || strings.Contains(text, "Was sie sagte") {
			t.Errorf("home says %q", text)
		}
		if left := evaluate[string](t, tab, `document.title + "|" + location.hash + "|" + document.documentElement.lang`); !strings.HasSuffix(left, "Road||en") {
			t.Errorf("home is %s", left)
		}
		outside := evaluate[[]string](t, tab, `[...document.querySelectorAll("a[href]")].map(a => a.getAttribute("href")).filter(h => !h.startsWith("#") && !/feed/.test(h))`)
		if len(outside) > 0 {
			t.Errorf("links lead out: %q", outside)
		}
		evaluate[bool](t, tab, `scrollTo(0, 300), true`)
		r.click(`main a[href="` + sealedEntry + `"]`)
		r.heading("What Zoë said")
		r.waitFor(`[...document.querySelectorAll("main img")].every(i => i.complete && i.naturalWidth > 300 && i.src.startsWith("blob:"))`)
		if got := evaluate[string](t, tab, `document.activeElement.tagName + scrollY`); got != "H10" {
			t.Errorf("the reader is at %s", got)
		}
		r.click(`main .prose a[href^="#sp"]`)
		r.waitFor(`location.hash.startsWith("#sp") && document.querySelector("h1").textContent.includes("Zoë")`)
		r.click(`main .prose a[href="#/entries/2026/03/no/"]`)
		r.heading("The no")
		evaluate[bool](t, tab, `history.go(-3), true`)
		r.heading("Day")
		r.waitFor(`scrollY === 300`)
		evaluate[bool](t, tab, `history.forward(), true`)
		r.heading("What Zoë said")
		r.click(`header nav a[href^="#/timeline/"]`)
		r.heading("")
		r.waitFor(`location.hash.startsWith("#/timeline/") && document.querySelector("main").textContent.includes("What Zoë said")`)
		r.click(`header nav a[href^="#/index-of-words/"]`)
		r.waitFor(`document.querySelector("main").textContent.includes("What Zoë said") && !document.getElementById("search")`)
		evaluate[bool](t, tab, `location.hash = "#/no/such/page/", true`)
		r.waitFor(`document.querySelector(".said")?.textContent.includes("could not be loaded")`)
	})
	troubles := slices.DeleteFunc(r.troubles(seen), func(s string) bool { return strings.Contains(s, "no/such/page") })
	report(t, "reading on", troubles)
	var pages, scripts int
	for _, request := range seen.requests {
		if strings.HasSuffix(request, ".js") {
			scripts++
		}
		if strings.HasSuffix(request, "/entries/2026/05/sealed/index.html") {
			pages++
		}
	}
	if scripts != 1 || pages != 0 {
		t.Errorf("%d scripts and %d sealed pages were asked for by their names", scripts, pages)
	}
}

func readDeep(r aReader) {
	r.enter(sealedEntry+"~sp%C3%A4ter", passphraseOf("sam"))
	r.heading("What Zoë said")
	r.waitFor(`document.activeElement.id.startsWith("sp")`)
	evaluate[bool](r.t, r.browserTab, `window.saved = "", HTMLAnchorElement.prototype.click = function () { saved = this.download; fetch(this.href).then(a => a.text()).then(text => saved += "|" + text); }, document.querySelector("main .prose a[href$=pdf]").onclick(new Event("click")), true`)
	if text := r.visibleText(r.t, ".sealed"); !strings.Contains(text, "You are reading sealed pages") {
		r.t.Errorf("the line above says %q", text)
	}
}

func readRemembered(r aReader) {
	tab := r.browserTab
	r.enter("", passphraseOf("sam"))
	r.heading("Day")
	r.open(r.t, "about:blank")
	r.open(r.t, r.page)
	time.Sleep(500 * time.Millisecond)                               // it would have opened by itself
	r.waitFor(`document.getElementById("unlock")?.hidden === false`) // nobody asked for it
	r.click("#remember")
	r.do(r.t, chromedp.SendKeys("#passphrase", passphraseOf("sam")), chromedp.KeyEvent(kb.Enter))
	r.heading("Day")
	r.open(r.t, "about:blank")
	r.open(r.t, r.page+sealedEntry)
	r.heading("What Zoë said")
	const keys = `new Promise(done => { const ask = indexedDB.open("journal-sealed"); ask.onsuccess = () => { const s = ask.result.transaction("keys", "readwrite").objectStore("keys"); s.getAll().onsuccess = e => %s } })`
	kept := evaluate[string](r.t, tab, fmt.Sprintf(keys, `done(e.target.result.map(k => [k.key.extractable, k.key.type, Math.round((k.until - Date.now()) / 36e5)]).join())`))
	if kept != "false,secret,24" {
		r.t.Errorf("what is kept: %s", kept)
	}
	if n := evaluate[int](r.t, tab, `localStorage.length + sessionStorage.length + document.cookie.length`); n != 0 {
		r.t.Error("something is kept elsewhere")
	}
	evaluate[bool](r.t, tab, fmt.Sprintf(keys, `{ const k = e.target.result[0]; k.until = Date.now() - 1; s.put(k, new URL(".", location).pathname).onsuccess = () => done(true) }`))
	r.open(r.t, "about:blank")
	r.open(r.t, r.page)
	time.Sleep(500 * time.Millisecond)
	r.waitFor(`document.getElementById("unlock")?.hidden === false`)
	if n := evaluate[int](r.t, tab, fmt.Sprintf(keys, `done(e.target.result.length)`)); n != 0 {
		r.t.Error("what is out of date is still there")
	}
	r.click("#remember")
	r.do(r.t, chromedp.SendKeys("#passphrase", passphraseOf("sam")), chromedp.KeyEvent(kb.Enter))
	r.heading("Day")
	r.click(".sealed button") // the page is loaded anew, and asks again
	r.waitFor(`document.getElementById("unlock")?.hidden === false`)
	if n := evaluate[int](r.t, tab, fmt.Sprintf(keys, `done(e.target.result.length)`)); n != 0 {
		r.t.Error("it is not forgotten")
	}
}

// readWithout is about browsers that will not do: without scripts, without a protected
// connection, from a disk.
func readWithout(r aReader) {
	const asks = `!!document.getElementById("unlock").checkVisibility()`
	r.scripting(r.t, false)
	r.open(r.t, "about:blank")
	r.open(r.t, r.page)
	text := r.visibleText(r.t, "main")
	r.scripting(r.t, true)
	if !strings.Contains(text, "Please allow scripts") || strings.Contains(text, "Passphrase") {
		r.t.Errorf("without scripts: %q", text)
	}
	added, err := chromedp.Call(r.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `Object.defineProperty(crypto, "subtle", {value: undefined})`})
	if err != nil {
		r.t.Fatal(err)
	}
	r.open(r.t, "about:blank")
	r.open(r.t, r.page)
	r.waitFor(`document.querySelector(".said")?.textContent.includes("https://")`)
	if evaluate[bool](r.t, r.browserTab, asks) {
		r.t.Error("it asks for a passphrase all the same")
	}
	call(r.t, r.browserTab, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams{Identifier: added.Identifier})
	dir := r.t.TempDir()
	for p, text := range r.s.files {
		write(r.t, filepath.Join(dir, filepath.FromSlash(p)), text)
	}
	disk := url.URL{Scheme: "file", Path: filepath.ToSlash(dir) + "/" + r.folder + "index.html"}
	r.open(r.t, disk.String())
	r.waitFor(`document.querySelector(".said")?.textContent.includes("https://")`)
}

func readAccessibly(r aReader) {
	r.readableIn([]look{{1280, "light"}, {375, "dark"}, {320, "light"}})
}

// readableIn looks at the page that opens what is sealed, closed and open, by the
// rules of axe, and at its layout.
func (r aReader) readableIn(looks []look) {
	axe, err := os.ReadFile(checkerPath(r.t, "axe-core/axe.min.js"))
	if err != nil {
		r.t.Fatal(err)
	}
	defer r.media(r.t, "", "light")
	for _, opened := range []bool{false, true} {
		r.open(r.t, "about:blank")
		r.open(r.t, r.page)
		r.waitFor(`document.getElementById("unlock")?.hidden === false`)
		if opened {
			r.enter(sealedEntry, passphraseOf("sam"))
			r.heading("What Zoë said")
			r.waitFor(`[...document.querySelectorAll("main img")].every(i => i.complete && i.naturalWidth)`)
		}
		evaluate[bool](r.t, r.browserTab, string(axe)+"\n;true")
		for _, l := range looks {
			r.resize(r.t, l.width)
			r.media(r.t, "", l.scheme)
			name := fmt.Sprintf("opened %t at %d px, %s", opened, l.width, l.scheme)
			report(r.t, name, evaluate[[]string](r.t, r.browserTab, axeRun))
			report(r.t, name, layoutTroubles(r.t, r.browserTab))
			r.picture(fmt.Sprintf("unlock-%t-%d-%s", opened, l.width, l.scheme))
		}
		r.resize(r.t, 1280)
		report(r.t, fmt.Sprintf("opened %t in forced colours", opened), forcedTroubles(r.t, r.browserTab))
	}
}

// picture keeps a picture of the page in JOURNAL_PICTURES, if there is such a folder.
func (r aReader) picture(name string) {
	dir := os.Getenv("JOURNAL_PICTURES")
	if dir == "" {
		return
	}
	shot, err := chromedp.Call(r.ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{})
	if err != nil {
		r.t.Fatal(err)
	}
	write(r.t, filepath.Join(dir, name+".png"), string(shot.Data))
}

// readTampered changes each file that was opened, and the lock.
func readTampered(r aReader) {
	folder := r.folder
	whole := map[string]string{}
	for p, text := range r.s.files {
		if strings.HasPrefix(p, folder) && path.Ext(p) == ".bin" {
			whole[p] = text
			if path.Base(p) != "lock.bin" && path.Base(p) != "index.bin" {
				changed := []byte(text)
				changed[len(changed)/2] ^= 1
				r.s.put(p, string(changed))
			}
		}
	}
	r.enter(sealedEntry, passphraseOf("sam"))
	r.waitFor(`document.querySelector(".said")?.textContent.includes("could not be loaded")`)
	if text := r.visibleText(r.t, "body"); strings.Contains(text, "Was sie") {
		r.t.Error("what was changed is shown")
	}
	for p, text := range whole {
		r.s.put(p, text)
	}
	for name, rounds := range map[string]string{"too few": "\x00\x09\x27\xbf", "too many": "\x00\x98\x96\x81"} {
		r.s.put(folder+"lock.bin", rounds+whole[folder+"lock.bin"][4:])
		r.enter("", passphraseOf("sam"))
		r.waitFor(`document.querySelector(".said")?.textContent.includes("could not be loaded")`)
		r.t.Log(name)
	}
	r.s.put(folder+"lock.bin", whole[folder+"lock.bin"])
}

// The script that is published is short.
func TestUnlockScriptIsShort(t *testing.T) {
	s := sealedOf(t, newVault(3).write(t, false), memo.New())
	scripts := regexp.MustCompile(`^assets/unlock\.[0-9a-f]{12}\.js$`)
	for p, text := range s.files {
		if scripts.MatchString(p) {
			t.Logf("%d bytes", len(text))
			if len(text) >= 5000 {
				t.Error("it has 5,000 bytes or more")
			}
			return
		}
	}
	t.Error("there is none")
}
