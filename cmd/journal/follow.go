package main

import (
	"context"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"journal/generator"
	"journal/generator/diag"
	"journal/generator/memo"
	"journal/generator/watch"
)

// A follower keeps what is made of a journal up to date with it: serve shows it,
// build --watch writes it.
//
//   - It reads again where the doorbell rang. Nothing is made if all files say what
//     they said.
//   - One thing at a time: rings that come meanwhile are joined and answered after.
//   - Files that seem half saved are looked at again until they are whole; what was
//     made before stays.
//   - New errors are put off for a moment, in which the next save may mend them.
//   - What failed is tried again, at the next ring or after a while.
//   - What would stop a build is worked out when nothing has happened for a moment,
//     beside all else: nobody waits for it. Garbage is collected after that.
type follower struct {
	src   generator.Source
	store *memo.Store
	tell  *teller
	make  maker

	latest  atomic.Pointer[generator.Reading]
	putting sync.Mutex // held while something is put in its place

	due      watch.Ring // where something may have happened since the latest reading
	changed  []string   // files that have changed since something was put in its place
	waiting  *made      // what is not in its place yet
	remade   time.Time  // when that was made
	mistaken time.Time  // when errors first kept something back that is not in its place yet

	unasked *made          // what is in its place, if nobody has asked yet what would stop a build
	placed  time.Time      // when that was put there
	asked   *made          // of what it is being worked out
	stops   chan diag.List // gives the result; nil if nothing is being worked out

	garbage collector
}

// maker makes something of a reading, in which some things were found.
type maker func(generator.Reading, diag.List, *memo.Store) made

// made is what was made of a journal once.
type made struct {
	messages diag.List
	unwell   string // what comes of errors among them: "The last good pages stay."

	// put puts it where people see it and says how much that was: "3 pages". With
	// errors among the messages, it leaves what is there and may say so on it.
	put func(context.Context) (amount string, err error)

	// stops gives the errors that a build would meet besides, which may take a while,
	// and showStops says so where it was put. Both are nil for what is a build.
	stops     func() diag.List
	showStops func(diag.List)
}

// What has to be looked at again is, after these times.
const (
	lookAgain   = 40 * time.Millisecond  // at files that seem half saved
	putOff      = 150 * time.Millisecond // new errors, since the last change
	putOffLong  = 600 * time.Millisecond // new errors, in all
	tryAgain    = 2 * time.Second        // what failed
	inPeace     = 900 * time.Millisecond // what would stop a build, since something was put in its place
	whenItRings = time.Duration(0)
)

// follow gives a follower that has not begun, and the doorbell it answers to.
func (a *app) follow(ctx context.Context, src generator.Source, poll bool, make maker) (*follower, <-chan watch.Ring, error) {
	f := &follower{src: src, store: memo.New(), tell: &teller{app: a}, make: make}
	rings, err := watch.Watch(ctx, watch.Options{
		Root: src.Folder, Wanted: generator.Counts(src), Poll: poll,
		Probe:  filepath.Join(src.Folder, cacheName),
		Day:    f.day,
		Notice: a.sayOfWatching,
	})
	return f, rings, err
}

// sayOfWatching tells of trouble with watching, and what to do about it if there is
// something.
func (a *app) sayOfWatching(text, remedy string) {
	a.say("%s", text)
	if remedy != "" {
		a.say("hint: %s", remedy)
	}
}

// cacheName is a folder beside the journal's own that it is not read from.
const cacheName = ".journal-cache"

// begin reads the journal and puts the first of what is made in its place.
func (f *follower) begin(ctx context.Context) error {
	began := f.tell.now()
	r, found, err := generator.Read(f.src, f.store)
	if err != nil {
		return err
	}
	f.latest.Store(&r)
	first := f.make(r, found, f.store)
	f.store.Sweep()
	return f.put(ctx, first, began, "")
}

// day is the journal's day, for the doorbell.
func (f *follower) day() string {
	r := f.latest.Load()
	if r == nil {
		return ""
	}
	return r.DayNow(f.src).String()
}

// run answers rings until there are no more.
func (f *follower) run(ctx context.Context, rings <-chan watch.Ring) {
	wait := sooner(f.askStops(), f.garbage.wait())
	for {
		var timer <-chan time.Time
		if wait != whenItRings {
			timer = time.After(wait)
		}
		select {
		case ring, open := <-rings:
			if !open {
				return
			}
			f.due = joined(f.due, ring)
		case <-timer:
		case stops := <-f.stops:
			f.tellStops(stops)
		}
		wait = sooner(f.step(ctx), f.garbage.wait())
	}
}

// sooner is the shorter of two times to wait.
func sooner(a, b time.Duration) time.Duration {
	if a == whenItRings || b != whenItRings && b < a {
		return b
	}
	return a
}

// joined is one ring in place of two.
func joined(a, b watch.Ring) watch.Ring {
	return watch.Ring{
		Folders:    append(a.Folders, b.Folders...),
		Everything: a.Everything || b.Everything,
		NewDay:     a.NewDay || b.NewDay,
	}
}

// hasToLook reports whether there is a reason to look at the journal: a ring that is
// not answered, something that is not in its place, or files that seem half saved.
func (f *follower) hasToLook() bool {
	rung := f.due.Everything || f.due.NewDay || len(f.due.Folders) > 0
	return rung || f.waiting != nil || f.latest.Load().Unsettled()
}

// step looks at the journal once if there is a reason to, and says when to look again.
func (f *follower) step(ctx context.Context) time.Duration {
	if !f.hasToLook() {
		return f.askStops()
	}
	began := f.tell.now()
	was := f.latest.Load()
	r, found, err := f.readAgain(was)
	f.tell.reading(err)
	if err != nil {
		return tryAgain
	}
	f.due = watch.Ring{}
	f.latest.Store(&r)
	if changed := r.Since(*was); len(changed) > 0 || r.Today != was.Today {
		f.remake(r, found, changed)
	}
	if f.waiting != nil {
		if wait := f.putsOff(); wait > 0 {
			return wait
		}
		if err := f.put(ctx, *f.waiting, began, f.what()); err != nil {
			f.tell.trouble(err)
			return tryAgain
		}
		f.waiting, f.changed, f.mistaken = nil, nil, time.Time{}
	}
	if r.Unsettled() {
		return lookAgain
	}
	return f.askStops()
}

// askStops begins to work out what would stop a build, or says how long until it is
// time to.
func (f *follower) askStops() time.Duration {
	if f.unasked == nil || f.stops != nil {
		return whenItRings
	}
	if wait := time.Until(f.placed.Add(inPeace)); wait > 0 {
		return wait
	}
	asked, stops := f.unasked, make(chan diag.List, 1)
	f.unasked, f.asked, f.stops = nil, asked, stops
	go func() { stops <- asked.stops() }()
	return whenItRings
}

// tellStops tells what would stop a build, unless something else has been put in its
// place since, of which it will be asked.
func (f *follower) tellStops(stops diag.List) {
	if f.unasked == nil {
		f.asked.showStops(stops)
		f.tell.stopping(stops)
	}
	f.asked, f.stops = nil, nil
	f.garbage.leave()
}

func (f *follower) readAgain(r *generator.Reading) (generator.Reading, diag.List, error) {
	if f.due.Everything {
		return r.AgainEverywhere(f.src, f.store)
	}
	return r.Again(f.src, f.due.Folders, f.store)
}

// remake makes everything again, because of the files that changed.
func (f *follower) remake(r generator.Reading, found diag.List, changed []string) {
	m := f.make(r, found, f.store)
	f.store.Sweep()
	f.waiting, f.remade = &m, time.Now()
	f.changed = append(f.changed, changed...)
	if f.mistaken.IsZero() && f.tell.hasNewErrors(m.messages) {
		f.mistaken = f.remade
	}
}

// putsOff says how much longer what was made is kept back because of its errors.
func (f *follower) putsOff() time.Duration {
	if !f.tell.hasNewErrors(f.waiting.messages) {
		return 0
	}
	return min(time.Until(f.remade.Add(putOff)), time.Until(f.mistaken.Add(putOffLong)))
}

// put puts what was made in its place and tells of it.
func (f *follower) put(ctx context.Context, m made, began time.Time, what string) error {
	f.putting.Lock()
	defer f.putting.Unlock()
	amount, err := m.put(ctx)
	if err != nil {
		return err
	}
	f.tell.made(began, what, amount, m)
	f.placed, f.unasked = time.Now(), nil
	f.garbage.leave()
	if m.stops != nil {
		f.unasked = &m
	}
	return nil
}

// stop waits until nothing is being put in its place, and lets nothing be put there
// any more.
func (f *follower) stop() { f.putting.Lock() }

// what names what changed.
func (f *follower) what() string {
	slices.Sort(f.changed)
	return changes(slices.Compact(f.changed))
}
