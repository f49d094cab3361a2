package edition

import (
	"cmp"
	"slices"

	"journal/generator/civil"
	"journal/generator/frontmatter"
	"journal/generator/journal"
	"journal/generator/slug"
	"journal/generator/visibility"
)

// pursuit copies what this audience may see of a pursuit.
func (a *admission) pursuit(j *journal.Pursuit) *Pursuit {
	f := j.Front
	body, said := a.body(j.Text)
	a.messages = append(a.messages, said...)
	p := &Pursuit{
		ID: a.id(j.ID), Title: cmp.Or(a.spoken(f.Title.S), a.names().ReplaceNamed(j.ID)), Kind: a.replace(cmp.Or(f.Kind.S, "job")),
		called: cmp.Or(spoken(f.Title.S), j.ID),
		Role:   a.spoken(f.Role), Program: j.Program, DayZero: a.upToToday(dayZero(f, a.mayShow)),
		Applied: a.past(f.Applied), Interviews: a.past(f.Interviews), Decided: a.upToToday(f.Decided), Ended: a.upToToday(f.Ended),
		Status: cmp.Or(f.Status.S, "open"), Outcome: f.Outcome.S, Arc: f.Arc, ThenAndNow: f.ThenAndNow, Qualities: a.allSpoken(f.Qualities),
		StepsDone: a.stepDates(f.StepsDone), StepsSkipped: a.stepDates(f.StepsSkipped),
		Tags: a.tagsOf(f.Tags), Summary: a.spoken(f.Summary), Lang: f.Lang, Body: body,
		Level: j.Visible.Level, from: j.Path, aliases: f.Aliases,
	}
	name := cmp.Or(a.address(slug.Make(j.ID, a.journal.Config.Language), "", "pursuit"), "pursuit")
	p.Address = a.claim("pursuits/", name, j.Path, j.Visible.Level == visibility.Public)
	if f.Arc < 0 {
		p.Arc = j.Program.Arc
	}
	for _, r := range f.People {
		if person := a.person(r.Person.S); person.Name != "" {
			p.People = append(p.People, Role{person, a.spoken(r.Role)})
		}
	}
	p.Gaps = a.gaps(j)
	p.Feedback = a.feedback(j)
	p.Twins, p.Milestones = a.twins(f), a.milestones(f)
	p.Organization = a.organization(f.Organization)
	if a.desk {
		p.Why, p.Source = j.Visible.Why, j.Path
	}
	if a.own {
		p.URL = f.URL
	} else {
		a.messages = append(a.messages, a.checkNamed(j.Path, j.Text, pursuitLines(f)...)...)
	}
	return p
}

// upToToday gives the day, or none if it lies ahead: that is nobody's business
// but the author's.
func (a *admission) upToToday(d civil.Date) civil.Date {
	if !a.own && d.After(a.today) {
		return civil.Date{}
	}
	return d
}

// past leaves out days to come.
func (a *admission) past(days []civil.Date) []civil.Date {
	return slices.DeleteFunc(slices.Clone(days), func(d civil.Date) bool { return a.upToToday(d).IsZero() })
}

// dayZero is the stated day, else the day of the first milestone turned-down that
// counts.
func dayZero(f frontmatter.Pursuit, counts func(frontmatter.Stated) bool) civil.Date {
	if !f.DayZero.IsZero() {
		return f.DayZero
	}
	for _, m := range f.Milestones {
		if m.ID.S == "turned-down" && counts(m.Visibility) {
			return m.Date
		}
	}
	return civil.Date{}
}

// isPublic reports whether a part of a pursuit's file says that it is.
func isPublic(s frontmatter.Stated) bool {
	return s.Held == "" && s.Given && s.Level == visibility.Public
}

// mayShow judges a part of a pursuit's file: in a public pursuit it is shown
// unless it says otherwise.
func (a *admission) mayShow(s frontmatter.Stated) bool {
	return a.own || isPublic(s) || s.Held == "" && !s.Given
}

// twins are organizations that never agreed to be named: strangers read their
// public name, or none.
func (a *admission) twins(f frontmatter.Pursuit) []Twin {
	var twins []Twin
	for _, t := range f.Twins {
		twin := Twin{Name: t.Name, URL: t.URL, Status: a.replace(cmp.Or(t.Status, "spotted")), Note: a.spoken(t.Note), Shares: a.allSpoken(t.Shares), Date: a.upToToday(t.Date)}
		if !a.own {
			twin.Name, twin.URL, twin.Note = a.organization(t.Name), "", ""
		}
		twins = append(twins, twin)
	}
	return twins
}

func (a *admission) organization(name string) string {
	if a.own || name == "" {
		return name
	}
	known, _ := a.journal.People.Find(name)
	return known.Public
}

func (a *admission) milestones(f frontmatter.Pursuit) []Milestone {
	var list []Milestone
	for _, m := range f.Milestones {
		if a.mayShow(m.Visibility) && (a.own || !m.Date.After(a.today)) {
			list = append(list, Milestone{ID: a.id(m.ID.S), Title: a.spoken(m.Title), Date: m.Date})
		}
	}
	return list
}

func (a *admission) stepDates(list []frontmatter.StepDate) []StepDate {
	var dates []StepDate
	for _, sd := range list {
		if a.own || !sd.Date.After(a.today) {
			dates = append(dates, StepDate{sd.Step.S, sd.Date})
		}
	}
	return dates
}
