package markdown

import (
	"strconv"
	"strings"
	"unicode"
)

// anchors gives out the ids of a document, each once.
type anchors map[string]bool

// take makes an id from the words of a heading, as GitHub does: lower case,
// letters, digits, - and _ kept, blanks made hyphens, anything else dropped. A
// second one of the same words gets -1.
func (a anchors) take(words string) string {
	slug := slugOf(words)
	id := slug
	for n := 1; a[id] || ofFrame(id); n++ {
		id = slug + "-" + strconv.Itoa(n)
	}
	a[id] = true
	return id
}

// ofFrame reports an id that the page around a text has for itself: its main
// part, its list with the rows r1, r2, …, and the headings and captions of its
// figures (tl-h, tl-c).
func ofFrame(id string) bool {
	switch {
	case id == "main", id == "ledger", id == "each":
		return true
	case len(id) == 4 && id[2] == '-':
		return id[3] == 'h' || id[3] == 'c'
	}
	return len(id) > 1 && id[0] == 'r' && strings.Trim(id[1:], "0123456789") == ""
}

func slugOf(words string) string {
	slug := strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '-' || r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, foldBlanks(words))
	if strings.Trim(slug, "-") == "" {
		return "section"
	}
	return slug
}
