package chart

import (
	"fmt"
	"html/template"
	"math/rand"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"journal/generator/civil"
)

// felt gives n feelings on random days of a pursuit.
func felt(r *rand.Rand, p Pursuit, n, days, scale int) []Feeling {
	some := func() int { return max(0, r.Intn(scale+scale/2+1)-scale/2) }
	var out []Feeling
	for range n {
		out = append(out, Feeling{Day: p.DayZero.AddDays(r.Intn(days + 1)), Mood: some(), Energy: some(), Hard: some(), Title: "Any <title>", Href: "../e/"})
	}
	return out
}

func TestGoldenFeelings(t *testing.T) {
	p := harbourside(t)
	f := DrawFeelings(felt(rand.New(rand.NewSource(3)), p, 18, 26, 5), p, 5)
	golden(t, "feelings-wide.svg", f.Wide)
	golden(t, "feelings-narrow.svg", f.Narrow)
}

func TestFeelings(t *testing.T) {
	p := harbourside(t)
	on := func(day, mood, energy, hard int) Feeling {
		return Feeling{Day: p.DayZero.AddDays(day), Mood: mood, Energy: energy, Hard: hard, Title: "Walk"}
	}
	three := []Feeling{on(0, 1, 0, 5), on(2, 3, 0, 0), on(9, 4, 0, 2)}
	cases := []struct {
		name     string
		feelings []Feeling
		change   func(*Pursuit)
		drawn    bool
		caption  string
	}{
		{"none", nil, nil, false, ""},
		{"two days", []Feeling{on(0, 1, 1, 1), on(0, 2, 2, 2), on(1, 3, 3, 3)}, nil, false, ""},
		{"three days", three, nil, true, "Mood on three days and how hard it was on two days. From 1, below, to 5, above; a larger mark stands for more than one entry. Nothing is averaged, and days that say nothing stay empty."},
		{"entries that say nothing do not count", append([]Feeling{on(5, 0, 0, 0)}, three[:2]...), nil, false, ""},
		{"days to come do not count", append([]Feeling{on(27, 1, 1, 1)}, three[:2]...), nil, false, ""},
		{"a program without numbers", three, func(p *Pursuit) { p.NoNumbers = true }, false, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := p
			if c.change != nil {
				c.change(&p)
			}
			f := DrawFeelings(c.feelings, p, 5)
			if (f.Wide != "") != c.drawn || (f.Narrow != "") != c.drawn || f.Caption != c.caption {
				t.Errorf("drawn %v, %q", f.Wide != "", f.Caption)
			}
			if !c.drawn && len(f.Table.Rows) > 0 {
				t.Error("a table where nothing is drawn")
			}
		})
	}
}

// Every feeling stands once in the drawing and once in the table, which gives its
// day and its values.
func TestFeelingsTable(t *testing.T) {
	p := harbourside(t)
	f := DrawFeelings([]Feeling{
		{Day: p.DayZero.AddDays(9), Hard: 2, Title: "Late", Href: "l/"}, {Day: p.DayZero, Mood: 1, Hard: 5, Title: "First"},
		{Day: p.DayZero.AddDays(2), Mood: 3, Title: "Second"},
	}, p, 5)
	got := fmt.Sprint(f.Table.Head, f.Table.Rows)
	if want := "[Entry Mood How hard] [{Day 0, First  [1 5]} {Day 2, Second  [3 –]} {Day 9, Late l/ [– 2]}]"; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	many := DrawFeelings(felt(rand.New(rand.NewSource(1)), p, 400, 26, 5), p, 5)
	if got := fmt.Sprint(many.Table.Head, many.Table.Rows); !strings.Contains(got, "[When Mood Energy How hard] [{September 2026  [1 to 5 1 to 5 1 to 5]}") {
		t.Errorf("many: %s", got)
	}
}

var feltMarkup = regexp.MustCompile(`<(circle|line|use)(?: href="#g-mile")? (?:cx|x1|x)="([\d.]+)%"(?: x2="[\d.]+%")? (?:cy|y1|y)="([\d.]+)em"(?: y2="[\d.]+em")? (r|stroke-width)="([\d.]+)"`)

type spot struct{ x, y, r float64 }

// spots are the marks of a drawing in pixels of a plot of the given width.
func spots(t *testing.T, svg template.HTML, width float64) []spot {
	t.Helper()
	var out []spot
	for _, m := range feltMarkup.FindAllStringSubmatch(string(svg), -1) {
		x, y, size := asNumber(t, m[2]), asNumber(t, m[3]), asNumber(t, m[5])
		switch m[1] {
		case "line":
			size /= 2
		case "use":
			size = 4.5 + size*.71
		}
		out = append(out, spot{x / 100 * width, y * rootPx, size})
	}
	return out
}

func asNumber(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Over many journals of every size: marks stand inside the drawing, none covers
// another, the weight is bounded, and the same data gives the same bytes.
func TestFeelingsGeometry(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	for _, n := range []int{3, 10, 60, 1000, 100_000} {
		for _, days := range []int{2, 26, 90, 400, 1095, 10_957} {
			for _, scale := range []int{2, 5, 10, 100} {
				if n == 100_000 && (scale != 5 || days < 1095) {
					continue
				}
				p := harbourside(t)
				p.Today = p.DayZero.AddDays(days)
				feelings := felt(r, p, n, days, scale)
				f := DrawFeelings(feelings, p, scale)
				if f.Wide == "" {
					continue
				}
				name := fmt.Sprintf("%d feelings, %d days, scale %d", n, days, scale)
				checkFelt(t, name, f.Wide, feltLooks[0].width)
				checkFelt(t, name+", narrow", f.Narrow, feltLooks[1].width)
				if len(f.Table.Rows) > tableRows+1 {
					t.Errorf("%s: %d rows", name, len(f.Table.Rows))
				}
				if again := DrawFeelings(feelings, p, scale); again.Wide != f.Wide || again.Narrow != f.Narrow {
					t.Errorf("%s: other bytes", name)
				}
			}
		}
	}
}

func checkFelt(t *testing.T, name string, svg template.HTML, width float64) {
	t.Helper()
	wellFormed(t, svg)
	if len(svg) > 64<<10 || gzipped(string(svg)) > 8<<10 {
		t.Errorf("%s: %d bytes, %d compressed", name, len(svg), gzipped(string(svg)))
	}
	height := asNumber(t, string(svg)[strings.Index(string(svg), `height="`)+8:strings.Index(string(svg), `em"`)]) * rootPx
	marks := spots(t, svg, width)
	if len(marks) == 0 {
		t.Errorf("%s: no marks", name)
	}
	for i, m := range marks {
		if m.x-m.r < 0 || m.x+m.r > width || m.y-m.r < 0 || m.y+m.r > height-feltFoot {
			t.Errorf("%s: a mark at %v leaves the drawing", name, m)
		}
		for _, o := range marks[:i] {
			dx, dy := max(m.x-o.x, o.x-m.x), max(m.y-o.y, o.y-m.y)
			if dy < 1 && dx < m.r+o.r-1 || dx < 1 && dy < (m.r+o.r)*.6 {
				t.Fatalf("%s: %v covers %v", name, m, o)
			}
		}
	}
}

// Whoever may not see moods has no drawing: it is made from what the feelings hold
// and nothing else.
func TestFeelingsWithoutMoods(t *testing.T) {
	p := harbourside(t)
	cut := make([]Feeling, 12)
	for i := range cut {
		cut[i] = Feeling{Day: p.DayZero.AddDays(i), Title: "Cut"}
	}
	if f := DrawFeelings(cut, p, 5); f.Wide != "" || f.Caption != "" {
		t.Errorf("%s", f.Caption)
	}
	cut[3].Mood, cut[4].Mood, cut[5].Mood = 1, 2, 3
	if f := DrawFeelings(cut, p, 5); strings.Contains(string(f.Wide), "Energy") || len(f.Table.Head) != 2 {
		t.Error("a measure that nobody wrote")
	}
}

func TestPeriods(t *testing.T) {
	cases := []struct {
		from, to, first, last string
		n                     int
	}{
		{"2026-09-07", "2026-09-30", "September 2026", "September 2026", 1},
		{"2025-12-31", "2026-03-01", "December 2025", "March 2026", 4},
		{"1996-05-01", "2026-03-01", "1996", "2026", 31},
		{"1026-05-01", "2026-03-01", "1026 to 1125", "2026 to 2125", 11},
	}
	for _, c := range cases {
		got := periods(date(t, c.from), date(t, c.to))
		if len(got) > tableRows+2 || periodName(english, got[0]) != c.first || periodName(english, got[len(got)-1]) != c.last || len(got) != c.n {
			t.Errorf("%s to %s: %d from %s to %s", c.from, c.to, len(got), periodName(english, got[0]), periodName(english, got[len(got)-1]))
		}
		for _, day := range []civil.Date{date(t, c.from), date(t, c.to)} {
			if p := got[periodAt(got, day)]; day.Before(p.from) || day.After(p.to) {
				t.Errorf("%s is not in %s", day, periodName(english, p))
			}
		}
	}
}
