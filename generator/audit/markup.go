package audit

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var someTag = regexp.MustCompile(`</?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*)?/?>|<!--|<!\[CDATA\[|<\?xml|<!DOCTYPE`)

// looksLikeMarkup reports whether a text has a tag.
func looksLikeMarkup(text string) bool {
	return strings.IndexByte(text, '<') >= 0 && someTag.MatchString(text)
}

// within are elements that stand within a line of text: a word may go on across
// their tags. All other tags part texts.
var within = map[string]bool{"a": true, "abbr": true, "acronym": true, "b": true, "bdi": true, "bdo": true, "big": true, "cite": true, "code": true, "data": true, "del": true, "dfn": true,
	"em": true, "font": true, "i": true, "ins": true, "kbd": true, "label": true, "mark": true, "q": true, "rp": true, "rt": true, "ruby": true, "s": true, "samp": true, "small": true, "span": true,
	"strike": true, "strong": true, "sub": true, "sup": true, "time": true, "tspan": true, "tt": true, "u": true, "var": true, "wbr": true}

// links are attributes that hold an address.
var links = map[string]bool{"href": true, "src": true, "srcset": true, "imagesrcset": true, "action": true, "formaction": true, "poster": true, "data": true, "cite": true, "xlink:href": true,
	"manifest": true, "ping": true, "background": true, "longdesc": true, "usemap": true, "profile": true, "content": false}

// drawn are attributes that hold numbers.
var drawn = map[string]bool{"d": true, "points": true, "transform": true, "viewbox": true, "width": true, "height": true, "x": true, "y": true, "x1": true, "x2": true, "y1": true, "y2": true,
	"cx": true, "cy": true, "r": true, "rx": true, "ry": true, "dx": true, "dy": true, "integrity": true, "nonce": true}

// names are attributes whose values are names for scripts and styles.
var named = map[string]bool{"class": true, "rel": true, "type": true, "role": true, "name": true, "property": true, "style": true, "lang": true, "dir": true, "media": true, "sizes": true,
	"loading": true, "decoding": true, "itemprop": true, "itemtype": true, "for": true, "http-equiv": true, "charset": true, "as": true, "fill": true, "stroke": true, "font-family": true,
	"text-anchor": true, "aria-live": true, "aria-current": true, "aria-haspopup": true, "aria-autocomplete": true, "aria-hidden": true, "method": true, "target": true, "scope": true, "autocomplete": true, "inputmode": true, "crossorigin": true, "referrerpolicy": true, "fetchpriority": true}

// markup looks through HTML and XML: texts without tags, attributes, remarks.
func (c *check) markup(text string, depth int) {
	if depth > mostDecoded {
		return
	}
	z := html.NewTokenizer(strings.NewReader(text))
	z.AllowCDATA(true)
	var block strings.Builder
	flush := func() {
		if block.Len() > 0 {
			c.block(block.String(), depth)
			block.Reset()
		}
	}
	raw := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			c.decoded(string(z.Raw()), prose, depth)
			flush()
			return
		case html.TextToken:
			written := string(z.Text())
			switch raw {
			case "script":
				c.script(written, depth)
			case "style":
				c.decoded(written, code, depth)
			case "textarea", "title", "iframe", "noembed", "noframes", "noscript", "xmp", "plaintext":
				flush()
				c.value(written, depth)
			default:
				block.WriteString(written)
			}
			raw = ""
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			element := string(name)
			raw = ""
			if isRaw(element) && z.Raw()[len(z.Raw())-2] != '/' {
				raw = element
			}
			if within[element] {
				block.WriteByte(tagOf(element))
			} else {
				flush()
			}
			c.element(element)
			c.attributes(z, element, more, depth)
		case html.EndTagToken:
			name, _ := z.TagName()
			raw = ""
			if within[string(name)] {
				block.WriteByte(tagOf(string(name)))
			} else {
				flush()
			}
		case html.CommentToken:
			c.remark(string(z.Text()), string(z.Raw()), depth)
		case html.DoctypeToken:
			c.decoded(string(z.Text()), code, depth)
		}
	}
}

func tagOf(element string) byte {
	if element == "a" {
		return linkTag
	}
	return tag
}

func isRaw(element string) bool {
	switch element {
	case "script", "style", "textarea", "title", "iframe", "noembed", "noframes", "noscript", "xmp", "plaintext":
		return true
	}
	return false
}

// block looks at the text of a block.
func (c *check) block(text string, depth int) {
	if looksLikeMarkup(untagged.Replace(text)) { // a feed's, which were entities
		c.markup(untagged.Replace(text), depth+1)
		return
	}
	c.decoded(text, prose, depth)
}

// element notes what only programs for drawing leave in a picture, and names between
// angle brackets that are no element.
func (c *check) element(name string) {
	if name == "metadata" && strings.HasSuffix(strings.ToLower(c.file), ".svg") {
		c.report(Metadata, "<metadata>", code)
	}
	if !isElement(name) {
		c.words(name, prose)
	}
}

// isElement reports the elements of HTML, of drawings, feeds and site maps.
func isElement(name string) bool {
	if within[name] || atom.Lookup([]byte(name)) != 0 {
		return true
	}
	switch name {
	case "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "defs", "use", "symbol", "stop", "lineargradient", "radialgradient", "clippath", "pattern", "marker", "view", "switch",
		"filter", "image", "feed", "entry", "author", "updated", "published", "url", "loc", "lastmod", "urlset", "sitemapindex", "rss", "channel", "item", "guid", "pubdate", "generator", "rights", "category", "subtitle":
		return true
	}
	return false
}

func (c *check) attributes(z *html.Tokenizer, element string, more bool, depth int) {
	strange := !isElement(element)
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		name, v := string(key), string(value)
		if strange {
			c.words(name, prose)
		}
		switch {
		case drawn[name]:
			c.words(v, code)
		case links[name]:
			c.decoded(v, address, depth)
		case named[name]:
			c.decoded(v, code, depth)
		case name == "id":
			c.decoded(v, address, depth)
		case strings.HasPrefix(name, "on"):
			c.script(v, depth)
		case strings.HasPrefix(name, "data-"), name == "content":
			c.words(name, code)
			c.value(v, depth)
		default:
			if name == "srcdoc" || looksLikeMarkup(v) {
				c.markup(v, depth+1)
				continue
			}
			c.decoded(v, prose, depth)
		}
	}
}

// remark looks at a comment. None belongs on a page; in a file that is copied as it
// is its author may want it.
func (c *check) remark(text, raw string, depth int) {
	c.decoded(text, remark, depth)
	if depth > 0 && c.written(raw) {
		return // a text about markup
	}
	if strings.HasPrefix(raw, "<?") || strings.HasPrefix(strings.ToUpper(raw), "<!DOCTYPE") {
		return
	}
	c.reportMild(Comment, strings.TrimSpace(text), remark, c.f.copied[c.file])
}
