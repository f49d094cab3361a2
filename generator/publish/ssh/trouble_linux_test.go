package ssh_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"journal/generator/publish"
	"journal/generator/publish/publishtest"
	"journal/generator/publish/ssh"
)

func text(path, text string) publish.File { return publish.File{Path: path, Bytes: []byte(text)} }

// begin looks and begins.
func begin(t *testing.T, h publish.Host) (publish.Session, error) {
	t.Helper()
	seen, err := h.Look(t.Context())
	if err != nil {
		return nil, err
	}
	return h.Begin(t.Context(), seen)
}

func publishAll(t *testing.T, h publish.Host, manifest string, files []publish.File, del ...string) error {
	t.Helper()
	s, err := begin(t, h)
	if err != nil {
		return err
	}
	defer s.Abort(context.WithoutCancel(t.Context()))
	for _, f := range files {
		if err := s.Put(t.Context(), f); err != nil {
			return err
		}
	}
	for _, path := range del {
		if err := s.Delete(t.Context(), path); err != nil {
			return err
		}
	}
	return s.Commit(t.Context(), text(publish.ManifestPath, manifest))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// program makes a program of a few lines.
func program(t *testing.T, lines string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program")
	must(t, os.WriteFile(path, []byte("#!/bin/sh\n"+lines+"\n"), 0o755))
	return path
}

// Each kind of trouble is one sentence that says what to do.
func TestTrouble(t *testing.T) {
	server := publishtest.StartSSH(t)
	stranger := publishtest.StartSSH(t)
	stranger.Set(t, "  IdentityFile /nowhere/key") // before the right one, which IdentitiesOnly still has
	folder := filepath.Join(t.TempDir(), "road")
	must(t, os.WriteFile(folder+"-file", nil, 0o644))
	clean := ssh.Programs{SSH: server.Program}
	here := server.Host + ":" + folder
	cases := []struct {
		name      string
		to        string
		p         ssh.Programs
		says      string
		transient bool
	}{
		{"nobody answers", "ssh://me@127.0.0.1:" + publishtest.FreePort(t) + folder, clean, "nobody answers at me@127.0.0.1; check the destination", true},
		{"wrong key", "somebody-else@" + here, clean, "does not let you in; `ssh somebody-else@journal-test true` has to work without a question", false},
		{"unknown key", "ssh://127.0.0.1:" + portOf(t, server) + folder, clean, "the key of 127.0.0.1 is not the one that ssh knows, or it knows none; run `ssh -p " + portOf(t, server) + " 127.0.0.1` by hand", false},
		{"a file", here + "-file", clean, "road-file is no folder; correct the destination of the target", false},
		{"no shell", here, ssh.Programs{SSH: program(t, `[ "$2" = -G ] || echo "This account is for mail only."`)}, `runs no sh for who comes by ssh: it answered "This account is for mail only."`, false},
		{"broken", here, ssh.Programs{SSH: program(t, `echo "kex_exchange_identification: read: Connection reset by peer" >&2; exit 255`)}, "the connection to journal-test broke: kex_exchange", true},
		{"unknown machine", here, ssh.Programs{SSH: program(t, `echo "ssh: Could not resolve hostname journal-test: Name or service not known" >&2; exit 255`)}, "there is no machine journal-test; check the destination", false},
		{"no rsync there", here, ssh.Programs{SSH: program(t, `for a; do [ "$a" = -G ] && exit; done
sed 's/^journal() {/journal() { command() { return 1; };/' | sh -s`)}, "there is no rsync on journal-test; install it there", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			must(t, os.MkdirAll(folder, 0o755))
			_, err := begin(t, open(t, ssh.Target{Destination: c.to}, c.p))
			if err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
				t.Fatalf("%v; want: %s", err, c.says)
			}
			if _, transient := publish.RetryAfter(err); transient != c.transient {
				t.Errorf("%v is to be tried again: %v", err, transient)
			}
		})
	}
	if _, err := ssh.New(ssh.Target{Destination: here}, ssh.Programs{SSH: "/nowhere/ssh"}); err == nil || !strings.Contains(err.Error(), "the program ssh is needed, which is not installed") {
		t.Error(err)
	}
}

func portOf(t *testing.T, server publishtest.SSH) string {
	t.Helper()
	settings, err := exec.Command(server.Program, "-G", server.Host).Output()
	must(t, err)
	_, rest, _ := strings.Cut(string(settings), "\nport ")
	port, _, _ := strings.Cut(rest, "\n")
	return port
}

// A disk that fills up is an error, strangers see whole files, and once there is
// room the next publication mends it. Needs a disk of its own, which a user name
// space may have.
func TestFullDisk(t *testing.T) {
	if os.Getenv("JOURNAL_TEST_SMALL_DISK") == "" {
		publishtest.Program(t, "sshd")
		c := exec.Command("unshare", "-Urm", os.Args[0], "-test.run=^TestFullDisk$", "-test.v")
		c.Env = append(os.Environ(), "JOURNAL_TEST_SMALL_DISK="+t.TempDir())
		out, err := c.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "--- PASS: TestFullDisk") {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	disk := os.Getenv("JOURNAL_TEST_SMALL_DISK")
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=2m", "none", disk).CombinedOutput(); err != nil {
		t.Fatalf("mount: %v\n%s", err, out)
	}
	// A shell in the place of ssh: a server would lie outside of the name space.
	local := program(t, `for a; do [ "$a" = -G ] && exit; done
while [ "$1" != "sh -s" ] && [ "$1" != rsync ] && [ $# -gt 0 ]; do shift; done
[ $# -gt 0 ] || exit 255
exec sh -c "$*"`)
	for _, releases := range []bool{false, true} {
		folder := filepath.Join(disk, fmt.Sprint(releases))
		site := folder
		if releases {
			site += "/current"
		}
		h := open(t, ssh.Target{Destination: "machine:" + folder, Releases: releases}, ssh.Programs{SSH: local})
		must(t, publishAll(t, h, "one", []publish.File{text("index.html", "old")}))
		ballast := filepath.Join(disk, "ballast")
		must(t, os.WriteFile(ballast, make([]byte, 1500<<10), 0o644))
		big := text("big.bin", strings.Repeat("x", 1<<20))
		err := publishAll(t, h, "two", []publish.File{text("index.html", "new"), big})
		if err == nil || !strings.Contains(err.Error(), "there is no room left on machine; make some and run it again") {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(filepath.Join(site, "index.html")); err != nil || string(b) != "old" && (releases || string(b) != "new") {
			t.Errorf("strangers see %q, %v", b, err)
		}
		if b, err := os.ReadFile(filepath.Join(site, publish.ManifestPath)); err != nil || string(b) != "one" {
			t.Errorf("the manifest is %q, %v", b, err)
		}
		must(t, os.Remove(ballast))
		must(t, publishAll(t, h, "two", []publish.File{text("index.html", "new"), big}))
		if b, err := os.ReadFile(filepath.Join(site, "big.bin")); err != nil || len(b) != 1<<20 {
			t.Errorf("there are %d bytes, %v", len(b), err)
		}
		must(t, os.RemoveAll(folder))
	}
}

// A lock that a killed publication left does not stop the next one; that of a
// living one does.
func TestLocks(t *testing.T) {
	server := publishtest.StartSSH(t)
	folder := filepath.Join(t.TempDir(), "road")
	host := func() *ssh.Host {
		return open(t, ssh.Target{Destination: server.Host + ":" + folder}, ssh.Programs{SSH: server.Program})
	}
	must(t, publishAll(t, host(), "one", nil))
	s, err := begin(t, host())
	must(t, err)
	lock := filepath.Join(folder, ".journal-lock")
	if info, err := os.Stat(lock); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the lock is %v, %v", info, err)
	}
	if _, err := begin(t, host()); !errors.Is(err, publish.ErrBusy) {
		t.Errorf("beside another: %v", err)
	}
	owner, err := os.ReadFile(filepath.Join(lock, "owner"))
	must(t, err)
	dead := exec.Command("true")
	must(t, dead.Run())
	machine, _, _ := strings.Cut(string(owner), ".")
	must(t, os.WriteFile(filepath.Join(lock, "owner"), []byte(fmt.Sprintf("%s.%d\n", machine, dead.Process.Pid)), 0o600))
	must(t, publishAll(t, host(), "two", nil)) // its owner is dead
	if err := s.Commit(t.Context(), text(publish.ManifestPath, "late")); !errors.Is(err, publish.ErrStale) {
		t.Errorf("whose lock was taken is told: %v", err)
	}
	must(t, os.Mkdir(lock, 0o700))
	must(t, os.WriteFile(filepath.Join(lock, "token"), []byte("x\n"), 0o600))
	must(t, os.WriteFile(filepath.Join(lock, "owner"), []byte("elsewhere.1\n"), 0o600))
	since := func(ago time.Duration) {
		must(t, os.WriteFile(filepath.Join(lock, "since"), []byte(fmt.Sprint(time.Now().Add(-ago).Unix())), 0o600))
	}
	since(time.Minute)
	if _, err := begin(t, host()); !errors.Is(err, publish.ErrBusy) || !strings.Contains(err.Error(), "last sign of life: 6") {
		t.Errorf("beside somebody elsewhere: %v", err)
	}
	since(4 * time.Minute)
	must(t, publishAll(t, host(), "three", nil))
	must(t, os.Mkdir(lock, 0o700)) // killed right after mkdir
	must(t, publishAll(t, host(), "four", nil))
	if left, err := filepath.Glob(filepath.Join(folder, ".journal-*")); err != nil || !slices.Equal(left, []string{filepath.Join(folder, publish.ManifestPath)}) {
		t.Errorf("left are %q, %v", left, err)
	}
}

// Files are readable by all, whatever the umask; the folder that was there keeps its
// rights.
func TestModes(t *testing.T) {
	server := publishtest.StartSSH(t)
	folder := filepath.Join(t.TempDir(), "road")
	must(t, os.MkdirAll(folder, 0o755))
	must(t, os.Chmod(folder, 0o2775|os.ModeSetgid))
	h := open(t, ssh.Target{Destination: server.Host + ":" + folder}, ssh.Programs{SSH: server.Program})
	must(t, publishAll(t, h, "one", []publish.File{text("a/b/c.html", "c")}))
	for path, want := range map[string]string{"": "dgrwxrwxr-x", "a": "dgrwxr-xr-x", "a/b": "dgrwxr-xr-x", "a/b/c.html": "-rw-r--r--", publish.ManifestPath: "-rw-r--r--"} {
		info, err := os.Stat(filepath.Join(folder, path))
		if err != nil || info.Mode().String() != want {
			t.Errorf("%q is %v, %v; not %s", path, info.Mode(), err, want)
		}
	}
}

// releases of a folder.
func releases(t *testing.T, folder string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(folder, "releases", "*"))
	must(t, err)
	return all
}

// Former releases stay, up to two, and share the bytes of what did not change; but
// none stays once something was taken down, however that was interrupted.
func TestReleases(t *testing.T) {
	server := publishtest.StartSSH(t)
	folder := filepath.Join(t.TempDir(), "road")
	host := func() *ssh.Host {
		return open(t, ssh.Target{Destination: server.Host + ":" + folder, Releases: true}, ssh.Programs{SSH: server.Program})
	}
	for i := range 5 {
		must(t, publishAll(t, host(), fmt.Sprint(i), []publish.File{text("index.html", fmt.Sprint(i)), text(fmt.Sprintf("page-%d.html", i), "same")}))
	}
	all := releases(t, folder)
	if len(all) != 3 {
		t.Errorf("there are %q", all)
	}
	var files []os.FileInfo
	for _, release := range all[1:] {
		info, err := os.Stat(filepath.Join(release, "page-0.html"))
		must(t, err)
		files = append(files, info)
	}
	if !os.SameFile(files[0], files[1]) {
		t.Error("a file that stayed is there twice")
	}
	must(t, publishAll(t, host(), "five", nil, "page-3.html"))
	if all = releases(t, folder); len(all) != 1 {
		t.Errorf("after something was taken down there are %q", all)
	}
	must(t, publishAll(t, host(), "six", []publish.File{text("secret.html", "secret")}))
	held := open(t, ssh.Target{Destination: server.Host + ":" + folder, Releases: true}, ssh.Programs{SSH: clinging(t, server)})
	err := publishAll(t, held, "seven", nil, "secret.html")
	if err == nil || !strings.Contains(err.Error(), "former releases, which hold what was taken down, were not deleted") {
		t.Fatal(err)
	}
	if all = releases(t, folder); len(all) < 2 {
		t.Errorf("there are %q although they could not be deleted", all)
	}
	seen, err := host().Look(t.Context())
	if err != nil || !seen.Unfinished || string(seen.Manifest) != "seven" {
		t.Errorf("there is %v, %v", seen, err)
	}
	must(t, publishAll(t, host(), "seven", nil))
	if all = releases(t, folder); len(all) != 1 {
		t.Errorf("in the end there are %q", all)
	}
	if seen, err := host().Look(t.Context()); err != nil || seen.Unfinished {
		t.Errorf("there is %v, %v", seen, err)
	}
	if b, err := os.ReadFile(filepath.Join(folder, "current/secret.html")); err == nil {
		t.Errorf("there is %q", b)
	}
}

// clinging is an ssh to a machine whose rm does not delete former releases.
func clinging(t *testing.T, server publishtest.SSH) string {
	return program(t, `for last; do :; done
[ "$last" = "sh -s" ] || exec `+server.Program+` "$@"
sed 's/^journal() {/rm() { case $2 in .\/20*) echo "rm: cannot remove it" >\&2; return 1 ;; esac; command rm "$@"; }\
&/' | `+server.Program+` "$@"`)
}

// Current is never anything but a whole release, at any moment.
func TestSwitchIsAtomic(t *testing.T) {
	server := publishtest.StartSSH(t)
	folder := filepath.Join(t.TempDir(), "road")
	h := open(t, ssh.Target{Destination: server.Host + ":" + folder, Releases: true}, ssh.Programs{SSH: server.Program})
	must(t, publishAll(t, h, "0", []publish.File{text("a.html", "0"), text("b.html", "0")}))
	done := make(chan struct{})
	torn := make(chan string, 1)
	go func() {
		defer close(torn)
		for {
			select {
			case <-done:
				return
			default:
			}
			now, err := filepath.EvalSymlinks(filepath.Join(folder, "current"))
			if err != nil {
				torn <- err.Error()
				return
			}
			a, errA := os.ReadFile(filepath.Join(now, "a.html"))
			b, errB := os.ReadFile(filepath.Join(now, "b.html"))
			if errA == nil && errB == nil && string(a) != string(b) {
				torn <- fmt.Sprintf("a is %q and b is %q", a, b)
				return
			}
		}
	}()
	for i := range 10 {
		n := fmt.Sprint(i)
		must(t, publishAll(t, h, n, []publish.File{text("a.html", n), text("b.html", n)}))
	}
	close(done)
	for what := range torn {
		t.Error(what)
	}
}
