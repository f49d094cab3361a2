package output

import (
	"path"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"journal/generator/manifest"
)

// The order in which the folder changes; see turn.
func TestOrderOfChanges(t *testing.T) {
	f := emptyFolder(t)
	mustUpdate(t, f, site{
		"index.html": "1", "feed.xml": "1", "a.css": "1", "old.css": "1",
		"private/index.html": "1", "private/photo.jpg": "1", "old/page.html": "1", "swap/in.html": "1", "Photo.jpg": "1",
	})
	want, err := expect(site{
		"index.html": "2", "feed.xml": "2", "a.css": "2", "new/deep/page.html": "2", "new/photo.jpg": "2", "new/list.xml": "2", "pictures/1/photo.jpg": "2",
		"swap": "2", "photo.jpg": "2", "old/page.html": "2", "old/new/page.html": "2",
	})
	if err != nil {
		t.Fatal(err)
	}
	old, err := readManifest(f)
	if err != nil {
		t.Fatal(err)
	}
	v, err := survey(t.Context(), f, want, old)
	if err != nil {
		t.Fatal(err)
	}
	found, err := v.make(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range plan(want, found, old, "") {
		verb := map[action]string{put: "put ", remove: "remove ", putDir: "put folder ", removeDir: "remove "}[c.what]
		got = append(got, verb+c.path)
	}
	if diff := cmp.Diff([]string{
		"put " + manifest.Name,
		"remove Photo.jpg", "remove swap/in.html", "remove swap",
		"put a.css", "put photo.jpg", "put folder pictures", "put swap",
		"remove private/index.html",
		"put folder new", "put folder old/new",
		"put old/page.html",
		"put feed.xml", "put index.html",
		"remove old.css", "remove private/photo.jpg",
		"remove private",
		"put " + manifest.Name,
	}, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

// syncs counts what is forced to the disk.
type syncs struct {
	lazy
	mu    *sync.Mutex
	names map[string]int
}

func (s syncs) Sync(name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.names[path.Base(name)]++
	return nil
}

func TestFewFilesAreForcedToTheDisk(t *testing.T) {
	for _, n := range []int{1, syncLimit, syncLimit + 1} {
		f := syncs{emptyFolder(t), &sync.Mutex{}, map[string]int{}}
		s := site{"old": "x"}
		mustUpdate(t, f.lazy, s)
		for i := range n {
			s["new/"+string(rune('a'+i%26))+string(rune('a'+i/26))] = "x"
		}
		if err := updateTo(t, f, s); err != nil {
			t.Fatal(err)
		}
		want := 2 // the manifest, before and after
		if n <= syncLimit {
			want += n
		}
		if len(f.names) != want-1 && len(f.names) != want || f.names["old"] != 0 || f.names[path.Base(manifestName(rememberNew))] != 1 {
			t.Errorf("%d files: forced to the disk were %v", n, f.names)
		}
	}
}
