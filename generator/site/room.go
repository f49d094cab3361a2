package site

import (
	"strings"
	"sync"
)

// room is a part of the site. Its pages are found by address without making a
// list of them all, so that a preview of a large journal answers at once.
type room struct {
	all   func(add func(Page))
	find  func(address string) (Page, bool)
	count func() int
}

// shelf is a room of few pages, which are listed when one whose address begins
// with the prefix is first asked for.
func shelf(prefix string, all func(add func(Page))) room {
	listed := sync.OnceValue(func() map[string]Page {
		pages := map[string]Page{}
		all(func(p Page) { pages[p.Address] = p })
		return pages
	})
	return room{all, func(address string) (Page, bool) {
		if !strings.HasPrefix(address, prefix) {
			return Page{}, false
		}
		p, ok := listed()[address]
		return p, ok
	}, func() int { return len(listed()) }}
}

// rooms are all parts of the site but for the page for addresses that lead
// nowhere.
func (p *planner[A]) rooms() []room {
	rooms := []room{{p.home, func(address string) (page Page, ok bool) {
		if address == "" {
			p.home(func(home Page) { page = home })
		}
		return page, address == ""
	}, func() int { return 1 }}}
	rooms = append(rooms, shelf(SealedFolder, p.unlock))
	if p.neutral() {
		return rooms
	}
	return append(rooms,
		room{p.entryPages, p.entryPage, func() int { return len(p.ed.Entries()) + len(p.ed.Unlisted()) }},
		shelf("pursuits/", p.pursuitPages),
		shelf("steps/", p.stepPages),
		shelf("timeline/", p.timeline),
		shelf("calendar/", p.calendar),
		room{p.reviews, p.findReview, p.countReviews},
		shelf("feedback/", p.feedback),
		shelf(aroundAddress, p.aroundPage),
		shelf(twinsAddress, p.twins),
		shelf(givenAddress, p.given),
		shelf(helpedAddress, p.helped),
		shelf(lettersAddress, p.lettersToSelf),
		shelf("people/", p.people),
		shelf(indexAddress, p.index),
		shelf("tags/", p.tagPages),
		shelf("", p.undated),
	)
}

// countPages counts the page for addresses that lead nowhere as well.
func (p *planner[A]) countPages() int {
	n := 1
	for _, r := range p.parts {
		n += r.count()
	}
	return n
}

// page finds a page by its address.
func (p *planner[A]) page(address string) (Page, bool) {
	for _, r := range p.parts {
		if page, ok := r.find(address); ok {
			return page, true
		}
	}
	return Page{}, false
}
