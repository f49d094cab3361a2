package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// division is a block between ::: private and :::. Others than private ones
// are no marks of ours and stay text.
type division struct {
	ast.BaseBlock
	start    int
	fence    int // colons in the opening line
	inner    int // fences opened within and not yet closed
	closed   bool
	misspelt bool
}

var kindDivision = ast.NewNodeKind("Division")

func (n *division) Kind() ast.NodeKind            { return kindDivision }
func (n *division) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// divisionParser reads divisions. A fence with a word opens one, within a
// private one too; a bare fence closes the innermost, but the private one only
// if it is as long as the fence that opened it. So a slip hides too much
// rather than too little.
type divisionParser struct{}

func (divisionParser) Trigger() []byte { return []byte{':'} }

func (divisionParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	fence, word := parseFence(line)
	if fence == 0 {
		return nil, parser.NoChildren
	}
	private, misspelt := readPrivate(word)
	if !private {
		return nil, parser.NoChildren
	}
	_, at := reader.Position()
	start := at.Start + bytes.IndexByte(reader.Source()[at.Start:], ':')
	reader.AdvanceToEOL()
	return &division{start: start, fence: fence, misspelt: misspelt}, parser.HasChildren
}

func (divisionParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	n := node.(*division)
	line, _ := reader.PeekLine()
	fence, word := parseFence(line)
	if fence == 0 || inVerbatim(pc.LastOpenedBlock().Node) {
		return parser.Continue | parser.HasChildren
	}
	switch {
	case word != "":
		n.inner++
	case n.inner > 0:
		n.inner--
	case fence >= n.fence:
		n.closed = true
	}
	reader.AdvanceToEOL()
	if n.closed {
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

func (divisionParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	n := node.(*division)
	part := privatePart{span: upTo(reader, n.start), open: !n.closed, misspelt: n.misspelt}
	if n.closed {
		// The present line is the closing fence itself.
		_, at := reader.Position()
		part.end = at.Start
	} else {
		part.end = len(reader.Source())
	}
	seen := structureOf(pc)
	seen.private = append(seen.private, part)
}

func (divisionParser) CanInterruptParagraph() bool { return true }
func (divisionParser) CanAcceptIndentedLine() bool { return false }

// parseFence reads a line of three or more colons and the first word after
// them, if any. It gives 0 if the line is none.
func parseFence(line []byte) (colons int, word string) {
	if width, _ := util.IndentWidth(line, 0); width > 3 {
		return 0, ""
	}
	line = bytes.TrimSpace(line)
	for colons < len(line) && line[colons] == ':' {
		colons++
	}
	if colons < 3 {
		return 0, ""
	}
	words := bytes.FieldsFunc(line[colons:], func(r rune) bool { return strings.ContainsRune(" \t{}.:", r) })
	if len(words) == 0 {
		return colons, ""
	}
	return colons, string(words[0])
}

// inVerbatim tells whether the next line belongs to a block whose lines are
// never Markdown, so that a fence there may be part of what is shown.
func inVerbatim(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.FencedCodeBlock:
		return true
	case *ast.HTMLBlock:
		return n.HTMLBlockType < ast.HTMLBlockType6
	}
	return false
}
