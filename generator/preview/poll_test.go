package preview

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

func TestFingerprint(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, "public")
	see := func() uint64 { return fingerprint([]string{dir}, out) }
	write("a.md", "one")
	before := see()
	for _, c := range []struct {
		name    string
		do      func()
		changes bool
	}{
		{"nothing", func() {}, false},
		{"more text", func() { write("a.md", "longer") }, true},
		{"new file in a new folder", func() { write("b/c/d.md", "") }, true},
		{"renamed", func() { os.Rename(filepath.Join(dir, "a.md"), filepath.Join(dir, "e.md")) }, true},
		{"removed", func() { os.Remove(filepath.Join(dir, "e.md")) }, true},
		{"the site", func() { write("public/index.html", "x") }, false},
		{"hidden file", func() { write(".b.md.swp", "x") }, false},
		{"hidden folder", func() { write(".git/index", "x") }, false},
	} {
		c.do()
		now := see()
		if changed := now != before; changed != c.changes {
			t.Errorf("%s: changed %v, want %v", c.name, changed, c.changes)
		}
		before = now
	}
	if fingerprint([]string{filepath.Join(dir, "not there")}, "") != fingerprint(nil, "") {
		t.Error("what is not there counts")
	}
}

func TestPollRings(t *testing.T) {
	dir := t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	rung := make(chan bool)
	ended := make(chan bool)
	looked := make(chan bool, 1000)
	go func() {
		Poll(ctx, func() []string { looked <- true; return []string{dir} }, "", func() { rung <- true })
		close(ended)
	}()
	<-looked
	<-looked // the first look is over
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	<-rung
	stop()
	<-ended
}
