package markdown

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"journal/generator/pseudonym"
)

// Naming says what becomes of the people and firms that a body names.
type Naming struct {
	Names *pseudonym.Names // nil names nobody
	// Mark leaves real names in, in an element that tells what others read. Only
	// the author may see such a document.
	Mark bool
}

// replaces reports whether names have to be replaced, everywhere.
func (n Naming) replaces() bool { return n.Names != nil && !n.Mark }

// replace gives a line that stands by itself, such as a title, with public names.
func (n Naming) replace(line string) string {
	if !n.replaces() {
		return line
	}
	return n.Names.Replace(line)
}

// piece is a stretch of text that was taken out of the tree, because part of it
// names somebody: words as they are shown, one after another.
type piece struct {
	ast.BaseInline
	words      []named
	soft, hard bool // a line ends behind it
}

// named are words, and, where they name somebody and are only marked, what others
// read.
type named struct {
	words  string
	public string
}

var kindPiece = ast.NewNodeKind("Piece")

func (n *piece) Kind() ast.NodeKind            { return kindPiece }
func (n *piece) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// leaf is a node that holds text, and where its words are among those of its line.
type leaf struct {
	node       ast.Node
	start, end int
}

// line is the decoded text of a block, as it is read across all markup within.
type line struct {
	text   []byte
	leaves []leaf
}

// name replaces or marks the names in the inline content of a block. It comes
// before anything is made of the block, so that its HTML, its plain text, its id
// and its links all say the same.
func (c *compiler) name(block ast.Node) {
	if c.naming.Names == nil {
		return
	}
	var l line
	c.gather(block, &l)
	text := string(l.text)
	matches := c.naming.Names.All(text)
	for _, leaf := range l.leaves {
		if words, touched := c.rename(text, leaf, matches); touched {
			c.put(leaf, words, matches)
		}
	}
}

// gather reads the text of a node's descendants in order.
func (c *compiler) gather(parent ast.Node, l *line) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		start := len(l.text)
		switch n := n.(type) {
		case *ast.Text:
			c.joinText(n)
			words := n.Segment.Value(c.source)
			if _, code := parent.(*ast.CodeSpan); !code && !n.IsRaw() {
				words = unescape(words)
			}
			l.text = append(l.text, words...)
			l.leaves = append(l.leaves, leaf{n, start, len(l.text)})
			if n.SoftLineBreak() || n.HardLineBreak() {
				l.text = append(l.text, '\n')
			}
			continue
		case *ast.AutoLink:
			l.text = append(l.text, n.Label(c.source)...)
		case *shortcode:
			l.text = append(l.text, n.words.Value(c.source)...)
		case *wikilink:
			l.text = append(l.text, shownBy(n)...)
		case *tag:
			// A tag has rules of its own; see nameTag. Nothing reads across it.
			l.text = append(l.text, '\x00')
			continue
		default:
			c.gather(n, l)
			continue
		}
		l.leaves = append(l.leaves, leaf{n, start, len(l.text)})
	}
}

// shownBy is what a wikilink shows, apart from the title of what it leads to.
func shownBy(n *wikilink) string {
	if n.words != "" || n.embed {
		return n.words
	}
	file, fragment := splitWiki(n.target)
	return wordsOf(&Link{Target: file, Fragment: fragment})
}

// rename gives a leaf's words anew, if a match touches it. A name that goes on over
// several leaves stands, as a public one, in the first of them.
func (c *compiler) rename(text string, l leaf, matches []pseudonym.Match) (words []named, touched bool) {
	at := l.start
	for _, m := range matches {
		if m.End <= l.start || m.Start >= l.end {
			continue
		}
		from, to := max(m.Start, l.start), min(m.End, l.end)
		words = append(words, named{words: text[at:from]})
		public := c.naming.Names.Public(text, m)
		switch {
		case c.naming.Mark:
			words = append(words, named{text[from:to], c.naming.Names.Name(m.Who).Public})
		case m.Start >= l.start:
			words = append(words, named{words: public})
		}
		at, touched = to, true
	}
	return append(words, named{words: text[at:l.end]}), touched
}

// put puts words in the place of a leaf's.
func (c *compiler) put(l leaf, words []named, matches []pseudonym.Match) {
	fresh := &piece{words: words}
	parent := l.node.Parent()
	switch n := l.node.(type) {
	case *wikilink:
		if !c.naming.Mark {
			n.words = plainWords(words)
		}
		return
	case *ast.AutoLink:
		link := ast.NewLink()
		link.Destination = addressOf(n, c.source)
		link.SetPos(autoLinkStart(n, c.source))
		link.AppendChild(link, fresh)
		parent.ReplaceChild(parent, n, link)
		return
	}
	parent.ReplaceChild(parent, l.node, fresh)
	if n, ok := l.node.(*ast.Text); ok && (c.naming.Mark || !goesOn(l, matches)) {
		fresh.soft, fresh.hard = n.SoftLineBreak(), n.HardLineBreak()
	}
}

// goesOn reports whether a name that begins in a leaf, or before it, does not end in
// it. A line that ends in such a name ends no more.
func goesOn(l leaf, matches []pseudonym.Match) bool {
	return slices.ContainsFunc(matches, func(m pseudonym.Match) bool { return m.Start < l.end && m.End > l.end })
}

func plainWords(words []named) string {
	text := ""
	for _, w := range words {
		text += w.words
	}
	return text
}

// piece compiles words that name somebody. In the plain text a mark leaves no trace.
func (c *compiler) piece(n *piece) {
	for _, w := range n.words {
		if w.public == "" || w.words == "" {
			c.text([]byte(w.words))
			continue
		}
		c.write(`<span class="real-name" title="`)
		c.label(w.public)
		c.write(`">`)
		c.text([]byte(w.words))
		c.write("</span>")
	}
	switch {
	case n.hard:
		c.lineBreak()
	case n.soft:
		c.text([]byte{'\n'})
	}
}

// nameTag gives the name of a tag as readers see it.
func (c *compiler) nameTag(name string) string {
	if !c.naming.replaces() {
		return name
	}
	return c.naming.Names.Tag(name)
}

// nameWord gives a word that becomes a class or an id, or "" where it names
// somebody.
func (c *compiler) nameWord(word string) string {
	if c.naming.replaces() && c.naming.Names.InAddress(word) {
		return ""
	}
	c.doc.besides(word)
	return word
}

// namesSomebody reports whether the address of a link that leaves the site names
// somebody, so that strangers may not read it.
func (c *compiler) namesSomebody(target, fragment string) bool {
	if !c.naming.replaces() || !isExternal(target) {
		return false
	}
	return c.naming.Names.InAddress(target) || c.naming.Names.InAddress(fragment)
}

// nameTitle gives the title of a link or a picture as readers see it.
func (c *compiler) nameTitle(title []byte) string {
	words := c.naming.replace(string(unescape(title)))
	c.doc.besides(words)
	return words
}

// nameFragment gives the place that a link leads to as the heading there is called.
func (c *compiler) nameFragment(fragment string) string { return c.naming.replace(fragment) }

// codeWords are the lines of a block of code.
func (c *compiler) codeWords(n ast.Node) []named {
	var text []byte
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		text = append(text, line.Value(c.source)...)
	}
	all := leaf{start: 0, end: len(text)}
	words, _ := c.rename(string(text), all, c.naming.Names.All(string(text)))
	return words
}

// besides notes words that stand in the HTML and not in the plain text.
func (d *Document) besides(words string) {
	if words != "" {
		d.beside += words + "\n"
	}
}

// Mentions reports whether anything that the document may show names anybody. It
// may say so where two neighbours only seem to make a name, and never the other
// way round.
func (d *Document) Mentions(names *pseudonym.Names) bool {
	if names == nil {
		return false
	}
	if names.In(d.text) || names.In(d.beside) || names.InAddress(d.beside) {
		return true
	}
	for _, l := range d.links {
		if names.In(l.Text) || names.InAddress(l.Target) || names.InAddress(l.Fragment) {
			return true
		}
	}
	return false
}

// addressOf is where an address in the text leads, written so that a link's
// destination is read from it.
func addressOf(n *ast.AutoLink, source []byte) []byte {
	return util.EscapeHTML([]byte(autoLinkAddress(n, source)))
}
