package markdown

import (
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// dialect is the parser of our Markdown. It keeps nothing between two bodies.
var dialect = sync.OnceValue(newDialect)

// newDialect lists what our Markdown knows. The numbers are goldmark's: what
// stands lower is asked first.
func newDialect() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(bounded{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(bounded{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(bounded{quoteParser{parser.NewBlockquoteParser()}}, 800),
			util.Prioritized(bounded{divisionParser{}}, 850),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(bounded{boundedFootnotes{extension.NewFootnoteBlockParser()}}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(taskParser{}, 0),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(boundedReferences{extension.NewFootnoteParser()}, 101),
			util.Prioritized(wikiParser{}, 150),
			util.Prioritized(boundedLinks{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(shortcodeParser{}, 450),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
			util.Prioritized(highlightParser{}, 500),
			util.Prioritized(tagParser{}, 600),
			util.Prioritized(extension.NewLinkifyParser(), 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(calloutTransformer{}, 50),
			util.Prioritized(boundedDefinitions{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}

// structure is a parsed body, and what was seen on the way.
type structure struct {
	tree ast.Node

	private []privatePart // callouts and ::: blocks, in the order they end
	deep    int           // where the nesting was stopped first, or -1
	notes   int           // footnotes so far
}

// privatePart is a block that only the author may see.
type privatePart struct {
	span
	open     bool // it has no end of its own
	misspelt bool
}

var structureKey = parser.NewContextKey()

// parse reads the structure of a text.
func parse(source []byte) *structure {
	seen := &structure{deep: -1}
	pc := parser.NewContext()
	pc.Set(structureKey, seen)
	seen.tree = dialect().Parse(text.NewReader(source), parser.WithContext(pc))
	return seen
}

func structureOf(pc parser.Context) *structure { return pc.Get(structureKey).(*structure) }

// lineStart is where the reader's present line begins, or the end of the text.
func lineStart(reader text.Reader) int {
	source := reader.Source()
	if line, _ := reader.PeekLine(); line == nil {
		return len(source)
	}
	_, at := reader.Position()
	start := at.Start
	for start > 0 && source[start-1] != '\n' {
		start--
	}
	return start
}
