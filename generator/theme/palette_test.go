package theme

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"journal/generator/chart"
	"journal/themes"
)

// Every text and every mark of every built-in theme can be seen in both schemes, by
// number (WCAG 2.2 AA).
func TestBuiltinThemesCanBeSeen(t *testing.T) {
	for _, name := range []string{"default", "plain", "book"} {
		th, _ := Load(themes.FS, nil, name, english(), nil)
		p := th.Palette()
		for _, miss := range p.Misses() {
			t.Errorf("%s: %s", name, miss)
		}
		for _, property := range strings.Fields("bg band ink ink-2 muted rule rule-2 link focus sun s1 s2 s3 s4 s5 s6 o1 o2 o3 o4 o5 o6") {
			for scheme, colors := range map[string]map[string]Color{"light": p.Light, "dark": p.Dark} {
				if c := colors[property]; chart.Contrast(c.Value, c.Value) == 0 || c.Own() {
					t.Errorf("%s, %s: %s is %q", name, scheme, property, c.Value)
				}
			}
		}
	}
}

func TestPaletteIsWhatABrowserWouldSee(t *testing.T) {
	th, problems := Load(themes.FS, journalWith("default/assets/mine.css", `/* :root{--bg:#111111} */
@media print{:root{--bg:#222222}}
.box{--bg:#333333}
@media (min-width:60rem){:root{--bg:#444444}}
:root { --ink: #000; --muted:var(--ink) ; --x:#555555 }
@media screen {
  :root,:host{--x:#666666}
  @media (prefers-color-scheme: dark) {:root{--x:#777777}}
}`), "default", english(), nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	p := th.Palette()
	for what, got := range map[string][2]string{
		"bg of the theme":    {p.Light["bg"].Value, "#faf9fc"},
		"dark bg":            {p.Dark["bg"].Value, "#14131e"},
		"ink":                {p.Light["ink"].Value, "#000"},
		"ink holds in both":  {p.Dark["ink"].Value, "#000"},
		"muted is ink":       {p.Light["muted"].Value, "#000"},
		"one for two":        {p.Light["x"].Value, "#666666"},
		"one inside another": {p.Dark["x"].Value, "#777777"},
	} {
		if got[0] != got[1] {
			t.Errorf("%s: %s, want %s", what, got[0], got[1])
		}
	}
	if c := p.Light["ink"]; c.Pos.Line != 5 || c.Pos.Col != 16 || c.Pos.File != "themes/default/assets/mine.css" {
		t.Errorf("ink stands at %+v", c.Pos)
	}
}

func TestFaintColours(t *testing.T) {
	for name, tt := range map[string]struct {
		css  string
		want []string // parts of messages
	}{
		"good ones":              {":root{--bg:#fffdf7;--band:#f6f1e4}@media screen and (prefers-color-scheme:dark){:root{--bg:#1a1814;--band:#24211b}}", nil},
		"faint text":             {":root{--muted:#bbbbbb}@media screen and (prefers-color-scheme:dark){:root{--muted:#a3a2b1}}", []string{"in the light scheme muted on band has a contrast of 1.7 to 1 and needs 4.5"}},
		"a page for both":        {":root{--bg:#ffffff}", []string{"in the dark scheme ink on bg", "dark scheme ink-2 on bg", "dark scheme link on bg", "dark scheme muted on bg", "dark scheme focus on bg"}},
		"the theme's steps":      {":root{--band:#d0d0d0}@media screen and (prefers-color-scheme:dark){:root{--band:#1b1a27}}", []string{"light scheme muted on band", "light scheme rule-2 on band"}},
		"a step of one's own":    {":root{--s1:#eeeeee}@media screen and (prefers-color-scheme:dark){:root{--s1:#7c84db}}", []string{"s1 on band", "o1 on s1"}},
		"what is no hash colour": {":root{--ink:rebeccapurple;--bg:oklch(1 0 0)}", nil},
	} {
		t.Run(name, func(t *testing.T) {
			th, problems := Load(themes.FS, journalWith("default/assets/mine.css", tt.css), "default", english(), nil)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			faint := th.Palette().Faint()
			var said []string
			for _, m := range faint {
				said = append(said, m.Text)
				if m.Code != "W404" || m.Pos.File != "themes/default/assets/mine.css" || m.Pos.Line != 1 || m.Excerpt == "" {
					t.Errorf("%+v", m)
				}
			}
			for _, want := range tt.want {
				if !slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, want) }) {
					t.Errorf("nothing says %q", want)
				}
			}
			if len(said) > len(tt.want)+1 || len(tt.want) == 0 && len(said) > 0 {
				t.Errorf("%q", said)
			}
		})
	}
}

func TestOwnColoursLieOver(t *testing.T) {
	p := builtinTheme(t).Palette()
	before := maps.Clone(p.Light)
	own := p.With(map[string]Color{"bg": {Value: "#ffffff"}}, map[string]Color{"bg": {Value: "#000000"}})
	if g := own.Grounds(); g.Light.Page != "#ffffff" || g.Dark.Page != "#000000" || g.Light.Band != "#f3f1f8" {
		t.Errorf("%+v", g)
	}
	if !maps.EqualFunc(before, p.Light, func(a, b Color) bool { return a.Value == b.Value }) {
		t.Error("the theme's own palette has changed")
	}
}
