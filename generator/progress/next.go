package progress

import (
	"slices"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/edition"
	"journal/generator/words"
)

// Suggestion is the one next step.
type Suggestion struct {
	Pursuit, Step string // ids, or ""
	Text          string
	Prompt        []string       // words to begin with
	Entry         *edition.Entry // the entry it speaks of; nil: none
}

// Next gives the one next step that would help, or nil for nothing: the first
// rule of the specification's table "Next step" that fires. Loose are entries
// that belong to no pursuit. It is said in the words of w.
//
// Pursuits whose program has no numbers make no suggestion; their rests count. Of
// those that are won or closed only their setbacks, letters and plans speak, and
// a resting one also by what an entry set for itself (next_by). Among several
// pursuits the first of the list wins where a rule names no other order.
func Next(all []*Standing, loose []*edition.Entry, today civil.Date, w *words.Catalogue) *Suggestion {
	if resting(all, loose, today) {
		return nil
	}
	p := newPrompter(all, loose, today)
	p.words = w
	rules := []func() *Suggestion{
		p.afterSetback, p.fallingDue, p.setForToday, p.withinWindow, p.nameAGap, p.sayHello, p.smallThing, p.firstStep,
	}
	for _, rule := range rules {
		if s := rule(); s != nil {
			return s
		}
	}
	return nil
}

// resting is rule 1: inside a rest there is nothing to do.
func resting(all []*Standing, loose []*edition.Entry, today civil.Date) bool {
	past, _ := split(loose, today)
	on := func(r civil.Range) bool { return r.Has(today) }
	if slices.ContainsFunc(rests(past), on) {
		return true
	}
	for i := range all {
		if slices.ContainsFunc(all[i].Rests, on) {
			return true
		}
	}
	return false
}

// prompter looks for the next step.
type prompter struct {
	words   *words.Catalogue
	today   civil.Date
	threads []thread    // entries that may be spoken of
	open    []*Standing // pursuits in motion
}

// thread is the entries of one pursuit, or those of none.
type thread struct {
	pursuit string // id, or ""
	past    []*edition.Entry
	over    bool // the pursuit is won or closed
}

func newPrompter(all []*Standing, loose []*edition.Entry, today civil.Date) *prompter {
	p := &prompter{today: today}
	for _, s := range all {
		if s.Pursuit.Program.Progress == config.NoNumbers {
			continue
		}
		past, _ := split(s.Entries, today)
		over := s.Pursuit.Status == "won" || s.Pursuit.Status == "closed"
		p.threads = append(p.threads, thread{s.Pursuit.ID, past, over})
		if !over && s.Pursuit.Status != "paused" {
			p.open = append(p.open, s)
		}
	}
	past, _ := split(loose, today)
	p.threads = append(p.threads, thread{past: past})
	return p
}
