package progress

import (
	"slices"

	"journal/generator/civil"
)

// Stage is what a pursuit as a whole has come to; it is derived, never typed.
type Stage string

const (
	Running    Stage = "running"     // not decided yet
	Second     Stage = "second"      // turned down
	CalledBack Stage = "called-back" // the second call
	Offered    Stage = "offer"
	Won        Stage = "won"
)

// ending reports whether the pursuit is won or closed by today, and since when:
// the stated day, else the last milestone after the no, else the last entry, else
// unknown. Applying, being interviewed and being turned down end nothing.
func (c *course) ending(marked []Milestone) (day civil.Date, over bool) {
	if c.pursuit.Status != "won" && c.pursuit.Status != "closed" {
		return civil.Date{}, false
	}
	day = c.pursuit.Ended
	if day.IsZero() {
		for _, m := range marked {
			if !m.Planned && m.Date.After(day) && !slices.Contains([]string{"applied", "interview", turnedDown}, m.ID) {
				day = m.Date
			}
		}
	}
	if day.IsZero() && len(c.past) > 0 {
		day = c.past[len(c.past)-1].Day
	}
	return day, !day.After(c.today)
}

// dayZero is the stated day, else that of the no, else that of the first entry.
func (c *course) dayZero(marked []Milestone) civil.Date {
	if !c.pursuit.DayZero.IsZero() {
		return c.pursuit.DayZero
	}
	var no civil.Date
	for _, m := range marked {
		if m.ID == turnedDown && !m.Planned && (no.IsZero() || m.Date.Before(no)) {
			no = m.Date
		}
	}
	if no.IsZero() && len(c.past) > 0 {
		return c.past[0].Day
	}
	return no
}

// day counts from day zero to today, or to the day it ended.
func (c *course) day(zero civil.Date) int {
	if zero.IsZero() {
		return 0
	}
	if c.over && !c.end.IsZero() {
		return c.end.Sub(zero)
	}
	return c.today.Sub(zero)
}

// stage follows the turning points in order, so that a second no after a second
// call counts. A closed pursuit is never won, whatever was accepted elsewhere.
func (c *course) stage(milestones []Milestone) Stage {
	if c.over && c.pursuit.Status == "won" {
		return Won
	}
	stage := Running
	for _, m := range milestones {
		if m.Planned {
			continue
		}
		switch m.ID {
		case turnedDown:
			stage = Second
		case secondCall:
			stage = CalledBack
		case offer:
			stage = Offered
		case accepted, firstDay:
			stage = Won
		}
	}
	if stage == Won && c.pursuit.Status == "closed" {
		return Offered
	}
	return stage
}
