package memo

// length is about how many elements a run has.
const length = 512

// runs is what a stage was given, where its runs end, and what it made of them.
type runs[E comparable, V any] struct {
	key    Key
	list   []E
	ends   []int
	values []V
}

// Runs cuts a list into runs of neighbours, some hundreds each, and gives f of every
// run; what is as before is not asked for again. Where runs begin and end depends on
// what there was before, so what is made of all values must not depend on that: f of
// a list and f of its two halves must come to the same. The key, f and the list are
// as for Each.
func Runs[E comparable, V any](s *Store, stage string, k Key, list []E, f func([]E) V) []V {
	now := &runs[E, V]{key: k, list: list}
	before, _ := s.stage(stage).(*runs[E, V])
	if before == nil || before.key != k {
		before = &runs[E, V]{}
	}
	head, tail := common(before.list, list)
	first, last := 0, len(before.ends) // the runs of before that are other now
	for first < len(before.ends) && before.ends[first] <= head {
		first++
	}
	for last > first && before.start(last-1) >= len(before.list)-tail {
		last--
	}
	now.ends = append(now.ends, before.ends[:first]...)
	now.values = append(now.values, before.values[:first]...)
	to := len(list)
	if last < len(before.ends) {
		to -= len(before.list) - before.start(last)
	}
	anew := len(now.ends)
	for at := before.start(first); at < to; {
		if at += length; to-at < length/2 {
			at = to
		}
		now.ends = append(now.ends, at)
	}
	made := make([]V, len(now.ends)-anew)
	InRuns(len(made), func(i int) { made[i] = f(list[now.start(anew+i):now.ends[anew+i]]) })
	now.values = append(now.values, made...)
	for i := last; i < len(before.ends); i++ {
		now.ends = append(now.ends, before.ends[i]+len(list)-len(before.list))
		now.values = append(now.values, before.values[i])
	}
	s.keep(stage, now)
	return now.values
}

// start is where a run begins.
func (r *runs[E, V]) start(i int) int {
	if i == 0 {
		return 0
	}
	return r.ends[i-1]
}
