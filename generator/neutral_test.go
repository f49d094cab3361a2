package generator_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/themes"
)

// A journal whose every entry is private publishes one page that says so, and no
// date or count that would betray how much there is.
func TestNothingPublicIsOneNeutralPage(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"journal.toml":                      "title = \"Mine\"\n",
		"content/entries/2026-03-05-one.md": "secret\n",
		"content/pursuits/firm.md":          "---\ntitle: Firm\nday_zero: 2026-03-02\n---\n",
		"content/pages/about.md":            "me\n",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	src := generator.Source{Folder: dir, Themes: themes.FS, Now: time.Now, Today: vaultToday}
	site := publicFiles(t, src, memo.New())
	for path := range site {
		if strings.HasSuffix(path, ".html") && path != "index.html" && path != "404.html" {
			t.Errorf("there is a page %s", path)
		}
	}
	home := site["index.html"]
	if !strings.Contains(home, "Nothing is public yet") {
		t.Error("the first page does not say that nothing is public yet")
	}
	if strings.Contains(home, "2026") || strings.Contains(home, "entries") {
		t.Errorf("the first page tells of dates or numbers:\n%s", home)
	}
	owner, _, err := generator.Build(src, edition.ForOwner, memo.New())
	if err != nil || !owner.Has("entries/2026/03/one/index.html") {
		t.Errorf("the author does not see the entry (%v)", err)
	}
}
