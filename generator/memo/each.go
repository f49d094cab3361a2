package memo

import (
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

// each is what a stage was given and what it made of that.
type each[E comparable, V any] struct {
	key    Key
	list   []E
	values []V
}

// Each gives f of every element of a list, and remembers all of it until the
// stage asks again: where the key is what it was, an element that was there before
// gets the very same value. An element is its own identity: all that f reads
// besides must be part of the key. f is called from several goroutines. A nil store
// remembers nothing. The list is kept, and must not be changed.
//
// Telling what is known costs a comparison an element, and no hash: in most
// builds nothing but one element is other than before.
func Each[E comparable, V any](s *Store, stage string, k Key, list []E, f func(E) V) []V {
	now := &each[E, V]{key: k, list: list}
	before, _ := s.stage(stage).(*each[E, V])
	if before == nil || before.key != k {
		before = &each[E, V]{}
	}
	missing := now.takeOver(before)
	InRuns(len(missing), func(i int) { now.values[missing[i]] = f(list[missing[i]]) })
	s.keep(stage, now)
	return now.values
}

// EachBy is Each where id tells elements apart; two that are one to id must be one
// to f.
func EachBy[E any, I comparable, V any](s *Store, stage string, k Key, list []E, id func(E) I, f func(E) V) []V {
	ids, of := make([]I, len(list)), make(map[I]E, len(list))
	for i, e := range list {
		ids[i] = id(e)
		of[ids[i]] = e
	}
	return Each(s, stage, k, ids, func(i I) V { return f(of[i]) })
}

// Alike gives the list with each element that id does not tell from one that the
// stage had before replaced by that one. id always says the same of an element.
func Alike[E, I comparable](s *Store, stage string, list []E, id func(E) I) []E {
	type alike struct{ list, first []E }
	before, _ := s.stage(stage).(*alike)
	if before == nil {
		before = &alike{}
	}
	head, tail := common(before.list, list)
	now := &alike{list, before.first}
	if head+tail < len(list) || len(list) != len(before.list) {
		known := make(map[I]E, len(before.list)-head-tail)
		for _, e := range before.first[head : len(before.list)-tail] {
			known[id(e)] = e
		}
		now.first = slices.Concat(before.first[:head], list[head:len(list)-tail], before.first[len(before.list)-tail:])
		for i := head; i < len(list)-tail; i++ {
			if e, ok := known[id(list[i])]; ok {
				now.first[i] = e
			}
		}
	}
	s.keep(stage, now)
	return now.first
}

// takeOver takes what is known and gives the places of the rest.
func (e *each[E, V]) takeOver(before *each[E, V]) (missing []int) {
	head, tail := common(before.list, e.list)
	if head+tail == len(e.list) && len(e.list) == len(before.list) {
		e.values = before.values
		return nil
	}
	e.values = make([]V, len(e.list))
	copy(e.values, before.values[:head])
	copy(e.values[len(e.values)-tail:], before.values[len(before.values)-tail:])
	known := make(map[E]int, len(before.list)-head-tail)
	for i := head; i < len(before.list)-tail; i++ {
		known[before.list[i]] = i
	}
	for i := head; i < len(e.list)-tail; i++ {
		if at, ok := known[e.list[i]]; ok {
			e.values[i] = before.values[at]
		} else {
			missing = append(missing, i)
		}
	}
	return missing
}

// common is how many elements two lists begin with that are the same, and how many
// of the rest they end with.
func common[E comparable](a, b []E) (head, tail int) {
	head = commonHead(a, b)
	return head, commonTail(a[head:], b[head:])
}

func commonHead[I comparable](a, b []I) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

func commonTail[I comparable](a, b []I) int {
	n := 0
	for n < min(len(a), len(b)) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// InRuns calls f for 0 … n−1 on all processors, neighbours on the same one.
func InRuns(n int, f func(int)) {
	const run = 16
	if n <= run {
		for i := range n {
			f(i)
		}
		return
	}
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for start := 0; start < n; start += run {
		g.Go(func() error {
			for i := start; i < min(start+run, n); i++ {
				f(i)
			}
			return nil
		})
	}
	g.Wait() // f cannot fail
}
