package theme

import (
	"strings"
	"testing"
	"testing/fstest"

	"journal/generator/site"
	"journal/generator/words"
	"journal/themes"
)

// Messages are escaped where they stand, whether they have places or not, and a
// number called n chooses the form.
func TestSay(t *testing.T) {
	files := fstest.MapFS{
		"themes/default/i18n/en.toml": {Data: []byte("[own]\nplain = '<b> & \"'\nplaced = '<i> {title}'\nthings = {one = 'one thing', other = '{n} things in {title}'}\n")},
		"themes/default/layouts/page.html": {Data: []byte(`<h1 title="{{say "own.plain"}}">{{say "own.plain"}}</h1>
<p>{{say "own.placed" "title" .Heading}}|{{say "own.things" "n" (len .Heading) "title" .Heading}}|{{say "own.things" "n" 1}}</p>`)},
	}
	w, problems := words.Load(themes.FS, files, Default, "en")
	th, more := Load(themes.FS, files, Default, w, nil)
	if problems = append(problems, more...); len(problems) > 0 {
		t.Fatal(problems)
	}
	got := render(t, th, site.PageView{Heading: "a<b"})
	for _, want := range []string{`<h1 title="&lt;b&gt; &amp; &#34;">&lt;b&gt; &amp; &#34;</h1>`, `<p>&lt;i&gt; a&lt;b|3 things in a&lt;b|one thing</p>`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	for _, wrong := range []string{`{{say "own.placed" "title"}}`, `{{say "own.placed" "title" .NoIndex}}`} {
		files["themes/default/layouts/page.html"] = &fstest.MapFile{Data: []byte(wrong)}
		if _, problems := Load(themes.FS, files, Default, w, nil); !problems.HasErrors() {
			t.Errorf("%s is not reported", wrong)
		}
	}
}
