package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// mostInline is how many inline elements may be within each other; further
// ones are left out and their text stays.
const mostInline = 50

// inlines compiles the inline content of a node. Tags of raw HTML are left out,
// and with some elements what they contain; if such an element does not end
// here, the rest goes with it.
func (c *compiler) inlines(parent ast.Node) {
	hidden := ""
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if raw, ok := n.(*ast.RawHTML); ok {
			hidden = c.rawHTML(raw, hidden)
		} else if hidden == "" {
			c.inline(n)
		}
	}
}

// rawHTML leaves out a tag and tells which element's content is hidden from here
// on. A line break is no more than Markdown can say, so it stays.
func (c *compiler) rawHTML(n *ast.RawHTML, hidden string) string {
	name, closing := tagName(n.Segments.Value(c.source))
	switch {
	case hidden != "":
		if closing && name == hidden {
			return ""
		}
		return hidden
	case name == "br":
		c.lineBreak()
		return ""
	}
	note(&c.notices.rawHTML, n.Segments.At(0).Start)
	if !closing && slices.Contains(hiddenContent, name) {
		return name
	}
	return ""
}

func (c *compiler) inline(node ast.Node) {
	switch n := node.(type) {
	case *ast.Text:
		c.textNode(n)
	case *ast.CodeSpan:
		c.codeSpan(n)
	case *ast.Emphasis:
		tag := "em"
		if n.Level > 1 {
			tag = "strong"
		}
		c.element(tag, n)
	case *east.Strikethrough:
		c.element("del", n)
	case *highlight:
		c.element("mark", n)
	case *ast.Link:
		c.link(n)
	case *ast.AutoLink:
		c.autoLink(n)
	case *ast.Image:
		c.image(n)
	case *wikilink:
		c.wikilink(n)
	case *tag:
		c.tag(n)
	case *piece:
		c.piece(n)
	case *shortcode:
		note(&c.notices.shortcode, n.words.Start)
		c.text(n.words.Value(c.source))
	case *east.FootnoteLink:
		c.footnoteLink(n)
	case *east.FootnoteBacklink:
		c.backlink(n)
	}
}

func (c *compiler) element(tag string, n ast.Node) {
	c.depth++
	shown := c.depth <= mostInline
	if shown {
		c.write("<" + tag + ">")
	}
	c.inlines(n)
	if shown {
		c.write("</" + tag + ">")
	}
	c.depth--
}

func (c *compiler) textNode(n *ast.Text) {
	c.joinText(n)
	words := n.Segment.Value(c.source)
	c.noteCalls(words, n.Segment.Start)
	if !n.IsRaw() {
		words = unescape(words)
	}
	c.text(words)
	switch {
	case n.HardLineBreak():
		c.lineBreak()
	case n.SoftLineBreak():
		c.text([]byte{'\n'})
	}
}

// joinText takes in the pieces of text that follow. The parser cuts text where a
// mark might have begun, even within &#39;.
func (c *compiler) joinText(n *ast.Text) {
	for next := n.NextSibling(); next != nil && n.Segment.Stop > 0 && n.Merge(next, c.source); next = n.NextSibling() {
		n.Parent().RemoveChild(n.Parent(), next)
	}
}

func (c *compiler) lineBreak() {
	c.write("<br>\n")
	c.plain = append(c.plain, ' ')
}

func (c *compiler) codeSpan(n *ast.CodeSpan) {
	c.write("<code>")
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch t := child.(type) {
		case *ast.Text:
			c.text(t.Segment.Value(c.source))
		case *piece:
			c.piece(t)
		}
	}
	c.write("</code>")
}

// tag compiles a #tag. In a link it is part of the link's text only.
func (c *compiler) tag(n *tag) {
	name := c.nameTag(n.name)
	words := []byte("#" + name)
	if c.inLink || c.quiet > 0 {
		c.text(words)
		return
	}
	if !slices.Contains(c.doc.tags, name) {
		c.doc.tags = append(c.doc.tags, name)
	}
	c.write(`<span class="tag">`)
	c.text(words)
	c.write("</span>")
}

// write adds HTML of our own.
func (c *compiler) write(html string) {
	if c.quiet == 0 {
		c.html = append(c.html, html...)
	}
}

// label adds words of ours, which are no words of the document.
func (c *compiler) label(words string) {
	if c.quiet == 0 {
		c.html = appendEscaped(c.html, []byte(words))
	}
}

// text adds words to the HTML and to the plain text.
func (c *compiler) text(words []byte) {
	c.plain = append(c.plain, words...)
	if c.quiet == 0 {
		c.html = appendEscaped(c.html, words)
	}
}

// endLine ends a block in the plain text.
func (c *compiler) endLine() {
	c.plain = bytes.TrimRight(c.plain, " ")
	if n := len(c.plain); n > 0 && c.plain[n-1] != '\n' {
		c.plain = append(c.plain, '\n')
	}
}

// plainOf gives the words of a node and leaves no trace of them.
func (c *compiler) plainOf(n ast.Node) string {
	from := len(c.plain)
	c.quiet++
	c.inlines(n)
	c.quiet--
	words := foldBlanks(string(c.plain[from:]))
	c.plain = c.plain[:from]
	return words
}

func capitalised(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + strings.ReplaceAll(word[size:], "-", " ")
}
