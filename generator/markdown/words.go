package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// unescape gives the words that a stretch of Markdown text shows: without
// backslashes before punctuation and with entities resolved.
func unescape(source []byte) []byte {
	if bytes.IndexByte(source, '\\') < 0 && bytes.IndexByte(source, '&') < 0 {
		return source
	}
	out := make([]byte, 0, len(source))
	for at := 0; at < len(source); {
		switch c := source[at]; {
		case c == '\\' && at+1 < len(source) && util.IsPunct(source[at+1]):
			out = append(out, source[at+1])
			at += 2
			continue
		case c == '&':
			if words, length := entity(source[at:]); length > 0 {
				out = append(out, words...)
				at += length
				continue
			}
		}
		out = append(out, source[at])
		at++
	}
	return out
}

// longestEntity is the length of the longest HTML entity, with & and ;.
const longestEntity = 40

// entity reads &name;, &#10; or &#xa; at the start of a text.
func entity(text []byte) (words []byte, length int) {
	end := bytes.IndexByte(text[:min(len(text), longestEntity)], ';')
	if end < 2 {
		return nil, 0
	}
	name := string(text[1:end])
	if name[0] != '#' {
		found, ok := util.LookUpHTML5EntityByName(name)
		if !ok {
			return nil, 0
		}
		return found.Characters, end + 1
	}
	digits, base := name[1:], 10
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, base = digits[1:], 16
	}
	code, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return nil, 0
	}
	if code == 0 || code > unicode.MaxRune {
		code = utf8.RuneError
	}
	return utf8.AppendRune(nil, rune(code)), end + 1
}

// appendEscaped adds text to HTML.
func appendEscaped(html, text []byte) []byte {
	from := 0
	for at, c := range text {
		if c > '>' && c != 0x7f {
			continue // most bytes
		}
		if safe := escaped(c); safe != "" {
			html = append(append(html, text[from:at]...), safe...)
			from = at + 1
		}
	}
	return append(html, text[from:]...)
}

// escaped is what stands for a byte in HTML, "" for the byte itself. Controls,
// which HTML does not allow, become the replacement character.
func escaped(c byte) string {
	switch c {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '"':
		return "&quot;"
	case '\r':
		return "\n"
	case '\t', '\n':
		return ""
	}
	if c < ' ' || c == 0x7f {
		return "\uFFFD"
	}
	return ""
}

// countWords counts words: runs of letters and digits, and each sign of the
// scripts that are written without blanks.
func countWords(text string) int {
	count, inWord := 0, false
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'):
			if !inWord {
				count++
			}
			inWord = true
		case r == '\'' || r == '’' || r == '-':
			// part of a word that has begun: don't, second-place
		case r < utf8.RuneSelf:
			inWord = false
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			count++
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if !inWord {
				count++
			}
			inWord = true
		default:
			inWord = false
		}
	}
	return count
}

// shorten cuts a text to about n characters: at the end of a sentence if one
// ends in the second half, else between two words, with an ellipsis.
func shorten(text string, n int) string {
	if n <= 0 {
		return ""
	}
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	limit, count := len(text), 0
	for at := range text {
		if count == n {
			limit = at
			break
		}
		count++
	}
	if end := sentenceEnd(text, limit); end > limit/2 {
		return text[:end]
	}
	cut := limit
	if blank := strings.LastIndexByte(text[:limit+1], ' '); blank > limit/2 {
		cut = blank
	}
	return strings.TrimRight(text[:cut], " ,;:–—") + "…"
}

// sentenceEnd is where the last sentence ends that ends before the limit, or 0.
func sentenceEnd(text string, limit int) int {
	end := 0
	for at, r := range text[:limit] {
		after := at + utf8.RuneLen(r)
		switch r {
		case '.', '!', '?', '…':
			if after < len(text) && text[after] == ' ' {
				end = after
			}
		case '。', '！', '？', '।':
			end = after
		}
	}
	return end
}
