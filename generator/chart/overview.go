package chart

import (
	"html/template"
	"math"
	"slices"
	"strconv"
	"time"

	"journal/generator/civil"
	"journal/generator/words"
)

const (
	// groupAbove is the number of pursuits above which they are grouped by year.
	groupAbove = 60
	// overviewDiscs bounds the discs of a row, and so the size of its drawing.
	overviewDiscs = 7 * 180
)

// calendar places days in calendar time, without folds: a drawing from the first
// of a month to the end of another.
type calendar struct {
	from civil.Date
	days int
}

func (c calendar) x(d civil.Date) float64 {
	return min(max(float64(d.Sub(c.from))/float64(c.days), 0), 1)
}

// DrawOverview draws all pursuits in calendar time, never folded, in the order
// of rows. A single pursuit has no drawing, only a Caption; above sixty, all that
// began in one year share a row, the newest year first. noNumbers leaves out how many
// there are.
func DrawOverview(rows []Row, today civil.Date, steps int, noNumbers bool, w *words.Catalogue) Overview {
	o := Overview{Caption: overviewCaption(w, rows, noNumbers)}
	drawn := len(rows) > 1
	if len(rows) > groupAbove {
		rows = byYear(rows, noNumbers, w)
	}
	c := calendarOf(rows, today)
	grid := c.gridLines(today)
	for _, r := range rows {
		row := OverviewRow{Title: r.Title, Href: r.Href, Words: r.Words}
		if drawn {
			row.SVG = drawRow(r, c, grid, steps)
		}
		o.Rows = append(o.Rows, row)
	}
	if drawn {
		o.Axis = c.axis(w)
	}
	return o
}

// byYear puts all pursuits that began in one year into one row, which has neither
// a no nor an end of its own.
func byYear(rows []Row, noNumbers bool, w *words.Catalogue) []Row {
	years := map[int]*Row{}
	var out []*Row
	counts := map[int]int{}
	for _, r := range rows {
		year := r.From.Year
		if years[year] == nil {
			years[year] = &Row{Title: strconv.Itoa(year), From: r.From, To: r.To, Ending: several}
			out = append(out, years[year])
		}
		group := years[year]
		counts[year]++
		group.Words = groupWords(w, counts[year], noNumbers)
		group.marks = append(group.marks, r.Marks)
		if r.From.Before(group.From) {
			group.From = r.From
		}
		if r.To.After(group.To) {
			group.To = r.To
		}
	}
	slices.SortStableFunc(out, func(a, b *Row) int { return b.From.Compare(a.From) })
	grouped := make([]Row, len(out))
	for i, r := range out {
		grouped[i] = *r
	}
	return grouped
}

// calendarOf spans from the first of the month of the earliest start to the end
// of this month.
func calendarOf(rows []Row, today civil.Date) calendar {
	first, last := today, today
	for _, r := range rows {
		if !r.From.IsZero() && r.From.Before(first) {
			first = r.From
		}
		if r.To.After(last) {
			last = r.To
		}
	}
	from := firstOfMonth(first)
	return calendar{from, firstOfMonth(last).AddMonths(1).Sub(from)}
}

func firstOfMonth(d civil.Date) civil.Date { return civil.Date{Year: d.Year, Month: d.Month, Day: 1} }

// monthStep is the distance of two grid lines: months, above eighteen months
// quarters, above five years years.
func (c calendar) monthStep() int {
	switch months := c.days / 30; {
	case months <= 18:
		return 1
	case months <= 60:
		return 3
	default:
		return 12 * yearStep(c.days)
	}
}

// marks are the firsts of the months that get a grid line.
func (c calendar) marks() []civil.Date {
	var out []civil.Date
	step := c.monthStep()
	end := c.from.AddDays(c.days)
	for m := c.from; m.Before(end); m = m.AddMonths(1) {
		if (m.Year*12+int(m.Month)-1)%step == 0 {
			out = append(out, m)
		}
	}
	return out
}

// gridLines are the same in each row.
func (c calendar) gridLines(today civil.Date) string {
	var d drawing
	for _, m := range c.marks() {
		class := "gr"
		if m.Month == time.January && c.monthStep() < 12 {
			class = "gr yr"
		}
		d.upright(class, c.x(m))
	}
	d.upright("td", c.x(today))
	return d.b.String()
}

// upright draws a line over the whole height.
func (d *drawing) upright(class string, x float64) {
	d.raw(`<line class="`, class, `" x1="`, percent(x), `" x2="`, percent(x), `" y1="0" y2="100%"/>`)
}

// endingSign is a pursuit's bar class and the sign at its end, the same for both.
func endingSign(e Ending) (class, id, glyph string) {
	switch e {
	case Resting:
		return "resting", "g-rest", "resting"
	case TheYes:
		return "yes", "g-sun", "yes"
	case AnotherDoor:
		return "other", "g-door", "other"
	case LetGo:
		return "down", "g-down", "down"
	case several:
		return "", "", ""
	default:
		return "moving", "g-go", "moving"
	}
}

// drawRow draws one pursuit: its bar, its entries climbing with the steps, the no
// at its day zero and its ending. Heights are pixels around the row's middle.
func drawRow(r Row, c calendar, grid string, steps int) template.HTML {
	var d drawing
	d.raw(`<svg width="100%" height="56" aria-hidden="true" focusable="false">`, grid, `<svg y="50%" class="ov">`)
	class, id, glyph := endingSign(r.Ending)
	d.raw(`<line class="bar `, class, `" x1="`, percent(c.x(r.From)), `" x2="`, percent(c.x(r.To)), `" y1="0" y2="0"/>`)
	d.climb(r, c, steps)
	if !r.DayZero.IsZero() {
		d.glyph("g-no", "gl no", c.x(r.DayZero), 0)
	}
	if id != "" {
		d.glyph(id, "gl "+glyph, c.x(r.To), 0)
	}
	d.raw(`</svg></svg>`)
	return d.html()
}

// climb draws an entry as a small disc at the height of its step, one for each
// step and few days. A step's discs are one path, of points whose round ends make
// them discs, in a drawing that is stretched to the row; the ends keep their size.
func (d *drawing) climb(r Row, c calendar, steps int) {
	points := make([]dotted, steps+1)
	places := max(1, min(360, overviewDiscs/(steps+1)))
	size := max(2, r.To.Sub(r.From)/places+1)
	drawn := map[[2]int]bool{}
	for _, marks := range append(r.marks, r.Marks) {
		for i := range marks {
			m := &marks[i]
			if m.Kind == Planned || m.Day.IsZero() {
				continue
			}
			for _, step := range stepsOr(m.Steps, neutral) {
				place := [2]int{m.Day.Sub(r.From) / size, step}
				if drawn[place] || step >= steps {
					continue
				}
				drawn[place] = true
				points[step+1].add(int(math.Round(c.x(m.Day)*stretchedWidth)), climbHeight(step, steps))
			}
		}
	}
	d.raw(`<svg y="-13" width="100%" height="26" viewBox="0 -13 `, number(stretchedWidth, 0), ` 26" preserveAspectRatio="none">`)
	for i := range points {
		if points[i].b.Len() > 0 {
			d.raw(`<path class="dt `, stepClass(i-1), `" d="`, points[i].b.String(), `"/>`)
		}
	}
	d.close()
}

// dotted is a path of discs at one height. Each but the first is told by how far it is
// from the one before, which is nearly always the same and so packs well.
type dotted struct {
	drawing
	last int
}

func (d *dotted) add(x int, y float64) {
	if d.b.Len() == 0 {
		d.raw(`M`, strconv.Itoa(x), ` `, number(y, 1), `h0`)
	} else {
		d.raw(`m`, strconv.Itoa(x-d.last), ` 0h0`)
	}
	d.last = x
}

func stepsOr(steps []int, none int) []int {
	if len(steps) == 0 {
		return []int{none}
	}
	return steps
}

// climbHeight is the height of a step in the bar: the first 10 px below its
// middle, the last 10 px above.
func climbHeight(step, steps int) float64 {
	if step == neutral || steps < 2 {
		return 0
	}
	return 10 - 20*float64(step)/float64(steps-1)
}

// axis names the grid lines, those of years first.
func (c calendar) axis(w *words.Catalogue) template.HTML {
	var labels []axisLabel
	for _, m := range c.marks() {
		l := axisLabel{x: c.x(m), said: monthOrYear(w, m), strong: m.Month == time.January}
		if c.monthStep() >= 12 {
			l.year = m.Year
		}
		labels = append(labels, l)
	}
	return drawAxis(labels, 365/float64(c.days))
}

func monthOrYear(w *words.Catalogue, m civil.Date) string {
	if m.Month == time.January {
		return m.Format("2006")
	}
	return monthShort(w, m)
}
