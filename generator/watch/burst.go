package watch

import (
	"maps"
	"slices"
	"time"
)

// burst collects what happened until it is time to ring. It is used by one
// goroutine.
type burst struct {
	quiet, longest time.Duration
	timer          *time.Timer
	began          time.Time // of the first change in it; zero without one
	due            bool
	folders        map[string]bool
	everything     bool
	newDay         bool
}

// many folders at once are quicker looked at as everything.
const many = 512

func newBurst(quiet, longest time.Duration) *burst {
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	return &burst{quiet: quiet, longest: longest, timer: timer, folders: map[string]bool{}}
}

func (b *burst) add(folder string) {
	if !b.everything {
		b.folders[folder] = true
	}
	if len(b.folders) > many {
		b.all()
		return
	}
	b.wait()
}

func (b *burst) all() {
	b.everything = true
	clear(b.folders)
	b.wait()
}

func (b *burst) day() {
	b.newDay = true
	b.wait()
}

// wait puts the ring off until it is quiet, but not beyond the longest wait.
func (b *burst) wait() {
	now := time.Now()
	if b.began.IsZero() {
		b.began = now
	}
	left := b.longest - now.Sub(b.began)
	b.due = left <= 0
	b.timer.Reset(max(0, min(b.quiet, left)))
}

func (b *burst) ring() Ring {
	return Ring{Folders: slices.Sorted(maps.Keys(b.folders)), Everything: b.everything, NewDay: b.newDay}
}

func (b *burst) clear() {
	b.timer.Stop()
	clear(b.folders)
	b.began, b.due, b.everything, b.newDay = time.Time{}, false, false, false
}
