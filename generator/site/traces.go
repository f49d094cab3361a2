package site

import (
	"journal/generator/edition"
	"journal/generator/memo"
)

// traces are the past entries that pages about the whole journal gather, in order.
type traces struct {
	gave     []*edition.Entry // something was given away
	helped   []*edition.Entry // something helped
	setbacks []*edition.Entry
	letters  []*edition.Entry // letters to oneself
	heard    []*edition.Entry // somebody said what to work on
}

// gatherTraces goes through the entries a month at a time, and through those
// months alone that have changed.
func (p *planner[A]) gatherTraces() traces {
	var all traces
	for _, m := range memo.Each(p.memo, p.stage("traces"), memo.Key{}, p.ed.Months(), monthTraces) {
		all.gave = append(all.gave, m.gave...)
		all.helped = append(all.helped, m.helped...)
		all.setbacks = append(all.setbacks, m.setbacks...)
		all.heard = append(all.heard, m.heard...)
		all.letters = append(all.letters, m.letters...)
	}
	return all
}

func monthTraces(m *edition.Month) traces {
	var t traces
	for _, e := range upToToday(m.Entries) {
		if e.Gave != "" {
			t.gave = append(t.gave, e)
		}
		if len(e.Helped) > 0 {
			t.helped = append(t.helped, e)
		}
		if e.Setback {
			t.setbacks = append(t.setbacks, e)
		}
		if e.FeedbackFrom.Name != "" {
			t.heard = append(t.heard, e)
		}
		if e.Letter {
			t.letters = append(t.letters, e)
		}
	}
	return t
}
