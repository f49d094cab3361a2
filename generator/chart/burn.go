package chart

import (
	"html/template"
	"slices"
	"strconv"

	"journal/generator/civil"
	"journal/generator/words"
)

// BurnLook is how a burn-down is shown.
type BurnLook struct {
	Tall      bool // 300 px, on a page of its own; else 230 px, beside a list
	NoNumbers bool // dates only, no day numbers
	Words     *words.Catalogue
	Closed    bool // the drawing ends with the pursuit, and its last label says so instead of "Today"
}

const (
	// burnFrom is the number of soft spots from which there is a drawing.
	burnFrom = 3
	// burnChanges bounds the steps of the line, and so the size of the drawing;
	// above it, changes of a week, a month or longer fall on one day.
	burnChanges = 160
	burnWidth   = 200 // px, the plot for which the axis is laid out
	areaWidth   = 280 // px, the plot for which the names of the areas are laid out: a window of 320
	burnTop     = 26  // px
	burnFoot    = 44  // px below the plot, for the axis
	labelMinPx  = 18  // an area lower than this has no label
	labelAside  = 8   // px between a label and the edges of its area
)

// burnStep is the state from a day on.
type burnStep struct{ day, named, open int }

// DrawBurn draws soft spots easing over time: below a line what is being worked
// on, above it, up to all that was ever named, what has eased. That area grows
// with help received, and there is no ideal line to fall behind.
//
// dayZero numbers the days; the zero Date, for gaps of several pursuits, has
// dates on the axis instead. today is the last day drawn: of a pursuit that is
// closed, its end. A gap whose Reopened holds a day from its Closed day on is open
// again from then.
func DrawBurn(gaps []GapSpan, dayZero, today civil.Date, look BurnLook) Burn {
	gaps = slices.DeleteFunc(slices.Clone(gaps), func(g GapSpan) bool { return g.Opened.IsZero() || g.Opened.After(today) })
	b := Burn{Named: len(gaps)}
	cameBack := 0
	for _, g := range gaps {
		back := g.back(today)
		if !back.IsZero() {
			cameBack++
		}
		if !g.Closed.IsZero() && !g.Closed.After(today) && back.IsZero() {
			b.Eased++
		}
	}
	b.WorkedOn = b.Named - b.Eased
	b.Caption = burnCaption(look.Words, b, cameBack)
	if b.Named >= burnFrom {
		r := newBurnRoad(gaps, dayZero, today, look)
		steps := r.burnSteps(gaps)
		b.SVG, b.Table = drawBurn(b, r, steps, look), r.burnTable(steps)
	}
	return b
}

// back is the first day on which a closed gap is open again, or zero.
func (g GapSpan) back(today civil.Date) civil.Date {
	var first civil.Date
	for _, d := range g.Reopened {
		if g.Closed.IsZero() || d.Before(g.Closed) || d.After(today) {
			continue
		}
		if first.IsZero() || d.Before(first) {
			first = d
		}
	}
	return first
}

// newBurnRoad is the axis of a burn-down: the same days as a timeline's.
func newBurnRoad(gaps []GapSpan, dayZero, today civil.Date, look BurnLook) *road {
	r := &road{Pursuit: Pursuit{Today: today, NoNumbers: look.NoNumbers || dayZero.IsZero(), Closed: look.Closed, Words: look.Words}, zero: dayZero}
	if r.zero.IsZero() {
		r.zero = gaps[0].Opened
		for _, g := range gaps {
			if g.Opened.Before(r.zero) {
				r.zero = g.Opened
			}
		}
	}
	r.today = r.day(today)
	r.span()
	r.include(r.today)
	for _, g := range gaps {
		r.include(r.day(g.Opened))
	}
	return r
}

// burnSteps is the state after each day on which something changed.
func (r *road) burnSteps(gaps []GapSpan) []burnStep {
	changes := map[int]burnStep{}
	change := func(d civil.Date, named, open int) {
		day := r.day(d)
		c := changes[day]
		changes[day] = burnStep{day, c.named + named, c.open + open}
	}
	for _, g := range gaps {
		change(g.Opened, 1, 1)
		if g.Closed.IsZero() || g.Closed.After(r.Today) {
			continue
		}
		// A gap that closed before it opened closed on that day.
		if g.Closed.Before(g.Opened) {
			g.Closed = g.Opened
		}
		change(g.Closed, 0, -1)
		if back := g.back(r.Today); !back.IsZero() {
			change(back, 0, 1)
		}
	}
	return accumulate(mergeChanges(changes, r.lo))
}

// mergeChanges sorts changes by day, those of a week or longer on one day if
// there are too many.
func mergeChanges(changes map[int]burnStep, lo int) []burnStep {
	days := make([]int, 0, len(changes))
	for day := range changes {
		days = append(days, day)
	}
	slices.Sort(days)
	size := 1
	if len(days) > burnChanges {
		size = (days[len(days)-1]-lo)/burnChanges + 1
		for _, s := range binDays {
			if s >= size {
				size = s
				break
			}
		}
	}
	var merged []burnStep
	for _, day := range days {
		at := lo + (day-lo)/size*size
		if n := len(merged); n == 0 || merged[n-1].day != at {
			merged = append(merged, burnStep{day: at})
		}
		last := &merged[len(merged)-1]
		last.named += changes[day].named
		last.open += changes[day].open
	}
	return merged
}

func accumulate(changes []burnStep) []burnStep {
	for i := 1; i < len(changes); i++ {
		changes[i].named += changes[i-1].named
		changes[i].open += changes[i-1].open
	}
	return changes
}

// burnPlot is the geometry of a burn-down.
type burnPlot struct {
	flat
	unit float64 // height of one soft spot, px
}

func (p *burnPlot) y(n int) float64 { return p.bottom - float64(n)*p.unit }

func drawBurn(b Burn, r *road, steps []burnStep, look BurnLook) template.HTML {
	height := 230.0
	if look.Tall {
		height = 300
	}
	p := &burnPlot{flat: flat{drawing: &drawing{}, road: r, scale: newScale(r.lo, r.hi, nil, burnWidth), top: burnTop, bottom: height - burnFoot}}
	p.unit = (p.bottom - burnTop) / float64(b.Named)

	p.open("burn", em(height))
	p.levels(b.Named)
	p.areas(steps)
	p.stepLine(steps)
	p.footAxis(burnWidth)
	p.areaLabels(b, steps)
	p.close()
	return p.html()
}

// levels draws a line for each number and labels every second, or above twelve
// about six of them.
func (p *burnPlot) levels(most int) {
	line, label := 1, 2
	if most > 12 {
		line = (most + 5) / 6
		label = line
	}
	for n := 0; n <= most; n += line {
		p.line("gr", 0, 1, p.y(n), p.y(n))
		if n > 0 && n%label == 0 {
			p.text("a2 yl", 0, p.y(n)-4, number(float64(n), 0))
		}
	}
}

// areas fills, from each change to the next or to today, what has eased and what
// is being worked on.
func (p *burnPlot) areas(steps []burnStep) {
	for i, s := range steps {
		x1, x2 := p.at(s.day), p.until(steps, i)
		if s.named > s.open {
			p.rect("ez", x1, p.y(s.named), x2-x1, p.y(s.open)-p.y(s.named))
		}
		if s.open > 0 {
			p.rect("rm", x1, p.y(s.open), x2-x1, p.y(0)-p.y(s.open))
		}
	}
}

// until is where the state after change i ends.
func (p *burnPlot) until(steps []burnStep, i int) float64 {
	if i+1 < len(steps) {
		return p.at(steps[i+1].day)
	}
	return p.at(p.today)
}

// stepLine draws how many soft spots are being worked on.
func (p *burnPlot) stepLine(steps []burnStep) {
	x, open := p.at(p.lo), 0
	for i, s := range steps {
		at := p.at(s.day)
		if i == 0 && at > x {
			p.line("rl", x, at, p.y(0), p.y(0))
		}
		if s.open != open {
			p.line("rl", at, at, p.y(open), p.y(s.open))
		}
		p.line("rl", at, p.until(steps, i), p.y(s.open), p.y(s.open))
		open = s.open
	}
}

// areaLabels name both areas beside today, where they have room; the caption
// holds the same numbers.
func (p *burnPlot) areaLabels(b Burn, steps []burnStep) {
	p.areaLabel("bl ezt", easedLabel(p.Words, b.Eased), steps, func(s burnStep) (top, foot int) { return s.named, s.open })
	p.areaLabel("bl", workedOnLabel(p.Words, b.WorkedOn), steps, func(s burnStep) (top, foot int) { return s.open, 0 })
}

// areaLabel writes a name before today's line, inside an area whose edges at each
// step are given. A name that the area does not hold is left out.
func (p *burnPlot) areaLabel(class, said string, steps []burnStep, edges func(burnStep) (top, foot int)) {
	from := p.at(p.today) - (textWidth(said, semibold)+2*labelAside)/areaWidth
	if from < p.at(steps[0].day) {
		return
	}
	top, foot := edges(steps[len(steps)-1])
	for i, s := range steps {
		if p.until(steps, i) > from {
			t, f := edges(s)
			top, foot = min(top, t), max(foot, f)
		}
	}
	if p.y(foot)-p.y(top) >= labelMinPx {
		p.anchored(class, p.at(p.today), -labelAside, (p.y(top)+p.y(foot))/2+5, "end", said)
	}
}

// burnTable is the state after each change or, where there are many, at the end of
// each month or year in which something changed.
func (r *road) burnTable(steps []burnStep) Table {
	t := Table{Name: tableName(r.Words), Head: burnHead(r.Words)}
	add := func(head string, s burnStep) {
		t.Rows = append(t.Rows, TableRow{Head: head, Cells: []string{strconv.Itoa(s.open), strconv.Itoa(s.named - s.open)}})
	}
	if len(steps) <= tableRows {
		for _, s := range steps {
			add(r.burnWhen(s.day), s)
		}
		return t
	}
	next := 0
	for _, span := range periods(r.date(steps[0].day), r.date(steps[len(steps)-1].day)) {
		first := next
		for next < len(steps) && !r.date(steps[next].day).After(span.to) {
			next++
		}
		if next > first {
			add(periodName(r.Words, span), steps[next-1])
		}
	}
	return t
}
