package generator_test

import (
	"fmt"
	"strings"
	"testing"

	"journal/generator"
	"journal/generator/edition"
)

// The themes that build on default hold what it holds: a page of each kind, by the
// rules of axe, without a label on another, at twice the text size, on paper.
func TestThemesInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser and a minute")
	}
	tab := newBrowserTab(t)
	for _, name := range []string{"plain", "book"} {
		t.Run(name, func(t *testing.T) {
			s := siteInTheme(t, name)
			root := serveSite(t, s)
			pages := kindPages(s)
			for i := range pages {
				pages[i].url = root + pages[i].path
			}
			testAxe(t, tab, pages)
			for _, p := range pages {
				tab.open(t, p.url)
				for _, width := range []int64{320, 375, 560, 768, 1280} {
					tab.resize(t, width)
					report(t, fmt.Sprintf("%s at %d px", p, width), layoutTroubles(t, tab))
				}
			}
			testLargeText(t, tab, pages)
			testPrint(t, tab, pages)
			testLessStyles(t, tab, pages, root)
		})
	}
}

func siteInTheme(t *testing.T, name string) pagesSite {
	t.Helper()
	src := sampleSource()
	r, messages, err := generator.Read(src, nil)
	if err != nil || messages.HasErrors() {
		t.Fatal(err, messages)
	}
	r.Config.Theme.Name = name
	tree, messages := generator.Make(src, r, edition.ForOwner, nil)
	if messages.HasErrors() {
		t.Fatal(messages)
	}
	return newPagesSite(t, name+"/owner", src.Folder, "", files(t, tree))
}

// testLessStyles holds that a page which loads less than the whole stylesheet looks
// the same with the whole. Signs that drawings refer to are looked at where they are
// drawn, and how edges of lines are smoothed is not looked at.
func testLessStyles(t *testing.T, tab browserTab, pages []browserPage, root string) {
	tab.open(t, root+"index.html")
	whole := evaluate[string](t, tab, `[...document.querySelectorAll("link[rel=stylesheet]")].at(-1).href`)
	tab.resize(t, 1280)
	for _, p := range pages {
		tab.open(t, p.url)
		different := evaluate[[]string](t, tab, strings.ReplaceAll(`(async () => {
			const link = [...document.querySelectorAll("link[rel=stylesheet]")].at(-1);
			if (link.href === "WHOLE") return [];
			const seen = () => [...document.querySelectorAll("body, body *:not(defs *)")];
			const looks = () => seen().map(e => { const s = getComputedStyle(e); return [...s].filter(p => !p.startsWith("--") && p !== "shape-rendering").map(p => p + ":" + s.getPropertyValue(p)); });
			const before = looks();
			await new Promise(done => { link.onload = done; link.href = "WHOLE"; });
			const after = looks(), all = seen();
			return all.flatMap((e, i) => { const d = after[i].filter((v, k) => v !== before[i][k]); return d.length ? [e.tagName + "." + (e.getAttribute("class") || "") + ": " + d.slice(0, 3).join("; ")] : []; }).slice(0, 10);
		})()`, "WHOLE", whole))
		report(t, p.String()+" with the whole stylesheet", different)
	}
}
