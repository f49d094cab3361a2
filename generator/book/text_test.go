package book

import (
	"html/template"
	"strings"
	"testing"

	"journal/generator/site"
)

func onPage(address string) *text {
	return newText("e3", address, map[string]string{"entries/2026/03/dana/": "e1", "entries/2026/03/here/": "e3"},
		func(string) (string, string) { return "What Dana <said>", "5 March 2026" },
		func(p string) ([]byte, bool) { return []byte("\x89PNG"), p == "entries/2026/03/here/x.png" })
}

func TestPaper(t *testing.T) {
	for name, tt := range map[string]struct{ in, want string }{
		"a link outside":        {`<p><a href="https://a.example/b/">there</a>.</p>`, `<p><a href="https://a.example/b/">there</a><sup class="noted"><a href="#e3-n1">1</a></sup>.</p>`},
		"one that says it all":  {`<a href="https://a.example/b">https://a.example/b</a>`, `<a href="https://a.example/b">https://a.example/b</a>`},
		"a letter":              {`<a href="mailto:a@b.example">a@b.example</a>`, `<a href="mailto:a@b.example">a@b.example</a>`},
		"an entry of the book":  {`<a href="../../../../entries/2026/03/dana/index.html#x">her</a>`, `<a href="#e1">her</a><sup class="noted"><a href="#e3-n1">1</a></sup>`},
		"a page it has not":     {`<a href="../../../../calendar/2026/index.html">then</a>`, `<span>then</span>`},
		"a way out of the site": {`<a href="../../../../../../secret.html">x</a>`, `<span>x</span>`},
		"its own heading":       {`<h2 id="why">Why</h2><a href="#why">see</a>`, `<h4 id="e3-why">Why</h4><a href="#e3-why">see</a>`},
		"a picture":             {`<img src="x.png" alt="A">`, `<img alt="A" src="data:image/png;base64,iVBORw=="/>`},
		"a picture that is not": {`<p><img src="y.png" alt="A"></p>`, `<p></p>`},
		"a picture elsewhere":   {`<p><img src="https://a.example/y.png" alt="A"></p>`, `<p></p>`},
		"something folded":      {`<details><summary>S</summary>x</details>`, `<details open=""><summary>S</summary>x</details>`},
		"a footnote": {`<p>A<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> <a href="https://a.example">b</a></p><section class="footnotes"><ol><li id="fn:1"><p>Words <a href="../../../../entries/2026/03/dana/index.html">d</a>.<a class="footnote-back" href="#fnref:1">↩</a></p></li></ol></section>`,
			`<p>A<sup class="noted"><a href="#e3-n1">1</a></sup> <a href="https://a.example">b</a><sup class="noted"><a href="#e3-n2">2</a></sup></p>`},
	} {
		t.Run(name, func(t *testing.T) {
			if got := onPage("entries/2026/03/here/").paper(template.HTML(tt.in)); string(got) != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestNotes(t *testing.T) {
	text := onPage("entries/2026/03/here/")
	text.paper(`<p>A<sup><a class="footnote-ref" href="#fn:1">1</a></sup> <a href="https://a.example/b/">b</a> <a href="../dana/index.html">c</a> <sup><a class="footnote-ref" href="#fn:1">1</a></sup></p>
<section class="footnotes"><ol><li id="fn:1"><p>Words <a href="../dana/index.html">d</a>, <a href="https://c.example/">e</a>.<a class="footnote-back" href="#x">↩</a></p></li></ol></section>`)
	if len(text.notes) != 3 {
		t.Fatalf("%+v", text.notes)
	}
	if n := text.notes[0]; n.Text != `<p>Words <a href="#e1">d</a>, <a href="https://c.example/">e (https://c.example/)</a>.</p>` || n.ID != "e3-n1" {
		t.Errorf("%+v", n)
	}
	if n := text.notes[1]; n.Href != "https://a.example/b/" || n.Shown != "a.example/b" || n.Number != 2 {
		t.Errorf("%+v", n)
	}
	if n := text.notes[2]; n.Place != "e1" || n.Title != "What Dana <said>" || n.Date != "5 March 2026" {
		t.Errorf("%+v", n)
	}
}

// A picture that stands for an entry is not shown twice.
func TestLead(t *testing.T) {
	text := onPage("entries/2026/03/here/")
	v := site.EntryView{Picture: &site.Picture{Src: "x.png"}}
	if got := text.lead(v); got != "data:image/png;base64,iVBORw==" {
		t.Error(got)
	}
	v.Body = text.paper(`<p><img src="x.png" alt=""></p>`)
	if got := text.lead(v); got != "" {
		t.Error(got)
	}
	if got := text.lead(site.EntryView{}); got != "" {
		t.Error(got)
	}
}

func TestDrawing(t *testing.T) {
	in := template.HTML(`<svg viewBox="0 0 1 1"><a href="../../entries/2026/03/dana/index.html" tabindex="-1"><circle r="1"/></a><a href="../../steps/thank/index.html"><use href="#g-call"/></a></svg>`)
	got := string(onPage("pursuits/p/").drawing(in))
	for _, want := range []string{`viewBox="0 0 1 1"`, `href="#e1"`, `<g><use href="#g-call">`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	if strings.Contains(got, "steps") {
		t.Error(got)
	}
}

func TestHeads(t *testing.T) {
	v := View{Title: `A "strong" field \ </style>`, Chapters: []Chapter{{ID: "c1", Title: "One\nline"}}}
	got := heads(v, "a5")
	for _, want := range []string{"@page{size:a5}", ".c1{page:c1}", `content:"A \22 strong\22  field \5c  \3c /style\3e "`, `content:"One\a line"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

func TestHeadsStayOnOneLine(t *testing.T) {
	for title, want := range map[string]string{
		"As it is": "As it is",
		"Words that go on and on, and that go on and on for a whole line": "Words that go on and on, and that go on and on for a whole…",
		strings.Repeat("ä", 70): strings.Repeat("ä", 59) + "…",
	} {
		if got := shortened(title); got != want {
			t.Errorf("%q", got)
		}
	}
}

func TestNumbered(t *testing.T) {
	v := View{Chapters: []Chapter{{ID: "c1", Notes: []Note{{Place: "e2"}}, Entries: []Entry{{ID: "e1", Notes: []Note{{Place: "e2"}, {Href: "x"}}}, {ID: "e2"}}}}}
	n := v.Numbered(map[string]int{"c1": 3, "e1": 4, "e2": 17})
	if c := n.Chapters[0]; c.Page != "3" || c.Notes[0].Page != "17" || c.Entries[0].Page != "4" || c.Entries[0].Notes[0].Page != "17" || c.Entries[0].Notes[1].Page != "" {
		t.Errorf("%+v", c)
	}
	if c := v.Chapters[0]; c.Page != "" || c.Entries[0].Page != "" || c.Entries[0].Notes[0].Page != "" {
		t.Errorf("the book without numbers has some: %+v", c)
	}
	if g := v.Guess(); len(g) != 3 {
		t.Errorf("%v", g)
	}
}
