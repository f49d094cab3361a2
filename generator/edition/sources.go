package edition

import "journal/generator/markdown"

// Sources are the paths of the texts that an edition was made from, and of the files
// beside them that they refer to. What is not among them its audience knows nothing
// of, static files aside.
func (e Edition[A]) Sources() map[string]bool {
	sources := map[string]bool{}
	take := func(from Origin, body *markdown.Document) {
		sources[from.from] = true
		if body == nil {
			return
		}
		for _, l := range body.Links() {
			e.takeFile(sources, from, l)
		}
	}
	for _, list := range [][]*Entry{e.entries, e.unlisted} {
		for _, entry := range list {
			take(entry.Origin(), entry.Body)
			if entry.Image != "" {
				e.takeFile(sources, entry.Origin(), markdown.Link{Kind: markdown.Image, Target: entry.Image})
			}
		}
	}
	for _, p := range e.pursuits {
		take(p.Origin(), p.Body)
	}
	for _, p := range e.pages {
		take(p.Origin(), p.Body)
	}
	delete(sources, "")
	return sources
}

func (e Edition[A]) takeFile(sources map[string]bool, from Origin, l markdown.Link) {
	if d, ok := e.Follow(from, l); ok && d.File != nil && d.File.from != "" {
		sources[d.File.from] = true
	}
}

// Addresses are the pages of the texts, by the paths of their sources.
func (e Edition[A]) Addresses() map[string]string {
	addresses := map[string]string{}
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
