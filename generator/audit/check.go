package audit

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"
	"unicode/utf8"
)

// sort is what part of a file a text is.
type sort uint8

const (
	prose   sort = iota // what readers read
	address             // where a link leads, the name of a file
	code                // scripts, styles and names in markup
	remark              // a comment
)

// check looks through one file after the other. Each goroutine has its own.
type check struct {
	f      *search
	rd     reader
	file   string
	found  []Finding
	seen   map[seen]bool
	clean  map[uint64]bool // texts in which there was nothing, by a hash of them and their sort
	deeper int             // how often something was found or decoded so far
	parted map[uint64]int  // words of addresses that were looked at, and the name in them plus one
	texts  [4][]byte       // what the file says, a line for each text, by sort
}

// seen keeps a file from being told of the same thing twice.
type seen struct {
	kind Kind
	text string
}

func newCheck(f *search) *check {
	return &check{f: f, clean: map[uint64]bool{}, parted: map[uint64]int{}}
}

// mostClean is how many texts are remembered, so that memory has an end.
const mostClean = 1 << 19

// look looks through a file of the site.
func (c *check) look(path string, content []byte) []Finding {
	c.file, c.found, c.seen = path, nil, map[seen]bool{}
	for i := range c.texts {
		c.texts[i] = c.texts[i][:0]
	}
	c.text(path, address)
	c.content(path, content, 0)
	for i := range c.texts {
		if len(c.texts[i]) > 0 {
			c.shapes(string(c.texts[i]), sort(i))
		}
	}
	slices.SortStableFunc(c.found, func(a, b Finding) int { return cmp.Compare(a.Kind, b.Kind) })
	return c.found
}

// mostDecoded is how often what was decoded is decoded again.
const mostDecoded = 4

// text looks through one text, as it is and decoded.
func (c *check) text(text string, in sort) { c.decoded(text, in, 0) }

func (c *check) decoded(text string, in sort, depth int) {
	if strings.TrimSpace(text) == "" {
		return
	}
	c.texts[in] = append(append(c.texts[in], audible(text)...), '\n')
	key := maphash.String(c.f.seed, text)*4 + uint64(in) // what a site says, it says on many pages
	if c.clean[key] {
		return
	}
	before := c.deeper
	c.words(text, in)
	if depth == mostDecoded {
		return
	}
	c.deep(text, in, depth)
	if c.deeper == before && len(c.clean) < mostClean {
		c.clean[key] = true
	}
}

// deep looks at what else a text may be read as.
func (c *check) deep(text string, in sort, depth int) {
	for _, other := range decodings(text, in) {
		c.deeper++
		if looksLikeMarkup(other) {
			c.markup(other, depth+1)
		} else {
			c.decoded(other, in, depth+1)
		}
	}
	c.inside(text, depth)
}

// audible is a text without tags and signs that nobody sees.
func audible(text string) string {
	for i := range len(text) {
		if b := text[i]; b >= utf8.RuneSelf || b == tag || b == linkTag {
			return strings.Map(func(r rune) rune {
				if r == tag || r == linkTag || isSilent(r) {
					return -1
				}
				return r
			}, text)
		}
	}
	return text
}

// words looks for names, phrases and sentences.
func (c *check) words(text string, in sort) {
	c.wordsOf(text, c.rd.read(text, true), in)
	if c.rd.turns {
		c.wordsOf(text, c.rd.read(text, false), in)
	}
}

func (c *check) wordsOf(text string, words []word, in sort) {
	long := int8(longName)
	if in == address {
		long = longInAddress
	}
	c.f.phrases.findIn(words, long, func(secret, first, last int) {
		if secret < c.f.names && c.excused(secret, text, words, first, last, in) {
			return
		}
		c.secret(secret, in)
	})
	c.f.runs.find(words, func(text, first, last int) { c.run(text, words[first:last+1], in) })
	for _, w := range words {
		if w.dense {
			c.denseIn(text[w.start:w.end], in)
		}
		if in == address && !w.digits && w.end-w.start >= 4 {
			c.partOf(text, w, in)
		}
	}
}

// excused reports whether a name is a word that pages say by themselves: "May" of
// "5 May", "Georgia" among the fonts of a style.
func (c *check) excused(secret int, text string, words []word, first, last int, in sort) bool {
	if machine(text, words[first], words[last]) {
		return true
	}
	if !c.f.common[secret] {
		return false
	}
	k := c.f.known
	switch {
	case in == code, in == address && first == last:
		return true
	case first > 0 && (words[first-1].digits || k.pairs[[2]uint64{words[first-1].hash, words[first].hash}]),
		last+1 < len(words) && (words[last+1].digits || k.pairs[[2]uint64{words[last].hash, words[last+1].hash}]):
		return true
	}
	return k.whole[folded(strings.TrimSpace(piece(text, words[first].start, words[last].end)))]
}

// piece is what stands between the tags around a place.
func piece(text string, from, to int) string {
	const tags = string(rune(tag)) + string(rune(linkTag))
	start := strings.LastIndexAny(text[:from], tags) + 1
	if end := strings.IndexAny(text[to:], tags); end >= 0 {
		return text[start : to+end]
	}
	return text[start:]
}

// machine reports whether a name stands inside what a machine made up, letters and
// digits by turns: "3f2ada91c0".
func machine(text string, first, last word) bool {
	from, to := first.start, last.end
	for from > 0 && isASCIIWord(text[from-1]) {
		from--
	}
	for to < len(text) && isASCIIWord(text[to]) {
		to++
	}
	if to-from < 8 || to-from == last.end-first.start {
		return false
	}
	turns := 0
	for at := from + 1; at < to; at++ {
		if (text[at] <= '9') != (text[at-1] <= '9') {
			turns++
		}
	}
	return turns >= 3
}

func isASCIIWord(b byte) bool { return b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z' }

// partOf looks for names inside a word of an address.
func (c *check) partOf(text string, w word, in sort) {
	at, known := c.parted[w.hash]
	if !known {
		at = c.partIn(text[w.start:w.end], w)
		c.parted[w.hash] = at
	}
	if at > 0 && !machine(text, w, w) {
		c.secret(at-1, in)
	}
}

func (c *check) partIn(written string, w word) int {
	if c.f.usual[w.hash] {
		return 0
	}
	letters := folded(written)
	for _, p := range c.f.parts {
		if strings.Contains(letters, p.letters) && letters != p.letters && letters != p.letters+"s" {
			return p.secret + 1
		}
	}
	return 0
}

// denseIn looks for names in scripts without blanks.
func (c *check) denseIn(text string, in sort) {
	letters := ""
	for _, d := range c.f.dense {
		if letters == "" {
			letters = lettersOf(text)
		}
		if strings.Contains(letters, d.letters) {
			c.secret(d.secret, in)
		}
	}
}

func (c *check) secret(secret int, in sort) {
	s := c.f.secrets[secret]
	c.reportAt(s.Kind, s.Text, s.Where, in, false)
}

// run tells of words in a row that a private text has.
func (c *check) run(text int, words []word, in sort) {
	c.deeper++
	source := c.f.runs.texts[text]
	key := seen{Sentence, source.Path}
	if c.seen[key] {
		return
	}
	c.seen[key] = true
	sums := make([]uint64, len(words))
	for i, w := range words {
		sums[i] = w.hash
	}
	c.found = append(c.found, Finding{File: c.file, Kind: Sentence, Where: Place{source.Path, c.f.runs.line(text, sums)}, Text: c.f.runs.quote(text, sums)})
}

func (c *check) report(kind Kind, text string, in sort) { c.reportAt(kind, text, Place{}, in, false) }

func (c *check) reportMild(kind Kind, text string, in sort, mild bool) {
	c.reportAt(kind, text, Place{}, in, mild)
}

// reportAt tells of something once for each file.
func (c *check) reportAt(kind Kind, text string, at Place, in sort, mild bool) {
	c.deeper++
	key := seen{kind, text}
	if c.seen[key] || c.f.allowed[folded(text)] {
		return
	}
	c.seen[key] = true
	c.found = append(c.found, Finding{File: c.file, Kind: kind, Text: text, Where: at, Mild: mild})
}
