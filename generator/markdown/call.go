package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"journal/generator/diag"
)

// Call is an @id in the text: somebody is meant who has that id. Code has none, nor
// has an @ within a word or behind a backslash.
type Call struct {
	ID  string
	Pos diag.Pos
}

// Calls lists the @ids of the text in order.
func (d *Document) Calls() []Call { return d.calls }

// noteCalls finds the @ids in a stretch of Markdown text that begins at an offset.
func (c *compiler) noteCalls(source []byte, offset int) {
	if c.quiet > 0 {
		return
	}
	for from := 0; ; {
		at := bytes.IndexByte(source[from:], '@')
		if at < 0 {
			return
		}
		at += from
		from = at + 1
		if id := callAt(source, at); id != "" {
			c.doc.calls = append(c.doc.calls, Call{id, c.body.pos(offset + at)})
		}
	}
}

// CallsIn lists the @ids in a line that is no Markdown. An @ within an address of the
// web is none.
func CallsIn(line string) []string {
	var ids []string
	for at := range len(line) {
		if line[at] == '@' && (at == 0 || line[at-1] != '/') {
			if id := callAt([]byte(line), at); id != "" {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// callAt is the id behind an @, or "".
func callAt(source []byte, at int) string {
	before, _ := utf8.DecodeLastRune(source[:at])
	if at > 0 && (before == '\\' || before == '@' || unicode.IsLetter(before) || unicode.IsDigit(before)) {
		return ""
	}
	length := 0
	for rest := source[at+1:]; length < len(rest); {
		r, size := utf8.DecodeRune(rest[length:])
		if !(unicode.IsLetter(r) || length > 0 && (unicode.IsDigit(r) || r == '-' || r == '_')) {
			break
		}
		length += size
	}
	return string(bytes.TrimRight(source[at+1:at+1+length], "-_"))
}
