package preview

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"
	"strings"

	"journal/generator/diag"
)

// Paths that the preview keeps for itself. No site has files with such names:
// its folders come from slugs, which have no underscore.
const (
	eventsPath = "/_events"
	scriptPath = "/_journal/reload.js"
	stylePath  = "/_journal/preview.css"
)

//go:embed reload.js
var script string

//go:embed preview.css
var style string

// What the pages of the preview may do: what the site's own policy allows, and
// load and listen to the preview's own script. No page of another origin may put
// them into a frame.
const (
	closedPolicy  = "default-src 'none'; frame-ancestors 'none'"
	usualPolicy   = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
	furtherPolicy = "; script-src 'self'; connect-src 'self'; frame-ancestors 'none'"
)

// dress adds to a page what the preview needs, and gives the policy to send with
// it. The page's own policy moves from its head to that header, since browsers
// hold pages to both.
func (v shown) dress(page []byte) (dressed []byte, policy string) {
	page, policy = takePolicy(page)
	if policy == "" {
		policy = usualPolicy
	}
	page = insert(page, bytes.LastIndex(page, []byte("</head>")), `<link rel="stylesheet" href="`+stylePath+`">`)
	page = insert(page, afterBody(page), v.statusLine())
	tag := fmt.Sprintf(`<script src="%s" data-version="%s"></script>`, scriptPath, v.name())
	page = insert(page, bytes.LastIndex(page, []byte("</body>")), tag)
	return page, policy + furtherPolicy
}

const policyTag = `<meta http-equiv="Content-Security-Policy" content="`

// takePolicy takes the policy out of a page's head.
func takePolicy(page []byte) (rest []byte, policy string) {
	before, after, found := bytes.Cut(page, []byte(policyTag))
	content, after, closed := bytes.Cut(after, []byte(`">`))
	if !found || !closed {
		return page, ""
	}
	return append(bytes.Clone(before), after...), html.UnescapeString(string(content))
}

// afterBody is the place behind the opening tag of the body.
func afterBody(page []byte) int {
	start := bytes.Index(page, []byte("<body"))
	if start < 0 {
		return -1
	}
	end := bytes.IndexByte(page[start:], '>')
	if end < 0 {
		return -1
	}
	return start + end + 1
}

// insert puts text into a copy of a page, or at its end where at is negative.
func insert(page []byte, at int, text string) []byte {
	if at < 0 {
		at = len(page)
	}
	dressed := make([]byte, 0, len(page)+len(text))
	dressed = append(dressed, page[:at]...)
	dressed = append(dressed, text...)
	return append(dressed, page[at:]...)
}

// mostErrors is how many errors stand on a page.
const mostErrors = 20

// statusLine says what is wrong with the journal, on top of a page. It is there
// only when there are errors; warnings are on the terminal.
func (v shown) statusLine() string {
	if !v.messages.HasErrors() {
		return ""
	}
	var printed strings.Builder
	n := 0
	for _, m := range v.messages {
		if m.Severity != diag.Error {
			continue
		}
		if n++; n <= mostErrors {
			diag.List{m}.Print(&printed, diag.Style{Alone: true})
		}
	}
	if n > mostErrors {
		fmt.Fprintf(&printed, "and %d more on the terminal", n-mostErrors)
	}
	return `<aside id="journal-status" role="status" aria-label="Errors in the journal"><p>` + v.summary() + `</p><pre tabindex="0">` +
		html.EscapeString(printed.String()) + `</pre></aside>`
}

func (v shown) summary() string {
	errors := "1 error. "
	if n := v.messages.Count(diag.Error); n > 1 {
		errors = fmt.Sprintf("%d errors. ", n)
	}
	if v.good {
		return errors + "Until this is put right, you see the last good page."
	}
	return errors + "Until this is put right, you see what could be made."
}

// plainPage is a page that needs no theme.
func plainPage(title, text string) []byte {
	return []byte(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><title>` + html.EscapeString(title) + `</title></head>
<body class="journal-plain"><main><h1>` + html.EscapeString(title) + `</h1><p>` + html.EscapeString(text) + `</p></main></body></html>
`)
}
