package watch

import (
	"errors"
	"io/fs"
	"os"

	"journal/generator/stamp"
)

// errCostly says that watching a folder would take too many open files.
var errCostly = errors.New("too many files to watch one by one")

// add gives a folder a bell. It reports whether the folder is there.
func (w *watcher) add(p place) bool {
	at := w.absolute(p.rel)
	files, err := w.addFast(p)
	info, lookErr := w.lookFor(p)
	if lookErr != nil || !info.IsDir() {
		if w.fast != nil {
			w.fast.Remove(at)
		}
		return false // the folder above rings
	}
	w.budget -= files
	w.folders[p.rel] = &folder{linked: p.linked, files: files, stamp: stamp.Of(info)}
	if err != nil {
		w.refused.note(p.rel, err)
	}
	if err != nil || w.fast == nil || p.linked || w.isRemote(at, info) {
		w.poll(p.rel)
	}
	return true
}

func (w *watcher) lookFor(p place) (fs.FileInfo, error) {
	if p.linked || p.rel == "." {
		return os.Stat(w.absolute(p.rel))
	}
	return os.Lstat(w.absolute(p.rel))
}

// addFast adds a folder to the system's bell, and gives the number of files that
// costs. Folders behind links are left to the slow bell: the system knows a
// folder by one name only.
func (w *watcher) addFast(p place) (files int, err error) {
	if w.fast == nil || p.linked {
		return 0, nil
	}
	at := w.absolute(p.rel)
	if w.perFile {
		entries, err := os.ReadDir(at)
		if err != nil {
			return 0, err
		}
		if files = len(entries); files > w.budget {
			return 0, errCostly
		}
	}
	return files, w.fast.Add(at)
}

// isRemote reports whether a folder lies on a disk that others can change
// without this system hearing of it.
func (w *watcher) isRemote(at string, info fs.FileInfo) bool {
	device := stamp.Of(info).Identity.Device
	kind, known := w.remote[device]
	if !known {
		kind = remoteKind(at)
		w.remote[device] = kind
		if kind != "" {
			w.notices.remote(at, kind)
		}
	}
	return kind != ""
}

// refused are the folders that got no watch since it was last said, and why the
// first of them did not.
type refused struct {
	count int
	first string
	err   error
}

func (r *refused) note(rel string, err error) {
	if r.count == 0 {
		r.first, r.err = rel, err
	}
	r.count++
}

// sayRefused tells which folders are polled since the system's bell refused.
func (w *watcher) sayRefused() {
	if w.refused.count > 0 {
		w.notices.notWatched(w.refused, len(w.folders))
		w.refused = refused{}
	}
}
