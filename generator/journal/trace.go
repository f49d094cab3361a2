package journal

import (
	"crypto/sha256"
	"maps"
	"os"
	"slices"
	"time"

	"journal/generator/diag"
	"journal/generator/memo"
	"journal/generator/stamp"
)

// Trace is what a snapshot was read from, as the file system tells it. Whoever keeps
// it can find out later, without reading the journal, that it would read the same.
type Trace struct {
	Bare      bool
	Templates string
	Lost      []string // links that were passed over, by path
	Files     []stamp.Mark

	// Hashes are of the contents of those files whose stamps prove nothing: they
	// were young when they were read, or the system does not say when it noted
	// anything about a file.
	Hashes map[string][sha256.Size]byte
}

// Trace gives what the snapshot was read from. It is false where something is in
// doubt, so that the snapshot should not be relied on for long.
func (s Snapshot) Trace() (Trace, bool) {
	t := s.traced()
	t.Hashes = map[string][sha256.Size]byte{}
	for _, in := range s.Inputs {
		if !in.young && in.stamp.Identity.Changed != 0 {
			continue
		}
		text := in.Text
		if !isText(in.Path) {
			var err error
			if text, err = in.Read(); err != nil {
				return Trace{}, false
			}
		}
		t.Hashes[in.Path] = sha256.Sum256(text)
	}
	return t, !s.unsettled
}

func (s Snapshot) traced() Trace {
	t := Trace{Bare: s.Bare, Templates: s.rules.templates, Files: make([]stamp.Mark, 0, len(s.Inputs))}
	for _, in := range s.Inputs {
		t.Files = append(t.Files, stamp.Mark{Path: in.Path, Stamp: in.stamp})
	}
	for _, m := range s.left {
		t.Lost = append(t.Lost, m.Code+" "+m.Pos.File)
	}
	return t
}

// Holds reports whether a folder would be read as it was when the trace was taken.
// The journal is listed, and the files are read that have a hash. Ripe reports
// besides that by now the stamps prove it all; again is the trace without hashes.
func (t Trace) Holds(folder, output string) (holds bool, again Trace, ripe bool) {
	now, young, err := list(folder, output)
	if err != nil || now.Bare != t.Bare || now.Templates != t.Templates || !slices.Equal(now.Lost, t.Lost) || !slices.Equal(now.Files, t.Files) {
		return false, Trace{}, false
	}
	paths := make([]string, 0, len(t.Hashes))
	for p := range t.Hashes {
		paths = append(paths, p)
	}
	same := make([]bool, len(paths))
	memo.InRuns(len(paths), func(i int) { same[i] = t.hasHash(folder, paths[i]) })
	if slices.Contains(same, false) {
		return false, Trace{}, false
	}
	return true, now, !young && len(t.Hashes) > 0
}

// Rewritten is the trace after the program itself has written a file of the journal
// anew. It is false if anything else is other than it was.
func (t Trace) Rewritten(folder, output, file string, text []byte) (Trace, bool) {
	now, _, err := list(folder, output)
	others := func(all []stamp.Mark) []stamp.Mark {
		return slices.DeleteFunc(slices.Clone(all), func(m stamp.Mark) bool { return m.Path == file })
	}
	if err != nil || now.Bare != t.Bare || now.Templates != t.Templates || !slices.Equal(now.Lost, t.Lost) || !slices.Equal(others(now.Files), others(t.Files)) {
		return Trace{}, false
	}
	now.Hashes = maps.Clone(t.Hashes)
	if now.Hashes == nil {
		now.Hashes = map[string][sha256.Size]byte{}
	}
	now.Hashes[file] = sha256.Sum256(text)
	return now, true
}

func (t Trace) hasHash(folder, p string) bool {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return false
	}
	defer root.Close()
	text, err := root.ReadFile(p)
	return err == nil && sha256.Sum256(text) == t.Hashes[p]
}

// list lists a folder by the rules of a snapshot, and reads no text.
func list(folder, output string) (t Trace, young bool, err error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return Trace{}, false, err
	}
	defer root.Close()
	l := lister{folder: folder, root: root, rules: rulesOf(root, output), now: time.Now(), happened: func(string) bool { return true }, after: map[string]*listing{}}
	if err := l.visit("."); err != nil {
		return Trace{}, false, err
	}
	s := Snapshot{Bare: l.rules.bare, folder: folder, output: output, rules: l.rules, folders: l.after}
	for _, u := range l.unread {
		u.input.Text = []byte{} // as if it had been read
	}
	s.gather(".")
	slices.SortFunc(s.left, func(a, b diag.Message) int { return a.Pos.Compare(b.Pos) })
	for _, in := range s.Inputs {
		young = young || in.young || in.stamp.Identity.Changed == 0
	}
	return s.traced(), young, nil
}
