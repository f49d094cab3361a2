package memo

import "slices"

type sorted[E comparable] struct{ list, inOrder []E }

// Sorted gives the elements in order. Where most of them are those the stage had
// before, only the others are sorted in. No two elements are equal to compare. A
// nil store remembers nothing.
func Sorted[E comparable](s *Store, stage string, list []E, compare func(a, b E) int) []E {
	before, _ := s.stage(stage).(*sorted[E])
	if before == nil {
		before = &sorted[E]{}
	}
	head, tail := common(before.list, list)
	gone, added := before.list[head:len(before.list)-tail], slices.Clone(list[head:len(list)-tail])
	slices.SortFunc(added, compare)
	inOrder := merge(without(before.inOrder, gone), added, compare)
	s.keep(stage, &sorted[E]{list, inOrder})
	return inOrder
}

func without[E comparable](list, gone []E) []E {
	if len(gone) == 0 {
		return list
	}
	leaves := slices.Contains[[]E] // quicker than asking a map, where there are few
	if len(gone) > 4 {
		set := make(map[E]bool, len(gone))
		for _, e := range gone {
			set[e] = true
		}
		leaves = func(_ []E, e E) bool { return set[e] }
	}
	rest := make([]E, 0, len(list))
	for _, e := range list {
		if !leaves(gone, e) {
			rest = append(rest, e)
		}
	}
	return rest
}

// merge joins two lists that are in order. The second is expected to be short.
func merge[E any](long, short []E, compare func(a, b E) int) []E {
	if len(short) == 0 {
		return long
	}
	all := make([]E, 0, len(long)+len(short))
	for _, e := range short {
		n, _ := slices.BinarySearchFunc(long, e, compare)
		all, long = append(append(all, long[:n]...), e), long[n:]
	}
	return append(all, long...)
}
