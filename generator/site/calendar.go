package site

import (
	"fmt"
	"time"

	"journal/generator/chart"
	"journal/generator/civil"
	"journal/generator/edition"
	"journal/generator/words"
)

// calendar has a page for each year with entries and one for each day that has
// more than one entry.
func (p *planner[A]) calendar(add func(Page)) {
	for _, year := range p.years() {
		add(Page{Address: p.calendarAddress(year), Kind: "calendar", Listed: true, View: func() any { return p.calendarView(year) }})
	}
	past := p.past
	for start := 0; start < len(past); {
		end := start
		for end < len(past) && past[end].Day == past[start].Day {
			end++
		}
		if entries := past[start:end]; len(entries) > 1 {
			pages := sheets{dayAddress(entries[0].Day), len(entries), listedRows}
			for n := range pages.count() {
				add(Page{Address: pages.address(n), Kind: "list", Listed: true, Changed: entries[0].Day, View: func() any { return p.dayView(pages, n, entries) }})
			}
		}
		start = end
	}
}

func (p *planner[A]) calendarAddress(year int) string { return fmt.Sprintf("calendar/%d/", year) }

// years are those with entries, the newest first; today's where there are none.
func (p *planner[A]) years() []int {
	var years []int
	for _, y := range byYear(p.past) {
		years = append(years, y.year)
	}
	if len(years) == 0 {
		years = []int{p.ed.Today().Year}
	}
	return years
}

func (p *planner[A]) newestYear() int {
	if n := len(p.past); n > 0 {
		return p.past[n-1].Day.Year
	}
	return p.ed.Today().Year
}

// yearDays are the days of a year with entries, their links made relative.
func (p *planner[A]) yearDays(r string, year int) []chart.DayMark {
	return p.daysBetween(r, civil.Date{Year: year, Month: 1, Day: 1}, civil.Date{Year: year, Month: 12, Day: 31})
}

func (p *planner[A]) monthDays(r string, day civil.Date) []chart.DayMark {
	first := civil.Date{Year: day.Year, Month: day.Month, Day: 1}
	return p.daysBetween(r, first, first.AddDays(day.DaysInMonth()-1))
}

func (p *planner[A]) daysBetween(r string, first, last civil.Date) []chart.DayMark {
	days := p.dayMarks(first, last)
	for i := range days {
		days[i].Href = href(r, days[i].Href)
	}
	return days
}

func (p *planner[A]) calendarView(year int) CalendarView {
	address := p.calendarAddress(year)
	r := root(address)
	days := p.yearDays(r, year)
	v := CalendarView{Frame: p.frame("calendar", "calendar", address, fmt.Sprint(year)), Heading: fmt.Sprint(year)}
	v.Lede = p.calendarLede(len(days))
	for _, y := range p.years() {
		v.Years = append(v.Years, Link{Text: fmt.Sprint(y), Href: href(r, p.calendarAddress(y)), Current: y == year})
	}
	if len(days) > 0 {
		strip := p.strip(r, year)
		v.Strip = &strip
	}
	v.Months = p.months(r, year, days)
	for i, s := range p.steps {
		v.Key = append(v.Key, StepRef{Number: i + 1, Label: s.Label, Words: p.numbered(i+1, s.Label), Href: href(r, stepAddress(s.ID))})
	}
	return v
}

func (p *planner[A]) calendarLede(days int) string {
	switch {
	case days == 0:
		return p.words.Say("calendar.nothing")
	case p.noNumbers():
		return p.words.Say("calendar.no-numbers")
	}
	return p.words.Count("calendar.days", days)
}

func (p *planner[A]) months(r string, year int, days []chart.DayMark) []chart.Month {
	steps := make([]chart.Step, len(p.steps))
	for i, s := range p.steps {
		steps[i] = chart.Step{ID: s.ID, Label: s.Label}
	}
	review := func(m time.Month) string {
		day := civil.Date{Year: year, Month: m, Day: 1}
		if !p.isReviewed(day) {
			return ""
		}
		return href(r, monthReview(day))
	}
	months := chart.Months(year, days, review, steps, p.ed.Today(), p.cfg.WeekStarts, p.words)
	if p.noNumbers() {
		for i := range months {
			p.hideNumbers(&months[i])
		}
	}
	return months
}

// hideNumbers takes the counts out of a month.
func (p *planner[A]) hideNumbers(m *chart.Month) {
	for w := range m.Weeks {
		for i := range m.Weeks[w] {
			if cell := &m.Weeks[w][i]; cell.Href != "" {
				m.Note, cell.Said = "", " "+p.words.Say("calendar.day-written", "month", p.words.Month(time.Month(m.Month)))
			}
		}
	}
}

func (p *planner[A]) dayView(pages sheets, n int, entries []*edition.Entry) ListView {
	day := entries[0].Day
	v := ListView{Frame: p.frame("list", "calendar", pages.address(n), p.sheetTitle(p.plainDate(day), n)), Kicker: words.Capital(p.words.Weekday(day.Weekday())), Heading: p.plainDate(day)}
	from, to := pages.span(n)
	v.Groups, v.Pages = []Group{{Rows: p.rows(v.Root, entries[from:to])}}, p.paged(pages.links(v.Root, n))
	return v
}
