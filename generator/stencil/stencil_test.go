package stencil

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"strings"
	"testing"
)

type inner struct {
	Name  string
	Count int
	Next  *inner
	URL   template.URL
}

func (inner) Method() string { return "called" }

type frame struct{ Title string }

type view struct {
	frame
	Frame  frame
	Name   string
	Text   template.HTML
	On     bool
	Number int
	Ratio  float64
	List   []inner
	Pair   [2]string
	Ptr    *inner
	Map    map[string]string
	Any    any
}

var functions = template.FuncMap{
	"shout": func(s string) string { return strings.ToUpper(s) + "!" },
	"sum":   func(of string, n ...any) (string, error) { return fmt.Sprint(of, n), nil },
	"fails": func() (string, error) { return "", errors.New("no") },
}

var data = view{Name: `Tom & "Jo" <x>`, Text: "<b>bold</b>", On: true, Number: -3, Ratio: 1e21, List: []inner{{Name: "a+b", Count: 1}, {Name: "b", Next: &inner{Name: "c"}}},
	Pair: [2]string{"x", "<y>"}, Ptr: &inner{Name: "p", URL: "tel:123"}, Map: map[string]string{"k": "v"}, Any: "any"}

// parsed is a template that html/template has escaped.
func parsed(t *testing.T, text string) (*template.Template, string, error) {
	t.Helper()
	set, err := template.New("t").Funcs(functions).Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	err = set.Execute(&b, data)
	return set, b.String(), err
}

func TestSheetsDoWhatTemplatesDo(t *testing.T) {
	for _, text := range []string{
		"plain {{.Name}}", `<p title="{{.Name}}" data-x='{{.Text}}'>{{.Text}}</p>`, "<title>{{.Name}} {{.Text}}</title>", `<a href="{{.Name}}">`, `<a href="/x/{{.Name}}?q={{.Name}}#{{.Number}}">`,
		`<a href="{{.Ptr.URL}}">`, `<img srcset="{{.Name}}">`, "{{.On}} {{.Number}} {{.Ratio}}", "{{.Frame.Title}}|{{.Ptr.Name}}",
		"{{range .List}}{{.Name}}{{with .Next}}→{{.Name}}{{else}}∅{{end}}{{else}}none{{end}}", "{{range $i, $e := .List}}{{$i}}{{$e.Name}}{{$.Name}}{{end}}", "{{range $e := .List}}{{$e.Name}}{{.Name}}{{end}}",
		"{{if and .On .Name}}1{{end}}{{if or .Number .On}}2{{end}}{{if not .List}}3{{else}}4{{end}}", "{{or .Frame.Title .Name}}{{and .Name .Frame.Title}}", "{{if eq .Name .Name}}1{{else if ne .Number 3}}2{{end}}",
		"{{if gt (len .List) 1}}many{{end}}{{len .Name}}{{if lt .Number 0}}-{{end}}{{if le 1 .Number}}+{{end}}{{if ge .Number -3}}{{end}}", "{{index .Pair 1}}{{(index .List 1).Name}}",
		"{{$x := .Name}}{{$y := 1}}{{with .Ptr}}{{$y = .Count}}{{$x = .Name}}{{end}}{{$x}}{{$y}}", "{{with $p := .Ptr}}{{$p.Name}}{{end}}{{if $n := .Number}}{{$n}}{{end}}",
		`{{define "d"}}<i>{{.Name}}</i>{{end}}{{template "d" .}}{{range .List}}{{template "d" .}}{{end}}`, `{{define "r"}}{{.Name}}{{with .Next}}{{template "r" .}}{{end}}{{end}}{{range .List}}{{template "r" .}}{{end}}`,
		`{{shout .Name}}{{sum "n" 1 .Name .Number}}<p title="{{shout "x"}}">`, "{{/* nothing */}}{{- /* here */ -}} x", "{{true}}{{\"<s>\"}}{{5}}",
	} {
		set, want, err := parsed(t, text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		s, err := Cut(set, functions, data)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got, ok := s.Append(nil, data)
		if !ok || string(got) != want {
			t.Errorf("%s: got %q, %v, want %q", text, got, ok, want)
		}
	}
}

// What is not understood is refused; it is never guessed.
func TestWhatIsNotUnderstoodIsRefused(t *testing.T) {
	for _, text := range []string{
		"{{(index .List 0).Method}}", "{{.Map.k}}", "{{range .Map}}{{end}}", "{{.Any}}", "{{range .Number}}{{end}}", "{{range .List}}{{break}}{{end}}", `<script>var x = {{.Name}}</script>`, `<p {{.Name}}>`,
		"{{printf \"%s\" .Name}}", "{{.Title}}x{{.Name | printf \"%s\"}}", "{{if eq .Name .Name .Name}}{{end}}", "{{or .Name .Number}}", `{{define "d"}}{{.}}{{end}}<p title="{{template "d" .Name}}">`, "{{.Ptr}}", "{{1.0}}", "{{'a'}}",
	} {
		set, _, err := parsed(t, text)
		if err != nil && !strings.Contains(text, "Title") {
			t.Fatalf("%s: %v", text, err)
		}
		if s, err := Cut(set, functions, data); err == nil {
			page, ok := s.Append(nil, data)
			t.Errorf("%s was taken for understood: %q, %v", text, page, ok)
		}
	}
}

// A page that cannot be made leaves nothing behind.
func TestTroubleIsLeftToTheTemplate(t *testing.T) {
	for _, text := range []string{"a{{.Ptr.Next.Name}}", "a{{index .Pair 2}}", "a{{fails}}", `{{define "d"}}a{{template "d" .}}{{end}}{{template "d" .}}`, "a{{range .List}}{{.Next.Name}}{{end}}"} {
		set, _, err := parsed(t, text)
		if err == nil {
			t.Fatalf("%s gives no error", text)
		}
		s, err := Cut(set, functions, data)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if page, ok := s.Append([]byte("x"), data); ok || string(page) != "x" {
			t.Errorf("%s: %q, %v", text, page, ok)
		}
	}
	set, _, _ := parsed(t, "{{.Name}}")
	s, err := Cut(set, functions, data)
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range []any{nil, &data, inner{}} {
		if _, ok := s.Append(nil, other); ok {
			t.Errorf("%T was taken for a %T", other, data)
		}
	}
}
