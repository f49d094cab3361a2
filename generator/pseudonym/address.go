package pseudonym

import (
	"net/url"
	"strings"

	"journal/generator/slug"
)

// addParts adds a form as addresses and names of files spell it.
func (n *Names) addParts(form string, who int, languages []string) {
	n.parts.add(form, who)
	for _, lang := range languages {
		if spelt := slug.Make(form, lang); len(spelt) > 1 {
			n.parts.add(spelt, who)
		}
	}
}

// Address gives a part of an address, as package slug makes it, with public names.
// It is "" where nothing is left.
func (n *Names) Address(part, lang string) string {
	if n == nil {
		return part
	}
	replaced := n.replaceParts(part)
	if replaced == part {
		return part
	}
	return slug.Make(replaced, lang)
}

func (n *Names) replaceParts(part string) string { return n.inAddresses().Replace(part) }

// inAddresses are the same names as addresses have them.
func (n *Names) inAddresses() *Names { return &Names{names: n.names, text: n.parts} }

// ReplaceNamed gives a line that was made of the name of a file with public names.
func (n *Names) ReplaceNamed(line string) string {
	if n == nil {
		return line
	}
	return n.replaceParts(line)
}

// InAddress reports whether a path, a web address or a mail address names anybody,
// be it percent-encoded.
func (n *Names) InAddress(address string) bool {
	if n == nil || address == "" {
		return false
	}
	inner := n.inAddresses()
	if inner.In(address) {
		return true
	}
	decoded, err := url.PathUnescape(strings.ReplaceAll(address, "+", " "))
	return err == nil && decoded != address && inner.In(decoded)
}
