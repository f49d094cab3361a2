// Package diag holds what the program has to say about the author's files.
//
// A problem in a file is a value, not an error: it has a code, a place, a
// sentence in the author's terms, the line it stands on and, wherever we can
// guess, a hint. Stages return all problems of a file at once and leave it to
// the command line to print them and to decide on the exit status. Trouble of
// the machine's world (disk, network) is an ordinary error and never comes here.
//
// Journals are private and logs often are not, so a message knows whether its
// excerpt is a line of an entry's body (Message.Body). Print leaves those
// excerpts out unless it is told that only the author is looking.
package diag

import (
	"cmp"
	"slices"
)

// Pos is a place in a file. Line and Col count from 1; Col counts characters,
// not bytes. Line 0 means the file as a whole.
type Pos struct {
	File      string // slash-separated, relative to the journal's folder
	Line, Col int
}

// Compare orders places by file, line and column.
func (p Pos) Compare(o Pos) int {
	return cmp.Or(cmp.Compare(p.File, o.File), cmp.Compare(p.Line, o.Line), cmp.Compare(p.Col, o.Col))
}

// Severity tells what a message means for the build.
type Severity uint8

const (
	Error   Severity = iota // nothing is written
	Warning                 // the build goes on
	Note                    // worth knowing
)

// String is the word that stands in front of the code.
func (s Severity) String() string {
	return [...]string{"error", "warning", "note"}[s]
}

// MarshalText writes the severity as its word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Message is one problem.
type Message struct {
	Code     string // "E121"; stable, documented in docs/messages.md
	Severity Severity
	Pos      Pos
	Len      int    // characters to mark in the excerpt, at least 1
	Text     string // what is wrong, in the author's terms, no full stop
	Excerpt  string // the line that Pos names, without its line end
	Hint     string // what to do, or ""
	Body     bool   // the excerpt is a line of an entry's body
}

// List is what a stage found.
type List []Message

// HasErrors reports whether anything in the list forbids writing.
func (l List) HasErrors() bool { return l.Count(Error) > 0 }

// Count tells how many messages have the severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, m := range l {
		if m.Severity == s {
			n++
		}
	}
	return n
}

// Sort orders the list by place, then severity, code and text, so that the
// same journal gives the same messages however its files were read.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Message) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Text, b.Text))
	})
}
