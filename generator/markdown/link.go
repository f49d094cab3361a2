package markdown

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// safeSchemes are the schemes that a link may have. Others, such as javascript:
// and data:, are dropped and the link becomes its text.
var safeSchemes = []string{"http", "https", "mailto", "tel", "sms", "xmpp", "geo", "ftp"}

// External reports whether the link leads out of the site: it has a scheme, or
// a host after //. Such a Target is an address and not the name of a file.
func (l Link) External() bool { return isExternal(l.Target) }

// Address is the target and its fragment, as for the href of an external link.
func (l Link) Address() string {
	if l.Fragment == "" {
		return l.Target
	}
	return l.Target + "#" + l.Fragment
}

// KeepExternal is the Resolve of a document that stands alone: external links
// and those within the document work, all others lead nowhere.
func KeepExternal(l Link) Target {
	if (l.External() && l.Kind != Image) || (l.Target == "" && l.Kind == Inline) {
		return Target{Href: l.Address()}
	}
	return Target{}
}

func isExternal(address string) bool {
	return schemeOf(address) != "" || strings.HasPrefix(address, "//") || strings.HasPrefix(address, `\\`)
}

// schemeOf is the scheme of an address as a browser reads it, in lower case, or
// "". Browsers drop blanks and controls before it and line ends within.
func schemeOf(address string) string {
	address = strings.TrimLeftFunc(address, func(r rune) bool { return r <= ' ' })
	var scheme []byte
	for _, c := range []byte(address) {
		switch {
		case c == '\t' || c == '\n' || c == '\r':
		case c == ':':
			return strings.ToLower(string(scheme))
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' ||
			len(scheme) > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
			scheme = append(scheme, c)
		default:
			return ""
		}
	}
	return ""
}

// leavesSite tells whether following an address opens another site, rather than
// a letter or a call.
func leavesSite(address string) bool {
	switch schemeOf(address) {
	case "http", "https", "ftp":
		return true
	case "":
		return isExternal(address)
	}
	return false
}

// isSafe tells whether an address may be written into a page.
func isSafe(address string) bool {
	scheme := schemeOf(address)
	return scheme == "" || slices.Contains(safeSchemes, scheme)
}

// splitAddress takes apart the destination of an inline link.
func splitAddress(destination []byte) (target, fragment string) {
	address := string(unescape(destination))
	target, fragment, _ = strings.Cut(address, "#")
	if isExternal(address) {
		return target, fragment
	}
	return percentDecoded(target), percentDecoded(fragment)
}

// percentDecoded is the text without percent signs, or as it is if that makes
// no sense.
func percentDecoded(text string) string {
	decoded, err := url.PathUnescape(text)
	if err != nil || !utf8.ValidString(decoded) || strings.ContainsRune(decoded, 0) {
		return text
	}
	return decoded
}

// appendHref adds an address as the value of an attribute.
func appendHref(html []byte, address string) []byte {
	return appendEscaped(html, util.URLEscape([]byte(address), false))
}

// splitWiki takes apart the target of a wikilink. Of several headings, each
// within the one before, the last is meant.
func splitWiki(target string) (file, fragment string) {
	file, fragment, _ = strings.Cut(target, "#")
	if last := strings.LastIndexByte(fragment, '#'); last >= 0 {
		fragment = fragment[last+1:]
	}
	return strings.TrimSpace(file), strings.TrimSpace(fragment)
}

// wordsOf is what is shown for a wikilink without words of its own.
func wordsOf(l *Link) string {
	words := l.Target
	if l.Fragment != "" && !strings.HasPrefix(l.Fragment, "^") {
		words = strings.TrimLeft(words+" > "+l.Fragment, " >")
	}
	return words
}

// hiddenContent are the elements whose content is no text to read.
var hiddenContent = []string{
	"script", "style", "iframe", "noscript", "noembed", "noframes", "object", "template", "textarea", "title",
	"select", "svg", "math", "xmp", "audio", "video", "canvas", "head", "applet",
}

// tagName reads the name of an HTML tag in lower case, with whether it closes.
func tagName(tag []byte) (name string, closing bool) {
	rest, closing := bytes.CutPrefix(bytes.TrimPrefix(tag, []byte{'<'}), []byte{'/'})
	end := bytes.IndexFunc(rest, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-')
	})
	return strings.ToLower(string(rest[:max(end, 0)])), closing
}
