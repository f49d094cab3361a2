package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Some steps of goldmark grow with the square of what they read. The parsers
// here leave them out where a body is larger than any person writes, so that a
// file of a megabyte is read in about a second whatever is in it.

// deepest is how many blocks may be open within each other. A list counts
// twice, for itself and for its item. Browsers stop at 512 elements, and no
// person nests like that.
const deepest = 100

// mostLines is how many lines a paragraph may have for brackets to mean
// something in it.
const mostLines = 4000

// mostFootnotes is how many footnotes a body may have; more are text.
const mostFootnotes = 2000

// mostParentheses may be open in the destination of a link; cmark's limit.
const mostParentheses = 32

// bounded is a parser of containers that opens none beyond the deepest level;
// its marks are text there.
type bounded struct{ parser.BlockParser }

func (p bounded) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) < deepest {
		return p.BlockParser.Open(parent, reader, pc)
	}
	if seen := structureOf(pc); seen.deep < 0 {
		_, line := reader.Position()
		seen.deep = line.Start
	}
	return nil, parser.NoChildren
}

// boundedFootnotes keeps footnotes out of footnotes, as goldmark collects them in
// a list that it would then have to put into itself, and stops at a number, as
// it looks through the list for each reference.
type boundedFootnotes struct{ parser.BlockParser }

func (p boundedFootnotes) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	seen := structureOf(pc)
	if seen.notes >= mostFootnotes {
		return nil, parser.NoChildren
	}
	for around := parent; around != nil; around = around.Parent() {
		if _, inside := around.(*east.Footnote); inside {
			return nil, parser.NoChildren
		}
	}
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node != nil {
		seen.notes++
	}
	return node, state
}

// boundedReferences reads references to footnotes.
type boundedReferences struct{ parser.InlineParser }

func (p boundedReferences) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if parent.Lines().Len() > mostLines {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// boundedDefinitions reads the definitions of reference links.
type boundedDefinitions struct{ parser.ParagraphTransformer }

func (p boundedDefinitions) Transform(paragraph *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if paragraph.Lines().Len() <= mostLines {
		p.ParagraphTransformer.Transform(paragraph, reader, pc)
	}
}

// boundedLinks reads links. Goldmark looks for the end of a destination to the
// end of the line, again for each link of the line.
type boundedLinks struct{ parser.InlineParser }

func (p boundedLinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if parent.Lines().Len() > mostLines {
		return nil
	}
	line, _ := block.PeekLine()
	if len(line) > 2 && line[0] == ']' && line[1] == '(' && endless(line[2:]) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// CloseBlock ends what the parser began in a block.
func (p boundedLinks) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// endless tells whether a destination seems to have no end.
func endless(destination []byte) bool {
	if destination[0] == '<' {
		for _, c := range destination[:min(len(destination), longestMark)] {
			if c == '>' || c == '\n' {
				return false
			}
		}
		return len(destination) > longestMark
	}
	open := 0
	for _, c := range destination {
		switch {
		case c == '(':
			open++
		case c == ')':
			open--
		}
		if open > mostParentheses {
			return true
		}
		if open < 0 || util.IsSpace(c) {
			return false
		}
	}
	return false
}
