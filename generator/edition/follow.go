package edition

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"html"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"journal/generator/journal"
	"journal/generator/markdown"
	"journal/generator/media"
	"journal/generator/memo"
	"journal/generator/pseudonym"
	"journal/generator/slug"
)

// Origin is where a link stands.
type Origin struct {
	from    string // the source file
	address string // the page
}

// Address is the page that the link stands on, site-relative.
func (o Origin) Address() string { return o.address }

// Origin is where the entry's links stand.
func (e *Entry) Origin() Origin { return Origin{e.from, e.Address} }

// Linking is what has to stay the same, so that an entry's links lead where they
// led.
type Linking uint8

const (
	LinksOut    Linking = iota // the entry; all its links, if any, leave the site or stay on the page
	LinksInside                // and the edition's Reach
	LinksDeeper                // and what is on other pages, or which pages the site makes itself
)

// Linking tells what the entry's links depend on.
func (e *Entry) Linking() Linking { return e.linking }

func linkingOf(e *Entry) Linking {
	linking := LinksOut
	if e.Image != "" {
		linking = linkingBy(e.Image, "")
	}
	for _, l := range e.Body.Links() {
		linking = max(linking, linkingBy(strings.TrimSpace(l.Target), l.Fragment))
	}
	return linking
}

func linkingBy(target, fragment string) Linking {
	switch {
	case target == "", isWeb(target):
		return LinksOut
	case fragment != "", strings.HasPrefix(target, "/"):
		return LinksDeeper
	}
	return LinksInside
}

// Origin is where the page's links stand.
func (p Page) Origin() Origin { return Origin{p.from, p.Address} }

// Origin is where the links of the pursuit's story stand.
func (p *Pursuit) Origin() Origin { return Origin{p.from, p.Address} }

// Destination is where a link leads: one of Web, Address and File is set, or
// none, if it only names a place on its own page.
type Destination struct {
	Web     string             // an address outside the site, as written
	Address string             // a page of this edition, site-relative
	File    *File              // a file beside the entry
	Title   string             // of the page
	Body    *markdown.Document // of the page, to find a heading in
}

// index finds pages and files by what authors write into links. It holds only
// what the edition holds; a file beside an entry is found, and so published,
// when an admitted text refers to it.
type index struct {
	entries *entryNames
	rest    *names // pursuits and undated pages
	beside  map[string]journal.Input
	spelt   map[string]string   // paths of files beside entries, by path in any letter case
	bases   map[string][]string // paths of files beside entries by base name
	static  map[string]bool
	names   *pseudonym.Names // of an edition that replaces them
	asIs    []string         // kinds of files that are published as they are
}

func newIndex(a *admission, entries []*Entry, pursuits []*Pursuit, pages []Page) *index {
	x := &index{
		entries: namesOf(a.memo, a.stage+"names", entries), rest: newNames(len(pursuits) + len(pages)),
		beside: map[string]journal.Input{}, spelt: map[string]string{}, bases: map[string][]string{}, static: map[string]bool{}, names: a.names(),
		asIs: a.journal.Config.Privacy.Attachments,
	}
	for _, p := range pursuits {
		x.rest.add(p.from, Destination{Address: p.Address, Title: p.Title, Body: p.Body}, p.called)
	}
	for _, p := range pages {
		x.rest.add(p.from, Destination{Address: p.Address, Title: p.Title, Body: p.Body}, p.called)
	}
	if len(a.journal.Beside) > 0 {
		x.addFiles(a.journal.Beside, a.homes())
	}
	for _, in := range a.journal.Static {
		x.static[strings.TrimPrefix(in.Path, "content/static/")] = true
	}
	return x
}

// Spelt tells how a file is called that differs from what a link says in capital
// letters alone, or "".
func (e Edition[A]) Spelt(from Origin, target string) string {
	wanted := foldName(path.Join(path.Dir(from.from), target))
	if p, ok := e.index.spelt[wanted]; ok {
		return path.Join(path.Dir(target), path.Base(p))
	}
	for name := range e.index.static {
		if strings.EqualFold("/"+name, "/"+strings.TrimPrefix(target, "/")) {
			return "/" + name
		}
	}
	return ""
}

func (x *index) addFiles(beside map[string]journal.Input, homes map[string]bool) {
	for _, p := range slices.Sorted(maps.Keys(beside)) {
		composed := norm.NFC.String(p)
		if _, taken := x.beside[composed]; taken {
			continue // two spellings of one name: the first stands for both
		}
		x.beside[composed] = beside[p]
		x.spelt[foldName(composed)] = cmp.Or(x.spelt[foldName(composed)], composed)
		if base := foldName(path.Base(p)); !homes[path.Dir(p)] {
			x.bases[base] = append(x.bases[base], composed)
		}
	}
	for _, paths := range x.bases {
		slices.Sort(paths)
	}
}

// page gives the page made from the file with the path, letter case aside.
func (x *index) page(path string) (Destination, bool) {
	folded := foldName(path)
	if found := x.rest.pages[folded]; len(found) > 0 {
		return found[0].Destination, true
	}
	return x.entries.page(folded)
}

// named gives the files that a name stands for.
func (x *index) named(name string) []string {
	folded := foldName(name)
	return slices.Concat(x.entries.named(folded), x.rest.names[folded])
}

func (x *index) hasRoute(address string) bool {
	return x.rest.routes[address] != "" || x.entries.hasRoute(address)
}

// homes are the folders that texts lie in. A picture that lies beside a text is
// found by its bare name from that folder and those below it alone: a name that two folders have
// must not publish the picture of a private entry.
func (a *admission) homes() map[string]bool {
	homes := map[string]bool{}
	for _, e := range a.journal.Entries {
		homes[path.Dir(e.Path)] = true
	}
	for _, p := range a.journal.Pages {
		homes[path.Dir(p.Path)] = true
	}
	return homes
}

// Follow tells where a link leads in this edition, and whether there is such a
// thing. What was not admitted is not there.
func (e Edition[A]) Follow(from Origin, l markdown.Link) (Destination, bool) {
	return e.index.follow(from, l)
}

// Reach is the same pointer for two editions only if links lead to the same places
// in both, apart from places within entries.
type Reach struct {
	names *struct{ _ byte }
	rest  memo.Key
}

// Reach tells whether links have to be followed again.
func (e Edition[A]) Reach() *Reach { return e.reach }

func (a *admission) reach(entries *entryNames) *Reach {
	return memo.Next(a.memo, a.stage+"reach", func(before *Reach) *Reach {
		now := &Reach{entries.shape, a.key(string(a.journal.Rest[:]))}
		if before != nil && *before == *now {
			return before
		}
		return now
	})
}

func (x *index) follow(from Origin, l markdown.Link) (Destination, bool) {
	target := strings.TrimSpace(l.Target)
	switch {
	case target == "":
		return x.samePage(from, l), l.Fragment != "" || l.Kind == markdown.Inline
	case isWeb(target):
		return Destination{Web: target}, true
	}
	target = strings.ReplaceAll(target, `\`, "/") // as Windows writes paths
	switch {
	case l.Kind == markdown.Wiki || l.Kind == markdown.Embed:
		return x.byName(from, target)
	case strings.HasPrefix(target, "/"):
		return x.fromRoot(from, strings.TrimPrefix(target, "/"))
	}
	return x.byPath(from, path.Join(path.Dir(from.from), target))
}

// samePage is a link to a heading of its own page.
func (x *index) samePage(from Origin, l markdown.Link) Destination {
	if l.Fragment == "" {
		return Destination{}
	}
	d, _ := x.page(from.from)
	return Destination{Body: d.Body}
}

// isWeb reports whether a target leaves the site. Schemes that could run code
// have been dropped by package markdown.
func isWeb(target string) bool {
	if strings.HasPrefix(target, "//") {
		return true
	}
	scheme, _, ok := strings.Cut(target, ":")
	if !ok {
		return false
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto", "tel", "sms", "geo", "xmpp", "ftp":
		return true
	}
	return false
}

func (x *index) byPath(from Origin, p string) (Destination, bool) {
	if strings.HasPrefix(p, "../") || p == ".." {
		return Destination{}, false
	}
	for _, candidate := range []string{p, p + ".md", p + ".markdown", p + "/index.md"} {
		if d, ok := x.page(candidate); ok {
			return d, true
		}
	}
	if in, ok := x.beside[norm.NFC.String(p)]; ok {
		return x.file(from, in), true
	}
	if static, ok := strings.CutPrefix(p, "content/static/"); ok && x.static[static] {
		return Destination{File: &File{Path: static}}, true
	}
	return Destination{}, false
}

// fromRoot reads a target that begins at the site's or the content's root.
func (x *index) fromRoot(from Origin, p string) (Destination, bool) {
	clean := path.Clean(p)
	address := strings.TrimSuffix(strings.TrimSuffix(clean, "index.html"), "/") + "/"
	if x.hasRoute(address) {
		return Destination{Address: address}, true
	}
	if x.static[clean] {
		return Destination{File: &File{Path: clean}}, true
	}
	if d, ok := x.byPath(from, path.Join("content", clean)); ok {
		return d, true
	}
	return x.byPath(from, clean)
}

// byName reads [[a name]]: a path from the root or the own folder, else the
// nearest file or page of that name. Which one is nearest does not depend on
// those that are farther away.
func (x *index) byName(from Origin, name string) (Destination, bool) {
	for _, p := range []string{path.Join(path.Dir(from.from), name), path.Join("content", name), path.Clean(name)} {
		if d, ok := x.byPath(from, p); ok {
			return d, true
		}
	}
	if p, ok := x.spelt[foldName(path.Join(path.Dir(from.from), name))]; ok {
		return x.file(from, x.beside[p]), true
	}
	for _, called := range []string{strings.TrimSuffix(path.Base(name), ".md"), name} {
		if found := x.named(called); len(found) > 0 {
			return x.page(nearest(from.from, found))
		}
	}
	if files := x.bases[foldName(path.Base(name))]; len(files) > 0 {
		return x.file(from, x.beside[nearest(from.from, files)]), true
	}
	for folder := path.Dir(path.Dir(from.from)); folder != "."; folder = path.Dir(folder) {
		if p, ok := x.spelt[foldName(path.Join(folder, name))]; ok {
			return x.file(from, x.beside[p]), true
		}
	}
	return Destination{}, false
}

// nearest picks the path that shares most folders with from, then the shortest,
// then the first.
func nearest(from string, paths []string) string {
	return slices.MinFunc(paths, func(a, b string) int {
		return cmp.Or(cmp.Compare(shared(from, b), shared(from, a)), cmp.Compare(len(a), len(b)), strings.Compare(a, b))
	})
}

// shared counts the folders that two paths have in common.
func shared(a, b string) int {
	x, y := strings.Split(path.Dir(a), "/"), strings.Split(path.Dir(b), "/")
	n := 0
	for n < min(len(x), len(y)) && x[n] == y[n] {
		n++
	}
	return n
}

// file is a file beside an entry, as it is copied beside the entry's page. A
// name that is not fit for an address gets a hash of the content, so that two
// files never meet in one; so does a file of another folder, whose name may say
// more than the text that shows it, and one whose name names somebody.
func (x *index) file(from Origin, in journal.Input) Destination {
	base := path.Base(in.Path)
	ext := path.Ext(base)
	stem := strings.TrimSuffix(base, ext)
	name, ext := slug.Make(stem, "en"), strings.ToLower(ext)
	if name+ext != base || path.Dir(in.Path) != path.Dir(from.from) || x.names.InAddress(base) {
		name = cmp.Or(x.names.Address(name, "en"), "file") + "-" + contentHash(x.read(in))
	}
	return Destination{File: &File{Path: from.address + name + ext, Read: x.read(in), Version: x.versionOf(in), from: in.Path}}
}

// contentHash tells files apart, by what is published of them. One that cannot be read
// fails where it is copied.
func contentHash(read func() ([]byte, error)) string {
	content, _ := read()
	return fmt.Sprintf("%x", sha256.Sum256(content))[:8]
}

// read reads a file as this audience reads it: texts and drawings under public names.
// What the author lets strangers have as it is, is as it is.
func (x *index) read(in journal.Input) func() ([]byte, error) {
	kind := strings.ToLower(strings.TrimPrefix(path.Ext(in.Path), "."))
	if x.names == nil || slices.ContainsFunc(x.asIs, func(k string) bool { return strings.EqualFold(strings.TrimPrefix(k, "."), kind) }) {
		return in.Read
	}
	return func() ([]byte, error) {
		content, err := in.Read()
		if err != nil || !utf8.Valid(content) {
			return content, err
		}
		if media.Named(in.Path) {
			return media.Renamed(content, x.names), nil
		}
		return []byte(replaceIn(x.names, string(content))), nil
	}
}

// replaceIn puts public names into a file of text. Letters that stand as entities
// become letters first, where a name is among them.
func replaceIn(names *pseudonym.Names, text string) string {
	if strings.Contains(text, "&") && names.In(html.UnescapeString(text)) {
		text = entity.ReplaceAllStringFunc(text, func(s string) string {
			if sign := html.UnescapeString(s); !strings.ContainsAny(sign, `&<>"'`) {
				return sign
			}
			return s // which may be part of a language
		})
	}
	return names.Replace(text)
}

var entity = regexp.MustCompile(`&[A-Za-z][A-Za-z0-9]*;`)

// versionOf names what an input reads as, without its bytes.
func (x *index) versionOf(in journal.Input) memo.Key {
	return memo.KeyOf("file", []byte(in.Path), in.Version(), x.names.Version())
}
