package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// rebuilder runs builds of one journal.
type rebuilder struct {
	t   *testing.T
	dir string
	day string
}

func (b rebuilder) path(name string) string { return filepath.Join(b.dir, filepath.FromSlash(name)) }

func (b rebuilder) write(name, text string) {
	b.t.Helper()
	if err := os.MkdirAll(filepath.Dir(b.path(name)), 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(b.path(name), []byte(text), 0o644); err != nil {
		b.t.Fatal(err)
	}
}

var (
	took    = regexp.MustCompile(`, in \d+ ms`)
	tallies = regexp.MustCompile(`(?m)^.*files? written, .*$`)
)

// build builds the site into a folder beside the journal, and gives what was said,
// but for where and how many files.
func (b rebuilder) build(out string, args ...string) (said, counted string) {
	b.t.Helper()
	var stdout, stderr bytes.Buffer
	w := world{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, getenv: func(string) string { return "" }, now: time.Now,
		random: rand.NewChaCha8([32]byte{}), folder: b.dir, home: "/nowhere"}
	status := run(b.t.Context(), w, append([]string{"--source", b.dir, "--today", b.day, "build", "--output", b.path(out)}, args...))
	text := took.ReplaceAllString(stderr.String(), "")
	return fmt.Sprintf("status %d\n%s%s", status, stdout.String(), tallies.ReplaceAllString(text, "…")), tallies.FindString(text)
}

// contents are the files of a folder, and what they hold.
func (b rebuilder) contents(name string) map[string]string {
	b.t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(b.path(name), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(p)
		rel, _ := filepath.Rel(b.path(name), p)
		all[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}

func (b rebuilder) records() []string {
	all, err := filepath.Glob(b.path(".journal-cache/builds/[0-9a-f]*"))
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}

func newRebuilder(t *testing.T) *rebuilder {
	b := &rebuilder{t, t.TempDir(), "2026-04-05"}
	b.write("journal.toml", "title = \"Road\"\n[privacy]\nlink_key = \"k\"\n")
	b.write("content/pursuits/north.md", "---\ntitle: North\nvisibility: public\nday_zero: 2026-03-02\n---\n")
	for i := range 12 {
		b.entry(i, []string{"public", "public", "unlisted", "private"}[i%4], fmt.Sprint("Words of day ", i, "."))
	}
	b.write("content/entries/2026-03-01-warned.md", "---\nvisibility: public\nwether: rain\n---\nSee [[nowhere]].\n")
	return b
}

func (b rebuilder) entryPath(i int) string {
	return fmt.Sprintf("content/entries/2026-03-%02d-e%d.md", 2+i, i)
}

func (b rebuilder) entry(i int, visibility, text string) {
	b.write(b.entryPath(i), fmt.Sprintf("---\ntitle: Entry %d\npursuit: north\nvisibility: %s\n---\n%s\n", i, visibility, text))
}

// The second build does nothing, and says what the first one said.
func TestTheSecondBuildHasNothingToDo(t *testing.T) {
	b := newRebuilder(t)
	first, _ := b.build("public", "--json")
	if !strings.HasPrefix(first, "status 0") {
		t.Fatal(first)
	}
	stamps := func() map[string]string {
		all := map[string]string{}
		filepath.WalkDir(b.path("public"), func(p string, d fs.DirEntry, err error) error {
			info, err := d.Info()
			all[p] = fmt.Sprint(info.ModTime(), info.Size())
			return err
		})
		return all
	}
	before := stamps()
	if len(b.records()) != 1 {
		t.Fatalf("there are %d records", len(b.records()))
	}
	second, counted := b.build("public", "--json")
	written := regexp.MustCompile(`"(written|unchanged|ms)": ?\d+`)
	if diff := cmp.Diff(written.ReplaceAllString(first, ""), written.ReplaceAllString(second, "")); diff != "" {
		t.Errorf("said (-first +second):\n%s", diff)
	}
	if diff := cmp.Diff(before, stamps()); diff != "" {
		t.Errorf("touched:\n%s", diff)
	}
	if !strings.Contains(counted, "0 files written") || !strings.Contains(first, "W210") {
		t.Errorf("said %q and %q", counted, first)
	}
	for name, want := range map[string]fs.FileMode{".journal-cache/builds": 0o700, strings.TrimPrefix(b.records()[0], b.dir+"/"): 0o600} {
		if info, err := os.Stat(b.path(name)); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
	if r := (&recorder{file: b.records()[0]}); true {
		rec, ok := r.load()
		if !ok || len(rec.sources) != 15 || len(rec.site) < 20 {
			t.Errorf("the record is not of all files: %v, %d, %d", ok, len(rec.sources), len(rec.site))
		}
	}
}

// Whatever happens between two builds, to the journal, to the site or to the record:
// the second one gives the site and the words of one that remembers nothing.
func TestBuildsThatRememberEqualThoseThatDoNot(t *testing.T) {
	rounds := 24
	if testing.Short() {
		rounds = 6
	}
	b := newRebuilder(t)
	rng := rand.New(rand.NewPCG(7, 7))
	for round := range rounds {
		happened := b.something(rng)
		said, _ := b.build("public")
		again, _ := b.build("public") // most often there is nothing to do
		os.RemoveAll(b.path("cold"))
		os.RemoveAll(b.path(".journal-cache"))
		cold, _ := b.build("cold")
		if diff := cmp.Diff(cold, said); diff != "" {
			t.Fatalf("round %d, %s: said (-cold +warm):\n%s", round, happened, diff)
		}
		if diff := cmp.Diff(cold, again); diff != "" {
			t.Fatalf("round %d, %s: said the second time (-cold +warm):\n%s", round, happened, diff)
		}
		if strings.HasPrefix(cold, "status 0") {
			if diff := cmp.Diff(b.contents("cold"), b.contents("public")); diff != "" {
				t.Fatalf("round %d, %s: the site (-cold +warm):\n%s", round, happened, diff)
			}
		}
		os.RemoveAll(b.path("cold"))
		b.build("public")
	}
}

// something changes the journal, the site or the record.
func (b *rebuilder) something(rng *rand.Rand) string {
	i := rng.IntN(12)
	p := b.path(b.entryPath(i))
	text, _ := os.ReadFile(p)
	keep := func(name string, change func([]byte) []byte) {
		info, err := os.Stat(name)
		old, _ := os.ReadFile(name)
		if err != nil || len(old) == 0 {
			return
		}
		os.WriteFile(name, change(old), info.Mode())
		os.Chtimes(name, info.ModTime(), info.ModTime())
	}
	flip := func(old []byte) []byte {
		old = bytes.Clone(old)
		old[len(old)-2] ^= 1
		return old
	}
	switch n := rng.IntN(16); n {
	case 0:
		return "nothing"
	case 1:
		b.entry(i, "public", fmt.Sprint("Other words ", rng.IntN(1000), "."))
		return "an entry has other words"
	case 2, 3:
		keep(p, flip)
		return "an entry has other words of the same size and time"
	case 4, 5, 6:
		b.entry(i, []string{"public", "private", "unlisted"}[n-4], "Words.")
		return "an entry has another visibility"
	case 7:
		os.Remove(p)
		return "an entry is gone"
	case 8:
		os.Rename(p, b.path(fmt.Sprintf("content/entries/2026-03-%02d-r%d.md", 2+i, rng.IntN(9))))
		return "an entry has another name"
	case 9:
		keep(b.path("public/index.html"), flip)
		return "a page was changed, its size and time were not"
	case 10:
		os.Remove(b.path("public/index.html"))
		return "a page is gone"
	case 11:
		os.Chtimes(p, time.Now(), time.Now().Add(-time.Hour))
		os.WriteFile(p, text, 0o644)
		return "an entry was saved as it was"
	case 12:
		b.day = fmt.Sprintf("2026-04-%02d", 5+rng.IntN(20))
		return "it is another day"
	case 13:
		b.write("journal.toml", fmt.Sprintf("title = \"Road %d\"\n[privacy]\nlink_key = \"k\"\n", rng.IntN(9)))
		return "the configuration changed"
	case 14:
		b.write("themes/default/layouts/notfound.html", fmt.Sprintf("<h1>%d</h1>", rng.IntN(9)))
		return "the theme changed"
	}
	for _, r := range b.records() {
		old, _ := os.ReadFile(r)
		if rng.IntN(2) == 0 {
			os.WriteFile(r, old[:rng.IntN(len(old))], 0o600)
		} else {
			old[rng.IntN(len(old))] ^= byte(1 + rng.IntN(255))
			os.WriteFile(r, old, 0o600)
		}
	}
	return "the record is damaged"
}

// A record that is cut or has a wrong byte anywhere is none.
func TestDamagedRecordsAreNone(t *testing.T) {
	b := newRebuilder(t)
	b.build("public")
	whole, err := os.ReadFile(b.records()[0])
	if err != nil {
		t.Fatal(err)
	}
	refusesDamage(t, whole, func(b []byte) error { _, err := decodeRecord(b); return err })
}

// refusesDamage holds that a record can be read as it is, and neither with a wrong byte
// nor cut short.
func refusesDamage(t *testing.T, whole []byte, decode func([]byte) error) {
	t.Helper()
	if err := decode(whole); err != nil {
		t.Fatal(err)
	}
	step := max(1, len(whole)/400)
	for i := 0; i < len(whole); i += step {
		bad := bytes.Clone(whole)
		bad[i] ^= 0x41
		if decode(bad) == nil {
			t.Errorf("byte %d is wrong, and nobody noticed", i)
		}
		if decode(whole[:i]) == nil {
			t.Errorf("%d bytes are taken for the whole", i)
		}
	}
}

// Each thing that a build depends on beside its files makes a build of its own.
func TestRecordsAreOfOneKindOfBuild(t *testing.T) {
	b := newRebuilder(t)
	b.build("public")
	if _, ok := b.recorded("public", "2026-04-05", ""); !ok {
		t.Fatal("there is no record")
	}
	for _, other := range [][3]string{{"public", "2026-04-06", ""}, {"elsewhere", "2026-04-05", ""}, {"public", "2026-04-05", "github"}} {
		if _, ok := b.recorded(other[0], other[1], other[2]); ok {
			t.Errorf("%v is taken for another build", other)
		}
	}
}

func (b rebuilder) recorded(out, day, host string) (outcome, bool) {
	b.t.Helper()
	a := &app{world: world{getenv: func(string) string { return "" }, now: time.Now, folder: b.dir, home: "/nowhere"}, sourceFlag: b.dir, todayFlag: day}
	src, err := a.source(b.path(out))
	if err != nil {
		b.t.Fatal(err)
	}
	return a.recorder(src, buildOptions{out: b.path(out), host: host}).nothingToDo()
}
