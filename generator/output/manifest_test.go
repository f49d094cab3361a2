package output

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func manifestOf(t *testing.T, s site, key string) string {
	t.Helper()
	want, err := gather(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return string(want.tags.encode(key))
}

func TestManifestRoundTrip(t *testing.T) {
	for n := range 3 * padTo {
		all := tags{}
		for i := range n {
			all.add(fileTag(fmt.Sprint(i)))
		}
		b := all.encode("key")
		back, err := decode(b)
		if err != nil || !back.covers(all) || len(back)%padTo != 0 || len(back)-len(all) >= padTo {
			t.Fatalf("n=%d: %d tags back, error %v", n, len(back), err)
		}
		if again := back.encode("another key"); string(again) != string(b) {
			t.Fatalf("n=%d: not the same bytes again", n)
		}
	}
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

func TestKindsOfTagsDiffer(t *testing.T) {
	if fileTag("a") == dirTag("a") || bytesTag("a", nil) == fileTag("a") || bytesTag("a", []byte("bc")) == bytesTag("ab", []byte("c")) {
		t.Error("different things have the same tag")
	}
}

func TestDamagedManifest(t *testing.T) {
	sound := manifestOf(t, small, "")
	tests := []struct {
		name, text string
		ok         bool
	}{
		{"sound", sound, true},
		{"line ends of Windows", strings.ReplaceAll(sound, "\n", "\r\n"), true},
		{"cut off", sound[:len(sound)-5], false},
		{"merge conflict", strings.Replace(sound, "\n", "\n<<<<<<< HEAD\n", 1), false},
		{"later version", strings.Replace(sound, "# journal 1", "# journal 2", 1), false},
		{"not base64", sound[:len(sound)-3] + "?!\n", false},
		{"empty", "", false},
	}
	for _, tt := range tests {
		if _, err := decode([]byte(tt.text)); (err == nil) != tt.ok || err != nil && !errors.Is(err, errDamaged) {
			t.Errorf("%s: error %v", tt.name, err)
		}
	}
}

func TestDamagedManifestChangesNothing(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, small)
	b := readManifestFile(t, dir)
	if err := os.WriteFile(filepath.Join(dir, manifestName), []byte(b[:len(b)-7]), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := write(t.Context(), small.with(site{"feed.xml": "2"}), dir, Options{}); !errors.Is(err, errDamaged) {
		t.Errorf("error %v", err)
	}
	wantSnapshot(t, dir, laidOut(small))
}

func FuzzManifest(f *testing.F) {
	f.Add([]byte(manifestHead))
	f.Add([]byte(manifestHead + strings.Repeat("A", 22) + "\n"))
	f.Add(tags{tag(sha256.New().Sum(nil)[:16]): {}}.encode(""))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := decode(b)
		if err != nil {
			return
		}
		back, err := decode(got.encode(""))
		if err != nil || !back.covers(got) {
			t.Errorf("lost in a round trip: %v, %s", err, cmp.Diff(got, back))
		}
	})
}
