package theme

import (
	"bytes"
	"html/template"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"text/template/parse"

	"journal/generator/diag"
	"journal/generator/memo"
	"journal/generator/stencil"
	"journal/generator/words"

	"github.com/jba/templatecheck"
)

// sources are a theme's templates as text. The base layout is called "base", the
// layout of a kind "main", a partial by its file's name without ".html".
type sources struct {
	words    *words.Catalogue
	base     file
	layouts  map[string]file // by kind
	partials []file
	common   *template.Template // base and partials, parsed; nil: not yet
}

// mostProblems bounds how many problems of one layout are looked for.
const mostProblems = 20

// layouts parses the theme's templates into one layout for each kind of page, each
// checked against its view. While a template cannot be read nothing is checked,
// since everything that uses it would seem wrong too.
func layouts(files []file, w *words.Catalogue, m *memo.Store) (map[string]*layout, diag.List) {
	s := sourcesOf(files)
	s.words = w
	if problems := s.ofEach(m, "syntax of templates", s.syntax); problems != nil {
		return nil, problems
	}
	s.common = s.rememberCommon(m)
	problems := append(s.unusedPartials(), s.ofEach(m, "messages of templates", s.unknownMessages)...)
	ready, all := map[string]*layout{}, allKinds()
	for i, made := range memo.EachBy(m, "layouts", s.commonKey(), all, s.identity, s.layout) {
		if made.set != nil {
			ready[all[i].name] = made
		}
		problems = append(problems, made.problems...)
	}
	return ready, distinct(problems)
}

func sourcesOf(files []file) sources {
	s := sources{layouts: map[string]file{}}
	for _, f := range files {
		dir, name := path.Split(strings.TrimSuffix(f.path, ".html"))
		switch {
		case isPartial(f.path):
			s.partials = append(s.partials, f)
		case f.path == "layouts/base.html":
			s.base = f
		case dir == "layouts/" && path.Ext(f.path) == ".html":
			s.layouts[name] = f
		}
	}
	return s
}

func partialName(f file) string { return strings.TrimSuffix(path.Base(f.path), ".html") }

// part is a template under the name it is called by.
type part struct {
	name string
	file file
}

func (s sources) parts() []part {
	parts := []part{{"base", s.base}}
	for _, f := range s.partials {
		parts = append(parts, part{partialName(f), f})
	}
	for _, k := range allKinds() {
		parts = append(parts, part{"main", s.layouts[k.name]})
	}
	return parts
}

// ofEach gathers what check finds in each template, which depends on it and on the
// words alone.
func (s sources) ofEach(m *memo.Store, stage string, check func(part) diag.List) diag.List {
	spoken := s.words.Hash()
	var problems diag.List
	for _, found := range memo.EachBy(m, stage, memo.KeyOf(stage, spoken[:]), s.parts(), func(p part) [3]string {
		return [3]string{p.name, p.file.shown, string(p.file.text)}
	}, check) {
		problems = append(problems, found...)
	}
	return problems
}

// syntax reads a template on its own, so that each broken file is reported.
func (s sources) syntax(p part) diag.List {
	if _, err := template.New(p.name).Funcs(functions(s.words)).Parse(string(p.file.text)); err != nil {
		return diag.List{syntaxProblem(p.file, err)}
	}
	return nil
}

// layout is what became of one kind's.
type layout struct {
	set      *template.Template             // nil if it has errors
	cut      func() (*stencil.Sheet, error) // the error says why the template is used itself
	problems diag.List
}

// append appends a page. What the sheet cannot make, and every error, is the
// template's.
func (l *layout) append(b []byte, view any) ([]byte, error) {
	if sheet, _ := l.cut(); sheet != nil {
		if page, ok := sheet.Append(b, view); ok {
			return page, nil
		}
	}
	page := bytes.NewBuffer(b)
	err := l.set.Execute(page, view)
	return page.Bytes(), err
}

// identity is what a kind's layout is made from, besides what all have in common.
func (s sources) identity(k kind) [3]string {
	return [3]string{k.name, s.layouts[k.name].shown, string(s.layouts[k.name].text)}
}

// commonKey is of what all layouts are made from.
func (s sources) commonKey() memo.Key {
	spoken := s.words.Hash()
	parts := [][]byte{spoken[:]}
	for _, f := range append([]file{s.base}, s.partials...) {
		parts = append(parts, []byte(f.shown), f.text)
	}
	return memo.KeyOf("common", parts...)
}

// parse makes the template set of one kind. After syntax it cannot fail.
func (s sources) parse(k kind) (*template.Template, error) {
	parse := s.parseCommon
	if s.common != nil {
		parse = s.common.Clone
	}
	set, err := parse()
	if err != nil {
		return nil, err
	}
	main, err := set.New("main").Parse(string(s.layouts[k.name].text))
	if k.whole {
		return main, err
	}
	return set, err
}

// parsed is what all kinds share, and what it is made from.
type parsed struct {
	key memo.Key
	set *template.Template
}

func (s sources) rememberCommon(m *memo.Store) *template.Template {
	return memo.Next(m, "common templates", func(before parsed) parsed {
		now := parsed{key: s.commonKey()}
		if before.key == now.key {
			return before
		}
		now.set, _ = s.parseCommon()
		return now
	}).set
}

// parseCommon parses what all kinds share.
func (s sources) parseCommon() (*template.Template, error) {
	set, err := template.New("base").Funcs(functions(s.words)).Parse(string(s.base.text))
	for _, f := range s.partials {
		if err == nil {
			_, err = set.New(partialName(f)).Parse(string(f.text))
		}
	}
	return set, err
}

// layout is the checked layout of one kind of page.
func (s sources) layout(k kind) *layout {
	set, err := s.parse(k)
	if err == nil && typeCheck(set, k.view) != nil {
		return &layout{problems: s.check(k)}
	}
	if err == nil {
		sayOnce(set, s.words)
		// Escaping happens when a template is first executed; a view in which
		// everything is missing also finds what is used without asking whether
		// it is there.
		err = set.Execute(io.Discard, k.view)
	}
	if err != nil {
		return &layout{problems: diag.List{s.executionProblem(k, err)}}
	}
	return &layout{set: set, cut: sync.OnceValues(func() (*stencil.Sheet, error) {
		return stencil.Cut(set, functions(s.words), k.view)
	})}
}

// check compares the layout with its view. The checker stops at the first thing it
// finds, so that is blanked out and the rest is checked again.
func (s sources) check(k kind) diag.List {
	var problems diag.List
	for len(problems) < mostProblems {
		set, err := s.parse(k)
		if err == nil {
			err = typeCheck(set, k.view)
		}
		if err == nil {
			break
		}
		at := s.locate(k, err)
		problems = append(problems, at.typeProblem(s))
		rest, ok := s.without(k, at)
		if !ok {
			break
		}
		s = rest
	}
	return problems
}

// typeCheck is templatecheck for any template: what it does not understand, and
// panics on, is left to be found by executing the template.
func typeCheck(set *template.Template, view any) (err error) {
	defer func() {
		if recover() != nil {
			err = nil
		}
	}()
	return templatecheck.CheckHTML(set, view)
}

// without is the theme with the action at the place blanked out: {{.Titel}} becomes
// spaces, {{if .Titel}} becomes {{if true}}. It gives false for an action that sets
// what the dot stands for, since nothing inside it can be checked then.
func (s sources) without(k kind, at place) (sources, bool) {
	text := at.file.text
	start := strings.LastIndex(string(text[:at.offset]), "{{")
	end := strings.Index(string(text[at.offset:]), "}}")
	if start < 0 || end < 0 {
		return s, false
	}
	action := string(text[start+2 : at.offset+end])
	words := strings.Fields(strings.Trim(action, "-"))
	blank := strings.Repeat(" ", len(action))
	switch {
	case len(words) == 0 || slices.Contains([]string{"with", "range", "template", "block"}, words[0]) || strings.Contains(action, ":="):
		return s, false
	case words[0] == "if":
		blank = "if true" + blank[min(len(blank), len("if true")):]
	case words[0] == "else":
		return s, false
	default:
		blank = `""` + blank[min(len(blank), 2):]
	}
	f := at.file
	f.text = slices.Concat(text[:start+2], []byte(blank), text[at.offset+end:])
	return s.replace(k, f), true
}

func (s sources) replace(k kind, f file) sources {
	s.layouts, s.partials, s.common = maps.Clone(s.layouts), slices.Clone(s.partials), nil
	if f.path == s.base.path {
		s.base = f
	}
	if f.path == s.layouts[k.name].path {
		s.layouts[k.name] = f
	}
	for i := range s.partials {
		if s.partials[i].path == f.path {
			s.partials[i] = f
		}
	}
	return s
}

// unusedPartials warns of partials of the site's own that no template calls.
func (s sources) unusedPartials() diag.List {
	if !slices.ContainsFunc(s.partials, func(f file) bool { return f.own }) {
		return nil
	}
	called := map[string]bool{}
	names := []string{}
	for _, f := range s.all() {
		for _, name := range calls(f) {
			called[name] = true
		}
	}
	for _, f := range s.partials {
		if !f.own {
			names = append(names, f.path)
		}
	}
	var problems diag.List
	for _, f := range s.partials {
		if f.own && !called[partialName(f)] {
			problems = append(problems, unusedFile(f, names))
		}
	}
	return problems
}

func (s sources) all() []file {
	all := append([]file{s.base}, s.partials...)
	for _, k := range allKinds() {
		all = append(all, s.layouts[k.name])
	}
	return all
}

// calls are the names of the templates that a file calls.
func calls(f file) []string {
	set, err := template.New(f.path).Funcs(functions(nil)).Parse(string(f.text))
	if err != nil {
		return nil
	}
	var names []string
	for _, t := range set.Templates() {
		if t.Tree != nil {
			names = appendCalls(names, t.Tree.Root)
		}
	}
	return names
}

func appendCalls(names []string, list *parse.ListNode) []string {
	if list == nil {
		return names
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TemplateNode:
			names = append(names, n.Name)
		case *parse.IfNode:
			names = appendCalls(appendCalls(names, n.List), n.ElseList)
		case *parse.RangeNode:
			names = appendCalls(appendCalls(names, n.List), n.ElseList)
		case *parse.WithNode:
			names = appendCalls(appendCalls(names, n.List), n.ElseList)
		}
	}
	return names
}

// distinct drops what several kinds of pages report of the same partial.
func distinct(problems diag.List) diag.List {
	problems.Sort()
	return slices.CompactFunc(problems, func(a, b diag.Message) bool {
		return a.Pos == b.Pos && a.Code == b.Code && a.Text == b.Text
	})
}
