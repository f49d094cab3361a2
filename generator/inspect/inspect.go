// Package inspect looks at a finished site as browsers and hosts will: at each page,
// stylesheet and drawing, at what they link to and load, and at each file's name and
// size.
//
// It reads the bytes and knows nothing of how they were made, so it finds what
// templates, files that are copied as they are, and settings do to a site, and not
// only what stands in entries. Links that leave the site are not followed: nothing is
// asked of a network.
//
// Places are those of the site's files. Whoever knows which of the author's files a
// page was made from can point there instead.
package inspect

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"journal/generator/diag"
	"journal/generator/hosting"
)

// Files are a finished site.
type Files interface {
	Paths() []string
	Bytes(path string) ([]byte, error)
}

// Site is what the links of a site are read by.
type Site struct {
	BaseURL string // with a slash at its end, or ""
	Host    hosting.Preset
	Rules   []hosting.Rule // addresses that the host sends on
}

// Finding is something that a file of the site has.
type Finding struct {
	diag.Message        // Pos is a place in the file of the site
	Target       string // the link as it is written, or ""
	Inside       string // the path below the site's root that it leads to, if it is one
}

const (
	codeBroken  = "W521" // a link to a file that the site does not have
	codeAnchor  = "W522" // a link to a place that the page does not have
	codeCase    = "W523" // a link in other capital letters
	codeMixed   = "W524" // something is loaded by http:
	codeMissing = "E525" // something that a page loads is not there
	codeNoAlt   = "W526" // a picture without alternative text
	codeTop     = "W527" // a link from the top of the domain, above the site
)

// Look looks at all files. Errors are of making or reading them.
func Look(files Files, site Site) ([]Finding, error) {
	l := newLook(files, site)
	var sized []hosting.Sized
	for _, p := range l.paths {
		data, err := files.Bytes(p)
		if err != nil {
			return nil, err
		}
		sized = append(sized, hosting.Sized{Path: p, Size: int64(len(data))})
		switch kindOf(p) {
		case "html", "svg":
			l.page(p, data)
		case "css":
			l.style(p, data, 0, data)
		}
	}
	for _, m := range site.Host.Check(sized) {
		l.found = append(l.found, Finding{Message: m})
	}
	if err := l.anchors(files); err != nil {
		return nil, err
	}
	slices.SortStableFunc(l.found, func(a, b Finding) int { return a.Pos.Compare(b.Pos) })
	return gather(l.found), nil
}

// mostAlike is on how many pages the same trouble is told page by page. What is on
// more of them comes from what they share.
const mostAlike = 5

// gather tells once what many pages have.
func gather(found []Finding) []Finding {
	key := func(f Finding) string { return f.Code + "\n" + cmp.Or(f.Inside, f.Target) }
	pages := map[string]int{}
	for _, f := range found {
		pages[key(f)]++
	}
	told := map[string]bool{}
	var all []Finding
	for _, f := range found {
		n := pages[key(f)]
		switch {
		case f.Inside == "" && f.Target == "", n <= mostAlike:
		case told[key(f)]:
			continue
		default:
			told[key(f)] = true
			f.Text += fmt.Sprintf(" (here, and %d times elsewhere)", n-1)
		}
		all = append(all, f)
	}
	return all
}

type look struct {
	site   Site
	paths  []string
	has    map[string]bool
	folded map[string]string
	dirs   map[string]bool
	rules  map[string]bool
	base   *url.URL
	root   string // path of the site on its host, with a slash at both ends
	found  []Finding
	wanted map[string][]anchor // by page
}

// anchor is a link to a place within a page.
type anchor struct {
	finding Finding
	id      string
}

func newLook(files Files, site Site) *look {
	l := &look{site: site, paths: files.Paths(), has: map[string]bool{}, folded: map[string]string{}, dirs: map[string]bool{"": true}, rules: map[string]bool{}, root: "/", wanted: map[string][]anchor{}}
	if u, err := url.Parse(site.BaseURL); err == nil && u.Host != "" {
		l.base, l.root = u, strings.TrimSuffix(u.Path, "/")+"/"
	}
	for _, p := range l.paths {
		l.has[p] = true
		l.folded[hosting.Fold(p)] = p
		for d := path.Dir(p); d != "."; d = path.Dir(d) {
			l.dirs[d] = true
		}
	}
	for _, r := range site.Rules {
		l.rules[r.From] = true
	}
	return l
}

func kindOf(name string) string {
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".html", ".htm":
		return "html"
	case ".svg", ".css":
		return ext[1:]
	}
	return ""
}

// link is one address in a file.
type link struct {
	file   string
	text   string // as it is written
	pos    diag.Pos
	loaded bool   // the browser loads it with the page
	inside string // the path below the site's root
}

// follow checks where a link leads.
func (l *look) follow(k link) {
	text := strings.TrimSpace(k.text)
	u, err := url.Parse(text)
	if err != nil {
		l.say(k, codeBroken, "", "this link cannot be read: %s", diag.Quote(k.text))
		return
	}
	inside, ok := l.inside(k, u)
	if !ok {
		return
	}
	k.inside = inside
	target, note := l.resolve(inside)
	switch {
	case note != "":
		l.say(k, codeCase, "write "+diag.Quote(note), "capital letters make a difference on most hosts, and this link has others than the file: %s", diag.Quote(k.text))
	case target == "" && k.loaded:
		l.say(k, codeMissing, "", "what is loaded here is not there: %s", diag.Quote(k.text))
	case target == "":
		l.say(k, codeBroken, "", "this link leads to nothing that is here: %s", diag.Quote(k.text))
	case u.Fragment != "" && u.Fragment != "top" && !strings.HasPrefix(u.Fragment, ":~:") && kindOf(target) != "":
		m := diag.New(codeAnchor, k.pos, "", "there is no place %s on the page that this link leads to: %s", diag.Quote(u.Fragment), diag.Quote(k.text))
		l.wanted[target] = append(l.wanted[target], anchor{Finding{m, k.text, inside + "#" + u.Fragment}, u.Fragment})
	}
}

// inside gives the path below the site's root that a link leads to. It gives false
// for links that leave the site, and for those that are wrong in themselves.
func (l *look) inside(k link, u *url.URL) (string, bool) {
	switch {
	case u.Scheme == "" && u.Host == "":
	case l.base != nil && u.Host == l.base.Host && (u.Scheme == "" || u.Scheme == "http" || u.Scheme == "https"):
	default:
		if k.loaded && u.Scheme == "http" {
			l.say(k, codeMixed, "load it by https:, or better, put it beside the page", "browsers do not load this on a page that came by https: %s", diag.Quote(k.text))
		}
		return "", false
	}
	if u.Path == "" && u.Host == "" {
		return k.file, true
	}
	if u.Host == "" && !strings.HasPrefix(u.Path, "/") {
		joined := path.Join("/", path.Dir(k.file), u.Path)
		climbs := strings.Count(path.Clean(path.Join("x", path.Dir(k.file))), "/")
		if ups(u.Path) > climbs {
			l.say(k, codeTop, "", "this link leads above the folder of the site: %s", diag.Quote(k.text))
			return "", false
		}
		return withSlash(strings.TrimPrefix(joined, "/"), u.Path), true
	}
	clean := withSlash(path.Clean("/"+u.Path), u.Path)
	inside, ok := strings.CutPrefix(clean, l.root)
	if !ok && clean+"/" == l.root {
		return "", true
	}
	if !ok {
		l.say(k, codeTop, "write it without the leading slash, from the page's own folder", "this link begins at the top of the domain, and the site lives in %s: %s", l.root, diag.Quote(k.text))
		return "", false
	}
	return inside, true
}

// ups is how many folders a relative path goes up at most.
func ups(p string) int {
	depth, most := 0, 0
	for part := range strings.SplitSeq(p, "/") {
		switch part {
		case "", ".":
		case "..":
			depth--
			most = max(most, -depth)
		default:
			depth++
		}
	}
	return most
}

// withSlash keeps the slash at the end that cleaning a path takes away.
func withSlash(clean, written string) string {
	last := path.Base(written)
	if clean != "" && !strings.HasSuffix(clean, "/") && (strings.HasSuffix(written, "/") || last == "." || last == "..") {
		return clean + "/"
	}
	return clean
}

// resolve gives the file that a host shows for a path, or "". note is how the file
// is called where only capital letters differ.
func (l *look) resolve(p string) (file, note string) {
	for _, candidate := range l.candidates(p) {
		if l.has[candidate] || l.rules[candidate] {
			return candidate, ""
		}
	}
	for _, candidate := range l.candidates(p) {
		if there, ok := l.folded[hosting.Fold(candidate)]; ok {
			return there, there
		}
	}
	return "", ""
}

// candidates are the files that a host looks for, in order. A bucket has no index
// pages, and not every host puts an ending to a name.
func (l *look) candidates(p string) []string {
	index := path.Join(p, "index.html")
	switch {
	case p == "" || strings.HasSuffix(p, "/"):
		if l.site.Host.Explicit() && p != "" {
			return nil
		}
		return []string{index}
	case l.site.Host.Explicit():
		return []string{p}
	}
	all := []string{p}
	switch l.site.Host.Name() {
	case "github", "gitlab", "cloudflare", "netlify", "neocities":
		all = append(all, p+".html")
	}
	return append(all, index)
}

// anchors checks the places within pages, each page once.
func (l *look) anchors(files Files) error {
	for _, p := range slices.Sorted(maps.Keys(l.wanted)) {
		if !l.has[p] {
			continue
		}
		data, err := files.Bytes(p)
		if err != nil {
			return err
		}
		ids := idsOf(data)
		for _, a := range l.wanted[p] {
			if !ids[a.id] {
				l.found = append(l.found, a.finding)
			}
		}
	}
	return nil
}

func (l *look) say(k link, code, hint, format string, args ...any) {
	l.found = append(l.found, Finding{diag.New(code, k.pos, hint, format, args...), k.text, k.inside})
}

// at gives the place of a byte of a file.
func at(file string, data []byte, offset int) diag.Pos {
	offset = min(max(offset, 0), len(data))
	line := bytes.Count(data[:offset], []byte("\n")) + 1
	start := bytes.LastIndexByte(data[:offset], '\n') + 1
	return diag.Pos{File: file, Line: line, Col: len([]rune(string(data[start:offset]))) + 1}
}

// Locate finds where a link is written in a source file, be it percent-encoded there
// or not. It gives the file as a whole where it does not find it.
func Locate(file string, source []byte, target string) diag.Pos {
	for _, form := range forms(target) {
		if i := bytes.Index(source, []byte(form)); i >= 0 && form != "" {
			return at(file, source, i)
		}
	}
	return diag.Pos{File: file}
}

func forms(target string) []string {
	all := []string{target}
	if decoded, err := url.PathUnescape(target); err == nil && decoded != target {
		all = append(all, decoded)
	}
	if _, fragment, ok := strings.Cut(target, "#"); ok && fragment != "" {
		all = append(all, "#"+fragment)
	}
	return all
}
