package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sync"
	"sync/atomic"

	"journal/generator/manifest"
)

// makingError says that a file of the site could not be made, which is no trouble
// of the output folder.
type makingError struct{ error }

func (e makingError) Unwrap() error { return e.error }

// syncLimit is up to how many changed files are each forced to the disk.
const syncLimit = 100

// verdict is how what stands at the path of a file stands to the file.
type verdict uint8

const (
	absent verdict = iota
	equal
	other
)

// make has every file of the site made, once, and writes those aside whose bytes
// are not in place. Whatever is wrong with the site shows here, before anything
// changes.
func (v *surveyor) make(ctx context.Context) (standing, error) {
	v.fresh = freshFolders(v.want, v.dirs)
	rooms := map[string]*room{}
	for d := range v.fresh {
		rooms[d] = &room{}
	}
	m := maker{surveyor: v, rooms: rooms, verdicts: make([]verdict, len(v.want.paths))}
	if err := each(ctx, len(v.want.paths), m.file); err != nil {
		return standing{}, err
	}
	v.judge(m.verdicts)
	if err := v.checkStale(ctx); err != nil {
		return standing{}, err
	}
	if err := v.settle(); err != nil {
		return standing{}, err
	}
	return v.standing, m.force(ctx)
}

// maker makes files on all processors.
type maker struct {
	*surveyor
	rooms    map[string]*room
	verdicts []verdict
	staging  room
	staged   atomic.Int64
}

// room is a folder that is made when its first file is.
type room struct {
	once sync.Once
	err  error
}

// fresh is a folder of the site that is not there yet.
type fresh struct {
	top   string // the uppermost such folder above it, or itself: with it, all is put in place
	aside string // where it waits
}

// freshFolders finds the folders of the site that are not there.
func freshFolders(want contents, there map[string]struct{}) map[string]fresh {
	found := map[string]fresh{}
	tops := 0
	var look func(d string) (fresh, bool)
	look = func(d string) (fresh, bool) {
		if _, ok := there[d]; ok || d == "." {
			return fresh{}, false
		}
		f, ok := found[d]
		if ok {
			return f, true
		}
		if up, ok := look(path.Dir(d)); ok {
			f = fresh{up.top, up.aside + "/" + path.Base(d)}
		} else {
			f = fresh{d, dirName(tops)}
			tops++
		}
		found[d] = f
		return f, true
	}
	for _, p := range want.paths {
		look(path.Dir(p))
	}
	return found
}

// aside is where the i-th file of the site is written before it is put in place.
func (v *surveyor) aside(i int) string {
	p := v.want.paths[i]
	if f, ok := v.fresh[path.Dir(p)]; ok {
		return f.aside + "/" + path.Base(p)
	}
	return newName(i)
}

func (m *maker) file(i int) error {
	p := m.want.paths[i]
	_, there := m.present[p]
	var trouble error
	err := m.want.site.Use(p, func(b []byte) error {
		trouble = m.take(i, p, there, b)
		return trouble
	})
	if err != nil && trouble == nil {
		return makingError{fmt.Errorf("make %s: %w", p, err)}
	}
	return trouble
}

// take compares a file with what is there, or writes it aside.
func (m *maker) take(i int, p string, there bool, b []byte) error {
	m.want.sums[i] = manifest.Bytes(p, b)
	if there {
		old, err := m.s.ReadFile(p)
		if err != nil && !errors.Is(err, fs.ErrPermission) {
			return fmt.Errorf("read %s: %w", p, cause(err))
		}
		if m.verdicts[i] = other; err == nil && bytes.Equal(old, b) {
			m.verdicts[i] = equal
			return nil
		}
	}
	if len(m.conflicts) > 0 {
		return nil // nothing will be put in place
	}
	if err := m.openStaging(); err != nil {
		return err
	}
	if err := m.open(path.Dir(p)); err != nil {
		return err
	}
	if err := m.s.WriteFile(m.aside(i), b); err != nil {
		return fmt.Errorf("write %s: %w", p, cause(err))
	}
	m.staged.Add(1)
	return nil
}

func (m *maker) openStaging() error {
	m.staging.once.Do(func() {
		if err := m.s.Mkdir(stagingName, stagingMode); err != nil {
			m.staging.err = fmt.Errorf("make the folder %s: %w", stagingName, cause(err))
		}
	})
	return m.staging.err
}

// open makes a new folder aside, once, with those above it.
func (m *maker) open(d string) error {
	r, ok := m.rooms[d]
	if !ok {
		return nil
	}
	r.once.Do(func() {
		if r.err = m.open(path.Dir(d)); r.err != nil {
			return
		}
		if err := m.s.Mkdir(m.fresh[d].aside, dirMode); err != nil {
			r.err = fmt.Errorf("make the folder %s: %w", d, cause(err))
		}
	})
	return r.err
}

// force forces the files that were written aside to the disk, if they are few.
func (m *maker) force(ctx context.Context) error {
	if m.staged.Load() > syncLimit {
		return nil
	}
	return each(ctx, len(m.want.paths), func(i int) error {
		if m.verdicts[i] == equal {
			return nil
		}
		if err := m.s.Sync(m.aside(i)); err != nil {
			return fmt.Errorf("write %s: %w", m.want.paths[i], cause(err))
		}
		return nil
	})
}
