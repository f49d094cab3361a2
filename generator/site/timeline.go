package site

import (
	"fmt"
	"strconv"

	"journal/generator/edition"
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
			address := timelineAddress(y.year, n)
			add(Page{Address: address, Kind: "timeline", Listed: true, Changed: p.newest(y.page(n)),
				View: func() any { return p.timelineView(address, years, i, n) }})
		}
	}
	add(Page{Address: "timeline/", Kind: "timeline", Listed: true, Changed: p.newest(p.past),
		View: func() any { return p.timelineView("timeline/", years, 0, 0) }})
}

// yearEntries are the entries of one year, in order of day.
type yearEntries struct {
	year    int
	entries []*edition.Entry
}

// byYear groups entries, the newest year first.
func byYear(entries []*edition.Entry) []yearEntries {
	var years []yearEntries
	for end := len(entries); end > 0; {
		year := entries[end-1].Day.Year
		start := end
		for start > 0 && entries[start-1].Day.Year == year {
			start--
		}
		years = append(years, yearEntries{year, entries[start:end]})
		end = start
	}
	return years
}

// pages is the number of pages of a year; each has at most 120 rows.
func (y yearEntries) pages() int { return max(1, (len(y.entries)+listedRows-1)/listedRows) }

// page gives the entries of page n; page 0 has the newest.
func (y yearEntries) page(n int) []*edition.Entry {
	end := len(y.entries) - n*listedRows
	return y.entries[max(0, end-listedRows):end]
}

func timelineAddress(year, n int) string {
	if n == 0 {
		return fmt.Sprintf("timeline/%d/", year)
	}
	return fmt.Sprintf("timeline/%d/%d/", year, n+1)
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
		v.Years = append(v.Years, Link{Text: fmt.Sprint(other.year), Href: href(r, timelineAddress(other.year, 0)), Current: other.year == y.year})
	}
	if y.pages() > 1 {
		for k := range y.pages() {
			v.Pages = append(v.Pages, Link{Text: fmt.Sprint(k + 1), Href: href(r, timelineAddress(y.year, k)), Current: k == n})
		}
	}
	v.Groups = p.byMonth(r, y.page(n))
	return v
}

func (p *planner[A]) lineEmpty() *Empty {
	if p.ed.ForOwner() {
		return &Empty{Heading: p.words.Say("timeline.none"), Text: p.words.Say("timeline.none-text"), Command: "journal new " + quoted(p.words.Say("home.nothing-title"))}
	}
	return p.nothingPublic()
}
