package watch

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"journal/generator/stamp"
)

// pollEvery is how often a poller looks, where that is cheap; it spends at most
// one part in pollShare of its time with looking, unless that would take longer
// than pollLongest.
const (
	pollEvery   = 300 * time.Millisecond
	pollShare   = 10
	pollLongest = 3 * time.Second
)

// poller is the bell that looks for itself.
type poller struct {
	mu      sync.Mutex
	folders map[string]map[string]seen // names in each folder
	heard   chan string
	wake    chan struct{} // there is a folder to look at
	stop    chan struct{}
	done    chan struct{}
}

// seen is what a look at a name found. Of a folder only which one it is counts.
type seen struct {
	stamp stamp.Stamp
	// ripe is when to ring once more for a file whose stamp was young: it may
	// have changed since without a trace.
	ripe time.Time
}

func newPoller() *poller {
	p := &poller{
		folders: map[string]map[string]seen{},
		heard:   make(chan string),
		wake:    make(chan struct{}, 1),
		stop:    make(chan struct{}),
		done:    make(chan struct{}),
	}
	go p.run()
	return p
}

// Add remembers what is in the folder now.
func (p *poller) Add(folder string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.folders[folder] = look(folder, nil, time.Now())
	select {
	case p.wake <- struct{}{}:
	default:
	}
	return nil
}

func (p *poller) Remove(folder string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.folders, folder)
}

func (p *poller) Heard() <-chan string { return p.heard }

// Lost never says anything: a look sees all there is.
func (p *poller) Lost() <-chan error { return nil }

func (p *poller) Close() {
	close(p.stop)
	<-p.done
}

// run looks again and again, and sleeps while there is nothing to look at.
func (p *poller) run() {
	defer close(p.done)
	for {
		names := p.watched()
		if len(names) == 0 {
			select {
			case <-p.stop:
				return
			case <-p.wake:
			}
			continue
		}
		began := time.Now()
		var changed []string
		for _, folder := range names {
			changed = append(changed, p.lookAgain(folder)...)
		}
		if !p.tell(changed) || !p.pause(time.Since(began)) {
			return
		}
	}
}

func (p *poller) watched() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Sorted(maps.Keys(p.folders))
}

// tell reports whether all paths were heard before the poller was closed.
func (p *poller) tell(paths []string) bool {
	for _, path := range paths {
		select {
		case <-p.stop:
			return false
		case p.heard <- path:
		}
	}
	return true
}

func (p *poller) pause(cost time.Duration) bool {
	select {
	case <-p.stop:
		return false
	case <-time.After(min(max(pollEvery, pollShare*cost), pollLongest)):
		return true
	}
}

// lookAgain gives the paths that changed in a folder since the last look.
func (p *poller) lookAgain(folder string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	before, watched := p.folders[folder]
	if !watched {
		return nil
	}
	now := time.Now()
	names := look(folder, before, now)
	p.folders[folder] = names
	var changed []string
	for name, s := range names {
		was, known := before[name]
		if !known || was.stamp != s.stamp || !was.ripe.IsZero() && s.ripe.IsZero() {
			changed = append(changed, filepath.Join(folder, name))
		}
	}
	for name := range before {
		if _, still := names[name]; !still {
			changed = append(changed, filepath.Join(folder, name))
		}
	}
	return changed
}

// look lists a folder. Links stand for what they lead to. A folder that cannot
// be read is empty.
func look(folder string, before map[string]seen, now time.Time) map[string]seen {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	names := make(map[string]seen, len(entries))
	for _, d := range entries {
		names[d.Name()] = lookAt(filepath.Join(folder, d.Name()), d, before[d.Name()], now)
	}
	return names
}

func lookAt(path string, d fs.DirEntry, before seen, now time.Time) seen {
	info, err := d.Info()
	if d.Type()&fs.ModeSymlink != 0 {
		info, err = os.Stat(path)
	}
	if err != nil {
		return seen{} // a link to nothing, or gone at this moment
	}
	s := stamp.Of(info)
	if info.IsDir() {
		return seen{stamp: stamp.Stamp{Identity: stamp.Identity{Device: s.Identity.Device, Number: s.Identity.Number}}}
	}
	switch {
	case s != before.stamp && s.Young(now):
		return seen{stamp: s, ripe: now.Add(stamp.Ripe)}
	case s == before.stamp && now.Before(before.ripe):
		return seen{stamp: s, ripe: before.ripe}
	}
	return seen{stamp: s}
}
