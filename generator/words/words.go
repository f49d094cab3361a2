// Package words holds what pages say in a language: messages with their plural
// forms, dates, lists and numbers.
//
// The messages stand in files of the theme, i18n/LANGUAGE.toml, one for each
// language (BCP 47). Over the built-in file lies the one that the site has at the
// same path, key by key; what a language does not say is said in English. A
// message is a text with places to fill in:
//
//	[count]
//	entries = {one = "1 entry", other = "{n} entries"}
//	[home]
//	said-no = "Day {day} since {who} said no"
//
// The table holds the forms that the language tells apart by the CLDR's rules
// (zero, one, two, few, many, other) and, in any language, none for no things at
// all. {n} is the number and {number} the number as sentences write it. A place
// with a capital, {Month}, begins with one whatever stands in it.
//
// The table [word] holds the words that a program may have its own for: what is
// called a pursuit, a setback. Messages refer to them like to any place.
//
// Files are read and messages taken apart once, in Load and With; saying one is a
// look-up and a joining of strings. The same catalogue says the same of the same.
// The package knows no page and decides nothing about what is said where. What
// the command line says is not in it.
package words

import (
	"crypto/sha256"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Catalogue is what pages say in one language. It may be used from many
// goroutines. A nil Catalogue says the keys themselves.
type Catalogue struct {
	tag      language.Tag
	raw      map[string]rawMessage
	terms    map[string]string
	messages map[string]message
	lists    map[string][]string
	hash     [sha256.Size]byte
	plain    *Catalogue // the one before any program put its words in; nil: this one
}

// Has reports whether the catalogue has a message or a list of that key.
func (c *Catalogue) Has(key string) bool {
	if c == nil {
		return false
	}
	_, isMessage := c.messages[key]
	_, isList := c.lists[key]
	return isMessage || isList
}

// Say says a message. The pairs are names of places and what stands in them:
// Say("home.said-no", "day", "26", "who", "Northwind"). A place without a pair is
// left as it is written, and so is a key that nobody knows.
func (c *Catalogue) Say(key string, pairs ...string) string {
	m, ok := c.message(key)
	if !ok {
		return key
	}
	return m.forms[plural.Other].fill(pairs)
}

// Count says a message of n things in the form that the language wants.
func (c *Catalogue) Count(key string, n int, pairs ...string) string {
	m, ok := c.message(key)
	if !ok {
		return key
	}
	form := m.forms[plural.Other]
	switch f := m.forms[c.form(plural.Cardinal, n)]; {
	case n == 0 && m.none != nil:
		form = m.none
	case f != nil:
		form = f
	}
	if form.isPlain() {
		return form.fill(nil)
	}
	return form.fill(append(pairs, "n", c.Digits(n), "number", c.Number(n)))
}

func (c *Catalogue) message(key string) (message, bool) {
	if c == nil {
		return message{}, false
	}
	m, ok := c.messages[key]
	return m, ok
}

// form is the plural form of a whole number in the catalogue's language.
func (c *Catalogue) form(rules *plural.Rules, n int) plural.Form {
	return rules.MatchPlural(c.tag, max(n, -n), 0, 0, 0, 0)
}

// Texts gives a list of texts, nil where there is none.
func (c *Catalogue) Texts(key string) []string {
	if c == nil {
		return nil
	}
	return c.lists[key]
}

// InSentence is a title as it stands inside a sentence: an article that it begins
// with ("The no") is written small, and so are titles that are no names ("Thanked").
func (c *Catalogue) InSentence(title string) string {
	bare := strings.TrimLeft(title, isolate+leftMark)
	first, _, more := strings.Cut(bare, " ")
	small := slices.Contains(c.Texts("style.small"), strings.TrimRight(bare, isolateEnd))
	if !small && (!more || !slices.Contains(c.Texts("style.articles"), first)) {
		return title
	}
	return title[:len(title)-len(bare)] + strings.ToLower(first) + bare[len(first):]
}

// Number writes a number as it stands inside a sentence: small ones in words,
// "three", the others in digits.
func (c *Catalogue) Number(n int) string {
	if small := c.Texts("number.small"); n >= 0 && n < len(small) {
		return small[n]
	}
	return c.Digits(n)
}

// Digits writes how many there are in digits, with the language's sign between the
// thousands: "1,200". Numbers of days and years, which are names, have none.
func (c *Catalogue) Digits(n int) string {
	said := strconv.Itoa(n)
	from, err := strconv.Atoi(c.Say("number.separated-from"))
	if n < 0 || err != nil || len(said) < from || !c.Has("number.separator") {
		return said
	}
	for at := len(said) - 3; at > 0; at -= 3 {
		said = said[:at] + c.Say("number.separator") + said[at:]
	}
	return said
}

// Ordinal writes a number of order: "3rd", "3.".
func (c *Catalogue) Ordinal(n int) string {
	m, ok := c.message("number.ordinal")
	if !ok {
		return strconv.Itoa(n)
	}
	form := m.forms[c.form(plural.Ordinal, n)]
	if form == nil {
		form = m.forms[plural.Other]
	}
	return form.fill([]string{"n", strconv.Itoa(n)})
}

// List joins words: "a", "a and b", "a, b and c".
func (c *Catalogue) List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return c.Say("list.and", "first", strings.Join(items[:last], c.Say("list.comma")), "last", items[last])
}

// Keys are the keys of all messages, sorted.
func (c *Catalogue) Keys() []string {
	if c == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(c.messages))
}

// AllKeys are the keys of all messages and lists, sorted.
func (c *Catalogue) AllKeys() []string {
	if c == nil {
		return nil
	}
	return slices.Sorted(slices.Values(slices.Concat(c.Keys(), slices.Collect(maps.Keys(c.lists)))))
}

// Language is the language that is spoken: "de", "pt-BR".
func (c *Catalogue) Language() string {
	if c == nil {
		return language.English.String()
	}
	return c.tag.String()
}

// Hash is over all that is said: equal hashes say the same of the same.
func (c *Catalogue) Hash() [sha256.Size]byte {
	if c == nil {
		return [sha256.Size]byte{}
	}
	return c.hash
}
