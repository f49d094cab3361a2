package preview

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"journal/generator"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/generator/visibility"
	"journal/themes"
)

// axeRun asks for the rules of WCAG 2.2 at A and AA, and those that are good
// practice.
const axeRun = `axe.run(document, {
	runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]},
	resultTypes: ["violations"],
}).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.target.join(" ") + ": " + n.any.concat(n.all, n.none).map(c => c.message).join("; "))))`

// testAxe holds what the preview adds to the pages of the sample journal to the
// rules that the pages are held to.
func testAxe(t *testing.T, st *stage) {
	axe := axeCore(t)
	show := func(messages diag.List) {
		editions, pages := sample(t)
		st.server.Show(editions, written(pages...), messages)
	}
	wrong := diag.New("E121", diag.Pos{File: "content/entries/2026/08/a-theory-of-second.md", Line: 5, Col: 10}, `steps = ["feedbak"]`, "unknown step %q", "feedbak")
	wrong.Hint = `did you mean "feedback"?`
	for _, state := range []struct {
		name, path, prepare string
		messages            diag.List
	}{
		{"the bar and its list", "/entries/2026/08/a-theory-of-second/", `document.querySelectorAll("#journal-preview details").forEach(d => { d.open = true; })`, nil},
		{"as strangers", "/_as/public/", ``, nil},
		{"not for strangers", "/_as/public/entries/2026/08/a-theory-of-second/", `document.querySelector("#journal-bar").open = true`, nil},
		{"errors", "/", ``, diag.List{wrong, wrong}},
		{"a notice, not connected", "/", `(() => { const p = document.createElement("p"); Object.assign(p, {id: "journal-notice", role: "alert", textContent: "This page is gone."}); document.body.append(p); document.querySelector("#journal-offline").hidden = false; })()`, nil},
		{"a page that could not be made", "/broken/", ``, nil},
	} {
		show(state.messages)
		st.tab.open(t, st.url+state.path)
		evaluate[bool](t, st.tab, axe+"\n;true")
		for _, width := range []int64{1280, 375} {
			resize(t, st.tab, width)
			evaluate[bool](t, st.tab, state.prepare+"\n;true")
			for _, scheme := range []string{"light", "dark"} {
				media(t, st.tab, "", scheme)
				for _, v := range evaluate[[]string](t, st.tab, axeRun) {
					t.Errorf("%s, %d px, %s: %s", state.name, width, scheme, v)
				}
			}
			if over := evaluate[int](t, st.tab, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
				t.Errorf("%s, %d px: %d px too wide", state.name, width, over)
			}
		}
	}
	media(t, st.tab, "", "light")
	resize(t, st.tab, 1000)
}

// testPrint looks at a page as it would be printed.
func testPrint(t *testing.T, st *stage) {
	st.server.Show(mine(siteOf("index.html", tall("Mine"))), nil, diag.List{{Code: "E1", Text: "no"}})
	st.tab.open(t, st.url+"/")
	hidden := `getComputedStyle(document.querySelector("#journal-preview")).display === "none"`
	st.tab.waitFor(t, `!(`+hidden+`) && getComputedStyle(document.querySelector("#journal-preview")).position === "fixed"`)
	media(t, st.tab, "print", "light")
	if !evaluate[bool](t, st.tab, hidden+` && parseFloat(getComputedStyle(document.documentElement).paddingBottom) === 0`) {
		t.Error("the bar is printed")
	}
	media(t, st.tab, "", "light")
}

// sample is the journal of the repository, with a page that cannot be made.
func sample(t *testing.T) ([]Edition, []Page) {
	t.Helper()
	src := generator.Source{Folder: "../..", Output: "../../public", Themes: themes.FS,
		Now: func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }}
	own, _, err := generator.Build(src, edition.ForOwner, memo.New())
	if err != nil {
		t.Fatal(err)
	}
	public, _, err := generator.Build(src, edition.ForPublic, memo.New())
	if err != nil {
		t.Fatal(err)
	}
	return []Edition{{Audience: "me", Own: true, Site: withBroken{own}}, {Audience: "public", Site: public}}, []Page{
		{Address: "entries/2026/08/a-theory-of-second/", Source: "content/a.md", Title: "A theory of second", Unfinished: "draft", Level: visibility.Private, Why: "draft = true"},
		{Address: "about/", Source: "content/pages/about.md", Title: "A title of more words than fit into one line of the list", Unfinished: "planned for 3 December 2026"},
	}
}

type withBroken struct{ Site }

const brokenPage = "broken/index.html"

func (s withBroken) Has(path string) bool { return path == brokenPage || s.Site.Has(path) }

func (s withBroken) Bytes(path string) ([]byte, error) {
	if path == brokenPage {
		return nil, fmt.Errorf("template: %s: no such thing", strings.Repeat("layouts/", 30))
	}
	return s.Site.Bytes(path)
}

// axeCore is the script of an npm package that make checkers fetches. Without it
// the test is skipped, or fails where nothing may skip.
func axeCore(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("JOURNAL_CHECKERS")
	if folder == "" {
		folder = "../../tools/checkers/node_modules"
	}
	axe, err := os.ReadFile(filepath.Join(folder, "axe-core", "axe.min.js"))
	switch {
	case err != nil:
		t.Fatal("the checkers are not there; make checkers fetches them")
	}
	return string(axe)
}

func resize(t *testing.T, tb *tab, width int64) {
	t.Helper()
	if err := chromedp.Do(tb.ctx, chromedp.EmulateViewport(width, 800)); err != nil {
		t.Fatal(err)
	}
}

func media(t *testing.T, tb *tab, medium, scheme string) {
	t.Helper()
	if _, err := chromedp.Call(tb.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: medium,
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}); err != nil {
		t.Fatal(err)
	}
}
