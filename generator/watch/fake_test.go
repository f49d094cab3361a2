package watch

import (
	"context"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
)

// fakeBell is a system whose events the test makes.
type fakeBell struct {
	mu      sync.Mutex
	added   []string
	refuse  func(folder string, already int) error
	paths   chan string
	errors  chan error
	closed  bool
	onAdded func(folder string)
}

func newFakeBell() *fakeBell {
	return &fakeBell{paths: make(chan string), errors: make(chan error)}
}

func (b *fakeBell) Add(folder string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.refuse != nil {
		if err := b.refuse(folder, len(b.added)); err != nil {
			return err
		}
	}
	b.added = append(b.added, folder)
	if b.onAdded != nil {
		b.onAdded(folder)
	}
	return nil
}

func (b *fakeBell) Remove(folder string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.added = slices.DeleteFunc(b.added, func(s string) bool { return s == folder })
}

func (b *fakeBell) Heard() <-chan string { return b.paths }
func (b *fakeBell) Lost() <-chan error   { return b.errors }
func (b *fakeBell) Close()               { b.closed = true }

// house is a watched folder with a fake system, in virtual time.
type house struct {
	t     *testing.T
	root  string
	bell  *fakeBell
	rings <-chan Ring
	stop  context.CancelFunc

	mu   sync.Mutex
	said []string
}

// wanted is a rule like that of journals.
func wanted(p string) bool {
	name := path.Base(p)
	return !strings.HasPrefix(name, ".") && !strings.HasSuffix(name, "~") && p != "public"
}

// inHouse runs a test in virtual time. The folders content/a and content/b are
// there; adjust changes the options or the bell before watching begins.
func inHouse(t *testing.T, adjust func(*house, *Options), test func(*house)) {
	synctest.Test(t, func(t *testing.T) {
		h := &house{t: t, root: canonical(t, t.TempDir()), bell: newFakeBell()}
		h.mkdir("content/a")
		h.mkdir("content/b")
		o := Options{Root: h.root, Wanted: wanted, Notice: h.hear}
		if adjust != nil {
			adjust(h, &o)
		}
		ctx, stop := context.WithCancel(t.Context())
		h.stop = stop
		open := func() (bell, error) { return h.bell, nil }
		rings, err := start(ctx, o, open)
		if err != nil {
			t.Fatal(err)
		}
		h.rings = rings
		synctest.Wait()
		test(h)
		stop()
		for range rings {
		}
	})
}

func canonical(t *testing.T, dir string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func (h *house) hear(text, remedy string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.said = append(h.said, text+" | "+remedy)
}

// mustSay checks that one notice was given, and that it has all the words.
func (h *house) mustSay(words ...string) {
	h.t.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.said) != 1 {
		h.t.Fatalf("notices: %q, want one with %q", h.said, words)
	}
	for _, word := range words {
		if !strings.Contains(h.said[0], word) {
			h.t.Errorf("the notice %q does not have %q", h.said[0], word)
		}
	}
}

func (h *house) at(rel string) string { return filepath.Join(h.root, filepath.FromSlash(rel)) }

func (h *house) mkdir(rel string) {
	h.t.Helper()
	if err := os.MkdirAll(h.at(rel), 0o755); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) write(rel, text string) {
	h.t.Helper()
	if err := os.WriteFile(h.at(rel), []byte(text), 0o644); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) remove(rel string) {
	h.t.Helper()
	if err := os.RemoveAll(h.at(rel)); err != nil {
		h.t.Fatal(err)
	}
}

// happen has the system say that something happened.
func (h *house) happen(rel string) { h.bell.paths <- h.at(rel) }

// want receives a ring and compares it. Polling is at rest afterwards, so that it
// does not see half of what the test does next.
func (h *house) want(folders ...string) {
	h.t.Helper()
	if got := <-h.rings; got.Everything || !slices.Equal(got.Folders, folders) {
		h.t.Fatalf("rung for %+v, want %q", got, folders)
	}
	synctest.Wait()
}

func (h *house) wantEverything() {
	h.t.Helper()
	if got := <-h.rings; !got.Everything || got.Folders != nil {
		h.t.Fatalf("rung for %+v, want everything", got)
	}
	synctest.Wait()
}

// wantSilence checks that nothing is due.
func (h *house) wantSilence() {
	h.t.Helper()
	synctest.Wait()
	select {
	case got := <-h.rings:
		h.t.Fatalf("rung for %+v, want silence", got)
	default:
	}
}

func (h *house) wantWatched(folders ...string) {
	h.t.Helper()
	synctest.Wait()
	h.bell.mu.Lock()
	defer h.bell.mu.Unlock()
	var got []string
	for _, folder := range h.bell.added {
		rel, err := filepath.Rel(h.root, folder)
		if err != nil {
			h.t.Fatal(err)
		}
		got = append(got, filepath.ToSlash(rel))
	}
	slices.Sort(got)
	if !slices.Equal(got, folders) {
		h.t.Errorf("watched are %q, want %q", got, folders)
	}
}

var errRefused = errors.New("refused")
