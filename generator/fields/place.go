package fields

import (
	"bytes"
	"unicode/utf8"

	"journal/generator/diag"
)

// placer turns byte offsets of a text into places of the file that holds it.
// Asked for rising offsets it reads the text once in all.
type placer struct {
	file string
	text []byte

	offset    int // the offset last asked for
	line, col int // its place
	firstLine int
}

func newPlacer(file string, text []byte, firstLine int) *placer {
	return &placer{file: file, text: text, line: firstLine, col: 1, firstLine: firstLine}
}

// at gives the place of a byte offset; beyond the text it gives the end.
func (p *placer) at(offset int) diag.Pos {
	offset = min(max(offset, 0), len(p.text))
	if offset < p.offset {
		p.offset, p.line, p.col = 0, p.firstLine, 1
	}
	between := p.text[p.offset:offset]
	if breaks := bytes.Count(between, newline); breaks > 0 {
		p.line += breaks
		p.col = 1
		between = between[bytes.LastIndexByte(between, '\n')+1:]
	}
	p.col += utf8.RuneCount(between)
	p.offset = offset
	return diag.Pos{File: p.file, Line: p.line, Col: p.col}
}

var newline = []byte{'\n'}

// width counts the characters from start to end that stand on start's line,
// blanks at the end of that line left out.
func (p *placer) width(start, end int) int {
	token := p.text[start:min(end, len(p.text))]
	if i := bytes.IndexByte(token, '\n'); i >= 0 {
		token = bytes.TrimRight(token[:i], " \t\r")
	}
	return max(1, utf8.RuneCount(token))
}
