package journal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"journal/generator/frontmatter"
	"journal/generator/stamp"
)

// A file that changes while it is read is read again, every pause, until patience
// is over.
const (
	patience = 100 * time.Millisecond
	pause    = 4 * time.Millisecond
)

// readTexts reads the texts that have to be read, a few files at a time.
func (l *lister) readTexts() error {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	const run = 16
	for start := 0; start < len(l.unread); start += run {
		part := l.unread[start:min(start+run, len(l.unread))]
		g.Go(func() error { return l.readPart(part) })
	}
	return g.Wait()
}

// readPart reads neighbours.
func (l *lister) readPart(part []unread) error {
	n := neighbours{root: l.root}
	defer n.leave()
	for _, u := range part {
		dir, name := l.root, filepath.FromSlash(u.input.Path)
		if !u.link {
			var err error
			if dir, err = n.enter(path.Dir(u.input.Path)); err != nil {
				return err
			}
			name = path.Base(u.input.Path)
		}
		if dir == nil {
			continue
		}
		if err := l.readText(u, dir, name); err != nil {
			return err
		}
	}
	return nil
}

// neighbours opens folders in which several files are read, so that each of them
// is not looked for from the root.
type neighbours struct {
	root *os.Root
	at   string
	dir  *os.Root // nil if the folder is gone
}

func (n *neighbours) enter(folder string) (*os.Root, error) {
	if n.at == folder {
		return n.dir, nil
	}
	n.leave()
	dir, err := n.root.OpenRoot(filepath.FromSlash(folder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading %s: %w", folder, err)
	}
	n.at, n.dir = folder, dir
	return dir, nil
}

func (n *neighbours) leave() {
	if n.dir != nil {
		n.dir.Close()
	}
	n.at, n.dir = "", nil
}

// readText reads one text. One that is gone by now stays without, and one that is
// in doubt is what it was.
func (l *lister) readText(u unread, dir *os.Root, name string) error {
	r, err := l.readStill(dir, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if u.was.isRead() && l.mayDoubt(u.input.stamp, u.was) {
			*u.input = u.was.kept(u.input.Path, l.now)
		}
	case err != nil:
		return fmt.Errorf("reading %s: %w", u.input.Path, err)
	case r.stamp.Size > frontmatter.MaxSize:
		u.input.Size = r.stamp.Size
	case l.doubts(u, r):
		*u.input = u.was.kept(u.input.Path, l.now)
	default:
		u.take(r, l.now)
	}
	return nil
}

// take takes what was read. Of equal texts the one that is there already is kept.
func (u unread) take(r reading, now time.Time) {
	text := r.text
	if u.was.Text != nil && bytes.Equal(text, u.was.Text) {
		text = u.was.Text
	}
	in := u.input
	in.Text, in.Size, in.stamp, in.young = text, int64(len(text)), r.stamp, r.stamp.Young(now)
	in.Read = func() ([]byte, error) { return text, nil }
}

// readStill reads a file. Where nothing is known of it from before, it waits until
// the file stands still.
func (l *lister) readStill(dir *os.Root, name string) (reading, error) {
	for until := time.Now().Add(patience); ; time.Sleep(pause) {
		r, err := readOnce(dir, name)
		if err != nil || r.still || l.before != nil || !time.Now().Before(until) {
			return r, err
		}
	}
}

// isRead reports whether all of an input is in memory that should be.
func (in Input) isRead() bool { return in.Text != nil || !isText(in.Path) }

// isTooLarge reports whether a text is left out for its size.
func (in Input) isTooLarge() bool { return in.Size > frontmatter.MaxSize && isText(in.Path) }

// reading is what was found in a file.
type reading struct {
	text  []byte
	stamp stamp.Stamp
	still bool // nobody wrote to it meanwhile
	open  bool // somebody may be about to write more
}

func readOnce(dir *os.Root, name string) (reading, error) {
	f, err := dir.Open(name)
	if err != nil {
		return reading{}, err
	}
	defer f.Close()
	return readOpen(f, func() bool { return isOpenForWriting(f) })
}

// readOpen asks whether the file is open elsewhere after reading it and before it
// looks at the stamp again: nothing can have happened between the two then.
func readOpen(f fs.File, isOpen func() bool) (reading, error) {
	info, err := f.Stat()
	switch {
	case err != nil:
		return reading{}, err
	case !info.Mode().IsRegular():
		return reading{}, fs.ErrNotExist // as a file
	case info.Size() > frontmatter.MaxSize:
		return reading{stamp: stamp.Of(info), still: true}, nil
	}
	text := make([]byte, info.Size())
	n, err := io.ReadFull(f, text)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return reading{}, err
	}
	open := isOpen()
	after, err := f.Stat()
	if err != nil {
		return reading{}, err
	}
	s := stamp.Of(info)
	return reading{text[:n], s, n == len(text) && stamp.Of(after) == s, open}, nil
}
