package generator_test

import (
	"strings"

	"golang.org/x/net/html"
)

// elements are a node's descendants with one of the names, in order; all without
// a name.
func elements(n *html.Node, names ...string) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		if len(names) == 0 {
			found = append(found, d)
		}
		for _, name := range names {
			if d.Data == name {
				found = append(found, d)
			}
		}
	}
	return found
}

// attribute is an attribute's value and whether it is there.
func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val, true
		}
	}
	return "", false
}

func valueOf(n *html.Node, name string) string {
	v, _ := attribute(n, name)
	return v
}

func hasClass(n *html.Node, class string) bool {
	for _, c := range strings.Fields(valueOf(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

// within reports whether the node or one around it fits.
func within(n *html.Node, fits func(*html.Node) bool) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && fits(n) {
			return true
		}
	}
	return false
}

func inSVG(n *html.Node) bool {
	return within(n.Parent, func(n *html.Node) bool { return n.Data == "svg" })
}

// textOf is a node's text with single blanks.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// kindOf is the kind of a page, as its body's class says.
func kindOf(doc *html.Node) string {
	for _, body := range elements(doc, "body") {
		for _, class := range strings.Fields(valueOf(body, "class")) {
			if kind, ok := strings.CutPrefix(class, "k-"); ok {
				return kind
			}
		}
	}
	return ""
}

// tag is how a message shows an element.
func tag(n *html.Node) string {
	var b strings.Builder
	b.WriteString("<" + n.Data)
	for _, a := range n.Attr {
		b.WriteString(" " + a.Key + "=\"" + a.Val + "\"")
	}
	text := []rune(b.String() + ">" + textOf(n))
	return string(text[:min(len(text), 160)])
}
