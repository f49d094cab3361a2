package site

import (
	"strings"
	"time"

	"journal/generator/civil"
	"journal/generator/edition"
	"journal/generator/markdown"
)

// AtomPath and JSONPath are where the feeds are.
const (
	AtomPath = "feed.xml"
	JSONPath = "feed.json"
)

// Feed is what the feeds carry: the newest listed entries.
type Feed struct {
	Title, Author, Lang string
	Base                string // the site's address with a trailing slash, or ""
	Place               Place
	Updated             civil.Date // of the newest item; zero: there is none
	Zone                *time.Location
	Items               []FeedItem
}

// FeedItem is one entry of a feed. Its links are absolute where the site has an
// address.
type FeedItem struct {
	Title, Address, Summary string
	Lang                    string
	Day                     civil.Date
	Clock                   string // "18:20", or ""
	Late                    bool   // the clock's hour is of the calendar day after Day
	Tags                    []string
	Body                    func() string // HTML; "" where the feed carries summaries
}

func (p *planner[A]) feed() Feed {
	f := Feed{Title: p.cfg.Title, Author: p.cfg.Author, Lang: p.cfg.Language, Base: p.baseURL(), Place: p.assets.Place, Zone: p.cfg.Timezone}
	past := p.past
	for i := len(past) - 1; i >= max(0, len(past)-p.cfg.Feed.Entries); i-- {
		f.Items = append(f.Items, p.feedItem(past[i]))
	}
	f.Updated = p.newest(past)
	return f
}

func (p *planner[A]) feedItem(e *edition.Entry) FeedItem {
	item := FeedItem{Title: e.Title, Address: e.Address, Summary: e.Summary, Lang: e.Lang, Day: e.Day, Clock: e.Clock, Late: e.Late, Tags: e.Tags,
		Body: func() string { return "" }}
	if p.isSealed(e) {
		item.Summary = ""
		return item
	}
	if p.cfg.Feed.Full {
		item.Body = func() string {
			return string(e.Body.HTML(func(l markdown.Link) markdown.Target {
				t := p.target(p.baseURL(), e.Origin(), l)
				if strings.HasPrefix(t.Href, "#") {
					t.Href = p.baseURL() + p.assets.Place.Whole(e.Address) + t.Href
				}
				if !p.assets.Place.Host.Explicit() {
					t.Href = strings.TrimSuffix(t.Href, "index.html")
				}
				return t
			}))
		}
	}
	return item
}
