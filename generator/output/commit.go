package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
)

// stagingName is the folder, inside the output folder, where new files wait to
// be put in place and old ones until all went well. Being inside, it is on the
// same disk, so that a file can be moved at once. It is there only while a
// build writes; what a crash leaves of it the next build removes.
const stagingName = ".journal-staging"

// progress is how far a change has come.
type progress uint8

const (
	untouched progress = iota
	aside              // the predecessor can be put back
	done
)

// transaction makes all changes or, if the disk lets it, none.
type transaction struct {
	s        sink
	changes  []change
	progress []progress
}

// commit makes the changes. All new files have been written before the first one is
// put in place, so that a full disk or a slow one does no harm. What is left to
// write is the manifest.
func commit(ctx context.Context, s sink, changes []change) error {
	if len(changes) == 0 {
		return nil
	}
	t := transaction{s, changes, make([]progress, len(changes))}
	err := t.stage(ctx)
	if err == nil {
		err = t.apply(context.WithoutCancel(ctx))
	}
	if err != nil {
		err = errors.Join(err, t.undo())
	}
	return errors.Join(err, clear(s))
}

func (t transaction) stage(ctx context.Context) error {
	if err := t.s.Mkdir(stagingName, stagingMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("make the folder %s: %w", stagingName, cause(err))
	}
	for _, c := range t.changes {
		if c.data == nil {
			continue
		}
		err := t.s.WriteFile(c.from, c.data)
		if err == nil {
			err = t.s.Sync(c.from)
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", c.path, cause(err))
		}
	}
	return ctx.Err()
}

func newName(i int) string       { return path.Join(stagingName, "new-"+strconv.Itoa(i)) }
func oldName(i int) string       { return path.Join(stagingName, "old-"+strconv.Itoa(i)) }
func dirName(i int) string       { return path.Join(stagingName, "dir-"+strconv.Itoa(i)) }
func manifestName(t turn) string { return path.Join(stagingName, "manifest-"+strconv.Itoa(int(t))) }

// apply makes the changes turn by turn. It cannot be interrupted, since it is
// quick and its middle is the one moment at which old and new are mixed.
func (t transaction) apply(ctx context.Context) error {
	for from := 0; from < len(t.changes); {
		first := t.changes[from]
		to := from + 1
		for to < len(t.changes) && t.changes[to].turn == first.turn && t.changes[to].depth() == first.depth() {
			to++
		}
		err := each(ctx, to-from, func(i int) error { return t.do(from + i) })
		if err != nil {
			return err
		}
		from = to
	}
	return nil
}

func (t transaction) do(i int) error {
	c := t.changes[i]
	switch c.what {
	case put:
		return t.put(i)
	case remove:
		if err := t.s.Rename(c.path, oldName(i)); err != nil {
			return fmt.Errorf("remove %s: %w", c.path, cause(err))
		}
	case putDir:
		if err := t.s.Rename(c.from, c.path); err != nil {
			return fmt.Errorf("put the folder %s in place: %w", c.path, cause(err))
		}
	case removeDir:
		return t.removeDir(i)
	}
	t.progress[i] = done
	return nil
}

func (t transaction) put(i int) error {
	c := t.changes[i]
	if c.replaces {
		if err := t.setAside(i); err != nil {
			return fmt.Errorf("replace %s: %w", c.path, cause(err))
		}
		t.progress[i] = aside
	}
	if err := t.s.Rename(c.from, c.path); err != nil {
		return fmt.Errorf("put %s in place: %w", c.path, cause(err))
	}
	t.progress[i] = done
	return nil
}

// setAside keeps the predecessor of a file, which stays where it is: a reader
// never misses it. It gets a second name or, on disks without second names, a
// copy.
func (t transaction) setAside(i int) error {
	p := t.changes[i].path
	if err := t.s.Link(p, oldName(i)); err == nil {
		return nil
	}
	b, err := t.s.ReadFile(p)
	if err != nil {
		return err
	}
	return t.s.WriteFile(oldName(i), b)
}

// removeDir leaves a folder in which somebody else has put something.
func (t transaction) removeDir(i int) error {
	p := t.changes[i].path
	entries, err := t.s.ReadDir(p)
	if err == nil && len(entries) > 0 {
		return nil
	}
	if err == nil {
		err = t.s.Remove(p)
	}
	if err != nil {
		return fmt.Errorf("remove the folder %s: %w", p, cause(err))
	}
	t.progress[i] = done
	return nil
}

// undo takes back, last change first, what was done.
func (t transaction) undo() error {
	var left []error
	for i, c := range slices.Backward(t.changes) {
		if err := t.undoOne(i); err != nil {
			left = append(left, fmt.Errorf("%s could not be put back (%w)", c.path, cause(err)))
		}
	}
	if len(left) == 0 {
		return nil
	}
	return fmt.Errorf("the folder holds old and new files now, each of them whole; the next build puts that right: %w", left[0])
}

func (t transaction) undoOne(i int) error {
	c := t.changes[i]
	switch {
	case t.progress[i] == untouched:
		return nil
	case c.what == removeDir:
		return t.s.Mkdir(c.path, dirMode)
	case c.what == putDir:
		return t.s.Rename(c.path, c.from)
	case c.what == remove || c.replaces:
		return t.s.Rename(oldName(i), c.path)
	default:
		return t.s.Remove(c.path)
	}
}

// clear removes the staging folder.
func clear(s sink) error {
	if err := s.RemoveAll(stagingName); err != nil {
		return fmt.Errorf("remove the folder %s, which may hold pages that were taken out of the site: %w", stagingName, cause(err))
	}
	return nil
}
