package markdown

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// compiler turns a tree into a document in one walk: HTML with holes for what
// depends on the links, plain text, and the lists of what there is.
type compiler struct {
	doc     *Document
	body    *body
	source  []byte
	labels  Labels
	naming  Naming
	notices notices

	draft *draft
	html  []byte
	plain []byte

	ids    anchors
	tables int

	quiet  int  // > 0: only plain text is wanted
	inLink bool // links do not nest
	depth  int  // of inline elements
}

// draft is where HTML and plain text grow, in turn for one body after the other.
type draft struct{ html, plain []byte }

var drafts = sync.Pool{New: func() any { return new(draft) }}

func newCompiler(b *body, labels Labels) *compiler {
	d := drafts.Get().(*draft)
	return &compiler{
		draft: d,
		doc:   &Document{}, body: b, source: b.left, labels: labels.orEnglish(), ids: anchors{},
		notices: notices{rawHTML: -1, shortcode: -1, namedLink: -1},
		html:    slices.Grow(d.html[:0], len(b.left)*3/2), plain: slices.Grow(d.plain[:0], len(b.left)),
	}
}

// compile fills the document.
func (c *compiler) compile(tree ast.Node) {
	first := firstShown(tree)
	for block := tree.FirstChild(); block != nil; block = block.NextSibling() {
		c.topBlock(block, block == first)
	}
	c.doc.static = bytes.Clone(c.html) // the draft is the next body's
	c.doc.text = strings.TrimSpace(string(c.plain))
	c.draft.html, c.draft.plain = c.html, c.plain
	drafts.Put(c.draft)
	c.doc.words = countWords(c.doc.text)
}

// firstShown is the first block that shows anything.
func firstShown(tree ast.Node) ast.Node {
	for block := tree.FirstChild(); block != nil; block = block.NextSibling() {
		if k := block.Kind(); k != ast.KindLinkReferenceDefinition && k != ast.KindHTMLBlock {
			return block
		}
	}
	return nil
}

// topBlock compiles a block of the document itself, where the title and the
// summary are found.
func (c *compiler) topBlock(block ast.Node, first bool) {
	from, headings := len(c.plain), len(c.doc.headings)
	c.block(block)
	switch n := block.(type) {
	case *ast.Heading:
		if first && n.Level == 1 && len(c.doc.headings) > headings {
			c.doc.title = c.doc.headings[0].Text
			c.doc.titleEnd, c.doc.titleHoles = len(c.html), len(c.doc.holes)
		}
	case *ast.Paragraph:
		if c.doc.summary == "" {
			c.doc.summary = foldBlanks(string(c.plain[from:]))
		}
	}
}

// blocks compiles the blocks within a block.
func (c *compiler) blocks(parent ast.Node) {
	for block := parent.FirstChild(); block != nil; block = block.NextSibling() {
		c.block(block)
	}
}

func (c *compiler) block(block ast.Node) {
	switch n := block.(type) {
	case *ast.Paragraph:
		c.paragraph(n)
	case *ast.TextBlock:
		c.lineOfText(n)
		if n.NextSibling() != nil {
			c.write("\n")
		}
	case *ast.Heading:
		c.heading(n)
	case *ast.ThematicBreak:
		c.write("<hr>\n")
	case *ast.FencedCodeBlock:
		c.code(n, languageOf(n, c.source))
	case *ast.CodeBlock:
		c.code(n, "")
	case *ast.HTMLBlock:
		note(&c.notices.rawHTML, n.Pos())
	case *ast.Blockquote:
		c.quote(n)
	case *division:
		c.callout(privateWord, 0, nil, n.FirstChild())
	case *ast.List:
		c.list(n)
	case *east.Table:
		c.table(n)
	case *east.DefinitionList:
		c.wrap("<dl>\n", n, "</dl>\n")
	case *east.DefinitionTerm:
		c.write("<dt>")
		c.name(n)
		c.inlines(n)
		c.write("</dt>\n")
		c.endLine()
	case *east.DefinitionDescription:
		c.wrap("<dd>", n, "</dd>\n")
	case *east.FootnoteList:
		c.footnotes(n)
	case *east.FootnoteBacklink:
		c.backlink(n)
	}
}

// wrap compiles the blocks of a container between two tags.
func (c *compiler) wrap(open string, n ast.Node, closing string) {
	c.write(open)
	c.blocks(n)
	c.write(closing)
}

func (c *compiler) paragraph(n *ast.Paragraph) {
	if picture := loneCaptioned(n); picture != nil {
		c.name(n)
		c.figure(picture)
		c.endLine()
		return
	}
	c.write("<p>")
	c.lineOfText(n)
	c.write("</p>\n")
}

// lineOfText compiles the text of a paragraph, which may be the text of a box
// and may end with the paragraph's name.
func (c *compiler) lineOfText(n ast.Node) {
	name := c.nameWord(c.cutBlockName(n))
	c.name(n)
	if box, ok := n.FirstChild().(*task); ok {
		c.taskText(n, box)
	} else {
		c.inlines(n)
	}
	if name != "" {
		c.write(`<span id="^` + name + `"></span>`)
	}
	c.endLine()
}

// cutBlockName takes ^name off the end of a paragraph, to which links may lead.
func (c *compiler) cutBlockName(n ast.Node) string {
	last, ok := n.LastChild().(*ast.Text)
	if !ok {
		return ""
	}
	words := last.Segment.Value(c.source)
	mark := bytes.LastIndexByte(words, '^')
	if mark < 0 || mark+1 == len(words) {
		return ""
	}
	if at := last.Segment.Start + mark; at > 0 && !util.IsSpace(c.source[at-1]) {
		return ""
	}
	for _, b := range words[mark+1:] {
		if !(b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-') {
			return ""
		}
	}
	name := string(words[mark+1:])
	if c.ids["^"+name] {
		return ""
	}
	c.ids["^"+name] = true
	c.doc.blocks = append(c.doc.blocks, name)
	last.Segment = last.Segment.WithStop(last.Segment.Stop - len(words) + mark)
	return name
}

// heading compiles a heading. One without words is none: nobody could hear it.
func (c *compiler) heading(n *ast.Heading) {
	c.name(n)
	words := c.plainOf(n)
	switch {
	case !n.HasChildren():
		return
	case words == "":
		c.write("<p>")
		c.inlines(n)
		c.write("</p>\n")
		return
	}
	index := len(c.doc.headings)
	c.doc.headings = append(c.doc.headings, Heading{
		Level: n.Level, ID: c.ids.take(words), Text: words, Pos: c.body.pos(headingStart(n, c.source)),
	})
	c.hole(headingOpen, index)
	c.inlines(n)
	c.hole(headingClose, index)
	c.endLine()
}

// headingStart is where a heading's line begins, with its #. The parser places
// underlined headings at the underline.
func headingStart(n *ast.Heading, source []byte) int {
	if n.Lines().Len() == 0 {
		return n.Pos()
	}
	start := n.Lines().At(0).Start
	if n.Pos() >= 0 && n.Pos() < start && source[n.Pos()] == '#' {
		return n.Pos()
	}
	return start
}

func (c *compiler) code(n ast.Node, language string) {
	language = c.nameWord(language)
	c.write(`<pre tabindex="0"><code`)
	if language != "" {
		c.write(` class="language-` + language + `"`)
	}
	c.write(">")
	c.piece(&piece{words: c.codeWords(n)})
	c.write("</code></pre>\n")
	c.endLine()
}

// languageOf is the first word after a fence, if it is a plain name.
func languageOf(n *ast.FencedCodeBlock, source []byte) string {
	language := n.Language(source)
	for _, b := range language {
		if !(b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-' || b == '+' || b == '_') {
			return ""
		}
	}
	return string(language)
}

func (c *compiler) quote(n *ast.Blockquote) {
	if title, ok := n.FirstChild().(*calloutTitle); ok {
		c.callout(title.kind, title.fold, title, title.NextSibling())
		return
	}
	c.wrap("<blockquote>\n", n, "</blockquote>\n")
}

// callout compiles a callout of which the title, if any, and the first block
// are given.
func (c *compiler) callout(kind string, fold byte, title *calloutTitle, first ast.Node) {
	if title != nil && title.private {
		kind = privateWord
	}
	if kind = c.nameWord(kind); kind == "" {
		kind = "note"
	}
	open, closing := `<aside role="note" class="callout callout-`+calloutClass(kind)+`">`+"\n", "</aside>\n"
	titleTag := "p"
	if fold != 0 {
		open, closing, titleTag = `<details class="callout callout-`+calloutClass(kind)+`"`, "</details>\n", "summary"
		if fold == '+' {
			open += " open"
		}
		open += ">\n"
	}
	c.write(open)
	c.write("<" + titleTag + ` class="callout-title">`)
	if title != nil {
		c.name(title)
	}
	if title != nil && title.HasChildren() {
		c.inlines(title)
	} else {
		c.text([]byte(cmp.Or(c.labels.Callouts[kind], capitalised(kind))))
	}
	c.write("</" + titleTag + ">\n")
	c.endLine()
	for block := first; block != nil; block = block.NextSibling() {
		c.block(block)
	}
	c.write(closing)
}

// calloutClass makes a class of an author's word.
func calloutClass(kind string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, kind)
}

func (c *compiler) list(n *ast.List) {
	tag := "ul"
	open := "<ul"
	if n.IsOrdered() {
		tag, open = "ol", "<ol"
		if n.Start != 1 {
			open += ` start="` + strconv.Itoa(n.Start) + `"`
		}
	}
	if n.FirstChild() != nil && taskOf(n.FirstChild()) != nil {
		open += ` class="tasks"`
	}
	c.write(open + ">\n")
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		c.item(item)
	}
	c.write("</" + tag + ">\n")
}

func (c *compiler) item(item ast.Node) {
	c.write("<li")
	if box := taskOf(item); box != nil {
		c.write(` class="task task-` + markClass(box.mark) + `"`)
	}
	c.write(">")
	c.blocks(item)
	c.write("</li>\n")
}

// taskText compiles a box and its text. The label makes the text the name of
// the box.
func (c *compiler) taskText(n ast.Node, box *task) {
	index := len(c.doc.boxes)
	c.doc.boxes = append(c.doc.boxes, Box{Mark: box.mark, Pos: c.body.pos(box.Pos())})
	words := c.plainOf(n)
	c.write(`<label><input type="checkbox" disabled`)
	if box.mark == Ticked {
		c.write(" checked")
	}
	if words == "" {
		c.write(` aria-label="`)
		c.label(c.labels.Task)
		c.write(`"`)
	}
	c.write("> ")
	c.inlines(n)
	c.taskState(box.mark)
	c.write("</label>")
	c.doc.boxes[index].Text, c.doc.boxes[index].Step = splitStep(words)
	c.doc.boxes[index].Above = c.above()
}

// above are the headings that what comes next stands under, the nearest first:
// each of a higher rank than the one before.
func (c *compiler) above() []string {
	var texts []string
	level := 7
	for _, h := range slices.Backward(c.doc.headings) {
		if h.Level < level {
			texts, level = append(texts, h.Text), h.Level
		}
	}
	return texts
}

// taskState says in words what a checkbox cannot show.
func (c *compiler) taskState(mark Mark) {
	state := ""
	switch mark {
	case Dropped:
		state = c.labels.Dropped
	case Working:
		state = c.labels.Working
	default:
		return
	}
	c.write(` <small class="task-state">(`)
	c.label(state)
	c.write(")</small>")
}

func markClass(mark Mark) string {
	switch mark {
	case Ticked:
		return "done"
	case Dropped:
		return "dropped"
	case Working:
		return "working"
	}
	return "open"
}
