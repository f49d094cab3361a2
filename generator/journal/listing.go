package journal

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"journal/generator/stamp"
)

// listing is what a folder held when it was listed. It is shared by snapshots
// and does not change once its texts are read.
type listing struct {
	stamp   stamp.Stamp // of the folder, before it was listed
	young   bool        // its stamp may not tell that something has changed
	links   bool        // some of what is in it may lie elsewhere
	inputs  []Input     // what lies directly in it, by path
	folders []string    // by path and "/"
	lost    []string    // links that lead to no file that may be published
}

// lister lists the folders of a journal, and takes over from the snapshot before
// what has not changed.
type lister struct {
	folder   string
	root     *os.Root
	rules    rules
	now      time.Time // when it began
	before   map[string]*listing
	happened func(folder string) bool // something may have changed in the folder
	after    map[string]*listing
	unread   []unread
	summed   int64 // bytes of attachments that were hashed
}

// mostSummed bounds what one reading looks through of attachments, in bytes: some
// tens of milliseconds. A picture beyond it counts as changed once too often.
const mostSummed = 64 << 20

// unread is a text that has to be read.
type unread struct {
	input *Input
	was   Input // what was known of it before
	link  bool  // it may be a link that leads out of its folder
}

// visit lists a folder, if need be, and those below it. A folder that is not
// there any more is passed over.
func (l *lister) visit(p string) error {
	info, err := l.look(p)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return nil
	}
	if err != nil {
		return fmt.Errorf("listing the journal's files: %w", err)
	}
	f := l.before[p]
	if s := stamp.Of(info); f == nil || f.young || f.links || f.isDoubted() || f.stamp != s || l.happened(p) {
		if f, err = l.list(p, s); err != nil {
			return err
		}
	}
	l.after[p] = f
	for _, folder := range f.folders {
		if err := l.visit(folder); err != nil {
			return err
		}
	}
	return nil
}

// look follows links only right below the root: content may be one.
func (l *lister) look(p string) (fs.FileInfo, error) {
	if strings.Contains(p, "/") {
		return l.root.Lstat(filepath.FromSlash(p))
	}
	return l.root.Stat(p)
}

// list lists one folder.
func (l *lister) list(p string, s stamp.Stamp) (*listing, error) {
	f := &listing{stamp: s, young: s.Young(l.now)}
	var err error
	if p == "." && !l.rules.bare {
		err = l.listTop(f)
	} else {
		err = l.listFolder(p, f)
	}
	if err != nil {
		return nil, fmt.Errorf("listing the journal's files: %w", err)
	}
	slices.SortFunc(f.inputs, func(a, b Input) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(f.folders, func(a, b string) int { return strings.Compare(a+"/", b+"/") })
	l.takeOver(f, l.before[p], l.happened(p))
	return f, nil
}

// listTop looks for what a journal is read from, whatever else lies beside it.
func (l *lister) listTop(f *listing) error {
	f.links = true
	for _, name := range topLevel {
		info, err := l.root.Stat(name)
		switch {
		case err != nil || !l.rules.counts(name) || l.rules.isOutput(info):
		case info.IsDir():
			f.folders = append(f.folders, name)
		case info.Mode().IsRegular() && isText(name):
			f.add(name, info)
		}
	}
	return nil
}

func (l *lister) listFolder(p string, f *listing) error {
	names, err := l.names(p)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, d := range names {
		if err := l.take(path.Join(p, d.Name()), d, f); err != nil {
			return err
		}
	}
	f.inputs = append(f.inputs, l.away(l.before[p], f.stamp, names)...)
	return nil
}

func (l *lister) names(p string) ([]fs.DirEntry, error) {
	dir, err := l.root.Open(filepath.FromSlash(p))
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	return dir.ReadDir(-1)
}

// take adds what a name stands for.
func (l *lister) take(p string, d fs.DirEntry, f *listing) error {
	switch {
	case !l.rules.counts(p):
	case d.IsDir():
		return l.takeFolder(p, d, f)
	case d.Type()&fs.ModeSymlink != 0:
		l.takeLink(p, f)
	case d.Type().IsRegular():
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone between listing and looking: editors do that
		}
		if err != nil {
			return err
		}
		f.add(p, info)
	}
	return nil
}

// takeFolder takes a folder, unless the site is written to it.
func (l *lister) takeFolder(p string, d fs.DirEntry, f *listing) error {
	info, err := d.Info()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !l.rules.isOutput(info) {
		f.folders = append(f.folders, p)
	}
	return nil
}

// takeLink takes a symbolic link for the file it leads to, if that lies inside
// the journal's folder: os.Root refuses every other.
func (l *lister) takeLink(p string, f *listing) {
	f.links = true
	info, err := l.root.Stat(filepath.FromSlash(p))
	if err == nil && info.Mode().IsRegular() && l.mayFollow(p) {
		f.add(p, info)
		return
	}
	f.lost = append(f.lost, p)
}

// mayFollow reports whether a link leads to a file that could stand in its place:
// one of content (or, where there is none, of the folder), not hidden, and a text
// only if the link is one. A link must not publish people.toml or an entry as if
// it were a picture.
func (l *lister) mayFollow(p string) bool {
	folder, err := filepath.EvalSymlinks(l.folder)
	if err != nil {
		return false
	}
	real, err := filepath.EvalSymlinks(filepath.Join(folder, filepath.FromSlash(p)))
	if err != nil {
		return false
	}
	target, err := filepath.Rel(folder, real)
	if err != nil {
		return false
	}
	target = filepath.ToSlash(target)
	room, _, _ := strings.Cut(p, "/")
	if !l.rules.bare && !strings.HasPrefix(target, room+"/") || isMarkdown(target) != isMarkdown(p) || path.Ext(target) == ".toml" {
		return false
	}
	return !slices.ContainsFunc(strings.Split(target, "/"), passedOver)
}

func (f *listing) add(p string, info fs.FileInfo) {
	f.inputs = append(f.inputs, Input{Path: p, Size: info.Size(), stamp: stamp.Of(info)})
}

// takeOver takes what was known of the files in a folder that have not changed,
// and notes which texts have to be read.
func (l *lister) takeOver(f, before *listing, happened bool) {
	for i := range f.inputs {
		in := &f.inputs[i]
		in.young = in.stamp.Young(l.now)
		if !isText(in.Path) {
			in.Read = l.reader(in.Path)
		}
		was, known := before.input(in.Path)
		known = known && was.stamp == in.stamp && was.isRead()
		switch {
		case in.isDoubted():
		case known && !was.young:
			*in = was
			in.doubted = time.Time{}
		case isText(in.Path) && !in.isTooLarge():
			l.unread = append(l.unread, unread{input: in, was: was, link: f.links})
		case known && !happened:
			in.turn, in.sum = was.turn, was.sum
		case known || in.young:
			in.sum = l.sumOf(in.Path, in.Size)
			in.turn = was.turn
			if known && (in.sum == 0 || in.sum != was.sum) {
				in.turn++
			}
		}
	}
}

// sumOf gives a hash of a file, by which one whose stamp proves nothing is known not
// to have changed; 0 where it cannot be read, or where too much would have to be.
func (l *lister) sumOf(p string, size int64) uint64 {
	if l.summed += size; l.summed > mostSummed {
		return 0
	}
	f, err := l.root.Open(filepath.FromSlash(p))
	if err != nil {
		return 0
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return 0
	}
	return binary.LittleEndian.Uint64(h.Sum(nil))
}

func (f *listing) isDoubted() bool { return slices.ContainsFunc(f.inputs, Input.isDoubted) }

func (f *listing) input(p string) (Input, bool) {
	if f == nil {
		return Input{}, false
	}
	i, ok := find(f.inputs, p)
	if !ok {
		return Input{}, false
	}
	return f.inputs[i], true
}
