package frontmatter

import (
	"bytes"
	"strings"
)

// nearlyFence reports a text that begins as front matter does but for its fence:
// a line without words, or a comment, and below it one of the keys that nearly
// every front matter has. Such a file may say who must not see it.
func nearlyFence(text []byte) bool {
	first, next := lineAt(text, 0)
	if !isOrnament(string(first)) {
		return false
	}
	const lines = 10
	for range lines {
		if next >= len(text) {
			return false
		}
		var line []byte
		line, next = lineAt(text, next)
		key, _, ok := bytes.Cut(line, []byte{':'})
		if !ok {
			key, _, ok = bytes.Cut(line, []byte{'='})
		}
		switch strings.ToLower(string(bytes.TrimSpace(key))) {
		case "visibility", "draft", "publish", "published", "title", "date":
			if ok {
				return true
			}
		}
	}
	return false
}

// isOrnament reports a line of marks: a fence with something beside it, another
// fence, or a comment.
func isOrnament(line string) bool {
	line = strings.TrimFunc(line, func(r rune) bool { return r == '\uFEFF' || r == '\u200B' || r == ' ' || r == '\t' })
	if strings.HasPrefix(line, "---") || strings.HasPrefix(line, "+++") || strings.HasPrefix(line, "<!--") {
		return true
	}
	return line != "" && len(line) < 20 && strings.Trim(line, "-+*;=~_–—") == ""
}
