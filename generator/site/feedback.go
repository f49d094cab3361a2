package site

import (
	"cmp"
	"slices"
	"strings"

	"journal/generator/chart"
	"journal/generator/civil"
	"journal/generator/progress"
	"journal/generator/words"
)

const (
	evidenceShown = 5  // entries on the card of a soft spot
	saidShown     = 24 // things that were said, on the first page
)

// boardCard is a soft spot on the board.
type boardCard struct {
	standing *progress.Standing
	gap      progress.Gap
}

// feedback is the board: what they said, what is being done, what eased.
func (p *planner[A]) feedback(add func(Page)) {
	cards := p.boardCards()
	for n := range boardSheets(cards).count() {
		add(Page{Address: boardSheets(cards).address(n), Kind: "feedback", Listed: true, View: func() any { return p.feedbackView(n, cards) }})
	}
}

func boardSheets(cards []boardCard) sheets { return sheets{"feedback/", len(cards), listedRows} }

// boardCards are all soft spots: first those that are worked on, then those that
// eased.
func (p *planner[A]) boardCards() []boardCard {
	var open, eased []boardCard
	for _, s := range p.standings {
		for _, g := range s.Gaps {
			if g.Closed.IsZero() {
				open = append(open, boardCard{s, g})
			} else {
				eased = append(eased, boardCard{s, g})
			}
		}
	}
	return append(open, eased...)
}

func (p *planner[A]) feedbackView(n int, cards []boardCard) FeedbackView {
	sheet := boardSheets(cards)
	address := sheet.address(n)
	from, to := sheet.span(n)
	v := FeedbackView{Frame: p.frame("feedback", "feedback", address, p.words.Say("nav.feedback")), Heading: p.words.Say("nav.feedback")}
	for _, c := range cards {
		if c.gap.Closed.IsZero() {
			v.Named++
		} else {
			v.Closed++
		}
	}
	for _, c := range cards[from:to] {
		if card := p.gapCard(v.Root, c.standing, c.gap); c.gap.Closed.IsZero() {
			v.WorkedOn = append(v.WorkedOn, card)
		} else {
			v.Eased = append(v.Eased, card)
		}
	}
	v.Pages = p.paged(sheet.links(v.Root, n))
	if n > 0 {
		v.Title = p.sheetTitle(v.Heading, n)
		return v
	}
	p.boardTop(&v, cards)
	return v
}

// boardTop is what stands on the first page alone: the drawings, what was said, and
// what to do where there is nothing yet.
func (p *planner[A]) boardTop(v *FeedbackView, cards []boardCard) {
	p.burns(v)
	v.Said = p.everythingSaid(v.Root)
	if len(cards) == 0 && len(v.Said) == 0 {
		v.Empty = &Empty{Heading: p.words.Say("feedback.none"), Text: p.words.Say("feedback.none-public")}
		if v.Owner {
			v.Empty = &Empty{Heading: p.words.Say("feedback.none"), Text: p.words.Say("feedback.none-owner"),
				Command: "journal new " + quoted(p.words.Say("feedback.none-title")) + " --step feedback"}
		}
		return
	}
	if len(cards) > 0 && !p.noNumbers() {
		v.Lede = p.words.Count("feedback.lede", len(cards), "eased", p.words.Count("sentence.alone", v.Closed))
	}
}

// burns draws the soft spots of the pursuits that count.
func (p *planner[A]) burns(v *FeedbackView) {
	for _, s := range p.standings {
		if noNumbers(s.Pursuit.Program) || len(s.Gaps) == 0 || len(v.Burns) == mapsOnPage {
			continue
		}
		if burn := chart.DrawBurn(gapSpans(s), s.DayZero, p.until(s), chart.BurnLook{Tall: len(p.standings) == 1, Closed: !isOpen(s), Words: p.of(s)}); burn.SVG != "" {
			v.Burns = append(v.Burns, BurnFigure{Pursuit: Link{Text: s.Pursuit.Title, Href: href(v.Root, s.Pursuit.Address)}, Drawing: burn})
		}
	}
}

// everythingSaid is what stands in the files of pursuits, with the entries of that
// day, and the other entries that tell what somebody said; the newest first.
func (p *planner[A]) everythingSaid(root string) []Quote {
	var said []Quote
	for _, s := range p.standings {
		said = append(said, p.said(s)...)
	}
	quoted := map[string]int{}
	for i := range said {
		quoted[said[i].ISO+said[i].From] = i + 1
	}
	heard := p.traces().heard
	for _, e := range heard[max(0, len(heard)-saidShown):] {
		link := &Link{Text: e.Title, Href: href(root, e.Address)}
		if at := quoted[e.Day.String()+e.FeedbackFrom.Name]; at > 0 {
			said[at-1].Entry = link
			continue
		}
		text := cmp.Or(e.Quote, p.row(root, e).Excerpt)
		said = append(said, Quote{Text: text, From: e.FeedbackFrom.Name, Date: p.plainDate(e.Day), ISO: e.Day.String(), Entry: link})
	}
	slices.SortStableFunc(said, func(a, b Quote) int { return strings.Compare(b.ISO, a.ISO) })
	return said[:min(len(said), saidShown)]
}

// said is what the file of a pursuit says that somebody said.
func (p *planner[A]) said(s *progress.Standing) []Quote {
	var said []Quote
	for _, b := range s.Pursuit.Feedback {
		said = append(said, Quote{Text: b.Text, From: b.From.Name, Date: p.plainDate(b.Date), ISO: b.Date.String()})
	}
	return said
}

// gapCard is a soft spot with the entries that touch it.
func (p *planner[A]) gapCard(r string, s *progress.Standing, g progress.Gap) GapCard {
	card := GapCard{
		Title: g.Title, Kind: p.named("gap-kind.", g.Kind), Plan: g.Plan, From: g.From.Name, Said: g.Said,
		Pursuit: &Link{Text: s.Pursuit.Title, Href: href(r, s.Pursuit.Address)}, Words: p.gapSpanWords(s, g),
	}
	if earlier := len(g.Entries) - evidenceShown; earlier > 0 {
		card.Earlier = p.words.Say("gap.earlier")
		if !noNumbers(s.Pursuit.Program) {
			card.Earlier = p.words.Count("gap.and-earlier", earlier)
		}
	}
	for _, e := range g.Entries[max(0, len(g.Entries)-evidenceShown):] {
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
