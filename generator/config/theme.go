package config

import (
	"net/url"
	"strings"

	"journal/generator/diag"
	"journal/generator/fields"
)

// theme reads theme = "plain" or a table [theme].
func (r *reader) theme(f fields.Field, t *Theme) {
	if f.Value.Kind == fields.String {
		r.themeName(&t.Name)(f)
		return
	}
	if f.Value.Kind != fields.Table {
		r.wrongKind(f, f.Value, "a name or a table", `theme = "default", or [theme]`)
		return
	}
	r.keys(f.Value.Table, "[theme]", []key{
		{"name", r.themeName(&t.Name)},
		{"accent", r.color(&t.Accent)},
		{"fonts", word(r, &t.Fonts, "system")},
		{"serif", r.text(&t.Serif)},
		{"sans", r.text(&t.Sans)},
		{"light", func(f fields.Field) { t.Light = r.colors(f, "[theme.light]") }},
		{"dark", func(f fields.Field) { t.Dark = r.colors(f, "[theme.dark]") }},
		{"nav", func(f fields.Field) { t.Nav = r.nav(f) }},
	})
}

// colorNames are the colours of a theme that a configuration may choose.
var colorNames = [...]string{"bg", "band", "ink", "ink-2", "muted", "rule", "rule-2", "link", "sun"}

// colors reads [theme.light] or [theme.dark].
func (r *reader) colors(f fields.Field, table string) []Color {
	var colors []Color
	keys := make([]key, 0, len(colorNames))
	for _, name := range colorNames {
		keys = append(keys, key{name, func(f fields.Field) {
			c := Color{Name: name, Pos: f.Value.Pos}
			r.color(&c.Value)(f)
			if c.Value != "" {
				colors = append(colors, c)
			}
		}})
	}
	r.keys(r.table(f), table, keys)
	return colors
}

// themeName reads the name of a folder in themes/.
func (r *reader) themeName(into *string) func(fields.Field) {
	return func(f fields.Field) {
		s, ok := r.textOf(f)
		if !ok {
			return
		}
		if s == "" || strings.HasPrefix(s, ".") || strings.ContainsAny(s, `/\:`) {
			r.at(f.Value, codeFolder, "write the name of a folder in themes/", "%s cannot be the name of a theme", diag.Quote(s))
			return
		}
		*into = s
	}
}

func (r *reader) nav(f fields.Field) []NavLink {
	var links []NavLink
	for _, v := range r.tables(f, "[[theme.nav]]") {
		var l NavLink
		r.keys(v.Table, "[[theme.nav]]", []key{{"text", r.text(&l.Text)}, {"url", r.text(&l.URL)}})
		switch {
		case l.Text == "" || l.URL == "":
			r.at(v, codeMissing, `{text = "About", url = "about/"}`, "a link needs a text and a url")
		case !isLink(l.URL):
			r.at(v, codeAddress, "write a path of the site or an address with https:// or mailto:", "%s is not a link", diag.Quote(l.URL))
		default:
			links = append(links, l)
		}
	}
	return links
}

// isLink reports whether a page may link there: a path, a web address, a
// mail address or a telephone.
func isLink(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (isWeb(u) || u.Scheme == "" || u.Scheme == "mailto" || u.Scheme == "tel")
}
