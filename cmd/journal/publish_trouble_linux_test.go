package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"journal/generator/publish/publishtest"
)

// Trouble with a server ends with one sentence that says what to do, and status 1;
// once it is gone, publishing again mends what is left of it.
func TestPublishTrouble(t *testing.T) {
	t.Run("bucket", bucketTrouble)
	t.Run("inplace", func(t *testing.T) { machineTrouble(t, "inplace") })
	t.Run("releases", func(t *testing.T) { machineTrouble(t, "releases") })
}

// fails publishes, and has to fail in one sentence.
func (a *author) fails(what, says string) {
	a.t.Helper()
	e := a.run("publish", a.g.name)
	if e.status != statusFailed || strings.Count("\n"+e.err, "\nerror: ") != 1 || !strings.Contains(strings.ReplaceAll(e.err, "\n", " "), says) {
		a.t.Errorf("%s: it ended with %d:\n%s\nwant: %s", what, e.status, e.err, says)
	}
}

// mended publishes a state again, now that all is well.
func (a *author) mended(what string, state int) {
	a.t.Helper()
	a.state(state)
	a.publishes()
	if a.wrong(state) > 0 {
		a.t.Errorf("after %s it is not mended", what)
	}
}

func bucketTrouble(t *testing.T) {
	t.Parallel()
	var full atomic.Bool
	var sent atomic.Int32
	g := startTarget(t, "bucket", func(endpoint string) string {
		front := httptest.NewServer(publishtest.Forward(endpoint, func(w http.ResponseWriter, r *http.Request) bool {
			if r.Method != http.MethodPut || !full.Load() || sent.Add(1) < 5 {
				return false
			}
			w.WriteHeader(http.StatusInsufficientStorage)
			fmt.Fprint(w, "<Error><Code>XMinioStorageFull</Code><Message>Storage backend has reached its minimum free drive threshold.</Message></Error>")
			return true
		}))
		t.Cleanup(front.Close)
		return front.URL
	})
	a := newAuthor(t, g)
	a.site(0)
	a.publishes()

	a.state(1)
	a.g.env = []string{"AWS_ACCESS_KEY_ID=" + publishtest.AccessKey, "AWS_SECRET_ACCESS_KEY=another-than-the-right-one"}
	a.fails("wrong credentials", "does not accept the credentials (SignatureDoesNotMatch); check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	a.g.env = nil
	a.fails("no credentials", "there are no credentials for folder road/ of bucket road")
	a.g.env = g.env
	a.mended("wrong credentials", 1)

	for what, change := range map[string][2]string{
		"there is no bucket nowhere at": {`bucket = "road"`, `bucket = "nowhere"`},
		"nobody answers at 127.0.0.1:":  {g.s3.Endpoint, "http://127.0.0.1:" + publishtest.FreePort(t)},
	} {
		a.g.table = strings.Replace(g.table, change[0], change[1], 1)
		if a.g.table == g.table { // a server stands before the bucket's
			_, after, _ := strings.Cut(g.table, "endpoint = ")
			a.g.table = strings.Replace(g.table, strings.TrimSpace(after), fmt.Sprintf("%q", change[1]), 1)
		}
		a.state(2)
		a.fails(what, what)
	}
	a.g.table = g.table
	a.mended("a wrong address", 2)

	a.state(3)
	full.Store(true)
	a.fails("a full disk", "has no room left; make some and run it again")
	full.Store(false)
	a.mended("a full disk", 3)
}

func machineTrouble(t *testing.T, name string) {
	t.Parallel()
	g := startTarget(t, name, nil)
	a := newAuthor(t, g)
	a.site(0)
	a.publishes()
	for what, table := range map[string]string{
		"nobody answers at me@127.0.0.1; check the destination": strings.Replace(g.table, "journal-test:", "ssh://me@127.0.0.1:"+publishtest.FreePort(t), 1),
		"does not let you in;":                         strings.Replace(g.table, "journal-test:", "somebody@journal-test:", 1),
		"is all of the machine's disk;":                strings.Replace(g.table, g.disk, "/", 1),
		"you may not write to journal-test:/proc/road": strings.Replace(g.table, g.disk, "/proc/road", 1),
	} {
		a.g.table = table
		a.state(1)
		if strings.Contains(what, "/proc") && os.Geteuid() == 0 {
			what = "/proc/road" // root may, and the system refuses
		}
		a.fails(what, what)
	}
	a.g.table = g.table
	a.mended("a wrong address", 1)
}

// Two publish to one place at once: each ends, with the site in place or with one
// sentence, and publishing once more makes it whole.
func TestPublishTwoAtOnce(t *testing.T) {
	for _, name := range kindsOfTargets {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := startTarget(t, name, nil)
			authors := []*author{newAuthor(t, g), newAuthor(t, g)}
			authors[0].site(0)
			authors[1].site(0)
			authors[0].publishes()
			for n := 1; n <= times(2, 10); n++ {
				var both sync.WaitGroup
				ends := make([]ended, 2)
				for i, a := range authors {
					a.site(n + 100*i)
					both.Go(func() { ends[i] = a.run("publish", g.name) })
				}
				both.Wait()
				if !slices.ContainsFunc(ends, func(e ended) bool { return e.status == statusFine }) {
					t.Logf("none of two went through:\n%s\n%s", ends[0].err, ends[1].err)
				}
				for _, e := range ends {
					if e.status != statusFine && (e.status != statusFailed || strings.Count("\n"+e.err, "\nerror: ") != 1) {
						t.Errorf("it ended with %d:\n%s", e.status, e.err)
					}
				}
				e := authors[0].run("publish", g.name)
				if e.status != statusFine { // what the other left unfinished may be gone on with
					e = authors[0].run("publish", g.name, "--adopt")
				}
				if e.status != statusFine || authors[0].wrong(n) > 0 {
					t.Errorf("in the end it is not whole: %d\n%s", e.status, e.err)
				}
			}
		})
	}
}

// Of many pages only those that changed are sent, and what tells of them; where
// nothing changed, nothing is written.
func TestPublishOnlyWhatChanged(t *testing.T) {
	t.Parallel()
	g := startTarget(t, "bucket", nil)
	a := newAuthor(t, g)
	a.state(0)
	pages, edited := times(150, 10000), times(3, 10)
	for i := range pages {
		a.entry(fmt.Sprintf("many-%d", i), "public", "", fmt.Sprintf("page %d", i))
	}
	build := func(more ...string) map[string][]byte {
		out := filepath.Join(t.TempDir(), "out")
		if e := a.run(append([]string{"build", "--output", out}, more...)...); e.status != statusFine {
			t.Fatal(e.err)
		}
		return publishtest.FolderPlace(out, ".journal-manifest").See(t)
	}
	before := build()
	a.publishes()
	wrote := len(writesTo(t, g))
	a.publishes()
	if now := writesTo(t, g); len(now) > wrote {
		t.Errorf("nothing had changed, and these were written: %q", now[wrote:])
	}
	for i := range edited {
		a.entry(fmt.Sprintf("many-%d", i*pages/edited), "public", "", "other words")
	}
	want := changed(before, build())
	a.publishes()
	var sent []string
	for _, line := range writesTo(t, g)[wrote:] {
		if path, ok := strings.CutPrefix(line, "s3_PutObject road/"); ok && path != ".journal-manifest" {
			sent = append(sent, path)
		}
	}
	slices.Sort(sent)
	if !slices.Equal(sent, want) {
		t.Errorf("sent were\n%q\nand changed have\n%q", sent, want)
	}
	t.Logf("of %d files %d were sent", len(before), len(sent))

	// A new entry of another pursuit is on the pages that list it, and beside its
	// neighbours.
	texts := func(more ...string) []string {
		all := changed(before, build(more...))
		return slices.DeleteFunc(all, func(at string) bool { return !strings.HasPrefix(at, "entries/") })
	}
	a.write("content/pursuits/one.md", []byte("---\ntitle: One\nvisibility: public\n---\n"))
	a.write("content/pursuits/two.md", []byte("---\ntitle: Two\nvisibility: public\n---\n"))
	a.write("content/entries/2020-03-04-melon.md", []byte("---\nvisibility: public\npursuit: two\n---\nmelon\n"))
	before = build()
	a.write("content/entries/2020-03-06-mango.md", []byte("---\nvisibility: public\npursuit: two\n---\nmango\n"))
	if others := texts(); len(others) > 3 {
		t.Errorf("a new entry changes %q", others)
	}

	// Nor is an entry another one the next day.
	before = build()
	if others := texts("--today", "2036-03-08"); len(others) > 0 {
		t.Errorf("another day changes %q", others)
	}
}
