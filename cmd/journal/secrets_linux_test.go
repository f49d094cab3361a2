package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"journal/generator/publish/publishtest"
)

// canaries are secrets of whoever publishes.
var canaries = []string{publishtest.SecretKey, "canary-session-7f3a", "canary-token-91bc", "canary-config-55de", "canary-pass-0a0b"}

// Secrets in the environment, in journal.toml and in addresses, against buckets and
// machines that fail in every way and tell what they know: in nothing that the
// program prints, runs, asks for, writes or publishes is one of them. Row D7 tells of
// branches.
func TestSecretsBeforeServers(t *testing.T) {
	t.Parallel()
	var asked safeText
	var mode atomic.Value
	mode.Store("")
	g := startTarget(t, "bucket", func(endpoint string) string {
		front := httptest.NewServer(publishtest.Forward(endpoint, func(w http.ResponseWriter, r *http.Request) bool {
			asked.add(r.URL.String()) // headers carry what is meant for the server
			return gossip(w, r, mode.Load().(string))
		}))
		t.Cleanup(front.Close)
		return front.URL
	})
	g.env = append(g.env, "GITHUB_TOKEN=canary-token-91bc", "GIT_TOKEN=canary-token-91bc")
	a := newAuthor(t, g)
	a.site(0)
	found, runs := 0, 0
	watch := newArgumentWatch()
	look := func(what string, e ended) {
		runs++
		found += secretsIn(t, what+": output", e.out+e.err)
	}
	for _, m := range []string{"", "echo 403", "echo 400", "echo 500", "moved", "gone", "reset", "short", "no xml", ""} {
		mode.Store(m)
		a.state(runs)
		if m == "echo 403" || m == "echo 400" { // with a token that the server does not know
			a.g.env = append(g.env, "AWS_SESSION_TOKEN=canary-session-7f3a")
		}
		look(m, a.run("publish", g.name))
		a.g.env = g.env
	}
	for name, table := range map[string]string{
		"secret key":      g.table + "secret_key = \"canary-config-55de\"\n",
		"endpoint":        strings.Replace(g.table, "http://", "http://me:canary-pass-0a0b@", 1),
		"remote":          "target = \"git\"\nremote = \"https://canary-pass-0a0b@127.0.0.1:1/me/road\"\nbranch = \"pages\"\n",
		"remote by ssh":   "target = \"git\"\nremote = \"ssh://me:canary-pass-0a0b@127.0.0.1:1/road\"\nbranch = \"pages\"\n",
		"destination":     "target = \"rsync\"\ndestination = \"ssh://me:canary-pass-0a0b@127.0.0.1:1/road\"\n",
		"not yet a table": "token = \"canary-config-55de\"\n",
	} {
		a.g.table = table
		a.state(0)
		e := a.run("publish", g.name)
		if e.status != statusJournal {
			t.Errorf("%s: a secret in journal.toml ends with %d:\n%s", name, e.status, e.err)
			found++
		}
		look(name, e)
	}
	found += talkative(t, look)
	found += secretsIn(t, "arguments", watch.stop())
	found += secretsIn(t, "requests", asked.String())
	a.write("journal.toml", nil)
	for _, folder := range []string{g.disk, a.folder, a.home} {
		for _, canary := range canaries {
			if in := holding(t, folder, canary); len(in) > 0 {
				t.Errorf("%q is in %q", canary, in)
				found++
			}
		}
	}
	t.Logf("%d runs / %d secrets / occurrences %d", runs, len(canaries), found)
}

// gossip answers in a way that tells what the server knows, and says whether it did.
func gossip(w http.ResponseWriter, r *http.Request, mode string) bool {
	echo := fmt.Sprintf("%s %s %v", publishtest.SecretKey, r.Header.Get("X-Amz-Security-Token"), r.Header)
	xml := func(status int, code string) bool {
		w.WriteHeader(status)
		fmt.Fprintf(w, "<Error><Code>%s</Code><Message>%s</Message></Error>", code, echo)
		return true
	}
	switch mode {
	case "echo 403":
		return xml(http.StatusForbidden, "SignatureDoesNotMatch")
	case "echo 400":
		return xml(http.StatusBadRequest, "SomethingElse")
	case "echo 500":
		return r.Method == http.MethodPut && xml(http.StatusNotImplemented, "SomethingElse")
	case "moved":
		w.Header().Set("Location", "http://127.0.0.1:1/?token="+publishtest.SecretKey)
		return xml(http.StatusMovedPermanently, "PermanentRedirect")
	case "gone":
		return xml(http.StatusNotFound, "NoSuchBucket")
	case "reset":
		if r.Method == http.MethodPut {
			publishtest.Reset(w)
			return true
		}
	case "short":
		if r.Method == http.MethodPut {
			_, _ = io.CopyN(io.Discard, r.Body, 1)
			publishtest.Reset(w)
			return true
		}
	case "no xml":
		w.WriteHeader(http.StatusTeapot)
		fmt.Fprint(w, echo)
		return true
	}
	return false
}

// talkative publishes by an ssh that prints all that it knows and fails.
func talkative(t *testing.T, look func(string, ended)) int {
	t.Helper()
	g := startTarget(t, "inplace", nil)
	check(t, os.Remove(filepath.Join(g.bin, "ssh")))
	check(t, os.WriteFile(filepath.Join(g.bin, "ssh"), []byte("#!/bin/sh\nenv >&2\necho \"$GITHUB_TOKEN\" >&2\nexit 255\n"), 0o755))
	g.env = []string{"GITHUB_TOKEN=canary-token-91bc", "AWS_SECRET_ACCESS_KEY=" + publishtest.SecretKey, "A_TOKEN=canary-token-91bc"}
	a := newAuthor(t, g)
	a.site(0)
	look("ssh", a.run("publish", g.name))
	return 0
}

func secretsIn(t *testing.T, what, text string) (found int) {
	t.Helper()
	for _, canary := range canaries {
		if before, after, ok := strings.Cut(text, canary); ok {
			t.Errorf("%s: …%s%s%s…", what, before[max(0, len(before)-200):], canary, after[:min(200, len(after))])
			found++
		}
	}
	return found
}

// safeText grows from many sides.
type safeText struct {
	mu sync.Mutex
	b  strings.Builder
}

func (s *safeText) add(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.b.WriteString(text + "\n")
}

func (s *safeText) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// argumentWatch reads the command lines of all processes, again and again, as
// others on a machine can.
type argumentWatch struct {
	seen  map[string]bool
	done  chan struct{}
	ended sync.WaitGroup
}

func newArgumentWatch() *argumentWatch {
	w := &argumentWatch{seen: map[string]bool{}, done: make(chan struct{})}
	w.ended.Go(func() {
		for {
			lines, _ := filepath.Glob("/proc/[0-9]*/cmdline")
			for _, line := range lines {
				if b, err := os.ReadFile(line); err == nil {
					w.seen[strings.ReplaceAll(string(b), "\x00", " ")] = true
				}
			}
			select {
			case <-w.done:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	})
	return w
}

// stop gives all command lines that were seen.
func (w *argumentWatch) stop() string {
	close(w.done)
	w.ended.Wait()
	var all strings.Builder
	for line := range w.seen {
		all.WriteString(line + "\n")
	}
	return all.String()
}
