package progress

import (
	"journal/generator/edition"
	"journal/generator/markdown"
)

// afterSetbackDays is how long after a setback one line is enough.
const afterSetbackDays = 3

// afterSetback is rule 2. What helped is that entry's own list, else the last
// one of its thread.
func (p *prompter) afterSetback() *Suggestion {
	var last *edition.Entry
	var of thread
	for _, t := range p.threads {
		if n := len(t.past); n > 0 && (last == nil || isLater(t.past[n-1], last)) {
			last, of = t.past[n-1], t
		}
	}
	if last == nil || !last.Setback || p.today.Sub(last.Day) > afterSetbackDays {
		return nil
	}
	return &Suggestion{Pursuit: of.pursuit, Text: p.words.Say("next.one-line"), Prompt: helped(of.past), Entry: last}
}

func isLater(a, b *edition.Entry) bool {
	return edition.Compare(a, b) > 0
}

func helped(past []*edition.Entry) []string {
	for i := len(past) - 1; i >= 0; i-- {
		if len(past[i].Helped) > 0 {
			return past[i].Helped
		}
	}
	return nil
}

// fallingDue is rule 3: a letter that opens or a reveal that comes today, or an
// entry of today with
// something left to do, as a plan has whose day has come.
func (p *prompter) fallingDue() *Suggestion {
	for _, t := range p.threads {
		for i := range t.past {
			switch e := t.past[i]; {
			case e.Letter && e.Opens == p.today:
				return &Suggestion{Pursuit: t.pursuit, Text: p.words.Say("next.letter", "title", e.Title), Entry: e}
			case e.Reveals == p.today:
				return &Suggestion{Pursuit: t.pursuit, Text: p.words.Say("next.reveal", "title", e.Title), Entry: e}
			}
		}
		for i := len(t.past) - 1; i >= 0 && t.past[i].Day == p.today; i-- {
			e := t.past[i]
			if todo := openBoxes(e); len(todo) > 0 {
				return &Suggestion{Pursuit: t.pursuit, Text: p.words.Say("next.planned", "title", e.Title), Prompt: todo, Entry: e}
			}
		}
	}
	return nil
}

// openBoxes are the things that an entry leaves to do.
func openBoxes(e *edition.Entry) []string {
	var todo []string
	if e.Body != nil {
		for _, b := range e.Body.Boxes() {
			if b.Mark == markdown.Open || b.Mark == markdown.Working {
				todo = append(todo, b.Text)
			}
		}
	}
	return todo
}

// setForToday is rule 4: what an entry set for itself, once its day has come and
// until something is written in its pursuit from that day on. The longest
// waiting comes first.
func (p *prompter) setForToday() *Suggestion {
	var first *edition.Entry
	var pursuit string
	for _, t := range p.threads {
		for i := range t.past {
			e := t.past[i]
			if !t.over && p.waits(e, t.past[i+1:]) && (first == nil || e.NextBy.Before(first.NextBy)) {
				first, pursuit = e, t.pursuit
			}
		}
	}
	if first == nil {
		return nil
	}
	return &Suggestion{Pursuit: pursuit, Text: first.Next, Entry: first}
}

func (p *prompter) waits(e *edition.Entry, after []*edition.Entry) bool {
	if e.Next == "" || e.NextBy.IsZero() || e.NextBy.After(p.today) {
		return false
	}
	return len(after) == 0 || after[len(after)-1].Day.Before(e.NextBy)
}
