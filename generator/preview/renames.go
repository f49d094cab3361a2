package preview

import (
	"maps"
	"path"
	"slices"
	"sync"
)

// mostRenames bounds what is remembered; beyond that, memory starts afresh.
const mostRenames = 10_000

// renames remembers under which names the author's files went while the server
// ran, so that a browser can follow the entry it shows.
type renames struct {
	mu   sync.Mutex
	to   map[string]string // from a source that is gone to the one that took its place
	lost map[string]*Page  // by source, those that are gone and were not found again
}

func newRenames() renames { return renames{to: map[string]string{}, lost: map[string]*Page{}} }

// learn compares two lists of pages that were shown one after the other. Where just one file is gone and one is new, it was renamed.
// Else one that is gone is now the new one at its address or, alone or under the
// same last name, the one that says the same; be that one new, or there since it
// was copied, or only to come.
func (r *renames) learn(before, now []*Page) {
	gone, came := differing(before, now)
	if len(gone) == 0 && len(came) == 0 {
		return
	}
	r.forget(came)
	maps.Copy(r.lost, gone)
	if len(gone) == 1 && len(came) == 1 {
		for from := range gone {
			for to := range came {
				r.found(from, to)
			}
		}
		return
	}
	byAddress := map[string]string{}
	for source, p := range came {
		byAddress[p.Address] = source
	}
	for from, p := range gone {
		if to := byAddress[p.Address]; to != "" {
			r.found(from, to)
		}
	}
	byText := sayingTheSame(r.lost, now)
	for from, p := range r.lost {
		if to := successor(p, byText[p.Text]); to != "" {
			r.found(from, to)
		}
	}
}

// forget drops what is no longer so: what came back was not renamed.
func (r *renames) forget(came map[string]*Page) {
	for source := range came {
		delete(r.to, source)
		delete(r.lost, source)
	}
	if len(r.to) > mostRenames {
		clear(r.to)
	}
	if len(r.lost) > mostRenames {
		clear(r.lost)
	}
}

func (r *renames) found(from, to string) {
	r.to[from] = to
	delete(r.lost, from)
}

// sayingTheSame gives, by text, the pages that say what a lost one said.
func sayingTheSame(lost map[string]*Page, now []*Page) map[string][]*Page {
	lengths := map[int]bool{} // saves hashing the texts of all pages
	byText := map[string][]*Page{}
	for _, p := range lost {
		if p.Text != "" {
			lengths[len(p.Text)] = true
			byText[p.Text] = nil
		}
	}
	for _, p := range now {
		if !lengths[len(p.Text)] {
			continue
		}
		if same, wanted := byText[p.Text]; wanted {
			byText[p.Text] = append(same, p)
		}
	}
	return byText
}

// successor is the source among pages that took the place of a lost one, or "":
// the only page, or the only one with the file's last name.
func successor(lost *Page, pages []*Page) string {
	if len(pages) != 1 {
		name := path.Base(lost.Source)
		pages = slices.DeleteFunc(slices.Clone(pages), func(p *Page) bool { return path.Base(p.Source) != name })
	}
	if len(pages) != 1 {
		return ""
	}
	return pages[0].Source
}

// differing gives, by source, the pages of sources that only one of the lists has.
func differing(before, now []*Page) (gone, came map[string]*Page) {
	before, now = unlike(before, now)
	gone, came = bySource(before), bySource(now)
	for source := range gone {
		if _, both := came[source]; both {
			delete(gone, source)
			delete(came, source)
		}
	}
	return gone, came
}

// unlike takes off what two lists have in common at their ends, which is nearly
// all: they are long and seldom differ.
func unlike(a, b []*Page) (restA, restB []*Page) {
	same := func(p, q *Page) bool { return p == q || p.Source == q.Source }
	for len(a) > 0 && len(b) > 0 && same(a[0], b[0]) {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && same(a[len(a)-1], b[len(b)-1]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

func bySource(pages []*Page) map[string]*Page {
	m := make(map[string]*Page, len(pages))
	for _, p := range pages {
		m[p.Source] = p
	}
	return m
}

// follow gives the page that a source has become.
func (r *renames) follow(source string, pages []*Page) (*Page, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for range mostRenames {
		for _, p := range pages {
			if p.Source == source {
				return p, true
			}
		}
		to, ok := r.to[source]
		if !ok {
			break
		}
		source = to
	}
	return nil, false
}
