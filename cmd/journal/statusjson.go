package main

import (
	"journal/generator/civil"
	"journal/generator/edition"
	"journal/generator/progress"
)

// The contract of status --json: names, order and null stand as they are for
// good. Fields may be added at the end of an object.

type statusJSON struct {
	Today    civil.Date       `json:"today"`
	Entries  visibilityCounts `json:"entries"`
	Pursuits []pursuitJSON    `json:"pursuits"`
	Next     *suggestionJSON  `json:"next"`

	Reveals   []string       `json:"reveals"` // files that the next build would reveal if it was asked to
	Audiences []audienceJSON `json:"audiences"`
}

// audienceJSON is how many entries an audience may read that strangers may not.
type audienceJSON struct {
	Name    string `json:"name"`
	Entries int    `json:"entries"`
}

type pursuitJSON struct {
	ID         string          `json:"id"`
	Title      string          `json:"title"`
	Status     string          `json:"status"`
	Stage      progress.Stage  `json:"stage"`
	DayZero    *civil.Date     `json:"day_zero"`
	Day        *int            `json:"day"`
	Done       *int            `json:"done"`
	Of         *int            `json:"of"`
	Steps      []stepJSON      `json:"steps"`
	Gaps       []gapJSON       `json:"gaps"`
	Milestones []milestoneJSON `json:"milestones"`
}

type stepJSON struct {
	ID    string         `json:"id"`
	State progress.State `json:"state"`
	Since *civil.Date    `json:"since"`
	Count *int           `json:"count"`
	Of    *int           `json:"of"`
	Next  *civil.Date    `json:"next"`
}

type gapJSON struct {
	ID     string      `json:"id"`
	Opened *civil.Date `json:"opened"`
	Worked *civil.Date `json:"worked"`
	Closed *civil.Date `json:"closed"`
}

type milestoneJSON struct {
	ID   string     `json:"id"`
	Date civil.Date `json:"date"`
}

type suggestionJSON struct {
	Pursuit *string `json:"pursuit"`
	Step    *string `json:"step"`
	Text    string  `json:"text"`
}

func (s standings) json() statusJSON {
	j := statusJSON{
		Today: s.owner.Today(), Entries: countsOf(s.reading, s.owner),
		Pursuits: []pursuitJSON{}, Next: suggestionOf(s.next), Reveals: []string{}, Audiences: []audienceJSON{},
	}
	for _, e := range edition.Waiting(s.reading.Journal, s.reading.Today) {
		j.Reveals = append(j.Reveals, e.Path)
	}
	for _, audience := range s.reading.Config.Audiences {
		j.Audiences = append(j.Audiences, audienceJSON{audience.Name, s.readBy(audience.Name)})
	}
	for i := range s.all {
		j.Pursuits = append(j.Pursuits, pursuitOf(s.all[i]))
	}
	return j
}

func pursuitOf(s *progress.Standing) pursuitJSON {
	p := pursuitJSON{
		ID: s.Pursuit.ID, Title: s.Pursuit.Title, Status: s.Pursuit.Status, Stage: s.Stage,
		DayZero: known(s.DayZero), Steps: []stepJSON{}, Gaps: []gapJSON{}, Milestones: []milestoneJSON{},
	}
	if p.DayZero != nil {
		p.Day = &s.Day
	}
	if withNumbers(s) {
		p.Done, p.Of = &s.Done, &s.Of
	}
	for _, step := range s.Steps {
		p.Steps = append(p.Steps, stepJSON{step.ID, step.State, known(step.Since), counted(step.Count), counted(step.Of), known(step.Next)})
	}
	for _, g := range s.Gaps {
		p.Gaps = append(p.Gaps, gapJSON{g.ID, known(g.Opened), known(g.Worked), known(g.Closed)})
	}
	for _, m := range s.Milestones {
		if !m.Planned {
			p.Milestones = append(p.Milestones, milestoneJSON{m.ID, m.Date})
		}
	}
	return p
}

func suggestionOf(next *progress.Suggestion) *suggestionJSON {
	if next == nil {
		return nil
	}
	return &suggestionJSON{named(next.Pursuit), named(next.Step), next.Text}
}

// known is a day, or nil for none.
func known(d civil.Date) *civil.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}

// counted is a number, or nil where there is nothing to count.
func counted(n int) *int {
	if n == progress.None {
		return nil
	}
	return &n
}

// named is an id, or nil for none.
func named(id string) *string {
	if id == "" {
		return nil
	}
	return &id
}
