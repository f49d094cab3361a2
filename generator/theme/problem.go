package theme

import (
	"bytes"
	"errors"
	"html/template"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"journal/generator/diag"
)

// place is where in a template something is wrong, and what the library says.
type place struct {
	file    file
	offset  int    // byte in the file's text
	context string // the expression, shortened: ".Row.Titel"
	said    string
}

// locate reads the place off an error of the template library, which looks like
//
//	template: row:3:14: executing "row" at <.Titel>: can't use field …
//
// with the column left out where only the line is known.
func (s sources) locate(k kind, err error) place {
	said := strings.TrimPrefix(strings.TrimPrefix(err.Error(), "html/template:"), "template: ")
	name, rest, _ := strings.Cut(said, ":")
	p := place{file: s.named(k, strings.Trim(name, `"`))}
	number, rest, _ := strings.Cut(rest, ":")
	line, numberErr := strconv.Atoi(number)
	if numberErr != nil {
		p.said = said
		return p
	}
	p.offset = lineStart(p.file.text, line)
	if number, after, ok := strings.Cut(rest, ":"); ok {
		if column, err := strconv.Atoi(number); err == nil {
			p.offset, rest = min(p.offset+column, len(p.file.text)), after
		}
	}
	p.said = strings.TrimSpace(rest)
	if _, after, ok := strings.Cut(p.said, " at <"); ok {
		if context, after, ok := strings.Cut(after, ">: "); ok {
			p.context, p.said = context, after
		}
	}
	return p
}

// named finds the file of a template by the name it was parsed under.
func (s sources) named(k kind, name string) file {
	switch name {
	case "base":
		return s.base
	case "main":
		return s.layouts[k.name]
	}
	for _, f := range s.partials {
		if partialName(f) == name {
			return f
		}
	}
	return s.layouts[k.name]
}

func lineStart(text []byte, line int) int {
	start := 0
	for ; line > 1; line-- {
		i := bytes.IndexByte(text[start:], '\n')
		if i < 0 {
			break
		}
		start += i + 1
	}
	return start
}

// message points at the word within the action at the place, or at the whole
// action where the word is not to be found.
func (p place) message(code, word, hint, text string) diag.Message {
	src := p.file.source()
	offset, length := p.offset, 1
	line := p.file.text[p.offset:]
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	if i := bytes.Index(line, []byte(word)); word != "" && i >= 0 {
		offset, length = offset+i, utf8.RuneCountInString(word)
	} else if i := bytes.Index(line, []byte("{{")); i >= 0 {
		action, _, _ := bytes.Cut(line[i:], []byte("}}"))
		offset, length = offset+i, utf8.RuneCount(action)+2
	}
	return src.Message(code, src.PosAt(offset), length, hint, "%s", text)
}

// typeProblem says in plain words what the checker found.
func (p place) typeProblem(s sources) diag.Message {
	var field, in, name string
	switch {
	case scan(p.said, "can't use field ", &field, " in type ", &in):
		names := fieldNames(in)
		if names == nil {
			return p.message("E401", field, "", "there is no field ."+field+" here: this is a single value, which has no fields")
		}
		return p.message("E401", field, diag.DidYouMean(field, names, "fields"), "there is no field ."+field+" here")
	case scan(p.said, `template "`, &name, `" not defined`, nil):
		return p.message("E401", name, diag.DidYouMean(name, s.partialNames(), "partials"), "there is no partial "+diag.Quote(name))
	case strings.HasPrefix(p.said, "range can't iterate over"):
		return p.message("E401", p.context, "{{with}} shows a single value if it is there", "{{range}} goes through a list, and "+p.context+" is not one")
	case strings.HasPrefix(p.said, "wrong number of args"):
		return p.message("E401", p.context, "", "this function takes another number of values")
	}
	return p.message("E401", p.context, "", "the page has nothing that fits here: "+p.context)
}

func (s sources) partialNames() []string {
	names := make([]string, 0, len(s.partials))
	for _, f := range s.partials {
		names = append(names, partialName(f))
	}
	return names
}

// syntaxMeanings are the library's sentences about templates that cannot be read,
// by how they begin, and ours.
var syntaxMeanings = []struct{ begins, text, hint string }{
	{"unexpected EOF", "something is opened here or above and never closed", "{{if}}, {{range}}, {{with}} and {{define}} each need their {{end}}"},
	{"unexpected {{end}}", "this {{end}} closes nothing", "take it out, or open {{if}}, {{range}} or {{with}} before it"},
	{"unexpected {{else", "this {{else}} belongs to nothing", "{{else}} stands between {{if}}, {{range}} or {{with}} and its {{end}}"},
	{"unclosed action", "{{ is not closed on this line", "each {{ needs its }}"},
	{"unclosed comment", "a comment is not closed", "a comment looks like this: {{/* … */}}"},
	{"comment ends before closing delimiter", "a comment has to stand alone", "a comment looks like this: {{/* … */}}"},
	{"unterminated", "a quoted text is not closed", `each " needs its second "`},
	{"unclosed left paren", "a bracket is not closed", ""},
	{"unexpected right paren", "a bracket is closed that was not opened", ""},
	{"missing value for", "something is missing here: what to show or to ask for", ""},
	{"bad number syntax", "this number cannot be read", ""},
}

// syntaxProblem says in plain words why a template cannot be read.
func syntaxProblem(f file, err error) diag.Message {
	p := sources{base: f}.locate(kind{}, errors.New(rename(err.Error())))
	var name string
	switch {
	case scan(p.said, `function "`, &name, `" not defined`, nil):
		return p.message("E402", name, diag.DidYouMean(name, functionNames(), "functions"), "there is no function "+diag.Quote(name)+"; a field begins with a dot")
	case scan(p.said, `undefined variable "`, &name, `"`, nil):
		return p.message("E402", name, "a variable is made with {{"+name+" := …}} and ends with the block it was made in", "there is no variable "+name+" here")
	}
	for _, m := range syntaxMeanings {
		if strings.HasPrefix(p.said, m.begins) {
			return p.message("E402", "", m.hint, m.text)
		}
	}
	return p.message("E402", unexpected(p.said), "", "this cannot be read as a template")
}

// rename gives every template the name of the base, under which locate finds the
// only file it knows.
func rename(said string) string {
	_, rest, _ := strings.Cut(strings.TrimPrefix(said, "template: "), ":")
	return "template: base:" + rest
}

// unexpected is the word that the library stumbled over, or "".
func unexpected(said string) string {
	var word string
	if scan(said, `unexpected "`, &word, `" in `, nil) {
		return word
	}
	return ""
}

func functionNames() []string {
	names := []string{"and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or", "print", "printf", "println", "slice", "urlquery"}
	for name := range functions(nil) {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// executionProblem says what goes wrong with a view in which nothing is there.
func (s sources) executionProblem(k kind, err error) diag.Message {
	var escaping *template.Error
	if errors.As(err, &escaping) {
		return s.escapingProblem(k, escaping)
	}
	p := s.locate(k, err)
	if strings.HasPrefix(p.said, "exceeded maximum template depth") {
		return p.message("E401", "", "", "this template calls itself without end")
	}
	if strings.HasPrefix(p.said, "nil pointer evaluating") {
		part := p.context
		if i := strings.LastIndexByte(part, '.'); i > 0 {
			part = part[:i]
		}
		return p.message("E401", p.context, "put it between {{with "+part+"}} and {{end}}", "not every page has "+part)
	}
	return p.message("E401", p.context, "ask first whether it is there, with {{if}} or {{with}}", "this does not work on a page where "+p.context+" is empty")
}

const leftOpen = "a tag, an attribute or a comment of the HTML is opened and never closed"

// baseIsWhole reports whether the base is fine around an empty layout: then what is
// found at its end was left open by the layout.
func (s sources) baseIsWhole(k kind) bool {
	if k.whole {
		return false
	}
	set, err := s.replace(k, file{path: s.layouts[k.name].path}).parse(k)
	return err == nil && set.Execute(io.Discard, k.view) == nil
}

// escapingProblem is about HTML that is not whole, so that values could end up in
// the wrong place.
func (s sources) escapingProblem(k kind, e *template.Error) diag.Message {
	p := s.locate(k, e)
	if p.file.path == s.base.path && s.baseIsWhole(k) {
		return place{file: s.layouts[k.name]}.message("E402", "", "", leftOpen)
	}
	text := "no value can be shown safely in this place of the HTML"
	switch e.ErrorCode {
	case template.ErrBranchEnd, template.ErrRangeLoopReentry:
		text = "one way through this block leaves a tag or an attribute open and the other does not"
	case template.ErrEndContext, template.ErrPartialEscape, template.ErrPartialCharset:
		text = leftOpen
	case template.ErrNoSuchTemplate:
		text = "there is no partial of this name"
	case template.ErrBadHTML:
		text = "the HTML is not whole here"
	}
	return p.message("E402", "", "", text)
}

// scan takes a sentence apart: before, a word, between, and what follows it. A nil
// place for the end leaves the end unread.
func scan(s, before string, word *string, between string, end *string) bool {
	rest, ok := strings.CutPrefix(s, before)
	if !ok {
		return false
	}
	w, after, ok := strings.Cut(rest, between)
	if !ok {
		return false
	}
	*word = w
	if end != nil {
		*end = after
	}
	return true
}

// fieldNames are the fields of a view struct, given the name Go has for it
// ("site.Row"), or nil if there is no such struct.
func fieldNames(name string) []string {
	seen := map[reflect.Type]bool{}
	for _, k := range allKinds() {
		collect(reflect.TypeOf(k.view), seen)
	}
	for t := range seen {
		if t.String() == name {
			return namesOf(t)
		}
	}
	return nil
}

func collect(t reflect.Type, seen map[reflect.Type]bool) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		collect(t.Elem(), seen)
	case reflect.Struct:
		if seen[t] {
			return
		}
		seen[t] = true
		for i := range t.NumField() {
			collect(t.Field(i).Type, seen)
		}
	}
}

func namesOf(t reflect.Type) []string {
	var names []string
	for _, f := range reflect.VisibleFields(t) {
		if f.IsExported() && !f.Anonymous {
			names = append(names, f.Name)
		}
	}
	slices.Sort(names)
	return names
}
