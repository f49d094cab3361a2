package words

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// termPrefix begins the keys of the table [word].
const termPrefix = "word."

// Terms are the words that a program may have its own for. Each is a key of
// [program.words], and one of the table [word] in every language.
func Terms() []string {
	return []string{"pursuit", "pursuits", "setback", "setbacks", "gap", "gaps", "twin", "twins", "step", "steps"}
}

// With is the catalogue as it was loaded, with words of one's own for some of Terms: {"setback":
// "flare-up"}. In English the plural and the article follow from the word where
// they are not given; other languages keep their usual word for what is not said.
func (c *Catalogue) With(own map[string]string) *Catalogue {
	if c != nil && c.plain != nil {
		c = c.plain
	}
	if c == nil || len(own) == 0 {
		return c
	}
	spoken := *c
	spoken.plain = c
	spoken.terms = maps.Clone(c.terms)
	maps.Copy(spoken.terms, own)
	if base, _ := c.tag.Base(); base.String() == language.English.String() {
		derive(spoken.terms, own)
	}
	spoken.hash = hashOf(spoken.hash, own)
	spoken.compile()
	return &spoken
}

// hashOf goes on from a hash with the words that were put in.
func hashOf(before [sha256.Size]byte, own map[string]string) [sha256.Size]byte {
	b := before[:]
	for _, key := range slices.Sorted(maps.Keys(own)) {
		b = fmt.Appendf(b, "%q %q ", key, own[key])
	}
	return sha256.Sum256(b)
}

// compile takes all messages apart.
func (c *Catalogue) compile() {
	c.messages = make(map[string]message, len(c.raw))
	for key, raw := range c.raw {
		c.messages[key] = raw.compile(c.terms)
	}
}

// derive adds the English plural of each word, and the word with its article.
func derive(terms, own map[string]string) {
	for key, word := range own {
		if _, given := own[key+"s"]; !given && terms[key+"s"] != "" {
			terms[key+"s"] = plurals(word)
		}
		if terms["a-"+key] != "" {
			terms["a-"+key] = article(word) + " " + word
		}
	}
}

func plurals(word string) string {
	stem, cut := strings.CutSuffix(word, "y")
	switch {
	case cut && !strings.ContainsAny(stem[max(0, len(stem)-1):], "aeiou"):
		return stem + "ies"
	case strings.HasSuffix(word, "s"), strings.HasSuffix(word, "x"), strings.HasSuffix(word, "ch"), strings.HasSuffix(word, "sh"):
		return word + "es"
	}
	return word + "s"
}

func article(word string) string {
	if word != "" && strings.ContainsAny(strings.ToLower(word[:1]), "aeiou") {
		return "an"
	}
	return "a"
}
