package watch

import (
	"github.com/fsnotify/fsnotify"
)

// bell rings when something happens directly in a folder. It is used by one
// goroutine.
type bell interface {
	// Add begins to watch a folder. It is not recursive.
	Add(folder string) error

	// Remove ends it; a folder that is not watched is no error.
	Remove(folder string)

	// Heard gives the path of what something happened to: of a file or folder
	// in a watched folder, or of the watched folder itself.
	Heard() <-chan string

	// Lost gives an error when something may have happened that was not heard.
	Lost() <-chan error

	Close()
}

// system is the bell of the operating system: inotify, kqueue and their kin.
type system struct {
	watcher *fsnotify.Watcher
	heard   chan string
	done    chan struct{}
}

// waiting is how many changes are kept aside until they are looked at. The
// system has a queue of its own behind it.
const waiting = 4096

func openSystem() (bell, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	s := &system{watcher: w, heard: make(chan string, waiting), done: make(chan struct{})}
	go s.pass()
	return s, nil
}

// pass hands on what was heard, whatever it was.
func (s *system) pass() {
	defer close(s.done)
	for event := range s.watcher.Events {
		s.heard <- event.Name
	}
}

func (s *system) Add(folder string) error { return s.watcher.Add(folder) }

// Remove ignores errors: a folder that is gone took its watch with it.
func (s *system) Remove(folder string) { _ = s.watcher.Remove(folder) }

func (s *system) Heard() <-chan string { return s.heard }

func (s *system) Lost() <-chan error { return s.watcher.Errors }

// Close lets pass end before it returns, also if nobody listens any more.
func (s *system) Close() {
	go func() {
		for range s.heard {
		}
	}()
	_ = s.watcher.Close()
	<-s.done
	close(s.heard)
}
