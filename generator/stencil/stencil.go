// Package stencil makes pages by templates as fast as written code would.
//
// html/template finds out at each step of each page what it has before it: it looks
// fields up by name, calls functions by reflection and allocates what it hands on.
// On a page of a hundred rows that takes most of a build. A Sheet is a template that
// was looked through once, for one type of data: fields are places in a struct, text
// between actions is copied, and what is escaped is appended to the page.
//
// Rules:
//   - What a page is made of is what html/template made of the template: the trees
//     that it has escaped, with the escapers it chose. Of these only the plain cases
//     are done here, and how it escapes the rest it is asked itself (escape.go).
//   - A Sheet gives the bytes that the template would, or does not exist. What the
//     package does not understand — methods, maps, functions of contexts that no
//     theme of ours has — makes Cut refuse the template.
//   - Whatever goes wrong while a page is made (a pointer that leads nowhere, a
//     function that reports an error) ends the attempt; the caller then lets the
//     template itself run, whose errors are the ones that people know.
//
// A Sheet has no state and may be used from many goroutines.
package stencil

import (
	"fmt"
	"html/template"
	"reflect"
	"text/template/parse"
)

// Sheet is a template ready to be used with data of one type.
type Sheet struct {
	of    reflect.Type
	sheet *sheet
}

// Cut makes a Sheet of a template that was executed before, since html/template
// escapes at the first execution. functions are those the template was parsed with,
// and data is of the type that pages are made from. The error says what the package
// does not understand.
func Cut(set *template.Template, functions template.FuncMap, data any) (s *Sheet, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case refusal:
			s, err = nil, r
		default:
			panic(r)
		}
	}()
	c := &cutter{set: set, functions: functions, sheets: map[sheetKey]*sheet{}}
	t := reflect.TypeOf(data)
	return &Sheet{t, c.sheet(set.Tree, t)}, nil
}

// Append appends the page to b. It gives false, and b as it was, where the template
// itself has to be asked.
func (s *Sheet) Append(b []byte, data any) (page []byte, ok bool) {
	v := reflect.ValueOf(data)
	if !v.IsValid() || v.Type() != s.of {
		return b, false
	}
	p := &press{out: b}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case stuck:
			page, ok = b, false
		default:
			panic(r)
		}
	}()
	p.run(s.sheet, v)
	return p.out, true
}

// refusal says what in a template is not understood.
type refusal string

func (r refusal) Error() string { return string(r) }

// stuck ends an attempt to make a page.
type stuck struct{}

// press is a page being made.
type press struct {
	out   []byte
	vars  []reflect.Value // of all templates that are under way
	depth int
}

// mostDepth bounds how deep templates call each other; html/template has a bound of
// its own, and reports it.
const mostDepth = 200

// sheet is one template for one type of dot. It is empty while it is being made,
// since templates may call themselves.
type sheet struct {
	slots int // variables, the dot among them
	body  []step
}

// step is one action of a template.
type step func(*press, []reflect.Value)

func (p *press) run(s *sheet, dot reflect.Value) {
	if p.depth++; p.depth > mostDepth {
		panic(stuck{})
	}
	from := len(p.vars)
	for range s.slots {
		p.vars = append(p.vars, reflect.Value{})
	}
	// The slice may move while templates are called, so each call has its own part.
	vars := p.vars[from : from+s.slots : from+s.slots]
	vars[0] = dot
	for _, do := range s.body {
		do(p, vars)
	}
	p.vars = p.vars[:from]
	p.depth--
}

type sheetKey struct {
	tree *parse.Tree
	dot  reflect.Type
}

// cutter makes sheets, each template once for each type.
type cutter struct {
	set       *template.Template
	functions template.FuncMap
	sheets    map[sheetKey]*sheet
}

func (c *cutter) sheet(tree *parse.Tree, dot reflect.Type) *sheet {
	key := sheetKey{tree, dot}
	if s, ok := c.sheets[key]; ok {
		return s
	}
	if tree == nil || tree.Root == nil || dot == nil {
		panic(refusal("a template without text or data"))
	}
	s := &sheet{}
	c.sheets[key] = s
	t := &template1{cutter: c, names: []variable{{"$", 0, dot}}, slots: 1}
	body := t.list(tree.Root, place{0, dot})
	s.slots, s.body = t.slots, body
	return s
}

func refuse(format string, args ...any) { panic(refusal(fmt.Sprintf(format, args...))) }
