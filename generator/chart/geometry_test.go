package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"html/template"
	"io"
	"math/rand"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"journal/generator/civil"
	"journal/generator/words"
	"journal/themes"
)

// What is drawn is measured as a browser would lay it out, from the markup alone:
// for thousands of journals and every width for which there is a drawing.

// shape is one thing that is drawn, in pixels at the default text size.
type shape struct {
	kind, class              string // line, rect, circle, use, text, path; and its class
	id                       string // of a sign
	said                     string // of a text
	left, right, top, bottom float64
	upright                  bool
}

func (s shape) has(class string) bool { return slices.Contains(strings.Fields(s.class), class) }

func (s shape) String() string {
	return fmt.Sprintf("%s.%s %q (%.1f to %.1f, %.1f to %.1f)", s.kind, s.class, s.said+s.id, s.left, s.right, s.top, s.bottom)
}

// lies reports two shapes that lie on each other by more than a hair.
func (s shape) lies(o shape) bool {
	const hair = .5
	return min(s.right, o.right)-max(s.left, o.left) > hair && min(s.bottom, o.bottom)-max(s.top, o.top) > hair
}

// signRadius bounds the drawn half of each sign.
const signRadius = 12

// textHeight is how far a text of 13 px reaches above its line and below it.
const (
	textAbove = 10.0
	textBelow = 3.0
)

// plotOf measures a drawing on a plot of a width, as it shows in a tier, and gives its
// height.
func plotOf(t *testing.T, svg template.HTML, width float64, tier int) (shapes []shape, height float64) {
	t.Helper()
	frames := []frame{{width: width, scaleX: 1, scaleY: 1}}
	var hidden []bool
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return shapes, height
		}
		if err != nil {
			t.Fatalf("%v in %.300s", err, svg)
		}
		switch e := token.(type) {
		case xml.StartElement:
			hidden = append(hidden, len(hidden) > 0 && hidden[len(hidden)-1] || hiddenIn(attr(e, "class"), tier) || e.Name.Local == "title")
			at := frames[len(frames)-1]
			switch e.Name.Local {
			case "svg":
				if len(frames) == 1 {
					height = at.y(t, attr(e, "height"))
				}
				frames = append(frames, at.within(t, e))
				continue
			case "g", "a", "title":
				continue
			}
			if s, ok := at.shape(t, e); ok && !hidden[len(hidden)-1] {
				shapes = append(shapes, s)
			}
		case xml.CharData:
			if n := len(shapes); n > 0 && shapes[n-1].kind == "text" && shapes[n-1].said == "" && len(hidden) > 0 && !hidden[len(hidden)-1] {
				shapes[n-1].say(string(e))
			}
		case xml.EndElement:
			hidden = hidden[:len(hidden)-1]
			if e.Name.Local == "svg" {
				frames = frames[:len(frames)-1]
			}
		}
	}
}

// hiddenIn tells what CSS hides in a tier.
func hiddenIn(class string, tier int) bool {
	for c := range strings.FieldsSeq(class) {
		switch c {
		case "t0", "t1", "t2":
			return c != "t"+strconv.Itoa(tier)
		case "t01":
			return tier == 2
		case "t12":
			return tier == 0
		case "k0", "k1", "k2":
			return tier < int(c[1]-'0')
		}
	}
	return false
}

// frame is where a nested drawing lies, and how it is stretched.
type frame struct{ left, top, width, scaleX, scaleY float64 }

func (f frame) within(t *testing.T, e xml.StartElement) frame {
	in := f
	in.left, in.top = f.x(t, attr(e, "x")), f.y(t, attr(e, "y"))
	if box := strings.Fields(attr(e, "viewBox")); len(box) == 4 {
		in.scaleX = f.width / asNumber(t, box[2])
		in.scaleY = (f.y(t, attr(e, "height")) - f.top) / asNumber(t, box[3])
		in.top -= asNumber(t, box[1]) * in.scaleY
	}
	return in
}

// x is where a length in per cent, or in units, lies across.
func (f frame) x(t *testing.T, s string) float64 { return f.left + f.across(t, s) }

func (f frame) across(t *testing.T, s string) float64 {
	if part, ok := strings.CutSuffix(s, "%"); ok {
		return asNumber(t, part) / 100 * f.width
	}
	if s == "" {
		return 0
	}
	return asNumber(t, s) * f.scaleX
}

func (f frame) y(t *testing.T, s string) float64 {
	if part, ok := strings.CutSuffix(s, "em"); ok {
		return f.top + asNumber(t, part)*rootPx
	}
	if s == "" || strings.HasSuffix(s, "%") {
		return f.top
	}
	return f.top + asNumber(t, s)*f.scaleY
}

func (f frame) shape(t *testing.T, e xml.StartElement) (shape, bool) {
	s := shape{kind: e.Name.Local, class: attr(e, "class")}
	switch s.kind {
	case "line":
		s.left, s.right = f.x(t, attr(e, "x1")), f.x(t, attr(e, "x2"))
		s.top, s.bottom = f.y(t, attr(e, "y1")), f.y(t, attr(e, "y2"))
		if s.has("pill") {
			s.left, s.right, s.top, s.bottom = s.left-pillCap+.5, s.right+pillCap-.5, s.top-9, s.bottom+9
		}
	case "rect":
		s.left, s.top = f.x(t, attr(e, "x")), f.y(t, attr(e, "y"))
		s.right, s.bottom = s.left+f.across(t, attr(e, "width")), s.top+f.y(t, attr(e, "height"))-f.top
	case "circle":
		x, y, r := f.x(t, attr(e, "cx")), f.y(t, attr(e, "cy")), asNumber(t, attr(e, "r"))
		s.left, s.right, s.top, s.bottom = x-r, x+r, y-r, y+r
	case "use":
		x, y := f.x(t, attr(e, "x")), f.y(t, attr(e, "y"))
		s.id = attr(e, "href")
		s.left, s.right, s.top, s.bottom = x-signRadius, x+signRadius, y-signRadius, y+signRadius
	case "text":
		s.left = f.x(t, attr(e, "x"))
		if dx := attr(e, "dx"); dx != "" && !strings.HasSuffix(dx, "em") {
			s.left += asNumber(t, dx)
		}
		s.top = f.y(t, attr(e, "y"))
		s.right, s.bottom = s.left, s.top
		s.id = attr(e, "text-anchor")
		s.upright = attr(e, "transform") != ""
	case "path":
		s.fit(t, f, attr(e, "d"))
	default:
		t.Fatalf("a %s is drawn", s.kind)
	}
	return s, true
}

// fit gives a path of bars, or of discs that follow each other, its edges.
func (s *shape) fit(t *testing.T, f frame, d string) {
	s.left, s.right, s.top, s.bottom = 1e9, -1e9, 1e9, -1e9
	for bar := range strings.SplitSeq(d[1:], "M") {
		bar, further, _ := strings.Cut(bar, "m")
		n := strings.FieldsFunc(bar, func(r rune) bool { return strings.ContainsRune(" vh", r) })
		x, y := f.left+asNumber(t, n[0])*f.scaleX, f.top+asNumber(t, n[1])*f.scaleY
		s.left, s.right, s.bottom = min(s.left, x), max(s.right, x), max(s.bottom, y)
		s.top = min(s.top, y)
		if len(n) == 5 {
			s.right, s.top = max(s.right, x+asNumber(t, n[3])*f.scaleX), min(s.top, y+asNumber(t, n[2])*f.scaleY)
		}
		for disc := range strings.SplitSeq(further, "m") {
			if across, level := strings.CutSuffix(disc, " 0h0"); level {
				x += asNumber(t, across) * f.scaleX
				s.left, s.right = min(s.left, x), max(s.right, x)
			} else if further != "" {
				t.Fatalf("a path goes on with m%s", disc)
			}
		}
	}
}

// say gives a text its box.
func (s *shape) say(text string) {
	s.said = text
	bold := s.has("lb") || s.has("tdl") || s.has("bl") || s.has("pn")
	width := textWidth(text, bold)
	if s.upright {
		s.left, s.right, s.top, s.bottom = s.left-7, s.left+7, s.top-width/2, s.top+width/2
		return
	}
	middle := s.id == "middle" || s.id == "" && slices.ContainsFunc([]string{"a1", "a2", "rl", "pn", "tip"}, s.has) && !s.has("lf") && !s.has("yl")
	switch {
	case s.id == "end":
		s.left = s.right - width
	case middle:
		s.left, s.right = s.left-width/2, s.left+width/2
	default:
		s.right = s.left + width
	}
	s.top, s.bottom = s.top-textAbove, s.bottom+textBelow
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// generated is any pursuit that somebody may have.
func generated(r *rand.Rand, catalogues []*words.Catalogue) Pursuit {
	days := []int{0, 3, 9, 30, 120, 390, 790, 1400, 4000, 10_957}[r.Intn(10)]
	n := []int{1, 1, 2, 5, 12, 40, 150, 170, 700}[r.Intn(9)]
	p := scattered(r, n, days, []int{0, 1, 3, 6, 6, 6, 8, 9, 12}[r.Intn(9)], r.Intn(5) > 0)
	p.Words = catalogues[r.Intn(len(catalogues))]
	p.Closed, p.NoNumbers, p.Arc = r.Intn(4) == 0, r.Intn(6) == 0, []int{0, 30, 90}[r.Intn(3)]
	if r.Intn(3) == 0 {
		p.DayZero = p.DayZero.AddDays(r.Intn(60) - 20)
	}
	for i := range p.Marks {
		m := &p.Marks[i]
		m.Row = "r" + strconv.Itoa(i+1)
		switch r.Intn(12) {
		case 0:
			m.Kind = Setback
		case 1:
			if !p.Closed {
				m.Kind, m.Day = Planned, p.Today.AddDays(1+r.Intn(1+days/8))
			}
		case 2:
			if k := len(p.Steps); k > 1 {
				m.Steps = []int{r.Intn(k), r.Intn(k)}
			}
		}
	}
	said := []string{"The no", "Feedback", "A", "The second call", "Der erste Tag", "Größe der Überraschung", "決定の電話", strings.Repeat("long ", 20)}
	for range r.Intn(20) {
		m := Milestone{Day: p.DayZero.AddDays(r.Intn(days + 1)), Label: said[r.Intn(len(said))], Glyph: Glyph(r.Intn(4)), Step: r.Intn(len(p.Steps)+1) - 1}
		if !p.Closed && r.Intn(6) == 0 {
			m.Day, m.Planned = p.Today.AddDays(1+r.Intn(1+days/8)), true
		}
		p.Milestones = append(p.Milestones, m)
	}
	for range r.Intn(4) {
		at := p.DayZero.AddDays(r.Intn(days + 1))
		p.Rests = append(p.Rests, civil.Range{From: at, To: at.AddDays(r.Intn(2 + days/9))})
	}
	if r.Intn(8) == 0 && !p.Closed {
		p.Dates, p.From, p.To, p.DayZero, p.Rests = true, p.Today.AddDays(-30), p.Today, p.Today.AddDays(-30), nil
		p.Marks = slices.DeleteFunc(p.Marks, func(m Mark) bool { return m.Day.Before(p.From) || m.Day.After(p.To) })
		p.Milestones = slices.DeleteFunc(p.Milestones, func(m Milestone) bool { return m.Day.Before(p.From) || m.Day.After(p.To) })
	}
	return p
}

// generatedJournals is how many pursuits are drawn and measured.
func generatedJournals() int {
	switch {
	case testing.Short():
		return 150
	case os.Getenv("JOURNAL_PAGES") == "full":
		return 20_000
	}
	return 2_000
}

func TestTimelinesAsGeometry(t *testing.T) {
	t.Parallel()
	var catalogues []*words.Catalogue
	for _, language := range []string{"en", "de", "es"} {
		w, _ := words.Load(themes.FS, nil, "default", language)
		catalogues = append(catalogues, w)
	}
	drawn, labels, dense, folds := 0, 0, 0, 0
	for seed := range generatedJournals() {
		p := generated(rand.New(rand.NewSource(int64(seed))), catalogues)
		tl := Draw(p)
		if tl.Wide == "" {
			continue
		}
		drawn++
		slim := len(p.Steps) > slimAbove
		for tier, width := range tierWidths {
			width += float64(seed % 2 * 90) // also between two drawings
			shapes, height := plotOf(t, tl.Wide, width, tier)
			wrong := outside(shapes, width, height)
			laneHeight := 40.0
			if slim {
				laneHeight = 30
			}
			wrong = append(wrong, outOfLane(shapes, len(p.Steps), laneHeight)...)
			for _, s := range shapes {
				switch {
				case s.has("lb"):
					labels++
				case s.kind == "path":
					dense++
				case s.has("fold"):
					folds++
				}
			}
			for _, w := range wrong {
				t.Fatalf("journal %d, wide %.0f: %s", seed, width, w)
			}
		}
		shapes, height := plotOf(t, tl.Narrow, narrowWidth, 0)
		for _, w := range append(outside(shapes, narrowWidth, height), outOfLane(shapes, len(p.Steps), 22)...) {
			t.Fatalf("journal %d, narrow: %s", seed, w)
		}
	}
	if drawn < generatedJournals()*9/10 || labels < drawn || dense < drawn/4 || folds < drawn/10 {
		t.Errorf("%d drawings with %d labels, %d lanes of bars, %d folds are no fair sample", drawn, labels, dense, folds)
	}
}

// outside finds what sticks out of a drawing, texts that lie on each other, and leaders
// that run through a text.
func outside(shapes []shape, width, height float64) []string {
	// Labels of the axis are centred on their ticks: at the left they may begin below the
	// names of the lanes, and at the right end in the margin of the page.
	gutter, margin := 64.0, 16.0
	if width <= narrowWidth {
		gutter = 30
	}
	var wrong []string
	var texts, leaders []shape
	for _, s := range shapes {
		switch {
		case s.has("tip"), s.has("hit"):
		case s.kind == "text":
			if s.left < -gutter || s.right > width+margin || s.top < -1 || s.bottom > height+1 {
				wrong = append(wrong, fmt.Sprintf("%v leaves %.0f × %.0f", s, width, height))
			}
			if !s.has("pn") {
				texts = append(texts, s)
			}
		case s.kind == "use":
			if x := (s.left + s.right) / 2; x < 0 || x > width || s.top < -2 || s.bottom > height {
				wrong = append(wrong, fmt.Sprintf("%v leaves %.0f × %.0f", s, width, height))
			}
		default:
			if s.left < -1 || s.right > width+1 || s.top < -1 || s.bottom > height+1 {
				wrong = append(wrong, fmt.Sprintf("%v leaves %.0f × %.0f", s, width, height))
			}
			if s.has("ld") {
				leaders = append(leaders, s)
			}
		}
	}
	for i, a := range texts {
		for _, b := range texts[i+1:] {
			if a.lies(b) && !(a.has("rl") && b.has("rl")) && !(a.has("ft") || b.has("ft")) {
				wrong = append(wrong, fmt.Sprintf("%v lies on %v", a, b))
			}
		}
		for _, l := range leaders {
			if a.has("lb") && l.left > a.left+1 && l.left < a.right-1 && l.top < a.bottom-textBelow && l.bottom > a.top+textAbove/2 {
				wrong = append(wrong, fmt.Sprintf("%v is crossed by %v", a, l))
			}
		}
	}
	return wrong
}

// outOfLane finds marks that are not in the lane of their step, and discs and pills of
// a lane that lie on each other.
func outOfLane(shapes []shape, steps int, laneHeight float64) []string {
	bottom := 0.0
	for _, s := range shapes {
		if s.has("ln") {
			bottom = max(bottom, s.bottom)
		}
	}
	var wrong []string
	lanes := map[int][]shape{}
	for _, s := range shapes {
		step, coloured := stepOf(s.class)
		if !coloured || s.kind == "text" || s.has("hit") {
			continue
		}
		middle := bottom
		if step > 0 || steps == 0 { // without steps there is one lane, of no colour
			middle = bottom - (float64(max(1, step))-.5)*laneHeight
		}
		y := (s.top + s.bottom) / 2
		switch {
		case step > max(1, steps):
			wrong = append(wrong, fmt.Sprintf("%v has no lane", s))
		case s.kind == "path" && (s.top < middle-laneHeight/2-.6 || s.bottom > middle+laneHeight/2+.6):
			wrong = append(wrong, fmt.Sprintf("%v leaves its lane around %.1f", s, middle))
		case s.kind != "path" && (y < middle-.6 || y > middle+.6):
			wrong = append(wrong, fmt.Sprintf("%v is not in its lane at %.1f", s, middle))
		case s.has("mk") || s.has("pill"):
			lanes[step] = append(lanes[step], s)
		}
	}
	if laneHeight < 30 {
		return wrong // on a phone discs may lie on each other; the list follows
	}
	for _, lane := range lanes {
		slices.SortFunc(lane, func(a, b shape) int { return int(a.left*100) - int(b.left*100) })
		for i := 1; i < len(lane); i++ {
			if lane[i-1].has("mk") && lane[i].has("mk") && lane[i].bottom-lane[i].top < 8 {
				continue // bins of entries without a step
			}
			if lane[i-1].lies(lane[i]) {
				wrong = append(wrong, fmt.Sprintf("%v lies on %v", lane[i-1], lane[i]))
			}
		}
	}
	return wrong
}

// stepOf is the step whose colour a class has; 0 is a mark without one.
func stepOf(class string) (step int, ok bool) {
	for c := range strings.FieldsSeq(class) {
		if n, err := strconv.Atoi(strings.TrimPrefix(c, "s")); err == nil && c[0] == 's' {
			return n, true
		}
	}
	return 0, false
}

// Soft spots, all pursuits and a year stay inside their drawings too.
func TestOtherDrawingsAsGeometry(t *testing.T) {
	t.Parallel()
	for seed := range generatedJournals() / 4 {
		r := rand.New(rand.NewSource(int64(seed)))
		p := generated(r, []*words.Catalogue{english})
		var gaps []GapSpan
		for range r.Intn(60) {
			g := GapSpan{Opened: p.DayZero.AddDays(r.Intn(400) - 10)}
			if r.Intn(2) == 0 {
				g.Closed = g.Opened.AddDays(r.Intn(200))
			}
			if r.Intn(6) == 0 {
				g.Reopened = append(g.Reopened, g.Opened.AddDays(r.Intn(300)))
			}
			gaps = append(gaps, g)
		}
		for _, tall := range []bool{false, true} {
			b := DrawBurn(gaps, p.DayZero, p.Today, BurnLook{Tall: tall, NoNumbers: p.NoNumbers, Words: english})
			if b.SVG == "" {
				continue
			}
			for _, width := range []float64{areaWidth, 700} {
				shapes, height := plotOf(t, b.SVG, width, 0)
				for _, w := range outside(shapes, width, height) {
					t.Fatalf("journal %d, soft spots on %.0f: %s", seed, width, w)
				}
			}
		}
		rows := []Row{}
		for range 2 + r.Intn(5) {
			from := p.DayZero.AddDays(r.Intn(500))
			rows = append(rows, Row{Title: "Any", From: from, To: from.AddDays(r.Intn(600)), DayZero: from, Marks: p.Marks, Ending: Ending(r.Intn(5))})
		}
		o := DrawOverview(rows, p.Today.AddDays(900), len(p.Steps), p.NoNumbers, english)
		for tier, look := range axisTiers {
			shapes, height := plotOf(t, o.Axis, look.width, tier)
			shapes = slices.DeleteFunc(shapes, func(s shape) bool { return s.has("odd") && tier < 1 || s.has("far") && tier < 2 })
			for i := range shapes {
				shapes[i].left, shapes[i].right = shapes[i].left+(shapes[i].right-shapes[i].left)/2, shapes[i].right+(shapes[i].right-shapes[i].left)/2 // they begin at their line
			}
			for _, w := range outside(shapes, look.width, height) {
				t.Fatalf("journal %d, all pursuits on %.0f: %s", seed, look.width, w)
			}
		}
	}
}

// Both tests notice what they are for.
func TestGeometryWouldNotice(t *testing.T) {
	const svg = `<svg class="tl-wide" width="100%%" height="10em"><line class="ln" x1="0%%" x2="100%%" y1="8em" y2="8em"/>%s</svg>`
	for broken, want := range map[string]string{
		`<text class="lb" x="10%" y="1em">one</text><text class="lb" x="11%" y="1em">two</text>`:                          "lies on",
		`<text class="lb" x="99%" y="1em">far to the right</text>`:                                                        "leaves",
		`<rect class="rest" x="90%" y="1em" width="20%" height="1em"/>`:                                                   "leaves",
		`<circle class="mk s1" cx="50%" cy="9em" r="6.5"/>`:                                                               "not in its lane",
		`<circle class="mk s9" cx="50%" cy="1em" r="6.5"/>`:                                                               "no lane",
		`<circle class="mk s1" cx="50%" cy="6.462em" r="6.5"/><circle class="mk s1" cx="51%" cy="6.462em" r="6.5"/>`:      "lies on",
		`<text class="lb" x="10%" y="2em">a long label</text><line class="ld mile" x1="14%" x2="14%" y1="1em" y2="4em"/>`: "crossed",
		`<g class="t1"><circle class="mk s1" cx="50%" cy="9em" r="6.5"/></g>`:                                             "",
	} {
		shapes, height := plotOf(t, template.HTML(fmt.Sprintf(svg, strings.ReplaceAll(broken, "%", "%"))), 400, 0)
		wrong := strings.Join(append(outside(shapes, 400, height), outOfLane(shapes, 2, 40)...), "\n")
		if want == "" && wrong != "" || !strings.Contains(wrong, want) {
			t.Errorf("%s: %q", broken, wrong)
		}
	}
}
