package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// tag is a #word in the text.
type tag struct {
	ast.BaseInline
	name string // without #
}

var kindTag = ast.NewNodeKind("Tag")

func (n *tag) Kind() ast.NodeKind            { return kindTag }
func (n *tag) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// tagParser reads tags as Obsidian does: after a blank or at the start of a
// line, beginning with a letter, made of letters, digits, _, - and /.
type tagParser struct{}

func (tagParser) Trigger() []byte { return []byte{'#'} }

func (tagParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	if !unicode.IsSpace(block.PrecendingCharacter()) {
		return nil
	}
	line, _ := block.PeekLine()
	length := tagLength(line[1:])
	if length == 0 {
		return nil
	}
	block.Advance(1 + length)
	return &tag{name: string(line[1 : 1+length])}
}

// tagLength is how many bytes of the text are the name of a tag, 0 if it does
// not begin with one.
func tagLength(text []byte) int {
	length := 0
	for length < len(text) {
		r, size := utf8.DecodeRune(text[length:])
		if !(unicode.IsLetter(r) || length > 0 && (unicode.IsDigit(r) || unicode.IsMark(r) || r == '_' || r == '-' || r == '/')) {
			break
		}
		length += size
	}
	return len(bytes.TrimRight(text[:length], "/"))
}
