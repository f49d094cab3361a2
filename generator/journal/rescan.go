package journal

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"journal/generator/diag"
	"journal/generator/frontmatter"
	"journal/generator/memo"
)

// Again reads the journal once more, knowing that something happened in the
// folders, which are slash-separated paths below the journal's folder; "." is
// that folder itself. They are listed, and files are read whose size, times or
// identity are not what they were, or whose last change was so young that these
// do not prove anything. Other folders are listed if their own time has changed,
// or if there are links or files in doubt in them.
//
// The result is that of ReadSnapshot, unless it is unsettled. After an error the
// same folders have to be named again.
func (s Snapshot) Again(folders []string) (Snapshot, diag.List, error) {
	happened := make(map[string]bool, len(folders))
	for _, folder := range folders {
		happened[folder] = true
	}
	return s.read(func(folder string) bool { return happened[folder] }, time.Now())
}

// Unsettled reports whether there are files that seem to be half saved. They stand
// in the snapshot as they were before, for some seconds at most; Again looks at
// them whether or not their folders are named, so call it a moment later.
func (s Snapshot) Unsettled() bool { return s.unsettled }

// AgainEverywhere reads the journal once more, knowing that something may have
// happened in any folder.
func (s Snapshot) AgainEverywhere() (Snapshot, diag.List, error) {
	return s.read(func(string) bool { return true }, time.Now())
}

// read is told the time by the machine's clock, since file systems count by it.
func (s Snapshot) read(happened func(folder string) bool, now time.Time) (Snapshot, diag.List, error) {
	root, err := os.OpenRoot(s.folder)
	if err != nil {
		return Snapshot{}, nil, fmt.Errorf("opening the journal's folder: %w", err)
	}
	defer root.Close()
	l := lister{
		folder: s.folder, root: root, rules: rulesOf(root, s.output), now: now,
		happened: happened, after: make(map[string]*listing, len(s.folders)),
	}
	if l.rules.same(s.rules) {
		l.before = s.folders
	}
	if err := l.visit("."); err != nil {
		return Snapshot{}, nil, err
	}
	if err := l.readTexts(); err != nil {
		return Snapshot{}, nil, err
	}
	next := Snapshot{Bare: l.rules.bare, folder: s.folder, output: s.output, rules: l.rules, folders: l.after}
	next.Inputs = make([]*Input, 0, len(s.Inputs)+len(l.unread))
	next.gather(".")
	next.keepAlike(s.Inputs)
	slices.SortFunc(next.left, func(a, b diag.Message) int { return a.Pos.Compare(b.Pos) })
	return next, slices.Clone(next.left), nil
}

// keepAlike puts inputs of before in the place of those that were listed again and are
// as they were, so that what is told apart by its place in memory has not changed.
func (s *Snapshot) keepAlike(before []*Input) {
	for now := s.Inputs; len(before) > 0 && len(now) > 0; {
		if before[0] == now[0] {
			before, now = before[1:], now[1:]
			continue
		}
		order := strings.Compare(before[0].Path, now[0].Path)
		if order == 0 && before[0].isAs(now[0]) {
			now[0] = before[0]
		}
		if order <= 0 {
			before = before[1:]
		}
		if order >= 0 {
			now = now[1:]
		}
	}
}

// isAs reports whether two inputs of one path are known to be one and the same, down to
// their stamps.
func (in *Input) isAs(o *Input) bool {
	return in.Size == o.Size && in.stamp == o.stamp && in.young == o.young && in.turn == o.turn && in.sum == o.sum && in.doubted.Equal(o.doubted) && in.identity() == o.identity()
}

// gather puts the inputs of a folder and of those below it in order.
func (s *Snapshot) gather(p string) {
	f := s.folders[p]
	if f == nil {
		return // gone after its name was listed
	}
	for _, p := range f.lost {
		s.left = append(s.left, lostLink(p))
	}
	rest := f.inputs
	for _, folder := range f.folders {
		n, _ := find(rest, folder+"/")
		s.take(rest[:n])
		rest = rest[n:]
		s.gather(folder)
	}
	s.take(rest)
}

func (s *Snapshot) take(inputs []Input) {
	for i := range inputs {
		in := &inputs[i]
		s.unsettled = s.unsettled || in.isDoubted()
		switch {
		case in.isTooLarge():
			s.left = append(s.left, tooLarge(*in))
			continue
		case !in.isRead():
			continue // gone after its name was listed
		}
		s.Inputs = append(s.Inputs, in)
	}
}

// reader reads an attachment each time it is wanted, as it is then: photos are too
// large to be kept. Whoever needs one state of a file has to keep it, or to compare.
func (l *lister) reader(p string) func() ([]byte, error) {
	folder := l.folder
	return func() ([]byte, error) {
		root, err := os.OpenRoot(folder)
		if err != nil {
			return nil, err
		}
		defer root.Close()
		return root.ReadFile(filepath.FromSlash(p))
	}
}

func lostLink(p string) diag.Message {
	return diag.New("W120", diag.Pos{File: p}, "copy the file, or keep it in the folder content of the journal",
		"this link does not lead to a file of the journal that may be published, so it is left out")
}

func tooLarge(in Input) diag.Message {
	return diag.New("E114", diag.Pos{File: in.Path}, "split it, or keep it outside content",
		"this file has %.1f MB; at most %d MB are read as text", float64(in.Size)/(1<<20), frontmatter.MaxSize>>20)
}

// Since gives the paths, in order, of which something is other than in an
// earlier snapshot: texts by their bytes, attachments by what the file system
// says of them; one that changed a moment ago counts if something happened in its
// folder since. The folder itself, ".", is other if it is read by another rule. If
// there are none, a build would be the same.
func (s Snapshot) Since(earlier Snapshot) []string {
	var paths []string
	a, b := memo.Changes(earlier.Inputs, s.Inputs)
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].Path < b[0].Path:
			paths = append(paths, a[0].Path)
			a = a[1:]
		case len(a) == 0 || b[0].Path < a[0].Path:
			paths = append(paths, b[0].Path)
			b = b[1:]
		default:
			if a[0] != b[0] && !a[0].sameAs(*b[0]) {
				paths = append(paths, a[0].Path)
			}
			a, b = a[1:], b[1:]
		}
	}
	if s.Bare != earlier.Bare {
		paths = append(paths, ".")
	}
	for _, m := range slices.Concat(earlier.left, s.left) {
		if !slices.Contains(earlier.left, m) || !slices.Contains(s.left, m) {
			paths = append(paths, m.Pos.File)
		}
	}
	slices.SortFunc(paths, strings.Compare)
	return slices.Compact(paths)
}

func (in Input) sameAs(o Input) bool {
	if isText(in.Path) {
		return bytes.Equal(in.Text, o.Text)
	}
	return in.stamp == o.stamp && in.turn == o.turn
}
