package progress

import (
	"maps"
	"slices"

	"journal/generator/edition"
	"journal/generator/memo"
)

// Standings works out where every pursuit of an edition stands, in the order of
// the edition's pursuits. m, which may be nil, remembers it of those of which
// neither the file nor an entry has changed.
func Standings[A edition.Audience](ed edition.Edition[A], m *memo.Store) []*Standing {
	stage := ed.Stage()
	of := memo.Next(m, stage+"entries by pursuit", func(before byPursuit) byPursuit { return before.with(ed.Entries()) }).of
	groups := make([]memo.Group[*edition.Entry], len(ed.Pursuits()))
	for i, p := range ed.Pursuits() {
		groups[i] = memo.Group[*edition.Entry]{Name: p.ID, All: of[p.ID]}
	}
	type course struct {
		pursuit *edition.Pursuit
		entries *memo.Group[*edition.Entry]
	}
	courses := make([]course, len(groups))
	for i, g := range memo.Groups(m, stage+"by pursuit", groups) {
		courses[i] = course{ed.Pursuits()[i], g}
	}
	return memo.Each(m, stage+"standings", ed.Key(), courses, func(c course) *Standing {
		s := Of(c.pursuit, c.entries.All, ed.Today())
		return &s
	})
}

// byPursuit is a list of entries in order, and those of each pursuit among them.
type byPursuit struct {
	list []*edition.Entry
	of   map[string][]*edition.Entry
}

// with is the same of another list, made from what has changed.
func (b byPursuit) with(list []*edition.Entry) byPursuit {
	left, came := memo.Changes(b.list, list)
	now := byPursuit{list, maps.Clone(b.of)}
	if len(left)+len(came) > len(list)/8 {
		now.of, left, came = make(map[string][]*edition.Entry), nil, list
	}
	gone, added := pursuitsOf(left), pursuitsOf(came)
	for id, some := range gone {
		now.of[id] = slices.DeleteFunc(slices.Clone(now.of[id]), func(e *edition.Entry) bool { return slices.Contains(some, e) })
	}
	for id, some := range added {
		if now.of[id] = append(slices.Clip(now.of[id]), some...); len(now.of[id]) > len(some) {
			slices.SortFunc(now.of[id], edition.Compare)
		}
	}
	return now
}

func pursuitsOf(entries []*edition.Entry) map[string][]*edition.Entry {
	of := map[string][]*edition.Entry{}
	for _, e := range entries {
		for _, id := range e.Pursuits {
			of[id] = append(of[id], e)
		}
	}
	return of
}
