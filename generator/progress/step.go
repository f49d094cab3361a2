package progress

import (
	"slices"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/edition"
)

// State is where a step stands.
type State string

const (
	NotBegun State = "not-begun"
	Planned  State = "planned" // only entries that lie ahead
	Working  State = "working"
	Done     State = "done"
	OnRhythm State = "on-rhythm" // a repeating step, in time
	Due      State = "due"       // a repeating step: time for a hello
	Skipped  State = "skipped"
)

// None is a Count or Of where there is nothing to count.
const None = -1

// Step is one step of a pursuit.
type Step struct {
	ID, Name, Label string
	Mode            config.Mode
	State           State

	// Since is the day on which the state began: of Done the day it was done, of
	// OnRhythm and Due the last touch, of Working the first entry. It is zero where
	// nothing has begun, or began on a day nobody wrote down.
	Since civil.Date

	// Count and Of are boxes, objects or items as the mode counts them, or None. A
	// step to be done once that has no boxes is one thing: 0 or 1 of 1. Count may
	// pass Of where more was found than was needed.
	Count, Of int

	// Next is the day of the planned entry, or of the next touch of a repeating
	// step, whichever comes first; with Due it is the day since which it is due.
	Next civil.Date

	Entries     int        // past entries tagged with the step
	First, Last civil.Date // days of the first and last of them
	Boxes       []Box      // configured items in their order, then the others as they first appeared
}

// steps works out each step of the pursuit's program, in its order.
func (c *course) steps() []Step {
	program := c.pursuit.Program.Steps
	past, planned := tagged(program, c.past), firstTagged(program, c.ahead)
	steps := make([]Step, len(program))
	for i := range program {
		steps[i] = c.step(&program[i], past[i], planned[i])
	}
	return steps
}

// tagged sorts entries by step: for each step of the program its entries.
func tagged(program []config.Step, entries []*edition.Entry) [][]*edition.Entry {
	lists := make([][]*edition.Entry, len(program))
	for i := range entries {
		for s := range program {
			if slices.Contains(entries[i].Steps, program[s].ID) {
				lists[s] = append(lists[s], entries[i])
			}
		}
	}
	return lists
}

// firstTagged gives for each step the day of its first entry, or no day.
func firstTagged(program []config.Step, entries []*edition.Entry) []civil.Date {
	days := make([]civil.Date, len(program))
	for s, list := range tagged(program, entries) {
		if len(list) > 0 {
			days[s] = list[0].Day
		}
	}
	return days
}

// step applies the rules of a step in their order: what was said outright, then
// what its mode makes of its entries, then plans.
func (c *course) step(def *config.Step, past []*edition.Entry, planned civil.Date) Step {
	s := Step{
		ID: def.ID, Name: def.Name, Label: def.Label, Mode: def.Mode,
		Next: planned, Entries: len(past),
	}
	if len(past) > 0 {
		s.First, s.Last = past[0].Day, past[len(past)-1].Day
	}
	said := c.said(def.ID, past)
	sheet := newSheet(def)
	switch def.Mode {
	case config.Repeat:
		sheet.readAll(said.counted)
		c.repeat(&s, def, said.counted)
	case config.Count:
		sheet.readAll(said.counted)
		c.count(&s, def, said)
	case config.OpenEnded:
		sheet.readAll(said.counted)
		endless(&s, said.counted)
	default:
		ticked(&s, sheet, said.counted)
	}
	s.Boxes = sheet.boxes
	if said.state != "" {
		s.State, s.Since, s.Next = said.state, said.since, planned
	}
	s.settle()
	return s
}

// settle fills in what holds whatever the mode: a step nobody began, and one
// that is a single thing.
func (s *Step) settle() {
	if s.State == "" {
		s.State = NotBegun
		if !s.Next.IsZero() {
			s.State = Planned
		}
	}
	if s.Of == 0 {
		s.Of = 1
		if s.State == Done {
			s.Count = 1
		}
	}
}

// saying is what the author said of a step outright, after all entries.
type saying struct {
	state   State // Done, Skipped, or "" for nothing
	since   civil.Date
	reopen  civil.Date       // the last day it was opened again, or zero
	counted []*edition.Entry // past entries; after a reopening only from that one on
}

// said walks the entries of a step. A reopening clears what was said and forgets
// what was written before; what stands at the end wins. Where no entry says
// anything, the pursuit's file may.
func (c *course) said(step string, past []*edition.Entry) saying {
	now := saying{counted: past}
	for i, e := range past {
		switch {
		case e.State == "done" || slices.Contains(e.Done, step):
			now.declare(Done, e.Day)
		case e.State == "skip":
			now.declare(Skipped, e.Day)
		case e.State == "reopen":
			now = saying{reopen: e.Day, counted: past[i:]}
		}
	}
	if now.state == "" {
		c.saidInFile(&now, step)
	}
	return now
}

// declare keeps the first day of a state that is said again and again.
func (s *saying) declare(state State, day civil.Date) {
	if s.state != state {
		s.state, s.since = state, day
	}
}

// saidInFile reads the pursuit's own dates. Of a step that stands in both lists
// the later date holds.
func (c *course) saidInFile(now *saying, step string) {
	read := func(list []edition.StepDate, state State) {
		for _, d := range list {
			if d.Step == step && c.stands(d.Date, now.reopen) && !d.Date.Before(now.since) {
				now.state, now.since = state, d.Date
			}
		}
	}
	read(c.pursuit.StepsSkipped, Skipped)
	read(c.pursuit.StepsDone, Done)
}

// stands reports whether a stated day has come and lies not before a reopening.
func (c *course) stands(day, reopen civil.Date) bool {
	return !day.IsZero() && !day.After(c.today) && !day.Before(reopen)
}
