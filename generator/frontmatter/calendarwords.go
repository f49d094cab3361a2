package frontmatter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// countLetters is the length in bytes of the letters that s begins with,
// combining marks included.
func countLetters(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) || r == utf8.RuneError {
			return i
		}
	}
	return len(s)
}

// foldWord makes the spellings of a calendar word equal: letter case, and
// letters with marks composed or not.
func foldWord(word string) string { return norm.NFC.String(strings.ToLower(word)) }

// monthNamed gives the month (1 to 12) that a word means in English, German or
// Spanish, the languages of the interface, or 0.
func monthNamed(word string) int {
	switch foldWord(word) {
	case "january", "jan", "januar", "jänner", "enero", "ene":
		return 1
	case "february", "feb", "februar", "febrero":
		return 2
	case "march", "mar", "märz", "maerz", "mär", "mrz", "marzo":
		return 3
	case "april", "apr", "abril", "abr":
		return 4
	case "may", "mai", "mayo":
		return 5
	case "june", "jun", "juni", "junio":
		return 6
	case "july", "jul", "juli", "julio":
		return 7
	case "august", "aug", "agosto", "ago":
		return 8
	case "september", "sep", "sept", "septiembre", "setiembre":
		return 9
	case "october", "oct", "oktober", "okt", "octubre":
		return 10
	case "november", "nov", "noviembre":
		return 11
	case "december", "dec", "dezember", "dez", "diciembre", "dic":
		return 12
	}
	return 0
}

// isWeekday reports whether a word names a day of the week in English, German
// or Spanish. The Spanish "mar" (martes) is missing: it is also March.
func isWeekday(word string) bool {
	switch foldWord(word) {
	case "monday", "mon", "tuesday", "tue", "tues", "wednesday", "wed", "thursday", "thu", "thur", "thurs",
		"friday", "fri", "saturday", "sat", "sunday", "sun",
		"montag", "mo", "dienstag", "di", "mittwoch", "mi", "donnerstag", "do",
		"freitag", "fr", "samstag", "sonnabend", "sa", "sonntag", "so",
		"lunes", "lun", "martes", "miércoles", "miercoles", "mié", "mie", "jueves", "jue",
		"viernes", "vie", "sábado", "sabado", "sáb", "sab", "domingo", "dom":
		return true
	}
	return false
}

// isFiller reports whether a word may stand between the parts of a date, as in
// "5th of March" and "5 de marzo de 2026".
func isFiller(word string) bool {
	switch foldWord(word) {
	case "of", "the", "de", "del", "den", "el":
		return true
	}
	return false
}
