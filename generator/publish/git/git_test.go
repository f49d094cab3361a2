package git_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"journal/generator/manifest"
	"journal/generator/publish"
	"journal/generator/publish/git"
	"journal/generator/publish/publishtest"
)

// environ is that of somebody whose git has settings that would spoil bytes, were
// they asked.
func environ(t *testing.T, more ...string) []string {
	t.Helper()
	home := t.TempDir()
	write(t, filepath.Join(home, ".gitconfig"), "[core]\n\tautocrlf = true\n\tignorecase = true\n\thooksPath = "+home+"/hooks\n\tattributesFile = "+home+"/attributes\n"+
		"[commit]\n\tgpgSign = true\n[push]\n\tfollowTags = true\n[safe]\n\tdirectory = *\n[init]\n\tdefaultBranch = trunk\n")
	write(t, filepath.Join(home, "attributes"), "* text ident\n")
	write(t, filepath.Join(home, "hooks", "pre-push"), "#!/bin/sh\necho ran >"+home+"/hook-ran\nexit 1\n")
	if err := os.Chmod(filepath.Join(home, "hooks", "pre-push"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := os.Stat(filepath.Join(home, "hook-ran")); err == nil {
			t.Error("a hook ran")
		}
	})
	all := slices.DeleteFunc(os.Environ(), func(e string) bool { return strings.HasPrefix(e, "GIT_") || strings.HasPrefix(e, "HOME=") })
	return append(all, append([]string{"HOME=" + home, "GIT_DIR=/nowhere", "GIT_INDEX_FILE=/nowhere", "GIT_WORK_TREE=/nowhere", "GIT_TRACE=1"}, more...)...)
}

func write(t *testing.T, at, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run runs git as somebody else would, and gives what it printed.
func run(t *testing.T, in []byte, dir string, args ...string) string {
	t.Helper()
	out, err := try(t, in, dir, args...)
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return out
}

func try(t *testing.T, in []byte, dir string, args ...string) (string, error) {
	t.Helper()
	c := exec.Command("git", args...)
	c.Dir, c.Stdin = dir, bytes.NewReader(in)
	c.Env = append(slices.DeleteFunc(os.Environ(), func(e string) bool { return strings.HasPrefix(e, "GIT_") }),
		"GIT_CONFIG_GLOBAL=/dev/null", "GIT_AUTHOR_NAME=other", "GIT_AUTHOR_EMAIL=o@example.org", "GIT_COMMITTER_NAME=other", "GIT_COMMITTER_EMAIL=o@example.org")
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		return said.String(), err
	}
	return string(out), nil
}

const branch = "gh-pages"

// bare makes an empty repository.
func bare(t *testing.T) string {
	t.Helper()
	at := filepath.Join(t.TempDir(), "road.git")
	run(t, nil, "/", "init", "--quiet", "--bare", at)
	return at
}

func open(t *testing.T, remote string, env []string) *git.Host {
	t.Helper()
	h, err := git.New(t.Context(), git.Target{Remote: remote, Branch: branch, Folder: t.TempDir(), Store: filepath.Join(t.TempDir(), "cache", "store.git")}, env, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// files are what is on the branch.
func files(t *testing.T, repo string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	if _, err := try(t, nil, repo, "rev-parse", "--verify", "--quiet", "refs/heads/"+branch); err != nil {
		return all
	}
	var ask strings.Builder
	var paths []string
	for line := range strings.SplitSeq(run(t, nil, repo, "ls-tree", "-r", "-z", branch), "\x00") {
		if facts, at, ok := strings.Cut(line, "\t"); ok {
			paths = append(paths, at)
			ask.WriteString(strings.Fields(facts)[2] + "\n")
		}
	}
	out := []byte(run(t, []byte(ask.String()), repo, "cat-file", "--batch"))
	for _, at := range paths {
		line, rest, _ := bytes.Cut(out, []byte("\n"))
		size, err := strconv.Atoi(strings.Fields(string(line))[2])
		if err != nil {
			t.Fatalf("%s: %s", at, line)
		}
		all[at], out = rest[:size], rest[size+1:]
	}
	return all
}

// commit puts a file on the branch, as somebody else would.
func commit(t *testing.T, repo, at string, b []byte) {
	t.Helper()
	index := filepath.Join(t.TempDir(), "index")
	hash := strings.TrimSpace(run(t, b, repo, "hash-object", "-w", "--stdin"))
	c := exec.Command("sh", "-c", `
		export GIT_INDEX_FILE="$1"
		parent=
		if git rev-parse --verify --quiet "refs/heads/$2" >/dev/null; then git read-tree "$2"; parent="-p $2"; fi
		printf '100644 %s\t%s\0' "$3" "$4" | git update-index -z --index-info
		git update-ref "refs/heads/$2" "$(git commit-tree $parent -m theirs "$(git write-tree)")"`, "sh", index, branch, hash, at)
	c.Dir = repo
	c.Env = append(os.Environ(), "GIT_AUTHOR_NAME=other", "GIT_AUTHOR_EMAIL=o@example.org", "GIT_COMMITTER_NAME=other", "GIT_COMMITTER_EMAIL=o@example.org")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func TestRules(t *testing.T) {
	ways := map[string]func(t *testing.T) (address func(repo string) string, env []string){
		"file": func(t *testing.T) (func(string) string, []string) {
			return func(repo string) string { return "file://" + repo }, environ(t)
		},
	}
	if !testing.Short() {
		ways["ssh"] = func(t *testing.T) (func(string) string, []string) {
			server := publishtest.StartSSH(t)
			return func(repo string) string { return server.Host + ":" + repo }, environ(t, "PATH="+server.Bin+":"+os.Getenv("PATH"))
		}
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address, env := way(t)
			publishtest.Run(t, func(t *testing.T) publishtest.Place {
				repo := bare(t)
				return publishtest.Place{
					Open:  func(t *testing.T) publish.Host { return open(t, address(repo), env) },
					See:   func(t *testing.T) map[string][]byte { return files(t, repo) },
					Write: func(t *testing.T, at string, b []byte) { commit(t, repo, at, b) },
				}
			})
		})
	}
}

// put publishes files through the host alone.
func put(t *testing.T, h *git.Host, manifest string, files map[string]string) error {
	t.Helper()
	seen, err := h.Look(t.Context())
	if err != nil {
		return err
	}
	s, err := h.Begin(t.Context(), seen)
	if err != nil {
		return err
	}
	for at, text := range files {
		if err := s.Put(t.Context(), publish.File{Path: at, Bytes: []byte(text)}); err != nil {
			return err
		}
	}
	return s.Commit(t.Context(), publish.File{Path: publish.ManifestPath, Bytes: []byte(manifest)})
}

func mustPut(t *testing.T, h *git.Host, manifest string, files map[string]string) {
	t.Helper()
	if err := put(t, h, manifest, files); err != nil {
		t.Fatal(err)
	}
}

func TestOneCommitWithoutHistory(t *testing.T) {
	repo := bare(t)
	h := open(t, repo, environ(t))
	for i := range 3 {
		mustPut(t, h, fmt.Sprint(i), map[string]string{"index.html": fmt.Sprint("home ", i), "entries/a/index.html": "a"})
	}
	if n := strings.TrimSpace(run(t, nil, repo, "rev-list", "--count", branch)); n != "1" {
		t.Errorf("the branch has %s commits", n)
	}
	who := run(t, nil, repo, "log", "-1", "--format=%an %ae %cn %ce %ai", branch)
	name, _ := os.Hostname()
	if strings.Contains(who, name) || !strings.HasPrefix(who, "journal ") || !strings.Contains(who, "+0000") {
		t.Errorf("the commit tells %q", who)
	}
	modes := run(t, nil, repo, "ls-tree", "-r", "--format=%(objectmode)", branch)
	if strings.Trim(modes, "100644\n") != "" {
		t.Errorf("modes are %q", modes)
	}
}

// What others put on the branch stays as it is, with its mode: links, programs, other
// repositories.
func TestForeignEntriesStay(t *testing.T) {
	repo := bare(t)
	h := open(t, repo, environ(t))
	mustPut(t, h, "1", map[string]string{"index.html": "home"})
	hash := strings.TrimSpace(run(t, []byte("target"), repo, "hash-object", "-w", "--stdin"))
	index := "GIT_INDEX_FILE=" + filepath.Join(t.TempDir(), "index")
	c := exec.Command("sh", "-c", `git read-tree "$1" && printf '120000 %s\tlink\n100755 %s\tprogram\n160000 1111111111111111111111111111111111111111\tsub\n' "$2" "$2" | git update-index --index-info &&
		git update-ref "refs/heads/$1" "$(git commit-tree -m theirs "$(git write-tree)")"`, "sh", branch, hash)
	c.Dir = repo
	c.Env = append(os.Environ(), index, "GIT_AUTHOR_NAME=o", "GIT_AUTHOR_EMAIL=o@example.org", "GIT_COMMITTER_NAME=o", "GIT_COMMITTER_EMAIL=o@example.org")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	mustPut(t, h, "2", map[string]string{"index.html": "new"})
	got := run(t, nil, repo, "ls-tree", "--format=%(objectmode) %(path)", branch)
	for _, want := range []string{"120000 link", "100755 program", "160000 sub", "100644 index.html"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is gone:\n%s", want, got)
		}
	}
	seen, err := h.Look(t.Context())
	if err != nil || seen.Files["link"].Size != -1 || seen.Files["sub"].Size != -1 || seen.Files["program"].Size != 6 {
		t.Errorf("%v, %v", seen.Files, err)
	}
}

func TestOthers(t *testing.T) {
	page := []byte("<p>page")
	m := manifest.Tags{}
	m.Add(manifest.File("index.html"))
	m.Add(manifest.Bytes("index.html", page))
	for name, c := range map[string]struct {
		at     string
		refuse bool
	}{
		"a commit by somebody else":               {"notes.txt", true},
		"our own page, edited":                    {"index.html", true},
		"what the host's settings page commits":   {"CNAME", false},
		"what an authority for certificates asks": {".well-known/acme-challenge/x", false},
	} {
		repo := bare(t)
		h := open(t, repo, environ(t))
		mustPut(t, h, string(m.Encode("")), map[string]string{"index.html": string(page)})
		if seen, err := h.Look(t.Context()); err != nil || seen.Others != "" {
			t.Fatalf("our own commit is somebody else's: %q %v", seen.Others, err)
		}
		commit(t, repo, c.at, []byte("theirs"))
		seen, err := h.Look(t.Context())
		if err != nil || (seen.Others != "") != c.refuse {
			t.Errorf("%s: %q %v", name, seen.Others, err)
		}
	}
	// Amended: our words, and another tree.
	repo := bare(t)
	h := open(t, repo, environ(t))
	mustPut(t, h, "1", map[string]string{"index.html": "home"})
	message := run(t, nil, repo, "log", "-1", "--format=%B", branch)
	tree := strings.TrimSpace(run(t, nil, repo, "write-tree"))
	amended := strings.TrimSpace(run(t, []byte(message), repo, "commit-tree", tree))
	run(t, nil, repo, "update-ref", "refs/heads/"+branch, amended)
	if seen, err := h.Look(t.Context()); err != nil || seen.Others == "" {
		t.Errorf("an amended commit is taken for ours: %v", err)
	}
}

func TestRefusesWhatIsCheckedOut(t *testing.T) {
	work := t.TempDir()
	run(t, nil, work, "init", "--quiet", "-b", branch)
	for _, remote := range []string{work, "file://" + work, filepath.Join(work, ".git")} {
		h := open(t, remote, environ(t))
		_, err := h.Look(t.Context())
		if err == nil || !strings.Contains(err.Error(), "is checked out") || publish.RemedyOf(err) == "" {
			t.Errorf("%s: %v", remote, err)
		}
	}
	run(t, nil, work, "commit", "--quiet", "--allow-empty", "-m", "x")
	run(t, nil, work, "checkout", "--quiet", "-b", "main")
	h := open(t, work, environ(t))
	mustPut(t, h, "1", map[string]string{"index.html": "home"})
	run(t, nil, work, "worktree", "add", "--quiet", filepath.Join(t.TempDir(), "other"), branch)
	if _, err := h.Look(t.Context()); err == nil || !strings.Contains(err.Error(), "is checked out") {
		t.Errorf("checked out in another work tree: %v", err)
	}
}

// The journal's own branch is refused also where it is not checked out on the server.
func TestRefusesTheBranchOfTheJournal(t *testing.T) {
	repo, journal := bare(t), t.TempDir()
	run(t, nil, journal, "init", "--quiet", "-b", "main")
	run(t, nil, journal, "remote", "add", "origin", repo)
	for _, remote := range []string{"origin", repo, "file://" + repo} {
		h, err := git.New(t.Context(), git.Target{Remote: remote, Branch: "main", Folder: journal, Store: filepath.Join(t.TempDir(), "store")}, environ(t), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.Look(t.Context()); err == nil || !strings.Contains(err.Error(), "journal itself") {
			t.Errorf("%s: %v", remote, err)
		}
	}
}

// Where only a few files are new, only those travel, also after a fetch into an empty
// store.
func TestSendsOnlyWhatIsNew(t *testing.T) {
	repo := bare(t)
	many := map[string]string{}
	for i := range 3000 {
		many[fmt.Sprintf("entries/2026/%02d/e%d/index.html", i%12, i)] = strings.Repeat(fmt.Sprintf("<p>line of %d\n", i*7919), 20)
	}
	mustPut(t, open(t, repo, environ(t)), "1", many)
	run(t, nil, repo, "gc", "--quiet")
	run(t, nil, repo, "config", "receive.unpackLimit", "1000000")
	before := run(t, nil, repo, "count-objects")
	h := open(t, repo, environ(t)) // with an empty store
	few := map[string]string{}
	for i := range 10 {
		few[fmt.Sprintf("entries/2026/%02d/e%d/index.html", i%12, i)] = "new"
	}
	mustPut(t, h, "2", few)
	after := run(t, nil, repo, "count-objects")
	n, _ := strconv.Atoi(strings.Fields(after)[0])
	if !strings.HasPrefix(before, "0 ") || n == 0 || n > 10+2+10+10+4 {
		t.Errorf("objects before: %safter: %s", before, after)
	}
}

func TestMessages(t *testing.T) {
	work := t.TempDir()
	port := publishtest.FreePort(t)
	locked := bare(t)
	write(t, filepath.Join(locked, "hooks", "pre-receive"), "#!/bin/sh\necho 'this branch is protected'\nexit 1\n")
	if err := os.Chmod(filepath.Join(locked, "hooks", "pre-receive"), 0o755); err != nil {
		t.Fatal(err)
	}
	run(t, nil, locked, "config", "core.hooksPath", filepath.Join(locked, "hooks"))
	still := bare(t) // as git speaks of a disk that cannot be written to
	write(t, filepath.Join(still, "hooks", "pre-receive"), "#!/bin/sh\necho \"fatal: Unable to create temporary file 'shallow_a1b2c3': Read-only file system\"\nexit 1\n")
	if err := os.Chmod(filepath.Join(still, "hooks", "pre-receive"), 0o755); err != nil {
		t.Fatal(err)
	}
	run(t, nil, still, "config", "core.hooksPath", filepath.Join(still, "hooks"))
	for remote, words := range map[string][2]string{
		filepath.Join(work, "nowhere.git"):                        {"there is no repository", "correct `remote`"},
		"http://me:canary-secret@127.0.0.1:" + port + "/road.git": {"nobody answers at http://127.0.0.1", "network"},
		"ssh://git@127.0.0.1:" + port + "/road.git":               {"nobody answers at ssh://git@127.0.0.1", "network"},
		"https://nowhere.invalid/road.git":                        {"no server to be found for https://nowhere.invalid", "network"},
		locked:                                                    {"this branch is protected", "force push"},
		still:                                                     {"can only be read", "mount it"},
	} {
		h := open(t, remote, environ(t))
		err := put(t, h, "1", map[string]string{"index.html": "home"})
		do := publish.RemedyOf(err)
		if err == nil || !strings.Contains(err.Error(), words[0]) || !strings.Contains(do, words[1]) || strings.Contains(err.Error()+do+h.String(), "canary-secret") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v; %s", remote, err, do)
		}
	}
	for _, remote := range []string{"", "--upload-pack=touch /tmp/x", "ext::sh -c id", "upstream"} {
		if _, err := git.New(t.Context(), git.Target{Remote: remote, Branch: branch, Folder: work, Store: work}, environ(t), time.Now); err == nil {
			t.Errorf("%q is taken for an address", remote)
		}
	}
	for _, name := range []string{"", "-f", "a..b", "a b", "refs/../x", "HEAD", "a.lock", "x:y"} {
		if _, err := git.New(t.Context(), git.Target{Remote: work, Branch: name, Folder: work, Store: work}, environ(t), time.Now); err == nil {
			t.Errorf("%q is taken for a branch", name)
		}
	}
}

// A token in the address or in the environment opens the door, and no command line
// shows it.
func TestTokensStayOffCommandLines(t *testing.T) {
	for name, c := range map[string]struct {
		user string
		env  []string
	}{
		"in the address":     {"me:canary-9f2c41@", nil},
		"in the environment": {"", []string{"JOURNAL_GIT_TOKEN=canary-9f2c41"}},
	} {
		var asked []string
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, password, ok := r.BasicAuth()
			if !ok {
				w.Header().Set("WWW-Authenticate", `Basic realm="x"`)
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			asked = append(asked, password)
			lines, _ := exec.Command("ps", "-eo", "args").Output()
			if strings.Contains(string(lines), "canary-9f2c41") {
				t.Errorf("%s: a command line shows the token", name)
			}
			w.WriteHeader(http.StatusForbidden)
		}))
		h := open(t, strings.Replace(server.URL, "://", "://"+c.user, 1)+"/road.git", environ(t, c.env...))
		_, err := h.Look(t.Context())
		server.Close()
		if len(asked) == 0 || asked[0] != "canary-9f2c41" {
			t.Errorf("%s: the server was told %q", name, asked)
		}
		if err == nil || strings.Contains(err.Error()+h.String(), "canary") || !strings.Contains(err.Error(), "does not let you in") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
