package progress

import (
	"journal/generator/edition"
	"journal/generator/memo"
)

// Standings works out where every pursuit of an edition stands, in the order of
// the edition's pursuits. m, which may be nil, remembers it of those of which
// neither the file nor an entry has changed.
func Standings[A edition.Audience](ed edition.Edition[A], m *memo.Store) []*Standing {
	stage := ed.Stage()
	of := make(map[string][]*edition.Entry, len(ed.Pursuits()))
	for _, e := range ed.Entries() {
		for _, id := range e.Pursuits {
			of[id] = append(of[id], e)
		}
	}
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
	return memo.Each(m, stage+"standings", ed.Key(), courses, func(c course) course { return c }, func(c course) *Standing {
		s := Of(c.pursuit, c.entries.All, ed.Today())
		return &s
	})
}
