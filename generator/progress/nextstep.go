package progress

import (
	"slices"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/edition"
)

// withinWindow is rule 5: a step not begun whose window is still open.
func (p *prompter) withinWindow() *Suggestion {
	var best *Suggestion
	var smallest int
	for _, s := range p.open {
		for i := range s.Steps {
			def := &s.Pursuit.Program.Steps[i]
			if s.Steps[i].State != NotBegun || !p.windowOpen(s, def) || p.snoozed(def, s.DayZero) {
				continue
			}
			if days := def.Within.From(s.DayZero).Sub(s.DayZero); best == nil || days < smallest {
				best, smallest = begin(s, def), days
			}
		}
	}
	return best
}

func (p *prompter) windowOpen(s *Standing, def *config.Step) bool {
	if def.Within.IsZero() || s.DayZero.IsZero() {
		return false
	}
	return civil.Range{From: s.DayZero, To: def.Within.From(s.DayZero)}.Has(p.today)
}

// begin suggests a step by its name.
func begin(s *Standing, def *config.Step) *Suggestion {
	return &Suggestion{Pursuit: s.Pursuit.ID, Step: def.ID, Text: def.Name, Prompt: def.Prompt}
}

// snoozed reports whether a step asked to be left alone for a while, counted
// from the day on which there was first a reason to suggest it.
func (p *prompter) snoozed(def *config.Step, reason civil.Date) bool {
	return !def.Snooze.IsZero() && !reason.IsZero() && p.today.Before(def.Snooze.From(reason))
}

// sayHello is rule 7: the repeating step that has been due the longest.
func (p *prompter) sayHello() *Suggestion {
	var best *Suggestion
	var since civil.Date
	for _, s := range p.open {
		for i := range s.Steps {
			step, def := &s.Steps[i], &s.Pursuit.Program.Steps[i]
			if step.State != Due || p.snoozed(def, step.Next) || best != nil && !step.Next.Before(since) {
				continue
			}
			best, since = begin(s, def), step.Next
			best.Text, best.Entry = p.hello(s, def)
		}
	}
	return best
}

// hello names whoever the last touch of the step was with. A step that was not
// with anybody is asked for by its name.
func (p *prompter) hello(s *Standing, def *config.Step) (text string, entry *edition.Entry) {
	past, _ := split(s.Entries, p.today)
	for i := len(past) - 1; i >= 0; i-- {
		if e := past[i]; slices.Contains(e.Steps, def.ID) {
			if len(e.With) > 0 && e.With[0].Name != "" {
				return p.words.Say("next.hello", "who", e.With[0].Name), e
			}
			entry = e
			break
		}
	}
	return p.words.Say("next.again", "name", def.Name), entry
}

// firstStep is rule 9: the first step not begun whose forerunners (after) were
// begun; where they wait for each other, the first in the program.
func (p *prompter) firstStep() *Suggestion {
	for _, s := range p.open {
		first := -1
		for i := range s.Steps {
			def := &s.Pursuit.Program.Steps[i]
			if s.Steps[i].State != NotBegun || p.snoozed(def, s.DayZero) {
				continue
			}
			if first < 0 {
				first = i
			}
			if s.begun(def.After) {
				first = i
				break
			}
		}
		if first >= 0 {
			return begin(s, &s.Pursuit.Program.Steps[first])
		}
	}
	return nil
}

// begun reports whether none of the steps still waits to be begun.
func (s *Standing) begun(ids []string) bool {
	return !slices.ContainsFunc(s.Steps, func(step Step) bool {
		return step.State == NotBegun && slices.Contains(ids, step.ID)
	})
}
