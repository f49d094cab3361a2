package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"journal/generator/edition"
)

// An interface is a theme in a language.
type interfaceOf struct{ theme, language string }

// interfaces are all of them, or as many that each theme and each language is among
// them. TestBrowser has default in English. Arabic has no messages of its own: English
// ones stand in, and the page is laid out from right to left.
func interfaces() []interfaceOf {
	if !thorough() {
		return []interfaceOf{{"plain", "de"}, {"book", "es"}, {"default", "ar"}}
	}
	var all []interfaceOf
	for _, theme := range []string{"default", "plain", "book"} {
		for _, language := range []string{"en", "de", "es", "ar"} {
			all = append(all, interfaceOf{theme, language})
		}
	}
	return all
}

// Each theme and each language holds what default does in English: a page of each
// kind, by the rules of axe, without a label on another, at twice the text size, on
// paper.
func TestThemesAndLanguagesInBrowser(t *testing.T) {
	t.Parallel()
	b := newBrowser(t)
	for _, in := range interfaces() {
		t.Run(in.theme+" in "+in.language, func(t *testing.T) {
			t.Parallel()
			tab := b.tab(t)
			s := sampleIn(t, in)
			root := serveSite(t, s)
			pages := kindPages(s)
			for i := range pages {
				pages[i].url = root + pages[i].path
			}
			testAxeIn(t, tab, pages, someLooks)
			widths := []int64{320, 560, 768, 1280}
			if thorough() {
				widths = browserWidths()
			}
			for _, p := range pages {
				tab.open(t, p.url)
				for _, width := range widths {
					tab.resize(t, width)
					report(t, fmt.Sprintf("%s at %d px", p, width), layoutTroubles(t, tab))
				}
			}
			testLargeText(t, tab, pages)
			testPrint(t, tab, pages)
			testLessStyles(t, tab, pages, root)
			testForcedColours(t, tab, pages)
			testSealedIn(t, tab, in)
		})
	}
}

// testSealedIn opens what is sealed in a theme and a language.
func testSealedIn(t *testing.T, tab browserTab, in interfaceOf) {
	journal := sealedJournal(t)
	journal["journal.toml"] = fmt.Sprintf("language = %q\ntheme = %q\n", in.language, in.theme) + journal["journal.toml"]
	views := looks()
	if !thorough() {
		views = []look{{1280, "dark"}, {320, "light"}}
	}
	readerOf(t, tab, journal).readableIn(views)
}

// someLooks takes the looks in turn, page by page, or all of them.
func someLooks(i int) []look {
	all := looks()
	if thorough() {
		return all
	}
	return all[i%len(all):][:1]
}

// sampleIn is the author's own copy of the sample journal.
func sampleIn(t *testing.T, in interfaceOf) pagesSite {
	t.Helper()
	folder := t.TempDir()
	copyFolder(t, filepath.Join(folder, "content"), "../content")
	people, err := os.ReadFile("../people.toml")
	if err != nil {
		t.Fatal(err)
	}
	settings, err := os.ReadFile("../journal.toml")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "people.toml"), string(people))
	text := replaceOnce(t, string(settings), `language = "en"`, `language = "`+in.language+`"`)
	write(t, filepath.Join(folder, "journal.toml"), replaceOnce(t, text, "\n[theme]\n", "\n[theme]\nname = \""+in.theme+"\"\n"))
	src := sampleSource()
	src.Folder = folder
	return newPagesSite(t, in.theme+"/"+in.language, folder, "https://second-call.example/", pagesFiles(t, src, edition.ForOwner))
}

func copyFolder(t *testing.T, to, from string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

func replaceOnce(t *testing.T, text, old, new string) string {
	t.Helper()
	if strings.Count(text, old) != 1 {
		t.Fatalf("%q is there %d times", old, strings.Count(text, old))
	}
	return strings.Replace(text, old, new, 1)
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
