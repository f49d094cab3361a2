package markdown

import (
	"strconv"

	east "github.com/yuin/goldmark/extension/ast"
)

// footnotes compiles the notes at the end of the document. The section has a
// name instead of a heading, so that it adds none to the page.
func (c *compiler) footnotes(n *east.FootnoteList) {
	c.write(`<section class="footnotes" role="doc-endnotes" aria-label="`)
	c.label(c.labels.Footnotes)
	c.write("\">\n<ol>\n")
	for note := n.FirstChild(); note != nil; note = note.NextSibling() {
		c.wrap(`<li id="fn:`+strconv.Itoa(note.(*east.Footnote).Index)+"\">\n", note, "</li>\n")
	}
	c.write("</ol>\n</section>\n")
}

// footnoteLink compiles the number in the text. It is no word of the text.
func (c *compiler) footnoteLink(n *east.FootnoteLink) {
	number := strconv.Itoa(n.Index)
	c.write(`<sup id="` + referenceID(n.Index, n.RefIndex) + `">`)
	if c.inLink {
		c.write(number + "</sup>")
		return
	}
	c.write(`<a class="footnote-ref" role="doc-noteref" href="#fn:` + number + `" aria-label="`)
	c.noteName(number)
	c.write(`">` + number + "</a></sup>")
}

// backlink compiles the way from a note back to the text.
func (c *compiler) backlink(n *east.FootnoteBacklink) {
	c.write(` <a class="footnote-back" role="doc-backlink" href="#` + referenceID(n.Index, n.RefIndex) + `" aria-label="`)
	c.noteName(strconv.Itoa(n.Index))
	c.write(": ")
	c.label(c.labels.Back)
	if n.RefCount > 1 {
		c.write(" " + strconv.Itoa(n.RefIndex+1))
	}
	c.write(`">↩&#xFE0E;</a>`)
}

func (c *compiler) noteName(number string) {
	c.label(c.labels.Note)
	c.write(" " + number)
}

// referenceID is the id of one of the places from which a note is referred to.
func referenceID(note, place int) string {
	id := "fnref:" + strconv.Itoa(note)
	if place > 0 {
		id += ":" + strconv.Itoa(place+1)
	}
	return id
}
