package output

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"journal/generator/manifest"
)

func TestCheck(t *testing.T) {
	base, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	place(t, base, map[string]string{
		"home/me/journal/journal.toml":          "",
		"home/me/journal/content/entries/a.md":  "a",
		"home/me/journal/empty/":                "",
		"home/me/journal/full/notes.txt":        "mine",
		"home/me/journal/file":                  "mine",
		"home/me/journal/pages/.git":            "gitdir: x",
		"home/me/journal/pages/CNAME":           "me.example",
		"home/me/journal/begun/.journal-lock":   "",
		"home/me/journal/to-content":            "→ content",
		"home/me/journal/to-empty":              "→ empty",
		"home/me/journal/to-full":               "→ full",
		"home/me/journal/to-root":               "→ .",
		"home/me/to-journal":                    "→ journal",
		"home/me/journal/fake/" + manifest.Name: "not ours",
		"home/me/journal/link/" + manifest.Name: "→ ../ours/" + manifest.Name,
		"home/me/journal/elsewhere/photos/x.md": "x",
	})
	journal := filepath.Join(base, "home/me/journal")
	build(t, filepath.Join(journal, "ours"), small)
	place(t, journal, map[string]string{"ours/notes.txt": "mine"})

	var sources []string
	for _, s := range []string{"journal.toml", "people.toml", "content", "themes", "elsewhere/photos/x.md"} {
		sources = append(sources, filepath.Join(journal, s))
	}
	tests := []struct {
		dir  string
		want string // part of the reason, or "" if the folder is taken
	}{
		{"public", ""},
		{"public/deep/down", ""},
		{"empty", ""},
		{"empty/", ""},
		{"ours", ""},
		{"pages", ""},
		{"begun", ""},
		{"to-empty", ""},
		{"to-empty/deeper", ""},
		{"contents", ""},
		{"../elsewhere", ""},
		{"content/../public", ""},
		{".", "which lies in it"},
		{"public/..", "which lies in it"},
		{"to-root", "which lies in it"},
		{"../to-journal", "which lies in it"},
		{"elsewhere", "which lies in it"},
		{"..", "home folder"},
		{"../..", "home folder"},
		{"../../..", "home folder"},
		{"content", "read from"},
		{"content/entries", "lies in"},
		{"content/new/folder", "lies in"},
		{"to-content", "read from"},
		{"to-content/public", "lies in"},
		{"../to-journal/content/public", "lies in"},
		{"themes", "read from"},
		{"Themes/x", "lies in"},
		{"journal.toml", "read from"},
		{"full", "notes.txt"},
		{"to-full", "notes.txt"},
		{"fake", "no build"},
		{"link", "no build"},
		{"file", "not a folder"},
		{"/", "root of a file system"},
	}
	for _, tt := range tests {
		dir := tt.dir
		if !filepath.IsAbs(dir) {
			dir = journal + "/" + dir
		}
		err := Check(dir, sources, filepath.Join(base, "home/me"))
		refused, isRefusal := errors.AsType[*RefusedError](err)
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%s: refused: %v", tt.dir, err)
		case tt.want != "" && (!isRefusal || !strings.Contains(refused.Why, tt.want) || !strings.Contains(err.Error(), refused.Do)):
			t.Errorf("%s: error %v, want %q", tt.dir, err, tt.want)
		}
	}
}

func TestCheckRelative(t *testing.T) {
	t.Chdir(t.TempDir())
	place(t, ".", map[string]string{"content/a.md": "a"})
	for dir, ok := range map[string]bool{"public": true, ".": false, "": false, "content": false, "content/x": false} {
		if err := Check(dir, []string{"content"}, ""); (err == nil) != ok {
			t.Errorf("%q: %v", dir, err)
		}
	}
}

func TestWriteIsGuarded(t *testing.T) {
	dir := t.TempDir()
	place(t, dir, map[string]string{"notes.txt": "mine"})
	for _, o := range []Options{{}, {Home: dir}, {Sources: []string{filepath.Join(dir, "notes.txt")}}} {
		_, err := write(t.Context(), small, dir, o)
		if _, ok := errors.AsType[*RefusedError](err); !ok {
			t.Errorf("%+v: error %v", o, err)
		}
	}
	wantSnapshot(t, dir, map[string]string{"notes.txt": "mine"})
}

func TestWriteThroughLinkToFolder(t *testing.T) {
	base := t.TempDir()
	place(t, base, map[string]string{"real/": "", "public": "→ real"})
	build(t, filepath.Join(base, "public"), small)
	wantSnapshot(t, filepath.Join(base, "real"), laidOut(small))
	if target, err := os.Readlink(filepath.Join(base, "public")); err != nil || target != "real" {
		t.Errorf("the link was replaced: %q, %v", target, err)
	}
}

func TestOwns(t *testing.T) {
	dir := t.TempDir()
	if Owns(dir) || Owns(filepath.Join(dir, "missing")) {
		t.Error("a folder is ours before the first build")
	}
	build(t, dir, small)
	if !Owns(dir) {
		t.Error("a folder is not ours after a build")
	}
}
