package markdown

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"journal/generator/diag"
)

// FoldBox gives the identity of a box: its text in lower case, without markup,
// with blanks folded. Two boxes of a step are the same if this is equal. It may
// be given a box's text or Markdown, such as an item of a checklist.
func FoldBox(text string) string {
	if isFolded(text) {
		return strings.ToLower(text)
	}
	if strings.ContainsAny(text, "\\`*_~=[]<>&!") {
		text = inlineWords(text)
	}
	// Marks that were meant literally go as well, so that it makes no difference
	// whether the text was Markdown or plain already.
	text = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\\`*_~=", r):
			return -1
		case r == '’' || r == '‘':
			return '\''
		}
		return r
	}, norm.NFC.String(text))
	return foldBlanks(strings.ToLower(text))
}

// isFolded reports a text of plain letters in which there is nothing to fold but their
// case, as most are.
func isFolded(text string) bool {
	blank := true
	for i := range len(text) {
		c := text[i]
		if c >= utf8.RuneSelf || c < ' ' || c == ' ' && blank || strings.IndexByte("\\`*_~=[]<>&!", c) >= 0 {
			return false
		}
		blank = c == ' '
	}
	return !blank
}

// inlineWords is the plain text of one line of Markdown, read as the text of a
// box is read.
func inlineWords(line string) string {
	source := []byte("- [ ] " + foldBlanks(line))
	c := newCompiler(newBody(diag.Source{}, source, 1), Labels{})
	c.compile(parse(source).tree)
	return string(c.plain)
}

// splitStep splits a trailing #step-id, which may be written #step/step-id, off
// the text of a box.
func splitStep(text string) (rest, step string) {
	mark := strings.LastIndexByte(text, '#')
	if mark < 0 || (mark > 0 && text[mark-1] != ' ') {
		return text, ""
	}
	name := text[mark+1:]
	if name == "" || tagLength([]byte(name)) != len(name) {
		return text, ""
	}
	return strings.TrimSpace(text[:mark]), strings.TrimPrefix(name, "step/")
}

// foldBlanks joins the words of a text with single blanks.
func foldBlanks(text string) string { return strings.Join(strings.Fields(text), " ") }
