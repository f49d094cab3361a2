package main

import (
	"slices"

	"journal/generator"
	"journal/generator/edition"
	"journal/generator/journal"
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

// countsOf counts the entries of the owner's edition.
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

// countsBeside counts the entries of the public edition and those it withholds.
// The owner's edition, which takes a while in a large journal, is made only where
// an entry is protected.
func countsBeside(r generator.Reading, public edition.Edition[edition.Public]) visibilityCounts {
	if slices.ContainsFunc(r.Journal.Entries, func(e *journal.Entry) bool { return e.Visible.Level == visibility.Protected }) {
		owner, _ := edition.ForOwner(r.Journal, r.Today, nil)
		return countsOf(r, owner)
	}
	c := visibilityCounts{All: len(r.Journal.Entries), Public: len(public.Entries()), Unlisted: len(public.Unlisted())}
	c.Private = c.All - c.Public - c.Unlisted
	return c
}
