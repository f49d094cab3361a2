package site

import (
	"cmp"
	"slices"
	"strings"

	"journal/generator/edition"
	"journal/generator/progress"
)

// What helped so far: each thing that entries name, and the setbacks that were
// written down, with what came after them.

const (
	helpedAddress = "helped/"
	helpedTerms   = 120 // things that helped; those that helped most often stay
	helpedLinks   = 5   // entries at each of them
	bounces       = 12  // the last so many setbacks are put into words
)

func (p *planner[A]) hasHelped() bool {
	return len(p.traces().helped) > 0 || len(p.traces().setbacks) > 0
}

func (p *planner[A]) helped(add func(Page)) {
	if !p.hasHelped() {
		return
	}
	t := p.traces()
	for _, l := range leaves(helpedAddress, t.setbacks) {
		changed := p.newest(l.entries)
		if l.first() {
			changed = latest(changed, p.newest(t.helped))
		}
		add(Page{Address: l.address(), Kind: "helped", Listed: true, Changed: changed, View: func() any { return p.helpedView(l) }})
	}
}

func (p *planner[A]) helpedView(l leaf) HelpedView {
	heading := p.words.Say("helped.heading")
	v := HelpedView{Frame: p.frame("helped", "", l.address(), p.leafTitle(heading, l)), Heading: heading}
	v.Years, v.Pages = l.yearLinks(v.Root), p.paged(l.pageLinks(v.Root))
	if l.first() {
		v.Lede = p.words.Say("helped.lede")
		v.Terms = p.thingsThatHelped(v.Root, p.traces().helped)
		v.Roads = p.setbackRoads(v.Root)
	}
	for _, e := range slices.Backward(l.entries) {
		v.Setbacks = append(v.Setbacks, SetbackRow{Row: p.row(v.Root, e), Text: e.SetbackText, Helped: e.Helped, Back: p.backAfter(e)})
	}
	return v
}

// thingsThatHelped are what entries say helped, what helped most often first, then
// the newest. Letter case does not count.
func (p *planner[A]) thingsThatHelped(root string, entries []*edition.Entry) []IndexTerm {
	found := terms{root: root, links: helpedLinks}
	for _, e := range slices.Backward(entries) {
		for _, text := range e.Helped {
			found.note(foldTag(text), text, e)
		}
	}
	list := found.list
	if !p.noNumbers() {
		slices.SortStableFunc(list, func(a, b IndexTerm) int { return cmp.Compare(b.Count, a.Count) })
	}
	list = list[:min(len(list), helpedTerms)]
	for i := range list {
		if p.noNumbers() {
			list[i].Count = 0
		}
	}
	return list
}

// setbackRoads are the pursuits that had setbacks: days in all and days since the
// last, one as large as the other, and how long it took to come back.
func (p *planner[A]) setbackRoads(root string) []SetbackRoad {
	var roads []SetbackRoad
	for _, s := range p.standings {
		if len(s.Setbacks) == 0 || noNumbers(s.Pursuit.Program) || len(roads) == listedRows {
			continue
		}
		road := SetbackRoad{Pursuit: Link{Text: s.Pursuit.Title, Href: href(root, s.Pursuit.Address)}, Words: p.bounceWords(s)}
		if since := p.setbackFacts(s); len(since) > 0 && !s.DayZero.IsZero() && s.Day >= 0 {
			road.Facts = append([]Fact{{p.words.Count("count.days", s.Day), p.words.Say("helped.in-all")}}, since...)
		}
		if road.Words != "" || len(road.Facts) > 0 {
			roads = append(roads, road)
		}
	}
	return roads
}

// bounceWords are the days that it took to write about something else after each
// setback: "Back after nine days, then four, then two."
func (p *planner[A]) bounceWords(s *progress.Standing) string {
	var said strings.Builder
	for _, setback := range s.Setbacks[max(0, len(s.Setbacks)-bounces):] {
		switch {
		case setback.Back == 0:
		case said.Len() == 0:
			said.WriteString(p.of(s).Count("helped.back", setback.Back))
		default:
			said.WriteString(p.of(s).Count("helped.back-then", setback.Back))
		}
	}
	if said.Len() == 0 {
		return ""
	}
	return said.String() + "."
}

// backAfter says how long it took to come back after one setback, "" where it is
// not known or not counted.
func (p *planner[A]) backAfter(e *edition.Entry) string {
	at, ok := p.place(e)
	if !ok || noNumbers(at.standing.Pursuit.Program) {
		return ""
	}
	i := slices.IndexFunc(at.standing.Setbacks, func(s progress.Setback) bool { return s.Entry == e })
	if i < 0 || at.standing.Setbacks[i].Back == 0 {
		return ""
	}
	return p.of(at.standing).Count("helped.back", at.standing.Setbacks[i].Back) + "."
}
