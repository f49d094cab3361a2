// Package site decides which pages an edition has, at which addresses and with
// which data.
//
// Plan works everything out that pages share (where each pursuit stands, the
// days of each year, the words of the index) and gives a list of pages. The view
// of a page (view.go: the structs that templates see) is plain data, made whole
// when the page is rendered and never before, so that a preview pays only for
// what is looked at. Addresses in views are relative to their page and end in
// index.html, so that a site works in a sub-folder and from a disk.
//
// Everything comes from one edition.Edition; the package cannot reach an entry
// that the edition does not have.
package site

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"journal/generator/chart"
	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/hosting"
	"journal/generator/media"
	"journal/generator/memo"
	"journal/generator/progress"
	"journal/generator/search"
	"journal/generator/words"
)

// Site is all pages of one edition. Only Plan makes one with anything in it.
type Site[A edition.Audience] struct {
	_     [0]A
	pages func() []Page
	page  func(path string) (Page, bool)
	count func() int
	files []File
	small []Copies
	feed  Feed
	index func() *search.Index
	cfg   config.Config
	place Place

	redirects []Redirect
	rules     []hosting.Rule
}

// Page is one page: where it is, what kind of page, and its view.
type Page struct {
	Address string     // site-relative, "" or ending in "/"
	Kind    string     // name of its layout: home, pursuit, entry, …
	Listed  bool       // part of the sitemap
	Changed civil.Date // the day of the newest entry on it; zero: not known
	View    func() any // one of the view structs; pure

	file string // its file, unless that follows from Address
}

// Path is the page's file below the site's root.
func (p Page) Path() string {
	if p.file != "" {
		return p.file
	}
	return p.Address + "index.html"
}

// Place is where a site goes.
type Place struct {
	Host   hosting.Preset // the zero Preset: any server
	Branch bool           // it is pushed to a branch that holds nothing else

	// Nowhere says that the base_url of the configuration is not where strangers will
	// find the site, so that no file may name it and there is no feed.
	Nowhere bool
}

// Pages are the site's pages, by path. They are listed when first asked for.
func (s Site[A]) Pages() []Page { return s.pages() }

// Page gives the page with the path, which takes no list of them.
func (s Site[A]) Page(path string) (Page, bool) { return s.page(path) }

// Count is how many pages there are. It takes no list of them.
func (s Site[A]) Count() int { return s.count() }

// Files are the static files and the attachments of admitted texts, by path.
func (s Site[A]) Files() []File { return s.files }

// Copies are the smaller copies of the pictures that are shown, a picture each.
func (s Site[A]) Copies() []Copies { return s.small }

// Feed is what the feeds carry.
func (s Site[A]) Feed() Feed { return s.feed }

// Search is the index of all that is listed, or nil where there is nothing. It is
// laid out when first asked for.
func (s Site[A]) Search() *search.Index { return s.index() }

// Whole is an address of the site as it stands behind the base: in feeds, in the
// sitemap, in canonical links.
func (p Place) Whole(address string) string {
	if p.Host.Explicit() && (address == "" || strings.HasSuffix(address, "/")) {
		return address + "index.html"
	}
	return address
}

// Place is where the site goes.
func (s Site[A]) Place() Place { return s.place }

// BaseURL is the address of the site, or "" where it has none that is known.
func (s Site[A]) BaseURL() string { return s.place.baseURL(s.cfg) }

func (p Place) baseURL(cfg config.Config) string {
	if p.Nowhere {
		return ""
	}
	return cfg.BaseURL
}

// Config is the configuration the site was planned with.
func (s Site[A]) Config() config.Config { return s.cfg }

// Plan plans the site of an edition. assets names the stylesheets and signs that
// each page refers to. The messages are about links that lead nowhere. m, which
// may be nil, remembers for the next plan what is worked out from single entries,
// months and pursuits.
func Plan[A edition.Audience](ed edition.Edition[A], cfg config.Config, assets Assets, m *memo.Store) (Site[A], diag.List) {
	p := newPlanner(ed, cfg, assets, m)
	p.parts = p.rooms()
	messages := p.addStatic()
	redirects, rules, more := p.former()
	messages = append(append(messages, more...), p.followLinks()...)
	return Site[A]{redirects: redirects, rules: rules, pages: sync.OnceValue(p.allPages), page: p.pageAt, count: p.countPages, files: p.sortedFiles(), small: p.allCopies(), feed: p.feed(), index: sync.OnceValue(p.search), cfg: cfg, place: assets.Place}, messages
}

func (p *planner[A]) allPages() []Page {
	var pages []Page
	add := func(page Page) { pages = append(pages, page) }
	for _, r := range p.parts {
		r.all(add)
	}
	p.notFound(add)
	paths := make(map[string]string, len(pages))
	for _, page := range pages {
		paths[page.Address+page.Kind] = page.Path()
	}
	slices.SortFunc(pages, func(a, b Page) int { return strings.Compare(paths[a.Address+a.Kind], paths[b.Address+b.Kind]) })
	return pages
}

// pageAt finds a page by its file.
func (p *planner[A]) pageAt(path string) (page Page, ok bool) {
	if path == p.assets.Place.Host.NotFound() {
		p.notFound(func(found Page) { page = found })
		return page, true
	}
	address, ok := strings.CutSuffix(path, "index.html")
	if !ok || address != "" && !strings.HasSuffix(address, "/") {
		return Page{}, false
	}
	return p.page(address)
}

// neutral reports a published site with nothing in it: one page says so, and
// nothing betrays that there is more.
func (p *planner[A]) neutral() bool {
	return !p.ed.Own() && len(p.ed.Entries()) == 0 && len(p.ed.Unlisted()) == 0 && len(p.ed.Pursuits()) == 0 && len(p.ed.Pages()) == 0
}

// Assets are the addresses of what every page loads, site-relative.
type Assets struct {
	Styles  Styles
	Keys    string // the script that opens the search from any page
	Search  string // the script of the search
	Unlock  string // the script of pages that open what is sealed
	Favicon string
	Scaler  *media.Scaler // makes smaller copies of pictures; nil keeps some in memory
	Place   Place
	Speak   func(lang string) *words.Catalogue // what pages say in another language; nil where it is not known
}

// Styles are stylesheets: the one that pages load, by kind of page another that
// pages of that kind load instead, and one that they load before it.
type Styles struct {
	All    string
	Of     map[string]string
	Beside map[string]string
}

// planner is the edition as the pages need it.
type planner[A edition.Audience] struct {
	ed        edition.Edition[A]
	cfg       config.Config
	assets    Assets
	words     *words.Catalogue
	spoken    map[string]*words.Catalogue // by program: with the words of its own
	dir       string                      // writing direction of the interface
	steps     []config.Step
	standings []*progress.Standing
	byID      map[string]*progress.Standing

	memo      *memo.Store
	parts     []room
	past      []*edition.Entry // those up to today
	titles    func() []letterTitles
	tags      func() tagIndex
	traces    func() traces
	mapped    func() []*progress.Standing            // the pursuits with a twin map
	byOpening func() map[civil.Date][]*edition.Entry // letters, by the day they open
	backRooms func() []backRoom
	mentions  func() map[string][]*edition.Entry // the listed entries that link to an address
	rhythm    func() progress.Rhythm             // of all entries
	here      map[string]func() chart.Here       // by pursuit
	byStep    func() map[string][]*edition.Entry // past entries
	links     []*linked                          // of each listed entry, in order
	pictures  *pictures
	scaled    map[string]picture        // those with smaller copies, by path
	leading   map[string]edition.Former // former addresses that answer, by file
	files     map[string]File
	static    map[string]edition.File
}

// place is an entry's place in the pursuit it is shown with.
type place struct {
	standing *progress.Standing
	index    int // in standing.Entries, past ones first
}

func newPlanner[A edition.Audience](ed edition.Edition[A], cfg config.Config, assets Assets, m *memo.Store) *planner[A] {
	p := &planner[A]{
		ed: ed, cfg: cfg, assets: assets, memo: m, past: upToToday(ed.Entries()), steps: ed.Program().Steps,
		words: cfg.Words, spoken: map[string]*words.Catalogue{}, dir: words.Direction(cfg.Language),
		byID: map[string]*progress.Standing{}, here: map[string]func() chart.Here{}, scaled: map[string]picture{}, files: map[string]File{}, static: map[string]edition.File{},
	}
	p.standings = slices.Clone(progress.Standings(ed, m))
	for _, s := range p.standings {
		p.byID[s.Pursuit.ID] = s
		p.speak(s.Pursuit.Program)
		p.here[s.Pursuit.ID] = sync.OnceValue(func() chart.Here { return chart.NewHere(p.pastMarks(s)) })
	}
	p.orderStandings()
	p.rhythm = sync.OnceValue(func() progress.Rhythm { return progress.RhythmOf(ed.Entries(), ed.Today()) })
	p.titles = sync.OnceValue(p.letters)
	p.tags = sync.OnceValue(p.gatherTags)
	p.mentions = sync.OnceValue(p.gatherMentions)
	p.traces = sync.OnceValue(p.gatherTraces)
	p.byOpening = sync.OnceValue(p.gatherOpenings)
	p.mapped = sync.OnceValue(p.gatherMapped)
	p.backRooms = sync.OnceValue(p.gatherBackRooms)
	p.byStep = sync.OnceValue(p.gatherSteps)
	if p.assets.Scaler == nil {
		p.assets.Scaler = media.NewScaler(media.NewMemory(nil))
	}
	p.pictures = p.rememberPictures()
	for _, f := range ed.Static() {
		p.static[f.Path] = f
	}
	return p
}

// place gives an entry's place in its first pursuit.
func (p *planner[A]) place(e *edition.Entry) (place, bool) {
	for _, id := range e.Pursuits {
		s := p.byID[id]
		if i, ok := find(s.Entries, e); ok {
			return place{s, i}, true
		}
	}
	return place{}, false
}

// find gives an entry's place in a list that is in order.
func find(entries []*edition.Entry, e *edition.Entry) (int, bool) {
	return slices.BinarySearchFunc(entries, e, edition.Compare)
}

// stage names what this audience's plan remembers.
func (p *planner[A]) stage(name string) string { return p.ed.Stage() + name }

// orderStandings puts open pursuits first, each group newest first.
func (p *planner[A]) orderStandings() {
	slices.SortStableFunc(p.standings, func(a, b *progress.Standing) int {
		if x, y := isOpen(a), isOpen(b); x != y {
			if x {
				return -1
			}
			return 1
		}
		return b.DayZero.Compare(a.DayZero)
	})
}

func isOpen(s *progress.Standing) bool {
	return s.Pursuit.Status == "open" || s.Pursuit.Status == "paused"
}

// upToToday cuts off what lies ahead.
func upToToday(entries []*edition.Entry) []*edition.Entry {
	n, _ := slices.BinarySearchFunc(entries, true, func(e *edition.Entry, _ bool) int {
		if e.Planned {
			return 0
		}
		return -1
	})
	return entries[:n]
}

// between are the entries of the days from first to last.
func between(entries []*edition.Entry, first, last civil.Date) []*edition.Entry {
	day := func(e *edition.Entry, d civil.Date) int { return e.Day.Compare(d) }
	from, _ := slices.BinarySearchFunc(entries, first, day)
	to, _ := slices.BinarySearchFunc(entries, last.AddDays(1), day)
	return entries[from:max(from, to)]
}

// dayMarks are the days with past entries from the first to the last, with the
// step of each.
func (p *planner[A]) dayMarks(first, last civil.Date) []chart.DayMark {
	var days []chart.DayMark
	for _, e := range between(p.past, first, last) {
		if n := len(days); n == 0 || days[n-1].Day != e.Day {
			days = append(days, chart.DayMark{Day: e.Day, Href: e.Address})
		} else {
			days[n-1].Href = dayAddress(e.Day)
		}
		last := &days[len(days)-1]
		last.Steps = append(last.Steps, p.firstStep(e))
	}
	return days
}

// firstStep is the index of an entry's first step in the journal's program, -1
// for none.
func (p *planner[A]) firstStep(e *edition.Entry) int {
	for _, id := range e.Steps {
		if i := stepIndex(p.steps, id); i >= 0 {
			return i
		}
	}
	return -1
}

func stepIndex(steps []config.Step, id string) int {
	return slices.IndexFunc(steps, func(s config.Step) bool { return s.ID == id })
}

func dayAddress(d civil.Date) string { return "calendar/" + d.Format("2006/01/02") + "/" }

func (p *planner[A]) sortedFiles() []File {
	return slices.SortedFunc(maps.Values(p.files), func(a, b File) int { return strings.Compare(a.Path, b.Path) })
}

func (p *planner[A]) allCopies() []Copies {
	var all []Copies
	for _, at := range slices.Sorted(maps.Keys(p.scaled)) {
		all = append(all, p.copies(p.scaled[at]))
	}
	return all
}
