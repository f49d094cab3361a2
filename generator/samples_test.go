package generator_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"journal/generator"
	"journal/generator/book"
	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/edition"
	"journal/generator/words"
	"journal/themes"
)

// sampleSites are the samples of testdata/samples, one of each program and some in
// other languages, both editions of each.
func sampleSites(t *testing.T, pattern string) []pagesSite {
	t.Helper()
	archives, err := filepath.Glob("testdata/samples/" + pattern + ".txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no samples", err)
	}
	var sites []pagesSite
	for _, archive := range archives {
		parsed, err := txtar.ParseFile(archive)
		if err != nil {
			t.Fatal(err)
		}
		files, base := map[string]string{}, ""
		for _, f := range parsed.Files {
			files[f.Name] = string(f.Data)
			if found := baseOf.FindStringSubmatch(string(f.Data)); f.Name == "journal.toml" && found != nil {
				base = found[1]
			}
		}
		src := generator.Source{Folder: writeJournal(t, files), Themes: themes.FS, Now: time.Now, Today: pagesToday}
		sites = append(sites, pagesEditions(t, strings.TrimSuffix(filepath.Base(archive), ".txtar"), src, base)...)
	}
	return sites
}

var baseOf = regexp.MustCompile(`base_url = "([^"]*)"`)

func TestSamplesOfPrograms(t *testing.T) {
	t.Parallel()
	sites := sampleSites(t, "*")
	for _, s := range sites {
		report(t, s.name, slices.Concat(pagesLinks(s), pagesMarkup(s), pagesFigures(s)))
		if strings.Contains(s.name, "-en/") {
			report(t, s.name, pagesWords(s, authorsWords(t, s.folder)))
		}
	}
	for _, program := range config.Programs() {
		if !slices.ContainsFunc(sites, func(s pagesSite) bool { return strings.HasPrefix(s.name, program.ID+"-") }) {
			t.Errorf("%s has no sample", program.ID)
		}
	}
}

// What the samples in other languages must say, and must not.
func TestSamplesSpeakTheirLanguage(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		sample, page string
		says         []string
	}{
		{"second-place-de", "index.html", []string{"Tag 75 nach dem Nein: Hafenmuseum", "Montag, 15. Juni 2026", "An fünf Tagen geschrieben", "Der zweite Anruf", "Unterwegs: das Nein an Tag 0, Rückmeldung an Tag 4, der zweite Anruf an Tag 49"}},
		{"second-place-de", "pursuits/hafen/index.html", []string{"unterwegs", "seit dem Nein", "75 Tage", "5 Einträge", "Dranbleiben", "Woche 1 ab 1. April"}},
		{"second-place-de", "entries/2026/05/kein-guter-tag/index.html", []string{"Rückschlag", "Was geholfen hat", "Samstag, 2. Mai 2026"}},
		{"rehab-de", "pursuits/knie/index.html", []string{"Verletzungen", "Schub: geschwollen nach der Treppe", "Schonen"}},
		{"grief-de", "index.html", []string{"Verluste", "Die Tage, an denen etwas aufgeschrieben wurde"}},
		{"burnout-es", "index.html", []string{"Empeños", "lunes, 15 de junio de 2026", "Tres días con algo escrito"}},
		{"burnout-es", "entries/2026/04/el-correo/index.html", []string{"Día difícil", "Lo que ayudó", "lunes, 20 de abril de 2026"}},
		{"twelve-steps-es", "pursuits/sobriedad/index.html", []string{"Caminos", "Decirlo claro", "106 días", "tropiezo: una copa"}},
		{"second-place-ar", "calendar/2026/index.html", []string{"اليوم", "مدخلتان", "مدخلة واحدة", "Month by month"}},
	} {
		for _, s := range sampleSites(t, test.sample) {
			text := pageText(s.pages[test.page])
			for _, want := range test.says {
				if !strings.Contains(text, want) {
					t.Errorf("%s %s does not say %q\n%s", s.name, test.page, want, text)
				}
			}
		}
	}
}

// pageText is all that a page says, with single blanks.
func pageText(n *html.Node) string {
	var all []string
	for d := range n.Descendants() {
		all = append(all, spoken(d)...)
	}
	return strings.ReplaceAll(strings.Join(strings.Fields(strings.Join(all, " ")), " "), "\u00a0", " ")
}

// Pages written from right to left say so, and their drawings keep the order of
// time that their labels are laid out for.
func TestSampleFromRightToLeft(t *testing.T) {
	for _, s := range sampleSites(t, "second-place-ar") {
		for _, page := range s.paths() {
			root := elements(s.pages[page], "html")[0]
			if valueOf(root, "dir") != "rtl" || valueOf(root, "lang") != "ar" {
				t.Errorf("%s %s: dir %q, lang %q", s.name, page, valueOf(root, "dir"), valueOf(root, "lang"))
			}
		}
		if !chartsFromLeft.MatchString(stylesOf(s)) {
			t.Errorf("%s: drawings turn round with the page", s.name)
		}
	}
}

// chartsFromLeft is the rule that keeps drawings from turning round.
var chartsFromLeft = regexp.MustCompile(`\.chart svg\{[^}]*direction:ltr`)

// stylesOf are all stylesheets of a site.
func stylesOf(s pagesSite) string {
	var all strings.Builder
	for path, text := range s.files {
		if strings.HasSuffix(path, ".css") {
			all.WriteString(text)
		}
	}
	return all.String()
}

var (
	anyDigit = regexp.MustCompile(`\d`)
	// isoDay and yearAlone are dates without the name of a month.
	isoDay    = regexp.MustCompile(`\b20\d\d-\d\d-\d\d\b`)
	yearAlone = regexp.MustCompile(`\b20\d\d\b`)
)

// In grief nothing is counted: no number stands on any page but in dates, and in
// the numerals by which the places to write in are told apart. The author of the
// samples writes none.
func TestGriefHasNoNumbers(t *testing.T) {
	t.Parallel()
	for _, s := range sampleSites(t, "grief-*") {
		lang := strings.TrimPrefix(strings.Split(s.name, "/")[0], "grief-")
		report(t, s.name, numbersIn(s, catalogue(t, lang)))
	}
	for _, lang := range []string{"en", "de", "es"} {
		src := generator.Source{Folder: writeJournal(t, everythingInGrief(lang)), Themes: themes.FS, Now: time.Now, Today: pagesToday}
		w := catalogue(t, lang)
		for _, s := range pagesEditions(t, "grief in "+lang, src, "") {
			report(t, s.name, slices.Concat(numbersIn(s, w), numberedDaysIn(s)))
			for _, kind := range []string{"celebration", "given", "helped", "letters", "twins", "feedback", "review", "step"} {
				if !s.public && !slices.ContainsFunc(s.paths(), func(path string) bool { return kindOf(s.pages[path]) == kind }) {
					t.Errorf("%s has no page of the kind %s", s.name, kind)
				}
			}
		}
		made := bookHTML(t, bookOf(t, src, edition.ForOwner, book.Options{Paper: "a5"}, nil))
		report(t, "the book in "+lang, numbersIn(newPagesSite(t, "book", src.Folder, "", map[string]string{"book.html": made}), w))
	}
}

// everythingInGrief has of everything that is counted elsewhere several, and nothing
// that its author counts.
func everythingInGrief(lang string) map[string]string {
	loss := func(title, day, more string) string {
		return public("title: "+title, "kind: grief", "day_zero: "+day, "qualities: [near the water, with a garden]", "then_and_now: true", more,
			"gap:", "  - {id: nights, title: Nights, public_title: Nights, opened: "+day+", plan: The radio}",
			"  - {id: letters, title: Letters, public_title: Letters, opened: "+day+"}", "  - {id: cooking, title: Cooking, public_title: Cooking, opened: "+day+", closed: 2026-05-20}",
			"twin:", "  - {name: The choir, shares: [near the water], status: contacted}", "  - {name: The allotment, shares: [near the water, with a garden], status: spotted}",
			"feedback:", "  - {date: "+day+", from: ada, text: Sleep when you can, gap: nights, visibility: public}") + "As it was.\n"
	}
	files := map[string]string{
		"journal.toml":              "title = \"After\"\nlanguage = \"" + lang + "\"\nbase_url = \"https://after.example/\"\n[program]\nid = \"grief\"\n[privacy]\nprivate_fields = []\n",
		"people.toml":               "[ada]\nname = \"Ada Lindqvist\"\npublic = \"A.\"\n",
		"content/pursuits/tomas.md": loss("Tomas", "2026-01-11", "arc: 30"),
		"content/pursuits/house.md": loss("The house", "2025-03-02", "status: paused"),
		"content/pursuits/dog.md":   loss("The dog", "2024-06-15", "status: won\nended: 2024-12-01"),
	}
	for i, who := range []string{"Ann", "Ben", "Cem", "Dov", "Eva", "Finn", "Gus", "Hal", "Ida", "Jan"} { // more than stand above the fold
		files["content/pursuits/"+strings.ToLower(who)+".md"] = loss(who, civil.Date{Year: 2020, Month: 1, Day: 9}.AddDays(40*i).String(), "status: paused")
	}
	steps := []string{"remember", "say", "feel", "company", "care", "carry"}
	for pursuit, zero := range map[string]civil.Date{"tomas": {Year: 2026, Month: 1, Day: 11}, "house": {Year: 2025, Month: 3, Day: 2}, "dog": {Year: 2024, Month: 6, Day: 15}} {
		entries := 16
		if pursuit == "tomas" && lang == "en" {
			entries = 90 // its lanes become bars, and its tags have two pages
		}
		for i := range entries {
			day := zero.AddDays(2*i + i/9*3)
			front := []string{"title: Written " + strings.Repeat("and ", i%5) + "kept", "pursuit: " + pursuit, "steps: [" + steps[i%6] + ", " + steps[(i+2)%6] + "]",
				"mood: " + fmt.Sprint(1+i%5), "hard: " + fmt.Sprint(1+i%3), "tags: [things, water]"}
			more := [][]string{{"setback: I could not get up", "helped: [the dog, soup]"}, {"gave: a loaf", "with: [ada]", "via: letter"}, {"gap_worked: [nights, letters]"},
				{"feedback_from: ada", "gap_opened: [cooking]"}, {"milestone: said-it", "quote: Measure and then ask me"}, {"milestone: day-30"}, {"letter: true", "opens: " + day.AddDays(20).String()},
				{"rest: " + day.String() + "/" + day.AddDays(4).String()}, {"next: ring Ada", "gap_closed: [letters]"}}
			files["content/entries/"+day.Format("2006/01")+"/"+day.Format("02")+"-"+pursuit+".md"] = public(append(front, more[i%len(more)]...)...) + "The sea was grey and the kettle was on.\n"
		}
	}
	return files
}

// numberedDaysIn finds numbers of days in what is no page: feeds, and what the search
// looks through.
func numberedDaysIn(s pagesSite) []string {
	var wrong []string
	for path, text := range s.files {
		if found := numberedDay.FindString(text); found != "" && !strings.HasSuffix(path, ".html") && !strings.HasPrefix(path, "assets/") {
			wrong = append(wrong, path+": "+found)
		}
	}
	return wrong
}

var numberedDay = regexp.MustCompile(`(?i)\b(day|tag|día) \d+`)

func numbersIn(s pagesSite, w *words.Catalogue) []string {
	dates, counts := datesOf(w), countsOf(w)
	var wrong []string
	for _, page := range s.paths() {
		for n := range s.pages[page].Descendants() {
			if within(n, isNumeralOrDay) {
				continue
			}
			for _, text := range spoken(n) {
				left := yearAlone.ReplaceAllString(dates.ReplaceAllString(isoDay.ReplaceAllString(text, ""), ""), "")
				if anyDigit.MatchString(left) || counts.MatchString(left) {
					wrong = append(wrong, fmt.Sprintf("%s: %q", page, text))
				}
			}
		}
	}
	return wrong
}

// isNumeralOrDay reports the numeral of a step, a day of a month's table, and what
// is no text of the page.
func isNumeralOrDay(n *html.Node) bool {
	return n.Data == "td" || n.Data == "b" && hasClass(n, "n") || n.Data == "code" || n.Data == "style" || n.Data == "meta"
}

// datesOf finds a day with the name of its month.
func datesOf(w *words.Catalogue) *regexp.Regexp {
	var names []string
	for _, name := range slices.Concat(w.Texts("date.months"), w.Texts("date.months-short")) {
		names = append(names, regexp.QuoteMeta(name))
	}
	return regexp.MustCompile(`(?i)\b\d{1,2}\.? (de )?(` + strings.Join(names, "|") + `)( (de )?\d{4}| \d\d\b)?`)
}

// countsOf finds a small number in words before what pages count.
func countsOf(w *words.Catalogue) *regexp.Regexp {
	var names []string
	for _, name := range w.Texts("number.small") {
		names = append(names, regexp.QuoteMeta(name))
	}
	// One is a word like others, but before what is counted.
	return regexp.MustCompile(`(?i)\b((` + strings.Join(names[:2], "|") + `) (entr|day|of|Eintr|Tag|von|día|de |is|are|was)|(` + strings.Join(names[2:], "|") + `)\b)`)
}

func TestNumbersWouldBeNoticed(t *testing.T) {
	w := catalogue(t, "en")
	for text, want := range map[string]int{"3 October 2026": 0, "Sat 3 Oct": 0, "2026": 0, "Remember": 0, "Day 3": 1, "2 entries": 1, "two entries": 1, "four of six": 1, "Two losses": 1, "one is resting": 1, "One by one": 0, "noone": 0, "50 %": 1} {
		s := newPagesSite(t, "one", t.TempDir(), "", map[string]string{"index.html": "<!doctype html><p>" + text})
		if found := numbersIn(s, w); len(found) != want {
			t.Errorf("%q: %q", text, found)
		}
	}
}
