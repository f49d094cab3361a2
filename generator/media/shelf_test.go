package media

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cache", "media")
	f := NewFolder(path)
	if _, ok := f.Get("a"); ok {
		t.Error("something is there before it was put")
	}
	f.Put("a", []byte("copy"))
	f.Put("b", []byte("other"))
	if got, ok := f.Get("a"); !ok || string(got) != "copy" {
		t.Errorf("%q, %v", got, ok)
	}
	for name, want := range map[string]os.FileMode{"": 0o700, "a": 0o600, ignoreFile: 0o600} {
		if info, err := os.Stat(filepath.Join(path, name)); err != nil || info.Mode().Perm() != want {
			t.Errorf("%q: %v, %v", name, info.Mode(), err)
		}
	}
	if err := os.WriteFile(filepath.Join(path, "a"), []byte("torn by a crash, and long enough to hold a hash"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, ok := f.Get("a"); ok {
		t.Errorf("what a crash left is taken: %q", got)
	}
	next := NewFolder(path)
	next.Get("b")
	next.Sweep()
	if _, ok := next.Get("b"); !ok {
		t.Error("what was asked for is gone")
	}
	if _, err := os.Stat(filepath.Join(path, "a")); err == nil {
		t.Error("what nobody asked for is still there")
	}
	if _, err := os.Stat(filepath.Join(path, ignoreFile)); err != nil {
		t.Error(err)
	}
}

func TestFolderThatCannotBeWrittenTo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f := NewFolder(filepath.Join(file, "media"))
	f.Put("a", []byte("copy"))
	if _, ok := f.Get("a"); ok {
		t.Error("something is where nothing can be")
	}
}

func TestMemory(t *testing.T) {
	below := NewFolder(filepath.Join(t.TempDir(), "media"))
	below.Put("a", []byte("below"))
	m := NewMemory(below)
	if got, ok := m.Get("a"); !ok || string(got) != "below" {
		t.Errorf("%q, %v", got, ok)
	}
	m.Put("b", []byte("new"))
	if _, ok := below.Get("b"); ok {
		t.Error("it was put on the shelf below")
	}
	for _, key := range []string{"c", "d", "e"} {
		m.Put(key, bytes.Repeat([]byte{1}, maxMemory/2))
	}
	for key, want := range map[string]bool{"b": false, "c": false, "d": true, "e": true} {
		if _, ok := m.Get(key); ok != want {
			t.Errorf("%s is kept: %v", key, ok)
		}
	}
}
