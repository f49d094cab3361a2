// Package watch is a doorbell: it says that something happened below a folder,
// and in which of the folders there.
//
//   - It does not say what happened. Editors save in a dozen ways, and systems
//     report each of them differently; whoever is rung looks for himself.
//   - Folders are watched, never files: a file that is saved by renaming another
//     over it takes its watch with it.
//   - A new folder is watched first and looked into afterwards, so that nothing
//     made in between is missed. What is found below it is rung.
//   - It rings once for a burst of changes: when it has been quiet for a moment,
//     or after a while in any case.
//   - In doubt it rings for everything: when the system lost count, when a watch
//     broke, when the folder itself went away and came back.
//   - Where the system cannot watch, it looks at names, sizes and times a few
//     times a second instead (Polling), only where it has to, and says so once
//     with what can be done about it.
//   - Every other second it looks whether each folder is still the one that is
//     watched, and whether the journal's day has changed.
//
// The package reads no file and knows nothing of journals: which paths count is
// asked of Options.Wanted.
package watch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Options say what is watched.
type Options struct {
	// Root is the folder. Every path in a Ring is relative to it.
	Root string

	// Wanted reports whether a file or folder counts, given its slash-separated
	// path below Root. It is asked only about what lies in a folder it said yes
	// to, and may change its mind when something happens directly in Root.
	Wanted func(path string) bool

	// Poll is true where the system's own watching is not to be used at all.
	Poll bool

	// Probe is a folder on the same disk as Root, such as a cache, in which a
	// file may be made and removed to see whether the system says so. It is made
	// and removed if it is not there. "" stands for no probe; where it cannot be
	// written there is none.
	Probe string

	// Day names the day of the journal; a new one rings. It may be nil.
	Day func() string

	// Notice is told once of each kind of trouble: what is the case, and what to
	// do, or "". It may be nil.
	Notice func(text, remedy string)

	// Quiet and Longest bound a burst: it ends when nothing happened for Quiet,
	// and at the latest Longest after it began. 0 stands for 10 and 250 ms.
	Quiet, Longest time.Duration
}

const (
	defaultQuiet   = 10 * time.Millisecond
	defaultLongest = 250 * time.Millisecond
)

// Ring says where something happened.
type Ring struct {
	// Folders are slash-separated paths below Root, in order; "." is Root
	// itself. A folder may be gone by now.
	Folders []string

	// Everything is true if it may have happened anywhere. Folders is then nil.
	Everything bool

	// NewDay is true if the journal's day is another than before.
	NewDay bool
}

// Watch watches a folder until ctx ends, and then closes the channel. What
// happens after it has returned is rung, so look at the folder after calling it
// and not before. While nobody receives, rings are joined into one.
func Watch(ctx context.Context, o Options) (<-chan Ring, error) {
	return start(ctx, o, openSystem)
}

func start(ctx context.Context, o Options, open func() (bell, error)) (<-chan Ring, error) {
	root, err := filepath.EvalSymlinks(o.Root)
	if err == nil {
		root, err = filepath.Abs(root)
	}
	if err != nil {
		return nil, fmt.Errorf("watching the journal's folder: %w", err)
	}
	if info, err := os.Stat(root); err != nil {
		return nil, fmt.Errorf("watching the journal's folder: %w", err)
	} else if !info.IsDir() {
		return nil, fmt.Errorf("watching the journal's folder: %s is not a folder", o.Root)
	}
	o.Root = root
	w := newWatcher(o)
	w.open(open)
	w.begin()
	w.tryProbe()
	rings := make(chan Ring)
	go w.run(ctx, rings)
	return rings, nil
}
