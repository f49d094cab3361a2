package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"journal/generator/publish"
	"journal/generator/publish/publishtest"
)

// target is a place that a journal publishes to, with a real server before it, and
// what strangers see there.
type target struct {
	name  string // in journal.toml
	table string // the keys of its table
	env   []string
	bin   string // a folder of programs to be found before others

	see  func(t *testing.T) map[string][]byte // what strangers see, the manifest included
	disk string                               // all that the server keeps, former versions included
	web  string                               // the folder that a web server serves; "" for a branch
	s3   publishtest.S3
}

// kindsOfTargets are the kinds of targets, and the two ways to be reached by ssh.
var kindsOfTargets = []string{"folder", "bucket", "inplace", "releases", "branch"}

// startTarget starts what a target needs. Front, if there is one, stands before an
// S3 server.
func startTarget(t *testing.T, name string, front func(endpoint string) string) target {
	t.Helper()
	root := t.TempDir()
	g := target{name: name, disk: filepath.Join(root, "there"), bin: filepath.Join(root, "bin")}
	check(t, os.MkdirAll(g.bin, 0o755))
	g.web = g.disk
	switch name {
	case "folder":
		g.table = fmt.Sprintf("target = \"dir\"\npath = %q\n", g.disk)
	case "bucket":
		g.s3 = publishtest.StartS3(t)
		endpoint := g.s3.Endpoint
		if front != nil {
			endpoint = front(endpoint)
		}
		g.env, g.disk, g.web = g.s3.Environment(), filepath.Dir(g.s3.Folder), filepath.Join(g.s3.Folder, "road")
		g.table = fmt.Sprintf("target = \"s3\"\nbucket = %q\nprefix = \"road\"\nregion = %q\nendpoint = %q\n", publishtest.Bucket, publishtest.Region, endpoint)
	case "inplace", "releases":
		server := publishtest.StartSSH(t)
		check(t, os.Symlink(server.Program, filepath.Join(g.bin, "ssh")))
		g.table = fmt.Sprintf("target = \"rsync\"\ndestination = \"%s:%s\"\n", server.Host, g.disk)
		if name == "releases" {
			g.web, g.table = filepath.Join(g.disk, "current"), g.table+"releases = true\n"
		}
	case "branch":
		publishtest.Program(t, "git")
		if out, err := exec.Command("git", "init", "--quiet", "--bare", g.disk).CombinedOutput(); err != nil {
			t.Fatalf("git: %v\n%s", err, out)
		}
		g.table = fmt.Sprintf("target = \"git\"\nremote = %q\nbranch = \"pages\"\n", g.disk)
		g.web = ""
		g.see = func(t *testing.T) map[string][]byte { return filesOfBranch(t, g.disk, "pages") }
		return g
	}
	g.see = publishtest.FolderPlace(g.web, ".journal-lock", ".journal-tmp").See
	return g
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// filesOfBranch reads a branch of a bare repository.
func filesOfBranch(t *testing.T, repository, branch string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	list, err := exec.Command("git", "-C", repository, "ls-tree", "-rz", "--name-only", branch).Output()
	if err != nil {
		return all // there is none yet
	}
	for path := range strings.SplitSeq(strings.TrimSuffix(string(list), "\x00"), "\x00") {
		b, err := exec.Command("git", "-C", repository, "show", branch+":"+path).Output()
		check(t, err)
		all[path] = b
	}
	return all
}

// author writes a journal and publishes it.
type author struct {
	t      *testing.T
	folder string
	home   string
	g      target
	built  map[int]map[string][]byte // what the states of the journal look like
}

// newAuthor begins a journal with a target.
func newAuthor(t *testing.T, g target) *author {
	t.Helper()
	root := t.TempDir()
	a := &author{t: t, folder: filepath.Join(root, "journal"), home: filepath.Join(root, "home"), g: g, built: map[int]map[string][]byte{}}
	check(t, os.MkdirAll(a.home, 0o755))
	return a
}

func (a *author) write(rel string, b []byte) {
	a.t.Helper()
	path := filepath.Join(a.folder, filepath.FromSlash(rel))
	check(a.t, os.MkdirAll(filepath.Dir(path), 0o755))
	check(a.t, os.WriteFile(path, b, 0o644))
}

// needle is a word of what is public in even states only.
const needle = "marmalade"

// state makes the journal what it is in one of its states. Even states have an entry
// with a picture and a tag that odd ones keep private; each has words, colours and a
// picture of its own.
func (a *author) state(n int) {
	a.t.Helper()
	a.write("journal.toml", fmt.Appendf(nil, "title = \"Road\"\nbase_url = \"https://me.example/road/\"\n[privacy]\nlink_key = \"testtesttesttest\"\n[theme]\naccent = \"#5545%02x\"\n[publish.%s]\n%s", 0x80+n%100, a.g.name, a.g.table))
	for i := range 6 {
		words := "the same words"
		if i < 3 {
			words = fmt.Sprintf("words of state %d", n)
		}
		a.entry(fmt.Sprintf("page-%d", i), "public", "", words)
	}
	level := "public"
	if n%2 == 1 {
		level = "private"
	}
	a.photo(needle+".jpg", 1000)
	a.entry(needle, level, needle, "![a jar]("+needle+".jpg)")
	a.photo("view.jpg", n)
	a.entry("view", "public", "", "![the view](view.jpg)")
}

func (a *author) entry(name, level, tag, words string) {
	a.t.Helper()
	if tag != "" {
		tag = "tags: [" + tag + "]\n"
	}
	a.write("content/entries/2020-03-05-"+name+".md", fmt.Appendf(nil, "---\ntitle: About %s\nvisibility: %s\n%s---\n%s\n", name, level, tag, words))
}

// photo puts a picture beside the entries, another for each seed.
func (a *author) photo(name string, seed int) {
	a.t.Helper()
	r := rand.New(rand.NewPCG(uint64(seed), 0))
	img := image.NewRGBA(image.Rect(0, 0, 60, 40))
	for x := range 60 {
		for y := range 40 {
			img.SetRGBA(x, y, color.RGBA{uint8(r.Uint32()), uint8(x), uint8(y), 255})
		}
	}
	var b bytes.Buffer
	check(a.t, jpeg.Encode(&b, img, nil))
	a.write("content/entries/"+name, b.Bytes())
}

// ended is how a run of the program ended.
type ended struct {
	status   int
	out, err string
}

// command is the program with arguments, as the author would start it.
func (a *author) command(args ...string) *exec.Cmd {
	c := exec.Command("journal", args...)
	c.Dir = a.folder
	c.Env = append(a.plainEnvironment(), a.g.env...)
	return c
}

// plainEnvironment has nothing of who runs the tests.
func (a *author) plainEnvironment() []string {
	return []string{
		"PATH=" + a.g.bin + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + a.home, "TMPDIR=" + os.TempDir(),
		"SOURCE_DATE_EPOCH=1775390400", "TZ=UTC", "GIT_CONFIG_NOSYSTEM=1",
	}
}

// run runs the program to its end, which has to come.
func (a *author) run(args ...string) ended {
	a.t.Helper()
	return a.finish(a.command(args...))
}

func (a *author) finish(c *exec.Cmd) ended {
	a.t.Helper()
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &said
	c.WaitDelay = time.Second
	check(a.t, c.Start())
	late := time.AfterFunc(2*time.Minute, func() { _ = c.Process.Kill() })
	err := c.Wait()
	if !late.Stop() {
		a.t.Errorf("journal %q does not end; it said:\n%s", c.Args[1:], &said)
	}
	e := ended{out: out.String(), err: said.String()}
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		e.status = exit.ExitCode()
	case err != nil && !errors.Is(err, exec.ErrWaitDelay):
		a.t.Fatal(err)
	}
	return e
}

// publishes publishes, and has to succeed.
func (a *author) publishes(args ...string) ended {
	a.t.Helper()
	e := a.run(append([]string{"publish", a.g.name}, args...)...)
	if e.status != statusFine {
		a.t.Fatalf("journal publish ended with %d:\n%s%s", e.status, e.out, e.err)
	}
	return e
}

// site is what the journal looks like when it is built in one of its states.
func (a *author) site(n int) map[string][]byte {
	a.t.Helper()
	if a.built[n] == nil {
		a.state(n)
		out := filepath.Join(a.t.TempDir(), "out")
		if e := a.run("build", "--output", out); e.status != statusFine {
			a.t.Fatalf("journal build ended with %d:\n%s", e.status, e.err)
		}
		a.built[n] = publishtest.FolderPlace(out, publish.ManifestPath).See(a.t)
	}
	a.state(n)
	return a.built[n]
}

// wrong counts files that strangers do not see as they should. Styles and scripts of
// the former state stay for a while.
func (a *author) wrong(n int) (wrong int) {
	a.t.Helper()
	site, seen := a.site(n), a.g.see(a.t)
	for path, b := range site {
		if !bytes.Equal(seen[path], b) {
			a.t.Errorf("%s: strangers see %d bytes of %s, not %d", a.g.name, len(seen[path]), path, len(b))
			wrong++
		}
	}
	for path := range seen {
		if _, ok := site[path]; !ok && path != publish.ManifestPath && !strings.HasPrefix(path, "assets/") {
			a.t.Errorf("%s: strangers see %s", a.g.name, path)
			wrong++
		}
	}
	return wrong
}

// changed are the paths whose bytes differ, and those of one side only.
func changed(from, to map[string][]byte) []string {
	var all []string
	for path := range maps.Keys(to) {
		if old, ok := from[path]; !ok || !bytes.Equal(old, to[path]) {
			all = append(all, path)
		}
	}
	slices.Sort(all)
	return all
}

// holding gives the files below a folder that have a word in them or in their name,
// and are no links to others.
func holding(t *testing.T, folder, word string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		if strings.Contains(d.Name(), word) {
			found = append(found, path)
		}
		if !d.Type().IsRegular() {
			return nil
		}
		b, err := os.ReadFile(path)
		if err == nil && bytes.Contains(b, []byte(word)) {
			found = append(found, path)
		}
		return err
	})
	check(t, err)
	return found
}

// stepsOf is what a publication did or would do, of what it printed with --json.
func stepsOf(t *testing.T, e ended) string {
	t.Helper()
	var all struct {
		Send   []string `json:"upload"`
		Delete []string `json:"delete"`
	}
	if err := json.Unmarshal([]byte(e.out), &all); err != nil {
		t.Fatalf("%v\n%s", err, e.out)
	}
	return strings.Join(slices.Concat([]string{"send"}, all.Send, []string{"delete"}, all.Delete), "\n")
}
