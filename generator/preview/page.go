package preview

import (
	"slices"
	"strings"
)

// A Page is a page that is made from one file of the author's.
type Page struct {
	Path       string // in the site: "entries/2026/03/dana/index.html"
	Source     string // the author's file, slash-separated, relative to the journal's folder
	Text       string // the same for files with the same text, such as its hash; "" where not known
	Title      string
	Unfinished string // "draft", "planned for 3 May", or "" for what is neither
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
