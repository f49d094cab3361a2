package chart

import (
	"html/template"
	"slices"
	"time"

	"journal/generator/civil"
	"journal/generator/words"
)

// placesAtMost is the number of steps up to which each has its own place under a
// day; above, three groups of steps share three places.
const placesAtMost = 8

// Months lays out the twelve months of a year as tables. days is in order of day;
// days of other years are passed over. review gives the address of a month's
// review, or "".
func Months(year int, days []DayMark, review func(time.Month) string, steps []Step, today civil.Date, weekStarts time.Weekday, w *words.Catalogue) []Month {
	marks := map[civil.Date]DayMark{}
	for _, m := range days {
		marks[m.Day] = m
	}
	columns := weekColumns(weekStarts, w)
	out := make([]Month, 0, 12)
	for month := time.January; month <= time.December; month++ {
		m := monthOf(civil.Date{Year: year, Month: month, Day: 1}, marks, len(steps), today, weekStarts, w)
		m.Href, m.Columns = review(month), columns
		out = append(out, m)
	}
	return out
}

func weekColumns(weekStarts time.Weekday, w *words.Catalogue) (columns [7]Column) {
	for i := range columns {
		day := (weekStarts + time.Weekday(i)) % 7
		columns[i] = Column{Short: w.WeekdayLetter(day), Name: w.Weekday(day)}
	}
	return columns
}

func monthOf(first civil.Date, marks map[civil.Date]DayMark, steps int, today civil.Date, weekStarts time.Weekday, w *words.Catalogue) Month {
	m := Month{Year: first.Year, Month: int(first.Month), Name: words.Capital(w.Month(first.Month))}
	lead := daysIntoWeek(first, weekStarts)
	m.Weeks = make([][7]DayCell, (lead+first.DaysInMonth()+6)/7)
	entries := 0
	for i := range first.DaysInMonth() {
		day := first.AddDays(i)
		mark := marks[day]
		m.Weeks[(lead+i)/7][(lead+i)%7] = dayCell(day, mark, steps, today, w)
		if !day.After(today) {
			entries += len(mark.Steps)
		}
	}
	m.Note = monthNote(w, entries, first.After(today))
	return m
}

func dayCell(day civil.Date, mark DayMark, steps int, today civil.Date, w *words.Catalogue) DayCell {
	cell := DayCell{Day: day.Day, Date: day, Href: mark.Href, Today: day == today}
	if n := len(mark.Steps); n > 0 {
		touched := slices.DeleteFunc(slices.Clone(mark.Steps), func(s int) bool { return s < 0 || s >= steps })
		slices.Sort(touched)
		cell.Said = daySaid(w, day.Month, n, slices.Compact(slices.Clone(touched)))
		cell.Strip = drawPlaces(touched, steps)
	}
	return cell
}

// drawPlaces draws the strip under a day: the place says which step, the size of
// the disc how many entries. steps are sorted.
func drawPlaces(steps []int, all int) template.HTML {
	const pitch = 4.6
	places := all
	if all > placesAtMost {
		places = 3
	}
	count, last := make([]int, places), make([]int, places)
	for _, s := range steps {
		place := s * places / all
		count[place]++
		last[place] = s
	}
	var d drawing
	d.raw(`<svg width="`, number(4+pitch*float64(max(0, places-1)), 0), `" height="7" aria-hidden="true">`)
	var unlit drawing
	for i, n := range count {
		x := 2 + pitch*float64(i)
		if n == 0 {
			unlit.raw(`M`, number(x-.8, 1), ` 2.7h1.6v1.6h-1.6`)
			continue
		}
		d.raw(`<circle class="`, stepClass(last[i]), `" cx="`, number(x, 1), `" cy="3.5" r="`, number(3+.6*float64(min(2, n-1)), 1), `"/>`)
	}
	if unlit.b.Len() > 0 {
		d.raw(`<path class="u" d="`, unlit.b.String(), `"/>`)
	}
	d.close()
	return d.html()
}
