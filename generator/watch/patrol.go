package watch

import (
	"errors"
	"maps"
	"os"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"

	"journal/generator/stamp"
)

// patrolEvery is how often the watched folders are looked at. One look costs
// some 2 µs a folder.
const patrolEvery = 2 * time.Second

// patrol finds what no bell can say: that a disk was unmounted or mounted over,
// that a folder is another of the same name, that a bell is silent, that the
// root is back, and that a new day has come. It asks for the day instead of
// sleeping until midnight, since clocks stand still while a machine sleeps.
func (w *watcher) patrol() {
	if w.Day != nil {
		if day := w.Day(); day != w.day {
			w.day = day
			w.burst.day()
		}
	}
	if w.folders["."] == nil {
		if info, err := os.Stat(w.Root); err == nil && info.IsDir() {
			w.enterRoot()
		}
		return
	}
	for _, rel := range slices.Sorted(maps.Keys(w.folders)) {
		if f := w.folders[rel]; f != nil {
			w.check(rel, f)
		}
	}
	w.sayRefused()
}

func (w *watcher) check(rel string, f *folder) {
	info, err := os.Stat(w.absolute(rel))
	if err != nil || !stamp.Of(info).Same(f.stamp) {
		w.again(rel)
		return
	}
	now := stamp.Of(info)
	switch {
	case f.polled, f.heard, now.Modified == f.stamp.Modified:
		f.stamp, f.heard, f.doubt = now, false, false
	case !f.doubt:
		f.doubt = true // the bell may ring any moment
	default:
		w.silent(now.Identity.Device)
		w.notices.silent(w.absolute(rel))
	}
}

// silent polls all folders of a disk on which the system's bell does not ring.
func (w *watcher) silent(device uint64) {
	for rel, f := range w.folders {
		if f.stamp.Identity.Device == device {
			w.poll(rel)
		}
	}
	w.burst.all()
}

// lost answers an error of the system's bell: something may have happened
// anywhere.
func (w *watcher) lost(err error, open bool) {
	switch {
	case !open:
		w.fast.Close()
		w.fast = nil
		w.notices.broken()
	case errors.Is(err, fsnotify.ErrEventOverflow):
		w.notices.overflow()
	default:
		w.notices.trouble(err)
	}
	w.forget(".")
	w.enterRoot()
}
