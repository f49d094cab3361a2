package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"journal/generator/manifest"
)

// faulty is a folder whose k-th access goes wrong, and with forever also every
// later one: then it is as if the process had died, or the disk had been
// mounted read-only. A write that goes wrong leaves half a file.
type faulty struct {
	sink
	mu      sync.Mutex
	n, k    int
	err     error
	forever bool
	noLinks bool // as on a USB stick
}

func (f *faulty) fails() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.n++
	if f.n == f.k || f.forever && f.n > f.k {
		return f.err
	}
	return nil
}

func (f *faulty) hit() bool { return f.n >= f.k }

func (f *faulty) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := f.fails(); err != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: err}
	}
	return f.sink.ReadDir(name)
}

func (f *faulty) ReadFile(name string) ([]byte, error) {
	if err := f.fails(); err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	return f.sink.ReadFile(name)
}

func (f *faulty) WriteFile(name string, data []byte) error {
	if err := f.fails(); err != nil {
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.n == f.k {
			f.sink.WriteFile(name, data[:len(data)/2])
		}
		return &fs.PathError{Op: "write", Path: name, Err: err}
	}
	return f.sink.WriteFile(name, data)
}

func (f *faulty) Sync(name string) error {
	return f.unless("sync", name, func() error { return f.sink.Sync(name) })
}

func (f *faulty) Mkdir(name string, mode fs.FileMode) error {
	return f.unless("mkdir", name, func() error { return f.sink.Mkdir(name, mode) })
}

func (f *faulty) Link(name, second string) error {
	if f.noLinks {
		return syscall.EPERM
	}
	return f.unless("link", name, func() error { return f.sink.Link(name, second) })
}

func (f *faulty) Rename(from, to string) error {
	return f.unless("rename", from, func() error { return f.sink.Rename(from, to) })
}

func (f *faulty) Remove(name string) error {
	return f.unless("remove", name, func() error { return f.sink.Remove(name) })
}

func (f *faulty) RemoveAll(name string) error {
	return f.unless("remove", name, func() error { return f.sink.RemoveAll(name) })
}

func (f *faulty) unless(op, name string, do func() error) error {
	if err := f.fails(); err != nil {
		return &fs.PathError{Op: op, Path: name, Err: err}
	}
	return do()
}

var (
	before = small.with(site{"letters/one/index.html": "one", "letters/two/index.html": "two", "swap/in.txt": "in", "Case.txt": "case"})
	after  = small.with(site{
		"index.html": "a new home", "assets/site.0f3a.css": "", "assets/site.77aa.css": "p {}",
		"entries/2026/03/a/index.html": "entry a, edited", "entries/2026/04/b/index.html": "",
		"may/fifth/index.html": "new", "swap": "a file now", "case.txt": "case", "feed.xml": "<feed>2</feed>",
	})
	ours = map[string]string{"notes.txt": "mine", "letters/mine.txt": "mine too", ".git/HEAD": "ref"}
)

// lazy is a folder that forces nothing to the disk, so that a test can build
// hundreds of times.
type lazy struct{ folder }

func (l lazy) Sync(string) error { return nil }

func emptyFolder(t *testing.T) lazy {
	t.Helper()
	f, err := openFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.close)
	return lazy{f}
}

// prepare lays out the site before and what is foreign.
func prepare(t *testing.T) lazy {
	t.Helper()
	f := emptyFolder(t)
	mustUpdate(t, f, before)
	place(t, f.root.Name(), ours)
	return f
}

func mustUpdate(t *testing.T, f lazy, s site) {
	t.Helper()
	if err := updateTo(t, f, s); err != nil {
		t.Fatal(err)
	}
}

func withForeign(s site) map[string]string {
	all := laidOut(s)
	maps.Copy(all, laidOut(site(ours)))
	return all
}

func updateTo(t *testing.T, s sink, next site) error {
	t.Helper()
	want, err := expect(next)
	if err != nil {
		t.Fatal(err)
	}
	_, err = update(t.Context(), s, want, "")
	return err
}

// settled is a snapshot without what the next build clears away.
func settled(t *testing.T, f lazy) map[string]string {
	all := snapshot(t, f.root.Name())
	maps.DeleteFunc(all, func(p, _ string) bool { return strings.HasPrefix(p, stagingName) })
	return all
}

func TestCrashAtEveryAccess(t *testing.T) {
	for _, noLinks := range []bool{false, true} {
		for k := 1; ; k++ {
			f := prepare(t)
			bad := &faulty{sink: f, k: k, err: errors.New("crashed"), forever: true, noLinks: noLinks}
			err := updateTo(t, bad, after)
			if !bad.hit() {
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("%d crash points", k-1)
				break
			}
			if err == nil {
				t.Fatalf("k=%d: no error", k)
			}
			checkWhole(t, k, settled(t, f))
			if err := updateTo(t, f, after); err != nil {
				t.Fatalf("k=%d: the next build fails: %v", k, err)
			}
			if diff := cmp.Diff(withForeign(after), snapshot(t, f.root.Name())); diff != "" {
				t.Fatalf("k=%d: not healed (-want +got):\n%s", k, diff)
			}
		}
	}
}

// checkWhole holds that each file is old or new, and whatever both sites have is
// there.
func checkWhole(t *testing.T, k int, got map[string]string) {
	t.Helper()
	was, shall := withForeign(before), withForeign(after)
	for p, b := range got {
		o, inOld := was[p]
		n, inNew := shall[p]
		if !(inOld && b == o || inNew && b == n) {
			t.Errorf("k=%d: %s holds %q", k, p, b)
		}
	}
	for p := range was {
		if _, there := got[p]; !there {
			if _, both := shall[p]; both {
				t.Errorf("k=%d: %s is missing", k, p)
			}
		}
	}
}

// A crash after which the author goes back to the old site, or makes even more
// private, must not leave anything of either behind either.
func TestCrashAndThenAnotherSite(t *testing.T) {
	for k := 1; ; k++ {
		f := prepare(t)
		bad := &faulty{sink: f, k: k, err: errors.New("crashed"), forever: true}
		updateTo(t, bad, after)
		for _, next := range []site{before, {"index.html": "only this"}} {
			if err := updateTo(t, f, next); err != nil {
				t.Fatalf("k=%d: %v", k, err)
			}
			if diff := cmp.Diff(withForeign(next), snapshot(t, f.root.Name())); diff != "" {
				t.Fatalf("k=%d (-want +got):\n%s", k, diff)
			}
		}
		if !bad.hit() {
			break
		}
	}
}

func TestErrorAtEveryAccess(t *testing.T) {
	causes := []error{syscall.EIO, syscall.ENOSPC, syscall.EROFS}
	for _, noLinks := range []bool{false, true} {
		for k := 1; ; k++ {
			f := prepare(t)
			listed := readManifestFile(t, f.root.Name())
			cause := causes[k%len(causes)]
			bad := &faulty{sink: f, k: k, err: cause, noLinks: noLinks}
			err := updateTo(t, bad, after)
			if !bad.hit() {
				break
			}
			checkFailed(t, fmt.Sprintf("%v, k=%d", cause, k), f, listed, err, cause)
		}
	}
}

// checkFailed holds that the folder is all old or all new, that an error says
// what and where, and that without an error it is new.
func checkFailed(t *testing.T, name string, f lazy, listed string, err, cause error) {
	t.Helper()
	got := settled(t, f)
	isNew := cmp.Equal(got, withForeign(after))
	isOld := cmp.Equal(got, withForeign(before)) && readManifestFile(t, f.root.Name()) == listed
	switch {
	case err == nil && !isNew:
		t.Errorf("%s: no error, but not all of the new site", name)
	case err != nil && !isNew && !isOld:
		t.Errorf("%s: the folder is neither old nor new: %v\n%s", name, err, cmp.Diff(withForeign(before), got))
	case err != nil && isNew && !strings.Contains(err.Error(), stagingName):
		t.Errorf("%s: all is well, but there is an error: %v", name, err)
	}
	if err == nil {
		return
	}
	named := strings.Contains(err.Error(), "look into .:") || strings.Contains(err.Error(), stagingName) || strings.Contains(err.Error(), manifest.Name)
	for p := range withForeign(before.with(after)) {
		named = named || strings.Contains(err.Error(), strings.TrimSuffix(p, "/"))
	}
	if !errors.Is(err, cause) || !named || strings.Contains(err.Error(), "new-") {
		t.Errorf("%s: the error does not say what and where: %v", name, err)
	}
}

func TestDiskThatStaysReadOnly(t *testing.T) {
	for k := 1; ; k++ {
		f := prepare(t)
		bad := &faulty{sink: f, k: k, err: syscall.EROFS, forever: true}
		err := updateTo(t, bad, after)
		if !bad.hit() {
			break
		}
		if !errors.Is(err, syscall.EROFS) {
			t.Errorf("k=%d: error %v", k, err)
		}
		if got := settled(t, f); !cmp.Equal(got, withForeign(before)) && !cmp.Equal(got, withForeign(after)) && !strings.Contains(err.Error(), "next build") {
			t.Errorf("k=%d: the error does not say that old and new are mixed: %v", k, err)
		}
	}
}

func TestLeftoversOfAnInterruptedFirstBuild(t *testing.T) {
	dir := t.TempDir()
	place(t, dir, map[string]string{filepath.Join(stagingName, "new-0"): "half"})
	build(t, dir, small)
	wantSnapshot(t, dir, laidOut(small))
}
