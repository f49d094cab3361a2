package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// gitIn runs git and gives what it printed.
func gitIn(t *testing.T, dir string, args ...string) string {
	t.Helper()
	c := exec.Command("git", args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GIT_AUTHOR_NAME=me", "GIT_AUTHOR_EMAIL=me@home.example", "GIT_COMMITTER_NAME=me", "GIT_COMMITTER_EMAIL=me@home.example", "GIT_ALLOW_PROTOCOL=file")
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, said.String())
	}
	return string(out)
}

// snapshotOfRepository is all that git keeps of a repository and its work tree, byte
// for byte: HEAD, refs, index, settings, hooks, objects.
func snapshotOfRepository(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := contentsOf(t, folder)
	for path := range all {
		// The program's own: what it remembers between publications.
		if strings.HasPrefix(path, "/.journal-cache/") || path == "/addresses.toml" {
			delete(all, path)
		}
	}
	return all
}

// D6: the journal's repository is in whatever state, and its git set to whatever;
// publishing to a branch of its own remote leaves it as it was, brings the very bytes
// of the build, and pushes nothing of the sources.
func TestFaultsD6(t *testing.T) {
	faultTest(t)
	needTool(t, "git")
	cases := map[string]func(s *serving){
		"clean": func(s *serving) {},
		"dirty tree": func(s *serving) {
			s.write("notes.txt", "not committed\n")
			s.write(entryFile("open"), "---\ntitle: Open\nvisibility: public\n---\nChanged, not committed.\n")
		},
		"staged files": func(s *serving) {
			s.write("staged.txt", "staged\n")
			gitIn(s.t, s.folder, "add", "staged.txt")
			s.write("staged.txt", "and changed again\n")
		},
		"in the middle of a merge": func(s *serving) {
			gitIn(s.t, s.folder, "checkout", "-q", "-b", "side")
			s.write("side.txt", "side\n")
			gitIn(s.t, s.folder, "add", "side.txt")
			gitIn(s.t, s.folder, "commit", "-q", "-m", "side")
			gitIn(s.t, s.folder, "checkout", "-q", "main")
			gitIn(s.t, s.folder, "merge", "-q", "--no-commit", "--no-ff", "side")
		},
		"no branch": func(s *serving) { gitIn(s.t, s.folder, "checkout", "-q", "--detach") },
		"hooks": func(s *serving) {
			hook := "#!/bin/sh\necho ran >>'" + filepath.Join(s.aside, "hooklog") + "'\nexit 1\n"
			for _, name := range []string{"pre-commit", "commit-msg", "post-commit", "pre-push", "post-checkout", "reference-transaction", "post-index-change"} {
				s.write(".git/hooks/"+name, hook)
				s.do(os.Chmod(s.at(".git/hooks/"+name), 0o755))
			}
		},
		"line ends and attributes": func(s *serving) {
			gitIn(s.t, s.folder, "config", "core.autocrlf", "true")
			gitIn(s.t, s.folder, "config", "filter.shout.clean", "tr a-z A-Z")
			s.write(".git/info/attributes", "* text eol=crlf ident filter=shout\n")
			s.write("content/static/.gitattributes", "* text eol=crlf ident filter=shout\n")
		},
		"ignored files in the site": func(s *serving) {
			s.write("content/static/.gitignore", "*\n!index.html\n")
			s.write(".gitignore", "*.html\nsecret.txt\n")
			s.write("content/static/secret.txt", "$Id$ is to be published\r\nas it is\n")
		},
		"a submodule": func(s *serving) {
			other := filepath.Join(s.aside, "other")
			gitIn(s.t, s.aside, "init", "-q", "-b", "main", other)
			gitIn(s.t, other, "commit", "-q", "--allow-empty", "-m", "other")
			gitIn(s.t, s.folder, "-c", "protocol.file.allow=always", "submodule", "add", "-q", other, "sub")
		},
		"a work tree of its own": func(s *serving) { gitIn(s.t, s.folder, "worktree", "add", "-q", filepath.Join(s.aside, "wt")) },
	}
	names, changes := 0, 0
	for name, prepare := range cases {
		t.Run(name, func(t *testing.T) {
			if n := d6(t, prepare); n > 0 {
				changes += n
			}
			names++
		})
	}
	score(t, "D6", changes == 0 && names == len(cases), "%d cases / changes %d", names, changes)
}

// d6 is one case, and gives how much was other than it should be.
func d6(t *testing.T, prepare func(*serving)) (wrong int) {
	bad := func(format string, args ...any) {
		t.Errorf(format, args...)
		wrong++
	}
	s := newJournal(t)
	remote := filepath.Join(s.aside, "road.git")
	log := filepath.Join(s.aside, "hooklog")
	gitIn(t, s.aside, "init", "-q", "--bare", remote)
	s.write("journal.toml", "title = \"Faults\"\nbase_url = \"https://road.me.org/\"\n[publish]\ntarget = \"git\"\nremote = \"origin\"\nbranch = \"pages\"\n")
	s.write("content/static/odd.txt", "one\r\ntwo $Id$\nthree\r\n")
	for i := range 3 {
		s.write(entryFile(fmt.Sprint("open-", i)), fmt.Sprintf("---\ntitle: Open %d\nvisibility: public\n---\nWords %d.\n", i, i))
		s.write(entryFile(fmt.Sprint("hidden-", i)), fmt.Sprintf("---\ntitle: Marmalade %d\n---\nmarmalade\n", i))
	}
	gitIn(t, s.folder, "init", "-q", "-b", "main")
	gitIn(t, s.folder, "remote", "add", "origin", remote)
	s.write(".gitignore", ".journal-cache/\n")
	gitIn(t, s.folder, "add", "-A")
	gitIn(t, s.folder, "commit", "-q", "-m", "sources")
	prepare(s)

	before := snapshotOfRepository(t, s.folder)
	s.run("journal", "publish", "--yes")
	for range 2 {
		s.write(entryFile("open-0"), "---\ntitle: Open 0\nvisibility: public\n---\nOther words.\n")
		before["/"+entryFile("open-0")] = "---\ntitle: Open 0\nvisibility: public\n---\nOther words.\n"
		s.run("journal", "publish", "--yes")
	}
	after := snapshotOfRepository(t, s.folder)
	for path, text := range before {
		if after[path] != text {
			bad("%s was changed", path)
		}
	}
	for path := range after {
		if _, ok := before[path]; !ok {
			bad("%s is new", path)
		}
	}
	if text, err := os.ReadFile(log); err == nil {
		bad("a hook ran: %s", text)
	}

	s.run("journal", "build", "--output", filepath.Join(s.aside, "built"))
	built := contentsOf(t, filepath.Join(s.aside, "built"))
	delete(built, "/.journal-manifest")
	there := map[string]bool{}
	for line := range strings.SplitSeq(strings.TrimSuffix(gitIn(t, remote, "ls-tree", "-r", "-z", "pages"), "\x00"), "\x00") {
		facts, path, _ := strings.Cut(line, "\t")
		there["/"+path] = true
		if path == ".journal-manifest" {
			continue
		}
		if got := gitIn(t, remote, "cat-file", "blob", strings.Fields(facts)[2]); got != built["/"+path] {
			bad("%s has other bytes than were built", path)
		}
	}
	for path := range built {
		if !there[path] {
			bad("%s did not arrive", path)
		}
	}
	if n := strings.TrimSpace(gitIn(t, remote, "rev-list", "--count", "--all")); n != "1" {
		bad("the remote has %s commits", n)
	}
	// No object of the sources is there, on no branch and not even unreachable.
	objects := gitIn(t, remote, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)")
	sources := 0
	for line := range strings.Lines(gitIn(t, s.folder, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype) %(objectsize)")) {
		words := strings.Fields(line)
		if words[1] == "blob" {
			text := gitIn(t, s.folder, "cat-file", "blob", words[0])
			if _, published := valueIn(built, text); published {
				continue // copied as it is
			}
		}
		sources++
		if strings.Contains(objects, words[0]) {
			bad("the %s %s of the sources was pushed", words[1], words[0])
		}
	}
	if sources < 8 {
		t.Fatalf("only %d objects of the sources were looked for", sources)
	}
	for object := range strings.FieldsSeq(objects) {
		if strings.Contains(gitIn(t, remote, "cat-file", "-p", object), "armalade") {
			bad("the object %s has private words", object)
		}
	}
	return wrong
}

func valueIn(all map[string]string, text string) (string, bool) {
	for path, t := range all {
		if t == text {
			return path, true
		}
	}
	return "", false
}
