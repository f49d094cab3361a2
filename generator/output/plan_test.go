package output

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"journal/generator/manifest"
)

// The order in which the folder changes; see turn.
func TestOrderOfChanges(t *testing.T) {
	f := emptyFolder(t)
	mustUpdate(t, f, site{
		"index.html": "1", "feed.xml": "1", "a.css": "1", "old.css": "1",
		"private/index.html": "1", "private/photo.jpg": "1", "swap/in.html": "1", "Photo.jpg": "1",
	})
	want, err := gather(t.Context(), site{
		"index.html": "2", "feed.xml": "2", "a.css": "2", "new/deep/page.html": "2", "new/photo.jpg": "2", "swap": "2", "photo.jpg": "2",
	})
	if err != nil {
		t.Fatal(err)
	}
	old, err := readManifest(f)
	if err != nil {
		t.Fatal(err)
	}
	found, err := survey(t.Context(), f, want, old)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range plan(want, found, old, "") {
		verb := map[action]string{put: "put ", remove: "remove ", makeDir: "make ", removeDir: "remove "}[c.what]
		got = append(got, verb+c.path)
	}
	if diff := cmp.Diff([]string{
		"put " + manifest.Name,
		"remove Photo.jpg", "remove swap/in.html", "remove swap",
		"make new", "make new/deep",
		"put a.css", "put new/photo.jpg", "put photo.jpg", "put swap",
		"remove private/index.html",
		"put new/deep/page.html",
		"put feed.xml", "put index.html",
		"remove old.css", "remove private/photo.jpg",
		"remove private",
		"put " + manifest.Name,
	}, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

func TestFewFilesAreForcedToTheDisk(t *testing.T) {
	for _, n := range []int{1, syncLimit, syncLimit + 1} {
		s := site{}
		for i := range n {
			s[string(rune('a'+i%26))+string(rune('a'+i/26))] = "x"
		}
		want, err := gather(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range plan(want, standing{}, manifest.Tags{}, "") {
			if wanted := n <= syncLimit || c.path == manifest.Name; c.what == put && c.durable != wanted {
				t.Errorf("%d files: %s is durable: %v", n, c.path, c.durable)
			}
		}
	}
}
