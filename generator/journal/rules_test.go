package journal

import (
	"os"
	"path/filepath"
	"testing"
)

func TestCounts(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "notes", "site"), 0o755); err != nil {
		t.Fatal(err)
	}
	counts := Counts(dir, filepath.Join(dir, "notes", "site"))
	bare := map[string]bool{
		"a.md": true, "notes": true, "notes/a.md": true, "content": true, "notes/site": false,
		".obsidian": false, "notes/.a.md.swp": false, "notes/a.md~": false, "notes/#a.md#": false, "notes/4913": false,
		"a.md___jb_tmp___": false, "Thumbs.db": false, "x.TMP": false, "p.png": true,
	}
	journal := map[string]bool{
		"journal.toml": true, "people.toml": true, "content": true, "themes": true, "content/x/y.md": true,
		"content/.git": false, "content/a.md~": false, "content/static/.nojekyll": true, "content/.nojekyll": false,
		"notes": false, "README.md": false, "public": false, ".journal-cache": false,
	}
	check := func(kind string, want map[string]bool) {
		t.Helper()
		for p, want := range want {
			if got := counts(p); got != want {
				t.Errorf("%s: counts(%q) is %v", kind, p, got)
			}
		}
	}
	check("bare", bare)
	if err := os.WriteFile(filepath.Join(dir, ConfigFile), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	check("journal", journal)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if counts("journal.toml") {
		t.Error("something counts in a folder that is gone")
	}
}

func TestTemplatesOfAVaultDoNotCount(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, ".obsidian"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".obsidian", "templates.json"), []byte(`{"folder": "meta/forms/"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	counts := Counts(dir, "")
	if counts("meta/forms") || !counts("meta") || !counts("meta/forms2") {
		t.Errorf("templates %v, the folder around them %v, another %v", counts("meta/forms"), counts("meta"), counts("meta/forms2"))
	}
}
