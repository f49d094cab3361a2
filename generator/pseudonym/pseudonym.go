// Package pseudonym puts public names in the place of real ones.
//
// It works on text as a person reads it: decoded, without markup. Whoever has HTML,
// Markdown or an encoded address takes it apart first. Replacing is one pass from
// the left; where several names begin at one place the longest is meant, and what
// was put in is not looked at again, so a public name may be somebody's real one.
//
// A name is found whatever its letter case, its accents and the way its letters are
// composed; with zero-width signs and soft hyphens in it; with any blanks, line
// ends, hyphens or underscores between its words, and written as one word if it has
// eight letters or more. It has to stand at the boundaries of words, so "Reed" is
// not found in "agreed". A digit next to a letter is a boundary. Chinese, Japanese,
// Korean, Thai, Lao, Khmer and Burmese are written without blanks or with particles
// joined on, so there every sign is one.
//
// Letters may be written as escapes (%44, \u0044, \x44, &#68;), as in texts about
// addresses and code.
//
// What follows a name stays: the ’s of a possessive, and the s of a plural ("the
// Whitfields", "the Joneses"). A plural of a name of less than five letters is known by
// its capital, so that the verb "marks" is not Mark; addresses know no capitals, and
// "danas-call" is Dana's. A name
// in capitals gets its public name in capitals, one in small letters in small
// letters. "@id" stands for whoever has the id.
//
// The package guesses nothing: a nickname or a part of a name that is not among the
// forms stays as it is.
package pseudonym

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Name is one person or organization.
type Name struct {
	ID     string   // what the author calls them in keys, and as @id in text
	Forms  []string // the name and its further forms
	Public string   // what strangers read; "" is not decided, and … stands for it
}

// Names are all that have to be replaced. They do not change, and many goroutines
// may use them. A nil Names finds nothing.
type Names struct {
	names []Name
	text  trie // forms as texts have them
	parts trie // of addresses: forms as package slug makes them
	sum   []byte
}

// New prepares names. Where two of them share a form the first has it. The languages
// are those in which addresses may be spelt.
func New(names []Name, languages []string) *Names {
	if len(names) == 0 {
		return nil
	}
	n := &Names{names: names, text: newTrie(), parts: newTrie()}
	n.parts.small = true
	for who, name := range names {
		n.text.add("@"+name.ID, who)
	}
	for who, name := range names {
		for _, form := range name.Forms {
			n.text.add(form, who)
			n.addParts(form, who, languages)
		}
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q", names, languages))
	n.sum = sum[:]
	return n
}

// Version is another whenever names or their public forms are others; nil for nobody.
func (n *Names) Version() []byte {
	if n == nil {
		return nil
	}
	return n.sum
}

// Name gives the name that a Match is of.
func (n *Names) Name(who int) Name { return n.names[who] }

// Match is a place in a text where somebody is named.
type Match struct {
	Start, End int // in bytes; a plural's s and a possessive's ’s lie behind End
	Who        int // for Names.Name
}

// In reports whether a text names anybody.
func (n *Names) In(text string) bool {
	found := false
	n.find(text, func(Match) bool { found = true; return false })
	return found
}

// All lists the places at which a text names somebody, from the left.
func (n *Names) All(text string) []Match {
	var all []Match
	n.find(text, func(m Match) bool { all = append(all, m); return true })
	return all
}

// Replace gives the text with public names.
func (n *Names) Replace(text string) string {
	all := n.All(text)
	if len(all) == 0 {
		return text
	}
	var b strings.Builder
	from := 0
	for _, m := range all {
		b.WriteString(text[from:m.Start])
		b.WriteString(n.Public(text, m))
		from = m.End
	}
	b.WriteString(text[from:])
	return b.String()
}

// undecided stands for a public name that nobody has decided yet.
const undecided = "…"

// Public is what stands in the place of a match: the public name in the letter case
// of what was written, without its full stop where a full stop follows.
func (n *Names) Public(text string, m Match) string {
	public := n.names[m.Who].Public
	if public == "" {
		return undecided
	}
	if rest := text[m.End:]; strings.HasPrefix(rest, ".") && !strings.HasPrefix(rest, "..") {
		public = strings.TrimSuffix(public, ".")
	}
	written := text[m.Start:m.End]
	if decoded, _, ok := unescaped(written); ok {
		written = decoded
	}
	return inCaseOf(written, public)
}

// inCaseOf writes a public name as the real one was: all capitals, if that has more
// than three of them, so that IBM can be "the firm"; or all small letters.
func inCaseOf(written, public string) string {
	if strings.HasPrefix(written, "@") {
		return public
	}
	upper, lower := 0, 0
	for _, r := range written {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	switch {
	case lower == 0 && upper > 3:
		return strings.ToUpper(public)
	case upper == 0 && lower > 0:
		return strings.ToLower(public)
	}
	return public
}

// Tag gives a tag with public names. A tag of one word stays one: dots and blanks
// of a public name cannot be part of it.
func (n *Names) Tag(tag string) string {
	if n == nil {
		return tag
	}
	n = n.inAddresses() // tags are often written as addresses are
	all := n.All(tag)
	if len(all) == 0 {
		return tag
	}
	var b strings.Builder
	from := 0
	for _, m := range all {
		b.WriteString(tag[from:m.Start])
		b.WriteString(tagWord(n.Public(tag, m)))
		from = m.End
	}
	b.WriteString(tag[from:])
	if strings.Trim(b.String(), "-_/ ") == "" {
		return "somebody"
	}
	return b.String()
}

// tagWord is a name as a word of a tag: its letters and digits, with hyphens
// between.
func tagWord(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !isWord(r) })
	return strings.Join(words, "-")
}

// find calls f for each match from the left until it says false.
func (n *Names) find(text string, f func(Match) bool) {
	if n == nil {
		return
	}
	spelt := n.inEscapes(text)
	if spelt == nil {
		n.findPlain(text, f)
		return
	}
	var plain []Match
	n.findPlain(text, func(m Match) bool { plain = append(plain, m); return true })
	for _, m := range merged(plain, spelt) {
		if !f(m) {
			return
		}
	}
}

func (n *Names) findPlain(text string, f func(Match) bool) {
	before := ' '
	for at := 0; at < len(text); {
		if c := text[at]; isLatin(before) && isLatin(rune(c)) {
			before = rune(c) // within a word, as most are
			at++
			continue
		}
		if m, ok := n.text.at(text, at, before); ok {
			if !f(m) {
				return
			}
			before = lastSign(text[:m.End])
			at = m.End
			continue
		}
		if c := text[at]; c < utf8.RuneSelf {
			before = rune(c)
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if !isSilent(r) {
			before = r
		}
		at += size
	}
}
