package site

import (
	"slices"
	"strconv"

	"journal/generator/civil"
	"journal/generator/edition"
	"journal/generator/progress"
)

// What other times had on this day: earlier years, earlier months, and the same
// day of earlier pursuits.

const (
	aroundAddress = "around/"
	aroundAtHome  = 2  // rows of each kind on the first page
	comparedWith  = 60 // pursuits whose same day is looked up, open ones first, then the newest
)

// lookBack puts a little of it on the first page.
func (p *planner[A]) lookBack(v *HomeView, current *progress.Standing) {
	around := p.around(p.past)
	v.Around = p.datedRows(v.Root, around[:min(aroundAtHome, len(around))])
	if same := p.onItsDay(current, aroundAtHome); len(same) > 0 {
		v.SameDay, v.SameDayHeading = p.datedRows(v.Root, same), p.sameDayHeading(current.Day)
	}
	if len(around) > 0 || len(v.SameDay) > 0 {
		v.AroundHref = href(v.Root, aroundAddress)
	}
}

// onItsDay are entries of earlier pursuits around the day on which an open one is.
func (p *planner[A]) onItsDay(s *progress.Standing, most int) []*edition.Entry {
	if s == nil || !isOpen(s) || s.DayZero.IsZero() || s.Day < 0 || noNumbers(s.Pursuit.Program) {
		return nil
	}
	return p.sameDay(s, s.Day, most)
}

func (p *planner[A]) aroundPage(add func(Page)) {
	exact, around := p.thisDay(), p.around(p.past)
	same := p.onItsDay(p.current(), listedRows)
	if len(exact)+len(around)+len(same) == 0 {
		return
	}
	around = slices.DeleteFunc(around, func(e *edition.Entry) bool { return slices.Contains(exact, e) })
	add(Page{Address: aroundAddress, Kind: "list", Listed: true, View: func() any { return p.aroundView(exact, around, same) }})
}

func (p *planner[A]) aroundView(exact, around, same []*edition.Entry) ListView {
	v := ListView{Frame: p.frame("list", "home", aroundAddress, p.words.Say("home.around")), Heading: p.words.Say("home.around"), Lede: p.words.Say("around.lede")}
	for _, g := range []struct {
		heading string
		entries []*edition.Entry
	}{
		{p.words.Date("day-month", p.ed.Today()), exact},
		{p.words.Say("around.earlier"), around},
	} {
		if len(g.entries) > 0 {
			v.Groups = append(v.Groups, Group{Heading: g.heading, Rows: p.datedRows(v.Root, g.entries)})
		}
	}
	if len(same) > 0 {
		v.Groups = append(v.Groups, Group{Heading: p.sameDayHeading(p.current().Day), Rows: p.datedRows(v.Root, same)})
	}
	return v
}

// datedRows are rows whose dates have their year.
func (p *planner[A]) datedRows(root string, entries []*edition.Entry) []Row {
	rows := p.rows(root, entries)
	for i := range rows {
		rows[i].Date = p.plainDate(entries[i].Day)
	}
	return rows
}

// thisDay are the entries of this day in earlier years, the newest year first.
func (p *planner[A]) thisDay() []*edition.Entry {
	today := p.ed.Today()
	var found []*edition.Entry
	for year := today.Year - 1; len(p.past) > 0 && year >= p.past[0].Day.Year && len(found) < listedRows; year-- {
		day := today.AddMonths(12 * (year - today.Year))
		found = append(found, between(p.past, day, day)...)
	}
	return found[:min(len(found), listedRows)]
}

// around are entries of earlier months and years that fall on this day or close
// to it, the oldest anniversary first.
func (p *planner[A]) around(past []*edition.Entry) []*edition.Entry {
	today := p.ed.Today()
	var found []*edition.Entry
	for _, months := range []int{-120, -60, -36, -24, -12, -6, -3, -1} {
		day := today.AddMonths(months)
		for _, off := range []int{0, -1, 1, -2, 2} {
			if e, ok := onDay(past, day.AddDays(off)); ok && !slices.Contains(found, e) {
				found = append(found, e)
				break
			}
		}
	}
	return found
}

func onDay(entries []*edition.Entry, day civil.Date) (*edition.Entry, bool) {
	i, ok := slices.BinarySearchFunc(entries, day, func(e *edition.Entry, d civil.Date) int { return e.Day.Compare(d) })
	if !ok {
		return nil, false
	}
	return entries[i], true
}

// sameDayNotes stand in the margin of an entry: what earlier pursuits had on the
// same day of theirs.
func (p *planner[A]) sameDayNotes(root string, e *edition.Entry) []Note {
	at, ok := p.place(e)
	if !ok || dayNumber(at.standing, e.Day) == "" || e.Day.Before(at.standing.DayZero) {
		return nil
	}
	var notes []Note
	for _, other := range p.sameDay(at.standing, e.Day.Sub(at.standing.DayZero), aroundAtHome) {
		s, _ := p.place(other)
		notes = append(notes, Note{Text: p.words.Say("around.note", "day", dayNumber(s.standing, other.Day), "title", s.standing.Pursuit.Title), LinkText: other.Title, Href: href(root, other.Address)})
	}
	return notes
}

// sameDay are entries of pursuits that began before this one, on or around the same
// day of theirs: at most one of each, the exact days first.
func (p *planner[A]) sameDay(s *progress.Standing, day int, most int) []*edition.Entry {
	var found []*edition.Entry
	for _, off := range []int{0, -1, 1, -2, 2} {
		for _, other := range p.standings[:min(len(p.standings), comparedWith)] {
			if other == s || other.DayZero.IsZero() || noNumbers(other.Pursuit.Program) || !other.DayZero.Before(s.DayZero) || len(found) == most {
				continue
			}
			if e, ok := onDay(pastOf(other), other.DayZero.AddDays(day+off)); ok && !p.hasOneOf(found, other) {
				found = append(found, e)
			}
		}
	}
	return found
}

// hasOneOf reports whether a list has an entry of the pursuit.
func (p *planner[A]) hasOneOf(entries []*edition.Entry, s *progress.Standing) bool {
	for _, e := range entries {
		if at, ok := p.place(e); ok && at.standing == s {
			return true
		}
	}
	return false
}

// sameDayHeading is "Around day 39 of earlier pursuits".
func (p *planner[A]) sameDayHeading(day int) string {
	return p.words.Say("around.same-day", "day", strconv.Itoa(day))
}
