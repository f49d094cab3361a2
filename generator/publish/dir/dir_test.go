package dir

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"journal/generator/publish"
	"journal/generator/publish/publishtest"
)

func TestRules(t *testing.T) {
	publishtest.Run(t, func(t *testing.T) publishtest.Place {
		at := filepath.Join(t.TempDir(), "site")
		p := publishtest.FolderPlace(at, lockName)
		p.Open = func(*testing.T) publish.Host { return New(at, time.Now) }
		return p
	})
}

func begin(t *testing.T, h *Host) publish.Session {
	t.Helper()
	seen, err := h.Look(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s, err := h.Begin(t.Context(), seen)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Abort(t.Context()) })
	return s
}

func do(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestLockKeepsOthersOut(t *testing.T) {
	at := filepath.Join(t.TempDir(), "site")
	h := New(at, time.Now)
	s := begin(t, h)
	if _, err := h.Begin(t.Context(), publish.State{}); !errors.Is(err, publish.ErrBusy) || publish.RemedyOf(err) == "" {
		t.Errorf("two at once: %v", err)
	}
	do(t, s.Abort(t.Context()))
	begin(t, h)
}

func TestStaleLocksHeal(t *testing.T) {
	now := time.Now()
	me := thisProcess(now)
	dead, old, other := me, me, me
	dead.process = 1 << 30
	old.since = now.Add(-2 * lease)
	other.machine = "000000000000"
	for name, c := range map[string]struct {
		owner  string
		broken bool
	}{
		"a process that died":                {dead.String(), true},
		"a lock from long ago":               {old.String(), true},
		"another machine":                    {other.String(), false},
		"nobody knows whose":                 {"what?", true},
		"this process, a publication before": {me.String(), false},
	} {
		at := t.TempDir()
		do(t, os.Mkdir(filepath.Join(at, lockName), 0o700))
		do(t, os.WriteFile(filepath.Join(at, lockName, ownerName), []byte(c.owner), 0o600))
		do(t, os.WriteFile(filepath.Join(at, lockName, "new-1"), []byte("half"), 0o600))
		do(t, os.Mkdir(filepath.Join(at, madePrefix+"x"), 0o700))
		s, err := New(at, func() time.Time { return now }).Begin(t.Context(), publish.State{})
		if (err == nil) != c.broken || err != nil && !errors.Is(err, publish.ErrBusy) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil {
			continue
		}
		do(t, s.Abort(t.Context()))
		if left, _ := os.ReadDir(at); len(left) != 0 {
			t.Errorf("%s: %v is left", name, left)
		}
	}
}

func TestFilesCanBeServed(t *testing.T) {
	at := filepath.Join(t.TempDir(), "var", "www")
	s := begin(t, New(at, time.Now))
	do(t, s.Claim(t.Context(), publish.File{Path: publish.ManifestPath, Bytes: []byte("1")}))
	do(t, s.Put(t.Context(), publish.File{Path: "a/b/index.html", Bytes: []byte("page")}))
	do(t, s.Commit(t.Context(), publish.File{Path: publish.ManifestPath, Bytes: []byte("2")}))
	for name, mode := range map[string]os.FileMode{".": 0o755, "a": 0o755, "a/b": 0o755, "a/b/index.html": 0o644, publish.ManifestPath: 0o644} {
		info, err := os.Stat(filepath.Join(at, name))
		do(t, err)
		if info.Mode().Perm() != mode {
			t.Errorf("%s has mode %v", name, info.Mode().Perm())
		}
	}
}

func TestNothingLeadsOut(t *testing.T) {
	base := t.TempDir()
	at, outside := filepath.Join(base, "site"), filepath.Join(base, "outside")
	do(t, os.Mkdir(at, 0o755))
	do(t, os.Mkdir(outside, 0o755))
	do(t, os.WriteFile(filepath.Join(outside, "index.html"), []byte("mine"), 0o644))
	do(t, os.Symlink(outside, filepath.Join(at, "entries")))
	h := New(at, time.Now)
	s := begin(t, h)
	if err := s.Put(t.Context(), publish.File{Path: "entries/index.html", Bytes: []byte("x")}); err == nil {
		t.Error("wrote through a link")
	}
	if err := s.Delete(t.Context(), "entries/index.html"); err == nil {
		t.Error("deleted through a link")
	}
	if b, err := h.Read(t.Context(), "entries/index.html"); err == nil {
		t.Errorf("read %q through a link", b)
	}
	if b, _ := os.ReadFile(filepath.Join(outside, "index.html")); string(b) != "mine" {
		t.Errorf("outside there is %q", b)
	}
	seen, err := h.Look(t.Context())
	do(t, err)
	if o, ok := seen.Files["entries"]; !ok || o.Size != -1 || len(seen.Files) != 1 {
		t.Errorf("the link is listed as %v", seen.Files)
	}
}

func TestManifestIsComparedBeforeItIsReplaced(t *testing.T) {
	at := t.TempDir()
	h := New(at, time.Now)
	s := begin(t, h)
	do(t, os.WriteFile(filepath.Join(at, publish.ManifestPath), []byte("theirs"), 0o644))
	if err := s.Commit(t.Context(), publish.File{Path: publish.ManifestPath, Bytes: []byte("ours")}); !errors.Is(err, publish.ErrStale) {
		t.Errorf("committed over another's: %v", err)
	}
}

func TestMessagesSayWhatToDo(t *testing.T) {
	at := filepath.Join(t.TempDir(), "file")
	do(t, os.WriteFile(at, nil, 0o644))
	_, err := New(filepath.Join(at, "site"), time.Now).Begin(t.Context(), publish.State{})
	if err == nil || strings.Contains(err.Error(), at) {
		t.Errorf("message: %v", err)
	}
}
