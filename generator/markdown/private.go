package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"journal/generator/diag"
)

// privateWord marks callouts and ::: blocks that only the author may see.
const privateWord = "private"

// mostParsing bounds the bytes that are parsed in search of private parts, as a
// body is parsed anew after each round of cuts. Ordinary bodies need two or
// three rounds.
const mostParsing = 8 << 20

// cutter takes the private parts out of a body.
type cutter struct {
	body     *body
	whole    bool // leave callouts and ::: blocks in
	found    bool // there is a private part, cut or left in
	messages diag.List

	firstPercent int  // where the first %% stands in the body as written, or -1
	misspelt     bool // told already
}

// cutPrivate cuts until a round finds nothing more, so that in the end every
// mark that is left stands in what the parser itself takes for code. It gives
// the structure of what is left.
func (c *cutter) cutPrivate() *structure {
	c.firstPercent = -1
	for parsed := 0; ; {
		seen := parse(c.body.left)
		if !mayHidePrivate(c.body.left) {
			return seen
		}
		parsed += len(c.body.left)
		cuts := c.round(seen)
		if len(cuts) == 0 {
			return seen
		}
		if parsed > mostParsing {
			cuts = append(cuts, span{cuts[0].start, len(c.body.left)})
			c.doubt(cuts[0].start, 1, "there are more private parts here than can be told apart, so the text from here on is left out", "")
		}
		c.found = true
		c.body.cut(cuts)
	}
}

// mayHidePrivate is a quick look that spares most bodies the search.
func mayHidePrivate(text []byte) bool {
	return bytes.Contains(text, percents) || bytes.Contains(text, commentOpen) ||
		bytes.Contains(text, colons) || bytes.Contains(text, calloutOpen)
}

var (
	percents     = []byte("%%")
	commentOpen  = []byte("<!--")
	commentClose = []byte("-->")
	colons       = []byte(":::")
	calloutOpen  = []byte("[!")
)

// round finds what has to be cut from the body as it is now.
func (c *cutter) round(seen *structure) []span {
	code := codeSpans(seen.tree)
	cuts := c.comments(code)
	for _, part := range seen.private {
		c.found = true
		c.tellPart(part)
		if !c.whole {
			cuts = append(cuts, part.span)
		}
	}
	if len(cuts) == 0 && !c.whole {
		cuts = c.misplaced(code)
	}
	return cuts
}

func (c *cutter) tellPart(part privatePart) {
	if part.misspelt && !c.misspelt {
		c.misspelt = true
		c.messages = append(c.messages, c.body.message("W305", c.body.pos(part.start), 1,
			`write "private" to say so, or another word if everybody may read it`,
			`this word looks like "private", so the block is treated as private`))
	}
	if part.open {
		c.doubt(part.start, len(colons), "::: private is opened here and not closed, so the text from here on is left out",
			"close it with a line that is only :::, with as many colons")
	}
}

// misplaced finds what looks like the start of a private block but does not
// stand where one can start. Nobody can tell what it was meant to cover.
func (c *cutter) misplaced(code []span) []span {
	text := c.body.left
	for at := 0; at < len(text); at++ {
		if (text[at] != '[' && text[at] != ':') || !opensPrivate(text[at:]) || inSpan(code, at) {
			continue
		}
		c.doubt(at, 1, "this looks like the start of a private part but does not stand where one can start, so the text from here on is left out",
			"begin a block quote with > [!private], or a line with ::: private; to show the words, write them as `code`")
		return []span{{at, len(text)}}
	}
	return nil
}

// opensPrivate tells whether a text begins with [!private or ::: private, in
// any case and with any blanks, braces or dots between.
func opensPrivate(text []byte) bool {
	rest, bracket := bytes.CutPrefix(text, calloutOpen)
	if !bracket {
		if !bytes.HasPrefix(text, colons) {
			return false
		}
		rest = bytes.TrimLeft(text, ":")
	}
	rest = bytes.TrimLeft(rest, " \t{.")
	return len(rest) >= len(privateWord) && bytes.EqualFold(rest[:len(privateWord)], []byte(privateWord))
}

// doubt reports that more was cut than the author may have meant.
func (c *cutter) doubt(at, length int, text, hint string) {
	c.messages = append(c.messages, c.body.message("W302", c.body.pos(at), length, hint, text))
}

// codeSpans lists, sorted, what the parser takes for code in fences or between
// backticks. Indented code is left out on purpose: one blank more or less makes
// text of it.
func codeSpans(tree ast.Node) []span {
	var spans []span
	var visit func(ast.Node)
	visit = func(n ast.Node) {
		switch n.Kind() {
		case ast.KindFencedCodeBlock:
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				spans = append(spans, span{line.Start, line.Stop})
			}
		case ast.KindCodeSpan:
			for child := n.FirstChild(); child != nil; child = child.NextSibling() {
				if t, ok := child.(*ast.Text); ok {
					spans = append(spans, span{t.Segment.Start, t.Segment.Stop})
				}
			}
		default:
			for child := n.FirstChild(); child != nil; child = child.NextSibling() {
				visit(child)
			}
		}
	}
	visit(tree)
	return merged(spans)
}

// inSpan tells whether a place lies within one of sorted spans.
func inSpan(spans []span, at int) bool {
	low, high := 0, len(spans)
	for low < high {
		middle := (low + high) / 2
		if spans[middle].end <= at {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low < len(spans) && spans[low].start <= at
}
