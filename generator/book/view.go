package book

import (
	"html/template"
	"slices"
	"strconv"

	"journal/generator/site"
)

// View is a whole book, for the layout book.html. Like the views of pages it is
// complete before the layout sees it.
type View struct {
	Lang, Dir string
	Title     string // of the journal, or of the pursuit
	Of        string // the journal that the pursuit is from, or ""
	Author    string // or ""
	Span      string // "20 October 2025 to 22 November 2026", or ""
	Whose     string // a sentence: what is in it, and who may read it
	Owner     bool   // the author's own edition
	Count     int    // entries
	Private   int    // those of them that are not public
	Glyphs    template.HTML
	Styles    template.CSS // the theme's stylesheets, fonts included
	Heads     template.CSS // running heads and page numbers of each chapter
	Chapters  []Chapter
}

// Chapter is a pursuit or a month.
type Chapter struct {
	ID      string // "c3": its id and its class
	Title   string
	Page    string            // "17", or "" where pages have no numbers
	Pursuit *site.PursuitView // nil: no pursuit. Its links lead out of the book, and are not for show
	Notes   []Note            // of its story
	Entries []Entry

	address string
}

// Entry is one entry of a book.
type Entry struct {
	ID      string
	Page    string
	View    site.EntryView // with a text for paper; its links lead out of the book, and are not for show
	Picture template.URL   // the data of View.Picture, or ""
	Notes   []Note

	address string
}

// Note is what a link or a footnote has become.
type Note struct {
	ID     string        // where the number in the text leads
	Number int           // from 1 in each entry
	Text   template.HTML // of a footnote, or ""
	Title  string        // of an entry in this book, or ""
	Date   string        // of that entry
	Place  string        // the id of that entry
	Page   string        // its page, or ""
	Href   string        // an address outside, or ""
	Shown  string        // that address as it is printed
}

// Numbered is the book with page numbers: pages has them by the ids of chapters and
// entries.
func (v View) Numbered(pages map[string]int) View {
	number := func(id string) string {
		if n, ok := pages[id]; ok {
			return strconv.Itoa(n)
		}
		return ""
	}
	notes := func(list []Note) []Note {
		list = slices.Clone(list)
		for i := range list {
			list[i].Page = number(list[i].Place)
		}
		return list
	}
	v.Chapters = slices.Clone(v.Chapters)
	for i := range v.Chapters {
		c := &v.Chapters[i]
		c.Page, c.Notes = number(c.ID), notes(c.Notes)
		c.Entries = slices.Clone(c.Entries)
		for j := range c.Entries {
			e := &c.Entries[j]
			e.Page, e.Notes = number(e.ID), notes(e.Notes)
		}
	}
	return v
}

// Guess has a number for every place, to print with before their pages are known.
// It takes about the room that the right ones will take.
func (v View) Guess() map[string]int {
	pages := map[string]int{}
	for i, c := range v.Chapters {
		pages[c.ID] = 10*i + 5
		for _, e := range c.Entries {
			pages[e.ID] = 2*len(pages) + 5
		}
	}
	return pages
}
