package memo

// Next gives what f makes of what the stage gave last, or of the zero value the
// first time. f must give what it would without: what was there before may only
// save work. A nil store remembers nothing.
func Next[T any](s *Store, stage string, f func(before T) T) T {
	before, _ := s.stage(stage).(T)
	now := f(before)
	s.keep(stage, now)
	return now
}

// Changes gives the elements that a list lost and those it got, each in order. An
// element that moved is part of both or of neither.
func Changes[E comparable](before, now []E) (left, came []E) {
	head, tail := common(before, now)
	before, now = before[head:len(before)-tail], now[head:len(now)-tail]
	return without(before, now), without(now, before)
}
