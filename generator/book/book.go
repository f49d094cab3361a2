// Package book makes a book of an edition: title page, contents, chapters by
// pursuit or by month, and notes in place of links.
//
// It takes what package site has planned and looks at its pages as they would be
// published, so that a book holds what the edition holds and nothing else, under
// the same names. The result is a View, plain data for the layout book.html of a
// theme, whose output is one file that needs no other: pictures are inside it,
// links lead out of it or to a place within.
//
// A book looks back. What lies ahead, drafts, letters that are still sealed,
// undated pages and lists are not part of it. An entry of several pursuits stands
// in the first of them.
//
// Page numbers are known only once the book has been printed. View.Numbered puts
// them in; without it the contents have none.
package book

import (
	"html/template"
	"slices"
	"strconv"

	"journal/generator/chart"
	"journal/generator/config"
	"journal/generator/edition"
	"journal/generator/site"
	"journal/generator/visibility"
	"journal/generator/words"
)

// Options are what a book is to be made of.
type Options struct {
	Pursuit string // id; "" is the whole journal
	ByMonth bool   // chapters are months; otherwise pursuits. A book of one pursuit always has months
	Paper   string // one of Papers
}

// Of makes the book of a site planned from the edition. It gives false if the
// edition has no pursuit with the id that is asked for.
func Of[A edition.Audience](ed edition.Edition[A], s site.Site[A], o Options) (View, bool) {
	b := newBuilder(ed, s)
	cfg := s.Config()
	v := View{
		Lang: cfg.Language, Dir: words.Direction(cfg.Language), Title: cfg.Title, Author: cfg.Author,
		Glyphs: chart.Glyphs(), Owner: ed.ForOwner(),
	}
	if o.Pursuit != "" {
		i := slices.IndexFunc(ed.Pursuits(), func(p *edition.Pursuit) bool { return p.ID == o.Pursuit })
		if i < 0 {
			return View{}, false
		}
		p := ed.Pursuits()[i]
		v.Title, v.Of = p.Title, cfg.Title
		b.entries = slices.DeleteFunc(b.entries, func(e *edition.Entry) bool { return !slices.Contains(e.Pursuits, p.ID) })
		b.begin(b.pursuit(p))
	}
	if o.Pursuit != "" || o.ByMonth {
		b.months()
	} else {
		b.pursuits()
	}
	b.fill()
	v.Chapters = b.chapters
	b.describe(&v)
	v.Heads = template.CSS(heads(v, o.Paper))
	return v, true
}

// builder makes chapters, first without their text: where a link leads is known
// when every entry has its place.
type builder[A edition.Audience] struct {
	ed       edition.Edition[A]
	site     site.Site[A]
	words    *words.Catalogue
	entries  []*edition.Entry // those of the book, in order
	chapters []Chapter
	places   map[string]string // the id of each address in the book
	files    map[string]site.File
}

func newBuilder[A edition.Audience](ed edition.Edition[A], s site.Site[A]) *builder[A] {
	b := &builder[A]{ed: ed, site: s, words: s.Config().Words, places: map[string]string{}, files: map[string]site.File{}}
	for _, e := range ed.Entries() {
		if sealed := e.Letter && e.Opens.After(ed.Today()); !e.Planned && !e.Draft && !sealed {
			b.entries = append(b.entries, e)
		}
	}
	for _, f := range s.Files() {
		b.files[f.Path] = f
	}
	return b
}

// begin begins a chapter.
func (b *builder[A]) begin(c Chapter) *Chapter {
	c.ID = "c" + strconv.Itoa(len(b.chapters)+1)
	b.chapters = append(b.chapters, c)
	return &b.chapters[len(b.chapters)-1]
}

// pursuits has a chapter for each pursuit, the oldest first, and one for entries
// that belong to none.
func (b *builder[A]) pursuits() {
	taken := map[*edition.Entry]bool{}
	chapter := func(c Chapter, belongs func(*edition.Entry) bool) {
		at := b.begin(c)
		for _, e := range b.entries {
			if !taken[e] && belongs(e) {
				taken[e] = true
				b.place(at, e)
			}
		}
		if len(at.Entries) == 0 && at.Pursuit == nil {
			b.chapters = b.chapters[:len(b.chapters)-1]
		}
	}
	for _, p := range slices.Backward(b.ed.Pursuits()) {
		chapter(b.pursuit(p), func(e *edition.Entry) bool { return slices.Contains(e.Pursuits, p.ID) })
	}
	chapter(Chapter{Title: b.words.Say("book.other")}, func(*edition.Entry) bool { return true })
}

// months has a chapter for each month with entries.
func (b *builder[A]) months() {
	month := ""
	for _, e := range b.entries {
		if m := e.Day.Format("2006-01"); m != month {
			month = m
			b.begin(Chapter{Title: b.words.Date("month-year", e.Day)})
		}
		b.place(&b.chapters[len(b.chapters)-1], e)
	}
}

// pursuit begins the chapter of a pursuit, which opens with its timeline and story.
func (b *builder[A]) pursuit(p *edition.Pursuit) Chapter {
	c := Chapter{Title: p.Title}
	if page, ok := b.site.Page(p.Address + "index.html"); ok {
		if v, ok := page.View().(site.PursuitView); ok {
			c.Pursuit, c.address = &v, p.Address
		}
	}
	return c
}

// place puts an entry at the end of a chapter.
func (b *builder[A]) place(c *Chapter, e *edition.Entry) {
	page, ok := b.site.Page(e.Address + "index.html")
	if !ok {
		return
	}
	v, ok := page.View().(site.EntryView)
	if !ok {
		return
	}
	id := "e" + strconv.Itoa(len(b.places)+1)
	b.places[e.Address] = id
	c.Entries = append(c.Entries, Entry{ID: id, View: v, address: e.Address})
}

// fill makes the text of every chapter and entry fit for paper.
func (b *builder[A]) fill() {
	for i := range b.chapters {
		c := &b.chapters[i]
		if p := c.Pursuit; p != nil {
			t := b.text(c.ID, c.address)
			p.Story = t.paper(p.Story)
			c.Notes = t.notes
			if p.Figure != nil {
				figure := *p.Figure
				figure.Drawing.Wide, figure.Drawing.Narrow = t.drawing(figure.Drawing.Wide), ""
				p.Figure = &figure
			}
		}
		for j := range c.Entries {
			e := &c.Entries[j]
			t := b.text(e.ID, e.address)
			e.View.Body = t.paper(e.View.Body)
			e.Picture = t.lead(e.View)
			e.Notes = t.notes
		}
	}
}

// describe says on the title page from when to when, and for whose eyes.
func (b *builder[A]) describe(v *View) {
	if len(b.entries) == 0 {
		return
	}
	first, last := b.entries[0].Day, b.entries[len(b.entries)-1].Day
	v.Span = b.words.Date("plain", first)
	if first != last {
		v.Span = b.words.Say("book.span", "from", v.Span, "to", b.words.Date("plain", last))
	}
	v.Count = len(b.places)
	for _, e := range b.entries {
		if e.Level != visibility.Public {
			v.Private++
		}
	}
	switch {
	case !v.Owner:
		v.Whose = b.words.Say("book.public")
	case b.noNumbers():
		v.Whose = b.words.Say("book.own-no-numbers")
	default:
		v.Whose = b.words.Count("book.own", v.Private)
	}
}

func (b *builder[A]) noNumbers() bool { return b.ed.Program().Progress == config.NoNumbers }
