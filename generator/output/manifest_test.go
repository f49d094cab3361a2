package output

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"journal/generator/manifest"
)

func manifestOf(t *testing.T, s site, key string) string {
	t.Helper()
	dir := t.TempDir()
	if _, err := write(t.Context(), s, dir, Options{Key: key}); err != nil {
		t.Fatal(err)
	}
	return readManifestFile(t, dir)
}

func TestManifestSaysNothing(t *testing.T) {
	secret := small.with(site{"entries/2026/03/hush-6f1d2c/index.html": "unlisted"})
	b := manifestOf(t, secret, "key")
	for _, word := range []string{"hush", "entries", "index", "html", "unlisted"} {
		if strings.Contains(b, word) {
			t.Errorf("the manifest says %q", word)
		}
	}
	if len(b) != len(manifestOf(t, small, "key")) {
		t.Error("the size of the manifest tells that there is one more page")
	}
}

// Who knows all of the site but the key cannot tell whether there is more.
func TestPaddingDependsOnKey(t *testing.T) {
	if manifestOf(t, small, "key") == manifestOf(t, small, "") {
		t.Error("the padding can be worked out without the key")
	}
	if manifestOf(t, small, "key") != manifestOf(t, small, "key") {
		t.Error("not deterministic")
	}
}

func TestNewKeyStillKnowsOurFiles(t *testing.T) {
	dir := t.TempDir()
	for _, key := range []string{"", "one", "two"} {
		if _, err := write(t.Context(), small, dir, Options{Key: key}); err != nil {
			t.Fatal(err)
		}
		next := small.with(site{"feed.xml": "", "index.html": "home " + key})
		if _, err := write(t.Context(), next, dir, Options{Key: key + "!"}); err != nil {
			t.Fatal(err)
		}
		wantSnapshot(t, dir, laidOut(next))
	}
}

func TestDamagedManifestChangesNothing(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, small)
	b := readManifestFile(t, dir)
	if err := os.WriteFile(filepath.Join(dir, manifest.Name), []byte(b[:len(b)-7]), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := write(t.Context(), small.with(site{"feed.xml": "2"}), dir, Options{}); !errors.Is(err, manifest.ErrDamaged) {
		t.Errorf("error %v", err)
	}
	wantSnapshot(t, dir, laidOut(small))
}
