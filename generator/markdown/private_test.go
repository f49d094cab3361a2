package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"journal/generator/diag"
)

// read parses a text that is a whole file.
func read(text string, o Options) (*Document, diag.List) {
	return Parse(diag.Source{File: "a.md", Text: []byte(text)}, []byte(text), 1, o)
}

// everything is all that a document says, to look for words in.
func everything(d *Document) string {
	show := func(l Link) Target {
		return Target{Href: "x/" + l.Address(), Title: l.Target, Picture: l.Kind == Image}
	}
	return fmt.Sprintf("%s\n%s\n%s\n%s\n%q %q %q %+v %+v %+v", d.HTML(nil), d.HTML(show), d.SkipTitle().HTML(show),
		d.Text(), d.Title(), d.Summary(1000), d.Tags(), d.Headings(), d.Links(), d.Boxes())
}

// TestPrivateParts hides SECRET, keeps PUBLIC, and says W302 where the end of a
// private part is in doubt.
func TestPrivateParts(t *testing.T) {
	for name, test := range map[string]struct {
		in    string
		doubt bool
	}{
		"inline comment":                    {in: "PUBLIC %%SECRET%% PUBLIC"},
		"block comment":                     {in: "PUBLIC\n\n%%\nSECRET\n\n- [ ] SECRET #SECRET\n%%\n\nPUBLIC"},
		"comment with balanced code":        {in: "%%\n```\nSECRET\n```\n`SECRET` %%PUBLIC"},
		"comment without an end":            {in: "PUBLIC\n\n%%SECRET\n\nSECRET", doubt: true},
		"three percents":                    {in: "PUBLIC %%SECRET (forgot)\n\nSECRET %%SECRET%%", doubt: true},
		"lone percents before a comment":    {in: "PUBLIC 100%% SECRET\n\n%%SECRET%% SECRET", doubt: true},
		"end of a comment in code":          {in: "PUBLIC %%SECRET `SECRET%%` SECRET %% SECRET", doubt: true},
		"code across the end of a comment":  {in: "PUBLIC %% SECRET ` SECRET %% SECRET ` %%SECRET%%", doubt: true},
		"fenced percents in a comment":      {in: "PUBLIC\n\n%%\n```\n%%\n```\nSECRET\n%%\n", doubt: true},
		"comment that ends in code only":    {in: "PUBLIC\n\n%%\n```\n%%\n```\nSECRET", doubt: true},
		"backtick before a comment":         {in: "PUBLIC ` %%SECRET%%\n\n` PUBLIC"},
		"code that began a line before":     {in: "`PUBLIC\nx` %%SECRET%% `PUBLIC`"},
		"escaped backtick":                  {in: "PUBLIC \\`%%SECRET%%`"},
		"escaped percents":                  {in: "PUBLIC \\%%SECRET%%"},
		"comment in indented code":          {in: "PUBLIC\n\n    %%SECRET%%\n"},
		"comment in a table":                {in: "| PUBLIC | %%SECRET%% |\n|---|---|\n| %%SECRET | SECRET%% |"},
		"comment in a link":                 {in: "[PUBLIC %%SECRET%%](x%%SECRET%%.md \"%%SECRET%%\")"},
		"comment in a fence's line":         {in: "PUBLIC\n\n```go %%SECRET%%\nx\n```"},
		"HTML comment":                      {in: "PUBLIC <!-- SECRET --> PUBLIC"},
		"HTML comment of many lines":        {in: "PUBLIC\n<!--\nSECRET\n\nSECRET\n-->\nPUBLIC"},
		"HTML comment without an end":       {in: "PUBLIC\n\n<!-- SECRET\n\nSECRET", doubt: true},
		"HTML comment in a quote":           {in: "> PUBLIC <!-- SECRET\n\nSECRET\n-->"},
		"HTML comment that seems closed":    {in: "PUBLIC <!--> SECRET -->"},
		"HTML comments nested":              {in: "PUBLIC <!-- a <!-- b --> SECRET --> PUBLIC"},
		"HTML comments nested, one open":    {in: "PUBLIC <!-- SECRET <!-- b --> SECRET", doubt: true},
		"comments crossing":                 {in: "PUBLIC %% SECRET <!-- %% SECRET -->", doubt: true},
		"callout":                           {in: "PUBLIC\n\n> [!private] SECRET\n> SECRET\n\nPUBLIC"},
		"callout with fold and case":        {in: "> [!PRIVATE]- SECRET\n> SECRET\n\nPUBLIC"},
		"callout with metadata":             {in: "> [!private|SECRET]+ SECRET\n\nPUBLIC"},
		"callout with blanks":               {in: ">   [! Private ] SECRET\n>\n>  SECRET\n\nPUBLIC"},
		"callout without title":             {in: ">[!private]\n>SECRET\n\nPUBLIC"},
		"callout, escaped by an editor":     {in: "> \\[!private\\] SECRET\n\nPUBLIC"},
		"callout, misspelt":                 {in: "> [!privat] SECRET\n> SECRET\n\nPUBLIC"},
		"callout with lazy lines":           {in: "> [!private]\n> SECRET\nSECRET\n  SECRET\n\nPUBLIC"},
		"callout after a paragraph":         {in: "PUBLIC\n> [!private] SECRET\n> SECRET\n# PUBLIC"},
		"callout in a list":                 {in: "- PUBLIC\n\n  > [!private]\n  > SECRET\n\n  PUBLIC\n- PUBLIC"},
		"callout as a list item":            {in: "- > [!private]\n  > SECRET\n  >\n  > SECRET\n- PUBLIC"},
		"callout at the end of a file":      {in: "PUBLIC\n\n> [!private]\n> SECRET"},
		"callout in a quote":                {in: "> PUBLIC\n> > [!private]\n> > SECRET\n>\n> PUBLIC"},
		"callout in a callout":              {in: "> [!note] PUBLIC\n> > [!private] SECRET\n> > SECRET\n\nPUBLIC"},
		"callout with a quote within":       {in: "> [!private]\n> > SECRET\n>\n> SECRET\n\nPUBLIC"},
		"callout with code within":          {in: "> [!private]\n> ```\n> SECRET\n> ```\n> SECRET\n\nPUBLIC"},
		"callout with a fence left open":    {in: "> [!private]\n> ```\n> SECRET\n\nPUBLIC"},
		"callout with underlined heading":   {in: "> [!private] SECRET\n> SECRET\n> ---\n> SECRET\n\nPUBLIC"},
		"callout with a table":              {in: "> [!private] SECRET | b\n> --- | ---\n> SECRET | SECRET\n\nPUBLIC"},
		"callout with a footnote":           {in: "PUBLIC[^1]\n\n> [!private]\n> [^1]: SECRET\n>\n> SECRET\n\nPUBLIC"},
		"callout with a reference":          {in: "PUBLIC [x]\n\n> [!private]\n> SECRET\n>\n> [x]: https://SECRET.example\n\nPUBLIC"},
		"callout in the middle of a quote":  {in: "PUBLIC\n\n> words\n> [!private] SECRET\n> SECRET", doubt: true},
		"callout without its quote":         {in: "PUBLIC\n\n[!private] SECRET\nSECRET", doubt: true},
		"callout under a list in a quote":   {in: "PUBLIC\n\n> - [!private] SECRET\n>   SECRET", doubt: true},
		"callout too deep to be one":        {in: "PUBLIC\n\n" + strings.Repeat(">", 150) + "[!private] SECRET", doubt: true},
		"callout joined by a cut":           {in: "PUBLIC\n\n> [!pri%%x%%vate] SECRET\n> SECRET\n\nPUBLIC"},
		"callout that opens a comment":      {in: "PUBLIC\n\n> [!private] SECRET %%\n> SECRET\n\nSECRET %% PUBLIC"},
		"comment that eats a callout's top": {in: "PUBLIC %% a\n\n> [!private] x %%\n> SECRET\n\nPUBLIC"},
		"division":                          {in: "PUBLIC\n\n::: private\nSECRET\n\nSECRET\n:::\n\nPUBLIC"},
		"division in braces":                {in: "::: {.private}\nSECRET\n:::\nPUBLIC"},
		"division without blanks":           {in: "PUBLIC\n:::PRIVATE\nSECRET\n:::\nPUBLIC"},
		"division, misspelt":                {in: "::: privte\nSECRET\n:::\n\nPUBLIC"},
		"division without an end":           {in: "PUBLIC\n\n::: private\nSECRET\n\nSECRET", doubt: true},
		"division in a division":            {in: "::: private\nSECRET\n::: note\nSECRET\n:::\nSECRET\n:::\nPUBLIC"},
		"division with a longer fence":      {in: ":::: private\nSECRET\n:::\nSECRET\n::::\nPUBLIC"},
		"division with a fence in code":     {in: "::: private\n```\n:::\n```\nSECRET\n:::\nPUBLIC"},
		"division closed in open code":      {in: "PUBLIC\n\n::: private\n```\nSECRET\n:::\nSECRET", doubt: true},
		"division in a list":                {in: "- PUBLIC\n\n  ::: private\n  SECRET\n  :::\n\n- PUBLIC"},
		"division that leaves its list":     {in: "- PUBLIC\n\n  ::: private\n  SECRET\n\nSECRET\n:::", doubt: true},
		"division that cannot be one":       {in: "PUBLIC\n    ::: private\nSECRET\n:::\nSECRET", doubt: true},
		"title":                             {in: "%%x%%\n\n> [!private]\n> # SECRET\n\n# PUBLIC"},
	} {
		t.Run(name, func(t *testing.T) {
			d, messages := read(test.in, Options{})
			said := everything(d)
			if strings.Contains(strings.ToLower(said), "secret") {
				t.Errorf("a private part shows:\n%s", said)
			}
			if got, want := strings.Count(d.Text(), "PUBLIC"), strings.Count(test.in, "PUBLIC"); got != want {
				t.Errorf("%d of %d public parts are left in %q", got, want, d.Text())
			}
			doubt := false
			for _, m := range messages {
				doubt = doubt || m.Code == "W302"
				if !m.Body || strings.Contains(m.Text+m.Hint, "SECRET") {
					t.Errorf("this message quotes a body: %+v", m)
				}
			}
			if doubt != test.doubt {
				t.Errorf("in doubt: %v, want %v: %v", doubt, test.doubt, messages)
			}
			if !d.HasPrivate() {
				t.Error("not said to have private parts")
			}
		})
	}
}

func TestMarksInCodeAreText(t *testing.T) {
	in := "`%%` a `%%b%%` `<!-- c -->` `[!private]` `::: private`\n\n```\n%% d\n<!-- e\n> [!private] f\n::: private\n```\n"
	d, messages := read(in, Options{})
	if len(messages) > 0 || d.HasPrivate() {
		t.Errorf("got %v, private %v", messages, d.HasPrivate())
	}
	for _, want := range []string{"%%b%%", "<!-- c -->", "%% d\n<!-- e\n> [!private] f\n::: private"} {
		if !strings.Contains(d.Text(), want) {
			t.Errorf("%q is missing in %q", want, d.Text())
		}
	}
}

func TestWholeShowsPrivateBlocks(t *testing.T) {
	d, _ := read("> [!private] Title\n> in a callout\n\n::: private\nin a *division*\n:::\n\n%%never%% <!-- never -->\n", Options{Whole: true})
	html := string(d.HTML(nil))
	if strings.Count(html, `class="callout callout-private"`) != 2 || !strings.Contains(html, "in a <em>division</em>") || !strings.Contains(html, "in a callout") {
		t.Errorf("got %s", html)
	}
	if strings.Contains(html, "never") || !d.HasPrivate() {
		t.Errorf("comments show, or nothing is said to be private: %s", html)
	}
}

// TestPrivateTextMakesNoDifference puts different texts into the same private
// parts and expects the same document.
func TestPrivateTextMakesNoDifference(t *testing.T) {
	shapes := []string{
		"a %%S%% b", "a\n%%\nS\n%%\nb", "- a\n- <!-- S --> b\n", "a\n\n> [!private] t\n> S\n\nb [r]", "1. > [!private] S\n2. b\n",
		"::: private\nS\n:::\nb", "> q\n> > [!private] S\n>\n> b",
	}
	for _, shape := range shapes {
		var want string
		for i, private := range []string{"x", "a much longer text with *markup* and `code`", "[link](y) #tag [ ] box"} {
			d, _ := read(strings.Replace(shape, "S", private, 1), Options{})
			html := string(d.HTML(nil)) + d.Text() + fmt.Sprint(d.Words(), d.Tags())
			if i == 0 {
				want = html
			} else if html != want {
				t.Errorf("%q: got %q, want %q", shape, html, want)
			}
		}
	}
}

func TestPositionsAfterCuts(t *testing.T) {
	text := "+++\n+++\nä %%x\ny%% [one](a)\n\n> [!private] p\n> [no](b)\n\n::: private\n:::\n## Two %%z%% [three](c)\n- ü <!-- --> [four](d)\n"
	src := diag.Source{File: "a.md", Text: []byte(text)}
	body := bytes.TrimPrefix(src.Text, []byte("+++\n+++\n"))
	d, _ := Parse(src, body, 3, Options{})
	var got []string
	for _, l := range d.Links() {
		got = append(got, fmt.Sprint(l.Text, " ", l.Pos))
	}
	got = append(got, d.Headings()[0].Pos.String())
	want := "one a.md:4:5 three a.md:11:14 four a.md:12:14 a.md:11:1"
	if strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
}
