package generator_test

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/generator/render"
	"journal/themes"
)

// warm is a journal that is read again and again with one memory, as serve does.
type warm struct {
	t       *testing.T
	src     generator.Source
	store   *memo.Store
	reading generator.Reading
	found   diag.List
}

func newWarm(t *testing.T, src generator.Source) *warm {
	t.Helper()
	w := &warm{t: t, src: src, store: memo.New()}
	var err error
	if w.reading, w.found, err = generator.Read(src, w.store); err != nil {
		t.Fatal(err)
	}
	return w
}

// again reads where the doorbell rang. It reports whether nothing seems half
// saved.
func (w *warm) again(folders []string, everything bool) bool {
	w.t.Helper()
	var err error
	before := w.reading
	if everything {
		w.reading, w.found, err = before.AgainEverywhere(w.src, w.store)
	} else {
		w.reading, w.found, err = before.Again(w.src, folders, w.store)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return !w.reading.Unsettled()
}

// settle reads until nothing seems half saved.
func (w *warm) settle() {
	w.t.Helper()
	for end := time.Now().Add(time.Minute); !w.again(nil, false); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			w.t.Fatal("it never settles")
		}
	}
}

// outcome is all that a reading leads to: the sites, what is sealed and what is said.
// The public site has the sealed files as well.
type outcome struct {
	own, public map[string]string
	said        diag.List
}

func outcomeOf(t *testing.T, src generator.Source, r generator.Reading, found diag.List, m *memo.Store) outcome {
	own, ownFound := generator.Make(src, r, edition.ForOwner, m)
	public, publicFound := generator.Make(src, r, edition.ForPublic, m)
	circles, circlesFound := generator.Circles(src, r, m)
	public, err := generator.Seal(public, circles, keysFor(t, r.Config))
	if err != nil {
		t.Fatal(err)
	}
	said := slices.Concat(found, ownFound, publicFound, circlesFound)
	said.Sort()
	return outcome{allOf(own), allOf(public), said}
}

// allOf is what a tree has at each path, be it the reason why nothing can be made.
func allOf[A edition.Audience](tree render.Tree[A]) map[string]string {
	all := map[string]string{}
	for _, path := range tree.Paths() {
		text, err := tree.Bytes(path)
		all[path] = string(text)
		if err != nil {
			all[path] = "error: " + err.Error()
		}
	}
	return all
}

// divergence compares a warm reading with one from nothing: "" if they are equal.
func (w *warm) divergence() string {
	w.t.Helper()
	warm := outcomeOf(w.t, w.src, w.reading, w.found, w.store)
	w.store.Sweep()
	fresh := memo.New()
	r, found, err := generator.Read(w.src, fresh)
	if err != nil {
		w.t.Fatal(err)
	}
	cold := outcomeOf(w.t, w.src, r, found, fresh)
	for _, c := range []struct {
		who        string
		cold, warm map[string]string
	}{{"me", cold.own, warm.own}, {"public", cold.public, warm.public}} {
		for _, path := range differing(c.cold, c.warm) {
			return fmt.Sprintf("%s, seen by %s, cold and warm:\n%s", path, c.who, firstDifference(c.cold[path], c.warm[path]))
		}
	}
	if !slices.Equal(cold.said, warm.said) {
		return fmt.Sprintf("messages, cold:\n%v\nwarm:\n%v", cold.said, warm.said)
	}
	return ""
}

// operations is how many things happen to the journal: JOURNAL_OPERATIONS.
func operations(t *testing.T) int {
	if testing.Short() {
		return 100
	}
	n, err := strconv.Atoi(cmp.Or(os.Getenv("JOURNAL_OPERATIONS"), "1000"))
	if err != nil {
		t.Fatalf("JOURNAL_OPERATIONS: %v", err)
	}
	return n
}

// seed is that of the random numbers: JOURNAL_SEED.
func seed(t *testing.T) uint64 {
	n, err := strconv.ParseUint(cmp.Or(os.Getenv("JOURNAL_SEED"), "1"), 10, 64)
	if err != nil {
		t.Fatalf("JOURNAL_SEED: %v", err)
	}
	return n
}

// Warm equals cold: whatever happens to a journal, reading it again where the
// doorbell rang gives the sites and the messages of a program that has just been
// started, byte for byte.
func TestWarmEqualsCold(t *testing.T) {
	t.Parallel()
	seed, n := seed(t), operations(t)
	u := newUpheaval(t, seed)
	w := newWarm(t, u.src)
	history := []string{}
	quiet := 0
	check := func() {
		if difference := w.divergence(); difference != "" {
			t.Fatalf("JOURNAL_SEED=%d, after %d operations, the last of them\n  %s\n%s",
				seed, len(history), strings.Join(history[max(0, len(history)-12):], "\n  "), difference)
		}
		quiet++
	}
	check()
	for len(history) < n {
		for range 1 + u.r.IntN(8) {
			history = append(history, u.something())
		}
		w.src = u.src // another day
		if w.again(u.rung(), u.r.IntN(20) == 0) {
			check()
		}
	}
	w.settle()
	check()
	line := fmt.Sprintf("W5 figure=operations %d / quiet points %d / divergences 0 pass", len(history), quiet)
	t.Log(line)
	if os.Getenv("JOURNAL_OPERATIONS") != "" {
		fmt.Println(line)
	}
}

// Another branch may be another journal altogether.
func TestWarmEqualsColdAcrossBranches(t *testing.T) {
	t.Parallel()
	size := 2000
	if testing.Short() {
		size = 200
	}
	folder := writeJournal(t, map[string]string{"journal.toml": "title = \"Here\"\n", "content/entries/2026-03-05-here.md": "Here.\n"})
	git := func(args ...string) {
		t.Helper()
		c := exec.CommandContext(t.Context(), "git", append([]string{"-C", folder, "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"}, args...)...)
		c.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
	}
	git("init", "--quiet", "--initial-branch", "here")
	git("add", ".")
	git("commit", "--quiet", "--message", "here")
	git("switch", "--quiet", "--create", "there")
	for i := range size {
		name := fmt.Sprintf("content/entries/2025/%02d/2025-%02d-%02d-n%d.md", 1+i%12, 1+i%12, 1+i%28, i)
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := cmp.Or(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, fmt.Appendf(nil, "Words %d.\n", i), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "journal.toml"), []byte("title = \"There\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	git("add", ".")
	git("commit", "--quiet", "--message", "there")

	w := newWarm(t, generator.Source{Folder: folder, Themes: themes.FS, Now: time.Now, Today: vaultToday})
	folders := []string{".", "content", "content/entries", "content/entries/2025"}
	for month := range 12 {
		folders = append(folders, fmt.Sprintf("content/entries/2025/%02d", month+1))
	}
	for _, branch := range []string{"here", "there"} {
		git("switch", "--quiet", branch)
		w.again(folders, false)
		w.settle()
		if difference := w.divergence(); difference != "" {
			t.Fatalf("on branch %s: %s", branch, difference)
		}
	}
}
