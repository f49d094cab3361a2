package site

import (
	"fmt"
	"strings"

	"journal/generator/chart"
	"journal/generator/edition"
	"journal/generator/progress"
)

// feedback is the board: what they said, what is being done, what eased.
func (p *planner[A]) feedback() {
	p.add(Page{Address: "feedback/", Kind: "feedback", Listed: true, View: func() any { return p.feedbackView() }})
}

func (p *planner[A]) feedbackView() FeedbackView {
	const address = "feedback/"
	r := root(address)
	v := FeedbackView{Frame: p.frame("feedback", "feedback", address, "Feedback"), Heading: "Feedback"}
	named, eased := 0, 0
	for _, s := range p.standings {
		named, eased = named+len(s.Gaps), eased+easedGaps(s)
		p.boardOf(&v, r, s)
	}
	if named == 0 && len(v.Said) == 0 {
		v.Empty = &Empty{Heading: "No feedback yet", Text: "When somebody says what to work on, it stands here with what is being done about it."}
		if v.Owner {
			v.Empty = &Empty{Heading: "No feedback yet", Text: "One question to ask someone: what would have made it a yes? Their answer becomes an entry with feedback_from and gap_opened.",
				Command: `journal new "What they saw" --step feedback`}
		}
		return v
	}
	if named > 0 && !p.noNumbers() {
		v.Lede = fmt.Sprintf("%s named, %s eased. What they said, and what became of it.", capital(count(named, "soft spot", "soft spots")), number(eased))
	}
	return v
}

// boardOf adds one pursuit to the board.
func (p *planner[A]) boardOf(v *FeedbackView, r string, s *progress.Standing) {
	for _, g := range s.Gaps {
		card := p.gapCard(r, s, g)
		if g.Closed.IsZero() {
			v.WorkedOn = append(v.WorkedOn, card)
		} else {
			v.Eased = append(v.Eased, card)
		}
	}
	for _, b := range s.Pursuit.Feedback {
		v.Said = append(v.Said, Quote{Text: b.Text, From: b.From.Name, Date: plainDate(b.Date), ISO: b.Date.String()})
	}
	if noNumbers(s.Pursuit.Program) || len(s.Gaps) == 0 {
		return
	}
	if burn := chart.DrawBurn(gapSpans(s), s.DayZero, p.until(s), chart.BurnLook{Tall: len(p.standings) == 1, Closed: !isOpen(s)}); burn.SVG != "" {
		v.Burns = append(v.Burns, BurnFigure{Pursuit: Link{Text: s.Pursuit.Title, Href: href(r, s.Pursuit.Address)}, Drawing: burn})
	}
}

// gapCard is a soft spot with the entries that touch it.
func (p *planner[A]) gapCard(r string, s *progress.Standing, g progress.Gap) GapCard {
	card := GapCard{
		Title: g.Title, Kind: strings.ReplaceAll(g.Kind, "-", " "), Plan: g.Plan, From: g.From.Name, Said: g.Said,
		Pursuit: &Link{Text: s.Pursuit.Title, Href: href(r, s.Pursuit.Address)}, Words: p.gapSpanWords(s, g),
	}
	for _, e := range g.Entries {
		card.Evidence = append(card.Evidence, Link{Text: e.Title, Href: href(r, e.Address)})
	}
	return card
}

// gapSpanWords say when a soft spot was named, last worked on and eased; never
// how long it is still open.
func (p *planner[A]) gapSpanWords(s *progress.Standing, g progress.Gap) string {
	on := func(verb string, n string, date string) string {
		if n == "" {
			return verb + " " + date
		}
		return verb + " on day " + n
	}
	words := ""
	if !g.Opened.IsZero() {
		words = on("named", dayNumber(s, g.Opened), "on "+plainDate(g.Opened))
	}
	switch {
	case !g.Closed.IsZero() && !g.Opened.IsZero() && !noNumbers(s.Pursuit.Program):
		words += ", eased after " + amount(g.Closed.Sub(g.Opened), "day", "days")
	case !g.Closed.IsZero():
		words += ", eased"
	case !g.Worked.IsZero():
		words += ", " + on("last worked", dayNumber(s, g.Worked), "on "+plainDate(g.Worked))
	}
	if len(words) > 1 && words[0] == ',' {
		words = words[2:]
	}
	return words
}

// people is the author's own list of people; no other edition has it.
func (p *planner[A]) people() {
	if !p.ed.ForOwner() {
		return
	}
	p.add(Page{Address: "people/", Kind: "people", View: func() any { return p.peopleView() }})
}

func (p *planner[A]) peopleView() PeopleView {
	v := PeopleView{Frame: p.frame("people", "people", "people/", "People"), Heading: "People", Lede: "In your own preview only."}
	touches := map[edition.Person]touch{}
	for _, e := range p.past() {
		for _, w := range e.With {
			touches[w] = touch{touches[w].n + 1, e}
		}
	}
	for _, person := range p.ed.People() {
		v.People = append(v.People, PersonCard{Name: person.Name, Words: touches[person].words()})
	}
	if len(v.People) == 0 {
		v.Empty = &Empty{Heading: "Nobody here yet", Text: "People you name in people.toml stand here, with the last time you wrote of them."}
	}
	return v
}

// touch is how often somebody occurs, and the last entry.
type touch struct {
	n    int
	last *edition.Entry
}

func (t touch) words() string {
	if t.n == 0 {
		return "not yet in an entry"
	}
	return fmt.Sprintf("in %s, last %s", count(t.n, "entry", "entries"), plainDate(t.last.Day))
}
