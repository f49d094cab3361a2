package markdown

import (
	"slices"
	"strings"
	"sync"
)

// Document is a body that has been read. It never changes, and all of its
// methods may be called from many goroutines at once.
type Document struct {
	static []byte // HTML without what depends on where links lead
	holes  []hole // where that belongs, in order

	title      string
	titleEnd   int // static and holes of the title heading, if the body
	titleHoles int // begins with one; 0 if not
	skipTitle  bool

	headings   []Heading
	links      []Link
	pictures   map[int]picture // of links that are images or embeds
	boxes      []Box
	tags       []string
	blocks     []string // ids of paragraphs, without ^
	text       string
	summary    string
	calls      []Call
	shown      func() *Document // whose HTML is shown instead; nil: its own
	beside     string           // words that stand in the HTML and not in the text, one a line
	words      int
	hasPrivate bool
}

// Title is the plain text of the # heading that the body begins with, or "".
func (d *Document) Title() string { return d.title }

// SkipTitle gives the same document without the heading that is its title, for
// a page that shows the title itself. Links, boxes and text are not affected.
func (d *Document) SkipTitle() *Document {
	skipped := *d
	skipped.skipTitle = true
	return &skipped
}

// ShownAs gives the same document with the HTML of another, which is made when it is
// first asked for. The other has the same text, headings and links.
func (d *Document) ShownAs(other func() *Document) *Document {
	shown := *d
	shown.shown = sync.OnceValue(other)
	return &shown
}

// Headings lists the headings that HTML shows, with levels as they were written
// (1 to 6).
func (d *Document) Headings() []Heading {
	if d.skipTitle && d.titleEnd > 0 {
		return slices.Clip(d.headings[1:])
	}
	return slices.Clip(d.headings)
}

// Links lists the links, each once per occurrence, footnotes last.
func (d *Document) Links() []Link { return slices.Clip(d.links) }

// Boxes lists the task boxes in order.
func (d *Document) Boxes() []Box { return slices.Clip(d.boxes) }

// Tags lists the #tags of the text without #, each spelling once, in order of
// first appearance. The step-ids at the end of boxes are among them.
func (d *Document) Tags() []string { return slices.Clip(d.tags) }

// Text is the plain text for searching, blocks separated by line ends.
func (d *Document) Text() string { return d.text }

// Words counts the words of the text. In scripts without blanks each sign
// counts as one.
func (d *Document) Words() int { return d.words }

// HasPrivate reports whether the body has private parts or comments, cut or
// left in by Options.Whole.
func (d *Document) HasPrivate() bool { return d.hasPrivate }

// Summary is the first paragraph as plain text, cut to at most n characters: at
// the end of a sentence if one ends in the second half, else between words with
// an ellipsis after them. It is "" if there is no paragraph.
func (d *Document) Summary(n int) string { return shorten(d.summary, n) }

// Anchor finds the id for a link's fragment: the heading that reads so or has
// that id, or with ^ the paragraph of that name. ok is false if there is none.
func (d *Document) Anchor(fragment string) (id string, ok bool) {
	if strings.HasPrefix(fragment, "^") {
		return fragment, slices.Contains(d.blocks, fragment[1:])
	}
	for _, h := range d.Headings() {
		if h.ID == fragment || strings.EqualFold(h.Text, foldBlanks(fragment)) {
			return h.ID, true
		}
	}
	for _, h := range d.Headings() {
		if h.ID == slugOf(fragment) {
			return h.ID, true
		}
	}
	return "", false
}
