package progress

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Humanised turns an id into words: "leading-a-team" into "Leading a team". A
// word that cannot be spoken is an abbreviation: "sql" is "SQL".
func Humanised(id string) string {
	words := strings.FieldsFunc(id, func(r rune) bool { return r == '-' || r == '_' || unicode.IsSpace(r) })
	for i, w := range words {
		if unspeakable(w) {
			words[i] = strings.ToUpper(w)
		}
	}
	return capitalised(strings.Join(words, " "))
}

func capitalised(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 || first == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// unspeakable reports whether a word has two or more Latin letters and no vowel.
func unspeakable(word string) bool {
	for _, r := range word {
		if r < 'a' || r > 'z' || strings.ContainsRune("aeiouy", r) {
			return false
		}
	}
	return len(word) > 1
}
