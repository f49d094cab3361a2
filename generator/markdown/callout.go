package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"journal/generator/diag"
)

// calloutTitle is the first line of a block quote that is a callout, as
// Obsidian writes it: > [!type]- title. Its children are the title, if there
// is one.
type calloutTitle struct {
	ast.BaseBlock
	kind     string // lower case, without what follows a |
	fold     byte   // '+' open, '-' closed, 0 not foldable
	private  bool
	misspelt bool // private is our guess
}

var kindCalloutTitle = ast.NewNodeKind("CalloutTitle")

func (n *calloutTitle) Kind() ast.NodeKind            { return kindCalloutTitle }
func (n *calloutTitle) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// calloutTransformer splits the marker line off the first paragraph of a quote.
type calloutTransformer struct{}

func (calloutTransformer) Transform(paragraph *ast.Paragraph, reader text.Reader, pc parser.Context) {
	quote, ok := paragraph.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != ast.Node(paragraph) || paragraph.Lines().Len() == 0 {
		return
	}
	line := paragraph.Lines().At(0)
	title, length := parseCalloutMarker(reader.Source()[line.Start:line.Stop])
	if title == nil {
		return
	}
	words := text.NewSegment(line.Start+length, line.Stop)
	words = words.TrimLeftSpace(reader.Source())
	words = words.TrimRightSpace(reader.Source())
	if !words.IsEmpty() {
		title.Lines().Append(words)
	}
	quote.InsertBefore(quote, paragraph, title)
	paragraph.Lines().SetSliced(1, paragraph.Lines().Len())
	if paragraph.Lines().Len() == 0 {
		quote.RemoveChild(quote, paragraph)
	}
}

// parseCalloutMarker reads [!type], with a fold mark if there is one, at the
// start of a line, and gives its length. Some editors escape brackets whenever
// they save, so an escaped private one counts as well.
func parseCalloutMarker(line []byte) (*calloutTitle, int) {
	rest, escaped := bytes.CutPrefix(bytes.TrimLeft(line, " \t"), []byte{'\\'})
	if !bytes.HasPrefix(rest, []byte("[!")) {
		return nil, 0
	}
	end := bytes.IndexByte(rest, ']')
	if end < 0 {
		return nil, 0
	}
	kind, _, _ := strings.Cut(string(rest[len("[!"):end]), "|")
	kind = strings.ToLower(strings.TrimSpace(strings.TrimSuffix(kind, `\`)))
	if kind == "" {
		return nil, 0
	}
	title := &calloutTitle{kind: kind}
	title.private, title.misspelt = readPrivate(kind)
	if escaped && !title.private {
		return nil, 0
	}
	rest = rest[end+1:]
	if len(rest) > 0 && (rest[0] == '+' || rest[0] == '-') {
		title.fold = rest[0]
		rest = rest[1:]
	}
	return title, len(line) - len(rest)
}

// readPrivate tells whether a word says "private", or was meant to.
func readPrivate(word string) (private, misspelt bool) {
	if strings.EqualFold(word, privateWord) {
		return true, false
	}
	near := diag.Nearest(word, []string{privateWord}) != ""
	return near, near
}

// quoteParser reads block quotes and keeps in mind where private ones stand.
type quoteParser struct{ parser.BlockParser }

var quoteStart = []byte("start")

func (p quoteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, at := reader.Position()
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node != nil {
		start := at.Start + bytes.IndexByte(reader.Source()[at.Start:], '>')
		node.SetAttribute(quoteStart, start)
	}
	return node, state
}

func (p quoteParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	title, ok := node.FirstChild().(*calloutTitle)
	if !ok || !title.private {
		return
	}
	start, _ := node.Attribute(quoteStart)
	seen := structureOf(pc)
	seen.private = append(seen.private, privatePart{
		span:     upTo(reader, start.(int)),
		misspelt: title.misspelt,
	})
}

// upTo is the span from a place to the end of the line before the present one.
// The line end stays: with the container's marks before the place it makes an
// empty line, which keeps apart what stands before and after.
func upTo(reader text.Reader, start int) span {
	end := lineStart(reader)
	if end > start && reader.Source()[end-1] == '\n' {
		end--
	}
	return span{start, end}
}
