package progress

import (
	"cmp"
	"slices"
	"strconv"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/edition"
)

// Milestone is a turning point.
type Milestone struct {
	ID, Title string
	Date      civil.Date
	Entry     *edition.Entry // the one that marks it; nil: none
	Planned   bool
}

// Ids of the turning points that the program knows.
const (
	applied    = "applied"
	interview  = "interview"
	turnedDown = "turned-down"
	thanked    = "thanked"
	feedback   = "feedback"
	secondCall = "second-call"
	offer      = "offer"
	accepted   = "accepted"
	firstDay   = "first-day"
)

// turningPoints are in the order in which they stand on the same day.
var turningPoints = [...]string{
	applied, interview, turnedDown, thanked, feedback, secondCall, offer, accepted, firstDay,
	"day-1", "day-7", "day-30", "day-90", "day-365", "setback", "back",
}

// rank is the place of a milestone on its day; the author's own come last.
func rank(id string) int {
	for i := range turningPoints {
		if turningPoints[i] == id {
			return i
		}
	}
	return len(turningPoints)
}

// markedMilestones are those that the author marks: in the pursuit's list, by
// entries, and by the dates of its file. The list comes first, and what is stated
// comes before what a date tells.
func (c *course) markedMilestones() []Milestone {
	all := c.withEntries(listed(c.pursuit.Milestones))
	all = slices.DeleteFunc(all, func(m Milestone) bool { return m.Date.IsZero() })
	all = c.withDates(all)
	for i := range all {
		all[i].Planned = all[i].Date.After(c.today)
	}
	return all
}

func listed(list []edition.Milestone) []Milestone {
	all := make([]Milestone, 0, len(list))
	for _, m := range list {
		all = append(all, Milestone{ID: m.ID, Title: m.Title, Date: m.Date})
	}
	return all
}

// withEntries joins to the list the entries that tell of the same turning point:
// first those of its day, then, in order, those of another, since one often
// writes about a call the day after. Entries that are left mark their own day.
func (c *course) withEntries(all []Milestone) []Milestone {
	list := len(all)
	var left []Milestone
	for _, mark := range c.marks() {
		i := slices.IndexFunc(all[:list], func(m Milestone) bool { return m.ID == mark.ID && m.Date == mark.Date })
		if i < 0 {
			left = append(left, mark)
		} else if all[i].Entry == nil {
			all[i].Entry = mark.Entry
		}
	}
	for _, mark := range left {
		i := slices.IndexFunc(all[:list], func(m Milestone) bool { return c.sameEvent(m, mark) })
		switch {
		case i >= 0:
			all[i].Entry = mark.Entry
			if all[i].Date.IsZero() {
				all[i].Date = mark.Date
			}
		case !markedThatDay(all[list:], mark):
			all = append(all, mark)
		}
	}
	return all
}

// marks are the milestones of all entries, in order.
func (c *course) marks() []Milestone {
	var marks []Milestone
	for _, entries := range [][]*edition.Entry{c.past, c.ahead} {
		for i := range entries {
			e := entries[i]
			for _, id := range e.Milestones {
				marks = append(marks, Milestone{ID: id, Date: e.Day, Entry: e})
			}
		}
	}
	return marks
}

// sameEvent reports whether an entry of another day may tell of a listed
// milestone that has no entry yet. Interviews come in rows, and a plan is not
// what has happened.
func (c *course) sameEvent(m, mark Milestone) bool {
	if m.ID != mark.ID || m.Entry != nil {
		return false
	}
	return m.Date.IsZero() || m.ID != interview && m.Date.After(c.today) == mark.Date.After(c.today)
}

// markedThatDay looks back over the marks of the same day, which stand last.
func markedThatDay(marked []Milestone, mark Milestone) bool {
	for i := len(marked) - 1; i >= 0 && marked[i].Date == mark.Date; i-- {
		if marked[i].ID == mark.ID {
			return true
		}
	}
	return false
}

// withDates adds what the dates of the pursuit's file tell, where nothing is
// stated: of interviews each day for itself, otherwise none of the same id.
func (c *course) withDates(all []Milestone) []Milestone {
	stated := len(all)
	if !has(all, applied) {
		for _, day := range c.pursuit.Applied {
			all = append(all, untold(applied, day))
		}
	}
	for _, day := range c.pursuit.Interviews {
		if !slices.ContainsFunc(all[:stated], func(m Milestone) bool { return m.ID == interview && m.Date == day }) {
			all = append(all, untold(interview, day))
		}
	}
	if day := c.refused(all); !day.IsZero() && !day.After(c.today) && !has(all, turnedDown) {
		all = append(all, untold(turnedDown, day))
	}
	return all
}

// untold is a milestone that is worked out, without an entry.
func untold(id string, day civil.Date) Milestone {
	return Milestone{ID: id, Date: day}
}

func has(all []Milestone, id string) bool {
	return slices.ContainsFunc(all, func(m Milestone) bool { return m.ID == id })
}

// refused is the day of the no as the dates of the file tell it: day zero, else
// the day it was decided, unless that was the day of the yes.
func (c *course) refused(all []Milestone) civil.Date {
	p := c.pursuit
	switch {
	case !decidedByOthers(p):
		return civil.Date{}
	case !p.DayZero.IsZero():
		return p.DayZero
	case p.Status == "won" && !p.Ended.IsZero() && !p.Ended.After(p.Decided):
		return civil.Date{}
	}
	for _, m := range all {
		if (m.ID == offer || m.ID == accepted) && !m.Date.After(p.Decided) {
			return civil.Date{}
		}
	}
	return p.Decided
}

// decidedByOthers reports whether somebody says yes or no in such a pursuit. Day
// zero of a recovery from illness, loss or exhaustion is not a refusal. The kind
// alone does not tell, since it is "job" where the author gave none.
func decidedByOthers(p *edition.Pursuit) bool {
	switch p.Kind {
	case "health", "sobriety", "grief", "burnout":
		return false
	}
	switch p.Program.ID {
	case "twelve-steps", "rehab", "burnout", "grief":
		return false
	}
	return true
}

// milestones adds to what the author marks what the steps, the end and the
// counter tell, and puts all in order.
func (c *course) milestones(marked []Milestone, steps []Step, zero civil.Date) []Milestone {
	all := marked
	add := func(m Milestone) {
		if !m.Date.IsZero() && !has(marked, m.ID) {
			all = append(all, m)
		}
	}
	for i := range steps {
		switch steps[i].ID {
		case "thank":
			add(c.doneStep(thanked, &steps[i]))
		case "feedback":
			add(c.doneStep(feedback, &steps[i]))
		}
	}
	add(c.theYes())
	for _, n := range c.counted(zero) {
		add(untold("day-"+strconv.Itoa(n), zero.AddDays(n)))
	}
	slices.SortStableFunc(all, func(a, b Milestone) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(rank(a.ID), rank(b.ID)))
	})
	return all
}

// doneStep is the milestone of a step on the day it was done, if it was.
func (c *course) doneStep(id string, s *Step) Milestone {
	if s.State != Done || s.Since.IsZero() {
		return Milestone{}
	}
	m := untold(id, s.Since)
	first, _ := slices.BinarySearchFunc(c.past, s.Since, func(e *edition.Entry, day civil.Date) int { return e.Day.Compare(day) })
	for i := first; i < len(c.past) && c.past[i].Day == s.Since; i++ {
		if slices.Contains(c.past[i].Steps, s.ID) {
			m.Entry = c.past[i]
		}
	}
	return m
}

// theYes is the end of a pursuit that was won as it was hoped for, on the day
// its file states.
func (c *course) theYes() Milestone {
	p := c.pursuit
	if !c.over || p.Status != "won" || p.Ended.IsZero() || !decidedByOthers(p) || p.Outcome != "" && p.Outcome != "same" {
		return Milestone{}
	}
	return untold(accepted, p.Ended)
}

// counted are the days since day zero that a program which counts days marks.
func (c *course) counted(zero civil.Date) []int {
	if c.pursuit.Program.Progress != config.ByCounter || zero.IsZero() {
		return nil
	}
	days := []int{1, 7, 30, 90, 365}
	now := c.day(zero)
	return slices.DeleteFunc(days, func(n int) bool { return n > now })
}
