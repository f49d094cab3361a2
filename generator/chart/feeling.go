package chart

import (
	"html"
	"html/template"
	"math"
	"slices"
	"strconv"

	"journal/generator/civil"
	"journal/generator/words"
)

// Feeling is what one entry says of how it was: mood, energy and how hard it
// was, each from 1 to the author's scale; 0 where it does not say.
type Feeling struct {
	Day                civil.Date
	Mood, Energy, Hard int
	Title, Href        string // of the entry; Href is relative to the page, or ""
}

const (
	feltFrom   = 3  // days that say how they felt, for there to be a drawing
	feltLevels = 10 // rows of a measure at most; a finer scale is gathered into so many

	feltHead = 40 // px above the highest row of a measure, for its name
	feltFoot = 44 // px below the last measure, for the axis
	feltTop  = 22 // px above the first, for the signs of turning points
	feltLast = 14 // px below the lowest row of the last measure

	// feltPitch is the distance of two rows in px, and feltClose that of scales
	// with more than feltFew of them.
	feltPitch, feltClose, feltFew = 15, 11, 6

	// feltSmall and feltLarge are the half width of a mark of one entry and of the
	// fullest mark of the drawing, px.
	feltSmall, feltLarge = 3.4, 6.2
	// feltTitled is the number of marks of a measure up to which each says what it
	// stands for when pointed at. A phone has nothing to point with.
	feltTitled = 100
)

// feltLook is one of the two drawings: its smallest plot and the part of it that
// the numbers of the scale take at the left, in px, and how many marks it may have
// in a row.
type feltLook struct {
	class         string
	width, indent float64
	columns       int
}

var feltLooks = [...]feltLook{
	{"tl-wide", 560, 26, 41},
	{"tl-narrow", narrowWidth, 22, 18},
}

// measure is one of the three things an entry may say.
type measure uint8

const (
	mood measure = iota
	energy
	hardness
)

func (m measure) of(f Feeling) int { return [...]int{f.Mood, f.Energy, f.Hard}[m] }

// measured are the measures that any of the feelings has.
func measured(feelings []Feeling) []measure {
	var out []measure
	for _, m := range [...]measure{mood, energy, hardness} {
		if slices.ContainsFunc(feelings, func(f Feeling) bool { return m.of(f) > 0 }) {
			out = append(out, m)
		}
	}
	return out
}

// DrawFeelings draws how the entries of a pursuit felt, each where its author put
// it on a scale from 1 to scale. Nothing is averaged and no line joins the marks:
// days that do not say stay empty, and where several entries fall into one place
// its mark is larger.
//
// p gives the axis, the rests and the turning points; its marks are not looked at.
// A program that shows no numbers has no such drawing, nor have fewer than three
// days. What a Feeling does not hold cannot be drawn: whose audience may not see
// moods has none.
func DrawFeelings(feelings []Feeling, p Pursuit, scale int) Feelings {
	feelings = slices.DeleteFunc(slices.Clone(feelings), func(f Feeling) bool {
		return f.Day.IsZero() || f.Day.After(p.Today) || f.Mood+f.Energy+f.Hard == 0
	})
	slices.SortStableFunc(feelings, func(a, b Feeling) int { return a.Day.Compare(b.Day) })
	if p.NoNumbers || feltDays(feelings) < feltFrom {
		return Feelings{}
	}
	r := newFeltRoad(feelings, p)
	return Feelings{
		Wide:    r.drawFeelings(feelings, scale, feltLooks[0]),
		Narrow:  r.drawFeelings(feelings, scale, feltLooks[1]),
		Caption: feelingsCaption(p.Words, feelings, scale),
		Table:   r.feelingsTable(feelings),
	}
}

// feltDays counts the days of feelings in order of day.
func feltDays(feelings []Feeling) int {
	days := 0
	for i, f := range feelings {
		if i == 0 || feelings[i-1].Day != f.Day {
			days++
		}
	}
	return days
}

// newFeltRoad is the axis of the drawing: the days of the timeline.
func newFeltRoad(feelings []Feeling, p Pursuit) *road {
	p.Marks = make([]Mark, len(feelings))
	for i, f := range feelings {
		p.Marks[i] = Mark{Day: f.Day}
	}
	p.Steps, p.Fold = nil, false
	p.Milestones = slices.DeleteFunc(slices.Clone(p.Milestones), func(m Milestone) bool {
		return m.Planned || m.Glyph == Turning
	})
	r := newRoad(p)
	r.include(r.today)
	r.NoNumbers = p.DayZero.IsZero()
	return r
}

// feltPlot is the geometry of the drawing.
type feltPlot struct {
	flat
	levels  int // rows of a band
	highest int // of the author's scale
	pitch   float64
	titled  bool
}

// drawFeelings draws one band a measure, under each other over one axis.
func (r *road) drawFeelings(feelings []Feeling, scale int, look feltLook) template.HTML {
	measures := measured(feelings)
	p := &feltPlot{levels: min(max(2, scale), feltLevels), highest: max(2, scale), pitch: feltPitch, titled: look.width > narrowWidth}
	if p.levels > feltFew {
		p.pitch = feltClose
	}
	p.flat = flat{drawing: &drawing{}, road: r, top: feltTop}
	p.bottom = p.height(len(measures)-1, 0) + feltLast
	p.flat.scale = newScale(r.lo, r.hi, nil, look.width).indented(look.indent / look.width)

	p.open(look.class, em(p.bottom+feltFoot))
	for _, rest := range r.Rests {
		left, right := p.x(float64(p.day(rest.From))-.5), p.x(float64(p.day(rest.To))+.5)
		p.rect("rest", left, p.top, right-left, p.bottom-p.top)
	}
	p.turns(look.width)
	p.footAxis(look.width)
	places := p.places(look)
	for band, m := range measures {
		p.band(feelings, m, band, places)
	}
	p.close()
	return p.html()
}

// turns draws the no, the second call and the yes as lines through all bands,
// with their signs above.
func (p *feltPlot) turns(width float64) {
	for _, m := range p.standApart(width) {
		x := p.at(p.day(m.Day))
		id, class := milestoneGlyph(m)
		p.line("ld", x, x, 18, p.bottom)
		p.glyph(id, "gl "+class, x, 11)
	}
}

// standApart are the weightiest turning points whose signs do not touch.
func (p *feltPlot) standApart(width float64) []Milestone {
	var taken []float64
	var out []Milestone
	for _, i := range byWeight(p.miles) {
		if x := p.at(p.day(p.miles[i].Day)) * width; apart(x, taken) {
			taken = append(taken, x)
			out = append(out, p.miles[i])
		}
	}
	return out
}

// places parts the days up to today into so many stretches of one length that
// marks of one row do not touch and the drawing stays bounded: at best, one a day.
func (p *feltPlot) places(look feltLook) stretches {
	days := p.today - p.lo + 1
	return stretches{first: p.lo, days: days, n: min(days, max(1, look.columns*days/(p.hi-p.lo+1)))}
}

// stretches are n equal parts of the days from first on.
type stretches struct{ first, days, n int }

func (s stretches) of(day int) int { return (day - s.first) * s.n / s.days }

// middle is the day in the middle of a stretch; of a single day, that day.
func (s stretches) middle(i int) float64 {
	return float64(s.first) + (float64(i)+.5)*float64(s.days)/float64(s.n) - .5
}

// height is where a level is drawn in a band; level 0 is the lowest.
func (p *feltPlot) height(band, level int) float64 {
	rows := float64(p.levels-1) * p.pitch
	return p.top + float64(band+1)*(feltHead+rows) - float64(level)*p.pitch
}

// level is the row of a value.
func (p *feltPlot) level(value int) int {
	value = min(max(value, 1), p.highest)
	return (value - 1) * (p.levels - 1) / (p.highest - 1)
}

// feltMark is entries of one row that fall into one place.
type feltMark struct {
	place, level, count int
	first, last         int // days
	low, high           int // values
}

// band draws one measure: its name, its rows, its marks.
func (p *feltPlot) band(feelings []Feeling, m measure, band int, places stretches) {
	p.anchored("lb", 0, 0, p.height(band, p.levels-1)-18, "start", measureName(p.Words, m))
	for level := range p.levels {
		y := p.height(band, level)
		p.line("gr", p.at(p.lo)-padding, 1, y, y)
	}
	p.text("a1 lf", 0, p.height(band, p.levels-1)+4.5, strconv.Itoa(p.highest))
	p.text("a1 lf", 0, p.height(band, 0)+4.5, "1")

	marks, most := p.feltMarks(feelings, m, places)
	p.raw(`<g class="`, [...]string{"gl yes", "en", "gl mile"}[m], `">`)
	for _, mark := range marks {
		p.feltSign(m, mark, p.x(places.middle(mark.place)), p.height(band, mark.level), most, p.titled && len(marks) <= feltTitled)
	}
	p.raw(`</g>`)
}

// feltMarks gathers feelings by place and row, in that order, and gives the count of
// the fullest.
func (p *feltPlot) feltMarks(feelings []Feeling, m measure, places stretches) (marks []feltMark, most int) {
	at := map[[2]int]int{}
	for _, f := range feelings {
		value := m.of(f)
		if value == 0 {
			continue
		}
		day := p.day(f.Day)
		place := [2]int{places.of(day), p.level(value)}
		i, known := at[place]
		if !known {
			i = len(marks)
			at[place] = i
			marks = append(marks, feltMark{place: place[0], level: place[1], first: day, low: value, high: value})
		}
		mark := &marks[i]
		mark.count++
		mark.last, mark.low, mark.high = day, min(mark.low, value), max(mark.high, value)
		most = max(most, mark.count)
	}
	return marks, most
}

// feltSign draws one mark: a disc for mood, a square for energy, a diamond for how
// hard it was. Its area says how many entries it stands for.
func (p *feltPlot) feltSign(m measure, mark feltMark, x, y float64, most int, titled bool) {
	r := min(feltRadius(mark.count, most), p.pitch/2)
	title := `/>`
	end := ""
	if titled {
		title = `><title>` + html.EscapeString(p.feltTitle(m, mark)) + `</title>`
		end = [...]string{`</circle>`, `</line>`, `</use>`}[m]
	}
	switch m {
	case mood:
		p.raw(`<circle cx="`, percent(x), `" cy="`, em(y), `" r="`, number(r, 1), `"`, title, end)
	case energy:
		// A line without length and with square ends is a square of its width.
		p.raw(`<line x1="`, percent(x), `" x2="`, percent(x), `" y1="`, em(y), `" y2="`, em(y), `" stroke-width="`, number(1.8*r, 1), `"`, title, end)
	case hardness:
		p.raw(`<use href="#g-mile" x="`, percent(x), `" y="`, em(y), `" stroke-width="`, number(max(0, (r-feltSmall)*1.1), 1), `"`, title, end)
	}
}

// feltRadius grows with the root of the count, from the smallest mark to the
// largest.
func feltRadius(count, most int) float64 {
	if most < 2 {
		return feltSmall + .8
	}
	part := (math.Sqrt(float64(count)) - 1) / (math.Sqrt(float64(most)) - 1)
	return feltSmall + (feltLarge-feltSmall)*part
}

// feelingsTable is the same in rows: an entry each or, where there are many, a
// month or a year with the lowest and the highest.
func (r *road) feelingsTable(feelings []Feeling) Table {
	measures := measured(feelings)
	t := Table{Name: tableName(r.Words), Head: []string{feltWhen(r.Words, len(feelings) <= tableRows)}}
	for _, m := range measures {
		t.Head = append(t.Head, measureName(r.Words, m))
	}
	if len(feelings) <= tableRows {
		for _, f := range feelings {
			t.Rows = append(t.Rows, r.feelingRow(f, measures))
		}
		return t
	}
	for _, span := range periods(feelings[0].Day, feelings[len(feelings)-1].Day) {
		row := TableRow{Head: periodName(r.Words, span)}
		written := false
		for _, m := range measures {
			said, any := feltRange(r.Words, feelings, m, span)
			row.Cells, written = append(row.Cells, said), written || any
		}
		if written {
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

func (r *road) feelingRow(f Feeling, measures []measure) TableRow {
	row := TableRow{Head: r.entryHead(f.Day, f.Title), Href: f.Href}
	for _, m := range measures {
		row.Cells = append(row.Cells, feltValue(m.of(f)))
	}
	return row
}

// feltRange says from where to where a measure went in a period.
func feltRange(w *words.Catalogue, feelings []Feeling, m measure, span period) (said string, any bool) {
	low, high, n := 0, 0, 0
	from, _ := slices.BinarySearchFunc(feelings, span.from, func(f Feeling, d civil.Date) int { return f.Day.Compare(d) })
	for _, f := range feelings[from:] {
		if f.Day.After(span.to) {
			break
		}
		if value := m.of(f); value > 0 {
			if n == 0 || value < low {
				low = value
			}
			high = max(high, value)
			n++
		}
	}
	return feltSpan(w, low, high, n), n > 0
}
