package publish

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"journal/generator/manifest"
)

// crawler looks at a place after each change, as strangers could: every page that is
// live before and after the publication has to be there, and every page with all that
// it loads, and with every page that it leads to unless that is being taken down.
type crawler struct {
	t     *testing.T
	when  string
	old   pages
	new   pages
	wrong int

	// ruins: a page that the host refuses to delete may lack what it showed, which is
	// gone, as it should be.
	ruins bool
}

var refs = regexp.MustCompile(`(href|src)="([^"]+)"`)

func (c *crawler) look(files map[string]string) {
	for at := range c.old {
		_, both := c.new[at]
		if _, there := files[at]; both && !there {
			c.bad("%s is missing", at)
		}
	}
	for at, text := range files {
		if !isPage(at) && at != "feed.xml" {
			continue
		}
		if o, n := c.old[at], c.new[at]; text != o && text != n {
			c.bad("%s holds %q", at, text)
		}
		for _, m := range refs.FindAllStringSubmatch(text, -1) {
			to := m[2]
			if _, there := files[to]; there {
				continue
			}
			_, stays := c.new[to]
			if isPage(to) && !stays {
				continue // the page went; a moment later its link does
			}
			if _, stays := c.new[at]; c.ruins && !stays {
				continue
			}
			c.bad("%s lacks %s", at, to)
		}
	}
}

func (c *crawler) bad(format string, args ...any) {
	c.wrong++
	if c.wrong < 10 {
		c.t.Errorf(c.when+": "+format, args...)
	}
}

// settled is what a place has once second was published upon first, kept styles
// aside: how long those stay depends on how often it was interrupted.
func settled(p *place) pages {
	all := p.contents()
	for at := range kept {
		delete(all, at)
	}
	return all
}

// Killed at each operation, before it was done or after, and begun again, a
// publication ends as if nothing had been; a crawler never finds a page broken.
func TestKilledAnywhereTheNextFinishes(t *testing.T) {
	points := 0
	kinds(t, func(t *testing.T, newPlace func() *place) {
		for _, late := range []bool{false, true} {
			for k := 1; ; k++ {
				p := newPlace()
				p.files["CNAME"] = "me.example"
				mustPush(t, p, first)
				c := &crawler{t: t, when: fmt.Sprintf("killed at %d, late %v", k, late), old: first, new: second}
				p.watch = c.look
				reached := p.killed(k, late)
				_, err := push(t.Context(), p, second, anyProof, still())
				p.fault = nil
				if !reached() {
					if err != nil {
						t.Fatal(err)
					}
					points += k - 1
					break
				}
				if err == nil && !slices.Contains(p.changes, "commit") {
					t.Fatalf("%s: no error", c.when)
				}
				if _, err := push(t.Context(), p, second, anyProof, still()); err != nil {
					t.Fatalf("%s: the next publication: %v", c.when, err)
				}
				if diff := cmp.Diff(second.with(pages{"CNAME": "me.example"}), settled(p)); diff != "" {
					t.Fatalf("%s (-want +got):\n%s", c.when, diff)
				}
				if r := mustPush(t, p, second); !r.Idle {
					t.Fatalf("%s: there is something left to do: %v", c.when, r.Steps)
				}
			}
		}
	})
	t.Logf("%d kill points", points)
}

// Killed, and then another site: one that goes back, or has even less.
func TestKilledAndThenAnotherSite(t *testing.T) {
	kinds(t, func(t *testing.T, newPlace func() *place) {
		for _, next := range []pages{first, second.without("entries/c/index.html", "entries/c/cdef.jpg", "feed.xml"), {"index.html": "only this"}} {
			for k := 1; ; k++ {
				p := newPlace()
				mustPush(t, p, first)
				reached := p.killed(k, k%2 == 0)
				_, _ = push(t.Context(), p, second, anyProof, still())
				p.fault = nil
				o := still()
				o.AllowDelete = 100
				if _, err := push(t.Context(), p, next, anyProof, o); err != nil {
					t.Fatalf("k=%d: %v", k, err)
				}
				got := p.contents()
				for at := range got {
					if isThemes(at) {
						if _, wanted := next[at]; !wanted {
							delete(got, at)
						}
					}
				}
				if diff := cmp.Diff(next, got); diff != "" {
					t.Fatalf("k=%d (-want +got):\n%s", k, diff)
				}
				if !reached() {
					break
				}
			}
		}
	})
}

// With one operation in twenty failing, a publication is done, or says what is left;
// and it ends all the same. Nothing that is right is said to be wrong.
func TestManySmallFaults(t *testing.T) {
	runs, broken := 0, 0
	kinds(t, func(t *testing.T, newPlace func() *place) {
		for seed := range uint64(150) {
			random := rand.New(rand.NewPCG(seed, 1))
			p := newPlace()
			mustPush(t, p, first)
			c := &crawler{t: t, when: fmt.Sprintf("seed %d", seed), old: first, new: second, ruins: true}
			p.watch = c.look
			p.fault = func(op string) (before, after error) {
				switch {
				case random.Float64() >= 0.05:
					return nil, nil
				case random.IntN(4) == 0:
					return nil, Transient(errors.New("the answer was lost"), 0)
				case random.IntN(12) == 0:
					return errors.New("500 for good"), nil
				}
				return Transient(errors.New("503"), random.IntN(2)), nil
			}
			_, err := push(t.Context(), p, second, anyProof, still())
			p.fault = nil
			runs++
			switch got := settled(p); {
			case err == nil && !cmp.Equal(got, second):
				t.Errorf("seed %d: no error, but: %s", seed, cmp.Diff(second, got))
			case err != nil:
				broken++
				var u *UnfinishedError
				if errors.As(err, &u) && len(u.Unsent) == 0 && len(u.Present) == 0 && !strings.Contains(err.Error(), "current") && !strings.Contains(err.Error(), "delete") {
					t.Errorf("seed %d: does not name the rest: %v", seed, err)
				}
				mustPush(t, p, second)
			}
			if got := settled(p); !cmp.Equal(got, second) {
				t.Errorf("seed %d: in the end: %s", seed, cmp.Diff(second, got))
			}
			for at, f := range p.headers {
				if f.ContentType != ContentType(at) {
					t.Errorf("seed %d: %s has %s", seed, at, f.ContentType)
				}
			}
		}
	})
	if broken == 0 || broken == runs {
		t.Errorf("%d of %d publications were broken off, so that this says little", broken, runs)
	}
}

// What the host refuses to delete is said to be there still; all else is done, and
// the next publication deletes it.
func TestRefusedDeletionsAreErrors(t *testing.T) {
	for _, at := range []string{"entries/b/index.html", "entries/b/4567.jpg", "tags/x/index.html", "entries/a/0123.jpg", "search/pages1.js"} {
		p := newPlace()
		mustPush(t, p, first)
		p.fault = func(op string) (before, after error) {
			if op == "delete "+at {
				return errors.New("403 Forbidden"), nil
			}
			return nil, nil
		}
		_, err := push(t.Context(), p, second, anyProof, still())
		var u *UnfinishedError
		if !errors.As(err, &u) || !slices.Equal(u.Present, []string{at}) || !strings.Contains(err.Error(), at) || !strings.Contains(err.Error(), "403") {
			t.Errorf("%s: %v", at, err)
		}
		if got, want := settled(p), second.with(pages{at: first[at]}); !cmp.Equal(got, want) {
			t.Errorf("%s: %s", at, cmp.Diff(want, got))
		}
		if _, err := push(t.Context(), p, second, anyProof, still()); err == nil {
			t.Errorf("%s: still there, and no error", at)
		}
		p.fault = nil
		mustPush(t, p, second)
		if got := settled(p); !cmp.Equal(got, second) {
			t.Errorf("%s: %s", at, cmp.Diff(second, got))
		}
	}
}

// A host that says it deleted something and did not is found out.
func TestWhatShouldBeGoneIsLookedFor(t *testing.T) {
	p := newPlace()
	mustPush(t, p, first)
	haunted := &haunted{place: p, at: "entries/b/index.html"}
	_, err := push(t.Context(), haunted, second, anyProof, still())
	if err == nil || !strings.Contains(err.Error(), "strangers can still find entries/b/index.html") {
		t.Errorf("not found out: %v", err)
	}
}

// haunted is a place from which one file does not go.
type haunted struct {
	*place
	at string
}

func (h *haunted) Read(ctx context.Context, at string) ([]byte, error) {
	if at == h.at {
		return []byte("still here"), nil
	}
	return h.place.Read(ctx, at)
}

// Pages that go, go before anything is sent, and what they showed goes after them.
func TestTakenDownFirst(t *testing.T) {
	p := newPlace()
	mustPush(t, p, first)
	n := len(p.changes)
	mustPush(t, p, second)
	want := []string{"claim", "delete entries/b/index.html", "delete tags/x/index.html", "delete entries/b/4567.jpg"}
	if got := p.changes[n : n+len(want)]; !slices.Equal(got, want) {
		t.Errorf("first came %q", got)
	}
	if last := p.changes[len(p.changes)-1]; last != "commit" {
		t.Errorf("last came %q", last)
	}
}

// Two publishers do not mix their files: one of them is told, and what is there in
// the end is one site.
func TestTwoPublishersAtOnce(t *testing.T) {
	kinds(t, func(t *testing.T, newPlace func() *place) {
		for k := 1; ; k++ {
			p := newPlace()
			mustPush(t, p, first)
			other := still()
			other.Publisher = "you"
			n, reached, apart, begun := 0, false, false, len(p.changes)
			var otherErr error
			busy := false
			p.fault = func(op string) (before, after error) {
				if busy {
					return nil, nil
				}
				if n++; n == k {
					reached, busy = true, true
					apart = k == 1 || slices.Contains(p.changes[begun:], "commit")
					p.mu.Unlock()
					_, otherErr = push(t.Context(), p, second, anyProof, other)
					p.mu.Lock()
					busy = false
				}
				return nil, nil
			}
			third := first.with(pages{"entries/d/index.html": "d", "index.html": "third"})
			_, err := push(t.Context(), p, third, anyProof, still())
			p.fault = nil
			if !reached {
				break
			}
			if err == nil && otherErr == nil && !apart {
				t.Errorf("k=%d: both went through", k)
			}
			for _, err := range []error{err, otherErr} {
				if err != nil && RemedyOf(err) == "" && !errors.Is(err, ErrStale) {
					t.Errorf("k=%d: no remedy: %v", k, err)
				}
			}
			mustPush(t, p, second)
			if got := settled(p); !cmp.Equal(got, second) {
				t.Errorf("k=%d: in the end: %s", k, cmp.Diff(second, got))
			}
		}
	})
}

// What another machine left half done is taken over by who says so, or later.
func TestSomebodyElsesClaim(t *testing.T) {
	p := newPlace()
	mustPush(t, p, first)
	p.killed(6, false)
	other := still()
	other.Publisher = "you"
	_, _ = push(t.Context(), p, second, anyProof, other)
	p.fault = nil
	if known, err := manifest.Decode([]byte(p.files[ManifestPath])); err != nil || !known.Has(manifest.Open()) {
		t.Fatal("the test does not interrupt anything")
	}
	_, err := push(t.Context(), p, second, anyProof, still())
	var refused *RefusedError
	if !errors.As(err, &refused) || !strings.Contains(refused.Why, "12:00 UTC") || !strings.Contains(refused.Do, "--adopt") {
		t.Errorf("not refused: %v", err)
	}
	later := still()
	later.Now = func() time.Time { return still().Now().Add(time.Hour) }
	if _, err := push(t.Context(), p, second, anyProof, later); err != nil {
		t.Error(err)
	}
	if got := settled(p); !cmp.Equal(got, second) {
		t.Error(cmp.Diff(second, got))
	}
}

// The plan is a pure function with these laws, over random sites, listings and
// manifests.
func TestPlanLaws(t *testing.T) {
	names := []string{"index.html", "feed.xml", "a/index.html", "a/1.jpg", "b/index.html", "b", "c/d/index.html", "assets/x.0123456789ab.css", "assets/y.0123456789ab.js", "search/index.js", "CNAME", "A/index.html"}
	for seed := range uint64(3000) {
		random := rand.New(rand.NewPCG(seed, 2))
		known, there, site := manifest.Tags{}, map[string]Object{}, []Item{}
		inSite := map[string]bool{}
		for _, at := range names {
			data := []byte{byte(random.IntN(2))}
			switch random.IntN(4) {
			case 0:
				known.Add(manifest.File(at))
				known.Add(manifest.Bytes(at, data))
			case 1:
				known.Add(manifest.Kept(at))
			}
			if random.IntN(2) == 0 {
				there[at] = Object{Size: int64(random.IntN(3) - 1)}
			}
			if random.IntN(2) == 0 {
				site = append(site, Item{Path: at, Size: 1, Tag: manifest.Bytes(at, []byte{0})})
				inSite[at] = true
			}
		}
		s := Plan(known, there, site)
		if again := Plan(known, there, site); !cmp.Equal(s, again) {
			t.Fatalf("seed %d: not the same again", seed)
		}
		sends := map[string]bool{}
		for _, at := range s.Send() {
			if sends[at] || !inSite[at] {
				t.Fatalf("seed %d: sends %s", seed, at)
			}
			sends[at] = true
		}
		for _, at := range s.Unchanged {
			if sends[at] || !inSite[at] || !known.Has(manifest.Bytes(at, []byte{0})) {
				t.Fatalf("seed %d: %s is unchanged", seed, at)
			}
			sends[at] = true
		}
		if len(sends) != len(site) {
			t.Fatalf("seed %d: %d files of %d", seed, len(sends), len(site))
		}
		placed := map[string]int{}
		for _, list := range [][]string{s.TakeDown, s.Retire, s.Keep, s.Sweep, s.Foreign} {
			for _, at := range list {
				placed[at]++
			}
		}
		for at := range there {
			ours := known.Has(manifest.File(at)) || known.Has(manifest.Kept(at))
			switch {
			case inSite[at] && placed[at] != 0, !inSite[at] && placed[at] != 1:
				t.Fatalf("seed %d: %s is in %d lists", seed, at, placed[at])
			case !ours && slices.Contains(s.Delete(), at):
				t.Fatalf("seed %d: deletes %s, which is not ours", seed, at)
			case !ours && inSite[at] && !slices.Contains(s.InTheWay, at):
				t.Fatalf("seed %d: replaces %s, which is not ours", seed, at)
			case ours && !inSite[at] && path.Ext(at) == ".html" && known.Has(manifest.File(at)) && !known.Has(manifest.Kept(at)) && !slices.Contains(s.TakeDown, at):
				t.Fatalf("seed %d: leaves %s", seed, at)
			}
		}
	}
}

func TestPauses(t *testing.T) {
	for try, most := range map[int]time.Duration{1: 500 * time.Millisecond, 2: time.Second, 4: 4 * time.Second, 9: longestPause} {
		if got := pause(try, 0, 1); got != most {
			t.Errorf("try %d: at most %v", try, got)
		}
		if got := pause(try, 0, 0); got != 0 {
			t.Errorf("try %d: at least %v", try, got)
		}
	}
	if got := pause(1, 7, 0.1); got != 7*time.Second {
		t.Errorf("the host asked for 7 seconds, and got %v", got)
	}
}

func TestTriesFiveTimesAndNotWhatIsFinal(t *testing.T) {
	p := newPlace()
	tries := 0
	var slept []time.Duration
	o := still()
	o.Sleep = func(_ context.Context, d time.Duration) error { slept = append(slept, d); return nil }
	p.fault = func(op string) (before, after error) {
		if op == "put feed.xml" {
			tries++
			return Transient(errors.New("503"), 3), nil
		}
		return nil, nil
	}
	_, err := push(t.Context(), p, first, anyProof, o)
	if tries != mostTries || len(slept) != mostTries-1 || slept[0] != 3*time.Second {
		t.Errorf("tried %d times, slept %v", tries, slept)
	}
	var u *UnfinishedError
	if !errors.As(err, &u) || !slices.Contains(u.Unsent, "feed.xml") || RemedyOf(err) == "" {
		t.Errorf("error %v", err)
	}
}

// A host that never answers ends with the deadline.
func TestDeadline(t *testing.T) {
	p := newPlace()
	o := still()
	o.Deadline = 20 * time.Millisecond
	o.Sleep = sleep
	p.fault = func(string) (before, after error) { return Transient(errors.New("503"), 1), nil }
	_, err := push(t.Context(), p, first, anyProof, o)
	if err == nil || !strings.Contains(err.Error(), "20ms") {
		t.Errorf("error %v", err)
	}
}
