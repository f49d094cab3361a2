package fields

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml/token"

	"journal/generator/diag"
)

// yamlRule puts what the YAML library says into plain words.
type yamlRule struct {
	says       string // a part of the library's sentence
	text, hint string
}

const inQuotes = "put the whole value into quotes"

var yamlRules = []yamlRule{
	{"could not find end character", "this text has no closing quote", `a quote inside single quotes is written twice: 'It''s'`},
	{"mapping value is not allowed", "there is a second colon in this value", inQuotes + `: title: "Day one: the call"`},
	{"map key-value is pre-defined", "this does not belong to the value before it", inQuotes + "; a quote inside single quotes is written twice: 'It''s'"},
	{"reserved character", "a value may not begin with this character", inQuotes},
	{"unknown escape", `a \ in this text begins no escape that YAML knows`, `write \\ for one backslash, or use single quotes`},
	{"for escaped UTF", "this escape has too few digits", `write \\ for one backslash, or use single quotes`},
	{"surrogate", "this escape names no character", ""},
	{"',' or ']' must", "this list has no comma or closing ] here", "[sql, writing]"},
	{"end token ']'", "this list has no closing ]", "[sql, writing]"},
	{"corresponding to ']'", "there is no [ for this ]", inQuotes + " if it is text"},
	{"',' or '}' must", "this table has no comma or closing } here", "{name: Sam, role: mentor}"},
	{"end token '}'", "this table has no closing }", "{name: Sam, role: mentor}"},
	{"corresponding to '}'", "there is no { for this }", inQuotes + " if it is text"},
	{"found ','", "there is a comma with nothing before it", "remove it"},
	{"flow map", "this table is not complete", inQuotes + " if it is text"},
	{"block sequence entries", "a list of lines begins on the line below its key", "write each item on its own line, or [sql, writing]"},
	{"anchor", "a & at the beginning of a value names an anchor", inQuotes + " if it is text"},
	{"alias", "a * at the beginning of a value refers to an anchor", inQuotes + " if it is text"},
	{"directive", "a % at the beginning has a meaning of its own in YAML", inQuotes + " if it is text"},
	{"YAML version", "this version of YAML is not known", "remove the line"},
	{"tag", "a ! at the beginning of a value has a meaning of its own in YAML", inQuotes + " if it is text"},
	{"header option", "a | or > at the beginning of a value is followed by a line break", inQuotes + " if it is text"},
	{"number of indent", "this line is indented less than the text above says", ""},
	{"unexpected end content", "something follows the ... that ends the front matter", ""},
	{"document separator", "something follows the --- on its line", "put it on a line of its own"},
	{"unexpected key name", "here should stand a key, a colon, a blank and a value", "title: My day"},
	{"non-map value", "here should stand a key, a colon, a blank and a value", "title: My day"},
	{"invalid key", "a key has to be a word", ""},
	{"implicit line break", "a key has to stand on one line", ""},
	{"value is not allowed", "this stands where it does not belong", "lines of one level begin in the same column; " + inQuotes + " if it is text"},
}

// syntaxMessage tells the author what is wrong. A tab in an indent goes before
// whatever it led to, and what a special character at the beginning of the
// value means goes before what the library made of it.
func (r *yamlReader) syntaxMessage(err error) diag.Message {
	var problem interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if !errors.As(err, &problem) || problem.GetToken() == nil {
		return r.src.Message("E104", diag.Pos{File: r.src.File, Line: r.lineShift + 1, Col: 1}, 1, "", "this is not valid YAML")
	}
	t := problem.GetToken()
	at := r.place(t)
	lines := strings.Count(strings.TrimSpace(t.Origin), "\n")
	if tab, found := r.tabIndent(at.Line, lines); found {
		return r.src.Message("E105", tab, 1, "use blanks", "YAML does not allow a tab in an indent")
	}
	says := problem.GetMessage()
	if lines > 0 && strings.Contains(says, "mapping value is not allowed") {
		at = diag.Pos{File: at.File, Line: at.Line + 1, Col: 1}
		return r.src.Message("E104", at, indentOf(r.line(at.Line)), "begin keys of one level in the same column; "+inQuotes+" if it goes on from the line above",
			"this line is indented, but the key above it already has a value")
	}
	text, hint := yamlWords(says, valueOf(r.line(at.Line)))
	return r.src.Message("E104", at, tokenWidth(t), hint, "%s", text)
}

// tabIndent finds a tab in the indent of a line or of some lines below.
func (r *yamlReader) tabIndent(line, below int) (diag.Pos, bool) {
	for l := line; l <= line+below; l++ {
		s := r.line(l)
		if i := strings.IndexByte(s[:indentOf(s)], '\t'); i >= 0 {
			return diag.Pos{File: r.src.File, Line: l, Col: i + 1}, true
		}
	}
	return diag.Pos{}, false
}

// indentOf counts the blanks and tabs at the front of a line.
func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// valueOf is what stands behind the key, or behind the hyphen of a list.
func valueOf(line string) string {
	if _, value, ok := strings.Cut(line, ": "); ok {
		return strings.TrimLeft(value, " ")
	}
	return strings.TrimLeft(line, " -")
}

// yamlWords gives text and hint for what the library says about a value.
func yamlWords(says, value string) (text, hint string) {
	switch {
	case strings.HasPrefix(value, "**"), strings.HasPrefix(value, "* "), strings.HasPrefix(value, "{{"), strings.HasPrefix(value, "{%"):
		return "a value may not begin with " + diag.Quote(value[:1]) + ", which has a meaning of its own in YAML", inQuotes
	}
	for _, rule := range yamlRules {
		if strings.Contains(says, rule.says) {
			return rule.text, rule.hint
		}
	}
	return "this is not valid YAML", "each line is a key, a colon, a blank and a value: title: My day"
}
