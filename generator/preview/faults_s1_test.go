package preview

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/themes"
)

// TestFaultsS1 sends hostile request targets to a server that shows a journal from
// a real folder, with secrets in it and beside it, while an attached file is now a
// file and now a link to such a secret. They go over raw connections, since
// clients would tidy them up.
func TestFaultsS1(t *testing.T) {
	folder := hostileJournal(t)
	var host string
	s := &Server{}
	address := listening(t, func(port int) *Server {
		host = fmt.Sprintf("localhost:%d", port)
		s = New(Options{Hosts: Hosts(port), Folder: folder})
		return s
	})
	targets := hostileTargets()
	slices.Sort(targets)
	targets = slices.Compact(targets)
	leaked, rounds := 0, times(1, 5)
	for round := range rounds {
		for i, target := range targets {
			if i%40 == 0 {
				swapLink(t, folder, i/40+round)
				showFolder(t, s, folder)
			}
			leaked += leaksOf(t, target, raw(t, address, "GET "+target+" HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n"))
			leaked += leaksOf(t, "/swapped.txt", raw(t, address, "GET /swapped.txt HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n"))
		}
	}
	if answer := raw(t, address, "GET /plain.txt HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n"); !strings.HasSuffix(answer, "A plain file.") {
		t.Errorf("what is part of the site is not there: %s", answer)
	}
	score(t, "S1", len(targets) >= 400 && leaked == 0, "%d targets, %d times, leaked %d", len(targets), rounds, leaked)
}

// leaksOf counts what an answer should not tell: secrets, files of the system or
// of the journal's folder, listings, ways out of the site.
func leaksOf(t *testing.T, target, answer string) (leaks int) {
	t.Helper()
	for _, word := range []string{canary, "root:", "link_key", "[core]", "<pre>", "Index of"} {
		if strings.Contains(answer, word) {
			t.Errorf("%q: %q is in %.300s", target, word, answer)
			leaks++
		}
	}
	if location := headerOf(answer, "Location"); location != "" && !strings.HasPrefix(location, "/entries/") {
		t.Errorf("%q: sent on to %s", target, location)
		leaks++
	}
	return leaks
}

// hostileJournal is a journal with secrets in and beside its folder.
func hostileJournal(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range map[string]string{
		"secret.txt":                                canary,
		"journal/journal.toml":                      "title = \"Road\"\n[privacy]\nlink_key = \"" + canary + "\"\n",
		"journal/people.toml":                       "[dana]\nname = \"Dana\"\nnote = \"" + canary + "\"\n",
		"journal/.git/config":                       "[core] " + canary,
		"journal/.hidden":                           canary,
		"journal/go.mod":                            canary,
		"journal/notes/private.md":                  canary,
		"journal/content/static/plain.txt":          "A plain file.",
		"journal/content/static/swapped.txt":        "Once a plain file.",
		"journal/content/static/.hidden":            canary,
		"journal/content/entries/2026-03-05-a.md":   "---\ntitle: A day\n---\nWords.\n",
		"journal/content/entries/2026-03-05-a.jpg":  canary,
		"journal/content/entries/2026-03-05-a.md~":  canary,
		"journal/content/entries/.2026-03-05-a.swp": canary,
	} {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("../../..", filepath.Join(root, "journal/content/static/up")); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(root, "journal")
}

// swapLink puts a link to a secret in a file's place, and back.
func swapLink(t *testing.T, folder string, turn int) {
	t.Helper()
	file, aside := filepath.Join(folder, "content/static/swapped.txt"), filepath.Join(folder, "content/static/aside~")
	var err error
	switch turn % 3 {
	case 0:
		err = os.Symlink("../../../secret.txt", aside)
	case 1:
		err = os.Symlink("../../journal.toml", aside)
	case 2:
		err = os.WriteFile(aside, []byte("Again a plain file."), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(aside, file); err != nil {
		t.Fatal(err)
	}
}

// showFolder shows the author's edition of a journal and that of strangers.
func showFolder(t *testing.T, s *Server, folder string) {
	t.Helper()
	src := generator.Source{Folder: folder, Themes: themes.FS, Now: time.Now}
	own, messages, err := generator.Build(src, edition.ForOwner, memo.New())
	if err != nil {
		t.Fatal(err)
	}
	public, _, err := generator.Build(src, edition.ForPublic, memo.New())
	if err != nil {
		t.Fatal(err)
	}
	s.Show([]Edition{{Audience: "me", Own: true, Site: own}, {Audience: "public", Site: public}}, nil, messages)
}
