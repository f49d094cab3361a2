package theme

import (
	"bytes"
	"io"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"journal/generator/diag"
	"journal/generator/site"
	"journal/themes"
)

func builtinTheme(t testing.TB) Theme {
	t.Helper()
	th, problems := Load(themes.FS, nil, Default, english(), nil)
	for _, m := range problems {
		t.Errorf("%s:%d:%d %s %s (%s)", m.Pos.File, m.Pos.Line, m.Pos.Col, m.Code, m.Text, m.Hint)
	}
	return th
}

// journalWith is a journal's folder with files of a theme in it.
func journalWith(files ...string) fs.FS {
	fsys := fstest.MapFS{"journal.toml": {}}
	for i := 0; i < len(files); i += 2 {
		fsys["themes/"+files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return fsys
}

// kindOf is the kind of page that a view belongs to.
func kindOf(t testing.TB, view any) string {
	t.Helper()
	for _, k := range kinds() {
		if reflect.TypeOf(k.view) == reflect.TypeOf(view) {
			return k.name
		}
	}
	t.Fatalf("no kind has the view %T", view)
	return ""
}

func render(t testing.TB, th Theme, view any) string {
	t.Helper()
	var b bytes.Buffer
	if err := th.Execute(&b, kindOf(t, view), view); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTheSitesFilesLieOverTheBuiltIn(t *testing.T) {
	page := site.PageView{Heading: "About", Body: "<p>Me.</p>"}
	for name, tt := range map[string]struct {
		theme string
		site  fs.FS
		want  string
	}{
		"no site":               {"default", nil, `<div class="prose`},
		"a layout":              {"default", journalWith("default/layouts/page.html", "<h1>Mine: {{.Heading}}</h1>"), "<h1>Mine: About</h1>"},
		"a theme of its own":    {"mine", journalWith("mine/layouts/page.html", "<h1>Mine: {{.Heading}}</h1>"), "<h1>Mine: About</h1>"},
		"another theme's files": {"default", journalWith("mine/layouts/page.html", "<h1>Mine</h1>"), `<div class="prose`},
		"a partial of its own":  {"default", journalWith("default/layouts/partials/bye.html", "Bye.", "default/layouts/page.html", `{{template "bye"}}`), "Bye."},
		"the base":              {"default", journalWith("default/layouts/base.html", `<main>{{template "main" .}}</main>`), "<main><article>"},
	} {
		t.Run(name, func(t *testing.T) {
			th, problems := Load(themes.FS, tt.site, tt.theme, english(), nil)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if got := render(t, th, page); !strings.Contains(got, tt.want) {
				t.Errorf("no %q in\n%s", tt.want, got)
			}
		})
	}
}

// A layout with an error makes no page, and no trouble for other layouts.
func TestALayoutWithAnError(t *testing.T) {
	th, problems := Load(themes.FS, journalWith("default/layouts/home.html", "{{.Nothing}}"), "default", english(), nil)
	if !problems.HasErrors() {
		t.Fatal("no problem is found")
	}
	if err := th.Execute(io.Discard, "home", nil); err == nil || !strings.Contains(err.Error(), `"home"`) {
		t.Errorf("it makes a page: %v", err)
	}
	if got := render(t, th, site.PageView{Heading: "About", Body: "<p>Me.</p>"}); !strings.Contains(got, `<div class="prose`) {
		t.Error("another layout is lost")
	}
}

func TestProblems(t *testing.T) {
	for name, tt := range map[string]struct {
		theme string
		site  fs.FS
		want  []diag.Message // Text and Hint: a part of it is enough
	}{
		"misspelt field": {"default", journalWith("default/layouts/entry.html", "<h1>\n  é {{.Headin}}</h1>"),
			[]diag.Message{{Code: "E401", Pos: diag.Pos{File: "themes/default/layouts/entry.html", Line: 2, Col: 8}, Len: 6, Text: "there is no field .Headin here", Hint: `did you mean "Heading"?`}}},
		"misspelt fields, all of them": {"default", journalWith("default/layouts/page.html", "{{.A}}\n{{if .B}}x{{end}}\n{{.Heading}} {{.C}}"),
			[]diag.Message{{Code: "E401", Pos: diag.Pos{Line: 1, Col: 4}, Len: 1}, {Code: "E401", Pos: diag.Pos{Line: 2, Col: 7}, Len: 1}, {Code: "E401", Pos: diag.Pos{Line: 3, Col: 17}, Len: 1}}},
		"a field of a row, in a partial": {"default", journalWith("default/layouts/partials/posts.html", "{{range .}}{{.Titel}}{{end}}"),
			[]diag.Message{{Code: "E401", Pos: diag.Pos{File: "themes/default/layouts/partials/posts.html", Line: 1, Col: 15}, Len: 5, Text: "no field .Titel", Hint: `"Title"`}}},
		"a field of a text": {"default", journalWith("default/layouts/page.html", "{{.Heading.Size}}"),
			[]diag.Message{{Code: "E401", Pos: diag.Pos{Line: 1, Col: 12}, Len: 4, Text: "single value"}}},
		"range over a text": {"default", journalWith("default/layouts/page.html", "{{range .Heading}}x{{end}}"),
			[]diag.Message{{Code: "E401", Pos: diag.Pos{Line: 1}, Text: "goes through a list"}}},
		"unknown partial": {"default", journalWith("default/layouts/page.html", `{{template "bagde" .}}`),
			[]diag.Message{{Code: "E401", Pos: diag.Pos{Line: 1, Col: 13}, Len: 5, Text: `no partial "bagde"`, Hint: `did you mean "badge"?`}}},
		"what may be missing": {"default", journalWith("default/layouts/page.html", "{{.Badge.Why}}"),
			[]diag.Message{{Code: "E401", Pos: diag.Pos{Line: 1}, Text: "not every page has .Badge", Hint: "{{with .Badge}}"}}},
		"a layout that calls itself": {"default", journalWith("default/layouts/page.html", `<p>{{template "main" .}}`),
			[]diag.Message{{Code: "E401", Text: "calls itself"}}},
		"a layout that leaves a script open": {"default", journalWith("default/layouts/page.html", "<script>{{.Heading}}"),
			[]diag.Message{{Code: "E402", Pos: diag.Pos{File: "themes/default/layouts/page.html", Line: 1}, Text: "never closed"}}},
		"an empty list": {"default", journalWith("default/layouts/home.html", "{{(index .Lately 0).Title}}"),
			[]diag.Message{{Code: "E401", Pos: diag.Pos{Line: 1}, Text: "empty"}}},
		"unknown function": {"default", journalWith("default/layouts/page.html", "x\n{{upper .Heading}}"),
			[]diag.Message{{Code: "E402", Pos: diag.Pos{Line: 2, Col: 3}, Len: 5, Text: `no function "upper"`}}},
		"unknown message": {"default", journalWith("default/layouts/page.html", "x\n{{with .Badge}}{{say \"home.latly\"}}{{end}}"),
			[]diag.Message{{Code: "E401", Pos: diag.Pos{Line: 2, Col: 23}, Len: 10, Text: `no message "home.latly"`, Hint: `did you mean "home.lately"?`}}},
		"unknown message in brackets": {"default", journalWith("default/layouts/page.html", `{{if eq (say "zzz") .Heading}}x{{end}}`),
			[]diag.Message{{Code: "E401", Pos: diag.Pos{Line: 1}, Text: `no message "zzz"`, Hint: "en.toml"}}},
		"unknown variable": {"default", journalWith("default/layouts/page.html", "{{$x}}"),
			[]diag.Message{{Code: "E402", Pos: diag.Pos{Line: 1, Col: 3}, Len: 2, Text: "no variable $x"}}},
		"no end": {"default", journalWith("default/layouts/page.html", "{{if .Heading}}\nx"),
			[]diag.Message{{Code: "E402", Pos: diag.Pos{Line: 2}, Text: "never closed", Hint: "{{end}}"}}},
		"an end too many": {"default", journalWith("default/layouts/page.html", "x\ny {{end}}"),
			[]diag.Message{{Code: "E402", Pos: diag.Pos{Line: 2, Col: 3}, Len: 7, Text: "closes nothing"}}},
		"open braces": {"default", journalWith("default/layouts/page.html", "<p>{{.Heading</p>"),
			[]diag.Message{{Code: "E402", Pos: diag.Pos{Line: 1}}}},
		"an open tag": {"default", journalWith("default/layouts/page.html", "{{if .Heading}}<a href=\"{{end}}{{.Heading}}\">x</a>"),
			[]diag.Message{{Code: "E402", Pos: diag.Pos{Line: 1}, Text: "one way through"}}},
		"two broken files": {"default", journalWith("default/layouts/page.html", "{{end}}", "default/layouts/step.html", "{{x}}"),
			[]diag.Message{{Code: "E402", Pos: diag.Pos{File: "themes/default/layouts/page.html", Line: 1}}, {Code: "E402", Pos: diag.Pos{File: "themes/default/layouts/step.html", Line: 1}}}},
		"unknown theme": {"defualt", journalWith("mine/layouts/page.html", ""),
			[]diag.Message{{Code: "E403", Pos: diag.Pos{File: "journal.toml"}, Text: `no theme "defualt"`, Hint: `did you mean "default"? themes: book, default, mine`}}},
		"a name that is a way out": {"../..", nil, []diag.Message{{Code: "E403"}}},
		"misspelt layout": {"default", journalWith("default/layouts/entyr.html", "x"),
			[]diag.Message{{Code: "W401", Pos: diag.Pos{File: "themes/default/layouts/entyr.html"}, Hint: `did you mean "layouts/entry.html"?`}}},
		"misspelt folder": {"default", journalWith("default/layout/entry.html", "x"),
			[]diag.Message{{Code: "W401", Hint: `did you mean "layouts/entry.html"?`}}},
		"partial that nothing uses": {"default", journalWith("default/layouts/partials/bagde.html", "x"),
			[]diag.Message{{Code: "W401", Hint: `did you mean "layouts/partials/badge.html"?`}}},
		"notes and hidden files": {"default", journalWith("default/README.md", "x", "default/.DS_Store", "x", "default/.git/config.html", "x"), nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, got := Load(themes.FS, tt.site, tt.theme, english(), nil)
			if len(got) != len(tt.want) {
				t.Fatalf("got %+v", got)
			}
			for i, want := range tt.want {
				g := got[i]
				if g.Code != want.Code || !matches(g.Pos, want.Pos) || want.Len > 0 && g.Len != want.Len || !strings.Contains(g.Text, want.Text) || !strings.Contains(g.Hint, want.Hint) {
					t.Errorf("got  %+v\nwant %+v", g, want)
				}
			}
		})
	}
}

// matches compares a place with what a test says of it; what it leaves out may be
// anything.
func matches(got, want diag.Pos) bool {
	return (want.File == "" || got.File == want.File) && (want.Line == 0 || got.Line == want.Line) && (want.Col == 0 || got.Col == want.Col)
}

func TestExecuteUnknownKind(t *testing.T) {
	if err := (Theme{}).Execute(io.Discard, "entry", site.EntryView{}); err == nil {
		t.Error("no error")
	}
}

func TestHash(t *testing.T) {
	plain := builtinTheme(t)
	seen := map[[32]byte]string{plain.Hash(): "built in"}
	for name, fsys := range map[string]fs.FS{
		"layout":     journalWith("default/layouts/page.html", "x"),
		"stylesheet": journalWith("default/assets/prose.css", "p{color:red}"),
		"picture":    journalWith("default/assets/tide.svg", "<svg/>"),
	} {
		th, problems := Load(themes.FS, fsys, Default, english(), nil)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if same, ok := seen[th.Hash()]; ok {
			t.Errorf("%s has the hash of %s", name, same)
		}
		seen[th.Hash()] = name
	}
	if builtinTheme(t).Hash() != plain.Hash() {
		t.Error("the same theme has another hash")
	}
}

func TestFiles(t *testing.T) {
	files, problems := Files(themes.FS, journalWith("mine/theme.toml", `on = "book"`, "mine/layouts/page.html", "x", "book/assets/mine.css", "y"), "mine")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	from := map[string]string{}
	for _, f := range files {
		from[f.Path] = f.From
		if want := f.From == "mine" || f.Path == "assets/mine.css"; f.Own != want || len(f.Text) == 0 {
			t.Errorf("%s: own %v, %d bytes", f.Path, f.Own, len(f.Text))
		}
	}
	for path, theme := range map[string]string{"layouts/base.html": "default", "layouts/page.html": "mine", "assets/book.css": "book", "assets/mine.css": "book", "theme.toml": ""} {
		if from[path] != theme {
			t.Errorf("%s is of %q", path, from[path])
		}
	}
	if !slices.IsSortedFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) }) {
		t.Error("not sorted")
	}
}

func TestTelephone(t *testing.T) {
	for in, want := range map[string]string{"tel:+44-20-7946": "tel:+44-20-7946", "tel:1;ext=2": "tel:1;ext=2", "javascript:alert(1)": "", "tel:<b>": "", "tel:1\"": "", "": ""} {
		if got := telephone(in); string(got) != want {
			t.Errorf("telephone(%q) = %q", in, got)
		}
	}
}

func TestLinks(t *testing.T) {
	for in, want := range map[site.Link]string{
		{Text: "Today", Href: "../index.html", Current: true}: `<li><a href="../index.html" aria-current="page">Today</a></li>`,
		{Text: "<b>&", Href: `a"b`}:                           `<li><a href="a&#34;b">&lt;b&gt;&amp;</a></li>`,
		{Text: "x", Href: "JavaScript:alert(1)"}:              `<li><a href="#">x</a></li>`,
		{Text: "x", Href: "\tjavascript:alert(1)"}:            `<li><a href="#">x</a></li>`,
		{Text: "x", Href: "a/b:c"}:                            `<li><a href="a/b:c">x</a></li>`,
		{Text: "x", Href: "HTTPS://example.org"}:              `<li><a href="HTTPS://example.org">x</a></li>`,
		{Text: "x", Href: "mailto:a@b.example"}:               `<li><a href="mailto:a@b.example">x</a></li>`,
	} {
		if got := strings.TrimSpace(string(links([]site.Link{in}))); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// FuzzLayout looks for a layout that breaks Load, and holds every message to a
// place inside the file it is about.
func FuzzLayout(f *testing.F) {
	for _, seed := range []string{"{{.Heading}}", "{{.X}}", "{{with .Badge}}{{.Wy}}{{else}}{{$}}{{end}}", "{{range $i, $x := .Nav}}{{$x.Tex}}{{end}}", "{{define \"a\"}}{{.}}", "<a href=\"{{if .Body}}", "{{template \"main\" .}}", "{{/* */}}", "{{\"", "\xff{{.é}}", "{{if .A}}{{else if .B}}{{end}}", "<script>{{.Heading}}", "{{block \"row\" .}}{{end}}"} {
		f.Add(seed)
	}
	builtin := fstest.MapFS{
		"default/layouts/base.html":           {Data: []byte(`<main>{{template "main" .}}</main>`)},
		"default/layouts/partials/badge.html": {Data: []byte(`{{.Why}}`)},
	}
	for _, k := range kinds() {
		builtin["default/"+k.layout()] = &fstest.MapFile{Data: []byte("x")}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "template") || strings.Contains(text, "block") {
			return // a layout that calls itself is found by running it, which takes long
		}
		fsys := maps.Clone(builtin)
		fsys["default/layouts/page.html"] = &fstest.MapFile{Data: []byte(text)}
		th, problems := Load(fsys, nil, Default, english(), nil)
		for _, m := range problems {
			lines := strings.Split(text, "\n")
			if m.Pos.File != "themes/default/layouts/page.html" || m.Pos.Line < 1 || m.Pos.Line > len(lines) || m.Pos.Col < 1 || m.Pos.Col > len([]rune(lines[m.Pos.Line-1]))+1 {
				t.Errorf("%q: a message about nowhere: %+v", text, m)
			}
			for _, foreign := range []string{"template:", "site.", "executing", "context"} {
				if strings.Contains(m.Text, foreign) && !strings.Contains(text, foreign) {
					t.Errorf("%q: the library speaks: %s", text, m.Text)
				}
			}
		}
		if !problems.HasErrors() {
			if err := th.Execute(io.Discard, "page", site.PageView{}); err != nil {
				t.Errorf("%q: %v", text, err)
			}
		}
	})
}

func BenchmarkEntry(b *testing.B) {
	th := builtinTheme(b)
	view := storyViews()["entry"]
	b.ReportAllocs()
	for b.Loop() {
		if err := th.Execute(io.Discard, "entry", view); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		Load(themes.FS, nil, Default, english(), nil)
	}
}
