package preview

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html"
	"strings"
)

// Paths that the preview keeps for itself. No site has files with such names:
// its folders come from slugs, which have no underscore.
const (
	eventsPath = "/_events"
	scriptPath = "/_journal/reload.js"
	stylePath  = "/_journal/preview.css"
	wherePath  = "/_journal/where"
)

//go:embed reload.js
var script string

//go:embed preview.css
var style string

// What a page is, as the script knows it.
const (
	found   = "found"
	missing = "missing" // the site's page for what is not there
	broken  = "broken"  // a page of our own, since there is none of the site's
)

// dress adds to a page what the preview needs, and gives the policy to send with
// it. The page's own policy moves from its head to that header, since browsers
// hold pages to both.
func (l look) dress(page []byte, state string) (dressed []byte, policy string) {
	page, policy = takePolicy(page)
	hash := scriptHash()
	page = insert(page, bytes.Index(page, []byte("</head>")), `<link rel="stylesheet" href="`+stylePath+`">`)
	page = insert(page, bytes.LastIndex(page, []byte("</body>")), l.attachments(state)+l.scriptTag(state, hash))
	return page, openPolicy(policy, hash)
}

// attachments are what lies over a page: the bar and the errors.
func (l look) attachments(state string) string {
	return `<aside id="journal-preview" lang="en" dir="ltr" aria-label="Preview">` + l.bar(state) + l.statusPanel() + `</aside>`
}

// scriptTag loads the script and tells it what it is on: the version, what the
// page is, and which file of the author's it is made from.
func (l look) scriptTag(state, hash string) string {
	var tag strings.Builder
	attribute := func(name, value string) {
		tag.WriteString(" " + name + `="` + html.EscapeString(value) + `"`)
	}
	tag.WriteString(`<script id="journal-script"`)
	attribute("type", "module")
	attribute("src", scriptPath)
	attribute("integrity", hash)
	attribute("data-version", l.shown.name())
	attribute("data-page", state)
	attribute("data-audience", l.edition.Audience)
	if p, ok := l.page(); ok && state == found {
		attribute("data-source", p.Source)
	}
	tag.WriteString("></script>")
	return tag.String()
}

// page is what the author wrote that the page looked at is made from. A server
// that does not show the author's own edition tells nothing of files.
func (l look) page() (*Page, bool) {
	if !l.own() {
		return nil, false
	}
	return pageAt(l.written, l.name)
}

func scriptHash() string {
	sum := sha256.Sum256([]byte(script))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
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

// plainPage is a page that needs no theme.
func plainPage(title, text string) []byte {
	return []byte(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><title>` + html.EscapeString(title) + `</title></head>
<body class="journal-plain"><main><h1>` + html.EscapeString(title) + `</h1> <p>` + html.EscapeString(text) + `</p></main></body></html>
`)
}
