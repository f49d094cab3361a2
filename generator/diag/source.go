package diag

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// Source is a file's text, from which messages take their line and column.
type Source struct {
	File string
	Text []byte
}

// longestExcerpt bounds, in bytes, the line shown with a message: a file of one
// megabyte may be a single line.
const longestExcerpt = 400

// Line gives line n (from 1) without its line end.
func (s Source) Line(n int) string {
	rest := s.Text
	for ; n > 1; n-- {
		i := bytes.IndexByte(rest, '\n')
		if i < 0 {
			return ""
		}
		rest = rest[i+1:]
	}
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	return string(bytes.TrimRight(rest, "\r"))
}

// PosAt turns a byte offset into a place.
func (s Source) PosAt(offset int) Pos {
	offset = min(max(offset, 0), len(s.Text))
	before := s.Text[:offset]
	line := bytes.Count(before, []byte{'\n'}) + 1
	start := bytes.LastIndexByte(before, '\n') + 1
	return Pos{s.File, line, utf8.RuneCount(before[start:]) + 1}
}

// Message builds a message at a place of this file and quotes its line. The
// severity follows from the code's first letter: E, W or N.
func (s Source) Message(code string, pos Pos, length int, hint, format string, args ...any) Message {
	m := New(code, pos, hint, format, args...)
	m.Len = max(length, 1)
	if pos.Line > 0 {
		m.Excerpt = s.Line(pos.Line)
		if len(m.Excerpt) > longestExcerpt {
			m.Excerpt = ""
		}
	}
	return m
}

// New builds a message without an excerpt.
func New(code string, pos Pos, hint, format string, args ...any) Message {
	severity := Error
	switch code[0] {
	case 'W':
		severity = Warning
	case 'N':
		severity = Note
	}
	return Message{Code: code, Severity: severity, Pos: pos, Len: 1, Text: fmt.Sprintf(format, args...), Hint: hint}
}
