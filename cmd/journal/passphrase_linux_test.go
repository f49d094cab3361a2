package main

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A pseudoTerminal is one end of a terminal, and what it shows.
type pseudoTerminal struct {
	t     *testing.T
	ours  *os.File
	shown chan byte
	all   strings.Builder
}

// newTerminal gives a terminal, and the file that a program has for it.
func newTerminal(t *testing.T) (*pseudoTerminal, *os.File) {
	t.Helper()
	ours, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ours.Close() })
	var number int
	raw, err := ours.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	if err := raw.Control(func(fd uintptr) {
		if err = unix.IoctlSetPointerInt(int(fd), unix.TIOCSPTLCK, 0); err == nil {
			number, err = unix.IoctlGetInt(int(fd), unix.TIOCGPTN)
		}
	}); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { theirs.Close() })
	p := &pseudoTerminal{t: t, ours: ours, shown: make(chan byte, 1<<16)}
	go func() {
		b := make([]byte, 1)
		for {
			if _, err := ours.Read(b); err != nil {
				return
			}
			p.shown <- b[0]
		}
	}()
	return p, theirs
}

// expect waits until the terminal shows something.
func (p *pseudoTerminal) expect(what string) {
	p.t.Helper()
	seen := ""
	for end := time.After(patience); !strings.Contains(seen, what); {
		select {
		case b := <-p.shown:
			seen += string(b)
			p.all.WriteByte(b)
		case <-end:
			p.t.Fatalf("the terminal shows %q and never %q", seen, what)
		}
	}
}

// typed types a line, once the program reads what it does not show.
func (p *pseudoTerminal) typed(line string) {
	p.t.Helper()
	raw, err := p.ours.SyscallConn()
	if err != nil {
		p.t.Fatal(err)
	}
	for end := time.Now().Add(patience); ; time.Sleep(2 * time.Millisecond) {
		var state *unix.Termios
		if ctl := raw.Control(func(fd uintptr) { state, err = unix.IoctlGetTermios(int(fd), unix.TCGETS) }); ctl != nil || err != nil {
			p.t.Fatal(ctl, err)
		}
		if state.Lflag&unix.ECHO == 0 {
			break
		}
		if time.Now().After(end) {
			p.t.Fatal("what is typed would be shown")
		}
	}
	if _, err := p.ours.WriteString(line + "\n"); err != nil {
		p.t.Fatal(err)
	}
}

// In a terminal a build asks for what it needs, shows nothing of it, refuses what is
// easy to guess, and asks twice for another passphrase than the last.
func TestAPassphraseIsAskedFor(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"journal.toml":                    "title = \"Road\"\n[audience.sam]\npassphrase_env = \"NOT_THERE\"\n",
		"content/entries/2026-03-05-a.md": "---\ntitle: Sealed\naudience: [sam]\n---\nText.\n",
	} {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const first, second = "gallantly unhelpful tapestry reprise cabana driver", "engraver bronchial tidiness founding railway take"
	build := func(answer func(p *pseudoTerminal)) string {
		t.Helper()
		p, stdin := newTerminal(t)
		var stdout, stderr bytes.Buffer
		done := make(chan int, 1)
		go func() {
			done <- run(t.Context(), world{stdin: stdin, stdout: &stdout, stderr: &stderr, getenv: func(string) string { return "" }, now: time.Now, random: rand.Reader, folder: folder}, []string{"build", "--today", "2026-04-05"})
		}()
		answer(p)
		select {
		case status := <-done:
			if status != 0 {
				t.Fatalf("status %d: %s", status, stderr.String())
			}
		case <-time.After(patience):
			t.Fatal("the build does not end")
		}
		for _, secret := range []string{first, second, "password"} {
			if all := p.all.String() + stdout.String() + stderr.String(); strings.Contains(all, secret) {
				t.Errorf("%q is shown: %s", secret, all)
			}
		}
		return stderr.String()
	}
	build(func(p *pseudoTerminal) {
		p.expect("Passphrase for sam: ")
		p.typed("password1")
		p.expect("too easy to guess")
		p.expect("Passphrase for sam: ")
		p.typed(first)
	})
	if said := build(func(p *pseudoTerminal) {
		p.expect("Passphrase for sam: ")
		p.typed(first)
	}); !strings.Contains(said, "0 files written") {
		t.Errorf("the same passphrase: %s", said)
	}
	if said := build(func(p *pseudoTerminal) {
		p.expect("Passphrase for sam: ")
		p.typed(second)
		p.expect("another passphrase than that of the last build")
		p.typed("something else that was typed by mistake then")
		p.expect("Passphrase for sam: ")
		p.typed(second)
		p.expect("another passphrase than that of the last build")
		p.typed(second)
	}); !strings.Contains(said, "sam has a new passphrase") {
		t.Errorf("another passphrase: %s", said)
	}
}
