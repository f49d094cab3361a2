package progress

import (
	"slices"
	"strings"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/edition"
)

// count is a step that is done on the day the last of so many distinct things
// appears.
func (c *course) count(s *Step, def *config.Step, said saying) {
	found := c.found(def.Of, said)
	slices.SortFunc(found, civil.Date.Compare)
	needs := max(1, def.Needs)
	s.Count, s.Of = len(found), needs
	switch {
	case len(found) >= needs:
		s.State, s.Since = Done, found[needs-1]
	case len(said.counted) > 0:
		s.State, s.Since = Working, said.counted[0].Day
	case len(found) > 0:
		s.State, s.Since = Working, found[0]
	}
}

// found gives the day on which each distinct thing appeared; no day where it is
// not known.
func (c *course) found(of string, said saying) []civil.Date {
	switch of {
	case "days":
		return firstDays(said.counted, func(e *edition.Entry, add func(string)) { add(e.Day.String()) })
	case "people":
		return firstDays(said.counted, func(e *edition.Entry, add func(string)) {
			for _, p := range e.With {
				add(personKey(p))
			}
		})
	case "twins":
		return c.twins(said)
	case "gaps-closed":
		return c.eased(said.reopen)
	}
	return entryDays(said.counted)
}

func entryDays(entries []*edition.Entry) []civil.Date {
	days := make([]civil.Date, len(entries))
	for i, e := range entries {
		days[i] = e.Day
	}
	return days
}

// firstDays gives for each distinct key the day of the first entry that has it.
func firstDays(entries []*edition.Entry, keys func(e *edition.Entry, add func(string))) []civil.Date {
	var days []civil.Date
	seen := map[string]bool{}
	for _, e := range entries {
		keys(e, func(key string) {
			if !seen[key] {
				seen[key] = true
				days = append(days, e.Day)
			}
		})
	}
	return days
}

// personKey tells people apart: by id, else by name.
func personKey(p edition.Person) string {
	if p.ID != "" {
		return "id " + p.ID
	}
	return "name " + foldName(p.Name)
}

func foldName(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}

// twins are the organizations that the pursuit lists, in whatever status: the
// step is to find them. A twin without a date is taken to have appeared with the
// step's entries, one with each. Where the pursuit lists none at all, each entry
// tells of one. After a reopening only what is dated since then counts.
func (c *course) twins(said saying) []civil.Date {
	if len(c.pursuit.Twins) == 0 {
		return entryDays(said.counted)
	}
	var days []civil.Date
	undated := 0
	seen := map[string]bool{}
	for _, t := range c.pursuit.Twins {
		key := foldName(t.Name)
		if t.Date.After(c.today) || key != "" && seen[key] {
			continue
		}
		seen[key] = true
		switch {
		case c.stands(t.Date, said.reopen):
			days = append(days, t.Date)
		case t.Date.IsZero() && said.reopen.IsZero():
			days = append(days, nthDay(said.counted, undated))
			undated++
		}
	}
	return days
}

// nthDay is the day of the n-th entry, or of the last one if there are fewer.
func nthDay(entries []*edition.Entry, n int) civil.Date {
	if len(entries) == 0 {
		return civil.Date{}
	}
	return entries[min(n, len(entries)-1)].Day
}

// eased gives the closing days of the pursuit's soft spots.
func (c *course) eased(reopen civil.Date) []civil.Date {
	var days []civil.Date
	for i := range c.gaps {
		if c.stands(c.gaps[i].Closed, reopen) {
			days = append(days, c.gaps[i].Closed)
		}
	}
	return days
}
