package site

import (
	"journal/generator/chart"
	"journal/generator/civil"
	"journal/generator/edition"
	"journal/generator/progress"
)

// How entries felt. An edition from which moods were cut has none to draw.

// felt is how a pursuit's entries felt, over the axis of its timeline; nil where
// too few say so.
func (p *planner[A]) felt(root string, s *progress.Standing) *chart.Feelings {
	axis := chart.Pursuit{
		Milestones: p.flags(s, func(int) string { return "" }), Rests: s.Rests, DayZero: s.DayZero, Words: p.of(s),
		Today: p.until(s), Closed: !isOpen(s), NoNumbers: noNumbers(s.Pursuit.Program),
	}
	return p.drawFelt(root, pastOf(s), axis)
}

// feltIn is how the entries of a year felt.
func (p *planner[A]) feltIn(root string, y yearEntries) *chart.Feelings {
	end := civil.Date{Year: y.year, Month: 12, Day: 31}
	axis := chart.Pursuit{Words: p.words, Today: p.ed.Today(), NoNumbers: p.noNumbers()}
	if axis.Today.After(end) {
		axis.Today, axis.Closed = end, true
	}
	return p.drawFelt(root, y.entries, axis)
}

func (p *planner[A]) drawFelt(root string, entries []*edition.Entry, axis chart.Pursuit) *chart.Feelings {
	var feelings []chart.Feeling
	for _, e := range entries {
		if e.Mood+e.Energy+e.Hard > 0 {
			feelings = append(feelings, chart.Feeling{Day: e.Day, Mood: e.Mood, Energy: e.Energy, Hard: e.Hard, Title: e.Title, Href: href(root, e.Address)})
		}
	}
	drawn := chart.DrawFeelings(feelings, axis, p.cfg.Frontmatter.Scale)
	if drawn.Wide == "" {
		return nil
	}
	return &drawn
}
