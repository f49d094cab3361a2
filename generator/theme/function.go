package theme

import (
	"html/template"
	"strings"

	"journal/generator/site"
	"journal/generator/words"
)

// functions are all that a template can call beside what Go's templates have. They
// depend on nothing but their arguments.
func functions(w *words.Catalogue) template.FuncMap {
	return template.FuncMap{"links": links, "telephone": telephone, "say": sayer(w)}
}

// links are list items with a link each, the current one marked. Every page has the
// navigation, and a template takes ten times as long for it.
func links(list []site.Link) template.HTML {
	var b strings.Builder
	for _, l := range list {
		b.WriteString(`<li><a href="`)
		template.HTMLEscape(&b, []byte(safeAddress(l.Href)))
		b.WriteByte('"')
		if l.Current {
			b.WriteString(` aria-current="page"`)
		}
		b.WriteByte('>')
		template.HTMLEscape(&b, []byte(l.Text))
		b.WriteString("</a></li>\n")
	}
	return template.HTML(b.String())
}

// safeAddress lets through what html/template does: relative addresses, the web
// and mail.
func safeAddress(href string) string {
	scheme, _, ok := strings.Cut(href, ":")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		return href
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto":
		return href
	}
	return "#"
}

// telephone lets a "tel:" address through, which html/template would take for an
// unsafe one; anything else becomes an empty link.
func telephone(href string) template.URL {
	number, ok := strings.CutPrefix(href, "tel:")
	if !ok || strings.Trim(number, "0123456789+-.()*#;=ext") != "" {
		return ""
	}
	return template.URL(href)
}
