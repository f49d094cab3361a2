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
	if l.unseen(state) {
		b.WriteString(`<p>` + html.EscapeString(l.edition.Audience) + ` does not see this page</p>`)
	}
	l.writeUnfinished(&b)
	if p, ok := l.page(); ok {
		if link := l.sourceLink(diag.Pos{File: p.Source}, "Open the source"); strings.HasPrefix(link, "<") {
			b.WriteString(link)
		}
	}
	b.WriteString(`</div></details>`)
	return b.String()
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
	n := 0
	for _, p := range l.pages() {
		if p.Unfinished == "" {
			continue
		}
		if n++; n <= mostUnfinished {
			fmt.Fprintf(&listed, `<li><a href="%s">%s</a> <i>%s</i></li>`, html.EscapeString(address(l.prefix, p.Path)), html.EscapeString(p.Title), html.EscapeString(p.Unfinished))
		}
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
