// Package slug makes the last part of an address from a title, a tag or a file's
// name.
package slug

import (
	"strings"

	"github.com/gosimple/slug"
	"golang.org/x/text/unicode/norm"
)

// longest bounds the last part of an address, in bytes.
const longest = 80

// Make turns a name into the last part of an address: lower case, a to z, digits
// and single hyphens, other scripts transliterated, at most 80 bytes, never a
// name that a file system reserves. It is "" where nothing can be kept.
func Make(name, lang string) string {
	s := name
	if !plain(s) {
		s = slug.MakeLang(norm.NFC.String(s), lang)
	}
	s = strings.Trim(squeeze(strings.ToLower(s)), "-")
	if len(s) > longest {
		s = s[:longest]
		if cut := strings.LastIndexByte(s, '-'); cut > longest/2 {
			s = s[:cut]
		}
		s = strings.Trim(s, "-")
	}
	if reserved(s) {
		s += "-entry"
	}
	return s
}

// plain reports whether a name needs no transliteration.
func plain(s string) bool {
	for _, c := range []byte(s) {
		if c >= 0x80 || c == '&' || c == '@' || c == '\'' {
			return false
		}
	}
	return true
}

// squeeze replaces each run of what is neither letter nor digit by one hyphen.
func squeeze(s string) string {
	b := make([]byte, 0, len(s))
	for _, c := range []byte(s) {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b = append(b, c)
		case len(b) > 0 && b[len(b)-1] != '-':
			b = append(b, '-')
		}
	}
	return string(b)
}

// reserved reports whether Windows, or a route of the site, keeps the name for
// itself.
func reserved(s string) bool {
	switch s {
	case "con", "prn", "aux", "nul", "index":
		return true
	}
	return len(s) == 4 && (strings.HasPrefix(s, "com") || strings.HasPrefix(s, "lpt")) && s[3] >= '0' && s[3] <= '9'
}
