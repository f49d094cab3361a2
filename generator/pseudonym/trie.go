package pseudonym

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// trie holds folded forms. Blanks between the words of a form are one sign, between.
type trie struct {
	nodes []node
	small bool                 // of addresses, in which nothing has a capital
	first [utf8.RuneSelf]int32 // the nodes behind the first sign, by a sign that is not folded; 0: none
}

type node struct {
	signs []rune  // of the children
	next  []int32 // of the same place in signs
	who   int32   // whose form ends here, or -1
}

// between stands for all that may stand between two words.
const between = ' '

// longEnough is how many letters a form of several words has to have to be known
// when it is written as one.
const longEnough = 8

func newTrie() trie { return trie{nodes: []node{{who: -1}}} }

// add adds a form. The first to have a form keeps it.
func (t *trie) add(form string, who int) {
	signs := folded(form)
	letters := 0
	for _, s := range signs {
		if isWord(s) {
			letters++
		}
	}
	if letters == 0 {
		return
	}
	t.insert(signs, who)
	if letters >= longEnough {
		t.insert(joined(signs), who)
	}
}

func (t *trie) insert(signs []rune, who int) {
	at := int32(0)
	for _, s := range signs {
		next := t.step(at, s)
		if next < 0 {
			next = int32(len(t.nodes))
			t.nodes = append(t.nodes, node{who: -1})
			t.nodes[at].signs = append(t.nodes[at].signs, s)
			t.nodes[at].next = append(t.nodes[at].next, next)
		}
		if at == 0 && s < utf8.RuneSelf {
			t.first[s], t.first[unicode.ToUpper(s)] = next, next
		}
		at = next
	}
	if t.nodes[at].who < 0 {
		t.nodes[at].who = int32(who)
	}
}

// step gives the node behind a sign, or -1.
func (t *trie) step(at int32, sign rune) int32 {
	n := &t.nodes[at]
	for i, s := range n.signs {
		if s == sign {
			return n.next[i]
		}
	}
	return -1
}

// folded is a form as it is compared, with one sign between its words and none
// around them.
func folded(form string) []rune {
	var signs []rune
	for _, r := range form {
		if isBetween(r) {
			if len(signs) > 0 && signs[len(signs)-1] != between {
				signs = append(signs, between)
			}
			continue
		}
		signs = fold(signs, r)
	}
	if n := len(signs); n > 0 && signs[n-1] == between {
		signs = signs[:n-1]
	}
	return signs
}

// joined is a folded form written as one word.
func joined(signs []rune) []rune {
	var word []rune
	for _, s := range signs {
		if s != between {
			word = append(word, s)
		}
	}
	return word
}

// at gives the longest form that begins at a place. before is the sign before it.
func (t *trie) at(text string, start int, before rune) (best Match, found bool) {
	if !t.mayBegin(text[start:], before) {
		return best, false
	}
	var room [8]rune
	at, here := start, int32(0)
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case isSilent(r):
			at += size
			continue
		case isBetween(r):
			at = behindBlanks(text, at)
			here = t.step(here, between)
		case isLatin(r):
			here = t.step(here, r|0x20)
			at++
		default:
			for _, s := range fold(room[:0], r) {
				if here >= 0 {
					here = t.step(here, s)
				}
			}
			at += size
		}
		if here < 0 {
			break
		}
		if who := t.nodes[here].who; who >= 0 {
			if end, ok := t.endsWord(text, start, at); ok {
				best, found = Match{start, end, int(who)}, true
			}
		}
	}
	return best, found
}

// mayBegin is a quick look at whether a name may begin a text.
func (t *trie) mayBegin(text string, before rune) bool {
	c := text[0]
	if c < utf8.RuneSelf {
		return (t.first[c] > 0 || c == '`') && parts(before, rune(c)) && (c != '@' || !isWord(before))
	}
	r, _ := utf8.DecodeRuneInString(text)
	return !isSilent(r) && parts(before, r)
}

func behindBlanks(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !isBetween(r) && !isSilent(r) {
			break
		}
		at += size
	}
	return at
}

// lastSign is the last sign of a text that is not silent, or a blank.
func lastSign(text string) rune {
	for len(text) > 0 {
		r, size := utf8.DecodeLastRuneInString(text)
		if !isSilent(r) {
			return r
		}
		text = text[:len(text)-size]
	}
	return between
}

func behindSilent(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !isSilent(r) {
			break
		}
		at += size
	}
	return at
}

// longName is how many letters a name has of which a plural in small letters is one, too.
// Shorter ones may be verbs: "he marks it". Addresses and names of files have small
// letters and no apostrophes, so there fewer will do: "toms-letter".
const longName, longInAddress = 5, 3

// endsWord reports whether what begins at start may end at a place: at the boundary of
// a word, or before the ending of a plural. end is where it does: an s stays, of "es" the
// e is left out.
func (t *trie) endsWord(text string, start, at int) (end int, ok bool) {
	last := lastSign(text[:at])
	at = behindSilent(text, at)
	if isEnd(text, at, last) {
		return at, true
	}
	first, _ := utf8.DecodeRuneInString(text[start:])
	if hisses(text[:at]) && (text[at] == 'e' || text[at] == 'E') {
		at = behindSilent(text, at+1)
	}
	if at == len(text) || text[at] != 's' && text[at] != 'S' || !isEnd(text, behindSilent(text, at+1), 's') {
		return 0, false
	}
	fewest := longName
	if t.small || joins(text[:start], text[at+1:]) {
		fewest = longInAddress
	}
	return at, unicode.IsUpper(first) || countLetters(text[start:at]) >= fewest
}

// joins reports whether what stands before a word and behind it makes it part of an
// address: "zeldas-day", "zeldas.jpg", "#zeldas".
func joins(before, behind string) bool {
	if before != "" && strings.IndexByte("-_/#", before[len(before)-1]) >= 0 {
		return true
	}
	return len(behind) > 1 && (strings.IndexByte("-_/", behind[0]) >= 0 || behind[0] == '.' && isLatin(rune(behind[1])))
}

// isEnd reports whether a word may end at a place, behind a sign.
func isEnd(text string, at int, last rune) bool {
	next, _ := utf8.DecodeRuneInString(text[at:])
	return at == len(text) || parts(last, next)
}

// hisses reports names whose plural ends in "es": the Joneses, the Marches.
func hisses(name string) bool {
	name = strings.ToLower(name)
	for _, ending := range [...]string{"s", "x", "z", "ch", "sh"} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}

func countLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
