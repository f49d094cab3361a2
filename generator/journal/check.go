package journal

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/fields"
	"journal/generator/frontmatter"
	"journal/generator/memo"
	"journal/generator/slug"
	"journal/generator/visibility"
)

// Milestones are the ids that need no explanation of their own.
func Milestones() []string {
	return []string{
		"applied", "interview", "turned-down", "thanked", "feedback", "second-call", "offer", "accepted", "first-day",
		"day-1", "day-7", "day-30", "day-90", "day-365", "setback", "back",
	}
}

// checkNames holds the rule that an entry which others may see names nobody
// whose public name is not decided.
func (l *loader) checkNames(e *Entry, src diag.Source) {
	if !namesPublic(e.Visible, e.Front.Audience) {
		return
	}
	named := e.Front.With
	if e.Front.FeedbackFrom.S != "" {
		named = append(named[:len(named):len(named)], e.Front.FeedbackFrom)
	}
	for _, t := range named {
		person, known := l.journal.People.Find(t.S)
		switch {
		case !known:
			l.say(src.Message("E130", t.Pos, t.Len, "add ["+personID(t.S)+"] with a `public` name to people.toml, or make the entry private",
				"%s is not in people.toml, so this %s entry would name them", diag.Quote(t.S), e.Visible.Level))
		case person.Public == "":
			l.say(src.Message("E130", t.Pos, t.Len, "add `public = \"…\"` below ["+person.ID+"] in people.toml, or make the entry private",
				"%s has no public name in people.toml, so this %s entry would name them", diag.Quote(t.S), e.Visible.Level))
		}
	}
}

func personID(name string) string {
	return cmp.Or(slug.Make(strings.Fields(name + " x")[0], "en"), "name")
}

func (l *loader) checkEntry(e *Entry, src diag.Source) {
	l.checkMilestones(e, src)
	l.checkPursuitSeen(e, src)
}

// checkPursuitSeen warns where an entry is published and its pursuit is not.
func (l *loader) checkPursuitSeen(e *Entry, src diag.Source) {
	if e.Visible.Level < visibility.Unlisted {
		return
	}
	for _, at := range e.Front.Pursuits {
		if p, ok := l.journal.Pursuit(at.S); ok && p.Visible.Level < visibility.Public {
			l.say(src.Message("W233", at.Pos, at.Len, "make the pursuit public as well if it may be named",
				"the pursuit %s is %s, so this %s entry is shown without it", diag.Quote(p.ID), p.Visible.Level, e.Visible.Level))
		}
	}
}

// checkPursuitIDs finds files that would be one and the same pursuit.
func (l *loader) checkPursuitIDs() {
	for i, p := range l.journal.Pursuits {
		if i > 0 && p.ID == l.journal.Pursuits[i-1].ID {
			l.say(diag.New("E111", diag.Pos{File: p.Path}, "rename one of them; entries name a pursuit by its file",
				"this file and %s would both be the pursuit %s", l.journal.Pursuits[i-1].Path, diag.Quote(p.ID)))
		}
	}
}

func (l *loader) checkMilestones(e *Entry, src diag.Source) {
	for _, t := range e.Front.Milestones {
		known := Milestones()
		for _, p := range l.journal.Pursuits {
			if slices.Contains(e.Pursuits, p.ID) || len(e.Pursuits) == 0 && len(l.journal.Pursuits) == 1 {
				for _, m := range p.Front.Milestones {
					known = append(known, m.ID.S)
				}
			}
		}
		if slices.Contains(known, t.S) {
			continue
		}
		hint := "it is shown under its own name; list it as [[milestone]] in the pursuit to give it a title"
		if near := diag.Nearest(t.S, known); near != "" {
			hint = "did you mean " + diag.Quote(near) + "? Otherwise " + hint
		}
		l.say(src.Message("W220", t.Pos, t.Len, hint, "milestone %s is not one of the usual ones", diag.Quote(t.S)))
	}
}

// check says what only the whole journal shows.
func (l *loader) check() {
	l.checkDayZero()
	l.checkGaps()
	l.sayExtras()
}

// checkGaps warns of soft spots that are worked on or closed and were never
// opened. They are made all the same.
func (l *loader) checkGaps() {
	opened := map[string]bool{}
	for _, p := range l.journal.Pursuits {
		for _, g := range p.Front.Gaps {
			opened[g.ID.S] = true
		}
		for _, f := range p.Front.Feedback {
			opened[f.Gap.S] = true
		}
	}
	for _, e := range l.withGaps {
		for _, t := range e.Front.GapOpened {
			opened[t.S] = true
		}
	}
	names := make([]string, 0, len(opened))
	for name := range opened {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, e := range l.withGaps {
		for _, t := range slices.Concat(e.Front.GapWorked, e.Front.GapClosed) {
			if opened[t.S] {
				continue
			}
			hint := "it is made now; gap_opened in an earlier entry would say when it began"
			if near := diag.Nearest(t.S, names); near != "" {
				hint = "did you mean " + diag.Quote(near) + "?"
			}
			l.say(l.source(e.Path).Message("W222", t.Pos, t.Len, hint, "no entry and no pursuit opens the gap %s", diag.Quote(t.S)))
		}
	}
}

func (l *loader) source(path string) diag.Source {
	in, _ := l.src.Get(path)
	file, _ := frontmatter.Split(path, in.Text)
	return file.Source
}

// extra is a key that nobody knows.
type extra struct {
	key string
	pos diag.Pos
}

func (l *loader) countExtras(file frontmatter.File, unknown []fields.Field) {
	for _, f := range unknown {
		if !slices.Contains(l.journal.Config.Frontmatter.Extra, f.Key) {
			l.extras = append(l.extras, extra{f.Key, f.Pos})
		}
	}
}

// sayExtras warns once for each unknown key, at its first place.
func (l *loader) sayExtras() {
	slices.SortStableFunc(l.extras, func(a, b extra) int {
		return cmp.Or(strings.Compare(a.key, b.key), a.pos.Compare(b.pos))
	})
	for i := 0; i < len(l.extras); {
		first, n := l.extras[i], 0
		for file := ""; i < len(l.extras) && l.extras[i].key == first.key; i++ {
			if l.extras[i].pos.File != file {
				file, n = l.extras[i].pos.File, n+1
			}
		}
		files := "one file"
		if n > 1 {
			files = fmt.Sprintf("%d files", n)
		}
		l.say(diag.New("W210", first.pos, "if it is yours, list it in journal.toml: [frontmatter] extra = ["+diag.Quote(first.key)+"]",
			"%s is not a key of journal (in %s); it is kept and not used", diag.Quote(first.key), files))
	}
}

// checkPursuit finds a pursuit's program and reads its dates against each other.
func (l *loader) checkPursuit(p *Pursuit, file frontmatter.File) {
	src, f := file.Source, p.Front
	p.Program = l.journal.Config.Program
	if f.Program.S != "" {
		program, ok := l.journal.Config.ProgramByID(f.Program.S)
		if !ok {
			l.say(src.Message("E121", f.Program.Pos, f.Program.Len, diag.DidYouMean(f.Program.S, l.journal.Config.ProgramIDs(), "programs"), "unknown program %s", diag.Quote(f.Program.S)))
		} else {
			p.Program = program
		}
	}
	l.checkStepDates(p, src)
	if (f.Status.S == "won" || f.Status.S == "closed") && f.Ended.IsZero() {
		l.say(src.Message("W232", f.Status.Pos, f.Status.Len, "add `ended` with the day", "this pursuit is %s but does not say when it ended; its last milestone or entry counts", f.Status.S))
	}
}

func (l *loader) checkStepDates(p *Pursuit, src diag.Source) {
	for _, sd := range slices.Concat(p.Front.StepsDone, p.Front.StepsSkipped) {
		l.step([]config.Program{p.Program}, sd.Step, src)
	}
}

// checkDayZero warns of entries that work on a step before the day on which the
// recovery is said to begin.
func (l *loader) checkDayZero() {
	type begun struct {
		pursuit *Pursuit
		first   *Entry
	}
	var all []begun
	first := l.firstSteps()
	for _, p := range l.journal.Pursuits {
		zero, e := p.Front.DayZero, first[p.ID]
		if !zero.IsZero() && e != nil && e.Day.Before(zero) && !e.Day.IsZero() {
			all = append(all, begun{p, e})
		}
	}
	for _, m := range memo.Each(l.memo, "day zero", l.journal.Around, all, func(b begun) diag.Message {
		at := b.pursuit.Front.DayZeroAt
		return l.source(b.pursuit.Path).Message("W230", at.Pos, at.Len, "day zero is the day of the call; what came before has negative day numbers",
			"day zero is %s, but %s already works on a step on %s", b.pursuit.Front.DayZero, b.first.Path, b.first.Day)
	}) {
		l.say(m)
	}
}

// firstSteps gives for each pursuit its first entry that works on a step.
func (l *loader) firstSteps() map[string]*Entry {
	var only []string // the pursuit of entries that name none
	if len(l.journal.Pursuits) == 1 {
		only = []string{l.journal.Pursuits[0].ID}
	}
	first := make(map[string]*Entry, len(l.journal.Pursuits))
	for _, some := range memo.Runs(l.memo, "first steps", memo.KeyOf("first steps", []byte(strings.Join(only, ""))), l.journal.Entries, func(entries []*Entry) map[string]*Entry {
		first := map[string]*Entry{}
		for _, e := range entries {
			ids := e.Pursuits
			if len(ids) == 0 {
				ids = only
			}
			for _, id := range ids {
				if len(e.Steps) > 0 && first[id] == nil {
					first[id] = e
				}
			}
		}
		return first
	}) {
		for id, e := range some {
			if first[id] == nil {
				first[id] = e
			}
		}
	}
	return first
}
