package audit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A text is compared word by word. A word is a run of letters or one of digits, in
// its plainest form: small, without accents and without signs that nobody sees.
// Its hash stands for it: two of 64 bits do not meet by chance.
type word struct {
	hash       uint64
	start, end int  // in the text
	gap        gap  // what lies before it
	upper      bool // it begins with a capital
	digits     bool
	dense      bool // it has letters of a script that is written without blanks
	links      int8 // ends and beginnings of links before it: behind two it is another text
	tags       int8 // those of elements within a line
}

// parts reports whether another part of a line begins: a link, or one element behind another.
func (w word) parts() bool { return w.links > 0 || w.tags > 1 }

// gap is what lies between a word and the one before.
type gap uint8

const (
	joined gap = iota // nothing: letters beside digits, or the end of a tag
	soft              // blanks, hyphens, slashes, apostrophes, a dot inside a word
	comma             // a comma, and blanks
	hard              // what parts sentences and clauses
)

// Where a tag was dropped in the middle of a text stands one of these. Readers see
// nothing there, so a word goes on across it.
const (
	tag     = '\x01'
	linkTag = '\x02' // of a link
)

// untagged drops them.
var untagged = strings.NewReplacer(string(rune(tag)), "", string(rune(linkTag)), "")

const (
	offset uint64 = 14695981039346656037
	prime  uint64 = 1099511628211
)

func add(hash uint64, r rune) uint64 { return (hash ^ uint64(r)) * prime }

// isSilent reports signs that nobody sees: zero-width ones, soft hyphens, marks of
// direction, variation selectors, tags. A NUL and the byte order mark are such too.
func isSilent(r rune) bool {
	switch {
	case r == 0, r == 0xad, r == 0x34f, r == 0x61c, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x180b, r == 0x180c, r == 0x180d, r == 0x180e, r == 0x3164, r == 0xfeff:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return r >= 0x80 && unicode.In(r, unicode.Mn, unicode.Me)
}

// isDense reports letters of scripts that are written without blanks, or with
// particles joined on.
func isDense(r rune) bool {
	return r >= 0xe00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// plain are letters that no decomposition makes plain.
var plain = map[rune]string{'ß': "ss", 'ẞ': "ss", 'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d", 'ı': "i", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ð': "d", 'Ð': "d", 'þ': "th", 'Þ': "th"}

// fold appends the plainest form of a sign.
func fold(into []rune, r rune) []rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return append(into, r+'a'-'A')
	case r < utf8.RuneSelf:
		return append(into, r)
	case isSilent(r):
		return into
	}
	if letters, ok := plain[r]; ok {
		return append(into, []rune(letters)...)
	}
	for _, d := range norm.NFKD.String(string(r)) {
		if !isSilent(d) {
			into = append(into, unicode.ToLower(unicode.ToUpper(d)))
		}
	}
	return into
}

// folded is a text in its plainest form.
func folded(text string) string {
	runes := make([]rune, 0, len(text))
	for _, r := range text {
		runes = fold(runes, r)
	}
	return string(runes)
}

// reader takes texts apart into words. It is used again and again, by one goroutine.
type reader struct {
	words  []word
	signs  []rune
	digits int  // of the text
	turns  bool // a tag stands between a letter and a capital
}

// read gives the words of a text. With parted, a tag between a letter and a capital parts
// words; otherwise no tag does between letters.
func (rd *reader) read(text string, parted bool) []word {
	rd.words, rd.digits, rd.turns = rd.words[:0], 0, false
	var w word
	var last rune // of the word, as it was written
	in, before, tagged, linkTags, tags := false, hard, false, int8(0), int8(0)
	end := func() {
		if in {
			rd.words = append(rd.words, w)
			in = false
		}
	}
	take := func(at, size int, written rune, signs ...rune) {
		digit := unicode.IsDigit(signs[0])
		upper := unicode.IsUpper(written)
		turns := in && tagged && unicode.IsLetter(last) && upper
		rd.turns = rd.turns || turns
		if in && (digit != w.digits || parted && turns) {
			end()
			before = joined
			if digit == w.digits {
				before = hard
			}
		}
		if !in {
			w = word{hash: offset, start: at, gap: before, upper: upper, digits: digit, links: linkTags, tags: tags}
			in = true
		}
		linkTags, tags = 0, 0
		if digit {
			rd.digits++
		}
		for _, s := range signs {
			w.hash = add(w.hash, s)
		}
		w.dense = w.dense || isDense(written)
		w.end, last, tagged = at+size, written, false
	}
	for at := 0; at < len(text); {
		r, size := rune(text[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[at:])
		}
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			take(at, size, r, r)
		case r >= 'A' && r <= 'Z':
			take(at, size, r, r+'a'-'A')
		case r == tag, r == linkTag:
			tagged = true
			tags = min(tags+1, 2)
			if r == linkTag {
				linkTags = min(linkTags+1, 2)
			}
		case isSilent(r):
		default:
			rd.signs = rd.signs[:0]
			if r >= utf8.RuneSelf {
				rd.signs = fold(rd.signs, r)
			}
			if len(rd.signs) > 0 && (unicode.IsLetter(rd.signs[0]) || unicode.IsDigit(rd.signs[0])) {
				take(at, size, r, rd.signs...)
				break
			}
			if in {
				end()
				before = joined
			}
			before = max(before, gapOf(r, text[at+size:]))
			tagged = false
		}
		at += size
	}
	end()
	return rd.words
}

// gapOf tells what a sign between words parts.
func gapOf(r rune, rest string) gap {
	switch r {
	case ' ', '\t', '\n', '\r', '-', '_', '+', '/', '@', '\'', '’', '‘', 'ʼ', '´', '`', '*', '&', '\\', '#', '~':
		return soft
	case ',':
		return comma
	case '.':
		next, _ := utf8.DecodeRuneInString(rest)
		if len(rest) > 0 && !unicode.IsSpace(next) {
			return soft
		}
		return hard
	}
	if r > 0x7f && (unicode.IsSpace(r) || unicode.Is(unicode.Pd, r)) {
		return soft
	}
	return hard
}
