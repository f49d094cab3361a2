package main

import (
	"journal/generator"
	"journal/generator/edition"
	"journal/generator/visibility"
)

// visibilityCounts are entries by who may see them today. What a draft, a day to
// come or a reveal holds back counts as private.
type visibilityCounts struct {
	All       int `json:"all"`
	Public    int `json:"public"`
	Unlisted  int `json:"unlisted"`
	Protected int `json:"protected"`
	Private   int `json:"private"`
}

func visibilities(r generator.Reading) visibilityCounts {
	owner, _ := edition.ForOwner(r.Journal, r.Today)
	return countsOf(r, owner)
}

func countsOf(r generator.Reading, owner edition.Edition[edition.Owner]) visibilityCounts {
	c := visibilityCounts{All: len(r.Journal.Entries)}
	for _, e := range owner.Entries() {
		switch e.Level {
		case visibility.Public:
			c.Public++
		case visibility.Unlisted:
			c.Unlisted++
		case visibility.Protected:
			c.Protected++
		}
	}
	c.Private = c.All - c.Public - c.Unlisted - c.Protected
	return c
}
