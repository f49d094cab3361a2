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
	"slices"
	"strings"
	"sync"

	"journal/generator/chart"
	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/progress"
	"journal/generator/words"
)

// Site is all pages of one edition. Only Plan makes one with anything in it.
type Site[A edition.Audience] struct {
	_     [0]A
	pages []Page
	files []edition.File
	feed  Feed
	cfg   config.Config
}

// Page is one page: where it is, what kind of page, and its view.
type Page struct {
	Address string     // site-relative, "" or ending in "/"
	Kind    string     // name of its layout: home, pursuit, entry, …
	Listed  bool       // part of the sitemap
	Changed civil.Date // the day of the newest entry on it; zero: not known
	View    func() any // one of the view structs; pure
}

// Path is the page's file below the site's root.
func (p Page) Path() string {
	if p.Kind == "notfound" {
		return "404.html"
	}
	return p.Address + "index.html"
}

// Pages are the site's pages, by address.
func (s Site[A]) Pages() []Page { return s.pages }

// Files are the static files and the attachments of admitted texts, by path.
func (s Site[A]) Files() []edition.File { return s.files }

// Feed is what the feeds carry.
func (s Site[A]) Feed() Feed { return s.feed }

// Config is the configuration the site was planned with.
func (s Site[A]) Config() config.Config { return s.cfg }

// Plan plans the site of an edition. assets names the stylesheets and signs that
// each page refers to. The messages are about links that lead nowhere.
func Plan[A edition.Audience](ed edition.Edition[A], cfg config.Config, assets Assets) (Site[A], diag.List) {
	p := newPlanner(ed, cfg, assets)
	p.home()
	p.notFound()
	if !p.neutral() {
		p.pursuitPages()
		p.stepPages()
		p.entryPages()
		p.timeline()
		p.calendar()
		p.feedback()
		p.people()
		p.index()
		p.undated()
	}
	messages := p.followLinks()
	slices.SortFunc(p.pages, func(a, b Page) int { return strings.Compare(a.Path(), b.Path()) })
	return Site[A]{pages: p.pages, files: p.sortedFiles(), feed: p.feed(), cfg: cfg}, messages
}

// neutral reports a published site with nothing in it: one page says so, and
// nothing betrays that there is more.
func (p *planner[A]) neutral() bool {
	return !p.ed.ForOwner() && len(p.ed.Entries()) == 0 && len(p.ed.Unlisted()) == 0 && len(p.ed.Pursuits()) == 0 && len(p.ed.Pages()) == 0
}

// Assets are the addresses of what every page loads, site-relative.
type Assets struct {
	Styles  []string
	Favicon string
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

	pastEntries []*edition.Entry
	titles      func() []letterTitles
	byAddress   map[string]*edition.Entry // the listed ones
	mentions    map[string][]string       // by address: the addresses of texts that link there
	made        map[string]bool           // addresses of all listed pages and made files
	places      map[*edition.Entry]place
	here        map[string]chart.Here
	days        []chart.DayMark // with entries, in order
	rhythm      progress.Rhythm
	reviewed    map[string]bool // months with a page: "2026-03"
	pages       []Page
	files       map[string]edition.File

	tags         []*tag            // by name
	tagAddresses map[string]string // by folded tag
	tagTexts     map[string]string // likewise, as first spelt
}

// place is an entry's place in the pursuit it is shown with.
type place struct {
	standing *progress.Standing
	index    int // in standing.Entries, past ones first
}

func newPlanner[A edition.Audience](ed edition.Edition[A], cfg config.Config, assets Assets) *planner[A] {
	p := &planner[A]{ed: ed, cfg: cfg, assets: assets, words: cfg.Words, spoken: map[string]*words.Catalogue{}, dir: words.Direction(cfg.Language), steps: ed.Program().Steps, byID: map[string]*progress.Standing{},
		places: map[*edition.Entry]place{}, pastEntries: upToToday(ed.Entries()), here: map[string]chart.Here{}, reviewed: map[string]bool{}, byAddress: map[string]*edition.Entry{}, mentions: map[string][]string{}, files: map[string]edition.File{}}
	standings := progress.Standings(ed)
	for i := range standings {
		s := &standings[i]
		p.standings = append(p.standings, s)
		p.byID[s.Pursuit.ID] = s
		p.speak(s.Pursuit.Program)
		for i, e := range s.Entries {
			if _, taken := p.places[e]; !taken {
				p.places[e] = place{s, i}
			}
		}
	}
	for _, e := range ed.Entries() {
		p.byAddress[e.Address] = e
	}
	p.orderStandings()
	p.rhythm = progress.RhythmOf(ed.Entries(), ed.Today())
	p.days = p.dayMarks()
	p.titles = sync.OnceValue(func() []letterTitles { return titlesOf(ed.Entries()) })
	for _, f := range ed.Static() {
		p.files[f.Path] = f
	}
	return p
}

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

// past are the entries up to today.
func (p *planner[A]) past() []*edition.Entry { return p.pastEntries }

// upToToday cuts off what lies ahead.
func upToToday(entries []*edition.Entry) []*edition.Entry {
	for i := range entries {
		if entries[i].Planned {
			return entries[:i]
		}
	}
	return entries
}

// dayMarks are the days with past entries, with the step of each.
func (p *planner[A]) dayMarks() []chart.DayMark {
	var days []chart.DayMark
	for _, e := range p.past() {
		p.reviewed[e.Day.Format("2006-01")] = true
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

func (p *planner[A]) add(page Page) { p.pages = append(p.pages, page) }

func (p *planner[A]) sortedFiles() []edition.File {
	files := make([]edition.File, 0, len(p.files))
	for _, f := range p.files {
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b edition.File) int { return strings.Compare(a.Path, b.Path) })
	return files
}
