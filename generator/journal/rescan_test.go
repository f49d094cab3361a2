package journal

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"journal/generator/diag"
	"journal/generator/frontmatter"
)

// desk is a journal's folder on which random things happen, and the folders that
// a doorbell would name.
type desk struct {
	t      *testing.T
	root   string
	away   string // outside of the journal
	rand   *rand.Rand
	writes int
	rung   map[string]bool
}

func newDesk(t *testing.T, seed uint64) *desk {
	d := &desk{t: t, root: t.TempDir(), away: t.TempDir(), rand: rand.New(rand.NewPCG(seed, 3)), rung: map[string]bool{}}
	d.do(os.WriteFile(d.at("journal.toml"), nil, 0o644))
	for _, folder := range []string{"content/entries/2026/03", "content/pages", "content/static", "themes/mine/layouts", "public"} {
		d.do(os.MkdirAll(d.at(folder), 0o755))
	}
	return d
}

func (d *desk) at(rel string) string { return filepath.Join(d.root, filepath.FromSlash(rel)) }

func (d *desk) do(err error) {
	d.t.Helper()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		d.t.Fatal(err)
	}
}

// ring names the folder of a path, and if the path is a folder, all below it.
func (d *desk) ring(rel string) {
	d.rung[path.Dir(rel)] = true
	_ = filepath.WalkDir(d.at(rel), func(p string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			below, _ := filepath.Rel(d.root, p)
			d.rung[filepath.ToSlash(below)] = true
		}
		return nil
	})
}

func (d *desk) pick(of []string) string { return of[d.rand.IntN(len(of))] }

// all lists the files or the folders below the root, but for the uppermost.
func (d *desk) all(folders bool) []string {
	var found []string
	d.do(filepath.WalkDir(d.root, func(p string, e fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(d.root, p)
		if err == nil && e.IsDir() == folders && rel != "." && rel != "content" {
			found = append(found, filepath.ToSlash(rel))
		}
		return err
	}))
	return found
}

var names = []string{"a.md", "A.md", "b.md", "a-b.md", "b.toml", "p.png", "q.JPG", ".a.md.swp", "a.md~", "notes", "über.md"}

func (d *desk) someFile() string {
	if files := d.all(false); len(files) > 0 && d.rand.IntN(3) > 0 {
		return d.pick(files)
	}
	return path.Join(d.pick(append(d.all(true), ".", "content")), d.pick(names))
}

// write gives each text another size: on systems with coarse clocks two writes
// may leave the same time.
func (d *desk) write(rel string) {
	d.writes++
	d.do(os.MkdirAll(filepath.Dir(d.at(rel)), 0o755))
	d.unlink(rel)
	d.do(os.WriteFile(d.at(rel), []byte(strings.Repeat("x", d.writes)), 0o644))
	d.ring(rel)
}

// unlink takes a link away: what is done through it happens elsewhere.
func (d *desk) unlink(rel string) {
	if info, err := os.Lstat(d.at(rel)); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		d.do(os.Remove(d.at(rel)))
	}
}

// something happens.
func (d *desk) something() string {
	switch n := d.rand.IntN(100); {
	case n < 45:
		file := d.someFile()
		if info, err := os.Stat(d.at(file)); err == nil && info.IsDir() {
			return "nothing"
		}
		d.write(file)
		return "write " + file
	case n < 47:
		file := d.someFile()
		if info, err := os.Lstat(d.at(file)); err != nil || !info.Mode().IsRegular() || !isText(file) {
			return "nothing"
		}
		size := d.rand.IntN(2) * (frontmatter.MaxSize + 1)
		d.do(os.Truncate(d.at(file), int64(size)))
		d.ring(file)
		return fmt.Sprintf("cut %s to %d", file, size)
	case n < 57:
		file := d.someFile()
		d.do(os.RemoveAll(d.at(file)))
		d.ring(file)
		return "remove " + file
	case n < 70:
		return d.rename(d.someFile(), path.Join(d.pick(append(d.all(true), "content")), d.pick(names)))
	case n < 73:
		file := d.someFile()
		return d.rename(file, path.Join(path.Dir(file), strings.ToUpper(path.Base(file))))
	case n < 79:
		folder := path.Join(d.pick(append(d.all(true), "content", ".")), d.pick([]string{"x", "x.bak", "y", ".git", "x-y"}), "deep")
		d.do(os.MkdirAll(d.at(folder), 0o755))
		d.write(folder + "/in.md")
		d.ring(path.Dir(folder))
		return "make " + folder
	case n < 87:
		folders := d.all(true)
		if len(folders) == 0 {
			return "nothing"
		}
		return d.rename(d.pick(folders), path.Join(d.pick(append(folders, "content")), d.pick([]string{"moved", "x", "y"})))
	case n < 90:
		return d.moveOut()
	case n < 93:
		return d.moveIn()
	case n < 97:
		link := path.Join(d.pick(append(d.all(true), "content")), d.pick([]string{"l.md", "l.png", "linked"}))
		target := d.pick([]string{d.at("journal.toml"), "a.md", "../a.md", "..", "nowhere", d.away})
		if filepath.IsAbs(target) {
			target, _ = filepath.Rel(filepath.Dir(d.at(link)), target)
		}
		d.do(os.RemoveAll(d.at(link)))
		d.do(os.Symlink(target, d.at(link)))
		d.ring(link)
		return "link " + link + " to " + target
	case n < 98:
		d.do(os.RemoveAll(d.at("content")))
		d.do(os.RemoveAll(d.at("journal.toml")))
		d.rung["."] = true
		return "a bare folder"
	default:
		d.write("journal.toml")
		d.write("content/entries/first.md")
		d.rung["."] = true
		d.ring("content")
		return "a journal"
	}
}

func (d *desk) rename(from, to string) string {
	if from == to || strings.HasPrefix(to, from+"/") || d.isFolder(from) != d.isFolder(to) && d.isThere(to) {
		return "nothing"
	}
	if d.isFolder(to) {
		d.do(os.RemoveAll(d.at(to)))
	}
	d.do(os.MkdirAll(filepath.Dir(d.at(to)), 0o755))
	d.do(os.Rename(d.at(from), d.at(to)))
	d.ring(path.Dir(to))
	d.ring(from)
	d.ring(to)
	return "rename " + from + " to " + to
}

func (d *desk) isThere(rel string) bool {
	_, err := os.Lstat(d.at(rel))
	return err == nil
}

func (d *desk) isFolder(rel string) bool {
	info, err := os.Lstat(d.at(rel))
	return err == nil && info.IsDir()
}

func (d *desk) moveOut() string {
	folders := d.all(true)
	if len(folders) == 0 {
		return "nothing"
	}
	folder := d.pick(folders)
	d.do(os.Rename(d.at(folder), filepath.Join(d.away, fmt.Sprint(d.writes, d.rand.Int()))))
	d.ring(folder)
	return "move " + folder + " out"
}

// moveIn brings back what was moved out, with the times it has.
func (d *desk) moveIn() string {
	outside, err := os.ReadDir(d.away)
	d.do(err)
	if len(outside) == 0 {
		return "nothing"
	}
	to := path.Join(d.pick(append(d.all(true), "content")), "back")
	d.do(os.MkdirAll(filepath.Dir(d.at(to)), 0o755))
	d.do(os.RemoveAll(d.at(to)))
	d.do(os.Rename(filepath.Join(d.away, outside[0].Name()), d.at(to)))
	d.ring(path.Dir(to))
	d.ring(to)
	return "move " + to + " in"
}

func (d *desk) folders() []string {
	var folders []string
	for folder := range d.rung {
		folders = append(folders, folder)
	}
	clear(d.rung)
	return folders
}

// outline is all that a build can see of a snapshot.
func outline(t *testing.T, s Snapshot) string {
	t.Helper()
	var b bytes.Buffer
	fmt.Fprintln(&b, "bare", s.Bare)
	for _, in := range s.Inputs {
		data, err := in.Read()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %d %v %q %q\n", in.Path, in.Size, in.Text == nil, in.Text, data)
	}
	return b.String()
}

// Reading again gives what reading anew gives, whatever happened in between. The
// clock is set an hour ahead, so that nothing is young and each file that has
// changed must be found by its stamp.
func TestAgainEqualsReadSnapshot(t *testing.T) {
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, seed)
			output := d.at("public")
			kept, _, err := ReadSnapshot(d.root, output)
			d.do(err)
			var history []string
			for step := range 150 {
				for range 1 + d.rand.IntN(4) {
					history = append(history, d.something())
				}
				rung := map[string]bool{}
				for _, folder := range d.folders() {
					rung[folder] = true
				}
				next, messages, err := kept.read(func(folder string) bool { return rung[folder] }, time.Now().Add(time.Hour))
				d.do(err)
				fresh, freshMessages, err := ReadSnapshot(d.root, output)
				d.do(err)
				if diff := cmp.Diff(outline(t, fresh), outline(t, next)); diff != "" {
					t.Fatalf("step %d, after %q, rung %v:\n%s", step, history[max(0, len(history)-6):], rung, diff)
				}
				if got, want := fmt.Sprint(messages), fmt.Sprint(freshMessages); got != want {
					t.Fatalf("step %d, after %q: messages\n%s\nwant\n%s", step, history[max(0, len(history)-6):], got, want)
				}
				if !slices.IsSortedFunc(next.Inputs, func(a, b *Input) int { return strings.Compare(a.Path, b.Path) }) {
					t.Fatalf("step %d: not in order", step)
				}
				checkSince(t, kept, next)
				kept = next
			}
		})
	}
}

// checkSince compares Since with a comparison of what the snapshots show. It may
// name an attachment that was touched and not changed.
func checkSince(t *testing.T, before, after Snapshot) {
	t.Helper()
	changed := map[string]bool{}
	for _, p := range after.Since(before) {
		changed[p] = true
	}
	for _, in := range after.Inputs {
		was, ok := before.Get(in.Path)
		if !ok && !changed[in.Path] || ok && !bytes.Equal(was.Text, in.Text) && !changed[in.Path] {
			t.Errorf("Since does not name %s", in.Path)
		}
		if ok && isText(in.Path) && bytes.Equal(was.Text, in.Text) && changed[in.Path] && !slices.ContainsFunc(before.left, func(m diag.Message) bool { return m.Pos.File == in.Path }) {
			t.Errorf("Since names %s, which has not changed", in.Path)
		}
	}
	for _, in := range before.Inputs {
		if _, ok := after.Get(in.Path); !ok && !changed[in.Path] {
			t.Errorf("Since does not name %s, which is gone", in.Path)
		}
	}
}

func small(t *testing.T) (*desk, Snapshot) {
	t.Helper()
	d := newDesk(t, 1)
	for _, file := range []string{"content/entries/2026/03/a.md", "content/pages/b.md", "content/pages/p.png"} {
		d.write(file)
	}
	s, _, err := ReadSnapshot(d.root, "")
	d.do(err)
	return d, s
}

// What has not changed is neither read again nor held twice.
func TestAgainReadsWhatChanged(t *testing.T) {
	d, s := small(t)
	s, _, err := s.read(func(string) bool { return true }, time.Now().Add(time.Hour)) // nothing is young any more
	d.do(err)
	// The same stamp, as far as a file system with a coarse clock could tell.
	sabotage := s.folders["content/pages"].inputs
	i, _ := find(sabotage, "content/pages/b.md")
	sabotage[i].Text = []byte("remembered")
	d.write("content/entries/2026/03/a.md")
	next, _, err := s.Again([]string{"content/entries/2026/03", "content/pages", "content/gone/before", "..", "public"})
	d.do(err)
	if in, _ := next.Get("content/pages/b.md"); string(in.Text) != "remembered" {
		t.Error("a file was read again that has not changed")
	}
	if got := next.Since(s); !slices.Equal(got, []string{"content/entries/2026/03/a.md"}) {
		t.Errorf("changed are %q", got)
	}
	if got := next.Since(next); got != nil {
		t.Errorf("changed since itself: %q", got)
	}
}

// The time of a file is no proof while it is young.
func TestYoungFilesAreReadAgain(t *testing.T) {
	d, s := small(t)
	i, _ := find(s.folders["content/pages"].inputs, "content/pages/b.md")
	s.folders["content/pages"].inputs[i].Text = []byte("yy") // written in the same tick of the clock
	next, _, err := s.Again(nil)
	d.do(err)
	if in, _ := next.Get("content/pages/b.md"); string(in.Text) != "xx" {
		t.Errorf("a young file was not read again: %q", in.Text)
	}
	// So is a picture, if something happened beside it, to see whether it is the same.
	i, _ = find(s.folders["content/pages"].inputs, "content/pages/p.png")
	p := &s.folders["content/pages"].inputs[i]
	sum := p.sum
	for _, c := range []struct {
		folder string
		sum    uint64 // of what it was
		want   bool
	}{
		{"content/pages", sum, false},
		{"content/pages", sum + 1, true}, // written in the same tick of the clock
		{"content/entries/2026/03", sum + 1, false},
		{"content/pages", 0, true}, // nobody looked
	} {
		p.sum = c.sum
		next, _, err := s.Again([]string{c.folder})
		d.do(err)
		if got := next.Since(s); slices.Contains(got, "content/pages/p.png") != c.want {
			t.Errorf("after something happened in %s, changed are %q", c.folder, got)
		}
		if got := next.Since(next); got != nil {
			t.Errorf("changed since itself: %q", got)
		}
	}
}

// A folder says by its own time that something came or went, also if nobody rang.
func TestFoldersAreLookedAt(t *testing.T) {
	d, s := small(t)
	later := time.Now().Add(time.Hour) // nothing is young any more
	s, _, err := s.read(func(string) bool { return true }, later)
	d.do(err)
	d.write("content/pages/new.md")
	d.do(os.Remove(d.at("content/entries/2026/03/a.md")))
	next, _, err := s.read(func(string) bool { return false }, later)
	d.do(err)
	if got := next.Since(s); !slices.Equal(got, []string{"content/entries/2026/03/a.md", "content/pages/new.md"}) {
		t.Errorf("changed are %q", got)
	}
}

// What counts may change with no word about the folders that it concerns.
func TestAnotherTemplatesFolder(t *testing.T) {
	d := &desk{t: t, root: t.TempDir(), rung: map[string]bool{}}
	d.write("meta/forms/form.md")
	later := time.Now().Add(time.Hour)
	s, _, err := Snapshot{folder: d.root}.read(func(string) bool { return true }, later)
	d.do(err)
	d.do(os.Mkdir(d.at(".obsidian"), 0o755))
	d.do(os.WriteFile(d.at(".obsidian/templates.json"), []byte(`{"folder": "meta/forms"}`), 0o644))
	next, _, err := s.read(func(string) bool { return false }, later)
	d.do(err)
	if len(s.Inputs) != 1 || len(next.Inputs) != 0 {
		t.Errorf("%d inputs, then %d", len(s.Inputs), len(next.Inputs))
	}
}

// Pictures are read each time anew, so that they do not stay in memory; their
// version tells that they may be other.
func TestAttachmentsAreNotKept(t *testing.T) {
	d, s := small(t)
	in, _ := s.Get("content/pages/p.png")
	if data, err := in.Read(); err != nil || string(data) != "xxx" {
		t.Fatalf("%q, %v", data, err)
	}
	d.write("content/pages/p.png")
	d.write("content/pages/b.md")
	if in, _ := s.Get("content/pages/b.md"); !bytes.Equal(must(in.Read()), in.Text) {
		t.Error("a snapshot saw two states of a text")
	}
	next, _, err := s.Again([]string{"content/pages"})
	d.do(err)
	before := in.Version()
	in, _ = next.Get("content/pages/p.png")
	if data, err := in.Read(); err != nil || len(data) != d.writes-1 {
		t.Errorf("the next snapshot has %q, %v", data, err)
	}
	if bytes.Equal(in.Version(), before) {
		t.Error("a picture that was written again has the version it had")
	}
	for p, f := range next.folders {
		for _, in := range f.inputs {
			if !isText(in.Path) && in.Text != nil {
				t.Errorf("what is known of %s keeps %s", p, in.Path)
			}
		}
	}
}

func must(data []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return data
}

func TestTheFolderIsGone(t *testing.T) {
	d, s := small(t)
	d.do(os.RemoveAll(d.root))
	if _, _, err := s.AgainEverywhere(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestLinksAreLookedAtEachTime(t *testing.T) {
	d, _ := small(t)
	d.do(os.MkdirAll(d.at("content/deep"), 0o755))
	d.write("content/deep/x.md")
	d.do(os.Symlink("../deep/x.md", d.at("content/pages/l.md")))
	s, _, err := ReadSnapshot(d.root, "")
	d.do(err)
	d.write("content/deep/x.md")
	s, messages, err := s.Again(nil)
	d.do(err)
	if in, _ := s.Get("content/pages/l.md"); len(in.Text) != d.writes || len(messages) > 0 {
		t.Errorf("the link has %q; %v", in.Text, messages)
	}
	d.do(os.Remove(d.at("content/deep/x.md")))
	broken, messages, err := s.Again(nil)
	d.do(err)
	if len(messages) != 1 || messages[0].Code != "W120" {
		t.Errorf("messages %v", messages)
	}
	if got := broken.Since(s); !slices.Equal(got, []string{"content/deep/x.md", "content/pages/l.md"}) {
		t.Errorf("changed are %q", got)
	}
}

// What was listed again and is as it was stays the same input, by its place in memory:
// stages remember by that what they made of it.
func TestNeighboursStayWhatTheyWere(t *testing.T) {
	d, s := small(t)
	before := map[string]*Input{}
	for _, in := range s.Inputs {
		before[in.Path] = in
	}
	d.write("content/pages/b.md")
	d.write("content/pages/new.md")
	next, _, err := s.AgainEverywhere()
	d.do(err)
	for _, in := range next.Inputs {
		if changed := in.Path == "content/pages/b.md" || before[in.Path] == nil; changed == (before[in.Path] == in) {
			t.Errorf("%s: the same input is %v", in.Path, before[in.Path] == in)
		}
	}
	if len(next.Inputs) != len(before)+1 || len(before) < 3 {
		t.Errorf("%d inputs after %d", len(next.Inputs), len(before))
	}
}
