package edition

import (
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"journal/generator/memo"
)

// names finds pages by their files, by what they are called and by address.
type names struct {
	pages  map[string][]located // by source path, folded
	names  map[string][]string  // source paths by base name, title, alias, id, folded
	routes map[string]string    // source paths, or a dash for a page without one, by address
}

// located is the page of a file.
type located struct {
	from string
	Destination
}

func newNames(size int) *names {
	return &names{pages: make(map[string][]located, size), names: make(map[string][]string, 2*size), routes: make(map[string]string, size)}
}

func (n *names) add(from string, d Destination, called ...string) {
	if from == "" {
		n.routes[d.Address] = "-"
		return
	}
	n.routes[d.Address] = from
	folded := foldName(from)
	n.pages[folded] = append(n.pages[folded], located{from, d})
	for _, name := range append(called, strings.TrimSuffix(path.Base(from), path.Ext(from))) {
		if key := foldName(name); key != "" {
			n.names[key] = append(n.names[key], from)
		}
	}
}

func (n *names) addEntry(e *Entry) {
	n.add(e.from, Destination{Address: e.Address, Title: e.Title, Body: e.Body}, append([]string{e.called}, e.Aliases...)...)
}

// mostChanges is how many entries may be other than in the large part of the
// names before that is made anew.
const mostChanges = 500

// entryNames are the names of an edition's entries: those of a former edition,
// without the entries that have changed since, and the new ones. So a change costs
// as much as what has changed, whatever the size of the journal.
type entryNames struct {
	list  []*Entry // all of them
	large *names
	gone  map[string]bool // source paths of what is in large and holds no more
	added map[*Entry]bool
	small *names // of added

	// shape changes whenever a link might lead elsewhere: with the names of an
	// entry, not with its text.
	shape *struct{ _ byte }
}

// namesOf gives the names of entries, with the help of those the stage had before.
func namesOf(m *memo.Store, stage string, entries []*Entry) *entryNames {
	return memo.Next(m, stage, func(before *entryNames) *entryNames {
		if before == nil {
			return allNames(entries)
		}
		left, came := memo.Changes(before.list, entries)
		if len(before.gone)+len(before.added)+len(left)+len(came) > mostChanges {
			return allNames(entries)
		}
		return before.with(entries, left, came)
	})
}

func allNames(entries []*Entry) *entryNames {
	n := &entryNames{list: entries, large: newNames(len(entries)), small: newNames(0), shape: new(struct{ _ byte })}
	for _, e := range entries {
		n.large.addEntry(e)
	}
	return n
}

func (n *entryNames) with(entries, left, came []*Entry) *entryNames {
	next := &entryNames{list: entries, large: n.large, gone: make(map[string]bool, len(n.gone)), added: make(map[*Entry]bool, len(n.added)), shape: n.shape}
	for from := range n.gone {
		next.gone[from] = true
	}
	for e := range n.added {
		next.added[e] = true
	}
	for _, e := range left {
		delete(next.added, e)
		if !n.added[e] {
			next.gone[e.from] = true
		}
	}
	next.small = newNames(len(next.added) + len(came))
	for _, e := range came {
		next.added[e] = true
	}
	for e := range next.added {
		next.small.addEntry(e)
	}
	if !sameNames(left, came) {
		next.shape = new(struct{ _ byte })
	}
	return next
}

// sameNames reports whether entries were replaced by others of the same names.
func sameNames(a, b []*Entry) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].from != b[i].from || a[i].Address != b[i].Address || a[i].Title != b[i].Title || a[i].called != b[i].called || strings.Join(a[i].Aliases, "\n") != strings.Join(b[i].Aliases, "\n") {
			return false
		}
	}
	return true
}

// page gives the page of a file; of two whose paths differ in letter case alone,
// that of the first.
func (n *entryNames) page(folded string) (Destination, bool) {
	var first located
	for _, l := range n.large.pages[folded] {
		if !n.gone[l.from] && (first.from == "" || l.from < first.from) {
			first = l
		}
	}
	for _, l := range n.small.pages[folded] {
		if first.from == "" || l.from < first.from {
			first = l
		}
	}
	return first.Destination, first.from != ""
}

func (n *entryNames) named(folded string) []string {
	var paths []string
	for _, from := range n.large.names[folded] {
		if !n.gone[from] {
			paths = append(paths, from)
		}
	}
	return append(paths, n.small.names[folded]...)
}

func (n *entryNames) hasRoute(address string) bool {
	if n.small.routes[address] != "" {
		return true
	}
	from := n.large.routes[address]
	return from != "" && !n.gone[from]
}

// foldName is a name without regard to letter case and to how its letters are
// composed.
func foldName(s string) string { return strings.ToLower(norm.NFC.String(strings.TrimSpace(s))) }
