package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/diag"
	"journal/generator/memo"
	"journal/generator/watch"
	"journal/themes"
)

// room is a journal that is followed, one step at a time.
type room struct {
	t *testing.T
	*follower
	clock    time.Time
	said     bytes.Buffer
	made     int   // how often something was made
	put      []int // the errors of what was put in its place
	broken   error // why nothing can be put there
	shown    chan bool
	stoppers func() diag.List // errors that only a build meets
}

func newRoom(t *testing.T) *room {
	t.Helper()
	r := &room{t: t, clock: time.Date(2026, 4, 5, 12, 0, 0, 0, time.UTC)}
	folder := t.TempDir()
	now := func() time.Time { return r.clock }
	a := &app{world: world{stderr: &r.said, now: now, getenv: func(string) string { return "" }}}
	r.follower = &follower{
		src: generator.Source{Folder: folder, Themes: themes.FS, Now: now}, store: memo.New(), tell: &teller{app: a}, make: r.makes,
	}
	r.write("journal.toml", "timezone = \"UTC\"\n")
	r.write("content/entries/2026-03-05-blue.md", "---\ntitle: Blue\n---\nDoor.\n")
	r.do(r.begin(t.Context()))
	r.said.Reset()
	return r
}

func (r *room) makes(_ generator.Reading, found diag.List, _ *memo.Store) made {
	r.made++
	return made{messages: found, unwell: "All stays.", put: func(context.Context) (string, error) {
		if r.broken != nil {
			return "", r.broken
		}
		r.put = append(r.put, found.Count(diag.Error))
		if r.shown != nil {
			r.shown <- true
		}
		return "1 page", nil
	}, stops: r.stoppers, showStops: func(diag.List) {}}
}

func (r *room) do(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *room) write(rel, text string) {
	r.t.Helper()
	file := filepath.Join(r.src.Folder, filepath.FromSlash(rel))
	r.do(os.MkdirAll(filepath.Dir(file), 0o755))
	r.do(os.WriteFile(file, []byte(text), 0o644))
}

// ring says that something happened in folders, and gives how long it takes until
// the follower wants to look again.
func (r *room) ring(folders ...string) time.Duration {
	r.due = joined(r.due, watch.Ring{Folders: folders})
	return r.step(r.t.Context())
}

// newDay rings as at midnight.
func (r *room) newDay() {
	r.due = joined(r.due, watch.Ring{NewDay: true})
	r.step(r.t.Context())
}

func (r *room) hasPut(errors ...int) {
	r.t.Helper()
	if !slices.Equal(r.put, errors) {
		r.t.Errorf("put in its place, by their errors: %v, want %v", r.put, errors)
	}
	r.put = nil
}

func (r *room) hasSaid(want string) {
	r.t.Helper()
	if got := r.said.String(); got != want {
		r.t.Errorf("said\n%s\nwant\n%s", got, want)
	}
	r.said.Reset()
}

const (
	entries = "content/entries"
	blue    = entries + "/2026-03-05-blue.md"
	fine    = "---\ntitle: Blue\n---\nDoor, and more.\n"
	wrong   = "---\ntitle: Blue\nvisibility: publik\n---\nDoor.\n"
)

// later makes the follower believe that it has waited.
func (r *room) later(d time.Duration) time.Duration {
	r.remade, r.mistaken = r.remade.Add(-d), r.mistaken.Add(-d)
	return r.step(r.t.Context())
}

func TestNothingIsMadeOfNothingNew(t *testing.T) {
	r := newRoom(t)
	r.hasPut(0)
	r.write(blue, "---\ntitle: Blue\n---\nDoor.\n")
	if wait := r.ring(entries, "."); wait != 0 || r.made != 1 {
		t.Errorf("made %d times, waits %v", r.made, wait)
	}
	r.hasPut()
	r.hasSaid("")
	r.write(blue, fine)
	if wait := r.ring(entries); wait != 0 || r.made != 2 {
		t.Errorf("made %d times, waits %v", r.made, wait)
	}
	r.hasPut(0)
	r.hasSaid("12:00:00  entries/2026-03-05-blue.md  1 page, 0 ms\n")
}

// Where the system says nothing, the doorbell says so before it rings; what is only
// asked of the latest reading finds nothing by chance before.
func TestNothingIsReadWithoutARing(t *testing.T) {
	r := newRoom(t)
	r.stoppers = func() diag.List { return nil }
	r.write(blue, fine)
	r.ring(entries)
	r.write(blue, fine+"More.\n")
	r.placed = r.placed.Add(-inPeace)
	if r.step(t.Context()); r.made != 2 {
		t.Errorf("made %d times without a ring", r.made)
	}
	r.ring(entries)
	if r.made != 3 {
		t.Errorf("made %d times after a ring", r.made)
	}
}

func TestAnErrorThatIsMendedAtOnceIsNotShown(t *testing.T) {
	r := newRoom(t)
	r.hasPut(0)
	r.write(blue, wrong)
	if wait := r.ring(entries); wait <= 0 || wait > putOff {
		t.Errorf("waits %v", wait)
	}
	r.write(blue, fine)
	r.ring(entries)
	r.hasPut(0)
	r.hasSaid("12:00:00  entries/2026-03-05-blue.md  1 page, 0 ms\n")
}

func TestErrorsAreToldOnce(t *testing.T) {
	r := newRoom(t)
	r.hasPut(0)
	r.write(blue, wrong)
	r.ring(entries)
	r.hasPut()
	if wait := r.later(putOff); wait != 0 || r.made != 2 {
		t.Errorf("waits %v, made %d times", wait, r.made)
	}
	r.hasPut(1)
	if said := r.said.String(); !strings.Contains(said, "error E150") || !strings.HasSuffix(said, "\n12:00:00  entries/2026-03-05-blue.md  1 error. All stays.\n") {
		t.Errorf("said %s", said)
	}
	r.said.Reset()
	r.write(entries+"/2026-03-06.md", "More.\n")
	r.write(entries+"/2026-03-07.md", "Still more.\n")
	r.write(blue, strings.Replace(wrong, "title", "mood: 3\ntitle", 1)) // the same error, a line below
	r.ring(entries)
	r.hasPut(1)
	r.hasSaid("12:00:00  entries/2026-03-05-blue.md and 2 more  1 error. All stays.\n")
	r.write(blue, fine)
	r.ring(entries)
	r.hasPut(0)
	r.hasSaid("12:00:00  entries/2026-03-05-blue.md  1 page, 0 ms. All is right again.\n")
	r.write(blue, wrong)
	r.ring(entries)
	r.later(putOff)
	if !strings.Contains(r.said.String(), "E150") {
		t.Error("an error that comes back is not told again")
	}
}

// What would stop a build is worked out when nobody waits for anything else, and
// told once.
func TestWhatStopsABuild(t *testing.T) {
	r := newRoom(t)
	asked, stops := 0, diag.List{diag.New("E131", diag.Pos{File: blue}, "", "words that must not be")}
	r.stoppers = func() diag.List { asked++; return stops }
	inPeaceAgain := func(times int) {
		t.Helper()
		r.placed = r.placed.Add(-inPeace)
		if wait := r.step(t.Context()); wait != whenItRings || r.stops == nil {
			t.Fatalf("nothing is asked, waits %v", wait)
		}
		r.tellStops(<-r.stops)
		if asked != times {
			t.Errorf("asked %d times", asked)
		}
	}
	r.write(blue, fine)
	if wait := r.ring(entries); wait <= 0 || wait > inPeace || asked != 0 {
		t.Errorf("asked %d times, waits %v", asked, wait)
	}
	r.said.Reset()
	inPeaceAgain(1)
	r.hasSaid(blue + ": error E131: words that must not be\n12:00:00  1 error in what others would see. `journal build` writes nothing until this is put right.\n")
	if wait := r.step(t.Context()); wait != whenItRings || asked != 1 {
		t.Errorf("with nothing new asked %d times, waits %v", asked, wait)
	}
	r.write(blue, fine+"More.\n")
	r.ring(entries)
	r.said.Reset()
	inPeaceAgain(2)
	r.hasSaid("")
	stops = nil
	r.write(blue, fine)
	r.ring(entries)
	r.said.Reset()
	inPeaceAgain(3)
	r.hasSaid("12:00:00  What others would see is all right again.\n")
}

// What was worked out of pages that are not the latest is not told.
func TestWhatStopsABuildIsOfTheLatest(t *testing.T) {
	r := newRoom(t)
	late := make(chan bool)
	r.stoppers = func() diag.List {
		<-late
		return diag.List{diag.New("E131", diag.Pos{File: blue}, "", "words that must not be")}
	}
	r.write(blue, fine)
	r.ring(entries)
	r.placed = r.placed.Add(-inPeace)
	r.step(t.Context())
	r.write(blue, fine+"More.\n")
	r.ring(entries)
	r.said.Reset()
	close(late)
	r.tellStops(<-r.stops)
	r.hasSaid("")
	if wait := r.step(t.Context()); wait <= 0 {
		t.Error("of the latest pages nobody will ask")
	}
}

// Who saves a mistake every moment is told of it all the same.
func TestErrorsAreNotPutOffForEver(t *testing.T) {
	r := newRoom(t)
	r.hasPut(0)
	for i := 0; len(r.put) == 0; i++ {
		if i > int(putOffLong/putOff)*2 {
			t.Fatal("nothing is shown")
		}
		r.write(blue, wrong+strings.Repeat("More.\n", i))
		r.ring(entries)
		r.later(putOff - time.Millisecond)
	}
	r.hasPut(1)
}

func TestHalfASaveIsLookedAtAgain(t *testing.T) {
	r := newRoom(t)
	r.hasPut(0)
	r.write(blue, "")
	if wait := r.ring(entries); wait != lookAgain || r.made != 1 {
		t.Errorf("waits %v, made %d times", wait, r.made)
	}
	r.write(blue, fine)
	if wait := r.step(t.Context()); wait != 0 {
		t.Errorf("waits %v", wait)
	}
	r.hasPut(0)
}

// The day changes where the journal is, when its author says it ends.
func TestANewDay(t *testing.T) {
	r := newRoom(t)
	r.hasPut(0)
	r.clock = time.Date(2026, 4, 6, 0, 30, 0, 0, time.UTC)
	if r.day() != "2026-04-06" {
		t.Errorf("it is %s", r.day())
	}
	r.newDay()
	r.hasPut(0)
	r.hasSaid("00:30:00  a new day  1 page, 0 ms\n")
	r.newDay()
	r.hasPut()
	r.write("journal.toml", "timezone = \"America/New_York\"\n")
	r.ring(".")
	if r.day() != "2026-04-05" {
		t.Errorf("in New York it is %s", r.day())
	}
	r.write("journal.toml", "timezone = \"UTC\"\nday_ends_at = \"03:00\"\n")
	r.ring(".")
	if r.day() != "2026-04-05" {
		t.Errorf("before three o'clock it is %s", r.day())
	}
}

// What cannot be put in its place is tried again, and told once.
func TestTroubleIsToldOnce(t *testing.T) {
	r := newRoom(t)
	r.hasPut(0)
	r.broken = errors.New("the disk is full")
	r.write(blue, fine)
	for range 3 {
		if wait := r.ring(entries); wait != tryAgain {
			t.Errorf("waits %v", wait)
		}
	}
	r.hasSaid("error: the disk is full\n")
	r.broken = nil
	r.step(t.Context())
	r.hasPut(0)
	r.hasSaid("12:00:00  entries/2026-03-05-blue.md  1 page, 0 ms\n")
	if r.made != 2 {
		t.Errorf("made %d times", r.made)
	}
}

// A folder that cannot be read is read again, where the doorbell rang before.
func TestTroubleWithReading(t *testing.T) {
	r := newRoom(t)
	r.hasPut(0)
	var shown []string
	r.tell.showUnread = func(why string) { shown = append(shown, why) }
	away := r.src.Folder + "-away"
	r.do(os.Rename(r.src.Folder, away))
	for range 2 {
		if wait := r.ring(entries); wait != tryAgain {
			t.Errorf("waits %v", wait)
		}
	}
	if strings.Count(r.said.String(), "error: ") != 1 || len(shown) != 2 || !strings.Contains(shown[0], "no such file") {
		t.Errorf("said %s, shown %q", r.said.String(), shown)
	}
	// It is there again, and nothing in it has changed.
	r.do(os.Rename(away, r.src.Folder))
	if wait := r.step(t.Context()); wait != 0 {
		t.Errorf("waits %v", wait)
	}
	r.hasPut()
	if !strings.HasSuffix(r.said.String(), "12:00:00  The journal can be read again.\n") || shown[len(shown)-1] != "" {
		t.Errorf("said %s, shown %q", r.said.String(), shown)
	}
	// The same trouble again is news.
	r.do(os.Rename(r.src.Folder, away))
	r.ring(entries)
	if strings.Count(r.said.String(), "error: ") != 2 {
		t.Errorf("said %s", r.said.String())
	}
	r.do(os.Rename(away, r.src.Folder))
	r.write(blue, fine)
	if wait := r.step(t.Context()); wait != 0 {
		t.Errorf("waits %v", wait)
	}
	r.hasPut(0)
}

func TestRingsAreAnsweredUntilTheyEnd(t *testing.T) {
	r := newRoom(t)
	r.shown = make(chan bool)
	rings := make(chan watch.Ring)
	done := make(chan bool)
	go func() { r.run(t.Context(), rings); close(done) }()
	for i, ring := range []watch.Ring{{Folders: []string{entries}}, {Everything: true}, {Folders: []string{".", entries}}} {
		r.write(blue, fine+fmt.Sprint(i))
		rings <- ring
		<-r.shown
	}
	close(rings)
	<-done
	r.hasPut(0, 0, 0, 0)
}

func TestChanges(t *testing.T) {
	for _, c := range []struct{ paths, want string }{
		{"", "a new day"}, {"content/a.md", "a.md"}, {"content/a.md journal.toml", "a.md and 1 more"},
		{".", "the whole folder"}, {". loose/a.md", "loose/a.md"}, {". content/a.md loose/a.md", "a.md and 1 more"},
	} {
		if got := changes(strings.Fields(c.paths)); got != c.want {
			t.Errorf("%q: %q, want %q", c.paths, got, c.want)
		}
	}
}

func TestJoinedRings(t *testing.T) {
	both := joined(watch.Ring{Folders: []string{"a"}, NewDay: true}, watch.Ring{Folders: []string{"b"}, Everything: true})
	if want := (watch.Ring{Folders: []string{"a", "b"}, Everything: true, NewDay: true}); fmt.Sprint(both) != fmt.Sprint(want) {
		t.Errorf("%v", both)
	}
}
