package diag

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"unicode/utf8"
)

// Style says how messages are printed.
type Style struct {
	Color bool // ANSI colours; the words say the same without them
	Alone bool // only the author is looking: lines of bodies may be quoted
}

// Print writes each message as
//
//	FILE:LINE:COL: error E121: what is wrong
//	  5 | steps = ["feedbak"]
//	    |          ^^^^^^^^^
//	hint: what to do
func (l List) Print(w io.Writer, style Style) {
	for _, m := range l {
		m.print(w, style)
	}
}

func (m Message) print(w io.Writer, style Style) {
	label := m.Severity.String() + " " + m.Code
	if style.Color {
		label = [...]string{"\x1b[31m", "\x1b[33m", "\x1b[36m"}[m.Severity] + label + "\x1b[0m"
	}
	place := m.Pos.String()
	if place != "" {
		place += ": "
	}
	fmt.Fprintf(w, "%s%s: %s\n", place, label, m.Text)
	if m.Excerpt != "" && (!m.Body || style.Alone) {
		m.printExcerpt(w)
	}
	if m.Hint != "" {
		fmt.Fprintf(w, "hint: %s\n", m.Hint)
	}
}

func (m Message) printExcerpt(w io.Writer) {
	number := strconv.Itoa(m.Pos.Line)
	fmt.Fprintf(w, "  %s | %s\n", number, visible(m.Excerpt))
	if m.Pos.Col < 1 {
		return
	}
	runes := []rune(m.Excerpt)
	before := runes[:min(m.Pos.Col-1, len(runes))]
	marks := max(1, min(m.Len, len(runes)-len(before)))
	fmt.Fprintf(w, "  %s | %s%s\n", strings.Repeat(" ", len(number)), blank(before), strings.Repeat("^", marks))
}

// visible replaces controls that would move a terminal's cursor.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.IsControl(r) || r == utf8.RuneError:
			return '\uFFFD'
		}
		return r
	}, s)
}

// blank is as wide as the text: East Asian wide characters take two columns.
func blank(text []rune) string {
	n := 0
	for _, r := range text {
		n++
		if r >= 0x1100 && (r <= 0x115f || (r >= 0x2e80 && r <= 0xa4cf) || (r >= 0xac00 && r <= 0xd7a3) || (r >= 0xf900 && r <= 0xfaff) || (r >= 0xfe30 && r <= 0xfe6f) || (r >= 0xff00 && r <= 0xff60) || (r >= 0x1f300 && r <= 0x1faff)) {
			n++
		}
	}
	return strings.Repeat(" ", n)
}

// String is FILE:LINE:COL, or as much of it as is known.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}
