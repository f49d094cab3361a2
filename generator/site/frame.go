package site

import (
	"cmp"
	"net/url"
	"strings"

	"journal/generator/chart"
	"journal/generator/visibility"
)

// policy is the content security policy of every page: nothing but the site's
// own styles, fonts, pictures and the scripts of its search.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

// root is the relative way from a page to the site's root.
func root(address string) string { return strings.Repeat("../", strings.Count(address, "/")) }

// href is the link from a page with the given root to an address. The parts
// before and after a # stay apart.
func href(root, address string) string {
	if address == "" || strings.HasSuffix(address, "/") {
		return root + address + "index.html"
	}
	return root + address
}

// sections are the site's main rooms in the order of the navigation.
var sections = [...]struct{ kind, key, address string }{
	{"home", "nav.home", ""},
	{"pursuits", "nav.pursuits", "pursuits/"},
	{"timeline", "nav.timeline", "timeline/"},
	{"calendar", "nav.calendar", "calendar/"},
	{"feedback", "nav.feedback", "feedback/"},
	{"people", "nav.people", "people/"},
	{"index", "nav.search", indexAddress},
}

// backRoom is a page about the whole journal that the navigation leaves out. It is
// there, and linked, only if this edition has something for it.
type backRoom struct{ kind, key, address string }

func (p *planner[A]) gatherBackRooms() []backRoom {
	var rooms []backRoom
	for _, r := range []struct {
		backRoom
		there bool
	}{
		{backRoom{"reviews", "reviews.heading", reviewsAddress}, len(p.past) > 0},
		{backRoom{"twins", "twins.heading", twinsAddress}, len(p.mapped()) > 0},
		{backRoom{"given", "given.heading", givenAddress}, p.hasGiven()},
		{backRoom{"helped", "helped.heading", helpedAddress}, p.hasHelped()},
		{backRoom{"letters", "letters.heading", lettersAddress}, len(p.traces().letters) > 0},
	} {
		if r.there && !p.neutral() {
			rooms = append(rooms, r.backRoom)
		}
	}
	return rooms
}

// frame is what stands around a page. section is the kind of the room it
// belongs to.
func (p *planner[A]) frame(kind, section, address, title string) Frame {
	r := root(address)
	f := Frame{
		Kind: kind, SiteTitle: p.cfg.Title, Title: title, Lang: p.cfg.Language, Dir: p.dir,
		Root: r, Home: href(r, ""), Policy: policy, Glyphs: chart.Glyphs(), Owner: p.ed.Own(), NoNumbers: p.noNumbers(),
		Footer: p.footer(kind), Support: p.support(r), NoIndex: p.cfg.NoIndex && !p.ed.ForOwner(),
	}
	if p.feeds() {
		f.AtomFeed, f.JSONFeed = href(r, AtomPath), href(r, JSONPath)
	}
	for _, styles := range []string{p.assets.Styles.Beside[kind], cmp.Or(p.assets.Styles.Of[kind], p.assets.Styles.All)} {
		if styles != "" {
			f.Styles = append(f.Styles, href(r, styles))
		}
	}
	if p.assets.Keys != "" && !p.neutral() {
		f.Keys, f.Search = href(r, p.assets.Keys), href(r, indexAddress)
	}
	if p.assets.Favicon != "" {
		f.Favicon = href(r, p.assets.Favicon)
	}
	for _, s := range sections {
		if s.kind == "people" && !f.Owner || s.kind != "home" && p.neutral() {
			continue
		}
		target := s.address
		if s.kind == "calendar" {
			target = p.calendarAddress(p.newestYear())
		}
		f.Nav = append(f.Nav, Link{Text: p.words.Say(s.key), Href: href(r, target), Current: s.kind == section})
	}
	for _, l := range p.cfg.Theme.Nav {
		f.Extra = append(f.Extra, Link{Text: l.Text, Href: p.navHref(r, l.URL)})
	}
	for _, page := range p.ed.Pages() {
		if page.Listed && page.Level == visibility.Public {
			f.Extra = append(f.Extra, Link{Text: page.Title, Href: href(r, page.Address), Current: page.Address == address})
		}
	}
	for _, room := range p.backRooms() {
		f.Rooms = append(f.Rooms, Link{Text: p.words.Say(room.key), Href: href(r, room.address), Current: room.kind == kind})
	}
	if base := p.baseURL(); base != "" {
		f.Canonical = base + p.assets.Place.Whole(address)
	}
	return f
}

// baseURL is the address of the site, or "" where it has none that is known.
func (p *planner[A]) baseURL() string { return p.assets.Place.baseURL(p.cfg) }

// feeds reports whether the site has feeds.
func (p *planner[A]) feeds() bool { return !p.assets.Place.Nowhere }

// navHref takes an author's own link: an address without a scheme is one of the
// site's, and made relative to the page.
func (p *planner[A]) navHref(root, address string) string {
	if u, err := url.Parse(address); err == nil && u.Scheme == "" && u.Host == "" {
		return href(root, strings.TrimPrefix(address, "/"))
	}
	return webLink(address)
}

// footer says what the site is made from. The home page alone counts it: a number on
// each page would make all of them other ones, to be published again, with each entry
// that is new.
func (p *planner[A]) footer(kind string) string {
	n := p.ed.Counted()
	switch {
	case n == 0:
		return p.words.Say("footer.empty")
	case p.noNumbers() || kind != "home":
		return p.words.Say("footer.no-numbers")
	}
	return p.words.Count("footer.entries", n)
}

func (p *planner[A]) support(root string) []Support {
	var support []Support
	for _, s := range p.ed.Program().Support {
		one := Support{Name: s.Name, Href: webLink(s.URL), Phone: s.Phone}
		if s.Phone != "" {
			one.PhoneHref = "tel:" + strings.Map(func(r rune) rune {
				if r == '+' || r >= '0' && r <= '9' {
					return r
				}
				return -1
			}, s.Phone)
		}
		support = append(support, one)
	}
	return support
}

// noNumbers reports a program that counts nothing.
func (p *planner[A]) noNumbers() bool { return noNumbers(p.ed.Program()) }

// badge tells the author who sees a thing.
func (p *planner[A]) badge(level visibility.Level, why string) *Badge {
	if !p.ed.ForOwner() {
		return nil
	}
	return &Badge{Level: level.String(), Name: p.named("level.", level.String()), Why: why}
}
