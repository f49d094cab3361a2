package output

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"journal/generator/manifest"
	"journal/generator/memo"
	"journal/generator/stamp"
)

// Trace is how the folder looked when a build had put it right, as the file system
// tells it: the site's files and folders with their stamps, and what else lies at
// the top. Whoever keeps it can find out later, without making the site, that
// nothing would be written.
type Trace struct {
	Marks []stamp.Mark // sorted by path; a folder's stamp tells of the names in it
	Top   []string     // the names at the top
}

// Look takes the trace of a folder that holds the site. It is false where stamps
// prove nothing, because a file could change now without changing its stamp. probe
// is a folder on the same disk in which a file can be made to look at its clock; the
// disk's clock is waited for, some milliseconds at most.
func (r Report) Look(dir, probe string) (Trace, bool) {
	now, ok := tick(probe)
	if !ok {
		return Trace{}, false
	}
	t := Trace{Marks: make([]stamp.Mark, len(r.held))}
	for i, p := range r.held {
		t.Marks[i].Path = p
	}
	if t.Top, ok = top(dir); !ok || !sameDisk(dir, probe) {
		return Trace{}, false
	}
	var young atomic.Bool
	memo.InRuns(len(t.Marks), func(i int) {
		s, ok := stampAt(dir, t.Marks[i].Path)
		if t.Marks[i].Stamp = s; !ok || s.Identity.Changed == 0 || s.Identity.Changed >= now {
			young.Store(true)
		}
	})
	return t, !young.Load()
}

// Holds reports whether the folder looks as it did when the trace was taken.
func (t Trace) Holds(dir string) bool {
	if names, ok := top(dir); !ok || !slices.Equal(names, t.Top) {
		return false
	}
	var other atomic.Bool
	memo.InRuns(len(t.Marks), func(i int) {
		if s, ok := stampAt(dir, t.Marks[i].Path); !ok || s != t.Marks[i].Stamp {
			other.Store(true)
		}
	})
	return !other.Load()
}

func stampAt(dir, p string) (stamp.Stamp, bool) {
	info, err := os.Lstat(dir + string(filepath.Separator) + filepath.FromSlash(p))
	if err != nil {
		return stamp.Stamp{}, false
	}
	return stamp.Of(info), true
}

// top lists what lies at the top of the folder, in order.
func top(dir string) ([]string, bool) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, false
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Type().String() + e.Name()
	}
	return names, true
}

// longestTick is how long the clock of a disk is waited for.
const longestTick = 40 * time.Millisecond

// tick waits until the clock of the disk has gone on, and gives its time: what has
// an earlier one cannot have changed unseen since.
func tick(probe string) (now int64, ok bool) {
	f, err := os.CreateTemp(probe, "clock-*")
	if err != nil {
		return 0, false
	}
	defer os.Remove(f.Name())
	defer f.Close()
	at := func() int64 {
		if _, err := f.Write([]byte{0}); err != nil {
			return 0
		}
		info, err := f.Stat()
		if err != nil {
			return 0
		}
		return stamp.Of(info).Identity.Changed
	}
	first := at()
	for began := time.Now(); first != 0 && time.Since(began) < longestTick; time.Sleep(time.Millisecond) {
		if now := at(); now > first {
			return now, true
		}
	}
	return 0, false
}

func sameDisk(a, b string) bool {
	one, errA := os.Stat(a)
	two, errB := os.Stat(b)
	return errA == nil && errB == nil && stamp.Of(one).Identity.Device == stamp.Of(two).Identity.Device
}

// held are the paths that a trace is of: files, folders and the manifest.
func (c contents) held() []string {
	all := make([]string, 0, len(c.paths)+len(c.dirs)+1)
	all = append(append(all, c.paths...), manifest.Name)
	for d := range c.dirs {
		all = append(all, d)
	}
	slices.SortFunc(all, strings.Compare)
	return all
}
