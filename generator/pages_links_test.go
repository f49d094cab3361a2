package generator_test

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// pagesLinks finds what does not resolve: each address on each page and in each
// stylesheet is a file of the site, each fragment an id on the page it leads to,
// and nothing is loaded from elsewhere.
func pagesLinks(s pagesSite) []string {
	var wrong []string
	for _, page := range s.paths() {
		for _, n := range elements(s.pages[page]) {
			for _, address := range loadedBy(n) {
				if trouble := s.loads(page, address); trouble != "" {
					wrong = append(wrong, fmt.Sprintf("%s: %s: %s", page, tag(n), trouble))
				}
			}
			if address, ok := attribute(n, "href"); ok && n.Data == "a" {
				if trouble := s.leads(page, address); trouble != "" {
					wrong = append(wrong, fmt.Sprintf("%s: %s: %s", page, tag(n), trouble))
				}
			}
		}
	}
	return append(wrong, s.stylesheetLinks()...)
}

// loadedBy are the addresses that a browser loads because of an element.
func loadedBy(n *html.Node) []string {
	var addresses []string
	for _, a := range n.Attr {
		switch {
		case a.Key == "src" || a.Key == "poster" || a.Key == "data":
			addresses = append(addresses, a.Val)
		case a.Key == "href" && n.Data == "link" && valueOf(n, "rel") != "canonical",
			a.Key == "href" && (n.Data == "image" || n.Data == "use"):
			addresses = append(addresses, a.Val)
		case a.Key == "srcset":
			for candidate := range strings.SplitSeq(a.Val, ",") {
				if words := strings.Fields(candidate); len(words) > 0 {
					addresses = append(addresses, words[0])
				}
			}
		}
	}
	return addresses
}

// noFavicon is the icon of a page without one: browsers load nothing for it, and do not
// ask for /favicon.ico.
const noFavicon = "data:,"

func (s pagesSite) loads(page, address string) string {
	if address == noFavicon {
		return ""
	}
	if u, err := url.Parse(address); err != nil || u.Scheme != "" || u.Host != "" {
		return "loads from elsewhere"
	}
	return s.leads(page, address)
}

// leads says what is wrong with a link, or nothing.
func (s pagesSite) leads(page, address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "is no address"
	}
	switch u.Scheme {
	case "":
	case "http", "https", "mailto", "tel":
		return ""
	default:
		return "has the scheme " + u.Scheme
	}
	file, ok := s.resolve(page, u)
	if !ok {
		return "is not relative"
	}
	if _, ok := s.files[file]; !ok {
		return "leads to " + file + ", which is not there"
	}
	if doc := s.pages[file]; doc != nil && u.Fragment != "" && !hasID(doc, u.Fragment) {
		return "no id " + u.Fragment + " on " + file
	}
	return ""
}

// resolve is the file that an address on a page means. Only the page for what is
// not found, which is served at any address, has links from the site's root.
func (s pagesSite) resolve(page string, u *url.URL) (string, bool) {
	if u.Host != "" {
		return "", false
	}
	if u.Path == "" {
		return page, true
	}
	if !strings.HasPrefix(u.Path, "/") {
		return path.Join(path.Dir(page), u.Path), page != "404.html"
	}
	root := "/"
	if base, err := url.Parse(s.base); err == nil && base.Path != "" {
		root = base.Path
	}
	file, ok := strings.CutPrefix(u.Path, root)
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	return file, ok && page == "404.html"
}

func hasID(doc *html.Node, id string) bool {
	for _, n := range elements(doc) {
		if valueOf(n, "id") == id {
			return true
		}
	}
	return false
}

var cssAddress = regexp.MustCompile(`url\(\s*["']?([^"')]*)|@import`)

func (s pagesSite) stylesheetLinks() []string {
	var wrong []string
	for file, text := range s.files {
		if path.Ext(file) != ".css" {
			continue
		}
		for _, m := range cssAddress.FindAllStringSubmatch(text, -1) {
			if m[1] == "" || s.loads(file, m[1]) != "" {
				wrong = append(wrong, fmt.Sprintf("%s: %s: %s", file, m[0], s.loads(file, m[1])))
			}
		}
	}
	return wrong
}

// pagesUnlisted finds an unlisted page's address in a file other than its own.
func pagesUnlisted(s pagesSite) []string {
	if !s.public {
		return nil
	}
	var wrong []string
	for _, page := range s.paths() {
		if page == "404.html" || !s.noIndex(page) {
			continue
		}
		folder := path.Dir(page)
		for file, text := range s.files {
			if path.Dir(file) != folder && strings.Contains(text, path.Base(folder)) {
				wrong = append(wrong, file+" tells the address of the unlisted "+page)
			}
		}
	}
	return wrong
}

func (s pagesSite) noIndex(page string) bool {
	for _, n := range elements(s.pages[page], "meta") {
		if valueOf(n, "name") == "robots" && strings.Contains(valueOf(n, "content"), "noindex") {
			return true
		}
	}
	return false
}
