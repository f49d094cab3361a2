package publish

import (
	"context"
	"errors"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"journal/generator/audit"
)

// first and second are two publications of a site: an entry was changed, one is new,
// one was made private together with its picture, one has another picture, and there
// is another stylesheet.
var (
	first = pages{
		"index.html":                      `<link href="assets/journal.0123456789ab.css"><a href="entries/a/index.html">a</a> <a href="entries/b/index.html">b</a> <a href="tags/x/index.html">x</a>`,
		"assets/journal.0123456789ab.css": "p {}",
		"assets/fonts/serif.woff2":        "serif",
		"entries/a/index.html":            `<link href="assets/journal.0123456789ab.css"><img src="entries/a/0123.jpg">`,
		"entries/a/0123.jpg":              "a",
		"entries/b/index.html":            `<link href="assets/journal.0123456789ab.css"><img src="entries/b/4567.jpg">`,
		"entries/b/4567.jpg":              "b",
		"tags/x/index.html":               `<a href="entries/b/index.html">b</a>`,
		"feed.xml":                        `<a href="entries/a/index.html">a</a> <a href="entries/b/index.html">b</a>`,
		"search/index.js":                 "pages0 pages1",
		"search/pages0.js":                "a",
		"search/pages1.js":                "b",
	}
	second = pages{
		"index.html":                      `<link href="assets/journal.ba9876543210.css"><a href="entries/a/index.html">a</a> <a href="entries/c/index.html">c</a>`,
		"assets/journal.ba9876543210.css": "p { color: red }",
		"assets/fonts/serif.woff2":        "serif",
		"entries/a/index.html":            `<link href="assets/journal.ba9876543210.css"><img src="entries/a/89ab.jpg"><a href="entries/c/index.html">next</a>`,
		"entries/a/89ab.jpg":              "another a",
		"entries/c/index.html":            `<link href="assets/journal.ba9876543210.css"><img src="entries/c/cdef.jpg"><a href="entries/a/index.html">before</a>`,
		"entries/c/cdef.jpg":              "c",
		"feed.xml":                        `<a href="entries/a/index.html">a</a> <a href="entries/c/index.html">c</a>`,
		"search/index.js":                 "pages0",
		"search/pages0.js":                "a c",
	}
	kept = pages{"assets/journal.0123456789ab.css": "p {}"}
)

func mustPush(t *testing.T, p *place, site pages) Report {
	t.Helper()
	r, err := push(t.Context(), p, site, anyProof, still())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func wantPlace(t *testing.T, p *place, want pages) {
	t.Helper()
	if diff := cmp.Diff(want, p.contents()); diff != "" {
		t.Errorf("the place (-want +got):\n%s", diff)
	}
}

// kinds are the kinds of hosts there are.
func kinds(t *testing.T, f func(t *testing.T, newPlace func() *place)) {
	for name, set := range map[string]func(*place){
		"file by file": func(*place) {},
		"gathering":    func(p *place) { p.gathers = true },
		"atomic":       func(p *place) { p.atomic = true },
	} {
		t.Run(name, func(t *testing.T) {
			f(t, func() *place { p := newPlace(); set(p); return p })
		})
	}
}

func TestPush(t *testing.T) {
	kinds(t, func(t *testing.T, newPlace func() *place) {
		p := newPlace()
		p.files["CNAME"] = "me.example"
		if r := mustPush(t, p, first); r.Sent != len(first) || r.Deleted != 0 || r.Checked == 0 {
			t.Errorf("%+v", r)
		}
		host := pages{"CNAME": "me.example"}
		wantPlace(t, p, first.with(host))

		before := len(p.changes)
		if r := mustPush(t, p, first); r.Sent != 0 || len(p.changes) != before {
			t.Errorf("nothing was to be done, but: %v", p.changes[before:])
		}
		r := mustPush(t, p, second)
		wantPlace(t, p, second.with(kept).with(host))
		if r.Absent != r.Deleted || r.Deleted != 5 || r.Sent != 9 {
			t.Errorf("%d deleted, %d found gone, %d sent", r.Deleted, r.Absent, r.Sent)
		}
		if mustPush(t, p, second); p.sessions != 2 {
			t.Error("a publication without a change began something")
		}
		third := second.with(pages{"index.html": "third"})
		mustPush(t, p, third)
		wantPlace(t, p, third.with(host))
	})
}

func TestHeaders(t *testing.T) {
	p := newPlace()
	mustPush(t, p, pages{"index.html": "", "assets/a.e3b0c44298fc.css": "", "entries/e3b0c44298fc1c149afbf4c8.jpg": "", "photo.deadbeef0000.jpg": "", "feed.xml": "",
		"entries/0123456789abcdef01234567-480.jpg": "x"})
	want := map[string][2]string{
		"index.html":                               {"text/html; charset=utf-8", cacheNever},
		"assets/a.e3b0c44298fc.css":                {"text/css; charset=utf-8", cacheForever},
		"entries/e3b0c44298fc1c149afbf4c8.jpg":     {"image/jpeg", cacheForever},
		"entries/0123456789abcdef01234567-480.jpg": {"image/jpeg", cacheForever},
		"photo.deadbeef0000.jpg":                   {"image/jpeg", cacheNever},
		"feed.xml":                                 {"application/atom+xml; charset=utf-8", cacheNever},
	}
	for at, h := range want {
		if f := p.headers[at]; f.ContentType != h[0] || f.Cache != h[1] {
			t.Errorf("%s: %s, %s", at, f.ContentType, f.Cache)
		}
	}
}

func TestProofHasToCoverTheTree(t *testing.T) {
	p := newPlace()
	if _, err := push(t.Context(), p, first, by(audit.Proof{}), still()); err == nil || len(p.changes) != 0 {
		t.Errorf("published what was not checked: %v", err)
	}
	hash, err := audit.Hash(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := push(t.Context(), p, first, by(treeProof(hash)), still()); err != nil {
		t.Error(err)
	}
	if _, err := push(t.Context(), p, second, by(treeProof(hash)), still()); err == nil {
		t.Error("published another tree than was checked")
	}
}

type treeProof string

func (p treeProof) Covers(tree string) bool { return string(p) == tree }

func TestGuards(t *testing.T) {
	refused := func(name string, p *place, site pages, o Options, words ...string) {
		t.Helper()
		before := p.contents()
		n := len(p.changes)
		_, err := push(t.Context(), p, site, anyProof, o)
		var refusal *RefusedError
		if !errors.As(err, &refusal) {
			t.Errorf("%s: not refused: %v", name, err)
			return
		}
		for _, word := range words {
			if !strings.Contains(refusal.Why+". "+refusal.Do, word) {
				t.Errorf("%s: %q is not in %q, %q", name, word, refusal.Why, refusal.Do)
			}
		}
		if diff := cmp.Diff(before, p.contents()); diff != "" || len(p.changes) != n {
			t.Errorf("%s: changed: %s", name, diff)
		}
	}
	accepted := func(name string, p *place, site pages, o Options) {
		t.Helper()
		if _, err := push(t.Context(), p, site, anyProof, o); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	adopt := still()
	adopt.Adopt = true

	p := newPlace()
	p.files["thesis.txt"] = "mine"
	refused("foreign place", p, first, still(), "thesis.txt", "--adopt")
	accepted("foreign place, adopted", p, first, adopt)
	wantPlace(t, p, first.with(pages{"thesis.txt": "mine"}))

	p = newPlace()
	mustPush(t, p, first)
	other := still()
	other.Site = "another"
	refused("another site", p, second, other, "--adopt")
	refused("no files", p, pages{}, still(), "journal build")

	p = newPlace()
	p.files[ManifestPath] = "# journal 99: later\n"
	refused("manifest of another version", p, first, still(), "--adopt")
	accepted("manifest of another version, adopted", p, first, adopt)

	p = newPlace()
	mustPush(t, p, first)
	p.files["entries/c/index.html"] = "somebody else's"
	refused("in the way", p, second, still(), "entries/c/index.html")
	accepted("in the way, adopted", p, second, adopt)
	wantPlace(t, p, second.with(kept))

	p = newPlace()
	mustPush(t, p, first)
	p.files["entries/c/index.html"] = second["entries/c/index.html"]
	accepted("in the way, but equal", p, second, still())
	mustPush(t, p, first)
	if _, there := p.files["entries/c/index.html"]; there {
		t.Error("what was equal did not become ours")
	}

	for name, at := range map[string]string{"file where a folder goes": "entries/c", "folder where a file goes": "feed.xml/notes.txt", "capital letters": "Feed.XML"} {
		p = newPlace()
		mustPush(t, p, first.without("feed.xml"))
		p.files[at] = "somebody else's"
		refused(name, p, second, still(), at)
		refused(name+", adopted", p, second, adopt, at)
	}

	p = newPlace()
	mustPush(t, p, first)
	p.others = "the newest commit, 123, was not made by journal"
	refused("others", p, second, still(), "123", "--adopt")
	accepted("others, adopted", p, second, adopt)

	big := pages{}
	for i := range 60 {
		big["entries/big-"+string(rune('a'+i%26))+strings.Repeat("x", i)+"/index.html"] = "page"
	}
	p = newPlace()
	mustPush(t, p, first.with(big))
	refused("shrunken", p, first, still(), "--allow-delete 60", "60 of the 72")
	allow := still()
	allow.AllowDelete = 59
	refused("shrunken, not as expected", p, first, allow, "--allow-delete 60")
	allow.AllowDelete = 60
	accepted("shrunken as expected", p, first, allow)
	wantPlace(t, p, first)

	tens := pages{}
	for i := range 10 {
		tens["entries/"+string(rune('a'+i))+"/x/index.html"] = "page"
	}
	p = newPlace()
	mustPush(t, p, tens.with(pages{"index.html": ""}))
	accepted("ten files may go", p, pages{"index.html": ""}, still())

	before, after := pages{"index.html": ""}, pages{"index.html": ""}
	for i := range 30 {
		before["s/circle/old"+string(rune('a'+i))+".bin"] = "sealed"
		after["s/circle/new"+string(rune('a'+i))+".bin"] = "sealed anew"
	}
	p = newPlace()
	mustPush(t, p, before)
	accepted("under other names", p, after, still())
	p = newPlace()
	mustPush(t, p, before)
	refused("in another folder", p, pages{"index.html": "", "s/other/a.bin": "", "s/circle/a.html": ""}, still(), "30 of the 31")
	fewer := maps.Clone(after)
	for i := range 11 {
		delete(fewer, "s/circle/new"+string(rune('a'+i))+".bin")
	}
	refused("fewer under other names", p, fewer, still(), "11 of the 31")

	// What has its author's names is gone under others, too.
	for _, folder := range []string{"entries/2026/03/walk/", "media/", ""} {
		before, after := pages{"index.html": ""}, pages{"index.html": ""}
		for i := range 30 {
			before[folder+"old"+string(rune('a'+i))+".jpg"] = "picture"
			after[folder+"new"+string(rune('a'+i))+".jpg"] = "picture"
		}
		p = newPlace()
		mustPush(t, p, before)
		refused("other pictures in "+folder, p, after, still(), "30 of the 31")
	}
}

func TestDryRunChangesNothingAndSaysWhatIsDone(t *testing.T) {
	kinds(t, func(t *testing.T, newPlace func() *place) {
		p := newPlace()
		mustPush(t, p, first)
		n, dry := len(p.changes), still()
		dry.DryRun = true
		planned, err := push(t.Context(), p, second, anyProof, dry)
		if err != nil || len(p.changes) != n || p.sessions != 1 {
			t.Fatalf("%v, %v", err, p.changes[n:])
		}
		mustPush(t, p, second)
		var want []string
		for _, at := range planned.Steps.TakeDown {
			want = append(want, "delete "+at)
		}
		for _, at := range planned.Steps.Send() {
			want = append(want, "put "+at)
		}
		for _, at := range append(planned.Steps.Retire, planned.Steps.Sweep...) {
			want = append(want, "delete "+at)
		}
		var got []string
		for _, what := range p.changes[n:] {
			if what != "claim" && what != "commit" {
				got = append(got, what)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the plan is not what was done (-plan +done):\n%s", diff)
		}
	})
}

func TestConfirmCanSayNo(t *testing.T) {
	p := newPlace()
	o, asked := still(), 0
	o.Confirm = func(context.Context, Report) error { asked++; return errors.New("no") }
	if _, err := push(t.Context(), p, first, anyProof, o); err == nil || len(p.changes) != 0 {
		t.Errorf("published all the same: %v", err)
	}
	mustPush(t, p, first)
	if _, err := push(t.Context(), p, first, anyProof, o); err != nil || asked != 1 {
		t.Errorf("asked %d times, %v", asked, err)
	}
}
