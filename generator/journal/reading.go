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

// Editors take some milliseconds to save a file, in which it is empty, half of
// it is there, or none. It is read again, every pause, until patience is over.
const (
	patience = 100 * time.Millisecond
	pause    = 4 * time.Millisecond
)

// mayWait reports whether an editor may still be given time.
func (l *lister) mayWait() bool { return time.Now().Before(l.until) }

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

// readText reads one text, once it stands still. One that is gone by now stays
// without.
func (l *lister) readText(u unread, dir *os.Root, name string) error {
	for {
		text, s, still, err := readOnce(dir, name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading %s: %w", u.input.Path, err)
		}
		if s.Size > frontmatter.MaxSize {
			u.input.Size = s.Size
			return nil
		}
		if (!still || len(text) == 0 && len(u.had) > 0) && l.mayWait() {
			time.Sleep(pause)
			continue
		}
		if bytes.Equal(text, u.had) && u.had != nil {
			text = u.had
		}
		in := u.input
		in.Text, in.Size, in.stamp, in.young = text, int64(len(text)), s, s.Young(l.now)
		in.Read = func() ([]byte, error) { return text, nil }
		return nil
	}
}

// isRead reports whether all of an input is in memory that should be.
func (in Input) isRead() bool { return in.Text != nil || !isText(in.Path) }

// isTooLarge reports whether a text is left out for its size.
func (in Input) isTooLarge() bool { return isText(in.Path) && in.Size > frontmatter.MaxSize }

// readOnce reads a file, and reports whether nobody wrote to it meanwhile.
func readOnce(dir *os.Root, name string) (text []byte, s stamp.Stamp, still bool, err error) {
	f, err := dir.Open(name)
	if err != nil {
		return nil, s, false, err
	}
	defer f.Close()
	return readOpen(f)
}

func readOpen(f fs.File) (text []byte, s stamp.Stamp, still bool, err error) {
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, s, false, err
	case !info.Mode().IsRegular():
		return nil, s, false, fs.ErrNotExist // as a file
	case info.Size() > frontmatter.MaxSize:
		return nil, stamp.Of(info), true, nil
	}
	text = make([]byte, info.Size())
	n, err := io.ReadFull(f, text)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, s, false, err
	}
	after, err := f.Stat()
	if err != nil {
		return nil, s, false, err
	}
	s = stamp.Of(info)
	return text[:n], s, n == len(text) && stamp.Of(after) == s, nil
}
