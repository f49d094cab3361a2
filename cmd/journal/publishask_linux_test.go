package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// In a terminal the author is asked before a site is published for the first time, and
// before something is deleted. Whatever is no yes publishes nothing, and to end the
// program is an answer, too.
func TestPublishingAsks(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(root, filepath.FromSlash(name))
		check(t, os.MkdirAll(filepath.Dir(file), 0o755))
		check(t, os.WriteFile(file, []byte(text), 0o644))
	}
	write("road/journal.toml", "title = \"Road\"\nbase_url = \"https://road.site/\"\n[publish]\ntarget = \"dir\"\npath = \"../www\"\n")
	write("road/content/entries/2026-03-05-one.md", "---\nvisibility: public\n---\nText.\n")
	write("road/content/entries/2026-03-06-two.md", "---\nvisibility: public\n---\nText.\n")
	// publish answers with keys, or by ending the program where there are none, and
	// waits for what is said of it.
	publish := func(keys, says string) (status int) {
		t.Helper()
		p, terminal := newTerminal(t)
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		done := make(chan int, 1)
		var stdout bytes.Buffer
		go func() {
			done <- run(ctx, world{stdin: terminal, stdout: &stdout, stderr: terminal, getenv: func(string) string { return "" }, now: time.Now, random: rand.Reader, folder: filepath.Join(root, "road")},
				[]string{"publish", "--today", "2026-04-05"})
		}()
		p.expect("Publish? [y/N] ")
		if keys == "" {
			stop()
		} else if _, err := p.ours.WriteString(keys); err != nil {
			t.Fatal(err)
		}
		ended := false
		for end := time.After(patience); !ended || !strings.Contains(p.all.String(), says); {
			select {
			case status = <-done:
				ended = true
			case b := <-p.shown:
				p.all.WriteByte(b)
			case <-end:
				t.Fatalf("%q, ended %v, wants %q: %s", keys, ended, says, p.all.String())
			}
		}
		return status
	}
	there := func(name string) bool {
		_, err := os.Stat(filepath.Join(root, "www", filepath.FromSlash(name)))
		return err == nil
	}
	for keys, says := range map[string]string{"": "it was stopped", "n\n": "you said no", "\n": "you said no", "perhaps\n": "you said no", "\x04": "you said no"} {
		if status := publish(keys, says); status != statusFailed || there("index.html") {
			t.Errorf("%q: %d", keys, status)
		}
	}
	if status := publish("yes\n", "Nothing of this site is in the folder"); status != statusFine || !there("entries/2026/03/two/index.html") {
		t.Errorf("yes: %d", status)
	}
	check(t, os.Remove(filepath.Join(root, "road/content/entries/2026-03-06-two.md")))
	if status := publish("n\n", "you said no"); status != statusFailed || !there("entries/2026/03/two/index.html") {
		t.Errorf("no: %d", status)
	}
	if status := publish("Y\n", "1 file would be deleted from"); status != statusFine || there("entries/2026/03/two/index.html") {
		t.Errorf("Y: %d", status)
	}
}
