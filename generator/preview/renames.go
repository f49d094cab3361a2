package preview

import (
	"maps"
	"sync"
)

// mostRenames bounds what is remembered; beyond that, memory starts afresh.
const mostRenames = 10_000

// renames remembers under which names the author's files went while the server
// ran, so that a browser can follow the entry it shows.
type renames struct {
	mu sync.Mutex
	to map[string]string // from a source that is gone to the one that took its place
}

// learn compares two lists of pages, both in order of their paths, that were shown
// one after the other. A file that is gone was renamed to one that is new if that
// one has its page's address or, alone, its text, or if just these two changed.
func (r *renames) learn(before, now []Page) {
	gone, came := differing(before, now)
	for source := range came {
		delete(r.to, source)
	}
	if len(r.to) > mostRenames {
		clear(r.to)
	}
	if len(gone) == 1 && len(came) == 1 {
		for from := range gone {
			for to := range came {
				r.to[from] = to
			}
		}
		return
	}
	byPath, byText := map[string]string{}, map[string]string{}
	for source, p := range came {
		byPath[p.Path] = source
		if _, twice := byText[p.Text]; twice {
			source = ""
		}
		byText[p.Text] = source
	}
	for from, p := range gone {
		if to := byPath[p.Path]; to != "" {
			r.to[from] = to
		} else if to := byText[p.Text]; to != "" && p.Text != "" {
			r.to[from] = to
		}
	}
}

// differing gives, by source, the pages of sources that only one of the lists has.
func differing(before, now []Page) (gone, came map[string]Page) {
	gone, came = map[string]Page{}, map[string]Page{}
	for i, j := 0, 0; i < len(before) || j < len(now); {
		switch {
		case j == len(now) || i < len(before) && before[i].Path < now[j].Path:
			gone[before[i].Source] = before[i]
			i++
		case i == len(before) || now[j].Path < before[i].Path:
			came[now[j].Source] = now[j]
			j++
		default:
			if before[i].Source != now[j].Source {
				gone[before[i].Source], came[now[j].Source] = before[i], now[j]
			}
			i, j = i+1, j+1
		}
	}
	both := maps.Clone(gone)
	maps.DeleteFunc(gone, func(source string, _ Page) bool { _, ok := came[source]; return ok })
	maps.DeleteFunc(came, func(source string, _ Page) bool { _, ok := both[source]; return ok })
	return gone, came
}

// follow gives the page that a source has become.
func (r *renames) follow(source string, pages []Page) (Page, bool) {
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
	return Page{}, false
}
