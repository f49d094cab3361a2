package chart

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"journal/generator/civil"
)

func TestBurn(t *testing.T) {
	zero := date(t, "2026-09-07")
	gap := func(opened, closed int, reopened ...int) GapSpan {
		g := GapSpan{Opened: zero.AddDays(opened)}
		if closed > 0 {
			g.Closed = zero.AddDays(closed)
		}
		for _, day := range reopened {
			g.Reopened = append(g.Reopened, zero.AddDays(day))
		}
		return g
	}
	today := zero.AddDays(26)
	cases := []struct {
		name                   string
		gaps                   []GapSpan
		named, eased, workedOn int
		drawn                  bool
		caption                string
	}{
		{"none", nil, 0, 0, 0, false, "No soft spots have been named."},
		{"one", []GapSpan{gap(4, 0)}, 1, 0, 1, false, "One soft spot was named. None have eased; one is being worked on."},
		{"six", []GapSpan{gap(4, 19), gap(4, 15), gap(4, 18), gap(4, 0), gap(16, 24), gap(16, 0)}, 6, 4, 2, true,
			"Six soft spots were named. Four have eased; two are being worked on."},
		{"to come", []GapSpan{gap(4, 60), gap(40, 0), {}}, 1, 0, 1, false, "One soft spot was named. None have eased; one is being worked on."},
		{"came back", []GapSpan{gap(4, 10, 20), gap(4, 10, 8), gap(4, 10, 40)}, 3, 2, 1, true,
			"Three soft spots were named. Two have eased; one is being worked on. One came back."},
		{"closed before it opened", []GapSpan{gap(9, 4), gap(1, 2), gap(1, 2)}, 3, 3, 0, true,
			"Three soft spots were named. Three have eased; none are being worked on."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := DrawBurn(c.gaps, zero, today, BurnLook{Words: english})
			if b.Named != c.named || b.Eased != c.eased || b.WorkedOn != c.workedOn || b.Caption != c.caption {
				t.Errorf("%d named, %d eased, %d worked on: %s", b.Named, b.Eased, b.WorkedOn, b.Caption)
			}
			if (b.SVG != "") != c.drawn {
				t.Errorf("drawn: %v", b.SVG != "")
			}
			wellFormed(t, b.SVG)
		})
	}
	golden(t, "burn.svg", DrawBurn(cases[2].gaps, zero, today, BurnLook{Tall: true, Words: english}).SVG)
}

// However many soft spots, the line ends at what is being worked on and never
// leaves the plot.
func TestBurnSteps(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	zero := civil.Date{Year: 2020, Month: 1, Day: 1}
	for _, n := range []int{3, 13, 1000, 20_000} {
		for _, days := range []int{5, 400, 9000} {
			var gaps []GapSpan
			for range n {
				g := GapSpan{Opened: zero.AddDays(r.Intn(days))}
				if r.Intn(3) > 0 {
					g.Closed = g.Opened.AddDays(r.Intn(days))
					if r.Intn(5) == 0 {
						g.Reopened = []civil.Date{g.Closed.AddDays(r.Intn(9))}
					}
				}
				gaps = append(gaps, g)
			}
			today := zero.AddDays(days)
			b := DrawBurn(gaps, civil.Date{}, today, BurnLook{Words: english})
			if len(b.SVG) > 64<<10 {
				t.Errorf("%d gaps, %d days: %d bytes", n, days, len(b.SVG))
			}
			if strings.Contains(string(b.SVG), "Day ") {
				t.Error("day numbers without a day zero")
			}
			road := newBurnRoad(gaps, civil.Date{}, today, BurnLook{Words: english})
			steps := road.burnSteps(gaps)
			if last := steps[len(steps)-1]; last.open != b.WorkedOn || last.named != b.Named {
				t.Errorf("the line ends at %+v, want %d of %d", last, b.WorkedOn, b.Named)
			}
			for _, s := range steps {
				if s.open < 0 || s.open > s.named {
					t.Fatalf("%+v", s)
				}
			}
		}
	}
}

// An area is named only where its name lies inside it.
func TestBurnAreaLabels(t *testing.T) {
	zero := date(t, "2026-09-07")
	at := zero.AddDays
	open := GapSpan{Opened: at(1)}
	cases := []struct {
		name            string
		gaps            []GapSpan
		eased, workedOn bool
	}{
		{"long ago", []GapSpan{{Opened: at(1), Closed: at(20)}, {Opened: at(1), Closed: at(30)}, open}, true, true},
		{"closed today", []GapSpan{{Opened: at(1), Closed: at(100)}, open, open}, false, true},
		{"closed lately", []GapSpan{{Opened: at(1), Closed: at(90)}, open, open}, false, true},
		{"all closed lately", []GapSpan{{Opened: at(1), Closed: at(95)}, {Opened: at(1), Closed: at(95)}, {Opened: at(1), Closed: at(95)}}, false, false},
		{"all named lately", []GapSpan{{Opened: at(95)}, {Opened: at(95)}, {Opened: at(95)}}, false, false},
		{"one of very many", append([]GapSpan{{Opened: at(1), Closed: at(5)}}, slices.Repeat([]GapSpan{open}, 40)...), false, true},
	}
	for _, c := range cases {
		svg := string(DrawBurn(c.gaps, zero, at(100), BurnLook{Words: english}).SVG)
		if got := strings.Contains(svg, " eased<"); got != c.eased {
			t.Errorf("%s: what has eased is named: %v", c.name, got)
		}
		if got := strings.Contains(svg, " being worked on<"); got != c.workedOn {
			t.Errorf("%s: what is worked on is named: %v", c.name, got)
		}
	}
}

func TestBurnLastLabel(t *testing.T) {
	zero := date(t, "2026-09-07")
	gaps := slices.Repeat([]GapSpan{{Opened: zero.AddDays(4)}}, 3)
	cases := []struct {
		look BurnLook
		zero civil.Date
		want string
	}{
		{BurnLook{Words: english}, zero, ">Today<"},
		{BurnLook{Closed: true, Words: english}, zero, ">The end, day 40<"},
		{BurnLook{Closed: true, NoNumbers: true, Words: english}, zero, ">The end, 17 Oct<"},
		{BurnLook{Closed: true, Words: english}, civil.Date{}, ">The end, 17 Oct<"},
	}
	for _, c := range cases {
		b := DrawBurn(gaps, c.zero, zero.AddDays(40), c.look)
		if !strings.Contains(string(b.SVG), c.want) {
			t.Errorf("%+v: lacks %s", c.look, c.want)
		}
		if c.look.Closed && strings.Contains(string(b.SVG), "Today") {
			t.Errorf("%+v: ends today", c.look)
		}
		wellFormed(t, b.SVG)
	}
}
