package search

import (
	"slices"
	"strings"
)

// How a document has a word, from the least to the most telling.
const (
	once = iota
	often
	named
	titled
)

// term is a word and where it was found: for each document, in order, four times
// the way from the document before plus how the document has the word, written
// with number.
type term struct {
	word  string
	found []byte

	last, at int // documents: the last one written, the one not yet written
	how      int // of the latter
}

// mark notes that a document has the word. Documents come in order.
func (t *term) mark(document, how int) {
	if document != t.at {
		t.write()
		t.at, t.how = document, how
		return
	}
	if how == once && t.how == once {
		how = often
	}
	t.how = max(t.how, how)
}

// write writes the document that marks were collected for.
func (t *term) write() {
	t.found = number(t.found, (t.at-t.last)*4+t.how)
	t.last = t.at
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// number appends a number of five bits a sign, the lowest first. A sign from 32
// on says that more follow.
func number(to []byte, n int) []byte {
	for ; n >= 32; n >>= 5 {
		to = append(to, digits[32|n&31])
	}
	return append(to, digits[n])
}

// gatherer goes through a corpus once.
type gatherer struct {
	terms    map[string]*term
	document int
	how      int
}

// gather finds every word of a corpus.
func gather(c Corpus) (terms []*term) {
	g := gatherer{terms: map[string]*term{}}
	for i := range c.Sizes {
		g.document = i
		g.take(c, c.At(i))
	}
	for _, t := range g.terms {
		t.write()
		terms = append(terms, t)
	}
	slices.SortFunc(terms, func(a, b *term) int { return compare(a.word, b.word) })
	return terms
}

func (g *gatherer) take(c Corpus, d Document) {
	g.words(d.Title, titled)
	for _, name := range d.Names {
		g.words(name, named)
	}
	for _, i := range d.Steps {
		g.words(c.Steps[i].Text, named)
		g.sign("s:" + c.Steps[i].ID)
	}
	for _, i := range d.Pursuits {
		g.words(c.Pursuits[i].Text, named)
		g.sign("p:" + c.Pursuits[i].ID)
	}
	if !d.Day.IsZero() {
		g.sign(d.Day.String())
	}
	if d.Number != "" {
		g.sign("d:" + d.Number)
	}
	g.words(d.Text, once)
}

func (g *gatherer) words(text string, how int) {
	g.how = how
	words(text, g.word)
}

func (g *gatherer) sign(word string) {
	g.how = named
	g.word([]byte(word))
}

func (g *gatherer) word(word []byte) {
	if t := g.terms[string(word)]; t != nil {
		t.mark(g.document, g.how)
		return
	}
	t := &term{word: string(word), at: g.document, how: g.how}
	g.terms[t.word] = t
}

// compare orders words as scripts do, by UTF-16 (ECMA-262, 7.2.13): that is the
// order of their bytes, but that signs beyond the basic plane (from F0 on) stand
// before those from U+E000 on (EE and EF).
func compare(a, b string) int {
	for i := range min(len(a), len(b)) {
		x, y := a[i], b[i]
		switch {
		case x == y:
		case x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0):
			return int(y) - int(x)
		default:
			return int(x) - int(y)
		}
	}
	return len(a) - len(b)
}

// foundList is a found file: what was found, word by word.
func foundList(terms []*term) string {
	var b strings.Builder
	for i, t := range terms {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.Write(t.found)
	}
	return b.String()
}
