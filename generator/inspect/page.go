package inspect

import (
	"bytes"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"journal/generator/diag"
)

// page looks at a page or a drawing, tag by tag.
func (l *look) page(file string, data []byte) {
	z := html.NewTokenizer(bytes.NewReader(data))
	offset, inStyle := 0, false
	for {
		kind := z.Next()
		raw := len(z.Raw())
		switch kind {
		case html.ErrorToken:
			return
		case html.TextToken:
			if inStyle {
				l.style(file, data, offset, z.Text())
			}
		case html.EndTagToken:
			inStyle = false
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			inStyle = t.Data == "style" && kind == html.StartTagToken
			l.tag(file, data, offset, raw, t)
		}
		offset += raw
	}
}

// tag follows the links of one tag.
func (l *look) tag(file string, data []byte, offset, length int, t html.Token) {
	source := data[offset:min(offset+length, len(data))]
	alt, isPicture := false, t.Data == "img"
	refresh := false
	for _, a := range t.Attr {
		switch {
		case a.Key == "alt":
			alt = true
		case a.Key == "http-equiv":
			refresh = strings.EqualFold(a.Val, "refresh")
		case a.Key == "role" && a.Val == "presentation", a.Key == "aria-hidden" && a.Val == "true":
			alt = true
		}
	}
	place := func(value string) diag.Pos {
		if i := bytes.Index(source, []byte(html.EscapeString(value))); i >= 0 && value != "" {
			return at(file, data, offset+i)
		}
		return at(file, data, offset)
	}
	for _, a := range t.Attr {
		for _, text := range addresses(t.Data, a, refresh) {
			l.follow(link{file: file, text: text, pos: place(text), loaded: isLoaded(t, a.Key)})
		}
		if a.Key == "style" {
			l.style(file, data, offset, []byte(a.Val))
		}
	}
	if isPicture && !alt {
		m := diag.New(codeNoAlt, at(file, data, offset), `say what is to be seen: alt="…", or alt="" where it adds nothing`, "this picture has no alternative text, so not everybody learns what it shows")
		l.found = append(l.found, Finding{Message: m, Target: attr(t, "src")})
	}
}

// addresses are those in an attribute.
func addresses(tag string, a html.Attribute, refresh bool) []string {
	switch a.Key {
	case "href", "xlink:href", "src", "poster", "background":
	case "data":
		if tag != "object" {
			return nil
		}
	case "srcset", "imagesrcset":
		return sources(a.Val)
	case "content":
		if !refresh {
			return nil
		}
		_, to, ok := strings.Cut(strings.ToLower(a.Val), "url=")
		if !ok {
			return nil
		}
		return []string{strings.Trim(a.Val[len(a.Val)-len(to):], `"' `)}
	default:
		return nil
	}
	if tag == "base" {
		return nil
	}
	return []string{a.Val}
}

// sources are the addresses of a srcset.
func sources(set string) []string {
	var all []string
	for one := range strings.SplitSeq(set, ",") {
		if fields := strings.Fields(one); len(fields) > 0 {
			all = append(all, fields[0])
		}
	}
	return all
}

// isLoaded reports whether a browser loads what an attribute names, rather than going
// there when somebody follows a link.
func isLoaded(t html.Token, key string) bool {
	switch t.Data {
	case "a", "area", "base", "meta":
		return false
	case "link":
		rel := strings.Fields(strings.ToLower(attr(t, "rel")))
		for _, r := range rel {
			switch r {
			case "stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon":
				return true
			}
		}
		return false
	case "img", "script", "source", "iframe", "audio", "video", "track", "embed", "object", "input", "image", "use", "body":
		return true
	}
	return key == "src" || key == "srcset"
}

func attr(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// inStyles are the addresses in a stylesheet: url(…) and @import "…".
var inStyles = regexp.MustCompile(`url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')`)

var styleComment = regexp.MustCompile(`(?s)/\*.*?\*/`)

// style follows the links of a stylesheet that stands at a place of a file.
func (l *look) style(file string, data []byte, offset int, css []byte) {
	// Blanks in place of comments keep the places right.
	css = styleComment.ReplaceAllFunc(css, func(c []byte) []byte { return bytes.Repeat([]byte(" "), len(c)) })
	for _, m := range inStyles.FindAllSubmatchIndex(css, -1) {
		for i := 2; i < len(m); i += 2 {
			if m[i] < 0 {
				continue
			}
			text := string(css[m[i]:m[i+1]])
			if text != "" && !strings.HasPrefix(text, "#") && !strings.HasPrefix(text, "data:") {
				l.follow(link{file: file, text: text, pos: at(file, data, offset+m[i]), loaded: true})
			}
		}
	}
}

// idsOf are the places of a page that links may lead to.
func idsOf(data []byte) map[string]bool {
	ids := map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ids
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			for _, a := range t.Attr {
				if a.Key == "id" || a.Key == "name" && t.Data == "a" {
					ids[a.Val] = true
				}
			}
		}
	}
}
