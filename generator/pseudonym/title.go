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
var titled = regexp.MustCompile(`(?:^|[^\pL\pN])((?:M[rsx]|Mrs|Dr|Prof|Mme|Mlle)\.?|(?:Sra|Srta|Dra|Hr|Hrn)\.)((?:[ \t\x{a0}\x{202f}]+(?:(?:Dr|Prof|med|jur|phil|h\.c)\.|(?:de|del|della|di|da|la|le|van|von|der|den|ter|zu|bin|al|y)))*(?:(?:[ \t\n\x{a0}\x{202f}]*\p{Lu}\.){2,})?[ \t\n\x{a0}\x{202f}]+)(\p{Lu}[\pL\pM'’-]*\pL(?:[ \t\x{a0}\x{202f}]+(?:(?:de|del|della|di|da|la|le|van|von|der|den|ter|zu|bin|al|y)[ \t\x{a0}\x{202f}]+)*\p{Lu}[\pL\pM'’-]*\pL)*)`)

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
	for from := 0; from < len(text); {
		m := titled.FindStringSubmatchIndex(text[from:])
		if m == nil {
			break
		}
		start, title, end := from+m[2], text[from+m[2]:from+m[3]], from+m[7]
		if strings.HasPrefix(title, "Dr") && title != "Dra." && isStreet(text[:start]) {
			from = start + len(title)
			continue
		}
		name := strings.Join(strings.Fields(text[from+m[6]:end]), " ")
		name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
		all = append(all, Titled{name, start, end})
		from = end
	}
	return all
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
