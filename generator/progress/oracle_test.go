package progress

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/edition"
	"journal/generator/markdown"
)

// writing makes entries of random bytes: each byte pair is a number of days since
// the entry before and what stands in it.
func writing(bytes []byte) []*edition.Entry {
	steps := []string{"thank", "feedback", "recalibrate", "add-value", "twin", "persist"}
	states := []string{"", "", "working", "done", "skip", "reopen"}
	bodies := []string{"", "- [ ] a", "- [x] a", "- [x] Other openings there", "- [-] b #thank"}
	at := day("2024-01-30")
	var all []*edition.Entry
	for ; len(bytes) >= 2; bytes = bytes[2:] {
		days, what := int(bytes[0]), int(bytes[1])
		at = at.AddDays(days % 16)
		e := entry(at.String(), steps[what%len(steps)], state(states[what%len(states)]), text(bodies[what%len(bodies)]))
		if days%7 == 0 {
			e.Rest = civil.Range{From: at.AddDays(what%9 - 4), To: at.AddDays(what % 13)}
		}
		if days%5 == 0 {
			e.Steps = append(e.Steps, steps[(what+1)%len(steps)])
		}
		e.Setback = what%11 == 0
		all = append(all, e)
	}
	return story(all...)
}

// FuzzDays checks the arithmetic of rests, runs and due dates against counting
// day by day.
func FuzzDays(f *testing.F) {
	f.Add([]byte{1, 2, 0, 5, 7, 9, 14, 12, 3, 3}, 3)
	f.Add([]byte{7, 0, 7, 1, 7, 12, 7, 12, 15, 0, 1, 1}, 40)
	f.Fuzz(func(t *testing.T, bytes []byte, ahead int) {
		entries := writing(bytes[:min(len(bytes), 200)])
		if len(entries) == 0 {
			return
		}
		now := entries[len(entries)-1].Day.AddDays(ahead % 60)
		past, _ := split(entries, now)
		resting := func(d civil.Date) bool {
			return slices.ContainsFunc(past, func(e *edition.Entry) bool { return !e.Rest.From.IsZero() && e.Rest.Has(d) })
		}
		merged := rests(past)
		if len(past) == 0 {
			return
		}
		last := past[len(past)-1].Day
		for _, every := range []int{1, 14, 30} {
			due := last
			for n := 0; n < every; {
				if due = due.AddDays(1); !resting(due) {
					n++
				}
			}
			if got := dueAfter(last, civil.Period{Days: every}, merged); got != due {
				t.Errorf("due %d days after %s: got %s, want %s with rests %v", every, last, got, due, merged)
			}
		}
		if got, want := rhythm(past, merged, now).Run, runByDay(past, resting, now); got != want {
			t.Errorf("run: got %d, want %d", got, want)
		}
	})
}

// runByDay walks back one day at a time.
func runByDay(past []*edition.Entry, resting func(civil.Date) bool, now civil.Date) int {
	written := map[civil.Date]bool{}
	for _, e := range past {
		written[e.Day] = true
	}
	n, missed := 0, 0
	for d := now; !d.Before(past[0].Day); d = d.AddDays(-1) {
		switch {
		case written[d]:
			n++
		case d != now && !resting(d):
			missed++
		}
		if missed > 1 {
			break
		}
	}
	return n
}

// FuzzPlans checks that what lies ahead changes nothing but plans, and that
// nothing in the entries is changed.
func FuzzPlans(f *testing.F) {
	f.Add([]byte{1, 2, 0, 5, 7, 9, 14, 12, 3, 3, 9, 27, 0, 35}, 20)
	f.Add([]byte{7, 0, 7, 1, 7, 12, 7, 12, 15, 0, 1, 1, 5, 5, 5, 4}, 40)
	f.Fuzz(func(t *testing.T, bytes []byte, when int) {
		bytes = bytes[:min(len(bytes), 200)]
		entries := writing(bytes)
		now := day("2024-01-30").AddDays(when % 400)
		past, _ := split(entries, now)
		all, known := Of(northwind(), entries, now), Of(northwind(), past, now)

		if diff := cmp.Diff(writing(bytes), entries, loosely...); diff != "" {
			t.Errorf("the entries were changed: %s", diff)
		}
		for i := range all.Steps {
			checkStep(t, all.Steps[i], now)
			all.Steps[i].Next, known.Steps[i].Next = civil.Date{}, civil.Date{}
			if all.Steps[i].State == Planned {
				all.Steps[i].State = NotBegun
			}
		}
		all.Entries = known.Entries
		if diff := cmp.Diff(known, all, loosely...); diff != "" {
			t.Errorf("entries ahead changed more than plans: %s", diff)
		}
	})
}

var loosely = []cmp.Option{
	cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(edition.Entry{}, edition.Pursuit{}), cmpopts.IgnoreTypes(&markdown.Document{}),
}

// checkStep states what is true of any step on any day.
func checkStep(t *testing.T, s Step, now civil.Date) {
	t.Helper()
	begun := s.State != NotBegun && s.State != Planned
	if begun == s.Since.IsZero() || s.Since.After(now) {
		t.Errorf("%s: %s since %q on %s", s.ID, s.State, s.Since, now)
	}
	if begun != (s.Entries > 0) {
		t.Errorf("%s: %s with %d entries", s.ID, s.State, s.Entries)
	}
	if s.State == Due && !s.Next.Before(now) || s.State == OnRhythm && s.Next.Before(now) {
		t.Errorf("%s: %s, next %s on %s", s.ID, s.State, s.Next, now)
	}
	if s.Mode == config.Once && s.Count > s.Of {
		t.Errorf("%s: %d of %d", s.ID, s.Count, s.Of)
	}
}

// BenchmarkOf works out 2,500 pursuits of 40 entries each, and one of 100,000.
func BenchmarkOf(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	bytes := make([]byte, 200_000)
	for i := range bytes {
		bytes[i] = byte(rng.UintN(256))
	}
	entries := writing(bytes)
	for i := range entries {
		if i%40 == 0 {
			entries[i].Milestones = []string{"interview"}
			entries[i].GapOpened = []string{"sql"}
		}
	}
	now := entries[len(entries)-1].Day
	p := northwind()
	for _, part := range []struct {
		name string
		size int
	}{{"2500 pursuits", 40}, {"1 pursuit", len(entries)}} {
		b.Run(part.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var all []*Standing
				for chunk := range slices.Chunk(entries, part.size) {
					s := Of(p, chunk, now)
					all = append(all, &s)
				}
				Next(all, nil, now, english())
			}
		})
	}
}
