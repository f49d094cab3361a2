package markdown

import (
	"strconv"
	"strings"
)

// holeKind tells what belongs into a hole.
type holeKind uint8

const (
	headingOpen holeKind = iota
	headingClose
	linkOpen
	linkClose
	pictureHole
	figureHole
	wikiHole
)

// hole is a place in the static HTML for what is known only when a document is
// shown: the level of a heading and where a link leads.
type hole struct {
	at    int // in Document.static
	kind  holeKind
	index int    // of the heading or link
	title string // of an inline link
}

func (c *compiler) hole(kind holeKind, index int) { c.holeTitled(kind, index, "") }

func (c *compiler) holeTitled(kind holeKind, index int, title string) {
	if c.quiet == 0 {
		c.doc.holes = append(c.doc.holes, hole{len(c.html), kind, index, title})
	}
}

// HTML renders the document. Resolve is asked once for each link; it may be nil,
// which is KeepExternal. The result is a balanced fragment whose headings begin
// with h2, without scripts, event handlers or style attributes.
func (d *Document) HTML(resolve Resolve) []byte {
	if resolve == nil {
		resolve = KeepExternal
	}
	if d.shown != nil {
		other := *d.shown()
		other.shown, other.skipTitle = nil, d.skipTitle
		return other.HTML(resolve)
	}
	p := printer{Document: d, resolve: resolve, levels: shownLevels(d.Headings())}
	p.html = make([]byte, 0, len(d.static)+64*len(d.holes))
	from, holes := 0, d.holes
	if d.skipTitle {
		from, holes = d.titleEnd, holes[d.titleHoles:]
	}
	for _, h := range holes {
		p.html = append(p.html, d.static[from:h.at]...)
		from = h.at
		p.fill(h)
	}
	return append(p.html, d.static[from:]...)
}

// printer fills the holes of a document.
type printer struct {
	*Document
	resolve Resolve
	html    []byte
	levels  []byte // of the headings that are shown, as digits
	closing string // the tag that ends the open link, "" if there is none
}

func (p *printer) write(parts ...string) {
	for _, part := range parts {
		p.html = append(p.html, part...)
	}
}

func (p *printer) text(words string) { p.html = appendEscaped(p.html, []byte(words)) }

func (p *printer) fill(h hole) {
	switch h.kind {
	case headingOpen:
		p.write("<h", p.level(h.index), ` id="`)
		p.text(p.headings[h.index].ID)
		p.write(`">`)
	case headingClose:
		p.write("</h", p.level(h.index), ">\n")
	case linkOpen:
		p.openLink(p.target(h.index), h.title)
	case linkClose:
		p.closeLink()
	case pictureHole:
		p.picture(h.index, p.target(h.index))
	case figureHole:
		p.figure(h.index)
	case wikiHole:
		p.wiki(h.index)
	}
}

// level is the digit of a heading's tag.
func (p *printer) level(index int) string {
	if p.skipTitle && p.titleEnd > 0 {
		index--
	}
	return string(p.levels[index : index+1])
}

// shownLevels gives each heading a level from 2 to 6: one below the nearest
// heading above that was written with a higher level, so that none is skipped.
func shownLevels(headings []Heading) []byte {
	levels := make([]byte, len(headings))
	var above []Heading
	for i, h := range headings {
		for len(above) > 0 && above[len(above)-1].Level >= h.Level {
			above = above[:len(above)-1]
		}
		levels[i] = byte('0' + min(2+len(above), 6))
		above = append(above, h)
	}
	return levels
}

// target asks where a link leads. An address that may do harm leads nowhere.
func (p *printer) target(index int) Target {
	t := p.resolve(p.links[index])
	if !isSafe(t.Href) {
		t.Href = ""
	}
	return t
}

// openLink begins a link. A link that leads nowhere has no tag, unless the
// author is to see it.
func (p *printer) openLink(t Target, title string) {
	switch {
	case t.Href == "" && t.Missing:
		p.write(`<span class="missing">`)
		p.closing = "</span>"
		return
	case t.Href == "":
		return
	}
	p.write(`<a`)
	p.closing = "</a>"
	p.attribute("href", firstOf(t.Whole, t.Href))
	if leavesSite(t.Href) {
		p.write(` rel="noopener noreferrer"`)
	}
	if title != "" {
		p.write(` title="`)
		p.text(title)
		p.write(`"`)
	}
	p.write(">")
}

func (p *printer) closeLink() {
	p.write(p.closing)
	p.closing = ""
}

// attribute adds an attribute whose value is an address.
func (p *printer) attribute(name, address string) {
	p.write(" ", name, `="`)
	p.html = appendHref(p.html, address)
	p.write(`"`)
}

func (p *printer) wiki(index int) {
	l := &p.links[index]
	t := p.target(index)
	words := l.Text
	if words == "" && t.Href != "" {
		words = t.Title
	}
	if words == "" {
		words = wordsOf(l)
	}
	p.openLink(t, "")
	p.text(words)
	p.closeLink()
}

// picture shows an image; what is no picture but leads somewhere becomes a link,
// and what leads nowhere its alternative text.
func (p *printer) picture(index int, t Target) {
	l := &p.links[index]
	switch {
	case t.Href != "" && t.Picture:
		p.image(l, t, p.pictures[index])
	case (t.Href != "" || t.Missing) && p.closing == "":
		p.openLink(t, "")
		p.text(firstOf(l.Text, t.Title, wordsOf(l)))
		p.closeLink()
	default:
		p.text(l.Text)
	}
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

func (p *printer) image(l *Link, t Target, picture picture) {
	p.write(`<img loading="lazy" decoding="async"`)
	p.attribute("src", t.Href)
	width, height := fitted(picture.size, t.Width, t.Height)
	p.copies(t.Copies, picture.size.width)
	if width > 0 {
		p.write(` width="`, strconv.Itoa(width), `"`)
	}
	if height > 0 {
		p.write(` height="`, strconv.Itoa(height), `"`)
	}
	p.write(` alt="`)
	p.text(l.Text)
	p.write(`"`)
	if picture.title != "" {
		p.write(` title="`)
		p.text(picture.title)
		p.write(`"`)
	}
	p.write(">")
}

// columnSizes tells browsers how wide a picture is shown, before they know the
// styles: as wide as a column of text, or as the screen.
const columnSizes = "(min-width: 40rem) 36rem, 100vw"

// copies names the sizes that browsers choose from; wish is the width that the
// author asked for, or 0.
func (p *printer) copies(copies []Copy, wish int) {
	if len(copies) == 0 {
		return
	}
	p.write(` srcset="`)
	for i, c := range copies {
		if i > 0 {
			p.write(", ")
		}
		p.html = appendHref(p.html, c.Href)
		p.write(" ", strconv.Itoa(c.Width), "w")
	}
	sizes := columnSizes
	if wish > 0 {
		sizes = strconv.Itoa(wish) + "px"
	}
	p.write(`" sizes="`, sizes, `"`)
}

// SrcSet gives the copies of an image as the attributes srcset and sizes have
// them, both "" if there are none.
func SrcSet(copies []Copy) (set, sizes string) {
	if len(copies) == 0 {
		return "", ""
	}
	parts := make([]string, len(copies))
	for i, c := range copies {
		parts[i] = c.Href + " " + strconv.Itoa(c.Width) + "w"
	}
	return strings.Join(parts, ", "), columnSizes
}

// fitted gives the size at which to show a picture: as wished, the proportions
// kept where only the width was said.
func fitted(wish pictureSize, width, height int) (int, int) {
	switch {
	case wish.width == 0:
		return width, height
	case wish.height > 0 || width == 0:
		return wish.width, wish.height
	}
	return wish.width, (height*wish.width + width/2) / width
}

func (p *printer) figure(index int) {
	t := p.target(index)
	caption := p.pictures[index].title
	if t.Href == "" || !t.Picture {
		p.write("<p>")
		p.picture(index, t)
		p.write("</p>\n")
		return
	}
	p.write("<figure>")
	p.image(&p.links[index], t, picture{size: p.pictures[index].size})
	p.write("<figcaption>")
	p.text(caption)
	p.write("</figcaption></figure>\n")
}
