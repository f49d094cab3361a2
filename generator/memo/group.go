package memo

import "slices"

// Group is some of a list's elements under a name. Nobody may change one.
type Group[E comparable] struct {
	Name string
	All  []E
}

// Groups gives each group the identity it had when the stage asked before, if
// its elements are the same, so that Each knows what was made of it. Names are
// unique. A nil store remembers nothing.
func Groups[E comparable](s *Store, stage string, groups []Group[E]) []*Group[E] {
	before, _ := s.stage(stage).(map[string]*Group[E])
	now := make(map[string]*Group[E], len(groups))
	list := make([]*Group[E], len(groups))
	for i, g := range groups {
		known := before[g.Name]
		if known == nil || !slices.Equal(known.All, g.All) {
			known = &Group[E]{g.Name, slices.Clone(g.All)} // g.All may be a part of something large
		}
		now[g.Name], list[i] = known, known
	}
	s.keep(stage, now)
	return list
}
