package generator_test

import (
	"fmt"
	"testing"

	"journal/generator/civil"
)

// No page grows with the journal: twice as many entries, pursuits and tags make more
// pages, and none that is much larger.
func TestPagesDoNotGrow(t *testing.T) {
	t.Parallel()
	once, twice := largestPages(t, 700), largestPages(t, 1400)
	for kind, elements := range twice {
		if most := once[kind] * 5 / 4; elements > most {
			t.Errorf("%s: %d elements in a journal of twice as many entries, %d before", kind, elements, once[kind])
		}
		// A calendar has a cell, a link and six places for each of 366 days.
		if most := 5000; elements > most {
			t.Errorf("%s: %d elements", kind, elements)
		}
	}
	for _, kind := range []string{"home", "pursuits", "step", "list", "index", "feedback", "helped", "given", "letters"} {
		if twice[kind] == 0 {
			t.Errorf("there is no page of the kind %s", kind)
		}
	}
}

// largestPages counts the elements of the largest page of each kind, in a journal of
// that many entries, half as many pursuits and as many tags.
func largestPages(t *testing.T, entries int) map[string]int {
	t.Helper()
	journal := map[string]string{"journal.toml": "base_url = \"" + pagesSubFolder + "\"\n"}
	for i := range entries / 2 {
		zero := civil.Date{Year: 2020, Month: 1, Day: 1}.AddDays(i * 1000 / entries)
		journal[fmt.Sprintf("content/pursuits/p%d.md", i)] = fmt.Sprintf("---\ntitle: Pursuit %d\nvisibility: public\nday_zero: %s\ngap:\n  - {id: g%d, public_title: Gap %d}\n---\nStory.\n", i, zero, i, i)
	}
	for i := range entries {
		day := civil.Date{Year: 2020, Month: 1, Day: 1}.AddDays(i * 600 / entries)
		if i%4 == 0 {
			day = civil.Date{Year: 2020, Month: 6, Day: 1} // a day of many
		}
		journal[fmt.Sprintf("content/entries/%s-e%d.md", day, i)] = fmt.Sprintf("---\ntitle: Some walk %d\nvisibility: public\npursuit: p%d\nsteps: [thank]\ntags: [often, tag-%d]\nsetback: froze\nhelped: [thing %d, walk]\nmilestone: own-%d\ngave: thing %d\nletter: true\nopens: 2026-01-01\ngap_worked: [g%d]\n---\nWords.\n",
			i, i%(entries/2), i, i, i, i, i%(entries/2))
	}
	files, messages := buildPublic(t, journal)
	if messages.HasErrors() {
		t.Fatalf("%v", messages)
	}
	s := newPagesSite(t, "many", t.TempDir(), pagesSubFolder, files)
	report(t, fmt.Sprintf("%d entries", entries), pagesLinks(s))
	largest := map[string]int{}
	for _, path := range s.paths() {
		kind := kindOf(s.pages[path])
		largest[kind] = max(largest[kind], len(elements(s.pages[path])))
	}
	return largest
}
