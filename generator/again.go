package generator

import (
	"slices"

	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/journal"
	"journal/generator/memo"
)

// Counts gives the rule by which Read takes files and folders, for who watches
// them. It is asked with slash-separated paths below the journal's folder.
func Counts(src Source) func(path string) bool { return journal.Counts(src.Folder, src.Output) }

// Again reads a journal once more after something happened in the folders, which
// are slash-separated paths below the journal's; "." is that one. The result is
// that of Read, unless it is Unsettled. After an error the same folders have to be
// named again.
func (r Reading) Again(src Source, folders []string, m *memo.Store) (Reading, diag.List, error) {
	snapshot, left, err := r.snapshot.Again(folders)
	if err != nil {
		return Reading{}, nil, err
	}
	next := r.with(src, snapshot, left, m)
	return next, slices.Clone(next.messages), nil
}

// AgainEverywhere reads a journal once more after something may have happened in
// any folder.
func (r Reading) AgainEverywhere(src Source, m *memo.Store) (Reading, diag.List, error) {
	snapshot, left, err := r.snapshot.AgainEverywhere()
	if err != nil {
		return Reading{}, nil, err
	}
	next := r.with(src, snapshot, left, m)
	return next, slices.Clone(next.messages), nil
}

// with understands a snapshot, unless it says what the one before it said.
func (r Reading) with(src Source, s journal.Snapshot, left diag.List, m *memo.Store) Reading {
	if len(s.Since(r.snapshot)) > 0 || r.DayNow(src) != r.Today {
		return understand(src, s, left, m)
	}
	r.snapshot = s
	return r
}

// Since gives the paths, in order, of the files that are other than in an earlier
// reading. If there are none and Today is the same, a build is the same.
func (r Reading) Since(earlier Reading) []string { return r.snapshot.Since(earlier.snapshot) }

// Unsettled reports whether some files seem to be half saved. They stand in the
// reading as they were before, for some seconds at most; read Again a moment
// later, whether or not something happens in their folders.
func (r Reading) Unsettled() bool { return r.snapshot.Unsettled() }

// DayNow is the journal's day by the clock, which Today was when it was read.
func (r Reading) DayNow(src Source) civil.Date { return today(src, r.Config) }
