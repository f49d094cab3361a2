package stencil

import (
	"bytes"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"
)

// The escapers of html/template cannot be called, but a template that consists of
// one action in the right place runs them. Each kind of place that is known here
// has such a template, a sample. Plain texts are appended without it where what it
// would give is certain; everything else is given to the sample.

// sample is a place in a page, and how it is escaped.
type sample struct {
	before, after string
	plain         func(b []byte, s string) (out []byte, ok bool) // nil: ask
	markup        bool                                           // ready-made HTML stands as it is
	whole         *template.Template
}

// samples are the known places by the escapers that html/template chooses there.
var samples = sync.OnceValue(func() map[string]*sample {
	known := map[string]*sample{}
	for _, s := range []*sample{
		{before: "<p>", after: "</p>", plain: appendText, markup: true},
		{before: `<p title="`, after: `">`, plain: appendText},
		{before: "<title>", after: "</title>", plain: appendText},
		{before: `<a href="`, after: `">`, plain: appendAddress},
		{before: `<a href="/`, after: `">`, plain: appendRest},
		{before: `<a href="?`, after: `">`},
		{before: `<img srcset="`, after: `">`},
		{before: `<p onclick="`, after: `">`},
		{before: "<style>p { margin: ", after: " }</style>"},
	} {
		s.whole = template.Must(template.New("").Parse(s.before + "{{.}}" + s.after))
		var b bytes.Buffer
		if err := s.whole.Execute(&b, ""); err != nil {
			continue
		}
		for _, n := range s.whole.Tree.Root.Nodes {
			if action, ok := n.(*parse.ActionNode); ok {
				known[escapersOf(action)] = s
			}
		}
	}
	return known
})

func escapersOf(n *parse.ActionNode) string {
	chain := ""
	for _, c := range n.Pipe.Cmds[1:] {
		chain += c.Args[0].String() + " "
	}
	return chain
}

// ask lets html/template escape the value.
func (s *sample) ask(p *press, v any) {
	var b bytes.Buffer
	if err := s.whole.Execute(&b, v); err != nil {
		panic(stuck{})
	}
	page := b.Bytes()
	p.out = append(p.out, page[len(s.before):len(page)-len(s.after)]...)
}

// printer shows a value.
func printer(e expression, chain string) step {
	s, ok := samples()[chain]
	if !ok {
		refuse("a value that is escaped by %q", chain)
	}
	ask := func(p *press, vars []reflect.Value) { s.ask(p, e.get(p, vars).Interface()) }
	switch {
	case e.of == reflect.TypeFor[template.HTML]() && s.markup:
		return func(p *press, vars []reflect.Value) { p.out = append(p.out, e.get(p, vars).String()...) }
	case e.of == reflect.TypeFor[string]() && s.plain != nil:
		return func(p *press, vars []reflect.Value) {
			v := e.get(p, vars)
			if out, ok := s.plain(p.out, v.String()); ok {
				p.out = out
			} else {
				s.ask(p, v.String())
			}
		}
	case e.of == reflect.TypeFor[int]() && s.plain != nil:
		return func(p *press, vars []reflect.Value) { p.out = strconv.AppendInt(p.out, e.get(p, vars).Int(), 10) }
	case e.of.Kind() == reflect.String, e.of.Kind() == reflect.Bool, e.of.Kind() == reflect.Int, e.of.Kind() == reflect.Float64:
		return ask
	}
	refuse("a value of the type %s", e.of)
	return nil
}

// special are the bytes of text that HTML takes for something else, and what
// html/template puts in their place.
var special = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// appendText escapes plain text between tags and in quoted attributes.
func appendText(b []byte, s string) ([]byte, bool) {
	done := 0
	for i := range len(s) {
		if in := special[s[i]]; in != "" {
			b = append(append(b, s[done:i]...), in...)
			done = i + 1
		}
	}
	return append(b, s[done:]...), true
}

// harmless are the bytes that stand in addresses as they are, and mean nothing to
// HTML. A colon is not among them: it may end a scheme.
var harmless = func() (of [256]bool) {
	for _, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/#?=,;@!$*" {
		of[c] = true
	}
	return of
}()

func isHarmless(s string) bool {
	for i := range len(s) {
		if !harmless[s[i]] {
			return false
		}
	}
	return true
}

// appendAddress appends an address that nothing is to be said against.
func appendAddress(b []byte, s string) ([]byte, bool) {
	rest := s
	if after, ok := strings.CutPrefix(s, "https:"); ok {
		rest = after
	}
	if !isHarmless(rest) {
		return b, false
	}
	return append(b, s...), true
}

// appendRest appends a later part of an address.
func appendRest(b []byte, s string) ([]byte, bool) {
	if !isHarmless(s) {
		return b, false
	}
	return append(b, s...), true
}
