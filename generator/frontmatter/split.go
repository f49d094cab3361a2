package frontmatter

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"journal/generator/diag"
	"journal/generator/fields"
)

// MaxSize is the largest Markdown file that is read, in bytes.
const MaxSize = 10 << 20

// Split parts a Markdown file into front matter and body.
//
// A front matter begins on the first line that is not blank and stands between
// two lines of +++, or between --- and --- or "..."; blanks after a fence do not
// matter. Line ends become \n and a byte order mark is dropped; lines keep their
// numbers. A file that begins with --- is taken as one without front matter only
// if what follows is plainly prose after a thematic break.
//
// Whenever a front matter cannot be told from the body with certainty, or the
// file is not text, there is a message and the body is empty: front matter is
// never given as text. In these cases, and if the front matter has errors of
// syntax, File.Doubt is set.
func Split(file string, raw []byte) (File, diag.List) {
	if len(raw) > MaxSize {
		return tooLarge(file, len(raw))
	}
	text := normalize(raw)
	f := File{Source: diag.Source{File: file, Text: text}, Body: text, Line: 1}
	if offset := firstNonText(text); offset >= 0 {
		return notText(file, raw, text, offset)
	}
	start := firstWrittenLine(text)
	first, _ := lineAt(text, start)
	switch fence := string(bytes.TrimSpace(first)); {
	case fence == yamlFence:
		return splitAt(f, start, YAML)
	case fence == tomlFence:
		return splitAt(f, start, TOML)
	case beginsJSON(text[start:]):
		m := f.Source.Message(codeJSON, f.Source.PosAt(start), 1,
			"write it as TOML between lines of +++ or as YAML between lines of ---",
			"front matter in JSON is not read")
		return f.withheld("its front matter is JSON"), diag.List{m}
	case nearlyFence(text[start:]):
		m := f.Source.Message(codeUnclosed, f.Source.PosAt(start), len([]rune(fence)),
			"the first line is --- or +++ and nothing else", "this looks like front matter, but its first line is no fence")
		return f.withheld("its front matter has no fence"), diag.List{m}
	}
	return f, nil
}

// withheld is the file without its text, and with the reason why.
func (f File) withheld(doubt string) File {
	f.Body, f.Doubt = nil, doubt
	f.Line = bytes.Count(f.Source.Text, newline) + 1
	return f
}

func tooLarge(file string, size int) (File, diag.List) {
	f := File{Source: diag.Source{File: file}}
	m := diag.New(codeTooLarge, diag.Pos{File: file}, "split it, or move what is not text beside it as an attachment",
		"the file has %.1f MB; at most %d MB are read as text", float64(size)/(1<<20), MaxSize>>20)
	return f.withheld("it is too large to be read"), diag.List{m}
}

var (
	newline       = []byte{'\n'}
	byteOrderMark = []byte("\xef\xbb\xbf")
)

// normalize drops a byte order mark and writes all line ends as \n.
func normalize(raw []byte) []byte {
	text := bytes.TrimPrefix(raw, byteOrderMark)
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), newline)
	return bytes.ReplaceAll(text, []byte{'\r'}, newline)
}

// firstNonText gives the offset of the first byte that is not UTF-8 or is NUL,
// or -1.
func firstNonText(text []byte) int {
	nul := bytes.IndexByte(text, 0)
	if utf8.Valid(text) {
		return nul
	}
	if nul >= 0 && utf8.Valid(text[:nul]) {
		return nul
	}
	offset := 0
	for {
		r, size := utf8.DecodeRune(text[offset:])
		if r == utf8.RuneError && size <= 1 {
			return offset
		}
		offset += size
	}
}

func notText(file string, raw, text []byte, offset int) (File, diag.List) {
	pos := diag.Source{File: file, Text: text}.PosAt(offset)
	f := File{Source: diag.Source{File: file, Text: bytes.ToValidUTF8(text, []byte("\uFFFD"))}}
	what, hint := "this byte is not UTF-8 text", "save the file as UTF-8 in your editor"
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")):
		what = "the file is UTF-16 text, not UTF-8"
	case text[offset] == 0:
		what, hint = "there is a NUL byte here, so the file is not text", "save the file as UTF-8, or rename it if it is no Markdown"
	}
	m := f.Source.Message(codeNotText, pos, 1, hint, "%s", what)
	m.Body = true
	return f.withheld("it is not UTF-8 text"), diag.List{m}
}

// firstWrittenLine is the offset of the first line that is not blank.
func firstWrittenLine(text []byte) int {
	written := len(text) - len(bytes.TrimLeft(text, " \t\n"))
	return bytes.LastIndexByte(text[:written], '\n') + 1
}

// lineAt gives the line that begins at an offset, without its end, and the
// offset of the next.
func lineAt(text []byte, offset int) (line []byte, next int) {
	if i := bytes.IndexByte(text[offset:], '\n'); i >= 0 {
		return text[offset : offset+i], offset + i + 1
	}
	return text[offset:], len(text)
}

// splitAt reads the front matter whose opening fence stands at start.
func splitAt(f File, start int, syntax Syntax) (File, diag.List) {
	text := f.Source.Text
	_, begin := lineAt(text, start)
	end, after, closed := findClosing(text, begin, syntax)
	if syntax == YAML && isThematicBreak(text[begin:end], closed) {
		return f, nil
	}
	f.Syntax = syntax
	if !closed {
		return unclosed(f, start, begin)
	}
	firstLine := bytes.Count(text[:begin], newline) + 1
	f.Body = text[after:]
	f.Line = firstLine + bytes.Count(text[begin:after], newline)
	read := fields.YAML
	if syntax == TOML {
		read = fields.TOML
	}
	var msgs diag.List
	f.Fields, msgs = read(f.Source, text[begin:end], firstLine)
	f.Doubt = doubtAfter(f.Source, msgs)
	return f, msgs
}

func unclosed(f File, start, begin int) (File, diag.List) {
	fence := string(bytes.TrimSpace(f.Source.Text[start:begin]))
	hint := fmt.Sprintf("end the front matter with a line of %s alone", fence)
	if line := nearlyClosing(f.Source.Text[begin:], fence[0]); line != nil {
		hint = fmt.Sprintf("there is a line %s: end the front matter with %s alone, not indented", diag.Quote(string(line)), fence)
	}
	m := f.Source.Message(codeUnclosed, f.Source.PosAt(start), len(fence), hint, "the front matter has no closing fence")
	return f.withheld("its front matter has no end"), diag.List{m}
}

// doubtAfter says why a front matter cannot be trusted to say who may see the
// file, or "": it was not read whole, or a key about that is written twice.
func doubtAfter(src diag.Source, msgs diag.List) string {
	for _, m := range msgs {
		if m.Severity == diag.Error {
			return "its front matter could not be read"
		}
		if key := wordAt(src, m.Pos); m.Code == codeDuplicateKey && guards(strings.ToLower(key)) {
			return fmt.Sprintf("its key %s is written twice", key)
		}
	}
	return ""
}

// wordAt gives the word that begins at a place, quotes left out.
func wordAt(src diag.Source, pos diag.Pos) string {
	line := []rune(src.Line(pos.Line))
	if pos.Col < 1 || pos.Col > len(line) {
		return ""
	}
	word := bytes.TrimLeft([]byte(string(line[pos.Col-1:])), `"'`)
	if end := bytes.IndexAny(word, ":=\"' \t"); end >= 0 {
		word = word[:end]
	}
	return string(word)
}
