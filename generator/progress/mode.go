package progress

import (
	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/edition"
)

// ticked is a step that is done once or by a checklist.
//
// Once: done on the first day that leaves no known box open and does not say
// "working"; a box that is opened later does not undo it. Checklist: done while
// everything on it is ticked.
func ticked(s *Step, sheet *sheet, counted []*edition.Entry) {
	var done civil.Date
	for i, e := range counted {
		sheet.read(e)
		if i+1 < len(counted) && counted[i+1].Day == e.Day {
			continue // the day is not over
		}
		switch finished := sheet.finished(s.Mode, e); {
		case finished && done.IsZero():
			done = e.Day
		case !finished && s.Mode == config.Checklist:
			done = civil.Date{}
		}
	}
	s.Count, s.Of = sheet.ticked, sheet.ticked+sheet.open
	switch {
	case !done.IsZero():
		s.State, s.Since = Done, done
	case len(counted) > 0:
		s.State, s.Since = Working, counted[0].Day
	}
}

// finished reports whether the last entry of a day leaves nothing to do. A
// checklist nobody has put anything on yet is not finished.
func (s *sheet) finished(mode config.Mode, last *edition.Entry) bool {
	if s.open > 0 {
		return false
	}
	if mode == config.Checklist {
		return s.ticked+s.dropped > 0
	}
	return last.State != "working" && last.State != "reopen"
}

// endless is a step without an end and without a number.
func endless(s *Step, counted []*edition.Entry) {
	s.Count, s.Of = None, None
	if len(counted) > 0 {
		s.State, s.Since = Working, counted[0].Day
	}
}

// repeat is a step that comes round again: in time until its period after the
// last touch is over, rests not counted. With the end of its pursuit it is done,
// if it was ever begun.
func (c *course) repeat(s *Step, def *config.Step, touches []*edition.Entry) {
	s.Count, s.Of = len(touches), None
	if len(touches) == 0 {
		return
	}
	last := touches[len(touches)-1].Day
	if c.over {
		s.State, s.Since = Done, c.end
		return
	}
	s.State, s.Since = OnRhythm, last
	if def.Every.IsZero() {
		return
	}
	due := dueAfter(last, def.Every, c.rests)
	if c.today.After(due) {
		s.State = Due
	}
	if s.Next.IsZero() || due.Before(s.Next) {
		s.Next = due
	}
}
