package render

import (
	"bytes"
	"fmt"
	"html/template"

	"journal/generator/site"
)

// redirectPage is the same in all themes: nobody looks at it for longer than a
// moment, and it has to work where the site has no styles.
var redirectPage = template.Must(template.New("redirect").Parse(`<!doctype html>
<html lang="{{.Lang}}" dir="{{.Dir}}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{.Policy}}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={{.Href}}">
<title>{{.Title}}</title>
{{with .Canonical}}<link rel="canonical" href="{{.}}">
{{end}}</head>
<body class="k-redirect">
<main>
<h1>{{.Heading}}</h1>
<p>{{.Text}} <a href="{{.Href}}"{{with .TitleLang}} lang="{{.}}"{{end}}>{{.Title}}</a></p>
</main>
</body>
</html>
`))

// redirect renders the page at a former address.
func redirect(r site.Redirect) ([]byte, error) {
	var b bytes.Buffer
	if err := redirectPage.Execute(&b, r); err != nil {
		return nil, fmt.Errorf("making the page at a former address, %s: %w", r.Path, err)
	}
	return b.Bytes(), nil
}
