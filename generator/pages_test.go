package generator_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/edition"
	"journal/themes"
)

// Every page of every site is looked at as a browser, a reader program and a
// search engine would get it.
func TestPages(t *testing.T) {
	t.Parallel()
	sites := pagesSites(t)
	checks := []struct {
		name string
		of   func(pagesSite) []string
	}{
		{"links resolve", pagesLinks},
		{"markup", pagesMarkup},
		{"figures", pagesFigures},
		{"feeds", pagesFeeds},
		{"unlisted stay unlisted", pagesUnlisted},
		{"nothing of the machine", pagesMachine},
		{"weight", func(s pagesSite) []string { return pagesWeight(t, s) }},
	}
	for _, check := range checks {
		t.Run(check.name, func(t *testing.T) {
			for _, s := range sites {
				report(t, s.name, check.of(s))
			}
		})
	}
	t.Run("words", func(t *testing.T) { testWords(t, sites) })
	t.Run("conformance", func(t *testing.T) {
		report(t, "html-validate", pagesConform(t, sites))
	})
	t.Run("every case is there", func(t *testing.T) { testCases(t, sites) })
}

// mostReported keeps a mistake that all pages share readable.
const mostReported = 40

func report(t *testing.T, where string, wrong []string) {
	t.Helper()
	slices.Sort(wrong)
	for i, trouble := range wrong {
		if i == mostReported {
			t.Errorf("%s: and %d more", where, len(wrong)-i)
			return
		}
		t.Errorf("%s: %s", where, trouble)
	}
}

func testWords(t *testing.T, sites []pagesSite) {
	for _, s := range sites {
		name, _, _ := strings.Cut(s.name, "/")
		switch name {
		case "sample":
			report(t, s.name, pagesWords(s, authorsWords(t, s.folder)))
		case "grief":
			report(t, s.name, pagesCounts(s))
			fallthrough
		case "empty", "bare", "single", "planned", "twelve", "let-go":
			report(t, s.name, pagesWords(s, ""))
		}
	}
}

// The checks above are worth something only if the pages have what they check.
func testCases(t *testing.T, sites []pagesSite) {
	sample := sites[0]
	unlisted, kinds := 0, map[string]bool{}
	for _, page := range sample.paths() {
		kinds[kindOf(sample.pages[page])] = true
		if page != "404.html" && sample.noIndex(page) {
			unlisted++
		}
	}
	if unlisted == 0 {
		t.Error("the sample has no unlisted page")
	}
	for _, kind := range []string{"calendar", "celebration", "entry", "feedback", "given", "helped", "home", "index", "letters", "list", "notfound", "page", "pursuit", "pursuits", "review", "reviews", "step", "timeline", "twins"} {
		if !kinds[kind] {
			t.Errorf("the sample has no page of the kind %s", kind)
		}
	}
	if kinds["people"] {
		t.Error("the public sample has a page about people")
	}
}

// No file tells when it was made: another hour of the same day gives the same
// bytes.
func TestPagesDoNotTellTheHour(t *testing.T) {
	t.Parallel()
	at := func(hour int) map[string]string {
		now := func() time.Time { return time.Date(2026, 11, 22, hour, 17, 43, 0, time.UTC) }
		return pagesFiles(t, generator.Source{Folder: "..", Themes: themes.FS, Now: now}, edition.ForOwner)
	}
	if paths := differing(at(9), at(19)); len(paths) > 0 {
		t.Errorf("%v differ", paths)
	}
}

// The checks notice what they are for.
func TestPagesWouldNotice(t *testing.T) {
	const head = `<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'"></head><body class="k-page"><h1>One</h1>`
	for broken, want := range map[string]string{
		`<a href="gone/index.html">x</a>`:                                           "not there",
		`<a href="#gone">x</a>`:                                                     "no id",
		`<a href="/index.html">x</a>`:                                               "not relative",
		`<a href="javascript:x()">x</a>`:                                            "scheme",
		`<img src="http://other.example/x.png" alt="">`:                             "loads from elsewhere",
		`<img srcset="gone.png 2x" alt="">`:                                         "not there",
		`<img src="index.html">`:                                                    "no alt",
		`<script></script>`:                                                         "<script",
		`<script defer src="assets/other.0123456789ab.js"></script>`:                "<script",
		`<script defer src="../assets/keys.0123456789ab.js">x()</script>`:           "<script",
		`<script src="../assets/keys.0123456789ab.js"></script>`:                    "<script",
		`<script defer src="//other.example/assets/keys.0123456789ab.js"></script>`: "loads from elsewhere",
		`<textarea><script></textarea>`:                                             "<script somewhere",
		`<p onclick="x()">x</p>`:                                                    "onclick",
		`<p style="x">x</p>`:                                                        "style",
		`<h1>Two</h1>`:                                                              "2 h1",
		`<h3>Three</h3>`:                                                            "after h1",
		`<p id="a">x</p><p id="a">x</p>`:                                            "id again",
		`<p aria-labelledby="gone">x</p>`:                                           "no id gone",
		`<p tabindex="2">x</p>`:                                                     "tabindex",
		`<p aria-hidden="true"><a href="#">x</a></p>`:                               "a stop in what is hidden",
		`<svg><a href="page.html" tabindex="-1"></a></svg>`:                         "only a drawing",
		`<figure>x</figure>`:                                                        "no caption",
		`<table class="mo"><tr><td>1</td><td>1</td></tr></table>`:                   "has the days",
		`<p>You missed a day.</p>`:                                                  "missed",
		`<p title="Great!">x</p>`:                                                   "!",
		`<p>` + strings.Repeat("<b>x</b>", mostElements) + `</p>`:                   "elements",
	} {
		s := newPagesSite(t, "broken", t.TempDir(), "", map[string]string{"index.html": head + broken, "page.html": head})
		wrong := slices.Concat(pagesLinks(s), pagesMarkup(s), pagesFigures(s), pagesWords(s, ""))
		if !strings.Contains(strings.Join(wrong, "\n"), want) {
			t.Errorf("nobody noticed %.80s: %q", broken, wrong)
		}
	}
}
