package edition

import (
	"cmp"
	"slices"
	"strings"

	"journal/generator/civil"
	"journal/generator/frontmatter"
	"journal/generator/journal"
	"journal/generator/slug"
	"journal/generator/visibility"
)

// pursuit copies what this audience may see of a pursuit.
func (a *admission) pursuit(j *journal.Pursuit) Pursuit {
	f := j.Front
	p := Pursuit{
		ID: j.ID, Title: cmp.Or(f.Title.S, j.ID), Kind: cmp.Or(f.Kind.S, "job"),
		Address: "pursuits/" + cmp.Or(slug.Make(j.ID, a.journal.Config.Language), "pursuit") + "/",
		Role:    f.Role, Program: j.Program, DayZero: a.dayZero(f),
		Applied: a.past(f.Applied...), Interviews: a.past(f.Interviews...), Decided: first(a.past(f.Decided)), Ended: first(a.past(f.Ended)),
		Status: cmp.Or(f.Status.S, "open"), Outcome: f.Outcome.S, Arc: f.Arc, Qualities: f.Qualities,
		StepsDone: stepDates(f.StepsDone), StepsSkipped: stepDates(f.StepsSkipped),
		Tags: texts(f.Tags), Summary: f.Summary, Lang: f.Lang, Body: a.body(j.Text),
		Level: j.Visible.Level, from: j.Path,
	}
	if f.Arc < 0 {
		p.Arc = j.Program.Arc
	}
	for _, r := range f.People {
		if person := a.person(r.Person.S); person.Name != "" {
			p.People = append(p.People, Role{person, r.Role})
		}
	}
	p.Gaps, p.Feedback = a.gaps(f), a.feedback(f)
	p.Twins, p.Milestones = a.twins(f), a.milestones(f)
	p.Organization = a.organization(f.Organization)
	if a.owner {
		p.Why, p.Source, p.URL = j.Visible.Why, j.Path, f.URL
	}
	return p
}

// past leaves out days to come where they are nobody's business but the author's.
func (a *admission) past(days ...civil.Date) []civil.Date {
	if a.owner {
		return days
	}
	return slices.DeleteFunc(slices.Clone(days), func(d civil.Date) bool { return d.After(a.today) })
}

func first(days []civil.Date) civil.Date {
	if len(days) == 0 {
		return civil.Date{}
	}
	return days[0]
}

// dayZero is the stated day, else the day of the milestone turned-down.
func (a *admission) dayZero(f frontmatter.Pursuit) civil.Date {
	if !f.DayZero.IsZero() {
		return f.DayZero
	}
	for _, m := range f.Milestones {
		if m.ID.S == "turned-down" && a.mayShow(m.Visibility) {
			return m.Date
		}
	}
	return civil.Date{}
}

// mayShow judges a part of a pursuit's file: in a public pursuit it is shown
// unless it says otherwise.
func (a *admission) mayShow(s frontmatter.Stated) bool {
	return a.owner || s.Held == "" && (!s.Given || s.Level == visibility.Public)
}

func (a *admission) gaps(f frontmatter.Pursuit) []Gap {
	var gaps []Gap
	for _, g := range f.Gaps {
		gap := Gap{ID: g.ID.S, Title: cmp.Or(g.Title, g.PublicTitle, g.ID.S), Kind: g.Kind, Plan: g.Plan, Opened: g.Opened, Closed: g.Closed}
		if !a.owner {
			if g.PublicTitle == "" {
				continue
			}
			gap.Title, gap.Plan = g.PublicTitle, ""
		}
		gaps = append(gaps, gap)
	}
	return gaps
}

// feedback is private unless it says public.
func (a *admission) feedback(f frontmatter.Pursuit) []Feedback {
	var said []Feedback
	for _, b := range f.Feedback {
		if a.owner || b.Visibility.Given && b.Visibility.Held == "" && b.Visibility.Level == visibility.Public {
			said = append(said, Feedback{Date: b.Date, From: a.person(b.From.S), Text: b.Text, Gap: b.Gap.S})
		}
	}
	return said
}

// twins are organizations that never agreed to be named: strangers read their
// public name, or none.
func (a *admission) twins(f frontmatter.Pursuit) []Twin {
	var twins []Twin
	for _, t := range f.Twins {
		twin := Twin{Name: t.Name, URL: t.URL, Status: cmp.Or(t.Status, "spotted"), Note: t.Note, Shares: t.Shares, Date: t.Date}
		if !a.owner {
			twin.Name, twin.URL, twin.Note = a.organization(t.Name), "", ""
		}
		twins = append(twins, twin)
	}
	return twins
}

func (a *admission) organization(name string) string {
	if a.owner || name == "" {
		return name
	}
	known, _ := a.journal.People.Find(name)
	return known.Public
}

func (a *admission) milestones(f frontmatter.Pursuit) []Milestone {
	var list []Milestone
	for _, m := range f.Milestones {
		if a.mayShow(m.Visibility) && (a.owner || !m.Date.After(a.today)) {
			list = append(list, Milestone{ID: m.ID.S, Title: m.Title, Date: m.Date})
		}
	}
	return list
}

func stepDates(list []frontmatter.StepDate) []StepDate {
	var dates []StepDate
	for _, sd := range list {
		dates = append(dates, StepDate{sd.Step.S, sd.Date})
	}
	return dates
}

// pages admits undated pages, by weight and title.
func (a *admission) pages() []Page {
	var pages []Page
	taken := map[string]bool{}
	for _, published := range []bool{true, false} {
		for _, j := range a.journal.Pages {
			if (j.Visible.Level >= visibility.Unlisted) == published && a.admits(j.Visible.Level) {
				pages = append(pages, a.page(j, taken))
			}
		}
	}
	weights := map[string]int{}
	for _, j := range a.journal.Pages {
		weights[j.Path] = j.Front.Weight
	}
	slices.SortStableFunc(pages, func(x, y Page) int {
		return cmp.Or(cmp.Compare(weights[x.from], weights[y.from]), strings.Compare(x.Title, y.Title), strings.Compare(x.from, y.from))
	})
	return pages
}

func (a *admission) page(j *journal.Page, taken map[string]bool) Page {
	slug := cmp.Or(j.Slug, "page")
	if j.Visible.Level == visibility.Unlisted {
		slug += "-" + a.linkHash(j.Path)
	}
	for taken[slug] || reservedRoute(slug) {
		slug += "-page"
	}
	taken[slug] = true
	p := Page{
		Title: cmp.Or(j.Front.Title.S, a.body(j.Text).Title(), humanize(j.Path), "Untitled"), Address: slug + "/",
		Summary: cmp.Or(j.Front.Summary, a.body(j.Text).Summary(summaryLength)), Lang: j.Front.Lang,
		Body: a.body(j.Text), Tags: texts(j.Front.Tags), Level: j.Visible.Level,
		Listed: a.owner || j.Visible.Level == visibility.Public, from: j.Path,
	}
	if a.owner {
		p.Why, p.Source = j.Visible.Why, j.Path
	}
	return p
}

// reservedRoute reports whether the site itself has pages under the name.
func reservedRoute(slug string) bool {
	switch slug {
	case "entries", "pursuits", "steps", "timeline", "calendar", "reviews", "feedback", "people", "tags", "index-of-words", "book", "assets", "files", "letters":
		return true
	}
	return false
}
