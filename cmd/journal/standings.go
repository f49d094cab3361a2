package main

import (
	"journal/generator"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/progress"
)

// standings is where everything stands, over all that the author wrote.
type standings struct {
	reading generator.Reading
	owner   edition.Edition[edition.Owner]
	all     []*progress.Standing
	next    *progress.Suggestion
}

// stand reads the journal and works out where each pursuit stands. Errors in the
// author's files are in the list; what could be read stands all the same.
func (a *app) stand() (standings, diag.List, error) {
	src, err := a.source("")
	if err != nil {
		return standings{}, nil, err
	}
	r, found, err := a.read(src)
	if err != nil {
		return standings{}, nil, err
	}
	owner, more := edition.ForOwner(r.Journal, r.Today, nil)
	s := standings{reading: r, owner: owner, all: progress.Standings(owner, nil)}
	var loose []*edition.Entry
	for _, e := range owner.Entries() {
		if len(e.Pursuits) == 0 {
			loose = append(loose, e)
		}
	}
	s.next = progress.Next(s.all, loose, r.Today, r.English)
	return s, distinct(onlyErrors(append(found, more...))), nil
}

// readBy is how many entries an audience may read that strangers may not.
func (s standings) readBy(audience string) int { return generator.ReadBy(s.reading, audience) }

// title gives a pursuit's title.
func (s standings) title(id string) string {
	for _, standing := range s.all {
		if standing.Pursuit.ID == id {
			return standing.Pursuit.Title
		}
	}
	return id
}

// step gives the name of a pursuit's step, or "".
func (s standings) step(pursuit, id string) string {
	for _, standing := range s.all {
		for _, step := range standing.Steps {
			if standing.Pursuit.ID == pursuit && step.ID == id {
				return step.Name
			}
		}
	}
	return ""
}
