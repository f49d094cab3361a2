package publish

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"journal/generator/manifest"
)

// Current says that all is there exactly where a Push would have nothing to do, and
// changes nothing.
func TestCurrentSaysWhatPushWouldDo(t *testing.T) {
	for what, change := range map[string]func(p *place, site pages, o *Options){
		"nothing":              func(*place, pages, *Options) {},
		"a file went":          func(p *place, _ pages, _ *Options) { delete(p.files, "entries/a/0123.jpg") },
		"a file grew":          func(p *place, _ pages, _ *Options) { p.files["index.html"] += "x" },
		"a foreign file came":  func(p *place, _ pages, _ *Options) { p.files["notes.txt"] = "mine" },
		"the manifest went":    func(p *place, _ pages, _ *Options) { delete(p.files, ManifestPath) },
		"the manifest is bad":  func(p *place, _ pages, _ *Options) { p.files[ManifestPath] = "x" },
		"somebody else's site": func(_ *place, _ pages, o *Options) { o.Site = "another" },
		"somebody changed it":  func(p *place, _ pages, _ *Options) { p.others = "the newest commit was not made by journal" },
		"the site changed":     func(_ *place, site pages, _ *Options) { site["index.html"] += "!" },
		"the site lost a page": func(_ *place, site pages, _ *Options) { delete(site, "tags/x/index.html") },
	} {
		kinds(t, func(t *testing.T, newPlace func() *place) {
			p := newPlace()
			mustPush(t, p, first)
			site, o := pages{}, still()
			for at, text := range first {
				site[at] = text
			}
			change(p, site, &o)
			snapshot, err := snapshotOf(t.Context(), site)
			if err != nil {
				t.Fatal(err)
			}
			before, changes := p.contents(), len(p.changes)
			r, current, err := Current(t.Context(), p, Inventory{snapshot.items}, o)
			if err != nil || len(p.changes) != changes || cmp.Diff(before, p.contents()) != "" {
				t.Fatalf("%s: error %v, changes %v", what, err, p.changes[changes:])
			}
			want, err := push(t.Context(), p, site, anyProof, o)
			if idle := err == nil && want.Idle; current != idle {
				t.Errorf("%s: Current says %v, and Push %v (%v)", what, current, idle, err)
			}
			if current {
				if diff := cmp.Diff(want.Steps, r.Steps); diff != "" || !r.Idle {
					t.Errorf("%s: the report (-push +current):\n%s", what, diff)
				}
			}
		})
	}
}

func FuzzInventory(f *testing.F) {
	f.Add(Inventory{}.Append(nil))
	f.Add(Inventory{[]Item{{"a/index.html", 12, manifest.File("x"), false}, {"b.css", 1 << 40, manifest.File("y"), true}}}.Append(nil))
	f.Add([]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		site, err := ReadInventory(b)
		if err != nil {
			return
		}
		again, err := ReadInventory(site.Append(nil))
		if diff := cmp.Diff(site.items, again.items); err != nil || diff != "" {
			t.Errorf("lost in a round trip: %v, %s", err, diff)
		}
		if whole := site.Append(nil); len(whole) > 0 {
			if _, err := ReadInventory(whole[:len(whole)-1]); err == nil {
				t.Error("one that is cut is taken for whole")
			}
			if _, err := ReadInventory(append(bytes.Clone(whole), 0)); err == nil {
				t.Error("what comes after it is not noticed")
			}
		}
	})
}
