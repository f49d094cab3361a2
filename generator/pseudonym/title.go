package pseudonym

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Who is called by a title is named, whoever it is: "Mr. Kowalski", "Dr Ada Sommer".
// Titles are those that stand before nothing but names: "Miss" may be a verb, and
// "Frau" a wife, and "Sr." an engineer of many years. Behind one initial a sentence may end: "Mrs H. No children." Those that are words without their full stop need it.
var titled = regexp.MustCompile(`^((?:M[rsx]|Mrs|Dr|Prof|Mme|Mlle)\.?|(?:Sra|Srta|Dra|Hr|Hrn)\.)((?:[ \t\x{a0}\x{202f}]+(?:(?:Dr|Prof|med|jur|phil|h\.c)\.|(?:de|del|della|di|da|la|le|van|von|der|den|ter|zu|bin|al|y)))*(?:(?:[ \t\n\x{a0}\x{202f}]*\p{Lu}\.){2,})?[ \t\n\x{a0}\x{202f}]+)(\p{Lu}[\pL\pM'’-]*\pL(?:[ \t\x{a0}\x{202f}]+(?:(?:de|del|della|di|da|la|le|van|von|der|den|ter|zu|bin|al|y)[ \t\x{a0}\x{202f}]+)*\p{Lu}[\pL\pM'’-]*\pL)*)`)

// street is what may stand before "Dr." that is a drive.
var street = regexp.MustCompile(`\p{Lu}[\pL'’-]*[ \t]$`)

// Titled is a place in a text at which somebody is called by a title.
type Titled struct {
	Name  string // without the title
	Start int    // of the title, in bytes
	End   int    // of the name
}

// mayHaveTitle reports whether a text has anything that a title begins with. Most have
// not, and need not be looked at sign by sign.
func mayHaveTitle(text string) bool {
	for _, title := range [...]string{"Mr", "Ms", "Mx", "Dr", "Prof", "Mme", "Mlle", "Sra.", "Srta.", "Hr.", "Hrn."} {
		if strings.Contains(text, title) {
			return true
		}
	}
	return false
}

// TitledIn lists the places at which a text calls somebody by a title, from the left.
func TitledIn(text string) []Titled {
	if !mayHaveTitle(text) {
		return nil
	}
	var all []Titled
	for start := nextTitle(text, 0); start >= 0; {
		m := titled.FindStringSubmatchIndex(text[start:])
		if m == nil {
			start = nextTitle(text, start+1)
			continue
		}
		title, end := text[start:start+m[3]], start+m[7]
		if strings.HasPrefix(title, "Dr") && title != "Dra." && isStreet(text[:start]) {
			start = nextTitle(text, start+len(title))
			continue
		}
		name := strings.Join(strings.Fields(text[start+m[6]:end]), " ")
		name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
		all = append(all, Titled{name, start, end})
		start = nextTitle(text, end)
	}
	return all
}

// nextTitle is where a word begins next that begins as a title does, or -1. Most texts
// have few of them, and finding those is a hundred times quicker than the expression.
func nextTitle(text string, from int) int {
	for {
		at := strings.IndexAny(text[from:], "MDPSH")
		if at < 0 {
			return -1
		}
		at += from
		if from = at + 1; !beginsTitle(text[at:]) {
			continue
		}
		if before, _ := utf8.DecodeLastRuneInString(text[:at]); at == 0 || !unicode.IsLetter(before) && !unicode.IsNumber(before) {
			return at
		}
	}
}

func beginsTitle(text string) bool {
	for _, t := range [...]string{"Mr", "Ms", "Mx", "Dr", "Prof", "Mme", "Mlle", "Sra.", "Srta.", "Hr.", "Hrn."} {
		if strings.HasPrefix(text, t) {
			return true
		}
	}
	return false
}

// isStreet reports whether a word with a capital stands before, which is no salutation
// and no title, and does not begin a sentence.
func isStreet(before string) bool {
	at := street.FindStringIndex(before)
	if at == nil {
		return false
	}
	rest := strings.TrimRightFunc(before[:at[0]], unicode.IsSpace)
	last, _ := utf8.DecodeLastRuneInString(rest)
	return rest != "" && (unicode.IsLetter(last) || unicode.IsDigit(last) || last == ',')
}
