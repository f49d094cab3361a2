package generator_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/civil"
	"journal/generator/edition"
	"journal/themes"
)

// bothEditions builds a journal on 15 June 2026.
func bothEditions(t *testing.T, files map[string]string) (public, owner map[string]string) {
	t.Helper()
	src := generator.Source{Folder: writeJournal(t, files), Themes: themes.FS, Now: time.Now, Today: pagesToday}
	return pagesFiles(t, src, edition.ForPublic), pagesFiles(t, src, edition.ForOwner)
}

// wantOnPages compares what pages say; "-" before a text: the page does not say it, and
// "-" alone: there is no such page.
func wantOnPages(t *testing.T, site map[string]string, want map[string][]string) {
	t.Helper()
	for path, texts := range want {
		page, there := site[path+"index.html"]
		if len(texts) == 1 && texts[0] == "-" {
			if there {
				t.Errorf("there is a page %s", path)
			}
			continue
		}
		if !there {
			t.Errorf("there is no page %s", path)
			continue
		}
		for _, text := range texts {
			if absent, not := strings.CutPrefix(text, "-"); not == strings.Contains(page, absent) && not {
				t.Errorf("%s says %q", path, absent)
			} else if !not && !strings.Contains(page, text) {
				t.Errorf("%s does not say %q", path, text)
			}
		}
	}
}

// A letter that has not opened is nobody's but the author's, and sealed there too.
func TestLettersOpenOnTheirDay(t *testing.T) {
	journal := map[string]string{
		"journal.toml":                           pagesTOML,
		"content/pursuits/road.md":               public("title: The road", "day_zero: 2026-05-01") + "Story.\n",
		"content/entries/2026-05-02-sealed.md":   public("title: For autumn", "pursuit: road", "letter: true", "opens: 2026-09-01") + "Dear me, plums.\n",
		"content/entries/2026-05-03-opened.md":   public("title: For day ten", "pursuit: road", "letter: true", "opens: day 10") + "Dear me,\n\npears and quinces.\n",
		"content/entries/2026-05-11-that-day.md": public("title: The tenth day", "pursuit: road") + "Rain.\n",
	}
	strangers, author := bothEditions(t, journal)
	wantOnPages(t, strangers, map[string][]string{
		"letters/":                  {"For day ten", "pears and quinces", "The day it opened", "The tenth day", "-For autumn", "-Sealed"},
		"entries/2026/05/sealed/":   {"-"},
		"entries/2026/05/that-day/": {"A letter opened on this day"},
		"entries/2026/05/opened/":   {"Written on the day it opened"},
	})
	wantOnPages(t, author, map[string][]string{
		"letters/":                {"Sealed", "For autumn", "1 September 2026", "-plums"},
		"timeline/":               {"For autumn", "-plums"},
		"entries/2026/05/sealed/": {"It opens on", "<details>", "plums"},
	})
	for path, text := range author {
		if path != "entries/2026/05/sealed/index.html" && strings.Contains(text, "plums") {
			t.Errorf("%s has words of a sealed letter", path)
		}
	}
	delete(journal, "content/entries/2026-05-03-opened.md")
	strangers, _ = bothEditions(t, journal)
	wantOnPages(t, strangers, map[string][]string{"letters/": {"-"}, "": {"-Letters to myself"}})
}

// Strangers read how much was given, the author what and to whom.
func TestGivenIsANumberToStrangers(t *testing.T) {
	journal := map[string]string{
		"journal.toml":                     pagesTOML,
		"people.toml":                      "[dana]\nname = \"Dana Whitfield\"\npublic = \"D.\"\n",
		"content/pursuits/road.md":         public("title: The road", "day_zero: 2026-05-01") + "Story.\n",
		"content/entries/2026-05-02-a.md":  public("title: One", "pursuit: road", "gave: a map", "with: [dana]", "via: letter", "url: https://a.example/map") + "Text.\n",
		"content/entries/2026-05-03-b.md":  "---\npursuit: road\ngave: a lamp\n---\nText.\n",
		"content/entries/2026-05-04-c.md":  public("title: Three", "pursuit: road", "gave: an hour") + "Text.\n",
		"content/entries/2026-05-05-no.md": public("title: Nothing") + "Text.\n",
	}
	strangers, author := bothEditions(t, journal)
	wantOnPages(t, strangers, map[string][]string{"given/": {"Two things given away since May 2026", "2 things", "-map", "-D.<", "-lamp"}})
	wantOnPages(t, author, map[string][]string{"given/": {"Three things given away", "a map", "To Dana Whitfield", "by letter", "https://a.example/map", "a lamp"}})
	journal["journal.toml"] = pagesTOML + "[program]\nid = \"grief\"\n"
	strangers, author = bothEditions(t, journal)
	wantOnPages(t, strangers, map[string][]string{"given/": {"-"}, "": {"-What was given"}})
	wantOnPages(t, author, map[string][]string{"given/": {"a map", "-things given"}})
}

// The twin map has twins that have a name, those that share most first.
func TestTwinMap(t *testing.T) {
	pursuit := func(twins string) string {
		return public("title: The road", "day_zero: 2026-05-01", "qualities: [Light, water]", "twin:\n"+twins) + "Story.\n"
	}
	journal := map[string]string{
		"journal.toml":             pagesTOML,
		"people.toml":              "[far]\nname = \"Far Away\"\npublic = \"F.\"\nkind = \"organization\"\n",
		"content/pursuits/road.md": pursuit("  - {name: Hidden, shares: [light], status: contacted}\n  - {name: Far Away, shares: [light, Water, trees], status: offer, note: secret}"),
	}
	strangers, author := bothEditions(t, journal)
	wantOnPages(t, strangers, map[string][]string{"twins/": {"F.", "offer", "3 of 3", "trees", "-Hidden", "-Far Away", "-secret"}})
	wantOnPages(t, author, map[string][]string{"twins/": {"Hidden", "1 of 3", "secret"}})
	if page := author["twins/index.html"]; strings.Index(page, "Far Away") > strings.Index(page, "Hidden") {
		t.Error("a twin that shares less stands first")
	}
	journal["content/pursuits/road.md"] = pursuit("  - {name: Hidden, shares: [light]}")
	strangers, _ = bothEditions(t, journal)
	wantOnPages(t, strangers, map[string][]string{"twins/": {"-"}, "": {"-Twins"}, "pursuits/road/": {"-Twins"}})
}

// What helped, and how long the way back was, in words; nothing is counted where a
// program counts nothing.
func TestWhatHelped(t *testing.T) {
	journal := map[string]string{"journal.toml": pagesTOML, "content/pursuits/road.md": public("title: The road", "day_zero: 2026-01-01") + "Story.\n"}
	entry := func(day civil.Date, more ...string) {
		journal["content/entries/"+day.String()+".md"] = public(append([]string{"title: On " + day.String(), "pursuit: road"}, more...)...) + "Text.\n"
	}
	day := civil.Date{Year: 2026, Month: 2, Day: 1}
	for _, back := range []int{9, 4, 2} {
		entry(day, "setback: froze", "helped: [A walk, tea"+fmt.Sprint(back)+"]")
		entry(day.AddDays(back), "helped: [a walk]")
		day = day.AddDays(20)
	}
	strangers, _ := bothEditions(t, journal)
	wantOnPages(t, strangers, map[string][]string{"helped/": {"Back after nine days, then four, then two.", "six times", "tea9", "165 days", "94 days", "froze"}})
	journal["journal.toml"] = pagesTOML + "[program]\nid = \"grief\"\n"
	strangers, _ = bothEditions(t, journal)
	wantOnPages(t, strangers, map[string][]string{"helped/": {"a walk", "froze", "-Back after", "-six times", "-165"}})
}

// A pursuit that was won is celebrated with what its edition knows.
func TestCelebration(t *testing.T) {
	journal := map[string]string{
		"journal.toml": pagesTOML,
		"people.toml":  "[dana]\nname = \"Dana Whitfield\"\npublic = \"D.\"\n[tom]\nname = \"Tom Nobody\"\n",
		"content/pursuits/road.md": public("title: The road", "day_zero: 2026-01-01", "status: won", "outcome: same", "ended: 2026-02-10", "people: ['tom: mentor']",
			"gap:\n  - {id: sql, title: Databases, public_title: Data, opened: 2026-01-03, closed: 2026-01-22}\n  - {id: own, title: Shyness, opened: 2026-01-03, closed: 2026-01-05}") + "Story.\n",
		"content/entries/2026-01-01-no.md":  public("title: The call", "pursuit: road", "milestone: turned-down") + "Text.\n",
		"content/entries/2026-01-09-a.md":   public("title: Lunch", "pursuit: road", "with: [dana]", "gave: a map") + "Text.\n",
		"content/entries/2026-01-10-b.md":   "---\npursuit: road\nwith: [tom]\n---\nText.\n",
		"content/entries/2026-02-10-yes.md": public("title: Signed", "pursuit: road", "milestone: accepted") + "Text.\n",
	}
	strangers, author := bothEditions(t, journal)
	wantOnPages(t, strangers, map[string][]string{
		"pursuits/road/celebration/": {"It came on 10 February 2026, 40 days after the no.", "D.", "Data", "One thing was given", "Signed", "-Dana", "-Tom", "-Shyness", "-a map", "-Mentor"},
		"pursuits/road/":             {"celebration/index.html"},
	})
	wantOnPages(t, author, map[string][]string{"pursuits/road/celebration/": {"Dana Whitfield", "Tom Nobody", "Mentor", "Shyness", "a map"}})
	journal["content/pursuits/road.md"] = strings.Replace(journal["content/pursuits/road.md"], "status: won\noutcome: same", "status: open", 1)
	strangers, _ = bothEditions(t, journal)
	wantOnPages(t, strangers, map[string][]string{"pursuits/road/celebration/": {"-"}, "pursuits/road/": {"-celebration/"}})
}

// Weeks, months and years that have entries are looked back on, and no others.
func TestReviews(t *testing.T) {
	journal := map[string]string{
		"journal.toml":                       pagesTOML,
		"content/entries/2025-12-30-last.md": public("title: The last days", "milestone: offer", "quote: Keep this.") + "Text.\n",
		"content/entries/2026-01-01-new.md":  public("title: New year", "steps: [thank]", "helped: [soup]") + "Text.\n",
		"content/entries/2026-03-05-b.md":    "---\ntitle: Nobody knows\n---\nText.\n",
	}
	strangers, author := bothEditions(t, journal)
	wantOnPages(t, strangers, map[string][]string{
		"reviews/":                 {"2025", "2026", "January", "-March"},
		"reviews/week-2025-12-29/": {"Week of 29 December 2025", "The last days", "New year", "soup", "Keep this."},
		"reviews/week-2026-03-02/": {"-"},
		"reviews/2025-12/":         {"29 December to 4 January", "The last days", "-New year"},
		"reviews/2025/":            {"The offer", "December", "Keep this."},
		"reviews/2026/":            {"One entry on one day.", "soup", "-March"},
		"reviews/2026-03/":         {"-"},
	})
	wantOnPages(t, author, map[string][]string{"reviews/week-2026-03-02/": {"Nobody knows"}})
	journal["journal.toml"] = "language = \"de\"\n" + pagesTOML
	strangers, _ = bothEditions(t, journal)
	wantOnPages(t, strangers, map[string][]string{"reviews/2025-12/": {"am 30.", "-30.."}})
	journal["journal.toml"] = "week_starts = \"sunday\"\n" + pagesTOML
	strangers, _ = bothEditions(t, journal)
	wantOnPages(t, strangers, map[string][]string{"reviews/week-2025-12-28/": {"The last days", "New year"}, "reviews/week-2025-12-29/": {"-"}})
}

// The first page and entries speak of the same day of earlier pursuits.
func TestSameDayOfEarlierPursuits(t *testing.T) {
	journal := map[string]string{
		"journal.toml":                         pagesTOML,
		"content/pursuits/old.md":              public("title: The old road", "day_zero: 2025-06-01") + "Story.\n",
		"content/pursuits/new.md":              public("title: The new road", "day_zero: 2026-06-01") + "Story.\n",
		"content/entries/2025-06-16-then.md":   public("title: Then, one day on", "pursuit: old") + "Text.\n",
		"content/entries/2025-06-15-exact.md":  public("title: A year ago", "pursuit: old") + "Text.\n",
		"content/entries/2026-06-14-now.md":    public("title: Today", "pursuit: new") + "Text.\n",
		"content/entries/2025-06-14-secret.md": "---\ntitle: Nobody knows\npursuit: old\n---\nText.\n",
	}
	strangers, _ := bothEditions(t, journal)
	wantOnPages(t, strangers, map[string][]string{
		"":                     {"Around day 14 of earlier pursuits", "A year ago", "around/index.html"},
		"around/":              {"15 June", "A year ago", "-Nobody knows"},
		"entries/2026/06/now/": {"Day 14 of The old road:", "A year ago"},
	})
	delete(journal, "content/pursuits/old.md")
	for path := range journal {
		if strings.Contains(path, "2025") {
			delete(journal, path)
		}
	}
	strangers, _ = bothEditions(t, journal)
	wantOnPages(t, strangers, map[string][]string{"around/": {"-"}, "": {"-around/index.html"}})
}

// However much there is, a page has 120 rows at most, and each is found.
func TestLongListsHavePages(t *testing.T) {
	t.Parallel()
	journal := map[string]string{"journal.toml": pagesTOML, "content/pursuits/road.md": public("title: The road", "day_zero: 2025-01-01") + "Story.\n"}
	for i := range 300 {
		day := civil.Date{Year: 2025, Month: 6, Day: 1}.AddDays(i)
		journal["content/entries/"+day.String()+".md"] = public("title: "+fmt.Sprint("Nr ", i), "pursuit: road", "setback: s"+fmt.Sprint(i), "letter: true", "gave: g"+fmt.Sprint(i),
			"gap_opened: [g"+fmt.Sprint(i)+"]", "gap_worked: [all]", "feedback_from: Dana") + "Text.\n"
	}
	journal["people.toml"] = "[dana]\nname = \"Dana\"\npublic = \"D.\"\n"
	_, author := bothEditions(t, journal)
	for _, list := range []struct {
		base, row string
		pages     []string
	}{
		{"given/", "<li><time", []string{"", "2025/", "2025/2/"}},
		{"helped/", "<li><time", []string{"", "2025/", "2025/2/"}},
		{"letters/", `<section class="sec board">`, []string{"", "2025/", "2025/2/"}},
		{"feedback/", "<li><p>", []string{"", "2/", "3/"}},
	} {
		rows := 0
		for _, page := range list.pages {
			text, ok := author[list.base+page+"index.html"]
			n := strings.Count(text, list.row)
			if !ok || n > 120 {
				t.Errorf("%s%s: %v, %d rows", list.base, page, ok, n)
			}
			rows += n
		}
		if rows < 300 || rows > 301 {
			t.Errorf("%s has %d rows on all pages", list.base, rows)
		}
	}
	wantOnPages(t, author, map[string][]string{"feedback/": {"and 295 earlier"}, "reviews/2025-07/": {"Nr 31"}})
}
