package chart

import (
	"html/template"
	"math"
	"slices"

	"journal/generator/words"
)

const (
	// evenDays is the number of days up to which all days are equally far apart;
	// a longer road is drawn closer the later it is.
	evenDays = 60
	// firstStretch is the stretch of days that a drawing of a long road shows
	// almost evenly.
	firstStretch = 7
	// fromZeroSigns bounds the signs of turning points in a row.
	fromZeroSigns = 12
	// fromZeroRows is the number of pursuits that are drawn; the table has all.
	fromZeroRows = 24
	// fromZeroTold bounds the rows of its table.
	fromZeroTold = 120
)

// signTiers are the classes of signs that show only from a tier of axisTiers on.
var signTiers = [...]string{"", " odd", " far"}

// sinceZero places days after day zero on the width.
type sinceZero struct{ last int }

// x is monotone from padding to the end: evenly, or by the logarithm of the weeks.
func (s sinceZero) x(day int) float64 {
	day = min(max(day, 0), s.last)
	part := float64(day) / float64(s.last)
	if !s.even() {
		part = math.Log1p(float64(day)/firstStretch) / math.Log1p(float64(s.last)/firstStretch)
	}
	return padding + part*(1-2*padding)
}

func (s sinceZero) even() bool { return s.last <= evenDays }

// marks are the days that get a grid line.
func (s sinceZero) marks() []int {
	days := []int{0, 7, 14, 30, 90, 365, 730, 1826, 3652, 7305, 18_262, 36_524}
	if s.even() {
		days = nil
		for day := 0; day <= s.last; day += 7 {
			days = append(days, day)
		}
	}
	return slices.DeleteFunc(days, func(day int) bool { return day > s.last })
}

// DrawFromZero lays pursuits on day zero: a bar from there to the end or to
// today, with the signs of the turning points. The rows keep their order; that of
// a current pursuit is drawn strong and the others thin. A row without a day zero,
// or whose day zero lies ahead, is left out; fewer than two are not compared, and
// the result is then empty.
//
// arc is the day up to which a line marks the first days, 0 for none.
func DrawFromZero(rows []Row, arc int, w *words.Catalogue) FromZero {
	rows = slices.DeleteFunc(slices.Clone(rows), func(r Row) bool { return r.DayZero.IsZero() || r.To.Before(r.DayZero) })
	if len(rows) < 2 {
		return FromZero{}
	}
	s := sinceZero{last: 7}
	for _, r := range rows {
		s.last = max(s.last, r.To.Sub(r.DayZero))
	}
	out := FromZero{Caption: fromZeroCaption(w, rows, s), Table: fromZeroTable(w, rows)}
	grid := s.gridLines(arc)
	for _, r := range rows[:min(fromZeroRows, len(rows))] {
		out.Rows = append(out.Rows, OverviewRow{Title: r.Title, Href: r.Href, Words: fromZeroWords(w, r), SVG: s.row(r, grid)})
	}
	var labels []axisLabel
	for _, day := range s.marks() {
		labels = append(labels, axisLabel{x: s.x(day), said: fromZeroLabel(w, day), strong: day == 0})
	}
	out.Axis = drawAxis(labels, 1)
	return out
}

// gridLines are the same in each row.
func (s sinceZero) gridLines(arc int) string {
	var d drawing
	for _, day := range s.marks() {
		d.upright("gr", s.x(day))
	}
	if arc > 0 && arc < s.last {
		d.upright("arc", s.x(arc))
	}
	return d.b.String()
}

// row draws one pursuit. Heights are pixels around the row's middle.
func (s sinceZero) row(r Row, grid string) template.HTML {
	var d drawing
	d.raw(`<svg width="100%" height="56" aria-hidden="true" focusable="false">`, grid, `<svg y="50%" class="ov">`)
	class, id, glyph := endingSign(r.Ending)
	if !r.Current {
		class += " thin"
	}
	end := s.x(r.To.Sub(r.DayZero))
	d.raw(`<line class="bar `, class, `" x1="`, percent(s.x(0)), `" x2="`, percent(end), `" y1="0" y2="0"/>`)
	d.glyph("g-no", "gl no", s.x(0), 0)
	for _, m := range s.turns(r) {
		id, class := milestoneGlyph(m.Milestone)
		d.glyph(id, "gl "+class+signTiers[m.tier], s.x(m.Day.Sub(r.DayZero)), 0)
	}
	d.glyph(id, "gl "+glyph, end, 0)
	d.raw(`</svg></svg>`)
	return d.html()
}

// turn is a turning point of a row and the first of axisTiers in which its sign
// has room.
type turn struct {
	Milestone
	tier int
}

// turns chooses the turning points of a row that are drawn, the weightiest first,
// as long as their signs stand apart from each other and from both ends. A sign
// stays in all wider tiers.
func (s sinceZero) turns(r Row) []turn {
	come := turnsAfterZero(r)
	var out []turn
	drawn := map[int]bool{}
	for tier, t := range axisTiers {
		taken := []float64{s.x(0) * t.width, s.x(r.To.Sub(r.DayZero)) * t.width}
		for _, o := range out {
			taken = append(taken, s.x(o.Day.Sub(r.DayZero))*t.width)
		}
		for _, i := range byWeight(come) {
			x := s.x(come[i].Day.Sub(r.DayZero)) * t.width
			if !drawn[i] && len(out) < fromZeroSigns && apart(x, taken) {
				taken, drawn[i] = append(taken, x), true
				out = append(out, turn{come[i], tier})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b turn) int { return a.Day.Compare(b.Day) })
	return out
}

// turnsAfterZero are the turning points that have come by a row's end, without
// the no that it begins with, in order of day.
func turnsAfterZero(r Row) []Milestone {
	come := slices.DeleteFunc(slices.Clone(r.Milestones), func(m Milestone) bool {
		return m.Planned || m.Day.IsZero() || m.Glyph == No || m.Day.Before(r.DayZero) || m.Day.After(r.To)
	})
	slices.SortStableFunc(come, func(a, b Milestone) int { return a.Day.Compare(b.Day) })
	return come
}

// callDay is the day of the first second call after day zero.
func callDay(r Row) (day int, called bool) {
	for _, m := range turnsAfterZero(r) {
		if m.Glyph == Call {
			return m.Day.Sub(r.DayZero), true
		}
	}
	return 0, false
}

// fromZeroTable tells of the pursuits every turning point with its day.
func fromZeroTable(w *words.Catalogue, rows []Row) Table {
	t := Table{Name: tableName(w), Head: fromZeroHead(w)}
	for _, r := range rows[:min(len(rows), fromZeroTold)] {
		t.Rows = append(t.Rows, TableRow{Head: r.Title, Href: r.Href, Cells: []string{turnsSaid(w, r), r.Words}})
	}
	return t
}
