package site

import (
	"strings"

	"journal/generator/chart"
	"journal/generator/civil"
	"journal/generator/edition"
	"journal/generator/progress"
	"journal/generator/words"
)

// feedback is the board: what they said, what is being done, what eased.
func (p *planner[A]) feedback(add func(Page)) {
	add(Page{Address: "feedback/", Kind: "feedback", Listed: true, View: func() any { return p.feedbackView() }})
}

func (p *planner[A]) feedbackView() FeedbackView {
	const address = "feedback/"
	r := root(address)
	v := FeedbackView{Frame: p.frame("feedback", "feedback", address, p.words.Say("nav.feedback")), Heading: p.words.Say("nav.feedback")}
	named, eased := 0, 0
	for _, s := range p.standings {
		named, eased = named+len(s.Gaps), eased+easedGaps(s)
		p.boardOf(&v, r, s)
	}
	if named == 0 && len(v.Said) == 0 {
		v.Empty = &Empty{Heading: p.words.Say("feedback.none"), Text: p.words.Say("feedback.none-public")}
		if v.Owner {
			v.Empty = &Empty{Heading: p.words.Say("feedback.none"), Text: p.words.Say("feedback.none-owner"),
				Command: "journal new " + quoted(p.words.Say("feedback.none-title")) + " --step feedback"}
		}
		return v
	}
	if named > 0 && !p.noNumbers() {
		v.Lede = p.words.Count("feedback.lede", named, "eased", p.words.Count("sentence.alone", eased))
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
		v.Said = append(v.Said, Quote{Text: b.Text, From: b.From.Name, Date: p.plainDate(b.Date), ISO: b.Date.String()})
	}
	if noNumbers(s.Pursuit.Program) || len(s.Gaps) == 0 {
		return
	}
	if burn := chart.DrawBurn(gapSpans(s), s.DayZero, p.until(s), chart.BurnLook{Tall: len(p.standings) == 1, Closed: !isOpen(s), Words: p.of(s)}); burn.SVG != "" {
		v.Burns = append(v.Burns, BurnFigure{Pursuit: Link{Text: s.Pursuit.Title, Href: href(r, s.Pursuit.Address)}, Drawing: burn})
	}
}

// gapCard is a soft spot with the entries that touch it.
func (p *planner[A]) gapCard(r string, s *progress.Standing, g progress.Gap) GapCard {
	card := GapCard{
		Title: g.Title, Kind: p.named("gap-kind.", g.Kind), Plan: g.Plan, From: g.From.Name, Said: g.Said,
		Pursuit: &Link{Text: s.Pursuit.Title, Href: href(r, s.Pursuit.Address)}, Words: p.gapSpanWords(s, g),
	}
	for _, e := range g.Entries {
		card.Evidence = append(card.Evidence, Link{Text: e.Title, Href: href(r, e.Address)})
	}
	beginWithCapital(&card)
	return card
}

// beginWithCapital gives a capital to what a card's line begins with, where that is
// no name.
func beginWithCapital(card *GapCard) {
	switch {
	case card.From != "":
	case card.Kind != "":
		card.Kind = words.Capital(card.Kind)
	default:
		card.Words = words.Capital(card.Words)
	}
}

// gapSpanWords say when a soft spot was named, last worked on and eased; never
// how long it is still open.
func (p *planner[A]) gapSpanWords(s *progress.Standing, g progress.Gap) string {
	var said []string
	on := func(day civil.Date, dated, numbered string) {
		if n := dayNumber(s, day); n != "" {
			said = append(said, p.words.Say(numbered, "day", n))
		} else {
			said = append(said, p.words.Say(dated, "date", p.plainDate(day)))
		}
	}
	if !g.Opened.IsZero() {
		on(g.Opened, "gap.named", "gap.named-on-day")
	}
	switch {
	case !g.Closed.IsZero() && !g.Opened.IsZero() && !noNumbers(s.Pursuit.Program):
		said = append(said, p.words.Count("gap.eased-after", g.Closed.Sub(g.Opened)))
	case !g.Closed.IsZero():
		said = append(said, p.words.Say("gap.eased"))
	case !g.Worked.IsZero():
		on(g.Worked, "gap.worked", "gap.worked-on-day")
	}
	return strings.Join(said, ", ")
}

// people is the author's own list of people; no other edition has it.
func (p *planner[A]) people(add func(Page)) {
	if !p.ed.ForOwner() {
		return
	}
	add(Page{Address: "people/", Kind: "people", View: func() any { return p.peopleView() }})
}

func (p *planner[A]) peopleView() PeopleView {
	v := PeopleView{Frame: p.frame("people", "people", "people/", p.words.Say("nav.people")), Heading: p.words.Say("nav.people"), Lede: p.words.Say("people.lede")}
	touches := map[edition.Person]touch{}
	for _, e := range p.past {
		for _, w := range e.With {
			touches[w] = touch{touches[w].n + 1, e}
		}
	}
	for _, person := range p.ed.People() {
		v.People = append(v.People, PersonCard{Name: person.Name, Words: p.touchWords(touches[person])})
	}
	if len(v.People) == 0 {
		v.Empty = &Empty{Heading: p.words.Say("people.none"), Text: p.words.Say("people.none-text")}
	}
	return v
}

// touch is how often somebody occurs, and the last entry.
type touch struct {
	n    int
	last *edition.Entry
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
