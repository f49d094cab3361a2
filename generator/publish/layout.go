package publish

import (
	"fmt"
	"sync"
)

// Layout knows which files are in a place, so that a host can refuse what would
// stand in the way of another: a site with both /a and /a/b may be possible in a
// bucket, and would be lost on the day it moves to a host with folders. It may be
// used from several goroutines.
type Layout struct {
	mu      sync.Mutex
	files   map[string]bool
	folders map[string]int // of how many files each is part
}

// NewLayout is the layout of what Look saw.
func NewLayout(files map[string]Object) *Layout {
	l := &Layout{files: map[string]bool{}, folders: map[string]int{}}
	for path := range files {
		l.note(path)
	}
	return l
}

func (l *Layout) note(path string) {
	l.files[path] = true
	for _, folder := range Folders(path) {
		l.folders[folder]++
	}
}

// Add notes a file that is sent, unless one of another kind is in its way.
func (l *Layout) Add(path string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.files[path] {
		return nil
	}
	if l.folders[path] > 0 {
		return fmt.Errorf("%s cannot be sent, since there is a folder of that name", path)
	}
	for _, folder := range Folders(path) {
		if l.files[folder] {
			return fmt.Errorf("%s cannot be sent, since there is a file %s", path, folder)
		}
	}
	l.note(path)
	return nil
}

// Remove notes that a file is deleted.
func (l *Layout) Remove(path string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.files[path] {
		return
	}
	delete(l.files, path)
	for _, folder := range Folders(path) {
		l.folders[folder]--
	}
}

// Has reports whether a file is there.
func (l *Layout) Has(path string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.files[path]
}

// Folders gives the folders that a path lies in: a and a/b of a/b/c.
func Folders(path string) []string {
	var all []string
	for i, c := range path {
		if c == '/' {
			all = append(all, path[:i])
		}
	}
	return all
}
