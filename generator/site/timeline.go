package site

import (
	"fmt"
	"strconv"
)

// timeline has every entry by month: the newest year first, a page for each
// year and, where a year has more than 120 entries, for each of its halves or
// months.
func (p *planner[A]) timeline(add func(Page)) {
	years := byYear(p.past)
	if len(years) == 0 {
		add(Page{Address: "timeline/", Kind: "timeline", Listed: true, View: func() any { return p.timelineView("timeline/", years, -1, 0) }})
		return
	}
	for i, y := range years {
		for n := range y.pages() {
			address := yearAddress("timeline/", y.year, n)
			add(Page{Address: address, Kind: "timeline", Listed: true, Changed: p.newest(y.page(n)),
				View: func() any { return p.timelineView(address, years, i, n) }})
		}
	}
	add(Page{Address: "timeline/", Kind: "timeline", Listed: true, Changed: p.newest(p.past),
		View: func() any { return p.timelineView("timeline/", years, 0, 0) }})
}

// timelineView is page n of the i-th newest year.
func (p *planner[A]) timelineView(address string, years []yearEntries, i, n int) TimelineView {
	r := root(address)
	v := TimelineView{Frame: p.frame("timeline", "timeline", address, p.words.Say("nav.timeline")), Heading: p.words.Say("nav.timeline")}
	if i < 0 {
		v.Empty = p.lineEmpty()
		return v
	}
	y := years[i]
	if address == "timeline/" {
		v.Overview = p.overview(r, p.words.Say("timeline.overview"))
		if len(p.standings) == 1 {
			v.Lede = p.words.Say("timeline.lede", "title", p.standings[0].Pursuit.Title, "standing", p.standingWords(p.standings[0]))
		}
	} else {
		v.Heading = p.words.Say("timeline.year", "year", strconv.Itoa(y.year))
		v.Title = v.Heading
		if n == 0 {
			v.Felt = p.feltIn(r, y)
		}
	}
	for _, other := range years {
		v.Years = append(v.Years, Link{Text: fmt.Sprint(other.year), Href: href(r, yearAddress("timeline/", other.year, 0)), Current: other.year == y.year})
	}
	if y.pages() > 1 {
		for k := range y.pages() {
			v.Pages = append(v.Pages, Link{Text: p.pageName(k), Href: href(r, yearAddress("timeline/", y.year, k)), Current: k == n})
		}
	}
	v.Groups = p.byMonth(r, y.page(n))
	return v
}

func (p *planner[A]) lineEmpty() *Empty {
	if p.ed.Own() {
		return &Empty{Heading: p.words.Say("timeline.none"), Text: p.words.Say("timeline.none-text"), Command: "journal new " + quoted(p.words.Say("home.nothing-title"))}
	}
	return p.nothingPublic()
}
