package pseudonym

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// escape is how letters are written in addresses, scripts and pages: %51, \u0051,
// \u{51}, \x51, &#81;, &#x51;. In texts that speak of such things they stand as they
// are, and may spell a name.
var escape = regexp.MustCompile(`(?:%[0-9A-Fa-f]{2})+|\\u[0-9A-Fa-f]{4}|\\u\{[0-9A-Fa-f]{1,6}\}|\\U[0-9A-Fa-f]{8}|\\x[0-9A-Fa-f]{2}|&#[0-9]{1,7};|&#[xX][0-9A-Fa-f]{1,6};`)

// unescaped is a text with escapes decoded, and for each byte of it the place in the
// text that it comes from, with that of the end. It gives false if there are none.
func unescaped(text string) (decoded string, places []int, ok bool) {
	if !strings.ContainsAny(text, `%\&`) {
		return "", nil, false
	}
	var b strings.Builder
	from := 0
	put := func(s string, at int, step int) {
		for i := range len(s) {
			places = append(places, at+i*step)
		}
		b.WriteString(s)
	}
	for _, m := range escape.FindAllStringIndex(text, -1) {
		put(text[from:m[0]], from, 1)
		if text[m[0]] == '%' {
			at := m[0]
			for at < m[1] {
				s, size := ofPercent(text[at:m[1]])
				if s == text[at:at+size] {
					put(s, at, 1)
				} else {
					put(s, at, 0)
				}
				at += size
			}
		} else {
			put(ofEscape(text[m[0]:m[1]]), m[0], 0)
		}
		from = m[1]
	}
	if from == 0 {
		return "", nil, false
	}
	put(text[from:], from, 1)
	return b.String(), append(places, len(text)), true
}

// ofPercent decodes the first sign of percent-encoded bytes.
func ofPercent(s string) (sign string, size int) {
	for n := 1; n <= utf8.UTFMax && 3*n <= len(s); n++ {
		if decoded, err := url.PathUnescape(s[:3*n]); err == nil && utf8.ValidString(decoded) {
			return decoded, 3 * n
		}
	}
	return s[:3], 3
}

func ofEscape(s string) string {
	digits, base := strings.Trim(s, `\uUxX{}&#;`), 16
	if s[0] == '&' && s[2]|0x20 != 'x' {
		base = 10
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return s
	}
	return string(rune(n))
}

// inEscapes finds the names of a text that are spelt by escapes, in whole or in part.
// The others are among them.
func (n *Names) inEscapes(text string) []Match {
	decoded, places, ok := unescaped(text)
	if !ok {
		return nil
	}
	var found []Match
	n.findPlain(decoded, func(m Match) bool {
		found = append(found, Match{places[m.Start], places[m.End], m.Who})
		return true
	})
	return found
}

// merged joins two lists of matches. Where two overlap the first counts, or of two that
// begin at one place the longer.
func merged(a, b []Match) []Match {
	all := append(slices.Clone(a), b...)
	slices.SortStableFunc(all, func(x, y Match) int {
		if x.Start != y.Start {
			return x.Start - y.Start
		}
		return y.End - x.End
	})
	kept := all[:0]
	for _, m := range all {
		if len(kept) == 0 || m.Start >= kept[len(kept)-1].End {
			kept = append(kept, m)
		}
	}
	return kept
}
