package output

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCheckPaths(t *testing.T) {
	tests := []struct {
		paths []string
		want  string // part of the error, or "" if all is well
	}{
		{[]string{"index.html", "a/b/c.html", "a/b.html", "tag/übung/index.html", ".nojekyll", ".well-known/x", "a b.pdf", "...x"}, ""},
		{[]string{"console/index.html", "com/index.html", "com10.txt", "comx", "nullable.md", "auxiliary"}, ""},
		{[]string{""}, "no name"},
		{[]string{"/etc/passwd"}, "plain path"},
		{[]string{"../x"}, "plain path"},
		{[]string{"a/../../x"}, "plain path"},
		{[]string{"a/../x"}, "plain path"},
		{[]string{"a//x"}, "plain path"},
		{[]string{"./x"}, "plain path"},
		{[]string{"."}, "plain path"},
		{[]string{".."}, "plain path"},
		{[]string{"a/"}, "plain path"},
		{[]string{`a\..\..\x`}, "backslash"},
		{[]string{"a\x00b"}, "control character"},
		{[]string{"a\nb"}, "control character"},
		{[]string{"a\xffb"}, "UTF-8"},
		{[]string{"con"}, "Windows"},
		{[]string{"a/NUL.html"}, "Windows"},
		{[]string{"aux.tar.gz/index.html"}, "Windows"},
		{[]string{"com1"}, "Windows"},
		{[]string{"LPT³.txt"}, "Windows"},
		{[]string{"nul .txt"}, "Windows"},
		{[]string{"dot./x"}, "dot or a space"},
		{[]string{"space "}, "dot or a space"},
		{[]string{strings.Repeat("ü", 128)}, "longer"},
		{[]string{".git/hooks/post-checkout"}, "kept for git"},
		{[]string{"sub/.GIT"}, "kept for git"},
		{[]string{".journal-manifest"}, "journal itself"},
		{[]string{".Journal-Staging/x"}, "journal itself"},
		{[]string{"a", "a"}, "two files a"},
		{[]string{"a", "a/b"}, "both as a file and as a folder"},
		{[]string{"a/b/c", "a/b"}, "both as a file and as a folder"},
		{[]string{"x/Photo.jpg", "x/photo.jpg"}, "capital letters"},
		{[]string{"Photos/a.jpg", "photos/b.jpg"}, "capital letters"},
		{[]string{"Photos", "photos/b.jpg"}, "capital letters"},
		{[]string{"STRASSE", "straße"}, "capital letters"},
		{[]string{"caf\u00e9", "cafe\u0301"}, "capital letters"},
		{[]string{"ﬁn", "FIN"}, "capital letters"},
	}
	for _, tt := range tests {
		_, err := checkPaths(tt.paths)
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: error %v, want %q", tt.paths, err, tt.want)
		}
	}
}

func TestAllBadPathsAreReported(t *testing.T) {
	_, err := checkPaths([]string{"ok", "con", "../x", "A", "a"})
	for _, want := range []string{`"con"`, `"../x"`, "A and a"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in: %v", want, err)
		}
	}
}

func TestBadPathsChangeNothing(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, small)
	if _, err := write(t.Context(), small.with(site{"../leak": "x", "index.html": "new"}), dir, Options{}); err == nil {
		t.Error("no error")
	}
	wantSnapshot(t, dir, laidOut(small))
}

// Whatever paths are accepted can be written, and are then just these files in
// the folder and none beside it.
func FuzzPaths(f *testing.F) {
	for _, s := range []string{"a\nb/c", "A\na", "a\na/b", "../x", "ǆ\nǅ", "a/./b", "é\ne\u0301", "com¹", "x \ny.", "İ\ni̇\nI"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, list string) {
		s := site{"home": "home"}
		for i, p := range strings.Split(list, "\n") {
			s[p] = strings.Repeat("x", i+1)
		}
		want, err := checkPaths(s.Paths())
		if err != nil || len(list) > 1000 {
			return
		}
		if len(want.files) != len(s) {
			t.Fatalf("%d of %d files were accepted", len(want.files), len(s))
		}
		outer := t.TempDir()
		dir := filepath.Join(outer, "public")
		build(t, dir, s)
		if diff := cmp.Diff(laidOut(s), snapshot(t, dir)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if beside := snapshot(t, outer); len(beside) != len(laidOut(s))+2 { // public/ and its manifest
			t.Errorf("there is something beside the folder: %q", beside)
		}
	})
}
