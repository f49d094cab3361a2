package audit

import (
	"encoding/base64"
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// decodings are what else a text may be read as: with its entities, percent signs and
// escapes decoded. A text without any has none.
func decodings(text string, in sort) []string {
	var others []string
	take := func(other string) {
		if other != text && utf8.ValidString(other) {
			others = append(others, other)
		}
	}
	if strings.IndexByte(text, '&') >= 0 && strings.IndexByte(text, ';') >= 0 {
		take(html.UnescapeString(text))
	}
	if strings.IndexByte(text, '%') >= 0 {
		take(unpercent(text))
	}
	if in == address && strings.IndexByte(text, '+') >= 0 {
		take(strings.ReplaceAll(text, "+", " "))
	}
	if in == address && strings.Contains(text, "xn--") {
		take(punycode(text))
	}
	if strings.IndexByte(text, '\\') >= 0 {
		take(unescape(text))
	}
	if strings.IndexByte(text, '=') >= 0 && quotedPrintable.MatchString(text) {
		take(unquotedPrintable(text))
	}
	return others
}

var percent = regexp.MustCompile(`(?:%[0-9A-Fa-f]{2})+`)

// unpercent decodes what is percent-encoded and leaves a percent sign that is one.
func unpercent(text string) string {
	return percent.ReplaceAllStringFunc(text, func(s string) string {
		decoded, err := url.PathUnescape(s)
		if err != nil || !utf8.ValidString(decoded) {
			return s
		}
		return decoded
	})
}

var quotedPrintable = regexp.MustCompile(`=[0-9A-F]{2}`)

func unquotedPrintable(text string) string {
	return unpercent(quotedPrintable.ReplaceAllStringFunc(strings.ReplaceAll(text, "=\n", ""), func(s string) string { return "%" + s[1:] }))
}

// escapes are those of scripts, JSON and styles: \u0044, \u{44}, \x44, \44 and an
// octal one.
var escapes = regexp.MustCompile(`(?:\\u[0-9A-Fa-f]{4})+|\\u\{[0-9A-Fa-f]{1,6}\}|\\U[0-9A-Fa-f]{8}|\\x[0-9A-Fa-f]{2}|\\[0-9A-Fa-f]{1,6}[ \t\n]?|\\[/"'\\nrtbf]|\\\r?\n`)

func unescape(text string) string {
	if strings.IndexByte(text, '\\') < 0 {
		return text
	}
	return escapes.ReplaceAllStringFunc(text, func(s string) string {
		switch {
		case strings.HasPrefix(s, `\u{`):
			return ofHex(s[3 : len(s)-1])
		case strings.HasPrefix(s, `\u`):
			return ofUnits(s)
		case strings.HasPrefix(s, `\U`), strings.HasPrefix(s, `\x`):
			return ofHex(s[2:])
		}
		switch s[1] {
		case 'n', 't', 'r':
			return " "
		case '/', '"', '\'', '\\':
			return s[1:2]
		case '\n', '\r':
			return ""
		}
		if len(s) == 2 && (s[1] == 'b' || s[1] == 'f') {
			return ""
		}
		return ofHex(strings.TrimRight(s[1:], " \t\n"))
	})
}

func ofHex(digits string) string {
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || n > utf8.MaxRune {
		return ""
	}
	return string(rune(n))
}

// ofUnits reads \u escapes in a row, so that two that make one sign do.
func ofUnits(text string) string {
	var units []uint16
	for _, digits := range strings.Split(text, `\u`)[1:] {
		n, _ := strconv.ParseUint(digits, 16, 16)
		units = append(units, uint16(n))
	}
	return string(utf16.Decode(units))
}

// inside looks into data addresses and base64.
func (c *check) inside(text string, depth int) {
	if at := strings.Index(text, "data:"); at >= 0 {
		c.dataAddress(text[at:], depth)
	}
	for from := 0; from < len(text); {
		to := from
		for to < len(text) && inAlphabet(text[to]) {
			to++
		}
		if to-from >= 12 || to-from >= 6 && to < len(text) && text[to] == '=' {
			c.base64(text[from:to], depth)
		}
		from = to + 1
	}
}

// base64 looks into letters that may be base64: as they are, and without a path
// before them.
func (c *check) base64(letters string, depth int) {
	for _, l := range append(strings.FieldsFunc(letters, func(r rune) bool { return r == '/' || r == '-' || r == '_' }), letters) {
		if len(l) < 6 {
			continue
		}
		if plain := fromBase64(l); isReadable(plain) {
			c.content("", plain, depth+1)
		}
	}
}

func inAlphabet(b byte) bool {
	return isASCIIWord(b) || b == '+' || b == '/' || b == '-' || b == '_'
}

// dataAddress looks into what an address holds itself.
func (c *check) dataAddress(text string, depth int) {
	head, data, ok := strings.Cut(text, ",")
	if !ok || strings.ContainsAny(head, " \n\"'<>") && !strings.Contains(head, ";") {
		return
	}
	if end := strings.IndexAny(data, "\"'<> )\n"); end >= 0 && strings.HasSuffix(head, ";base64") {
		data = data[:end]
	}
	data = unpercent(data)
	if strings.HasSuffix(head, ";base64") {
		c.content("", fromBase64(data), depth+1)
		return
	}
	c.content("", []byte(data), depth+1)
}

// fromBase64 decodes both alphabets, as far as a text goes.
func fromBase64(text string) []byte {
	text = plainAlphabet.Replace(text)
	if len(text)%4 == 1 {
		text = text[:len(text)-1]
	}
	decoded, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return nil
	}
	return decoded
}

var plainAlphabet = strings.NewReplacer("-", "+", "_", "/", "=", "", " ", "", "\n", "", "\r", "", "\t", "")

// isReadable reports whether bytes are a text.
func isReadable(b []byte) bool {
	if len(b) < 4 || !utf8.Valid(b) {
		return false
	}
	letters := 0
	for _, r := range string(b) {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == utf8.RuneError {
			return false
		}
		if isLetter(r) || r == ' ' {
			letters++
		}
	}
	return letters*4 >= utf8.RuneCount(b)*3
}

// punycode reads the parts of a host's name that stand for letters of other scripts.
func punycode(text string) string {
	decoded, err := idna.ToUnicode(text)
	if err == nil {
		return decoded
	}
	return asciiHost.ReplaceAllStringFunc(text, func(host string) string {
		if decoded, err := idna.ToUnicode(host); err == nil {
			return decoded
		}
		return host
	})
}

var asciiHost = regexp.MustCompile(`[A-Za-z0-9.-]*xn--[A-Za-z0-9.-]+`)
