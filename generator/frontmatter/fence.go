package frontmatter

import "bytes"

const (
	yamlFence = "---"
	yamlEnd   = "..."
	tomlFence = "+++"
)

// findClosing gives the offset of the closing fence and of the line after it.
// Without one, both are the end of the text.
func findClosing(text []byte, begin int, syntax Syntax) (end, after int, closed bool) {
	for offset := begin; offset < len(text); {
		line, next := lineAt(text, offset)
		if isClosing(line, syntax) {
			return offset, next, true
		}
		offset = next
	}
	return len(text), len(text), false
}

// isClosing allows blanks after the fence but not before it: an indented line
// of dashes may be part of a text in YAML.
func isClosing(line []byte, syntax Syntax) bool {
	if len(line) < 3 {
		return false
	}
	fence := string(bytes.TrimRight(line, " \t"))
	if syntax == TOML {
		return fence == tomlFence
	}
	return fence == yamlFence || fence == yamlEnd
}

// isThematicBreak tells a rule above prose from the fence of a front matter, by
// what stands after it. One line that looks like a key is enough for a front
// matter: taken wrongly for prose it would be published. Without a closing fence
// only the lines up to the first blank one are asked, and a key is one word,
// since prose has colons too.
func isThematicBreak(inside []byte, closed bool) bool {
	blank := true
	for offset := 0; offset < len(inside); {
		line, next := lineAt(inside, offset)
		offset = next
		if len(bytes.TrimSpace(line)) == 0 {
			if !closed && !blank {
				break
			}
			continue
		}
		blank = false
		if looksLikeKey(line, closed) {
			return false
		}
	}
	return !blank || !closed
}

// longestKey bounds, in bytes, what stands before a colon to look like a key.
const longestKey = 40

// looksLikeKey reports whether a line begins with a word and a colon, or opens
// a table in braces. An equals sign counts too, and so does a colon without a
// blank after it: both are slips of people who write front matter. Keys of
// several words count if blanks are allowed.
func looksLikeKey(line []byte, blanks bool) bool {
	if line[0] == '{' {
		return true
	}
	end := bytes.IndexAny(line, ":=")
	if bytes.IndexByte(notInKeys, line[0]) >= 0 || end < 1 || end > longestKey || bytes.HasPrefix(line[end:], []byte("://")) {
		return false
	}
	key := bytes.TrimRight(line[:end], " \t")
	if bytes.ContainsAny(key, "[]()<>*!?;,") {
		return false
	}
	oneWord := !bytes.ContainsAny(key, " \t")
	return oneWord || blanks && (end+1 == len(line) || line[end+1] == ' ')
}

// notInKeys are characters that no key begins with: blanks, list marks, digits
// (of a time of day).
var notInKeys = []byte(" \t-#>|+0123456789")

// beginsJSON tells a front matter in JSON from a template call such as {{< x >}}.
func beginsJSON(text []byte) bool {
	rest, ok := bytes.CutPrefix(text, []byte{'{'})
	rest = bytes.TrimLeft(rest, " \t\n")
	return ok && len(rest) > 0 && (rest[0] == '"' || rest[0] == '}')
}

// nearlyClosing finds a line of fence characters that the author may have meant
// as the closing fence, or nil.
func nearlyClosing(text []byte, char byte) []byte {
	for offset := 0; offset < len(text); {
		line, next := lineAt(text, offset)
		trimmed := bytes.TrimSpace(line)
		if len(trimmed) >= 2 && len(bytes.Trim(trimmed, string(char))) == 0 {
			return line
		}
		offset = next
	}
	return nil
}
