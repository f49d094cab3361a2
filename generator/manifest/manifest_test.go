package manifest

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestManifestRoundTrip(t *testing.T) {
	for n := range 3 * padTo {
		all := Tags{}
		for i := range n {
			all.Add(File(fmt.Sprint(i)))
		}
		b := all.Encode("key")
		back, err := Decode(b)
		if err != nil || !back.Covers(all) || len(back)%padTo != 0 || len(back)-len(all) >= padTo {
			t.Fatalf("n=%d: %d tags back, error %v", n, len(back), err)
		}
		if again := back.Encode("another key"); string(again) != string(b) {
			t.Fatalf("n=%d: not the same bytes again", n)
		}
	}
}

func TestKindsOfTagsDiffer(t *testing.T) {
	seen := map[Tag]bool{}
	for _, x := range []Tag{File("a"), Folder("a"), Kept("a"), Site("a"), Open(), OpenBy("a"), OpenAt("a"), Bytes("a", nil)} {
		if seen[x] {
			t.Error("different things have the same tag")
		}
		seen[x] = true
	}
	if Bytes("a", []byte("bc")) == Bytes("ab", []byte("c")) {
		t.Error("different things have the same tag")
	}
}

func TestDamagedManifest(t *testing.T) {
	sound := string(Tags{File("index.html"): {}}.Encode(""))
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
		if _, err := Decode([]byte(tt.text)); (err == nil) != tt.ok || err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: error %v", tt.name, err)
		}
	}
}

func FuzzManifest(f *testing.F) {
	f.Add([]byte(head))
	f.Add([]byte(head + strings.Repeat("A", 22) + "\n"))
	f.Add(Tags{Tag(sha256.New().Sum(nil)[:16]): {}}.Encode(""))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := Decode(b)
		if err != nil {
			return
		}
		back, err := Decode(got.Encode(""))
		if err != nil || !back.Covers(got) {
			t.Errorf("lost in a round trip: %v, %s", err, cmp.Diff(got, back))
		}
	})
}
