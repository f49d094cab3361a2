package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/html"

	"journal/generator/publish/publishtest"
)

// D1: the program is killed at every remote operation, before and after it, and run
// again. A crawler reads the site all the time and never meets a page without its
// stylesheets, scripts or pictures, nor a page missing that should be there. In the
// end the place is as if nothing had happened.
func TestFaultsD1(t *testing.T) {
	faultTest(t)
	var mu sync.Mutex
	points, seen, broken, wrong := 0, 0, 0, 0
	t.Run("targets", func(t *testing.T) {
		for _, name := range kindsOfTargets {
			t.Run(name, func(t *testing.T) {
				if !faultsInFull() {
					t.Parallel()
				}
				k := killing(t, name)
				mu.Lock()
				defer mu.Unlock()
				points, seen, broken, wrong = points+k.points, seen+k.seen, broken+k.broken, wrong+k.wrong
				t.Logf("%s: %d kill points / %d pages seen", name, k.points, k.seen)
			})
		}
	})
	score(t, "D1", broken == 0 && wrong == 0 && points >= times(15, 150) && seen > 100,
		"%d kill points / %d pages seen / broken pages %d / wrong end states %d", points, seen, broken, wrong)
}

type killed struct{ points, seen, broken, wrong int }

// killing kills at one operation after the other, until a publication has fewer.
func killing(t *testing.T, name string) (k killed) {
	s := &sword{t: t}
	g := startTarget(t, name, s.before)
	s.stand(g)
	a := newAuthor(t, g)
	a.site(0)
	a.publishes()
	var crawl *crawler
	if g.web != "" {
		crawl = newCrawler(t, a, publishtest.StartNginx(t, g.web), name == "releases")
		defer crawl.stop()
	}
	for at := 1; ; at += times(11, 1) {
		for _, after := range []bool{false, true} {
			n := k.points + 1
			a.site(n)
			if !s.strike(a, at, after) {
				crawl.stop()
				if crawl != nil {
					k.seen, k.broken = crawl.seen, crawl.broken
				}
				return k
			}
			k.points++
			a.publishes()
			k.wrong += a.wrong(n)
		}
	}
}

// sword kills the program at a remote operation: a request to a server of files, or
// a program that the program runs.
type sword struct {
	t *testing.T

	mu    sync.Mutex
	at    int // which operation; 0 is none
	after bool
	count int
	pid   chan int // of the program
	hit   bool
}

// before stands before an S3 server and counts requests.
func (s *sword) before(endpoint string) string {
	forward := publishtest.Forward(endpoint, nil)
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.now() {
			forward.ServeHTTP(w, r)
			return
		}
		if s.after {
			forward.ServeHTTP(httptest.NewRecorder(), r)
		}
		pid := <-s.pid
		process, err := os.FindProcess(pid)
		if err == nil {
			_ = process.Kill()
		}
		publishtest.Reset(w)
	}))
	s.t.Cleanup(front.Close)
	return front.URL
}

func (s *sword) now() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count++
	if s.at == 0 || s.count != s.at {
		return false
	}
	s.hit = true
	return true
}

// stand puts programs before those that the program runs. Each counts itself by
// making a folder, which one can do only.
func (s *sword) stand(g target) {
	if g.name == "bucket" || g.name == "folder" {
		return
	}
	for _, name := range []string{"ssh", "rsync", "git"} {
		real := publishtest.Program(s.t, name)
		if link, err := os.Readlink(filepath.Join(g.bin, name)); err == nil {
			real = link
			check(s.t, os.Remove(filepath.Join(g.bin, name)))
		}
		script := fmt.Sprintf(`#!/bin/sh
for a; do [ "$a" = -G ] && exec %[1]s "$@"; done
[ -n "$JOURNAL_TEST_COUNT" ] || exec %[1]s "$@"
n=1
until mkdir "$JOURNAL_TEST_COUNT/$n" 2>/dev/null; do n=$((n+1)); done
[ $n = "$JOURNAL_TEST_AT" ] || exec %[1]s "$@"
[ -n "$JOURNAL_TEST_AFTER" ] && %[1]s "$@"
until [ -s "$JOURNAL_TEST_COUNT/pid" ]; do sleep 0.01; done
kill -9 "$(cat "$JOURNAL_TEST_COUNT/pid")"
`, real)
		check(s.t, os.WriteFile(filepath.Join(g.bin, name), []byte(script), 0o755))
	}
}

// strike publishes, and reports whether the program was killed at the operation.
func (s *sword) strike(a *author, at int, after bool) bool {
	a.t.Helper()
	count := a.t.TempDir() // of its own, since programs may outlive the one that ran them
	s.mu.Lock()
	s.at, s.after, s.count, s.hit, s.pid = at, after, 0, false, make(chan int, 1)
	s.mu.Unlock()
	c := a.command("publish", a.g.name)
	c.Env = append(c.Env, "JOURNAL_TEST_COUNT="+count, fmt.Sprint("JOURNAL_TEST_AT=", at))
	if after {
		c.Env = append(c.Env, "JOURNAL_TEST_AFTER=1")
	}
	if a.g.name == "folder" {
		c = s.bySystemCall(c, at, after)
	}
	check(a.t, c.Start())
	s.pid <- c.Process.Pid
	check(a.t, os.WriteFile(filepath.Join(count, "pid"), []byte(strconv.Itoa(c.Process.Pid)), 0o644))
	err := c.Wait()
	s.mu.Lock()
	s.at = 0
	s.mu.Unlock()
	return err != nil
}

// bySystemCall kills at a change of the disk: strace does so on the way into it.
func (s *sword) bySystemCall(c *exec.Cmd, at int, after bool) *exec.Cmd {
	calls := "renameat,renameat2,unlinkat,mkdirat"
	if after { // on the way into the next one, of any of these kinds
		calls += ",fsync"
	}
	args := append([]string{"-f", "-qq", "-o", "/dev/null", "-e", "trace=" + calls, "-e", fmt.Sprintf("inject=%s:signal=SIGKILL:when=%d", calls, at)}, c.Args...)
	traced := exec.Command(publishtest.Program(s.t, "strace"), args...)
	traced.Dir, traced.Env = c.Dir, c.Env
	return traced
}

// crawler reads pages all the time, with all that they need.
type crawler struct {
	t    *testing.T
	url  string
	live []string // pages that are there in every state

	// atomic: all changes at one moment, which may lie between a page and its pictures.
	// Those of the page before are gone then.
	atomic bool

	done         chan struct{}
	ended        sync.WaitGroup
	once         sync.Once
	seen, broken int
	told         atomic.Int32
}

func newCrawler(t *testing.T, a *author, address string, atomic bool) *crawler {
	c := &crawler{t: t, url: address, atomic: atomic, done: make(chan struct{})}
	even, odd := a.site(0), a.site(1)
	for p := range even {
		if _, both := odd[p]; both && strings.HasSuffix(p, ".html") && p != "404.html" {
			c.live = append(c.live, p)
		}
	}
	slices.Sort(c.live)
	a.site(0)
	c.ended.Go(c.read)
	return c
}

// stop ends the crawler and waits for it.
func (c *crawler) stop() {
	if c == nil {
		return
	}
	c.once.Do(func() { close(c.done) })
	c.ended.Wait()
}

func (c *crawler) read() {
	client := publishtest.Client()
	for i := 0; ; i++ {
		select {
		case <-c.done:
			return
		case <-time.After(10 * time.Millisecond):
		}
		page := c.live[i%len(c.live)]
		status, body := c.get(client, page)
		c.seen++
		if status != http.StatusOK {
			c.tell("%s is answered by %d", page, status)
			continue
		}
		for _, need := range neededBy(page, body) {
			if status, _ := c.get(client, need); status != http.StatusOK {
				if _, now := c.get(client, page); c.atomic && now != body && !slices.Contains(neededBy(page, now), need) {
					continue
				}
				c.tell("%s needs %s, which is answered by %d", page, need, status)
			}
		}
	}
}

func (c *crawler) tell(format string, args ...any) {
	c.broken++
	if c.told.Add(1) < 10 {
		c.t.Errorf(format, args...)
	}
}

func (c *crawler) get(client *http.Client, at string) (int, string) {
	answer, err := client.Get(c.url + "/" + (&url.URL{Path: at}).EscapedPath())
	if err != nil {
		return 0, ""
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, ""
	}
	return answer.StatusCode, string(b)
}

// neededBy gives the stylesheets, scripts and pictures of a page.
func neededBy(page, body string) (all []string) {
	add := func(link string) {
		u, err := url.Parse(link)
		if err == nil && u.Host == "" && u.Path != "" {
			all = append(all, path.Join(path.Dir(page), u.Path))
		}
	}
	for z := html.NewTokenizer(strings.NewReader(body)); ; {
		if z.Next() == html.ErrorToken {
			return all
		}
		token := z.Token()
		at := map[string]string{}
		for _, a := range token.Attr {
			at[a.Key] = a.Val
		}
		switch token.Data {
		case "link":
			if at["rel"] == "stylesheet" || at["rel"] == "icon" {
				add(at["href"])
			}
		case "script", "img":
			add(at["src"])
			for candidate := range strings.SplitSeq(at["srcset"], ",") {
				if fields := strings.Fields(candidate); len(fields) > 0 {
					add(fields[0])
				}
			}
		}
	}
}
