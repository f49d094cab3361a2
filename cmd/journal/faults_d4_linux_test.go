package main

import (
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"journal/generator/publish/publishtest"
)

// D4: an entry that was public becomes private. Its page, its picture, its tag and
// what other pages, feeds and the search say of it are gone from everything that the
// server keeps: former versions, former releases and the history of a branch. Where
// the server refuses to delete, the program says so and ends with an error.
func TestFaultsD4(t *testing.T) {
	faultTest(t)
	var mu sync.Mutex
	items, reachable := 0, 0
	t.Run("targets", func(t *testing.T) {
		for _, name := range kindsOfTargets {
			t.Run(name, func(t *testing.T) {
				if !faultsInFull() {
					t.Parallel()
				}
				one := withdrawing(t, name)
				mu.Lock()
				defer mu.Unlock()
				items, reachable = items+one.items, reachable+one.reachable
			})
		}
	})
	refused := refusedDeletions(t)
	score(t, "D4", reachable == 0 && refused == 0 && items > 0, "%d items / still reachable %d / failures not told %d", items, reachable, refused)
}

// withdrawn is what came of taking things down.
type withdrawn struct{ items, reachable int }

// withdrawing takes down what was public, at one kind of target.
func withdrawing(t *testing.T, name string) (w withdrawn) {
	g := startTarget(t, name, nil)
	a := newAuthor(t, g)
	for n := range times(1, 5) {
		for _, state := range []int{2 * n, 2*n + 1} {
			before := strewn(t, g)
			a.site(state)
			a.publishes()
			if state%2 == 0 {
				if now := strewn(t, g); len(now) < 4 {
					t.Errorf("of what is public only this can be found: %q", now)
				}
				continue
			}
			w.items += len(before)
			left := strewn(t, g)
			w.reachable += len(left)
			if len(left) > 0 {
				t.Errorf("still there: %q", left)
			}
			w.reachable += a.wrong(state)
		}
	}
	return w
}

// strewn is where the needle can be found on the server.
func strewn(t *testing.T, g target) []string {
	t.Helper()
	if g.name != "branch" {
		return holding(t, g.disk, needle)
	}
	var found []string
	for path, b := range filesOfBranch(t, g.disk, "pages") {
		if strings.Contains(path+string(b), needle) {
			found = append(found, path)
		}
	}
	// Nor in any commit, tree or file that a branch leads to.
	out, err := exec.Command("git", "-C", g.disk, "rev-list", "--all", "--objects").Output()
	check(t, err)
	for line := range strings.Lines(string(out)) {
		hash, path, _ := strings.Cut(strings.TrimSpace(line), " ")
		b, err := exec.Command("git", "-C", g.disk, "cat-file", "-p", hash).Output()
		check(t, err)
		if strings.Contains(path+string(b), needle) {
			found = append(found, "object "+hash)
		}
	}
	return found
}

// refusedDeletions counts how often the program did not say that something could not
// be deleted, or did not delete it once it could.
func refusedDeletions(t *testing.T) (untold int) {
	t.Helper()
	var refuse atomic.Bool
	g := startTarget(t, "bucket", func(endpoint string) string {
		front := httptest.NewServer(publishtest.Forward(endpoint, func(w http.ResponseWriter, r *http.Request) bool {
			if r.Method != http.MethodDelete || !refuse.Load() {
				return false
			}
			w.WriteHeader(http.StatusForbidden)
			return true
		}))
		t.Cleanup(front.Close)
		return front.URL
	})
	a := newAuthor(t, g)
	a.site(0)
	a.publishes()
	refuse.Store(true)
	a.site(1)
	for range 2 {
		e := a.run("publish", g.name)
		if e.status != statusFailed || !strings.Contains(e.err, "entries/2020/03/"+needle) || !strings.Contains(e.err, "access denied") {
			t.Errorf("where nothing can be deleted it ends with %d:\n%s", e.status, e.err)
			untold++
		}
	}
	if got := holding(t, filepath.Join(g.disk), needle); len(got) == 0 {
		t.Error("nothing was refused")
		untold++
	}
	refuse.Store(false)
	a.publishes()
	if got := holding(t, filepath.Join(g.disk), needle); len(got) > 0 {
		t.Errorf("still there: %q", got)
		untold++
	}
	return untold
}
