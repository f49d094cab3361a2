package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"journal/generator/manifest"
)

// site is a tree for tests: path → content. A content that begins with "error:"
// cannot be made.
type site map[string]string

func (s site) Paths() []string { return slices.Sorted(maps.Keys(s)) }

func (s site) Use(p string, f func([]byte) error) error {
	if why, bad := strings.CutPrefix(s[p], "error:"); bad {
		return errors.New(why)
	}
	b := []byte(s[p])
	err := f(b)
	for i := range b {
		b[i] = '?' // whoever keeps the bytes has something else now
	}
	return err
}

// with gives a copy in which some files are different; "" removes one.
func (s site) with(changes site) site {
	c := maps.Clone(s)
	for p, b := range changes {
		if c[p] = b; b == "" {
			delete(c, p)
		}
	}
	return c
}

var small = site{
	"index.html":                     "home",
	"entries/2026/03/a/index.html":   "entry a",
	"entries/2026/03/a/photo.jpg":    "photo",
	"entries/2026/04/b/index.html":   "entry b",
	"assets/site.0f3a.css":           "body {}",
	"feed.xml":                       "<feed/>",
	"tage/übung/index.html":          "tag",
	"assets/fonts/serif.regular.otf": "\x00\x01",
}

func build(t *testing.T, dir string, s files) Report {
	t.Helper()
	r, err := write(t.Context(), s, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	r.held = nil
	return r
}

// snapshot reads everything below a folder without following links: path →
// content, with a slash behind folders and an arrow before a link's target.
// The manifest is left out.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || p == dir {
			return err
		}
		rel, _ := filepath.Rel(dir, p)
		rel = filepath.ToSlash(rel)
		switch {
		case rel == manifest.Name:
		case e.IsDir():
			all[rel+"/"] = ""
		case e.Type()&fs.ModeSymlink != 0:
			target, err := os.Readlink(p)
			all[rel] = "→ " + target
			return err
		default:
			b, err := os.ReadFile(p)
			all[rel] = string(b)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// laidOut is the snapshot of a folder that holds the site and nothing else.
func laidOut(s site) map[string]string {
	all := map[string]string{}
	for p, b := range s {
		all[p] = b
		for d := filepath.Dir(p); d != "."; d = filepath.Dir(d) {
			all[d+"/"] = ""
		}
	}
	return all
}

func wantSnapshot(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, snapshot(t, dir)); diff != "" {
		t.Errorf("the folder differs (-want +got):\n%s", diff)
	}
}

// place makes files by hand. A path with a slash behind it is a folder.
func place(t *testing.T, dir string, what map[string]string) {
	t.Helper()
	for p, b := range what {
		full := filepath.Join(dir, p)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		switch target, isLink := strings.CutPrefix(b, "→ "); {
		case strings.HasSuffix(p, "/"):
			err = os.MkdirAll(full, 0o755)
		case isLink:
			err = os.Symlink(target, full)
		default:
			err = os.WriteFile(full, []byte(b), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestWriteFreshFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "public")
	r := build(t, dir, small)
	wantSnapshot(t, dir, laidOut(small))
	if want := (Report{Written: len(small)}); !reflect.DeepEqual(r, want) {
		t.Errorf("report %+v, want %+v", r, want)
	}
	if !Owns(dir) {
		t.Error("the folder is not marked as ours")
	}
}

func TestWriteTwiceWritesNothing(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, small)
	long := time.Now().Add(-time.Hour)
	var names []string
	filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		names = append(names, p)
		return err
	})
	for _, p := range slices.Backward(names) {
		if err := os.Chtimes(p, long, long); err != nil {
			t.Fatal(err)
		}
	}
	if r := build(t, dir, small); r.Written != 0 || r.Removed != 0 || r.Unchanged != len(small) {
		t.Errorf("report %+v", r)
	}
	for _, p := range names {
		info, err := os.Stat(p)
		if err != nil || !info.ModTime().Equal(long.Truncate(0)) && info.ModTime().Sub(long).Abs() > time.Second {
			t.Errorf("%s was touched (%v)", p, err)
		}
	}
}

func TestWriteOnlyWhatChanged(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, small)
	next := small.with(site{
		"entries/2026/03/a/index.html": "entry a, edited",
		"entries/2026/04/b/index.html": "", // gone, and its folders with it
		"now/index.html":               "now",
	})
	r := build(t, dir, next)
	wantSnapshot(t, dir, laidOut(next))
	if want := (Report{Written: 2, Unchanged: len(next) - 2, Removed: 1}); !reflect.DeepEqual(r, want) {
		t.Errorf("report %+v, want %+v", r, want)
	}
}

func TestSameSizeAndTimeIsNotTheSame(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, small)
	p := filepath.Join(dir, "index.html")
	info, err := os.Stat(p)
	if err != nil {
		t.Fatal(err)
	}
	place(t, dir, map[string]string{"index.html": "hoME"})
	if err := os.Chtimes(p, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if r := build(t, dir, small); r.Written != 1 {
		t.Errorf("report %+v", r)
	}
	wantSnapshot(t, dir, laidOut(small))
}

func TestNamesThatTakeEachOthersPlace(t *testing.T) {
	steps := []site{
		small,
		small.with(site{"tage/übung/index.html": "", "tage/übung": "a file where a folder was"}),
		small,
		small.with(site{"tage/übung/index.html": "", "tage": "a file two folders up"}),
		small.with(site{"tage/übung/index.html": "", "Tage/Übung/index.html": "capital letters"}),
		small,
	}
	dir := t.TempDir()
	for i, s := range steps {
		build(t, dir, s)
		if diff := cmp.Diff(laidOut(s), snapshot(t, dir)); diff != "" {
			t.Fatalf("step %d (-want +got):\n%s", i, diff)
		}
	}
}

var foreign = map[string]string{
	".git/HEAD":              "ref: refs/heads/pages",
	".git/objects/ab/cdef":   "blob",
	"CNAME":                  "me.example",
	".domains":               "me.example",
	".well-known/keys.txt":   "key",
	"notes.txt":              "my notes",
	"entries/2026/mine.txt":  "mine, in a folder of ours",
	"entries/2026/04/b/pic":  "mine, beside a page that goes",
	"empty/":                 "",
	"out":                    "→ /",
	"entries/2026/elsewhere": "→ ../../.git",
	"gone":                   "→ nowhere",
}

func TestForeignIsNeverTouched(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, small)
	place(t, dir, foreign)
	next := small.with(site{"entries/2026/04/b/index.html": "", "feed.xml": "<feed>2</feed>"})
	r := build(t, dir, next)

	want := laidOut(next)
	maps.Copy(want, laidOut(site(foreign)))
	delete(want, "empty") // laidOut knows no empty folders
	want["empty/"] = ""
	wantSnapshot(t, dir, want)

	list := []string{".domains", ".git/", ".well-known/", "CNAME", "empty/", "entries/2026/04/b/pic",
		"entries/2026/elsewhere", "entries/2026/mine.txt", "gone", "notes.txt", "out"}
	if diff := cmp.Diff(list, r.Foreign); diff != "" {
		t.Errorf("foreign (-want +got):\n%s", diff)
	}
}

func TestGitFileOfAWorktree(t *testing.T) {
	dir := t.TempDir()
	place(t, dir, map[string]string{".git": "gitdir: ../.git/worktrees/public", "CNAME": "me.example"})
	build(t, dir, small)
	build(t, dir, small.with(site{"feed.xml": ""}))
	got := snapshot(t, dir)
	if got[".git"] == "" || got["CNAME"] != "me.example" {
		t.Errorf("changed: %q", got)
	}
}

func TestConflicts(t *testing.T) {
	tests := []struct {
		name   string
		placed map[string]string
		next   site
		want   []string // paths of conflicts
	}{
		{"file in the way", map[string]string{"now/index.html": "mine", "x": "mine"}, site{"now/index.html": "now", "x": "ours"}, []string{"now/index.html", "x"}},
		{"file in the way, in a folder of ours", map[string]string{"assets/new.css": "mine"}, site{"assets/new.css": "ours"}, []string{"assets/new.css"}},
		{"folder where a file goes", map[string]string{"now/": ""}, site{"now": "now"}, []string{"now/"}},
		{"file where a folder goes", map[string]string{"now": "mine"}, site{"now/index.html": "now"}, []string{"now"}},
		{"link where a file goes", map[string]string{"now": "→ index.html"}, site{"now": "home"}, []string{"now"}},
		{"link where a folder goes", map[string]string{"now": "→ assets"}, site{"now/index.html": "now"}, []string{"now"}},
		{"other capital letters", map[string]string{"Now": "mine", "ASSETS/x": "mine"}, site{"now": "now"}, []string{"ASSETS/", "Now"}},
		{"in a folder that becomes a file", map[string]string{"entries/2026/04/b/mine": "mine"},
			site{"entries/2026/04/b/index.html": "", "entries/2026/04/b": "ours"}, []string{"entries/2026/04/b/mine"}},
		{"edited by hand, and now private", map[string]string{"entries/2026/04/b/index.html": "entry b, by hand"},
			site{"entries/2026/04/b/index.html": ""}, []string{"entries/2026/04/b/index.html"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			build(t, dir, small)
			place(t, dir, tt.placed)
			before := snapshot(t, dir)
			_, err := write(t.Context(), small.with(tt.next).with(site{"index.html": "new home"}), dir, Options{})
			conflict, ok := errors.AsType[*ConflictError](err)
			if !ok {
				t.Fatalf("error %v, want conflicts", err)
			}
			var got []string
			for _, c := range conflict.Conflicts {
				got = append(got, c.Path)
				if !strings.Contains(err.Error(), c.Path) {
					t.Errorf("the text does not name %s:\n%v", c.Path, err)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("conflicts (-want +got):\n%s", diff)
			}
			wantSnapshot(t, dir, before)
		})
	}
}

func TestConflictTextIsShort(t *testing.T) {
	e := &ConflictError{}
	for i := range 5000 {
		e.Conflicts = append(e.Conflicts, Conflict{fmt.Sprint("file", i), inTheWay})
	}
	if text := e.Error(); strings.Count(text, "\n") != shownConflicts+1 || !strings.HasSuffix(text, "and 4990 more") {
		t.Errorf("text:\n%s", text)
	}
}

func TestEqualForeignFileBecomesOurs(t *testing.T) {
	dir := t.TempDir()
	place(t, dir, map[string]string{"CNAME": "me.example"})
	build(t, dir, small.with(site{"CNAME": "me.example"}))
	if r := build(t, dir, small); r.Removed != 1 {
		t.Errorf("report %+v", r)
	}
	wantSnapshot(t, dir, laidOut(small))
}

func TestEmptiedStaleFileIsRemoved(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, small)
	place(t, dir, map[string]string{"feed.xml": ""})
	next := small.with(site{"feed.xml": ""})
	build(t, dir, next)
	wantSnapshot(t, dir, laidOut(next))
}

func TestLinkInPlaceOfOurFileIsNotFollowed(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, small)
	if err := os.Remove(filepath.Join(dir, "feed.xml")); err != nil {
		t.Fatal(err)
	}
	place(t, dir, map[string]string{"feed.xml": "→ index.html"})
	r := build(t, dir, small.with(site{"feed.xml": ""}))
	if diff := cmp.Diff([]string{"feed.xml"}, r.Foreign); diff != "" || snapshot(t, dir)["feed.xml"] != "→ index.html" {
		t.Errorf("the link is not foreign: %+v", r)
	}
}

func TestNothingIsWrittenWhenAFileCannotBeMade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	broken := small.with(site{"entries/2026/04/b/index.html": "error:broken template"})
	_, err := write(t.Context(), broken, dir, Options{})
	if err == nil || !strings.Contains(err.Error(), "broken template") || !strings.Contains(err.Error(), "entries/2026/04/b/index.html") {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the output folder was made")
	}
	build(t, dir, small)
	if _, err := write(t.Context(), broken.with(site{"index.html": "new"}), dir, Options{}); err == nil {
		t.Error("no error")
	}
	wantSnapshot(t, dir, laidOut(small))
}

func TestAnEmptySiteDoesNotEmptyTheFolder(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, small)
	if _, err := write(t.Context(), site{}, dir, Options{}); err == nil {
		t.Error("no error")
	}
	wantSnapshot(t, dir, laidOut(small))
}

func TestCancelledBuildChangesNothing(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, small)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := write(ctx, small.with(site{"index.html": "new"}), dir, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	wantSnapshot(t, dir, laidOut(small))
}

func TestModes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	old := setUmask(0o077)
	defer setUmask(old)
	build(t, dir, small)
	filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		want := fs.FileMode(fileMode)
		if e.IsDir() {
			want = dirMode
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %o", p, info.Mode().Perm())
		}
		return nil
	})
}

// Whatever sites follow one another, the folder holds the last one and what is
// foreign, and the same site has the same bytes in any folder.
func TestAnySequenceOfSites(t *testing.T) {
	for seed := range uint64(15) {
		r := rand.New(rand.NewPCG(seed, 1))
		f := emptyFolder(t)
		place(t, f.root.Name(), map[string]string{"keep/me.txt": "mine"})
		for range 8 {
			s := randomSite(r)
			mustUpdate(t, f, s)
			want := laidOut(s)
			want["keep/"], want["keep/me.txt"] = "", "mine"
			if diff := cmp.Diff(want, snapshot(t, f.root.Name())); diff != "" {
				t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
			}
			clean := emptyFolder(t)
			mustUpdate(t, clean, s)
			if readManifestFile(t, f.root.Name()) != readManifestFile(t, clean.root.Name()) {
				t.Fatalf("seed %d: the manifest depends on the past", seed)
			}
		}
	}
}

// randomSite has few names, so that files and folders often change places.
func randomSite(r *rand.Rand) site {
	s := site{"index.html": "home"}
	names := []string{"a", "b", "B", "c.css", "d.html"}
	for range 1 + r.IntN(12) {
		p := names[r.IntN(len(names))]
		for range r.IntN(3) {
			p += "/" + names[r.IntN(len(names))]
		}
		next := s.with(site{p: fmt.Sprint("content ", r.IntN(3))})
		if _, err := checkPaths(next.Paths()); err == nil {
			s = next
		}
	}
	return s
}

func readManifestFile(t *testing.T, dir string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, manifest.Name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
