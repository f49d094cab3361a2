// Package progress works out how far each pursuit has come: the state of its
// steps, its stage, milestones, soft spots, setbacks, rests and rhythm, and the
// one next step that would help.
//
// Everything is computed from the entries of one edition and from today's date,
// so that a public page counts only what is public. Dates are civil days. The
// rules, their order and their names follow the specification's parts "How
// progress is computed" and "Rhythm, gaps, setbacks, arc"; nothing here scolds,
// and nothing is ever taken back because a day was missed.
//
// What holds throughout:
//   - An entry counts on its day and after. One that lies ahead is a plan: it
//     makes a step planned and a milestone planned, and changes nothing else.
//     The same goes for dates that a pursuit's file states.
//   - A day counts as a whole: what its last entry leaves behind is what stands.
//   - What the author says outright (done, skip, reopen) comes before anything
//     that is counted.
//
// It does not decide who may see what (package edition), reads no clock, and
// puts nothing into words but the next step, and milestones and gaps that the
// author gave an id and no title.
package progress

import (
	"slices"

	"sort"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/edition"
)

// Standing is where one pursuit stands.
type Standing struct {
	Pursuit    *edition.Pursuit
	Entries    []*edition.Entry // those of the pursuit, in order
	DayZero    civil.Date       // zero: nothing has begun
	Day        int              // days since day zero, until today or the end; negative before
	Stage      Stage
	Steps      []Step
	Done, Of   int // done and moving steps, of those not skipped; 0 of 0 in a program without numbers
	Gaps       []Gap
	Milestones []Milestone   // in order of day
	Rests      []civil.Range // in order, without overlap
	Setbacks   []Setback
	Rhythm     Rhythm
}

// Of works out where a pursuit stands on a day. The entries are those of one
// edition that belong to the pursuit, in the edition's order and with those that
// lie ahead; nothing in them is changed.
func Of(p *edition.Pursuit, entries []*edition.Entry, today civil.Date) Standing {
	past, ahead := split(entries, today)
	c := course{pursuit: p, past: past, ahead: ahead, today: today, rests: rests(past)}
	marked := c.markedMilestones()
	c.end, c.over = c.ending(marked)
	c.gaps = c.softSpots()

	s := Standing{Pursuit: p, Entries: entries, Gaps: c.gaps, Rests: c.rests}
	s.DayZero = c.dayZero(marked)
	s.Day = c.day(s.DayZero)
	s.Steps = c.steps()
	s.Done, s.Of = total(p.Program, s.Steps)
	s.Milestones = c.milestones(marked, s.Steps, s.DayZero)
	s.Stage = c.stage(s.Milestones)
	s.Setbacks = setbacks(past)
	s.Rhythm = rhythm(past, c.rests, today)
	return s
}

// withoutDrafts leaves out what is not written to its end: it counts for nothing.
func withoutDrafts(entries []*edition.Entry) []*edition.Entry {
	isDraft := func(e *edition.Entry) bool { return e.Draft }
	if !slices.ContainsFunc(entries, isDraft) {
		return entries
	}
	return slices.DeleteFunc(slices.Clone(entries), isDraft)
}

// course is one pursuit on one day, while it is being worked out.
type course struct {
	pursuit     *edition.Pursuit
	past, ahead []*edition.Entry
	today       civil.Date
	rests       []civil.Range
	gaps        []Gap

	over bool       // won or closed by today
	end  civil.Date // the day it was, if that is known
}

// split parts entries into those dated until today and those that lie ahead.
func split(entries []*edition.Entry, today civil.Date) (past, ahead []*edition.Entry) {
	entries = withoutDrafts(entries)
	n := sort.Search(len(entries), func(i int) bool { return entries[i].Day.After(today) })
	return entries[:n], entries[n:]
}

// total counts steps that are done or moving, and those that are not skipped. A
// step without an end moves from its first entry on.
func total(program config.Program, steps []Step) (done, of int) {
	if program.Progress == config.NoNumbers {
		return 0, 0
	}
	for i := range steps {
		switch s := &steps[i]; {
		case s.State == Skipped:
			continue
		case s.State == Done, s.State == OnRhythm, s.State == Due,
			s.State == Working && s.Mode == config.OpenEnded:
			done++
		}
		of++
	}
	return done, of
}
