package journal

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"journal/generator/stamp"
)

// While a file is being saved it is missing, empty or half there: for some
// milliseconds where editors do it, for seconds where a slow program or a network
// does. Such a file stands in the next snapshot as it stood in the one before, and
// the snapshot is unsettled. It is in doubt while
//
//   - it changed while it was read, or another program has it open to write to it,
//   - or it is empty and was not,
//   - or it was written over and lost more than half of its text, or its end with
//     the end of its last line, or is in doubt and has no such end yet,
//   - or it is missing and something that an editor makes of its name is there.
//
// Doubt ends when nothing has happened to the file for a while, or, for files that
// are written to all the time, when it has lasted long.
const (
	doubtWhile = 1600 * time.Millisecond
	doubtLong  = 5 * time.Second
)

// isDoubted reports whether an input stands for what is on the disk now.
func (in Input) isDoubted() bool { return !in.doubted.IsZero() }

// kept is an input that goes on as it was; one that is new goes on as none.
func (in Input) kept(p string, now time.Time) Input {
	in.Path = p
	if !in.isDoubted() {
		in.doubted = now
	}
	return in
}

// mayDoubt reports whether it is too early to believe what is on the disk: of a
// file, or of a folder that misses one.
func (l *lister) mayDoubt(s stamp.Stamp, was Input) bool {
	changed := max(s.Modified, s.Identity.Changed)
	return l.before != nil && changed > l.now.Add(-doubtWhile).UnixNano() &&
		(!was.isDoubted() || l.now.Sub(was.doubted) < doubtLong)
}

// doubts reports whether what was read seems to be half of a save.
func (l *lister) doubts(u unread, r reading) bool {
	if !l.mayDoubt(r.stamp, u.was) || u.was.Text != nil && bytes.Equal(r.text, u.was.Text) {
		return false
	}
	return !r.still || r.open || len(r.text) == 0 || isCutShort(u.was, r)
}

// isCutShort reports whether a file that was written over has less text than one
// would take away in one sitting. Programs that save by renaming are never half
// done when the name is there.
func isCutShort(was Input, r reading) bool {
	if was.Text == nil || !was.stamp.Same(r.stamp) {
		return false
	}
	line := []byte("\n")
	noEnd := bytes.HasSuffix(was.Text, line) && !bytes.HasSuffix(r.text, line)
	return 2*len(r.text) < len(was.Text) || noEnd && (was.isDoubted() || len(r.text) < len(was.Text))
}

// away gives the texts that a folder held and that are being saved.
func (l *lister) away(before *listing, folder stamp.Stamp, names []fs.DirEntry) []Input {
	there := make(map[string]bool, len(names))
	var leftovers []string
	for _, d := range names {
		there[d.Name()] = true
		if passedOver(d.Name()) {
			leftovers = append(leftovers, d.Name())
		}
	}
	if before == nil || len(leftovers) == 0 {
		return nil
	}
	var kept []Input
	for _, was := range before.inputs {
		name := path.Base(was.Path)
		of := func(leftover string) bool { return strings.Contains(leftover, name) }
		if was.Text != nil && !there[name] && l.mayDoubt(folder, was) && slices.ContainsFunc(leftovers, of) {
			kept = append(kept, was.kept(was.Path, l.now))
		}
	}
	return kept
}
