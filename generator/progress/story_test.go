package progress

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/markdown"
)

// today of all tests that do not say otherwise, as in the specification.
const today = "2026-04-05"

func day(s string) civil.Date {
	if s == "" {
		return civil.Date{}
	}
	if len(s) == len("01-02") {
		s = "2026-" + s
	}
	d, err := civil.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

func days(list ...string) []civil.Date {
	var all []civil.Date
	for _, s := range list {
		all = append(all, day(s))
	}
	return all
}

func period(s string) civil.Period {
	p, err := civil.ParsePeriod(s)
	if err != nil {
		panic(err)
	}
	return p
}

func span(from, to string) civil.Range { return civil.Range{From: day(from), To: day(to)} }

// secondPlace is the program of the specification.
func secondPlace() config.Program {
	return config.Program{ID: "second-place", Progress: config.BySteps, Arc: 30, Steps: []config.Step{
		{ID: "thank", Name: "Don't burn the bridge", Label: "Thank them", Mode: config.Once, Within: period("2d"), Prompt: []string{"Who decided?"}},
		{ID: "feedback", Name: "Seek feedback", Label: "Ask for feedback", Mode: config.Once, Within: period("7d")},
		{ID: "recalibrate", Name: "Recalibrate", Label: "Recalibrate", Mode: config.Checklist,
			Items: []string{"What do they really want?", "Other openings there", "Selling points I missed", "Gaps in skill or experience"}},
		{ID: "add-value", Name: "Add value anyway", Label: "Add value anyway", Mode: config.Repeat, Every: period("14d")},
		{ID: "twin", Name: "Find a twin", Label: "Find a twin", Mode: config.Count, Of: "twins", Needs: 3},
		{ID: "persist", Name: "Don't give up", Label: "Keep going", Mode: config.Repeat, Every: period("30d"), After: []string{"thank"}},
	}}
}

// only is a program of one step.
func only(s config.Step) config.Program {
	s.Name = s.ID
	return config.Program{ID: "own", Progress: config.BySteps, Steps: []config.Step{s}}
}

func northwind() *edition.Pursuit {
	return &edition.Pursuit{ID: "northwind", Title: "Northwind", Kind: "job", Status: "open", Program: secondPlace()}
}

// entry writes an entry: a day, steps parted by blanks, and what else is in it.
func entry(when, steps string, more ...func(*edition.Entry)) *edition.Entry {
	e := &edition.Entry{Day: day(when), Steps: strings.Fields(steps), Title: when}
	for _, m := range more {
		m(e)
	}
	return e
}

type with = func(*edition.Entry)

func state(s string) with { return func(e *edition.Entry) { e.State = s } }
func done(ids ...string) with {
	return func(e *edition.Entry) { e.Done = ids }
}
func marks(ids ...string) with {
	return func(e *edition.Entry) { e.Milestones = ids }
}
func rest(from, to string) with { return func(e *edition.Entry) { e.Rest = span(from, to) } }
func setback(text string, helped ...string) with {
	return func(e *edition.Entry) { e.Setback, e.SetbackText, e.Helped = true, text, helped }
}

func met(names ...string) with {
	return func(e *edition.Entry) {
		for _, name := range names {
			e.With = append(e.With, edition.Person{ID: strings.ToLower(name), Name: name})
		}
	}
}

// text gives an entry its body, read as Markdown.
func text(lines ...string) with {
	return func(e *edition.Entry) {
		body := []byte(strings.Join(lines, "\n") + "\n")
		e.Body, _ = markdown.Parse(diag.Source{File: "entry.md", Text: body}, body, 1, markdown.Options{})
	}
}

func story(entries ...*edition.Entry) []*edition.Entry { return entries }

// sameEntry compares entries as the things they are.
var sameEntry = cmp.Comparer(func(a, b *edition.Entry) bool { return a == b })

// number is an entry's place in its story, from 1; 0 for none.
func number(story []*edition.Entry, e *edition.Entry) int { return slices.Index(story, e) + 1 }

func stepOf(t *testing.T, s Standing, id string) Step {
	t.Helper()
	for _, step := range s.Steps {
		if step.ID == id {
			return step
		}
	}
	t.Fatalf("there is no step %q", id)
	return Step{}
}

// line sums up a step: its state, since when, how many of how many, what is next.
func line(s Step) string {
	out := string(s.State)
	if !s.Since.IsZero() {
		out += " " + s.Since.String()
	}
	if s.Count != None {
		out += fmt.Sprintf(", %d", s.Count)
	}
	if s.Of != None {
		out += fmt.Sprintf(" of %d", s.Of)
	}
	if !s.Next.IsZero() {
		out += ", next " + s.Next.String()
	}
	return out
}
