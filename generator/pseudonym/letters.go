package pseudonym

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// isSilent reports signs that nobody sees or hears between letters: zero-width
// ones, soft hyphens, marks that choose a shape, and accents that stand by
// themselves.
func isSilent(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x180e, r == 0xfeff:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return isAccent(r)
}

// isAccent reports the accents of alphabets. The vowel signs of Indic scripts are
// letters in all but name.
func isAccent(r rune) bool {
	switch {
	case r >= 0x300 && r <= 0x36f, r >= 0x1ab0 && r <= 0x1aff, r >= 0x1dc0 && r <= 0x1dff, r >= 0x20d0 && r <= 0x20ff, r >= 0xfe20 && r <= 0xfe2f:
		return true
	}
	return r >= 0x591 && r <= 0x5c7 && unicode.Is(unicode.Mn, r) || r >= 0x64b && r <= 0x652
}

// isBetween reports what may stand between the words of a name.
func isBetween(r rune) bool {
	switch r {
	case ' ', '-', '_', '+', '\n', '\t', '\r':
		return true
	}
	return r > 0x7f && (unicode.IsSpace(r) || unicode.Is(unicode.Pd, r))
}

// isWord reports letters, digits and the marks of scripts.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// isLatin reports the letters that most texts are made of.
func isLatin(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// isDense reports the letters of scripts in which words are not told apart by
// blanks, or not only.
func isDense(r rune) bool {
	return r >= 0xe00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// parts reports whether a word may end between two neighbours.
func parts(a, b rune) bool {
	if !isWord(a) || !isWord(b) {
		return true
	}
	return unicode.IsDigit(a) != unicode.IsDigit(b) || isDense(a) || isDense(b)
}

// fold gives a sign as it is compared: small, without accents, in its plainest form.
// Apostrophes are all one. It is empty for silent signs.
func fold(into []rune, r rune) []rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return append(into, r+'a'-'A')
	case r < utf8.RuneSelf && r != '`':
		return append(into, r)
	case isSilent(r):
		return into
	}
	switch r {
	case '’', '‘', 'ʼ', '＇', '`', '´', '′':
		return append(into, '\'')
	case 'ß', 'ẞ':
		return append(into, 's', 's')
	case 'ø', 'Ø':
		return append(into, 'o')
	case 'ł', 'Ł':
		return append(into, 'l')
	case 'ı', 'İ':
		return append(into, 'i')
	}
	if r >= firstSyllable && r <= lastSyllable {
		return foldSyllable(into, r-firstSyllable)
	}
	plain := norm.NFKD.Properties(utf8.AppendRune(nil, r)).Decomposition()
	if plain == nil {
		return append(into, foldCase(r))
	}
	for _, p := range string(plain) {
		if !isSilent(p) {
			into = append(into, foldCase(p))
		}
	}
	return into
}

// The syllables of Hangul are letters put together by arithmetic; see the Unicode
// standard, section 3.12.
const (
	firstSyllable, lastSyllable             = 0xac00, 0xd7a3
	firstLead, firstVowel, beforeTrail      = 0x1100, 0x1161, 0x11a7
	vowels, trails                     rune = 21, 28
)

// foldSyllable takes a syllable, counted from the first, apart.
func foldSyllable(into []rune, s rune) []rune {
	into = append(into, firstLead+s/(vowels*trails), firstVowel+s/trails%vowels)
	if trail := s % trails; trail > 0 {
		into = append(into, beforeTrail+trail)
	}
	return into
}

// foldCase is one letter for all that differ in case alone, the two sigmas included.
func foldCase(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }
