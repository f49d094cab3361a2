package preview

import (
	"slices"
	"strings"

	"journal/generator/visibility"
)

// A Page is a page that is made from one file of the author's.
type Page struct {
	Address    string // in the site: "entries/2026/03/dana/"
	Source     string // the author's file, slash-separated, relative to the journal's folder
	Text       string // what it says, by which a file is known again under another name; "" where it says nothing
	Title      string
	Unfinished string // "draft", "planned for 3 May 2026", or "" for what is neither

	Level visibility.Level // who may see it
	Why   string           // why, in the author's terms
}

func noPages() []Page { return nil }

// file is the page's path among the site's files.
func (p Page) file() string { return p.Address + "index.html" }

// pageAt finds a page by its path among the site's files.
func pageAt(pages []Page, file string) (Page, bool) {
	address, ok := strings.CutSuffix(file, "index.html")
	if !ok {
		return Page{}, false
	}
	i := slices.IndexFunc(pages, func(p Page) bool { return p.Address == address })
	if i < 0 {
		return Page{}, false
	}
	return pages[i], true
}
