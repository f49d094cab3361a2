package chart

import (
	"fmt"
	"math/rand"
	"regexp"
	"slices"
	"strings"
	"testing"

	"journal/generator/civil"
)

// laid are three pursuits: one called back on day 22 and still open, one that
// became a yes, one let go without a call.
func laid(t *testing.T) []Row {
	zero := date(t, "2026-09-07")
	row := func(title string, zero civil.Date, days int, e Ending, miles ...Milestone) Row {
		for i := range miles {
			miles[i].Day = zero.AddDays(miles[i].Step) // the table below gives days
		}
		return Row{Title: title, Href: title + "/", Words: "so it stands", From: zero, To: zero.AddDays(days), DayZero: zero, Ending: e, Milestones: miles}
	}
	rows := []Row{
		row("Harbourside", zero, 26, InMotion, Milestone{Label: "The no", Glyph: No}, Milestone{Label: "The second call", Glyph: Call, Step: 22}, Milestone{Label: "Thanked", Step: 1}),
		row("Prize", zero.AddDays(-300), 41, TheYes, Milestone{Label: "The second call", Glyph: Call, Step: 9}, Milestone{Label: "The yes", Glyph: Yes, Step: 41}),
		row("Flat", zero.AddDays(-200), 28, LetGo, Milestone{Label: "Applied", Step: -20}, Milestone{Label: "Fair", Step: 12, Planned: true}),
	}
	rows[0].Current = true
	return rows
}

func TestFromZero(t *testing.T) {
	d := DrawFromZero(laid(t), 30, english)
	if want := "Three pursuits, each laid on its own day zero. In two of them a second call came, between day 9 and day 22."; d.Caption != want {
		t.Errorf("caption\n got %s\nwant %s", d.Caption, want)
	}
	var words []string
	for _, r := range d.Rows {
		wellFormed(t, r.SVG)
		words = append(words, r.Title+": "+r.Words)
	}
	if got, want := strings.Join(words, "; "), "Harbourside: the second call on day 22; Prize: the second call on day 9; Flat: so it stands"; got != want {
		t.Errorf("rows %s", got)
	}
	for i, part := range []string{`class="bar moving"`, `class="bar yes thin"`, `class="bar down thin"`} {
		if svg := string(d.Rows[i].SVG); !strings.Contains(svg, part) || !strings.Contains(svg, "#g-no") || !strings.Contains(svg, `class="arc"`) {
			t.Errorf("row %d lacks %s, the no or the arc: %s", i, part, svg)
		}
	}
	if !strings.Contains(string(d.Rows[0].SVG), "#g-call") || strings.Contains(string(d.Rows[2].SVG), "#g-mile") {
		t.Error("a second call is missing, or something planned or before day zero is drawn")
	}
	if got, want := fmt.Sprint(d.Table.Rows[0]), "{Harbourside Harbourside/ [Thanked, day 1; The second call, day 22 so it stands]}"; got != want {
		t.Errorf("table\n got %s\nwant %s", got, want)
	}
	golden(t, "fromzero.svg", d.Rows[0].SVG+d.Rows[1].SVG+d.Rows[2].SVG+d.Axis)
}

func TestFromZeroOfFewAndMany(t *testing.T) {
	rows := laid(t)
	unknown := Row{Title: "No day zero", To: rows[0].To}
	ahead := Row{Title: "To come", DayZero: rows[0].To.AddDays(3), To: rows[0].To}
	if d := DrawFromZero([]Row{rows[0], unknown, ahead}, 30, english); len(d.Rows) > 0 || d.Caption != "" {
		t.Errorf("one pursuit is compared with nothing: %+v", d)
	}
	many := slices.Repeat(rows, 40)
	d := DrawFromZero(many, 30, english)
	if len(d.Rows) != fromZeroRows || len(d.Table.Rows) != len(many) || !strings.Contains(d.Caption, "The first 24 are drawn.") {
		t.Errorf("%d of %d rows, %d in the table: %s", len(d.Rows), len(many), len(d.Table.Rows), d.Caption)
	}
}

func TestSinceZeroIsMonotone(t *testing.T) {
	for _, last := range []int{7, 30, 60, 61, 400, 11_000, 40_000} {
		s := sinceZero{last}
		before := 0.0
		for day := 0; day <= last; day++ {
			if x := s.x(day); x < before || x > 1-padding+1e-9 {
				t.Fatalf("%d days: x(%d) = %v after %v", last, day, x, before)
			}
			before = s.x(day)
		}
		if s.x(0) != padding || s.x(last) < 1-padding-1e-9 {
			t.Errorf("%d days: from %v to %v", last, s.x(0), s.x(last))
		}
	}
}

var usedSign = regexp.MustCompile(`<use href="#(g-[a-z]+)" class="gl [a-z]+( odd| far)?" x="([\d.]+)%"`)

// In each width signs of turning points stand apart from each other and from both
// ends, and labels of the axis do not meet, however long the roads are.
func TestFromZeroGeometry(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	for range 400 {
		days := []int{3, 30, 100, 1000, 11_000}[r.Intn(5)]
		var rows []Row
		for range 2 + r.Intn(5) {
			zero := civil.Date{Year: 1990 + r.Intn(30), Month: 3, Day: 5}
			row := Row{DayZero: zero, To: zero.AddDays(r.Intn(days + 1)), Ending: Ending(r.Intn(5))}
			for range r.Intn(40) {
				row.Milestones = append(row.Milestones, Milestone{Day: zero.AddDays(r.Intn(days+40) - 20), Glyph: Glyph(r.Intn(4)), Label: "Any"})
			}
			rows = append(rows, row)
		}
		d := DrawFromZero(rows, 30, english)
		for tier, look := range axisTiers {
			for _, row := range d.Rows {
				checkSigns(t, string(row.SVG), tier, look.width)
			}
		}
		for _, row := range d.Rows {
			if len(row.SVG) > 4<<10 {
				t.Errorf("a row of %d bytes", len(row.SVG))
			}
		}
		wellFormed(t, d.Axis)
	}
}

func checkSigns(t *testing.T, svg string, tier int, width float64) {
	t.Helper()
	var at []float64
	found := usedSign.FindAllStringSubmatch(svg, -1)
	for i, m := range found {
		if m[2] == " odd" && tier < 1 || m[2] == " far" && tier < 2 {
			continue
		}
		x := asNumber(t, m[3]) / 100 * width
		// The no and the ending stand at both ends, which may be one day.
		for k, o := range at {
			ends := i == len(found)-1 && k == 0
			if !ends && max(x-o, o-x) < narrowGlyphsApart-.1 {
				t.Fatalf("%.1f and %.1f px are too close on %.0f: %s", x, o, width, svg)
			}
		}
		at = append(at, x)
	}
}
