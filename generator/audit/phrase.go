package audit

// phrase is a run of words that must not be found, in one of its spellings.
type phrase struct {
	secret int
	gaps   []gap // before each word but the first: the widest that may lie there
	after  bool  // gaps are exactly what has to lie there: "Whitfield, Dana"
	plural int8  // the last word has an ending, and the name this many letters, 127 at most; 0: it has none
	within bool  // it stands within one link, or one part of a line: "after" before a link is no title's first word
}

// edge leads from a place among phrases to the next by a word.
type edge struct {
	from int32
	word uint64
}

// phrases finds many phrases in one walk through a text.
type phrases struct {
	next  map[edge]int32
	ends  map[int32][]phrase
	first bits // which words may begin one
	two   bits // which words one may begin with, two together, or one that is all of it
}

// bits tell what may be among many hashes, and what is not.
type bits [1 << 10]uint64

func (b *bits) set(hash uint64) { b[hash%(1<<16)/64] |= 1 << (hash % 64) }

func (b *bits) has(hash uint64) bool { return b[hash%(1<<16)/64]&(1<<(hash%64)) != 0 }

// together is a hash of two words in a row.
func together(a, b word) uint64 {
	h := (a.hash*prime ^ b.hash) * prime
	return h ^ h>>31
}

func newPhrases() *phrases {
	return &phrases{next: map[edge]int32{}, ends: map[int32][]phrase{}}
}

// spelling adds a phrase by its words.
func (p *phrases) spelling(words []word, f phrase) {
	if len(words) == 0 {
		return
	}
	p.first.set(words[0].hash)
	if len(words) == 1 {
		p.two.set(words[0].hash)
	} else {
		p.two.set(together(words[0], words[1]))
	}
	at := int32(0)
	for i, w := range words {
		next, ok := p.next[edge{at, w.hash}]
		if !ok {
			next = int32(len(p.next) + 1)
			p.next[edge{at, w.hash}] = next
		}
		at = next
		if i > 0 && len(f.gaps) < i {
			f.gaps = append(f.gaps, max(soft, w.gap))
		}
	}
	p.ends[at] = append(p.ends[at], f)
}

// find calls f for each phrase that stands in a text, with the places of its first
// and its last word.
func (p *phrases) find(words []word, f func(secret, first, last int)) { p.findIn(words, longName, f) }

// findIn finds plurals in small letters of names that have so many letters, or more.
func (p *phrases) findIn(words []word, long int8, f func(secret, first, last int)) {
	for i := range words {
		if !p.first.has(words[i].hash) {
			continue
		}
		if !p.two.has(words[i].hash) && (i+1 == len(words) || !p.two.has(together(words[i], words[i+1]))) {
			continue
		}
		at := int32(0)
		for j := i; j < len(words); j++ {
			next, ok := p.next[edge{at, words[j].hash}]
			if !ok {
				break
			}
			at = next
			for _, end := range p.ends[at] {
				if end.fits(words[i:j+1], long) {
					f(end.secret, i, j)
				}
			}
		}
	}
}

func (f phrase) fits(words []word, long int8) bool {
	if f.plural > 0 && f.plural < long && !words[0].upper {
		return false
	}
	for i, g := range f.gaps {
		between := words[i+1].gap
		if f.within && words[i+1].parts() {
			return false
		}
		if f.after && between != g || !f.after && between > g && g < comma {
			return false
		}
	}
	return true
}
