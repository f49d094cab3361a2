package generator_test

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"journal/generator"
	"journal/generator/civil"
	"journal/generator/edition"
	"journal/themes"
)

// The pages are opened in a browser, one of each kind and those at the edges.
func TestBrowser(t *testing.T) {
	t.Parallel()
	b := newBrowser(t)
	sites := pagesSites(t)
	pages := browserPages(t, sites)
	for _, test := range []struct {
		name string
		run  func(*testing.T, browserTab, []browserPage)
	}{
		{"accessible by the rules of axe", testAxe},
		{"nothing scrolls sideways and no labels meet", testLayout},
		{"at twice the text size too", testLargeText},
		{"nothing is asked of others", testRequests},
		{"readable without scripting", testNoScript},
		{"prints on white", testPrint},
		{"the keyboard reaches everything", testKeyboard},
		{"nothing moves while it loads", testStable},
		{"all is there in forced colours", testForcedColours},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, b.tab(t), pages)
		})
	}
	t.Run("opens from a folder", func(t *testing.T) {
		t.Parallel()
		testFolder(t, b.tab(t), sites[1])
	})
	t.Run("a row lights its mark", func(t *testing.T) {
		t.Parallel()
		testRowsLight(t, b.tab(t))
	})
	t.Run("these tests would notice", func(t *testing.T) {
		t.Parallel()
		testNotices(t, b.tab(t))
	})
}

// Widths in CSS pixels, from the smallest telephone to a wide window.
// Between them lie those at which drawings and columns change.
func browserWidths() []int64 {
	if !thorough() {
		return []int64{320, 375, 480, 640, 768, 960, 1100, 1280}
	}
	var all []int64
	for width := int64(320); width <= 1400; width += 12 {
		all = append(all, width)
	}
	return all
}

func testLayout(t *testing.T, tab browserTab, pages []browserPage) {
	for _, p := range pages {
		tab.open(t, p.url)
		for _, width := range browserWidths() {
			tab.resize(t, width)
			report(t, fmt.Sprintf("%s at %d px", p, width), layoutTroubles(t, tab))
		}
	}
}

func testLargeText(t *testing.T, tab browserTab, pages []browserPage) {
	for _, p := range pages {
		tab.open(t, p.url)
		evaluate[bool](t, tab, `document.documentElement.style.fontSize = "200%", true`)
		for _, width := range []int64{640, 1280} {
			tab.resize(t, width)
			report(t, fmt.Sprintf("%s at %d px, text doubled", p, width), layoutTroubles(t, tab))
		}
	}
}

// layoutTroubles are what sticks out of the window, and labels of drawings that
// lie on each other.
func layoutTroubles(t *testing.T, tab browserTab) []string {
	t.Helper()
	return evaluate[[]string](t, tab, `(() => {
		const wrong = [], shown = e => e.checkVisibility({opacityProperty: true, visibilityProperty: true});
		const name = e => e.tagName + "." + (e.getAttribute("class") || "") + " " + e.textContent.trim().slice(0, 40);
		const root = document.documentElement;
		if (root.scrollWidth > innerWidth) {
			const wide = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
			wrong.push("scrolls to " + root.scrollWidth + ": " + wide.slice(0, 3).map(name).join(" | "));
		}
		for (const svg of document.querySelectorAll("svg:not(svg svg)")) {
			const boxes = [...svg.querySelectorAll("text")].filter(e => shown(e) && e.textContent.trim())
				.map(e => [e, e.getBoundingClientRect()]).filter(([, b]) => b.width > 0);
			boxes.forEach(([e, a], i) => boxes.slice(i + 1).forEach(([f, b]) => {
				const x = Math.min(a.right, b.right) - Math.max(a.left, b.left), y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
				if (x > 1 && y > 1) wrong.push("labels meet: " + name(e) + " | " + name(f));
			}));
		}
		return wrong;
	})()`)
}

func testRequests(t *testing.T, tab browserTab, pages []browserPage) {
	for _, p := range pages {
		seen := tab.watch(t, func() { tab.open(t, p.url) })
		origin, err := url.Parse(p.url)
		if err != nil {
			t.Fatal(err)
		}
		report(t, p.String(), seen.troubles(origin.Scheme+"://"+origin.Host+"/"))
	}
}

func testNoScript(t *testing.T, tab browserTab, pages []browserPage) {
	tab.scripting(t, false)
	defer tab.scripting(t, true)
	for _, p := range pages {
		tab.open(t, p.url)
		words := len(strings.Fields(tab.visibleText(t, "main")))
		if want := len(strings.Fields(p.heading)); words < want || words == 0 {
			t.Errorf("%s: %d words in main", p, words)
		}
	}
}

func testPrint(t *testing.T, tab browserTab, pages []browserPage) {
	defer tab.media(t, "", "light")
	for _, p := range pages {
		tab.open(t, p.url)
		tab.media(t, "print", "dark")
		colors := evaluate[[]string](t, tab, `(() => {
			const color = e => getComputedStyle(e).backgroundColor, clear = "rgba(0, 0, 0, 0)";
			const shown = [...document.querySelectorAll("html, body, main, main p, main h1")].map(color).filter(c => c !== clear);
			const ink = getComputedStyle(document.body).color;
			return [...new Set(shown)].concat("ink " + ink, "navigation " + [...document.querySelectorAll("nav")].some(e => e.checkVisibility()), "badges " + [...document.querySelectorAll(".badge")].some(e => e.checkVisibility()));
		})()`)
		if got := strings.Join(colors, "; "); got != "rgb(255, 255, 255); ink rgb(0, 0, 0); navigation false; badges false" {
			t.Errorf("%s: printed with %s", p, got)
		}
		tab.media(t, "", "light")
	}
}

func testForcedColours(t *testing.T, tab browserTab, pages []browserPage) {
	tab.resize(t, 1280)
	for _, p := range pages {
		tab.open(t, p.url)
		report(t, p.String()+" in forced colours", forcedTroubles(t, tab))
	}
}

// forcedTroubles are texts, lines and signs that cannot be told from what they lie on
// where the reader's system chooses the colours, in a light scheme and in a dark one.
func forcedTroubles(t *testing.T, tab browserTab) []string {
	t.Helper()
	defer tab.media(t, "", "light")
	var wrong []string
	for _, scheme := range []string{"light", "dark"} {
		call(t, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}, {Name: "prefers-color-scheme", Value: scheme}}})
		for _, trouble := range evaluate[[]string](t, tab, forcedRun) {
			wrong = append(wrong, scheme+": "+trouble)
		}
	}
	return wrong
}

const forcedRun = `(() => {
	const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
	const rgba = color => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
	const light = ([r, g, b]) => { const f = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
	const contrast = (a, b) => { const x = light(a), y = light(b); return (Math.max(x, y) + .05) / (Math.min(x, y) + .05); };
	const ground = e => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c; } return rgba("Canvas"); };
	const name = e => e.tagName + "." + (e.getAttribute("class") || "") + " " + e.textContent.trim().slice(0, 30), wrong = new Set();
	for (const e of document.querySelectorAll("body *")) {
		if (!e.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
		const s = getComputedStyle(e), box = e.getBoundingClientRect();
		if (e.closest("svg")) {
			const stroke = s.stroke !== "none" && parseFloat(s.strokeWidth) > 0 && rgba(s.stroke)[3] > 0, fill = s.fill !== "none" && rgba(s.fill)[3] > 0;
			if (e.matches("text") && e.textContent.trim() && contrast(rgba(s.fill), rgba("Canvas")) < 3 && !e.matches(".pn, .n")) wrong.add("text " + name(e));
			if (e.matches(".mk, .pl, .dt, .ln, .td") && ![stroke && rgba(s.stroke), fill && rgba(s.fill)].some(c => c && contrast(c, rgba("Canvas")) >= 2)) wrong.add("mark " + name(e));
			continue;
		}
		const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
		if (own && box.width > 1 && contrast(rgba(s.color), ground(e)) < 4.5) wrong.add("text " + name(e));
	}
	return [...wrong].slice(0, 10);
})()`

// testRowsLight puts the focus on each row of a list as long as lists that light their
// marks may be: that mark lights up in the drawing, and no other.
func testRowsLight(t *testing.T, tab browserTab) {
	const rows = 60
	files := map[string]string{"journal.toml": pagesTOML}
	for i := range rows {
		day := civil.Date{Year: 2026, Month: 1, Day: 5}.AddDays(i)
		files["content/entries/"+day.String()+".md"] = fmt.Sprintf("---\ntitle: Day %d\nvisibility: public\nsteps: [%d]\n---\nOne line.\n", i, i%6+1)
	}
	src := generator.Source{Folder: writeJournal(t, files), Themes: themes.FS, Now: time.Now, Today: pagesToday}
	s := newPagesSite(t, "rows/owner", src.Folder, pagesDomain, pagesFiles(t, src, edition.ForOwner))
	tab.resize(t, 1280)
	tab.open(t, serveSite(t, s)+"pursuits/my-second-place/index.html")
	lit := evaluate[[]string](t, tab, `[...document.querySelectorAll("main [id]")].filter(e => /^r\d+$/.test(e.id)).map(e => {
		e.querySelector("a").focus({focusVisible: true});
		const lit = [...document.querySelectorAll(".tl .hit+*")].filter(m => m.checkVisibility() && getComputedStyle(m).strokeWidth === "3px");
		return e.id + " " + lit.map(m => m.closest("a").getAttribute("class")).join(",");
	})`)
	if len(lit) != rows {
		t.Fatalf("%d rows, want %d", len(lit), rows)
	}
	for i, got := range lit {
		if want := fmt.Sprintf("r%d m%d", i+1, i+1); got != want {
			t.Errorf("a row and what it lights: %q, want %q", got, want)
		}
	}
}

// A stop is what the Tab key reached.
type stop struct {
	Class, Href, Text string
	Nav, Ringed, Seen bool
}

func testKeyboard(t *testing.T, tab browserTab, pages []browserPage) {
	tab.resize(t, 1280)
	for _, p := range pages {
		tab.open(t, p.url)
		want := evaluate[int](t, tab, `[...document.querySelectorAll("a[href], summary, input:enabled, select, button, [tabindex='0']")].filter(e => e.tabIndex >= 0 && e.checkVisibility()).length`)
		stops := tab.walk(t, want)
		for i, s := range stops {
			if !s.Ringed || !s.Seen {
				t.Errorf("%s: stop %d is not to be seen: %+v", p, i+1, s)
			}
		}
		if len(stops) < 3 || stops[0].Class != "skip" || !stops[2].Nav {
			t.Errorf("%s: the first stops are %+v", p, stops[:min(3, len(stops))])
		}
	}
}

// walk presses Tab that many times. What has the focus writes down by itself how it is
// seen, after the browser has scrolled to it.
func (tab browserTab) walk(t *testing.T, times int) []stop {
	t.Helper()
	evaluate[bool](t, tab, `window.stops = [], window.addEventListener("keyup", () => {
		const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
		stops.push({Class: e.className, Href: e.getAttribute("href") || "", Text: e.textContent.trim().slice(0, 40), Nav: !!e.closest("header nav"),
			Ringed: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
			Seen: b.width > 1 && b.height > 1 && b.bottom > 0 && b.top < innerHeight && b.right > 0 && b.left < innerWidth});
	}), true`)
	for range times {
		tab.do(t, chromedp.KeyEvent(kb.Tab))
	}
	return evaluate[[]stop](t, tab, `window.stops`)
}

func testStable(t *testing.T, tab browserTab, pages []browserPage) {
	for _, width := range []int64{1280, 375} {
		tab.resize(t, width)
		for _, p := range pages {
			// A page that is painted before all of it has come, on a machine that has
			// much else to do, may move by a hair. What moves does so each time.
			shift := tab.shift(t, p.url)
			for tries := 1; shift != 0 && tries < 5; tries++ {
				shift = tab.shift(t, p.url)
			}
			if shift != 0 {
				t.Errorf("%s at %d px: moved by %.4f", p, width, shift)
			}
		}
	}
}

// shift opens a page and gives by how much it moved.
func (tab browserTab) shift(t *testing.T, address string) float64 {
	t.Helper()
	tab.open(t, address)
	return evaluate[float64](t, tab, `new Promise(done => {
		let sum = 0;
		new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; }).observe({type: "layout-shift", buffered: true});
		setTimeout(() => done(sum), 50);
	})`)
}

// testFolder opens a site as files: styles load, links lead on, nothing else is
// read.
func testFolder(t *testing.T, tab browserTab, s pagesSite) {
	dir := t.TempDir()
	for path, text := range s.files {
		write(t, filepath.Join(dir, filepath.FromSlash(path)), text)
	}
	root := (&url.URL{Scheme: "file", Path: filepath.ToSlash(dir) + "/"}).String()
	tab.resize(t, 1280)
	for _, p := range kindPages(s) {
		if p.path == "404.html" {
			continue // a server gives it for an address of any depth
		}
		seen := tab.watch(t, func() { tab.open(t, root+p.path) })
		report(t, p.String(), seen.troubles(root))
		if got := evaluate[string](t, tab, `getComputedStyle(document.body).backgroundColor`); got == "rgba(0, 0, 0, 0)" {
			t.Errorf("%s: no style", p)
		}
	}
	tab.open(t, root+"index.html")
	evaluate[bool](t, tab, `document.querySelectorAll("header nav a")[1].click(), true`)
	if !tab.becomes(`location.href.endsWith("/pursuits/index.html")`) {
		t.Fatal("a link in the navigation leads nowhere")
	}
}

// brokenPage has a mistake for each of the tests to notice.
const brokenPage = `<!doctype html><title>Broken</title><img src="http://other.invalid/x.png">
<div style="width:2000px">wide</div>
<svg width="100" height="20"><text y="15">one label</text><text y="15">another</text></svg>
<script>console.error("oh")</script>`

func testNotices(t *testing.T, tab browserTab) {
	axe, err := os.ReadFile(checkerPath(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	root := serveSite(t, pagesSite{files: map[string]string{"index.html": brokenPage}})
	seen := tab.watch(t, func() { tab.open(t, root+"index.html") })
	wrong := strings.Join(seen.troubles(root), "\n") + strings.Join(layoutTroubles(t, tab), "\n")
	evaluate[bool](t, tab, string(axe)+"\n;true")
	wrong += strings.Join(evaluate[[]string](t, tab, axeRun), "\n")
	for _, want := range []string{"asked for http://other.invalid", "console: error", "scrolls to 20", "labels meet", "image-alt", "html-has-lang"} {
		if !strings.Contains(wrong, want) {
			t.Errorf("nobody noticed: %s in\n%s", want, wrong)
		}
	}
}
