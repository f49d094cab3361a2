package chart

import (
	"html/template"
	"strconv"
	"time"

	"journal/generator/civil"
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
// of rows. A single pursuit has no drawing, only a Caption; above sixty, rows
// carry the year they began as Group.
func DrawOverview(rows []Row, today civil.Date, steps int) Overview {
	o := Overview{Caption: overviewCaption(rows)}
	c := calendarOf(rows, today)
	grid := c.gridLines(today)
	for _, r := range rows {
		row := OverviewRow{Title: r.Title, Href: r.Href, Words: r.Words}
		if len(rows) > 1 {
			row.SVG = drawRow(r, c, grid, steps)
		}
		if len(rows) > groupAbove {
			row.Group = strconv.Itoa(r.From.Year)
		}
		o.Rows = append(o.Rows, row)
	}
	if len(rows) > 1 {
		o.Axis = c.axis()
	}
	return o
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
		if m.Month == time.January {
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
	d.glyph(id, "gl "+glyph, c.x(r.To), 0)
	d.raw(`</svg></svg>`)
	return d.html()
}

// climb draws an entry as a small disc at the height of its step, one for each
// step and few days.
func (d *drawing) climb(r Row, c calendar, steps int) {
	places := max(1, min(360, overviewDiscs/(steps+1)))
	size := max(2, r.To.Sub(r.From)/places+1)
	drawn := map[[2]int]bool{}
	for _, m := range r.Marks {
		if m.Kind == Planned || m.Day.IsZero() {
			continue
		}
		for _, step := range stepsOr(m.Steps, neutral) {
			place := [2]int{m.Day.Sub(r.From) / size, step}
			if drawn[place] || step >= steps {
				continue
			}
			drawn[place] = true
			d.raw(`<circle class="`, stepClass(step), `" cx="`, percent(c.x(m.Day)), `" cy="`, number(climbHeight(step, steps), 1), `" r="2.6"/>`)
		}
	}
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

// axisTiers are the classes of the axis labels that show on a phone, from 44 rem
// of the figure and from 64 rem, and the smallest plots there, in pixels.
var axisTiers = [...]struct {
	class string
	width float64
}{{"a1", 256}, {"a1 odd", 432}, {"a1 far", 752}}

// axis names the grid lines, those of years first.
func (c calendar) axis() template.HTML {
	marks := c.marks()
	tiers := c.labelTiers(marks)
	var d drawing
	d.raw(`<svg width="100%" height="26" aria-hidden="true" focusable="false">`)
	for i, m := range marks {
		if tiers[i] == hidden {
			continue
		}
		class := axisTiers[tiers[i]].class
		if m.Month == time.January {
			class += " yr"
		}
		d.raw(`<text class="`, class, `" x="`, percent(c.x(m)), `" dx="3" y="18">`, monthOrYear(m), `</text>`)
	}
	d.close()
	return d.html()
}

func monthOrYear(m civil.Date) string {
	if m.Month == time.January {
		return m.Format("2006")
	}
	return monthShort(m)
}

// labelTiers gives, for each grid line, the first of axisTiers in which its label
// clears all others, or hidden. A label stays in all wider tiers.
func (c calendar) labelTiers(marks []civil.Date) []int {
	tiers := make([]int, len(marks))
	for i := range tiers {
		tiers[i] = hidden
	}
	for tier, t := range axisTiers {
		c.fitInto(tiers, marks, tier, t.width)
	}
	return tiers
}

// fitInto adds to the labels that show already those that have room beside them
// on a plot of the given width.
func (c calendar) fitInto(tiers []int, marks []civil.Date, tier int, width float64) {
	const labelGap = 1
	var used []extent
	for i, m := range marks {
		if tiers[i] != hidden {
			used = append(used, c.labelExtent(m, width))
		}
	}
	for _, years := range []bool{true, false} {
		for i, m := range marks {
			if tiers[i] != hidden || (m.Month == time.January) != years {
				continue
			}
			e := c.labelExtent(m, width)
			clear := e.right <= width+8
			for _, u := range used {
				clear = clear && e.clears(u, labelGap)
			}
			if clear {
				tiers[i] = tier
				used = append(used, e)
			}
		}
	}
}

func (c calendar) labelExtent(m civil.Date, width float64) extent {
	x := c.x(m)*width + 3
	return extent{x, x + textWidth(monthOrYear(m), semibold)}
}
