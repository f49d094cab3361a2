package preview

import (
	"testing"

	"journal/generator/diag"
)

func TestEditorLink(t *testing.T) {
	for _, c := range []struct {
		pattern, folder string
		pos             diag.Pos
		want            string
	}{
		{DefaultEditor, "/home/me", diag.Pos{File: "content/a.md", Line: 5, Col: 8}, "vscode://file/home/me/content/a.md:5:8"},
		{DefaultEditor, "/home/me", diag.Pos{File: "a.md"}, "vscode://file/home/me/a.md:1:1"},
		{DefaultEditor, "/my journal", diag.Pos{File: "ü \"#?%{line}.md", Line: 3}, "vscode://file/my%20journal/%C3%BC%20%22%23%3F%25%7Bline%7D.md:3:1"},
		{"idea://open?file={path}&line={line}", "/a&b=c+d", diag.Pos{File: "e.md", Line: 2}, "idea://open?file=/a%26b%3Dc%2Bd/e.md&line=2"},
	} {
		if got := editorLink(c.pattern, c.folder, c.pos); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
