package chart

import (
	"fmt"
	"math/rand"
	"regexp"
	"strings"
	"testing"
)

func TestOverview(t *testing.T) {
	p := harbourside(t)
	rows := []Row{
		{Title: "Harbourside", Href: "h/", Words: "in motion", From: p.DayZero, To: p.Today, DayZero: p.DayZero, Marks: p.Marks},
		{Title: "Half marathon", From: date(t, "2026-07-01"), To: p.Today, DayZero: date(t, "2026-07-01"), Ending: Resting},
		{Title: "Prize", From: date(t, "2025-11-20"), To: date(t, "2026-04-02"), Ending: TheYes},
		{Title: "Fellowship", From: date(t, "2026-03-16"), To: date(t, "2026-05-16"), Ending: AnotherDoor},
		{Title: "Flat", From: date(t, "2026-01-12"), To: date(t, "2026-02-09"), Ending: LetGo},
	}
	o := DrawOverview(rows, p.Today, 6, false, english)
	want := "Five pursuits since November 2025. One came back as a yes, one opened another door, one was let go on purpose, one is resting and one is in motion."
	if o.Caption != want {
		t.Errorf("caption\n got %s\nwant %s", o.Caption, want)
	}
	for i, sign := range []string{"g-go", "g-rest", "g-sun", "g-door", "g-down"} {
		svg := o.Rows[i].SVG
		wellFormed(t, svg)
		if !strings.Contains(string(svg), `href="#`+sign) || o.Rows[i].Title != rows[i].Title {
			t.Errorf("row %d lacks %s", i, sign)
		}
	}
	first := string(o.Rows[0].SVG)
	// 84.93 % is 7 September and 92.05 % 3 October, of the 365 days to 31 October.
	for _, part := range []string{`<line class="bar moving" x1="84.93%" x2="92.05%"`, `<path class="dt s1" d="M8493 10h0`, `<path class="dt s6" d="M8493 -10h0`, `<use href="#g-no"`} {
		if !strings.Contains(first, part) {
			t.Errorf("lacks %s", part)
		}
	}
	if strings.Contains(string(o.Rows[2].SVG), "g-no") {
		t.Error("a no where no day zero is known")
	}
	wellFormed(t, o.Axis)
	for _, part := range []string{`x="0%" dx="3" y="18">Nov<`, `class="a1 yr" x="16.71%" dx="3" y="18">2026<`} {
		if !strings.Contains(string(o.Axis), part) {
			t.Errorf("axis lacks %s: %s", part, o.Axis)
		}
	}
}

// Beside a year's number the next month has room only on a wide figure; there,
// fourteen months all have their label.
func TestOverviewAxisTiers(t *testing.T) {
	today := date(t, "2026-11-22")
	row := Row{From: date(t, "2025-10-05"), To: today}
	axis := string(DrawOverview([]Row{row, row}, today, 6, false, english).Axis)
	if n := strings.Count(axis, "<text"); n != 14 {
		t.Errorf("%d labels, want 14: %s", n, axis)
	}
	for _, part := range []string{`class="a1 yr" x="21.6%" dx="3" y="18">2026<`, `class="a1 far" x="28.87%" dx="3" y="18">Feb<`} {
		if !strings.Contains(axis, part) {
			t.Errorf("axis lacks %s: %s", part, axis)
		}
	}
}

func TestOverviewOfFewAndMany(t *testing.T) {
	today := date(t, "2026-10-03")
	if o := DrawOverview(nil, today, 6, false, english); o.Axis != "" || o.Caption != "No pursuits yet." {
		t.Errorf("nothing: %+v", o)
	}
	row := Row{Title: "One", From: date(t, "2025-12-31"), To: today}
	if o := DrawOverview([]Row{row}, today, 6, false, english); o.Axis != "" || o.Rows[0].SVG != "" || o.Caption == "" {
		t.Errorf("one pursuit: %+v", o)
	}
	var rows []Row
	for range 61 {
		rows = append(rows, row)
	}
	rows[60].From = date(t, "2026-02-01")
	o := DrawOverview(rows, today, 6, false, english)
	if len(o.Rows) != 2 || o.Rows[0].Title != "2026" || o.Rows[1].Words != "60 pursuits" || !strings.Contains(o.Caption, "61 pursuits") {
		t.Errorf("sixty-one pursuits by year: %d rows, %+v, %s", len(o.Rows), o.Rows[0], o.Caption)
	}
	for _, r := range o.Rows {
		wellFormed(t, r.SVG)
		if strings.Contains(string(r.SVG), "<use") {
			t.Errorf("%s has a sign of its own", r.Title)
		}
	}
	if o := DrawOverview(rows[:60], today, 6, false, english); len(o.Rows) != 60 {
		t.Error("sixty are grouped")
	}
}

func TestOverviewRowIsBounded(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for _, steps := range []int{0, 1, 6, 12} {
		for _, days := range []int{300, 10_957} {
			p := scattered(r, 20_000, days, steps, false)
			row := Row{From: p.DayZero, To: p.Today, Marks: p.Marks}
			o := DrawOverview([]Row{row, row}, p.Today, steps, false, english)
			if n := len(o.Rows[0].SVG); n > 70<<10 {
				t.Errorf("%d steps, %d days: %d bytes", steps, days, n)
			}
			if n := strings.Count(string(o.Axis), "<text"); n > 40 {
				t.Errorf("%d axis labels", n)
			}
		}
	}
}

// Where not all years have room for their label, those that have stand equally far
// apart, in a timeline and below all pursuits.
func TestYearLabelsAreRegular(t *testing.T) {
	for _, years := range []int{5, 8, 12, 20, 30, 38} {
		p := harbourside(t)
		p.Today = p.DayZero.AddDays(years * 366)
		p.Fold = false
		row := Row{From: p.DayZero, To: p.Today}
		axis := string(DrawOverview([]Row{row, row}, p.Today, 6, false, english).Axis)
		for _, drawn := range []struct{ name, svg string }{{"timeline", string(Draw(p).Wide)}, {"phone", string(Draw(p).Narrow)}, {"overview", axis}} {
			checkRegular(t, fmt.Sprintf("%s, %d years", drawn.name, years), drawn.svg)
		}
	}
}

var yearLabel = regexp.MustCompile(`>(2\d\d\d)<`)

func checkRegular(t *testing.T, name, svg string) {
	t.Helper()
	var years []int
	for _, m := range yearLabel.FindAllStringSubmatch(svg, -1) {
		years = append(years, int(asNumber(t, m[1])))
	}
	switch {
	case len(years) == 0:
		t.Errorf("%s: no labels", name)
		return
	case len(years) == 1: // between day 0 and today
		return
	}
	missing := 0
	step := years[1] - years[0]
	for i := range years[1:] {
		step = min(step, years[i+1]-years[i])
	}
	for i := range years[1:] {
		if (years[i+1]-years[i])%step != 0 {
			t.Errorf("%s: labels %v", name, years)
		}
		missing += (years[i+1]-years[i])/step - 1
	}
	if missing > 1 {
		t.Errorf("%s: %d labels are missing among %v", name, missing, years)
	}
}
