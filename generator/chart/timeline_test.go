package chart

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"html/template"
	"math"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"journal/generator/civil"
)

func TestGoldenTimeline(t *testing.T) {
	tl := Draw(harbourside(t))
	golden(t, "timeline-wide.svg", tl.Wide)
	golden(t, "timeline-narrow.svg", tl.Narrow)
	wellFormed(t, tl.Wide)
	wellFormed(t, tl.Narrow)
}

func TestTimelineParts(t *testing.T) {
	p := harbourside(t)
	tl := Draw(p)
	if tl.LabelRows != 3 {
		t.Errorf("LabelRows = %d, want 3", tl.LabelRows)
	}
	if tl.Gutter[0].Label != "Keep going" || tl.Gutter[0].Number != 6 || tl.Gutter[5].Counted != "2" {
		t.Errorf("gutter %+v: want the last step on top", tl.Gutter)
	}
	for _, want := range []string{`Tom &amp; the slides`, `Day 16, Wed 23 Sep: Tom`, `href="#ledger"`, `tabindex="-1"`, `Today, day 26`} {
		if !strings.Contains(string(tl.Wide), want) {
			t.Errorf("wide drawing lacks %s", want)
		}
	}
	if n := strings.Count(string(tl.Rules), ".hit+*"); n != len(p.Marks) {
		t.Errorf("%d focus rules, want %d", n, len(p.Marks))
	}
}

func TestNothingUnescaped(t *testing.T) {
	p := harbourside(t)
	evil := `"><script>&'`
	for i := range p.Marks {
		p.Marks[i].Title, p.Marks[i].Href, p.Marks[i].Row = evil, evil, evil
	}
	for i := range p.Milestones {
		p.Milestones[i].Label = evil
	}
	p.List = evil
	tl := Draw(p)
	wellFormed(t, tl.Wide)
	wellFormed(t, tl.Narrow)
	for _, s := range []string{string(tl.Wide), string(tl.Narrow), string(tl.Rules)} {
		if strings.Contains(s, "<script") {
			t.Error("a title came through unescaped")
		}
	}
	if tl.Rules != "" {
		t.Errorf("Rules = %s for ids that cannot stand in a selector", tl.Rules)
	}
}

func TestCaptions(t *testing.T) {
	full := harbourside(t)
	cases := []struct {
		name   string
		change func(*Pursuit)
		want   string
		drawn  bool
	}{
		{"many", func(p *Pursuit) {}, "20 entries over 26 days. Along the way: the no on day 0, Feedback call on day 4, the second call on day 22. Two things are planned. The list below holds the same entries in order.", true},
		{"none", func(p *Pursuit) { p.Marks, p.Milestones = nil, nil }, "No entries yet.", false},
		{"only planned", func(p *Pursuit) { p.Marks, p.Milestones = p.Marks[20:21], nil }, "No entries yet. One thing is planned.", false},
		{"one", func(p *Pursuit) { p.Marks, p.Milestones = p.Marks[5:6], nil }, "One entry, on day 4: What they saw.", true},
		{"one, without numbers", func(p *Pursuit) { p.Marks, p.Milestones, p.NoNumbers = p.Marks[5:6], nil, true }, "One entry, on 11 Sep: What they saw.", true},
		{"one day", func(p *Pursuit) { p.Marks, p.Milestones, p.Today = p.Marks[:2], nil, p.DayZero }, "Two entries on one day. The list below holds the same entries in order.", true},
		{"closed", func(p *Pursuit) { p.Marks, p.Milestones, p.Closed = p.Marks[:9], nil, true }, "Nine entries over eight days. The list below holds the same entries in order.", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := full
			c.change(&p)
			tl := Draw(p)
			if tl.Caption != c.want {
				t.Errorf("caption\n got %s\nwant %s", tl.Caption, c.want)
			}
			if drawn := tl.Wide != ""; drawn != c.drawn || drawn != (tl.Narrow != "") {
				t.Errorf("drawn = %v, want %v", drawn, c.drawn)
			}
		})
	}
}

// Where nothing is counted, no count stands beside lanes, in pills or in folds.
func TestNoNumbersCountsNothing(t *testing.T) {
	p := harbourside(t)
	p.NoNumbers, p.Fold, p.Today = true, true, p.DayZero.AddDays(300)
	p.Marks = append(p.Marks, p.Marks...)
	tl := Draw(p)
	for _, s := range tl.Gutter {
		if s.Counted != "" {
			t.Errorf("lane %d counts %s", s.Number, s.Counted)
		}
	}
	svg := string(tl.Wide)
	if !strings.Contains(svg, ">quiet days, folded<") || !strings.Contains(svg, ">Several entries, ") {
		t.Error("no fold, or no pill")
	}
	if strings.Contains(svg, `class="pn`) {
		t.Error("a number in a pill")
	}
}

func TestNoNumbersShowsNoDayNumber(t *testing.T) {
	for _, days := range []int{6, 26, 100, 300, 700, 1200, 4000} {
		p := harbourside(t)
		p.NoNumbers, p.Today = true, p.DayZero.AddDays(days)
		tl := Draw(p)
		for _, s := range []string{string(tl.Wide), string(tl.Narrow), tl.Caption} {
			if strings.Contains(strings.ToLower(s), "day ") {
				t.Errorf("%d days: a day number in %.4000s", days, s)
			}
		}
	}
}

func TestKindsOfMarks(t *testing.T) {
	p := harbourside(t)
	p.Closed = true
	p.Marks = append(p.Marks[:20:20], Mark{Day: p.DayZero.AddDays(30), Steps: []int{5}, Title: "Yes"},
		Mark{Day: p.DayZero.AddDays(-20), Steps: []int{5}, Title: "Applied"}, Mark{Day: p.DayZero.AddDays(28), Steps: []int{1}, Kind: Setback},
		Mark{Day: p.DayZero.AddDays(13), Title: "no step"}, Mark{Day: p.DayZero.AddDays(14), Steps: []int{99, -7}}, Mark{Title: "no day"})
	p.Milestones = append(p.Milestones[:4:4], Milestone{Day: p.DayZero.AddDays(30), Label: "The yes", Glyph: Yes, Step: 5})
	p.Rests = []civil.Range{{From: p.DayZero.AddDays(5), To: p.DayZero.AddDays(12)}, {}}
	tl := Draw(p)
	wellFormed(t, tl.Wide)
	for _, want := range []string{`class="gl yes big"`, `class="gl big s2"`, `class="zero"`, `class="rest"`, `>rest<`, `class="mk s0"`, "Day −14"} {
		if !strings.Contains(string(tl.Wide), want) {
			t.Errorf("lacks %s", want)
		}
	}
	for _, not := range []string{`class="td"`, "Today", `class="fut"`} {
		if strings.Contains(string(tl.Wide+tl.Narrow), not) {
			t.Errorf("a closed pursuit shows %s", not)
		}
	}
}

// Any number of entries, steps and days gives a well-formed drawing of bounded
// size.
func TestSizes(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for _, n := range []int{0, 1, 2, 10, 60, 150, 160, 161, 1000, 100_000} {
		for _, steps := range []int{0, 1, 6, 12, 30} {
			for _, days := range []int{0, 3, 30, 1095, 10_957} {
				if n == 100_000 && (steps != 6 || days != 1095) {
					continue
				}
				name := fmt.Sprintf("%d entries, %d steps, %d days", n, steps, days)
				tl := Draw(scattered(r, n, days, steps, true))
				wellFormed(t, tl.Wide)
				wellFormed(t, tl.Narrow)
				for _, svg := range []string{string(tl.Wide), string(tl.Narrow)} {
					if len(svg) > 64<<10 || steps <= 12 && gzipped(svg) > 6<<10 {
						t.Errorf("%s: %d bytes, %d compressed", name, len(svg), gzipped(svg))
					}
				}
			}
		}
	}
}

func gzipped(s string) int {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.Len()
}

// Drawing twice gives the same bytes, and milestones may come in any order.
func TestSameDataSameBytes(t *testing.T) {
	p := scattered(rand.New(rand.NewSource(4)), 140, 400, 6, true)
	first := Draw(p)
	if again := Draw(p); again.Wide != first.Wide || again.Narrow != first.Narrow || again.Caption != first.Caption {
		t.Error("drawing twice differs")
	}
	shuffled := harbourside(t)
	sorted := Draw(shuffled)
	shuffled.Marks = slices.Clone(shuffled.Marks)
	slices.Reverse(shuffled.Milestones)
	if again := Draw(shuffled); again.Wide != sorted.Wide || again.Caption != sorted.Caption {
		t.Error("milestones in another order are drawn otherwise")
	}
}

func TestScaleIsMonotone(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	folded := 0
	for range 1000 {
		p := scattered(r, 2+r.Intn(12), 1+r.Intn(3000), 3, r.Intn(4) > 0)
		if r.Intn(2) == 0 {
			p.DayZero = p.DayZero.AddDays(r.Intn(200) - 50)
		}
		if r.Intn(3) == 0 {
			at := p.DayZero.AddDays(r.Intn(500))
			p.Rests = []civil.Range{{From: at, To: at.AddDays(r.Intn(90))}}
		}
		road := newRoad(p)
		folded += len(road.folds)
		for _, plot := range []float64{narrowWidth, tierWidths[2]} {
			s := newScale(road.lo, road.hi, road.folds, plot)
			before := -1.0
			for day := road.lo; day <= road.hi; day++ {
				x := s.at(day)
				if x < 0 || x > 1 || x < before || math.IsNaN(x) {
					t.Fatalf("x(%d) = %v after %v in %+v", day, x, before, s)
				}
				before = x
			}
			if math.Abs(s.at(road.hi)-(1-padding)) > 1e-9 || math.Abs(s.at(road.lo)-padding) > 1e-9 {
				t.Fatalf("the scale ends at %v … %v", s.at(road.lo), s.at(road.hi))
			}
			for _, m := range p.Marks {
				if s.folded(road.day(m.Day)) {
					t.Fatalf("a mark on day %d is folded away", road.day(m.Day))
				}
			}
		}
	}
	if folded < 100 {
		t.Errorf("only %d folds tried", folded)
	}
}

func TestFolds(t *testing.T) {
	cases := []struct {
		name string
		busy []quiet
		hi   int
		want []quiet
	}{
		{"three weeks are not folded", []quiet{{0, 0}, {21, 21}}, 30, nil},
		{"22 days are", []quiet{{0, 0}, {22, 22}}, 30, []quiet{{0, 22}}},
		{"a small part of the whole is not", []quiet{{0, 0}, {22, 400}}, 400, nil},
		{"a rest is no gap", []quiet{{60, 60}, {0, 0}, {3, 55}}, 60, nil},
		{"twice", []quiet{{0, 0}, {100, 100}, {200, 200}}, 210, []quiet{{0, 100}, {100, 200}}},
	}
	for _, c := range cases {
		if got := foldable(c.busy, 0, c.hi); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// No entry is lost in pills, discs of a lane do not touch, and what has its own sign
// comes after them, alone.
func TestClusters(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	for range 400 {
		p := scattered(r, 2+r.Intn(150), 1+r.Intn(900), 1+r.Intn(7), true)
		for i := range p.Marks {
			p.Marks[i].Kind = []Kind{Entry, Entry, Entry, Planned, Setback}[r.Intn(5)]
		}
		road := newRoad(p)
		for _, width := range tierWidths {
			s := newScale(road.lo, road.hi, road.folds, width)
			total := 0
			for step := neutral; step < len(road.lanes); step++ {
				var last *cluster
				for _, c := range clusters(road.lane(step), s, width) {
					total += len(c.dots)
					for _, d := range c.dots {
						if d.day < c.first || d.day > c.last {
							t.Fatalf("day %d outside its pill %+v", d.day, c)
						}
					}
					if c.dots[0].ownSign() && !c.single() {
						t.Fatalf("a sign is joined to others: %+v", c)
					}
					if last != nil && last.dots[0].ownSign() && !c.dots[0].ownSign() {
						t.Fatalf("%+v covers %+v", c, *last)
					}
					if last != nil && !c.dots[0].ownSign() && touches(*last, c, s, width) {
						t.Fatalf("%+v touches %+v", *last, c)
					}
					last = &c
				}
			}
			if total != len(p.Marks) {
				t.Fatalf("%d of %d entries are drawn", total, len(p.Marks))
			}
		}
	}
}

// A setback among entries of its day shows in every drawing, above them.
func TestSetbackIsNotCovered(t *testing.T) {
	for _, n := range []int{3, 400} {
		p := scattered(rand.New(rand.NewSource(9)), n, 500, 1, false)
		p.Marks[1].Kind = Setback
		p.Marks = append(p.Marks, Mark{Day: p.Marks[1].Day, Steps: []int{0}, Title: "the same day"})
		tl := Draw(p)
		for name, svg := range map[string]string{"wide": string(tl.Wide), "narrow": string(tl.Narrow)} {
			at := strings.Index(svg, `href="#g-set"`)
			if at < 0 {
				t.Errorf("%d entries, %s: no setback", n, name)
			} else if strings.Contains(svg[at:], `class="mk`) || strings.Contains(svg[at:], `class="pill`) {
				t.Errorf("%d entries, %s: something is drawn over the setback", n, name)
			}
		}
	}
}

// A hover label stays inside the plot wherever its mark is.
func TestTipStaysInside(t *testing.T) {
	widest := textWidth(strings.Repeat("M", tipMax), semibold)
	for _, width := range []float64{10, 200, min(widest, tierWidths[0])} {
		for x := 0.0; x <= 1; x += .01 {
			for _, plot := range []float64{tierWidths[0], 500, 1000} {
				middle := x*plot + tipShift(x, width)
				if middle-width/2 < -.01 || middle+width/2 > plot+.01 {
					t.Fatalf("%v px at %v of %v px: from %v to %v", width, x, plot, middle-width/2, middle+width/2)
				}
			}
		}
	}
}

// The flags of a thousand random sets of milestones: no two texts meet, no
// leader crosses a text, nothing leaves the plot.
func TestLabelsNeverCross(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	words := []string{"The no", "Feedback call", "A", "The second call", "Board conversation", "Größe der Überraschung", "決定の電話", strings.Repeat("long ", 20)}
	placed := 0
	for range 1000 {
		day := civil.Date{Year: 2026, Month: 1, Day: 1}
		miles := make([]Milestone, r.Intn(25))
		at := 0
		for i := range miles {
			at += r.Intn(12)
			miles[i] = Milestone{Day: day.AddDays(at), Label: words[r.Intn(len(words))], Glyph: Glyph(r.Intn(4)), Planned: r.Intn(5) == 0}
		}
		x := func(m Milestone) float64 { return padding + (1-2*padding)*float64(m.Day.Sub(day))/float64(max(1, at)) }
		for _, width := range tierWidths {
			laid := labels(miles, x, width)
			placed += len(laid)
			checkLabels(t, laid, miles, width)
		}
	}
	if placed < 5000 {
		t.Errorf("only %d labels placed", placed)
	}
}

func checkLabels(t *testing.T, laid []label, miles []Milestone, width float64) {
	t.Helper()
	if len(laid) > labelsAtAll {
		t.Fatalf("%d labels", len(laid))
	}
	for i, a := range laid {
		// The text itself, without the space kept around it.
		w := textWidth(shorten(miles[a.mile].Label, labelMax), semibold)
		left, right := a.leader+labelDX, a.leader+labelDX+w
		if a.ends {
			left, right = a.leader-labelDX-w, a.leader-labelDX
		}
		if left < -4 || right > width+4 {
			t.Fatalf("%+v leaves the plot of %v", a, width)
		}
		for j, b := range laid {
			if i == j {
				continue
			}
			if b.row < a.row && b.leader > left && b.leader < right {
				t.Fatalf("the leader of %+v crosses the text of %+v", b, a)
			}
			if a.row == b.row && a.left < b.right && b.left < a.right {
				t.Fatalf("%+v meets %+v", a, b)
			}
		}
	}
}

func TestImportantLabelsComeFirst(t *testing.T) {
	day := civil.Date{Year: 2026, Month: 1, Day: 1}
	var miles []Milestone
	for i := range 20 {
		miles = append(miles, Milestone{Day: day.AddDays(i), Label: "An ordinary turning point"})
	}
	miles[10].Glyph, miles[1].Glyph = No, Call
	laid := labels(miles, func(m Milestone) float64 { return float64(m.Day.Sub(day)) / 20 }, tierWidths[0])
	has := func(mile int) bool { return slices.ContainsFunc(laid, func(l label) bool { return l.mile == mile }) }
	if !has(10) || !has(1) {
		t.Errorf("the no or the call has no label: %+v", laid)
	}
}

func TestAxis(t *testing.T) {
	zero := civil.Date{Year: 2025, Month: 9, Day: 7}
	cases := []struct {
		days         int
		major, minor int // distances of the first two
	}{{5, 1, 0}, {26, 7, 1}, {100, 14, 7}}
	for _, c := range cases {
		r := newRoad(Pursuit{Words: english, DayZero: zero, Today: zero.AddDays(c.days)})
		var major []int
		minors := 0
		for _, tk := range r.ticks(newScale(r.lo, r.hi, nil, 820)) {
			if tk.major {
				major = append(major, tk.day)
			} else {
				minors++
			}
		}
		if major[1]-major[0] != c.major || (minors > 0) != (c.minor > 0) {
			t.Errorf("%d days: majors %v, %d minors", c.days, major, minors)
		}
	}
	for _, days := range []int{300, 600, 1200, 3000, 40_000} {
		r := newRoad(Pursuit{Words: english, DayZero: zero, Today: zero.AddDays(days)})
		majors := 0
		for _, tk := range r.ticks(newScale(r.lo, r.hi, nil, 820)) {
			if tk.major {
				majors++
			}
		}
		if majors < 3 || majors > 45 {
			t.Errorf("%d days: %d grid lines", days, majors)
		}
	}
}

func TestAxisLabelsKeepApart(t *testing.T) {
	r := rand.New(rand.NewSource(6))
	for range 300 {
		road := newRoad(scattered(r, 10, 1+r.Intn(5000), 2, true))
		s := newScale(road.lo, road.hi, road.folds, tierWidths[2])
		ticks := road.ticks(s)
		fitLabels(ticks, s, tierWidths[:], func(float64) []extent { return nil })
		for tier, width := range tierWidths {
			for i, a := range ticks {
				for _, b := range ticks[i+1:] {
					shown := a.tier != hidden && a.tier <= tier && b.tier != hidden && b.tier <= tier
					if shown && !a.extent(s, width).clears(b.extent(s, width), axisLabelsApart) {
						t.Fatalf("%+v and %+v meet at %v", a, b, width)
					}
				}
			}
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	for _, n := range []int{20, 150, 100_000} {
		p := scattered(rand.New(rand.NewSource(1)), n, 1000, 6, true)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Draw(p)
			}
		})
	}
}

// A setback, a plan or a yes is drawn after every disc and pill of every tier.
func TestSignsLieOnTop(t *testing.T) {
	p := harbourside(t)
	for day := range 20 {
		p.Marks = append(p.Marks, Mark{Day: p.DayZero.AddDays(day), Steps: []int{day % 6}, Title: "Often"})
	}
	p.Marks = append(p.Marks, Mark{Day: p.DayZero.AddDays(10), Steps: []int{1}, Kind: Setback, Title: "A setback"})
	svg := string(Draw(p).Wide)
	last := max(strings.LastIndex(svg, `class="mk`), strings.LastIndex(svg, `class="pill`))
	for _, sign := range []string{`href="#g-set"`, `class="pl `} {
		if at := strings.Index(svg, sign); at < last {
			t.Errorf("%s at %d, a disc or a pill at %d", sign, at, last)
		}
	}
}

// Where lanes are bars, setbacks show in each lane that has them, and none lies on
// another.
func TestSetbacksShowInEachLane(t *testing.T) {
	p := scattered(rand.New(rand.NewSource(4)), 4000, 600, 6, true)
	for i := range p.Marks {
		if p.Marks[i].Kind != Planned && i%20 < 2 {
			p.Marks[i].Kind = Setback
		}
	}
	tl := Draw(p)
	for width, svg := range map[float64]template.HTML{tierWidths[0]: tl.Wide, narrowWidth: tl.Narrow} {
		shapes, _ := plotOf(t, svg, width, 0)
		lanes := map[float64][]float64{}
		for _, s := range shapes {
			if s.id == "#g-set" {
				y := (s.top + s.bottom) / 2
				lanes[y] = append(lanes[y], (s.left+s.right)/2)
			}
		}
		if len(lanes) != 7 { // what has no step stands on the axis
			t.Errorf("at %.0f px %d lanes of 7 show setbacks", width, len(lanes))
		}
		all := 0
		for _, at := range lanes {
			all += len(at)
			slices.Sort(at)
			for i := range at[1:] {
				if at[i+1]-at[i] < 2*discCap {
					t.Errorf("at %.0f px two signs are %.1f px apart", width, at[i+1]-at[i])
				}
			}
		}
		if all > signsAtAll+len(lanes) {
			t.Errorf("%d signs", all)
		}
	}
}
