package site

import (
	"strconv"
	"strings"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/edition"
	"journal/generator/progress"
	"journal/generator/words"
)

// Dates and names as pages write them.

func (p *planner[A]) longDate(d civil.Date) string  { return p.words.Date("long", d) }
func (p *planner[A]) plainDate(d civil.Date) string { return p.words.Date("plain", d) }
func (p *planner[A]) shortDate(d civil.Date) string { return p.words.Date("short", d) }

// dateIn is a short date for readers who think of a year; another year is said.
func (p *planner[A]) dateIn(year int, d civil.Date) string {
	if d.Year != year {
		return p.words.Date("short-year", d)
	}
	return p.shortDate(d)
}

func (p *planner[A]) monthName(d civil.Date) string { return p.words.Date("month-year", d) }

func sameMonth(a, b civil.Date) bool { return a.Year == b.Year && a.Month == b.Month }

// dayWords are a day number with its word, "" for none.
func (p *planner[A]) dayWords(day string) string {
	if day == "" {
		return ""
	}
	return p.words.Say("row.day", "day", day)
}

// nOf is "4 of 6".
func (p *planner[A]) nOf(n, of int) string {
	return p.words.Say("count.of", "n", strconv.Itoa(n), "of", strconv.Itoa(of))
}

// speak prepares the words of a program.
func (p *planner[A]) speak(program config.Program) {
	switch {
	case program.ID == p.cfg.Program.ID:
		p.spoken[program.ID] = p.words
	case p.spoken[program.ID] == nil:
		p.spoken[program.ID] = p.words.With(program.Words)
	}
}

// of are the words of a pursuit's program.
func (p *planner[A]) of(s *progress.Standing) *words.Catalogue {
	return p.spoken[s.Pursuit.Program.ID]
}

// wordsOf are the words of the program that an entry belongs to.
func (p *planner[A]) wordsOf(e *edition.Entry) *words.Catalogue {
	if at, ok := p.place(e); ok {
		return p.of(at.standing)
	}
	return p.words
}

// named gives the words for something that the author's files name by an id; an
// id that nobody has words for is read as words.
func (p *planner[A]) named(prefix, id string) string {
	if key := prefix + id; p.words.Has(key) {
		return p.words.Say(key)
	}
	return strings.ReplaceAll(id, "-", " ")
}

// via is how somebody was reached: "by letter".
func (p *planner[A]) via(id string) string {
	switch {
	case id == "":
		return ""
	case p.words.Has("via." + id):
		return p.words.Say("via." + id)
	}
	return p.words.Say("via.by", "means", id)
}

// titleOf is a milestone's name: the author's, else the usual one.
func (p *planner[A]) titleOf(m progress.Milestone) string {
	if m.Title != "" {
		return m.Title
	}
	return p.milestoneName(m.ID)
}

func (p *planner[A]) milestoneName(id string) string {
	if p.words.Has("milestone." + id) {
		return p.words.Say("milestone." + id)
	}
	return progress.Humanised(id)
}

// quoted is a text as an argument on a command line.
func quoted(s string) string { return strconv.Quote(words.Plain(s)) }
