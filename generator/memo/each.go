package memo

import (
	"runtime"

	"golang.org/x/sync/errgroup"
)

// each is what a stage was given and what it made of that.
type each[I comparable, V any] struct {
	key    Key
	ids    []I
	values []V
}

// Each gives f of every element of a list, and remembers all of it until the
// stage asks again: where the key is what it was, an element of the same identity
// gets the very same value. Two elements that are one to id must be one to f, and
// all that f reads besides must be part of the key. f is called from several
// goroutines. A nil store remembers nothing.
//
// Telling what is known costs a comparison an element, and no hash: in most
// builds nothing but one element is other than before.
func Each[E any, I comparable, V any](s *Store, stage string, k Key, list []E, id func(E) I, f func(E) V) []V {
	now := &each[I, V]{key: k, ids: make([]I, len(list)), values: make([]V, len(list))}
	for i := range list {
		now.ids[i] = id(list[i])
	}
	before, _ := s.stage(stage).(*each[I, V])
	missing := now.takeOver(before)
	if before != nil && len(missing) == 0 && len(before.ids) == len(now.ids) && len(now.ids) == commonHead(before.ids, now.ids) {
		now.values = before.values
	}
	InRuns(len(missing), func(i int) { now.values[missing[i]] = f(list[missing[i]]) })
	s.keep(stage, now)
	return now.values
}

// takeOver takes what is known and gives the places of the rest.
func (e *each[I, V]) takeOver(before *each[I, V]) (missing []int) {
	if before == nil || before.key != e.key {
		before = &each[I, V]{}
	}
	head := commonHead(before.ids, e.ids)
	tail := commonTail(before.ids[head:], e.ids[head:])
	copy(e.values, before.values[:head])
	copy(e.values[len(e.values)-tail:], before.values[len(before.values)-tail:])
	known := make(map[I]int, len(before.ids)-head-tail)
	for i := head; i < len(before.ids)-tail; i++ {
		known[before.ids[i]] = i
	}
	for i := head; i < len(e.ids)-tail; i++ {
		if at, ok := known[e.ids[i]]; ok {
			e.values[i] = before.values[at]
		} else {
			missing = append(missing, i)
		}
	}
	return missing
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
