package chart

import (
	"html"
	"html/template"
	"time"

	"journal/generator/civil"
	"journal/generator/words"
)

// DrawStrip draws a year as a band of dots, a column a week. days is in order of
// day; days of other years are passed over.
//
// The size of a dot says how much was written and its hue the step of the last
// entry; a quiet day is a small dot, not a hole. The year holds each of its days
// once, in 53 columns, or 54 where a leap year begins on the last day of a week.
func DrawStrip(year int, days []DayMark, today civil.Date, weekStarts time.Weekday, w *words.Catalogue) Strip {
	marks := map[civil.Date]DayMark{}
	written := 0
	for _, m := range days {
		if m.Day.Year != year {
			continue
		}
		marks[m.Day] = m
		if !m.Day.After(today) {
			written++
		}
	}
	band := func(first, last time.Month, look bandLook) template.HTML {
		from := civil.Date{Year: year, Month: first, Day: 1}
		until := civil.Date{Year: year, Month: last, Day: 1}.AddMonths(1)
		return drawBand(from, until.Sub(from), marks, today, weekStarts, look, w)
	}
	return Strip{
		Year:    year,
		Wide:    band(time.January, time.December, bandLook{"year yr-w", 53, 17, 149, 4.6, 1.3}),
		Halves:  [2]template.HTML{band(time.January, time.June, halfYear()), band(time.July, time.December, halfYear())},
		Caption: stripCaption(w, written),
	}
}

// bandLook is the geometry of a band of dots.
type bandLook struct {
	class        string
	columns      int // at least
	row          int // px
	height       int // px
	disc, growth float64
}

func halfYear() bandLook { return bandLook{"year yr-n", 27, 15, 135, 3.6, .7} }

// bandHead is the room above the first row of dots, px.
const bandHead = 26

func drawBand(from civil.Date, count int, marks map[civil.Date]DayMark, today civil.Date, weekStarts time.Weekday, look bandLook, w *words.Catalogue) template.HTML {
	lead := daysIntoWeek(from, weekStarts)
	columns := max(look.columns, (lead+count+6)/7)
	var d drawing
	d.raw(`<svg class="`, look.class, `" width="100%" height="`, number(float64(look.height), 0), `" aria-hidden="true" focusable="false">`)
	for i := range count {
		day := from.AddDays(i)
		column, row := (lead+i)/7, (lead+i)%7
		if day.Day == 1 {
			d.raw(`<text class="a1" x="`, percent(float64(column)/float64(columns)), `" y="14">`, html.EscapeString(monthShort(w, day)), `</text>`)
		}
		class, r := dayDot(marks[day], day.After(today), look)
		x := percent((float64(column) + .5) / float64(columns))
		y := number(bandHead+(float64(row)+.5)*float64(look.row), 1)
		d.dayCircle(class, x, y, r)
		if day == today {
			d.dayCircle("now", x, y, max(look.disc+3.6, r+2.5))
		}
	}
	d.close()
	return d.html()
}

// daysIntoWeek counts the days since the week of d began.
func daysIntoWeek(d civil.Date, weekStarts time.Weekday) int {
	return (int(d.Weekday()) - int(weekStarts) + 7) % 7
}

// dayDot is the class and radius of a day: to come, quiet, or written on.
func dayDot(m DayMark, ahead bool, look bandLook) (class string, r float64) {
	n := len(m.Steps)
	switch {
	case ahead:
		return "f", 1
	case n == 0:
		return "q", 1.7
	default:
		return stepClass(m.Steps[n-1]), look.disc + look.growth*float64(min(3, n-1))
	}
}

func (d *drawing) dayCircle(class, x, y string, r float64) {
	d.raw(`<circle class="`, class, `" cx="`, x, `" cy="`, y, `" r="`, number(r, 1), `"/>`)
}
