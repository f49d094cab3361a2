package progress

import (
	"cmp"
	"slices"
	"strings"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/edition"
)

// nameAGap is rule 6: the newest feedback of a pursuit points to no gap yet.
func (p *prompter) nameAGap() *Suggestion {
	for _, s := range p.open {
		f, ok := newestFeedback(s, p.today)
		if !ok || f.named || slices.ContainsFunc(s.Gaps, func(g Gap) bool { return !g.Opened.Before(f.day) }) {
			continue
		}
		step := slices.IndexFunc(s.Pursuit.Program.Steps, func(def config.Step) bool { return def.ID == "feedback" })
		if step < 0 {
			return &Suggestion{Pursuit: s.Pursuit.ID, Text: p.words.Say("next.name-gap"), Entry: f.entry}
		}
		if def := &s.Pursuit.Program.Steps[step]; !p.snoozed(def, f.day) {
			return &Suggestion{Pursuit: s.Pursuit.ID, Step: def.ID, Text: p.words.Say("next.name-gap"), Entry: f.entry}
		}
	}
	return nil
}

// heard is what was said on one day.
type heard struct {
	day   civil.Date
	named bool           // it names a gap
	entry *edition.Entry // the last that tells of it; nil: none
}

// newestFeedback looks through the pursuit's list and its entries.
func newestFeedback(s *Standing, today civil.Date) (newest heard, ok bool) {
	hear := func(h heard) {
		switch {
		case h.day.After(today):
		case !ok || h.day.After(newest.day):
			newest, ok = h, true
		case h.day == newest.day:
			newest.named = newest.named || h.named
			newest.entry = cmp.Or(h.entry, newest.entry)
		}
	}
	for _, f := range s.Pursuit.Feedback {
		hear(heard{f.Date, f.Gap != "", nil})
	}
	for i := range s.Entries {
		if e := s.Entries[i]; e.FeedbackFrom != (edition.Person{}) {
			hear(heard{e.Day, len(e.GapOpened) > 0, e})
		}
	}
	return newest, ok
}

// gapRests is the number of days after which an open gap comes to mind.
const gapRests = 14

// smallThing is rule 8: an open gap that nothing was done about for a while, the
// longest first.
func (p *prompter) smallThing() *Suggestion {
	var best *Suggestion
	var since civil.Date
	for _, s := range p.open {
		for i := range s.Gaps {
			g := &s.Gaps[i]
			last := touched(g)
			if !g.Closed.IsZero() || last.IsZero() || p.today.Sub(last) < gapRests || best != nil && !last.Before(since) {
				continue
			}
			since = last
			best = &Suggestion{Pursuit: s.Pursuit.ID, Text: p.words.Say("next.small-thing", "title", strings.TrimRight(g.Title, ".!? "))}
			if g.Plan != "" {
				best.Prompt = []string{g.Plan}
			}
		}
	}
	return best
}

// touched is the last day on which a gap was opened or worked on.
func touched(g *Gap) civil.Date {
	last := later(g.Opened, g.Worked)
	if n := len(g.Reopened); n > 0 {
		last = later(last, g.Reopened[n-1])
	}
	return last
}
