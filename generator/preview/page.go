package preview

import (
	"slices"
	"strings"

	"journal/generator/visibility"
)

// A Page is a page that is made from one file of the author's.
type Page struct {
	Path       string // in the site: "entries/2026/03/dana/index.html"
	Source     string // the author's file, slash-separated, relative to the journal's folder
	Text       string // what it says, by which a file is known again under another name; "" where it says nothing
	Title      string
	Unfinished string // "draft", "planned for 3 May 2026", or "" for what is neither

	Level visibility.Level // who may see it
	Why   string           // why, in the author's terms
}

func noPages() []Page { return nil }

// pageAt finds a page by its path among pages, which are in order of their paths.
func pageAt(pages []Page, path string) (Page, bool) {
	i, ok := slices.BinarySearchFunc(pages, path, func(p Page, path string) int { return strings.Compare(p.Path, path) })
	if !ok {
		return Page{}, false
	}
	return pages[i], true
}
