package preview

import (
	"fmt"
	"html"
	"net/url"
	"strings"

	"journal/generator/diag"
)

// mostUnfinished is how many drafts and planned entries the bar lists.
const mostUnfinished = 100

// bar is the row of the preview's own things at the edge of a page: through whose
// eyes it is seen, what is not finished, and the way to the source.
func (l look) bar(state string) string {
	var b strings.Builder
	b.WriteString(`<details id="journal-bar" open><summary>Preview<span id="journal-offline" role="status" hidden>: not connected, this may be old</span></summary><div>`)
	l.writeAudiences(&b)
	page, known := l.page()
	b.WriteString(l.seen(page, known, state))
	l.writeUnfinished(&b)
	if known {
		if link := l.sourceLink(diag.Pos{File: page.Source}, "Open the source"); strings.HasPrefix(link, "<") {
			b.WriteString(link)
		}
	}
	b.WriteString(`</div></details>`)
	return b.String()
}

// seen says who sees a page and why. Themes say so too, but not to strangers, and
// an author's own theme may not say it at all.
func (l look) seen(page *Page, known bool, state string) string {
	level := ""
	if known {
		level = `<b>` + page.Level.String() + `</b>`
		if page.Why != "" {
			level += `, because ` + html.EscapeString(page.Why)
		}
	}
	switch {
	case l.unseen(state) && known:
		return `<p>` + html.EscapeString(l.edition.Audience) + ` does not see this page. It is ` + level + `</p>`
	case l.unseen(state):
		return `<p>` + html.EscapeString(l.edition.Audience) + ` does not see this page</p>`
	case known:
		return `<p>` + level + `</p>`
	}
	return ""
}

// unseen reports whether a page is missing here that the author's edition has.
func (l look) unseen(state string) bool {
	if state != missing || l.edition.Own {
		return false
	}
	for _, e := range l.editions {
		if e.Own && e.Site.Has(l.name) {
			return true
		}
	}
	return false
}

// writeAudiences has a link to the same page of each edition. Where an audience
// does not have it, it leads to what they find there instead.
func (l look) writeAudiences(b *strings.Builder) {
	if len(l.editions) < 2 {
		return
	}
	b.WriteString(`<nav aria-label="See it as">`)
	for i, e := range l.editions {
		prefix, current := "/", ""
		if i > 0 {
			prefix = asPath + e.Audience + "/"
		}
		if prefix == l.prefix {
			current = ` aria-current="true"`
		}
		fmt.Fprintf(b, `<a href="%s"%s>%s</a>`, html.EscapeString(address(prefix, l.name)), current, html.EscapeString(e.Audience))
	}
	b.WriteString(`</nav>`)
}

// writeUnfinished lists the author's drafts and planned entries, which the
// author's edition alone has.
func (l look) writeUnfinished(b *strings.Builder) {
	if !l.edition.Own {
		return
	}
	var listed strings.Builder
	pages := l.pending()
	n := len(pages)
	for _, p := range pages[:min(n, mostUnfinished)] {
		fmt.Fprintf(&listed, `<li><a href="%s">%s</a> <i>%s</i></li>`, html.EscapeString(address(l.prefix, p.Address)), html.EscapeString(p.Title), html.EscapeString(p.Unfinished))
	}
	if n == 0 {
		return
	}
	if n > mostUnfinished {
		fmt.Fprintf(&listed, `<li>and %d more</li>`, n-mostUnfinished)
	}
	fmt.Fprintf(b, `<details><summary>Drafts and planned <b>%d</b></summary><ul>%s</ul></details>`, n, listed.String())
}

// address is where a file of an edition is asked for.
func address(prefix, name string) string {
	to := url.URL{Path: prefix + strings.TrimSuffix(name, "index.html")}
	return to.EscapedPath()
}
