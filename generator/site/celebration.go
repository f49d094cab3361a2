package site

import (
	"journal/generator/chart"
	"journal/generator/edition"
	"journal/generator/progress"
	"journal/generator/words"
)

// The celebration of a pursuit that was won: who helped, what was given, what
// eased. Nobody is named on it but those whom the entries of this edition name.

const celebratedThings = 60 // turning points, names, things given, soft spots

func celebrationAddress(s *progress.Standing) string { return s.Pursuit.Address + "celebration/" }

func isWon(s *progress.Standing) bool { return s.Pursuit.Status == "won" }

// celebrationLink leads to the celebration of a pursuit, if there is one.
func (p *planner[A]) celebrationLink(root string, s *progress.Standing) *Link {
	if !isWon(s) {
		return nil
	}
	return &Link{Text: p.words.Say("celebration.link"), Href: href(root, celebrationAddress(s))}
}

func (p *planner[A]) celebrationPage(s *progress.Standing) Page {
	return Page{Address: celebrationAddress(s), Kind: "celebration", Listed: true, Changed: p.newest(pastOf(s)), View: func() any { return p.celebrationView(s) }}
}

func (p *planner[A]) celebrationView(s *progress.Standing) CelebrationView {
	address := celebrationAddress(s)
	r := root(address)
	heading := words.Capital(p.endingWords(s))
	v := CelebrationView{
		Frame:  p.frame("celebration", "pursuits", address, p.words.Say("celebration.title", "title", s.Pursuit.Title, "ending", heading)),
		Up:     []Link{{Text: p.words.Say("nav.pursuits"), Href: href(r, "pursuits/")}, {Text: s.Pursuit.Title, Href: href(r, s.Pursuit.Address)}},
		Sun:    ending(s) == chart.TheYes,
		Lede:   p.celebrationLede(s),
		Facts:  p.facts(s),
		Badge:  p.badge(s.Pursuit.Level, s.Pursuit.Why),
		Figure: p.listedFigure(r, p.figureHeading(s), s),
	}
	v.Heading = heading
	v.Road = p.waymarks(r, s)
	for _, g := range s.Gaps {
		if !g.Closed.IsZero() && len(v.Gaps) < celebratedThings {
			card := p.gapCard(r, s, g)
			card.Pursuit = nil
			v.Gaps = append(v.Gaps, card)
		}
	}
	p.helpers(&v, s)
	p.celebratedGifts(&v, s)
	return v
}

// celebrationLede says when it came, and after how long.
func (p *planner[A]) celebrationLede(s *progress.Standing) string {
	day := s.Pursuit.Ended
	if day.IsZero() {
		day = p.until(s)
	}
	if noNumbers(s.Pursuit.Program) || s.DayZero.IsZero() || !day.After(s.DayZero) {
		return p.words.Say("celebration.came", "date", p.plainDate(day))
	}
	if beganWithNo(s) {
		return p.words.Count("celebration.came-after-no", day.Sub(s.DayZero), "date", p.plainDate(day))
	}
	return p.words.Count("celebration.came-after", day.Sub(s.DayZero), "date", p.plainDate(day))
}

// waymarks are the turning points of a pursuit up to its end.
func (p *planner[A]) waymarks(root string, s *progress.Standing) []Waymark {
	var marks []Waymark
	for _, m := range s.Milestones {
		if m.Planned || isDayNumber(m.ID) || len(marks) == celebratedThings {
			continue
		}
		w := Waymark{Title: p.titleOf(m), Date: p.plainDate(m.Date), ISO: m.Date.String(), DayWords: p.dayWords(dayNumber(s, m.Date))}
		if m.Entry != nil {
			w.Entry = &Link{Text: m.Entry.Title, Href: href(root, m.Entry.Address)}
		}
		marks = append(marks, w)
	}
	return marks
}

// helpers are the people whom the entries name, and what the entries say helped.
func (p *planner[A]) helpers(v *CelebrationView, s *progress.Standing) {
	roles := map[edition.Person]edition.Role{}
	if v.Owner {
		for _, role := range s.Pursuit.People {
			roles[role.Person] = role
		}
	}
	named := map[edition.Person]bool{}
	for _, e := range pastOf(s) {
		for _, w := range e.With {
			if named[w] || len(v.People) == celebratedThings {
				continue
			}
			named[w] = true
			card := PersonCard{Name: w.Name}
			if role, ok := roles[w]; ok {
				card.Words = words.Capital(p.named("role.", role.Role))
			}
			v.People = append(v.People, card)
		}
		v.Helped = addNew(v.Helped, e.Helped...)
		if e.Quote != "" && len(v.Kept) < reviewedKept {
			v.Kept = append(v.Kept, Note{Text: e.Quote, LinkText: e.Title, Href: href(v.Root, e.Address)})
		}
	}
}

// celebratedGifts are what was given on the way: to strangers a number.
func (p *planner[A]) celebratedGifts(v *CelebrationView, s *progress.Standing) {
	n := 0
	for _, e := range pastOf(s) {
		if e.Gave == "" {
			continue
		}
		if n++; v.Owner && n <= celebratedThings {
			gift := p.gift(v.Root, e)
			gift.Row.Pursuit = nil
			v.Given = append(v.Given, gift)
		}
	}
	if n > 0 && !noNumbers(s.Pursuit.Program) {
		v.GivenWords = p.words.Count("given.on-the-way", n)
	}
}
