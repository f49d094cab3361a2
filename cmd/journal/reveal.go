package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"journal/generator"
	"journal/generator/edition"
	"journal/generator/journal"
)

// revealedHead begins a new revealed.toml.
const revealedHead = `# What you let journal build --reveal make public: the file of an entry, and the
# reveal it had. Take a line out, and the entry is asked about again. Never published.

`

// withRevealed is a reading in which the author agrees to reveals.
func withRevealed(r generator.Reading, entries []*journal.Entry) generator.Reading {
	revealed := map[string]string{}
	for path, reveal := range r.Journal.Revealed {
		revealed[path] = reveal
	}
	for _, e := range entries {
		revealed[e.Path] = e.Front.Reveal.S
	}
	r.Journal.Revealed = revealed
	return r
}

// keepRevealed writes down what the author agreed to, behind what stands there.
func keepRevealed(folder string, entries []*journal.Entry) error {
	if len(entries) == 0 {
		return nil
	}
	path := filepath.Join(folder, journal.RevealedFile)
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		text = []byte(revealedHead)
	case err != nil:
		return fmt.Errorf("remembering what is revealed: %w", err)
	case len(text) > 0 && text[len(text)-1] != '\n':
		text = append(text, '\n')
	}
	for _, e := range entries {
		text = append(text, quoted(e.Path)+" = "+quoted(e.Front.Reveal.S)+"\n"...)
	}
	return replaceFile(path, text)
}

// replaceFile replaces a file whole, or leaves it as it is.
func replaceFile(path string, text []byte) error {
	draft, err := os.CreateTemp(filepath.Dir(path), ".journal-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	defer os.Remove(draft.Name())
	_, err = draft.Write(text)
	err = errors.Join(err, draft.Chmod(0o644), draft.Sync(), draft.Close())
	if err == nil {
		err = os.Rename(draft.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return nil
}

// sayWaiting says what could be revealed, and how.
func (a *app) sayWaiting(waiting int) {
	if waiting > 0 {
		a.say("%s can be revealed now: `journal status` lists what, `journal build --reveal` does it.", amount(waiting, "entry", "entries"))
	}
}

// waitingText lists what the next build would reveal if it was asked to.
func waitingText(r generator.Reading) string {
	waiting := edition.Waiting(r.Journal, r.Today)
	if len(waiting) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\nCan be revealed now, if you say so with `journal build --reveal`:\n")
	for _, e := range waiting {
		fmt.Fprintf(&b, "  %s (reveal: %s)\n", cmp.Or(e.Front.Title.S, e.Text.Cut.Title(), e.Path), e.Front.Reveal.S)
	}
	return b.String()
}

// audiencesText says how much each audience reads.
func audiencesText(s standings) string {
	audiences := s.reading.Config.Audiences
	if len(audiences) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\nWith a passphrase, beside what is public:\n")
	for _, audience := range audiences {
		n := s.readBy(audience.Name)
		switch {
		case audience.Name == journal.Owner:
			fmt.Fprintf(&b, "  you (me) read everything, %s\n", amount(n, "entry that is not public", "entries that are not public"))
		case n == 0:
			fmt.Fprintf(&b, "  %s reads nothing yet\n", audience.Name)
		default:
			fmt.Fprintf(&b, "  %s reads %s\n", audience.Name, amount(n, "entry", "entries"))
		}
	}
	return b.String()
}
