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

// parts is what a stage was given, and its parts.
type parts[E comparable] struct {
	list   []E
	groups []*Group[E]
}

// Parts cuts a list where what of says of an element is not what it says of the one
// before, and gives each part the identity it had when the stage asked before, if its
// elements are the same. No two parts are one to of, and of always says the same of an
// element. A nil store remembers nothing.
func Parts[E, K comparable](s *Store, stage string, list []E, of func(E) K, name func(E) string) []*Group[E] {
	before, _ := s.stage(stage).(*parts[E])
	if before == nil {
		before = &parts[E]{}
	}
	head, tail := common(before.list, list)
	now := &parts[E]{list: list}
	if head == len(list) && len(list) == len(before.list) {
		now.groups = before.groups
		s.keep(stage, now)
		return now.groups
	}
	// What is certain not to be other: parts that end before the first change and do
	// not touch it, and those that begin behind the last one and do not touch that.
	first, last, from, to := 0, len(before.groups), 0, len(list)
	for first < last && from+len(before.groups[first].All) < head {
		from += len(before.groups[first].All)
		first++
	}
	for behind := 0; last > first && behind+len(before.groups[last-1].All) < tail; last-- {
		behind += len(before.groups[last-1].All)
		to = len(list) - behind
	}
	known := make(map[string]*Group[E], last-first)
	for _, g := range before.groups[first:last] {
		known[g.Name] = g
	}
	now.groups = append(now.groups, before.groups[:first]...)
	for from < to {
		n := from + 1
		for key := of(list[from]); n < to && of(list[n]) == key; n++ {
		}
		g := known[name(list[from])]
		if g == nil || !slices.Equal(g.All, list[from:n]) {
			g = &Group[E]{name(list[from]), slices.Clone(list[from:n])}
		}
		now.groups, from = append(now.groups, g), n
	}
	now.groups = append(now.groups, before.groups[last:]...)
	s.keep(stage, now)
	return now.groups
}
