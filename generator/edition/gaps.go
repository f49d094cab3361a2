package edition

import (
	"cmp"
	"fmt"
	"slices"

	"journal/generator/journal"
)

// gapKey is a soft spot as one pursuit knows it.
type gapKey struct{ pursuit, gap string }

// gaps are the soft spots that a pursuit lists. Strangers know those that have a
// public title, by that title and nothing else: an id may say more than its
// author wants to.
func (a *admission) gaps(p *journal.Pursuit) []Gap {
	var gaps []Gap
	for _, g := range p.Front.Gaps {
		title := a.spoken(g.PublicTitle)
		switch {
		case a.own:
			gaps = append(gaps, Gap{ID: g.ID.S, Title: cmp.Or(a.spoken(g.Title), title, g.ID.S), Kind: g.Kind, Plan: a.spoken(g.Plan), Opened: g.Opened, Closed: g.Closed})
		case title != "" && !g.Opened.After(a.today):
			gaps = append(gaps, Gap{ID: a.publicGap(gapKey{a.id(p.ID), g.ID.S}, title, gaps), Title: title, Kind: a.replace(g.Kind), Opened: g.Opened, Closed: a.upToToday(g.Closed)})
		}
	}
	return gaps
}

// publicGap gives a soft spot the id that strangers read: its title, with a
// number where another of the pursuit has the same.
func (a *admission) publicGap(key gapKey, title string, others []Gap) string {
	if known, ok := a.gapIDs[key]; ok {
		return known
	}
	id := title
	for n := 2; slices.ContainsFunc(others, func(g Gap) bool { return g.ID == id }); n++ {
		id = fmt.Sprintf("%s (%d)", title, n)
	}
	a.gapIDs[key] = id
	return id
}

// nameGaps leaves of the soft spots that a published entry touches those that its
// own pursuits have a public title for, under the public id.
func (a *admission) nameGaps(e *Entry) {
	for _, ids := range []*[]string{&e.GapOpened, &e.GapWorked, &e.GapClosed} {
		*ids = a.publicGaps(e.Pursuits, *ids)
	}
}

func (a *admission) publicGaps(pursuits, gaps []string) []string {
	var public []string
	for _, gap := range gaps {
		for _, pursuit := range pursuits {
			if id, ok := a.gapIDs[gapKey{pursuit, gap}]; ok {
				public = append(public, id)
				break
			}
		}
	}
	return public
}

// feedback is private unless it says public and has been given.
func (a *admission) feedback(p *journal.Pursuit) []Feedback {
	var said []Feedback
	for _, b := range p.Front.Feedback {
		if f := (Feedback{Date: b.Date, From: a.person(b.From.S), Text: a.spoken(b.Text), Gap: b.Gap.S}); a.own {
			said = append(said, f)
		} else if isPublic(b.Visibility) && !b.Date.After(a.today) {
			f.Gap = a.gapIDs[gapKey{a.id(p.ID), f.Gap}]
			said = append(said, f)
		}
	}
	return said
}
