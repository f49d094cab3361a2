package site

import (
	"slices"
	"strings"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/edition"
	"journal/generator/progress"
	"journal/generator/words"
)

// The author's own list of people: their part, the last touch, and when a hello
// would come round by the rhythm of the steps they were part of. Nobody is late:
// what has come round stands in this week, however long ago it did.

// people is the page; no other edition has it.
func (p *planner[A]) people(add func(Page)) {
	if !p.ed.Own() {
		return
	}
	add(Page{Address: "people/", Kind: "people", View: func() any { return p.peopleView() }})
}

func (p *planner[A]) peopleView() PeopleView {
	v := PeopleView{Frame: p.frame("people", "people", "people/", p.words.Say("nav.people")), Heading: p.words.Say("nav.people"), Lede: p.words.Say("people.lede")}
	touches, next, roles := p.touches(), p.nextHellos(), p.roles()
	var week, whenever []PersonCard
	for _, person := range p.ed.People() {
		said := []string{p.touchWords(touches[person])}
		if part := roles[person]; part != "" {
			said = []string{part, said[0]}
		}
		card := PersonCard{Name: person.Name}
		switch day := next[person]; {
		case day.IsZero():
			whenever = append(whenever, with(card, said))
		case day.After(p.ed.Today().AddDays(6)):
			whenever = append(whenever, with(card, append(said, p.words.Say("people.hello", "date", p.plainDate(day)))))
		default:
			week = append(week, with(card, append(said, p.words.Say("step.due"))))
		}
	}
	if len(week) > 0 {
		v.Groups = append(v.Groups, PeopleGroup{p.words.Say("people.week"), week})
	}
	if len(whenever) > 0 {
		v.Groups = append(v.Groups, PeopleGroup{p.words.Say("people.whenever"), whenever})
	}
	if len(v.Groups) == 0 {
		v.Empty = &Empty{Heading: p.words.Say("people.none"), Text: p.words.Say("people.none-text")}
	}
	return v
}

// with is a card that says these things in a line.
func with(card PersonCard, said []string) PersonCard {
	card.Words = words.Capital(strings.Join(said, " · "))
	return card
}

// touch is how often somebody occurs, and the last entry.
type touch struct {
	n    int
	last *edition.Entry
}

// touches are those of everybody who occurs.
func (p *planner[A]) touches() map[edition.Person]touch {
	touches := map[edition.Person]touch{}
	for _, e := range p.past {
		for _, w := range e.With {
			touches[w] = touch{touches[w].n + 1, e}
		}
		if from := e.FeedbackFrom; from.Name != "" && !slices.Contains(e.With, from) {
			touches[from] = touch{touches[from].n + 1, e}
		}
	}
	return touches
}

func (p *planner[A]) touchWords(t touch) string {
	if t.n == 0 {
		return p.words.Say("people.never")
	}
	if p.noNumbers() {
		return p.words.Say("people.touched", "date", p.plainDate(t.last.Day))
	}
	return p.words.Count("people.touches", t.n, "date", p.plainDate(t.last.Day))
}

// roles are everybody's parts in pursuits, in words.
func (p *planner[A]) roles() map[edition.Person]string {
	parts := map[edition.Person][]string{}
	for _, s := range p.standings {
		for _, role := range s.Pursuit.People {
			part := s.Pursuit.Title
			if named := p.named("role.", role.Role); named != "" {
				part = named + ", " + part
			}
			parts[role.Person] = append(parts[role.Person], part)
		}
	}
	said := map[edition.Person]string{}
	for person, all := range parts {
		said[person] = strings.Join(all, "; ")
	}
	return said
}

// nextHellos are the days on which a hello comes round: in each open pursuit that
// counts days, as long after the last touch as the quickest of the repeating steps
// that somebody was part of.
func (p *planner[A]) nextHellos() map[edition.Person]civil.Date {
	next := map[edition.Person]civil.Date{}
	for _, s := range p.standings {
		if !isOpen(s) || s.Pursuit.Status == "paused" || noNumbers(s.Pursuit.Program) {
			continue
		}
		for person, day := range hellosOf(s) {
			if known := next[person]; known.IsZero() || day.Before(known) {
				next[person] = day
			}
		}
	}
	return next
}

func hellosOf(s *progress.Standing) map[edition.Person]civil.Date {
	last, every := map[edition.Person]civil.Date{}, map[edition.Person]civil.Period{}
	for _, e := range pastOf(s) {
		for _, person := range e.With {
			last[person] = e.Day
			for i, def := range s.Pursuit.Program.Steps {
				rhythm := def.Mode == config.Repeat && !def.Every.IsZero() && s.Steps[i].State != progress.Skipped
				if known, ok := every[person]; rhythm && slices.Contains(e.Steps, def.ID) && (!ok || def.Every.From(e.Day).Before(known.From(e.Day))) {
					every[person] = def.Every
				}
			}
		}
	}
	next := map[edition.Person]civil.Date{}
	for person, rhythm := range every {
		next[person] = rhythm.From(last[person])
	}
	return next
}
