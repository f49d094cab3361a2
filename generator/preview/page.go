package preview

import (
	"strings"

	"journal/generator/visibility"
)

// A Page is a page that is made from one file of the author's.
type Page struct {
	Address    string // in the site: "entries/2026/03/dana/"
	Source     string // the author's file, slash-separated, relative to the journal's folder
	Text       string // what it says, or a hash of that, by which a file is known again under another name; "" where it says nothing
	Title      string
	Unfinished string // "draft", "planned for 3 May 2026", or "" for what is neither

	Level visibility.Level // who may see it
	Why   string           // why, in the author's terms
}

// Written is what the author wrote, as pages of the author's edition.
type Written interface {
	// Pages are all of them. What has not changed since a version before has the
	// same pointer.
	Pages() []*Page
	// At gives the page with the address. A browser waits for it, so it does not
	// look through all of them.
	At(address string) (*Page, bool)
}

// nothing is what a stranger wrote.
type nothing struct{}

func (nothing) Pages() []*Page { return nil }

func (nothing) At(string) (*Page, bool) { return nil, false }

// file is the page's path among the site's files.
func (p *Page) file() string { return p.Address + "index.html" }

// pageAt finds a page by its path among the site's files.
func pageAt(w Written, file string) (*Page, bool) {
	address, ok := strings.CutSuffix(file, "index.html")
	if !ok {
		return nil, false
	}
	return w.At(address)
}

// unfinishedAmong are the pages that are not for anybody yet.
func unfinishedAmong(pages []*Page) []*Page {
	var unfinished []*Page
	for _, p := range pages {
		if p.Unfinished != "" {
			unfinished = append(unfinished, p)
		}
	}
	return unfinished
}
