package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
)

// formNames are the plural forms by the names that files have for them.
var formNames = [...]string{plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}

// noneName is the form for no things at all, in any language.
const noneName = "none"

// rawMessage is a message as it is written: its texts by form. A message without
// forms has the one text "other".
type rawMessage map[string]string

// message is a message taken apart. Other is always there.
type message struct {
	forms [len(formNames)]*text
	none  *text
}

// text is a text and the places in it.
type text struct {
	parts []part
	size  int // bytes of what is written around the places
}

// part is a piece of text, or a place if it has a name.
type part struct {
	literal, name string
	capital       bool
}

// compile takes a message apart and puts the words that stand for terms into it.
func (r rawMessage) compile(terms map[string]string) message {
	var m message
	for form, name := range formNames {
		if s, ok := r[name]; ok {
			m.forms[form] = parse(s, terms)
		}
	}
	if s, ok := r[noneName]; ok {
		m.none = parse(s, terms)
	}
	if m.forms[plural.Other] == nil {
		m.forms[plural.Other] = &text{}
	}
	return m
}

// Marks that keep together what is written from the left on a page that is read
// from the right (Unicode Standard Annex 9): "75 days" would be torn apart. An
// isolate stands for itself; sentences have marks at their ends instead, since
// several of them run on as one text.
const (
	isolate    = "\u2066"
	isolateEnd = "\u2069"
	leftMark   = "\u200e"
)

// isolated is a message from the left for a page from the right.
func (r rawMessage) isolated() rawMessage {
	out := make(rawMessage, len(r))
	for form, s := range r {
		if strings.HasSuffix(s, ".") {
			out[form] = leftMark + s + leftMark
		} else {
			out[form] = isolate + s + isolateEnd
		}
	}
	return out
}

// Plain is a text without the marks that keep directions apart, for where it is
// copied: into a command.
func Plain(s string) string {
	return strings.NewReplacer(isolate, "", isolateEnd, "", leftMark, "").Replace(s)
}

func parse(s string, terms map[string]string) *text {
	t := &text{}
	for _, p := range split(s) {
		if word, ok := terms[p.name]; ok && p.name != "" {
			p = part{literal: capitalised(word, p.capital)}
		}
		t.add(p)
	}
	return t
}

// add joins pieces of text that follow each other.
func (t *text) add(p part) {
	t.size += len(p.literal)
	if n := len(t.parts); n > 0 && p.name == "" && t.parts[n-1].name == "" {
		t.parts[n-1].literal += p.literal
		return
	}
	t.parts = append(t.parts, p)
}

// split finds the places of a text. A brace that opens no place is a brace.
func split(s string) []part {
	var parts []part
	for s != "" {
		before, rest, opened := strings.Cut(s, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !opened || !closed || !isName(name) {
			return append(parts, part{literal: s})
		}
		if before != "" {
			parts = append(parts, part{literal: before})
		}
		first, _ := utf8.DecodeRuneInString(name)
		parts = append(parts, part{name: strings.ToLower(name), capital: unicode.IsUpper(first)})
		s = after
	}
	return parts
}

// isName reports a name of a place: letters, digits and hyphens.
func isName(s string) bool {
	return s != "" && strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

func (t *text) isPlain() bool {
	return len(t.parts) == 0 || len(t.parts) == 1 && t.parts[0].name == ""
}

// fill joins the text with what stands in its places.
func (t *text) fill(pairs []string) string {
	if len(t.parts) == 0 {
		return ""
	}
	if t.isPlain() {
		return t.parts[0].literal
	}
	var b strings.Builder
	b.Grow(t.size + 16*len(t.parts))
	for _, p := range t.parts {
		if p.name == "" {
			b.WriteString(p.literal)
			continue
		}
		b.WriteString(capitalised(p.value(pairs), p.capital))
	}
	return b.String()
}

func (p part) value(pairs []string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == p.name {
			return pairs[i+1]
		}
	}
	return "{" + p.name + "}"
}

// capitalised gives a text a capital where one is wanted.
func capitalised(s string, wanted bool) string {
	if !wanted {
		return s
	}
	return Capital(s)
}

// Capital gives a text a capital as its first letter.
func Capital(s string) string {
	rest := strings.TrimLeft(s, isolate+leftMark)
	first, size := utf8.DecodeRuneInString(rest)
	if size == 0 || unicode.ToUpper(first) == first {
		return s
	}
	return s[:len(s)-len(rest)] + string(unicode.ToUpper(first)) + rest[size:]
}
