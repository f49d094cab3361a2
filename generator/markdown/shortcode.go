package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// shortcode is a piece of another program's template language. It is shown as
// it was written.
type shortcode struct {
	ast.BaseInline
	words text.Segment
}

var kindShortcode = ast.NewNodeKind("Shortcode")

func (n *shortcode) Kind() ast.NodeKind            { return kindShortcode }
func (n *shortcode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// longestMark bounds the bytes that are searched for the end of a shortcode or a
// wikilink, so that a line of nothing but their beginnings is read in no time.
const longestMark = 1000

// shortcodeParser reads Hugo's {{< >}} and {{% %}} and Liquid's {% %} and {{ }},
// each on one line.
type shortcodeParser struct{}

func (shortcodeParser) Trigger() []byte { return []byte{'{'} }

func (shortcodeParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, at := block.PeekLine()
	var end []byte
	switch {
	case bytes.HasPrefix(line, []byte("{{")):
		end = []byte("}}")
	case bytes.HasPrefix(line, []byte("{%")):
		end = []byte("%}")
	default:
		return nil
	}
	length := bytes.Index(line[2:min(len(line), longestMark)], end)
	if length < 0 {
		return nil
	}
	length += 2 + len(end)
	block.Advance(length)
	return &shortcode{words: text.NewSegment(at.Start, at.Start+length)}
}
