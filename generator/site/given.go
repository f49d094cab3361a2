package site

import (
	"journal/generator/edition"
	"journal/generator/progress"
)

// The ledger of what was given away on the road. The author's has each thing, to
// whom and when. Strangers read numbers alone, and nothing where numbers are hidden.

const givenAddress = "given/"

func (p *planner[A]) hasGiven() bool {
	return len(p.traces().gave) > 0 && (p.ed.Own() || len(p.givenCounts("")) > 0)
}

func (p *planner[A]) given(add func(Page)) {
	if !p.hasGiven() {
		return
	}
	gave := p.traces().gave
	if !p.ed.Own() {
		add(Page{Address: givenAddress, Kind: "given", Listed: true, Changed: p.newest(gave), View: func() any { return p.givenInNumbers() }})
		return
	}
	for _, l := range leaves(givenAddress, gave) {
		add(Page{Address: l.address(), Kind: "given", Listed: true, Changed: p.newest(l.entries), View: func() any { return p.givenView(l) }})
	}
}

func (p *planner[A]) givenFrame(address, title string) GivenView {
	return GivenView{Frame: p.frame("given", "", address, title), Heading: p.words.Say("given.heading")}
}

func (p *planner[A]) givenView(l leaf) GivenView {
	v := p.givenFrame(l.address(), p.leafTitle(p.words.Say("given.heading"), l))
	v.Lede = p.givenWords(p.traces().gave)
	v.Years, v.Pages = l.yearLinks(v.Root), p.paged(l.pageLinks(v.Root))
	for end := len(l.entries); end > 0; {
		month := l.entries[end-1].Day
		g := GiftGroup{Heading: p.monthName(month)}
		for ; end > 0 && sameMonth(l.entries[end-1].Day, month); end-- {
			g.Gifts = append(g.Gifts, p.gift(v.Root, l.entries[end-1]))
		}
		v.Groups = append(v.Groups, g)
	}
	return v
}

// givenInNumbers is what strangers read of the ledger.
func (p *planner[A]) givenInNumbers() GivenView {
	v := p.givenFrame(givenAddress, p.words.Say("given.heading"))
	v.Counts = p.givenCounts(v.Root)
	if !p.noNumbers() {
		v.Lede = p.givenWords(p.traces().gave)
	}
	return v
}

// givenWords say how much was given, and since when.
func (p *planner[A]) givenWords(gave []*edition.Entry) string {
	if p.noNumbers() {
		return p.words.Say("given.no-numbers")
	}
	return p.words.Count("given.lede", len(gave), "month", p.monthName(gave[0].Day))
}

// givenCounts are how many things were given in each pursuit that counts, and in
// none.
func (p *planner[A]) givenCounts(root string) []GivenCount {
	loose, of := 0, map[*progress.Standing]int{}
	for _, e := range p.traces().gave {
		if at, ok := p.place(e); ok {
			of[at.standing]++
		} else {
			loose++
		}
	}
	var counts []GivenCount
	for _, s := range p.standings {
		if n := of[s]; n > 0 && !noNumbers(s.Pursuit.Program) && len(counts) < listedRows {
			counts = append(counts, GivenCount{Pursuit: Link{Text: s.Pursuit.Title, Href: href(root, s.Pursuit.Address)}, Words: p.words.Count("given.things", n)})
		}
	}
	if loose > 0 && !p.noNumbers() {
		counts = append(counts, GivenCount{Pursuit: Link{Text: p.words.Say("given.loose")}, Words: p.words.Count("given.things", loose)})
	}
	return counts
}

// gift is a thing that an entry says was given.
func (p *planner[A]) gift(root string, e *edition.Entry) Gift {
	g := Gift{What: e.Gave, Via: p.via(e.Via), Row: p.row(root, e)}
	var to []string
	for _, w := range e.With {
		to = append(to, w.Name)
	}
	if len(to) > 0 {
		g.To = p.words.Say("given.to", "list", p.words.List(to))
	}
	if address := webLink(e.URL); address != "" {
		g.Link = &Link{Text: p.words.Say("given.see"), Href: address}
	}
	return g
}
