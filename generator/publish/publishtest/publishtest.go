// Package publishtest holds every kind of host to the rules of publish.Host, and
// starts the servers that tests publish to.
//
// Run is the suite: each rule is a test of its own, played against a fresh place
// through the host, and looked at from outside, as strangers would see it.
//
// Servers are the real ones: OpenSSH, an S3 server, nginx, git. Each listens on a
// free port of this machine alone and ends with its test. The command .ci/setup
// installs them; where one is missing the test fails. Nothing here waits without a
// limit.
package publishtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"journal/generator/publish"
)

// Place is one fresh place of some kind, seen from both sides.
type Place struct {
	// Open gives a host of the place, as another run of the program would have it.
	Open func(t *testing.T) publish.Host

	// See gives all that strangers see, the manifest included: path and bytes.
	See func(t *testing.T) map[string][]byte

	// Write puts a foreign file there, past the host.
	Write func(t *testing.T, path string, b []byte)

	// Folders gives the folders there, empty ones as well. Nil where a host has no
	// folders but those of its files.
	Folders func(t *testing.T) []string

	// Headers gives the content type and Cache-Control that strangers get. Nil where
	// the host has none, but leaves them to a web server.
	Headers func(t *testing.T, path string) (contentType, cache string)
}

// patience is how long a call may take that has to end by itself. It is no
// measurement: only what hangs takes as long.
const patience = 60 * time.Second

// Run plays the suite. Fresh gives a place that does not exist yet.
func Run(t *testing.T, fresh func(t *testing.T) Place) {
	for _, rule := range rules {
		t.Run(rule.name, func(t *testing.T) {
			p := &player{t: t, Place: fresh(t)}
			t.Parallel()
			rule.check(p)
		})
	}
}

var rules = []struct {
	name  string
	check func(*player)
}{
	{"a place yet to be made is empty and stays so", absentPlace},
	{"what was sent is there", whatWasSentIsThere},
	{"paths and bytes come back as they were sent", namesAndSizes},
	{"a file is replaced", replaced},
	{"strangers get the headers", headers},
	{"a file is deleted, and only that", deleted},
	{"what is foreign stays", foreignStays},
	{"what is of another kind is in the way", inTheWay},
	{"a listing is whole", manyFiles},
	{"nothing is seen before it is committed, where all is seen at once", atOnce},
	{"giving up changes nothing that was committed", givenUp},
	{"who comes too late is told so", tooLate},
	{"a claim is a manifest that is compared with", claimed},
	{"two do not publish at once", twoAtOnce},
	{"interrupted anywhere, the next finishes", interrupted},
	{"a host listens when it is told to stop", stops},
	{"a host names itself", names},
}

// player plays one rule at one place.
type player struct {
	t *testing.T
	Place
}

func (p *player) ctx() context.Context {
	ctx, cancel := context.WithTimeout(p.t.Context(), patience)
	p.t.Cleanup(cancel)
	return ctx
}

func (p *player) do(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// host opens the place, and closes it at the end.
func (p *player) host() publish.Host { return p.Open(p.t) }

func file(path, text string) publish.File {
	return publish.File{Path: path, Bytes: []byte(text), ContentType: "text/html; charset=utf-8", Cache: "no-cache"}
}

func manifest(text string) publish.File {
	return publish.File{Path: publish.ManifestPath, Bytes: []byte(text), ContentType: "application/json", Cache: "no-store"}
}

// look looks, and has to succeed.
func (p *player) look(h publish.Host) publish.State {
	p.t.Helper()
	seen, err := h.Look(p.ctx())
	p.do(err)
	return seen
}

// begin looks and begins, and has to succeed.
func (p *player) begin(h publish.Host) publish.Session {
	p.t.Helper()
	s, err := h.Begin(p.ctx(), p.look(h))
	p.do(err)
	return s
}

// publish makes a whole publication by a host of its own.
func (p *player) publish(manifestText string, put []publish.File, del ...string) {
	p.t.Helper()
	p.do(p.try(p.host(), manifestText, put, del...))
}

// try makes a whole publication and gives up where it fails.
func (p *player) try(h publish.Host, manifestText string, put []publish.File, del ...string) error {
	p.t.Helper()
	s := p.begin(h)
	err := send(p.ctx(), s, manifestText, put, del)
	if err != nil {
		p.do(s.Abort(p.ctx()))
	}
	return err
}

func send(ctx context.Context, s publish.Session, manifestText string, put []publish.File, del []string) error {
	var all errgroup.Group
	all.SetLimit(8)
	for _, f := range put {
		all.Go(func() error { return s.Put(ctx, f) })
	}
	if err := all.Wait(); err != nil {
		return err
	}
	if err := s.Flush(ctx); err != nil {
		return err
	}
	for _, path := range del {
		if err := s.Delete(ctx, path); err != nil {
			return err
		}
	}
	if err := s.Flush(ctx); err != nil {
		return err
	}
	return s.Commit(ctx, manifest(manifestText))
}

// sees compares what strangers see with pairs of a path and a text.
func (p *player) sees(when string, pairs ...string) {
	p.t.Helper()
	want := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		want[pairs[i]] = pairs[i+1]
	}
	got := p.See(p.t)
	for path, b := range got {
		if text, ok := want[path]; !ok {
			p.t.Errorf("%s strangers see %q", when, path)
		} else if text != string(b) {
			p.t.Errorf("%s strangers see %q in %q, not %q", when, short(b), path, short([]byte(text)))
		}
	}
	for path := range want {
		if _, ok := got[path]; !ok {
			p.t.Errorf("%s strangers do not see %q", when, path)
		}
	}
}

func short(b []byte) string {
	if len(b) > 60 {
		return fmt.Sprintf("%s… (%d bytes)", b[:60], len(b))
	}
	return string(b)
}

// has compares what Look tells with a manifest and paths.
func (p *player) has(h publish.Host, manifestText string, paths ...string) {
	p.t.Helper()
	seen := p.look(h)
	if string(seen.Manifest) != manifestText {
		p.t.Errorf("the manifest is %q, not %q", seen.Manifest, manifestText)
	}
	if got := slices.Sorted(maps.Keys(seen.Files)); !slices.Equal(got, slices.Sorted(slices.Values(paths))) {
		p.t.Errorf("the listing is %q, not %q", got, paths)
	}
}

func absentPlace(p *player) {
	h := p.host()
	for range 2 {
		seen := p.look(h)
		if seen.Manifest != nil || len(seen.Files) != 0 {
			p.t.Errorf("there is %v", seen)
		}
	}
	for _, path := range []string{"index.html", "a/b.html", publish.ManifestPath} {
		if b, err := h.Read(p.ctx(), path); !errors.Is(err, publish.ErrAbsent) {
			p.t.Errorf("reading %s gives %q and %v", path, b, err)
		}
	}
	p.sees("after a look")
	if p.Folders != nil {
		if f := p.Folders(p.t); len(f) != 0 {
			p.t.Errorf("a look made folders: %q", f)
		}
	}
}

func whatWasSentIsThere(p *player) {
	p.publish("one", []publish.File{file("index.html", "home"), file("a/b/index.html", "page"), file("a/c.css", "style")})
	p.sees("after a publication", "index.html", "home", "a/b/index.html", "page", "a/c.css", "style", publish.ManifestPath, "one")
	h := p.host()
	p.has(h, "one", "index.html", "a/b/index.html", "a/c.css")
	for path, size := range map[string]int64{"index.html": 4, "a/c.css": 5} {
		if got := p.look(h).Files[path].Size; got != size && got != -1 {
			p.t.Errorf("%s has %d bytes, not %d", path, got, size)
		}
	}
	for path, text := range map[string]string{"index.html": "home", "a/b/index.html": "page", publish.ManifestPath: "one"} {
		if b, err := h.Read(p.ctx(), path); err != nil || string(b) != text {
			p.t.Errorf("reading %s gives %q and %v", path, b, err)
		}
	}
	for _, path := range []string{"a", "a/b", "nowhere.html", "index.html/more"} {
		if b, err := h.Read(p.ctx(), path); !errors.Is(err, publish.ErrAbsent) {
			p.t.Errorf("reading %s gives %q and %v", path, b, err)
		}
	}
}

// oddNames are paths that a site may have, since attachments keep their names.
var oddNames = []string{
	"with space/a file.html", " leading", "trailing /x", "äöü/naïve – ß.html", "日本語/ページ.html", "emoji-🌱.txt",
	"a+b&c=d%20e.html", "100%.html", "q?x=1.html", "hash#1.html", "semi;colon,comma.html", "quote'single.html",
	`quote"double.html`, "dollar$HOME.html", "back`tick.html", "(paren)[bracket]{brace}.html", "star*.html", "tilde~.html", "~/home.html",
	"-dash/-rf.html", "--delete", "bang!.html", "at@sign:colon.html", "pipe|less<more>.html", `back\slash\#012.html`, ".well-known/dot", ".nojekyll", "_under/_score",
	"deep/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/index.html", "equal=sign", "caret^.html",
	strings.Repeat("long", 50) + ".html",
}

func namesAndSizes(p *player) {
	var put []publish.File
	want := []string{publish.ManifestPath, "one"}
	for i, path := range oddNames {
		put = append(put, file(path, fmt.Sprintf("text %d of %s", i, path)))
	}
	bytesOf := func(size int) string {
		return string(bytes.Repeat([]byte("\x00\xff\r\n\x1aab\n"), size/8+1)[:size])
	}
	for _, size := range []int{0, 1, 4096, 6<<20 + 17} {
		put = append(put, file(fmt.Sprintf("size/%d.bin", size), bytesOf(size)))
	}
	var paths []string
	for _, f := range put {
		want = append(want, f.Path, string(f.Bytes))
		paths = append(paths, f.Path)
	}
	p.publish("one", put)
	p.sees("with odd names", want...)
	h := p.host()
	p.has(h, "one", paths...)
	for _, f := range put {
		b, err := h.Read(p.ctx(), f.Path)
		if err != nil || !bytes.Equal(b, f.Bytes) {
			p.t.Errorf("reading %q gives %q and %v", f.Path, short(b), err)
		}
	}
	p.publish("two", nil, paths...)
	p.sees("after all were deleted", publish.ManifestPath, "two")
}

func replaced(p *player) {
	p.publish("one", []publish.File{file("index.html", "old"), file("same.html", "same"), file("a/grown.html", "x")})
	p.publish("two", []publish.File{file("index.html", "new"), file("same.html", "same"), file("a/grown.html", "much more than before")})
	p.sees("after a second publication", "index.html", "new", "same.html", "same", "a/grown.html", "much more than before", publish.ManifestPath, "two")
	s := p.begin(p.host())
	p.do(s.Put(p.ctx(), file("index.html", "first")))
	p.do(s.Flush(p.ctx()))
	p.do(s.Put(p.ctx(), file("index.html", "third"))) // as many bytes, in the same second
	p.do(s.Delete(p.ctx(), "same.html"))
	p.do(s.Flush(p.ctx()))
	p.do(s.Put(p.ctx(), file("same.html", "again")))
	p.do(s.Put(p.ctx(), file("a/grown.html", "gone")))
	p.do(s.Delete(p.ctx(), "a/grown.html"))
	p.do(s.Commit(p.ctx(), manifest("three")))
	p.sees("after changes of mind", "index.html", "third", "same.html", "again", publish.ManifestPath, "three")
	p.has(p.host(), "three", "index.html", "same.html")
}

func headers(p *player) {
	if p.Headers == nil {
		return // a web server gives them
	}
	sent := []publish.File{
		{Path: "index.html", Bytes: []byte("<p>ü"), ContentType: "text/html; charset=utf-8", Cache: "no-cache"},
		{Path: "a/style.3f2a.css", Bytes: []byte("p{}"), ContentType: "text/css; charset=utf-8", Cache: "public, max-age=31536000, immutable"},
		{Path: "feed.xml", Bytes: []byte("<feed/>"), ContentType: "application/atom+xml; charset=utf-8", Cache: "no-cache"},
		{Path: "empty.txt", ContentType: "text/plain; charset=utf-8", Cache: "no-cache"},
	}
	check := func(sent ...publish.File) {
		p.t.Helper()
		for _, f := range sent {
			if kind, cache := p.Headers(p.t, f.Path); kind != f.ContentType || cache != f.Cache {
				p.t.Errorf("%s has %q and %q, not %q and %q", f.Path, kind, cache, f.ContentType, f.Cache)
			}
		}
	}
	p.publish("one", sent)
	check(append(sent, manifest(""))...)
	sent[0].Cache = "max-age=60" // the same bytes
	p.publish("two", sent[:1])
	check(sent...)
}

func deleted(p *player) {
	p.publish("one", []publish.File{
		file("a/b", "b"), file("a/b.html", "html"), file("a/bc", "bc"), file("a/c/d", "d"), file("e/f/g/h.html", "h"), file("index.html", "home"), file("x/*", "star"), file("x/y", "y"),
	})
	p.publish("two", nil, "a/b", "e/f/g/h.html", "nowhere", "no/where", "x/*", "a/c", "index.html/x")
	left := []string{"a/b.html", "html", "a/bc", "bc", "a/c/d", "d", "index.html", "home", "x/y", "y", publish.ManifestPath, "two"}
	p.sees("after deleting", left...)
	if p.Folders != nil {
		if got := p.Folders(p.t); !slices.Equal(slices.Sorted(slices.Values(got)), []string{"a", "a/c", "x"}) {
			p.t.Errorf("the folders are %q", got)
		}
	}
	left[len(left)-1] = "three"
	p.publish("three", nil, "a/b", "e/f/g/h.html")
	p.sees("after deleting again", left...)
	p.publish("four", []publish.File{file("e/f/g/h.html", "back")})
	left[len(left)-1] = "four"
	p.sees("after a file came back", append(left, "e/f/g/h.html", "back")...)
}

func foreignStays(p *player) {
	foreign := []string{"CNAME", "road.example", ".well-known/acme/token", "t", "notes/mine.txt", "mine", "a/theirs.html", "theirs", "with space/ä'.txt", "odd"}
	for i := 0; i < len(foreign); i += 2 {
		p.Write(p.t, foreign[i], []byte(foreign[i+1]))
	}
	h := p.host()
	if seen := p.look(h); seen.Manifest != nil || len(seen.Files) != len(foreign)/2 {
		p.t.Errorf("there is %v", seen)
	}
	p.publish("one", []publish.File{file("index.html", "home"), file("a/ours.html", "ours"), file("notes/x/y.html", "y")})
	p.sees("beside foreign files", append(foreign, "index.html", "home", "a/ours.html", "ours", "notes/x/y.html", "y", publish.ManifestPath, "one")...)
	p.publish("two", []publish.File{file("index.html", "new")}, "a/ours.html", "notes/x/y.html")
	p.sees("after deleting beside foreign files", append(foreign, "index.html", "new", publish.ManifestPath, "two")...)
	p.has(p.host(), "two", "index.html", "CNAME", ".well-known/acme/token", "notes/mine.txt", "a/theirs.html", "with space/ä'.txt")
}

func inTheWay(p *player) {
	p.publish("one", []publish.File{file("a/b.html", "b"), file("c", "c")})
	for _, path := range []string{"a", "c/d.html", "c/d/e.html"} {
		if err := p.try(p.host(), "two", []publish.File{file(path, "new")}); err == nil {
			p.t.Errorf("%s could be sent", path)
		} else if errors.Is(err, context.DeadlineExceeded) {
			p.t.Errorf("%s: %v", path, err)
		}
		p.sees("after a refusal", "a/b.html", "b", "c", "c", publish.ManifestPath, "one")
	}
	p.publish("three", []publish.File{file("a/d.html", "d")})
	p.sees("after refusals", "a/b.html", "b", "a/d.html", "d", "c", "c", publish.ManifestPath, "three")
}

// manyKeys is more than the 1,000 that S3 lists at once.
const manyKeys = 1100

func manyFiles(p *player) {
	var put []publish.File
	var paths []string
	for i := range manyKeys {
		path := fmt.Sprintf("entries/%02d/%04d.html", i%12, i)
		put = append(put, file(path, fmt.Sprintf("page %d", i)))
		paths = append(paths, path)
	}
	p.publish("one", put)
	p.has(p.host(), "one", paths...)
	if n := len(p.See(p.t)); n != manyKeys+1 {
		p.t.Errorf("strangers see %d files", n)
	}
}

func atOnce(p *player) {
	p.publish("one", []publish.File{file("index.html", "old"), file("gone.html", "gone")})
	s := p.begin(p.host())
	p.do(s.Put(p.ctx(), file("index.html", "new")))
	p.do(s.Put(p.ctx(), file("more.html", "more")))
	p.do(s.Delete(p.ctx(), "gone.html"))
	p.do(s.Flush(p.ctx()))
	if s.Atomic() {
		p.sees("before Commit", "index.html", "old", "gone.html", "gone", publish.ManifestPath, "one")
	} else {
		p.sees("after Flush", "index.html", "new", "more.html", "more", publish.ManifestPath, "one")
	}
	p.do(s.Commit(p.ctx(), manifest("two")))
	p.sees("after Commit", "index.html", "new", "more.html", "more", publish.ManifestPath, "two")
}

func givenUp(p *player) {
	s := p.begin(p.host())
	p.do(s.Abort(p.ctx()))
	p.sees("after nothing")
	p.publish("one", []publish.File{file("index.html", "old")})
	s = p.begin(p.host())
	p.do(s.Put(p.ctx(), file("index.html", "new")))
	p.do(s.Abort(p.ctx()))
	p.do(s.Abort(p.ctx()))
	got := p.See(p.t)
	if text := string(got["index.html"]); text != "old" && (s.Atomic() || text != "new") {
		p.t.Errorf("after giving up strangers see %q", text)
	}
	if string(got[publish.ManifestPath]) != "one" || len(got) != 2 {
		p.t.Errorf("after giving up strangers see %q", got)
	}
	s = p.begin(p.host())
	p.do(s.Put(p.ctx(), file("index.html", "newer")))
	p.do(s.Commit(p.ctx(), manifest("two")))
	p.do(s.Abort(p.ctx()))
	p.sees("after Commit and Abort", "index.html", "newer", publish.ManifestPath, "two")
}

func tooLate(p *player) {
	for _, round := range []string{"one", "two"} { // without a manifest, and with one
		late := p.host()
		seen := p.look(late)
		p.publish(round, []publish.File{file("index.html", round)})
		s, err := late.Begin(p.ctx(), seen)
		if err == nil {
			err = s.Commit(p.ctx(), manifest("late"))
			if abort := s.Abort(p.ctx()); abort != nil {
				p.t.Error(abort)
			}
		}
		if !errors.Is(err, publish.ErrStale) {
			p.t.Errorf("who looked before %q published is told: %v", round, err)
		}
		p.sees("after somebody came too late", "index.html", round, publish.ManifestPath, round)
	}
}

func claimed(p *player) {
	for _, round := range []string{"one", "two"} { // without a manifest, and with one
		late := p.host()
		seen := p.look(late)
		s := p.begin(p.host())
		if s.Atomic() {
			p.do(s.Abort(p.ctx()))
			return // nobody sees what is under way
		}
		p.do(s.Claim(p.ctx(), manifest("claim of "+round)))
		p.do(s.Claim(p.ctx(), manifest("claim of "+round))) // an answer may have been lost
		p.do(s.Put(p.ctx(), file("index.html", round)))
		p.do(s.Flush(p.ctx()))
		p.sees("under way", "index.html", round, publish.ManifestPath, "claim of "+round)
		if s2, err := late.Begin(p.ctx(), seen); err == nil {
			if err := s2.Claim(p.ctx(), manifest("late")); !errors.Is(err, publish.ErrStale) {
				p.t.Errorf("who looked before the claim is told: %v", err)
			}
			p.do(s2.Abort(p.ctx()))
		} else if !errors.Is(err, publish.ErrStale) && !errors.Is(err, publish.ErrBusy) {
			p.t.Errorf("who looked before the claim is told: %v", err)
		}
		p.do(s.Commit(p.ctx(), manifest(round)))
		p.sees("after a claim and Commit", "index.html", round, publish.ManifestPath, round)
	}
	s := p.begin(p.host())
	p.do(s.Claim(p.ctx(), manifest("claim of three")))
	p.do(s.Abort(p.ctx()))
	p.has(p.host(), "claim of three", "index.html")
	p.publish("four", nil)
	p.sees("after a claim was left", "index.html", "two", publish.ManifestPath, "four")
}

func twoAtOnce(p *player) {
	p.publish("zero", []publish.File{file("index.html", "zero")})
	first, second := p.host(), p.host()
	seen := p.look(second)
	s1, err := first.Begin(p.ctx(), p.look(first))
	p.do(err)
	s2, err := second.Begin(p.ctx(), seen)
	if err != nil {
		if !errors.Is(err, publish.ErrBusy) {
			p.t.Errorf("the second is told: %v", err)
		}
		p.do(send(p.ctx(), s1, "one", []publish.File{file("index.html", "one")}, nil))
		p.sees("after the first", "index.html", "one", publish.ManifestPath, "one")
		p.publish("two", []publish.File{file("index.html", "two")})
		p.sees("after the second came again", "index.html", "two", publish.ManifestPath, "two")
		return
	}
	var done atomic.Int32
	var last atomic.Value
	var all errgroup.Group
	for name, s := range map[string]publish.Session{"one": s1, "two": s2} {
		all.Go(func() error {
			err := s.Commit(p.ctx(), manifest(name))
			if err == nil {
				done.Add(1)
				last.Store(name)
			}
			if err := s.Abort(p.ctx()); err != nil {
				return err
			}
			if errors.Is(err, publish.ErrStale) {
				return nil
			}
			return err
		})
	}
	p.do(all.Wait())
	if done.Load() != 1 {
		p.t.Fatalf("%d of two that published at once went through", done.Load())
	}
	p.sees("after two at once", "index.html", "zero", publish.ManifestPath, last.Load().(string))
}

func interrupted(p *player) {
	put := []publish.File{file("index.html", "home"), file("a/1.html", "1"), file("a/2.html", "2")}
	steps := []func(publish.Session) error{
		func(s publish.Session) error { return s.Delete(p.ctx(), "old/1.html") },
		func(s publish.Session) error { return s.Put(p.ctx(), put[0]) },
		func(s publish.Session) error { return s.Put(p.ctx(), put[1]) },
		func(s publish.Session) error { return s.Flush(p.ctx()) },
		func(s publish.Session) error { return s.Put(p.ctx(), put[2]) },
		func(s publish.Session) error { return s.Flush(p.ctx()) },
	}
	for stop := range len(steps) + 1 {
		first := fmt.Sprintf("first %d", stop)
		p.publish(first, []publish.File{file("index.html", first), file("old/1.html", "1"), file("old/2.html", "2")}, "a/1.html", "a/2.html")
		s := p.begin(p.host())
		for _, step := range steps[:stop] {
			p.do(step(s))
		}
		p.do(s.Abort(p.ctx()))
		if m := string(p.See(p.t)[publish.ManifestPath]); m != first {
			p.t.Errorf("after %d steps the manifest is %q", stop, m)
		}
		second := fmt.Sprintf("second %d", stop)
		p.publish(second, put, "old/1.html")
		p.sees(fmt.Sprintf("after %d steps and the next publication", stop),
			"index.html", "home", "a/1.html", "1", "a/2.html", "2", "old/2.html", "2", publish.ManifestPath, second)
	}
}

func stops(p *player) {
	p.publish("one", []publish.File{file("index.html", "home")})
	h := p.host()
	seen := p.look(h)
	stopped, cancel := context.WithCancel(p.t.Context())
	cancel()
	ends := func(what string, call func() error) {
		p.t.Helper()
		ended := make(chan error, 1)
		go func() { ended <- call() }()
		select {
		case err := <-ended:
			if err == nil {
				p.t.Errorf("%s succeeded although it was told to stop", what)
			}
		case <-time.After(patience):
			p.t.Fatalf("%s does not end", what)
		}
	}
	ends("Look", func() error { _, err := h.Look(stopped); return err })
	ends("Read", func() error { _, err := h.Read(stopped, "index.html"); return err })
	ends("Begin", func() error { _, err := h.Begin(stopped, seen); return err })
	s, err := h.Begin(p.ctx(), seen)
	p.do(err)
	ends("Put", func() error {
		if err := s.Put(stopped, file("index.html", "new")); err != nil {
			return err
		}
		return s.Flush(stopped)
	})
	ends("Commit", func() error { return s.Commit(stopped, manifest("two")) })
	p.do(s.Abort(p.ctx()))
	if m := string(p.See(p.t)[publish.ManifestPath]); m != "one" {
		p.t.Errorf("the manifest is %q", m)
	}
	p.publish("three", []publish.File{file("index.html", "newer")})
	p.sees("after all that", "index.html", "newer", publish.ManifestPath, "three")
}

func names(p *player) {
	if s := p.host().String(); s == "" || strings.ContainsAny(s, "\n\x00") {
		p.t.Errorf("the host calls itself %q", s)
	}
}
