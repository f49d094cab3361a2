package edition

import "journal/generator/markdown"

// Sources are the paths of the texts that an edition was made from, and of the files
// beside them that they refer to. What is not among them its audience knows nothing
// of, static files aside.
func (e Edition[A]) Sources() map[string]bool {
	sources := map[string]bool{}
	for source := range e.Addresses() {
		sources[source] = true
	}
	return sources
}

// eachFile calls f for the files beside texts that these refer to.
func (e Edition[A]) eachFile(f func(*File)) {
	follow := func(from Origin, l markdown.Link) {
		if d, ok := e.Follow(from, l); ok && d.File != nil && d.File.from != "" {
			f(d.File)
		}
	}
	take := func(from Origin, body *markdown.Document) {
		if body == nil {
			return
		}
		for _, l := range body.Links() {
			follow(from, l)
		}
	}
	for _, list := range [][]*Entry{e.entries, e.unlisted} {
		for _, entry := range list {
			take(entry.Origin(), entry.Body)
			if entry.Image != "" {
				follow(entry.Origin(), markdown.Link{Kind: markdown.Image, Target: entry.Image})
			}
		}
	}
	for _, p := range e.pursuits {
		take(p.Origin(), p.Body)
	}
	for _, p := range e.pages {
		take(p.Origin(), p.Body)
	}
}

// Addresses are the pages of the texts, and the files that are copied beside them, by
// the paths of their sources.
func (e Edition[A]) Addresses() map[string]string {
	addresses := map[string]string{}
	e.eachFile(func(f *File) { addresses[f.from] = f.Path })
	for _, list := range [][]*Entry{e.entries, e.unlisted} {
		for _, entry := range list {
			addresses[entry.from] = entry.Address
		}
	}
	for _, p := range e.pursuits {
		addresses[p.from] = p.Address
	}
	for _, p := range e.pages {
		addresses[p.from] = p.Address
	}
	delete(addresses, "")
	return addresses
}
