package edition

import (
	"slices"

	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/frontmatter"
	"journal/generator/journal"
	"journal/generator/visibility"
)

// Waiting lists the entries whose reveal has come true and that others would see, had
// their author agreed to it. They are in the order of the journal.
func Waiting(j journal.Journal, today civil.Date) []*journal.Entry {
	a := newAdmission(j, today, eyes{}, nil)
	var waiting []*journal.Entry
	for _, e := range j.Entries {
		if e.Front.Reveal.S != "" && !j.Agreed(e) && a.due(e).Level > visibility.Private {
			waiting = append(waiting, e)
		}
	}
	return waiting
}

// gate gives the visibility that holds today, and why. What a reveal would show is
// kept back until its author has agreed once.
func (a *admission) gate(e *journal.Entry) journal.Visible {
	v := a.due(e)
	if e.Front.Reveal.S != "" && v.Level > visibility.Private && !a.journal.Agreed(e) {
		return journal.Visible{Why: "it may be revealed (" + e.Front.Reveal.S + "), if you say so: journal build --reveal"}
	}
	return v
}

// due gives the visibility that the day and the course of things allow.
func (a *admission) due(e *journal.Entry) journal.Visible {
	v := e.Visible
	if e.Reveals() {
		v = journal.Visible{Level: visibility.Public, Why: "it was revealed: " + e.Front.Reveal.S}
	}
	switch {
	case v.Level == visibility.Private:
		return v
	case e.Day.IsZero():
		return journal.Visible{Why: "its date is not understood"}
	case e.Day.After(a.today):
		return journal.Visible{Why: "it is planned for " + e.Day.String() + ", and days to come are private"}
	case e.Front.Opens.S != "" && !a.opened(e):
		return journal.Visible{Why: "it opens on " + e.Front.Opens.S}
	}
	if met, why := a.revealed(e); !met {
		return journal.Visible{Why: why}
	}
	return v
}

// checkRevealed holds the rule about names in keys for an entry that was private by
// its file, and so was not looked at when it was read.
func (a *admission) checkRevealed(e *journal.Entry) diag.List {
	if !e.Reveals() {
		return nil
	}
	var messages diag.List
	for _, t := range slices.Concat(e.Front.With, []frontmatter.Text{e.Front.FeedbackFrom}) {
		if t.S != "" && a.person(t.S).Name == "" {
			messages = append(messages, diag.New("E130", t.Pos, "give them a `public` name in people.toml, or take the reveal out",
				"%s has no public name in people.toml, so this revealed entry would name them", diag.Quote(t.S)))
		}
	}
	return messages
}
