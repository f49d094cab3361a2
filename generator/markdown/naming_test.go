package markdown_test

import (
	"slices"
	"strings"
	"testing"

	"journal/generator/diag"
	"journal/generator/markdown"
	"journal/generator/pseudonym"
)

var dana = pseudonym.New([]pseudonym.Name{
	{ID: "dana", Forms: []string{"Dana Whitfield", "Dana"}, Public: "D."},
	{ID: "firm", Forms: []string{"Northwind"}, Public: "the firm"},
}, []string{"en"})

func named(t *testing.T, text string, mark bool) (*markdown.Document, diag.List) {
	t.Helper()
	return markdown.Parse(diag.Source{File: "a.md", Text: []byte(text)}, []byte(text), 1, markdown.Options{Naming: markdown.Naming{Names: dana, Mark: mark}})
}

func TestNamesAreReplaced(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Nobody here", "<p>Nobody here</p>"},
		{"I met Dana Whitfield & bandana", "<p>I met D. &amp; bandana</p>"},
		{"**Dana** *Whit*field called", "<p><strong>D.</strong><em></em> called</p>"},
		{"Da**na** and D&#97;na and Da\\na", "<p>D.<strong></strong> and D. and Da\\na</p>"},
		{"Dana\nWhitfield\nleft", "<p>D.\nleft</p>"},
		{"# What Dana said", `<h2 id="what-d-said">What D. said</h2>`},
		{"`Dana` and\n\n    Dana\n\n```dana\nDana\n```", "<p><code>D.</code> and</p>\n<pre tabindex=\"0\"><code>D.\n</code></pre>\n<pre tabindex=\"0\"><code>D.\n</code></pre>"},
		{"[Dana](https://a.example/ \"Dana\")", `<p><a href="https://a.example/" rel="noopener noreferrer" title="D.">D.</a></p>`},
		{"[her page](https://a.example/dana) <https://northwind.example/>", "<p>her page https://the firm.example/</p>"},
		{"![Dana](https://northwind.example/a.png)", "<p>D.</p>"},
		{"[[Dana]], [[Dana Whitfield|her]], [[x|Dana]]", "<p>D., her, D.</p>"},
		{"#dana #work", `<p><span class="tag">#d</span> <span class="tag">#work</span></p>`},
		{"- [ ] Write to Dana", "<ul class=\"tasks\">\n<li class=\"task task-open\"><label><input type=\"checkbox\" disabled> Write to D.</label></li>\n</ul>"},
		{"> [!dana] Dana\n> says", "<aside role=\"note\" class=\"callout callout-note\">\n<p class=\"callout-title\">D.</p>\n<p>says</p>\n</aside>"},
		{"Words of Dana ^dana", "<p>Words of D. </p>"},
		{"Words of Dana ^here", "<p>Words of D. <span id=\"^here\"></span></p>"},
		{"one  \nDana  \ntwo", "<p>one<br>\nD.<br>\ntwo</p>"},
		{"@dana and @firm.", "<p>D. and the firm.</p>"},
	} {
		d, _ := named(t, c.text, false)
		if got := strings.TrimSpace(string(d.HTML(nil))); got != c.want {
			t.Errorf("%q becomes\n%s, want\n%s", c.text, got, c.want)
		}
		if d.Mentions(dana) && !strings.Contains(c.text, "[[") {
			t.Errorf("%q still names somebody: %q %v", c.text, d.Text(), d.Links())
		}
	}
}

func TestWhatTellsOfNames(t *testing.T) {
	d, messages := named(t, "# Dana\n\nSee [Dana’s talk](x.md#Dana) and [it](https://northwind.example/).\n\n- [ ] Call Dana #thank\n", false)
	if d.Title() != "D." || d.Summary(90) != "See D.’s talk and it." || d.Boxes()[0].Text != "Call D." || d.Boxes()[0].Above[0] != "D." {
		t.Errorf("%q, %q, %v", d.Title(), d.Summary(90), d.Boxes())
	}
	if l := d.Links(); len(l) != 1 || l[0].Text != "D.’s talk" || l[0].Target != "x.md" || l[0].Fragment != "D." {
		t.Errorf("links %v", l)
	}
	if len(messages) != 1 || messages[0].Code != "W236" || messages[0].Pos.Line != 3 {
		t.Errorf("messages %v", messages)
	}
}

// The author's own document says what it said, with marks around names.
func TestNamesAreMarked(t *testing.T) {
	d, _ := named(t, "# Dana\n\nI met **Da**na.\n", true)
	const want = `<h2 id="dana"><span class="real-name" title="D.">Dana</span></h2>
<p>I met <strong><span class="real-name" title="D.">Da</span></strong><span class="real-name" title="D.">na</span>.</p>
`
	if got := string(d.HTML(nil)); got != want || d.Title() != "Dana" || d.Text() != "Dana\nI met Dana." {
		t.Errorf("%s\n%q %q", got, d.Title(), d.Text())
	}
}

// A document mentions somebody wherever its HTML does.
func TestMentions(t *testing.T) {
	for _, text := range []string{"Dana", "`Dana`", "[a](b \"Dana\")", "[a](dana.md)", "[a](b#dana)", "![Dana](a.png)", "![a](a.png \"Dana\")", "[[Dana]]", "#dana", "```dana\n```", "> [!dana]\n> a", "a ^dana", "D&#97;na", "**Da**na"} {
		text += "\n"
		d, _ := markdown.Parse(diag.Source{File: "a.md", Text: []byte(text)}, []byte(text), 1, markdown.Options{})
		if !d.Mentions(dana) {
			t.Errorf("%q seems to name nobody", text)
		}
	}
}

func TestCalls(t *testing.T) {
	d, _ := named(t, "@sam, (@kim-2) and a@b.example, \\@no, `@code`, @@, **@lee**.\n", false)
	var ids []string
	for _, c := range d.Calls() {
		ids = append(ids, c.ID)
	}
	if want := []string{"sam", "kim-2", "lee"}; !slices.Equal(ids, want) || d.Calls()[0].Pos.Col != 1 {
		t.Errorf("%v, want %v", d.Calls(), want)
	}
}
