package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longestWord is how many signs of a word are looked at.
const longestWord = 40

// words gives each word of a text to add, folded. What it is given is only good
// until it returns.
func words(text string, add func(word []byte)) {
	var run [128]byte
	word := run[:0]
	plain := true
	end := func() {
		switch {
		case len(word) == 0:
		case plain && len(word) <= longestWord:
			add(word)
		default:
			foldedWords(string(word), add)
		}
		word, plain = word[:0], true
	}
	for i, r := range text {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			word = append(word, byte(r))
		case 'A' <= r && r <= 'Z':
			word = append(word, byte(r)+'a'-'A')
		case r >= 0x80 && inWord(r):
			word, plain = append(word, text[i:i+len(string(r))]...), false
		default:
			end()
		}
	}
	end()
}

// inWord reports letters, digits, their marks, and what stands in words without
// being seen.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || unseen(r)
}

// unseen are the soft hyphen, blanks without a width and joiners.
func unseen(r rune) bool {
	return r == 0xAD || 0x200B <= r && r <= 0x200D || r == 0x2060 || r == 0xFEFF
}

// foldedWords folds a run and cuts it into words and pairs of signs.
func foldedWords(run string, add func(word []byte)) {
	var word []rune
	paired := false
	end := func() {
		switch {
		case paired && len(word) > 1:
			for i := range len(word) - 1 {
				add([]byte(string(word[i : i+2])))
			}
		case len(word) > 0:
			add([]byte(string(word[:min(len(word), longestWord)])))
		}
		word = word[:0]
	}
	for _, r := range fold(run) {
		if !inWord(r) {
			end()
			continue
		}
		if p := withoutBlanks(r); p != paired {
			end()
			paired = p
		}
		word = append(word, r)
	}
	end()
}

// fold takes away what does not tell words apart: letter case, accents, points
// of vowels in Hebrew and Arabic, ligatures, what is not seen.
func fold(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFKD.String(s)) {
		if !accent(r) && !unseen(r) {
			b.WriteString(plainLetter(r))
		}
	}
	return norm.NFC.String(b.String())
}

func accent(r rune) bool {
	return 0x300 <= r && r <= 0x36F || 0x591 <= r && r <= 0x5C7 || 0x64B <= r && r <= 0x65F || r == 0x670
}

// plainLetter is a letter as who lacks it on the keyboard types it.
func plainLetter(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ł':
		return "l"
	case 'ı':
		return "i"
	case 'ς':
		return "σ"
	}
	return string(r)
}

// withoutBlanks reports a sign of a script that puts no blanks between words.
func withoutBlanks(r rune) bool {
	return r >= 0xE00 && (r == 'ー' || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar))
}
