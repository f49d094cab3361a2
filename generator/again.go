package generator

import (
	"journal/generator/diag"
	"journal/generator/journal"
	"journal/generator/memo"
)

// Counts gives the rule by which Read takes files and folders, for who watches
// them. It is asked with slash-separated paths below the journal's folder.
func Counts(src Source) func(path string) bool { return journal.Counts(src.Folder, src.Output) }

// Again reads a journal once more after something happened in the folders, which
// are slash-separated paths below the journal's; "." is that one. The result is
// that of Read. After an error the same folders have to be named again.
func (r Reading) Again(src Source, folders []string, m *memo.Store) (Reading, diag.List, error) {
	snapshot, messages, err := r.snapshot.Again(folders)
	if err != nil {
		return Reading{}, nil, err
	}
	next, more := understand(src, snapshot, m)
	return next, append(messages, more...), nil
}

// AgainEverywhere reads a journal once more after something may have happened in
// any folder.
func (r Reading) AgainEverywhere(src Source, m *memo.Store) (Reading, diag.List, error) {
	snapshot, messages, err := r.snapshot.AgainEverywhere()
	if err != nil {
		return Reading{}, nil, err
	}
	next, more := understand(src, snapshot, m)
	return next, append(messages, more...), nil
}

// Since gives the paths, in order, of the files that are other than in an earlier
// reading. If there are none and Today is the same, a build is the same.
func (r Reading) Since(earlier Reading) []string { return r.snapshot.Since(earlier.snapshot) }
