package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// picture is what an image or an embed has beside its link.
type picture struct {
	size  pictureSize // as the author wished
	title string      // as written after the target
}

// addLink notes a link and gives its number.
func (c *compiler) addLink(l Link, at int) int {
	l.Pos = c.body.pos(at)
	c.doc.links = append(c.doc.links, l)
	return len(c.doc.links) - 1
}

// link compiles [text](target). A link in a link is its text.
func (c *compiler) link(n *ast.Link) {
	if c.inLink || c.quiet > 0 {
		c.inlines(n)
		return
	}
	target, fragment := splitAddress(n.Destination)
	if c.namesSomebody(target, fragment) {
		note(&c.notices.namedLink, n.Pos())
		c.inlines(n)
		return
	}
	index := c.addLink(Link{Kind: Inline, Target: target, Fragment: c.nameFragment(fragment)}, n.Pos())
	c.linked(index, c.nameTitle(n.Title), func() { c.inlines(n) })
}

// linked compiles the text of a link between its tags.
func (c *compiler) linked(index int, title string, text func()) {
	c.holeTitled(linkOpen, index, title)
	c.inLink = true
	from := len(c.plain)
	text()
	c.doc.links[index].Text = foldBlanks(string(c.plain[from:]))
	c.inLink = false
	c.hole(linkClose, index)
}

// autoLink compiles an address that stands in the text.
func (c *compiler) autoLink(n *ast.AutoLink) {
	label := n.Label(c.source)
	if c.inLink || c.quiet > 0 {
		c.text(label)
		return
	}
	target, fragment, _ := strings.Cut(autoLinkAddress(n, c.source), "#")
	index := c.addLink(Link{Kind: Inline, Target: target, Fragment: fragment}, autoLinkStart(n, c.source))
	c.linked(index, "", func() { c.text(label) })
}

// autoLinkAddress is where an address that stands in the text leads.
func autoLinkAddress(n *ast.AutoLink, source []byte) string {
	address := string(n.URL(source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
		address = "mailto:" + address
	}
	return address
}

// autoLinkStart is where such an address begins. The parser counts the blank or mark
// before a bare address to it.
func autoLinkStart(n *ast.AutoLink, source []byte) int {
	at := n.Pos()
	if at >= 0 && at < len(source) && source[at] != n.Label(source)[0] && source[at] != '<' {
		at++
	}
	return at
}

// image compiles ![alt](target "title").
func (c *compiler) image(n *ast.Image) { c.imageAs(pictureHole, n) }

// figure compiles an image that is a paragraph of its own and has a title.
func (c *compiler) figure(n *ast.Image) { c.imageAs(figureHole, n) }

func (c *compiler) imageAs(kind holeKind, n *ast.Image) {
	alt, size := cutSize(c.plainOf(n))
	if c.quiet == 0 {
		target, fragment := splitAddress(n.Destination)
		if c.namesSomebody(target, fragment) {
			note(&c.notices.namedLink, n.Pos())
			c.text([]byte(alt))
			return
		}
		index := c.addLink(Link{Kind: Image, Target: target, Fragment: c.nameFragment(fragment), Text: alt}, n.Pos())
		c.addPicture(index, picture{size: size, title: c.nameTitle(n.Title)})
		c.hole(kind, index)
	}
	c.plain = append(c.plain, alt...)
	if kind == figureHole {
		c.plain = append(append(c.plain, ' '), c.nameTitle(n.Title)...)
	}
}

func (c *compiler) addPicture(index int, p picture) {
	if c.doc.pictures == nil {
		c.doc.pictures = map[int]picture{}
	}
	c.doc.pictures[index] = p
}

// loneCaptioned is the image with a title that is all of a paragraph, or nil.
func loneCaptioned(n *ast.Paragraph) *ast.Image {
	image, ok := n.FirstChild().(*ast.Image)
	if !ok || n.ChildCount() != 1 || len(image.Title) == 0 {
		return nil
	}
	return image
}

// wikilink compiles [[target]] and ![[target]].
func (c *compiler) wikilink(n *wikilink) {
	file, fragment := splitWiki(n.target)
	if c.namesSomebody(file, fragment) {
		note(&c.notices.namedLink, n.Pos())
		c.text([]byte(n.words))
		return
	}
	l := Link{Kind: Wiki, Target: file, Fragment: c.nameFragment(fragment), Text: n.words}
	kind := wikiHole
	if n.embed {
		l.Kind, kind = Embed, pictureHole
	}
	words := l.Text
	if words == "" && !n.embed {
		words = wordsOf(&l)
	}
	if c.quiet > 0 || (c.inLink && !n.embed) {
		c.text([]byte(words))
		return
	}
	c.plain = append(c.plain, words...)
	index := c.addLink(l, n.Pos())
	if n.embed {
		c.addPicture(index, picture{size: n.size})
	}
	c.hole(kind, index)
}
