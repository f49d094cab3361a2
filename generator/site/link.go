package site

import (
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"

	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/markdown"
	"journal/generator/media"
	"journal/generator/memo"
)

// render turns a body into HTML whose links are relative to the page.
func (p *planner[A]) render(root string, from edition.Origin, body *markdown.Document) template.HTML {
	if body == nil {
		return ""
	}
	return template.HTML(body.HTML(func(l markdown.Link) markdown.Target { return p.target(root, from, l) }))
}

// target tells package markdown where a link leads. What is not part of the
// edition leads nowhere; only the author is shown that something is missing.
func (p *planner[A]) target(root string, from edition.Origin, l markdown.Link) markdown.Target {
	d, ok := p.follow(from, l)
	if !ok {
		return markdown.Target{Missing: p.ed.ForOwner()}
	}
	fragment := fragmentOf(l, d.Body)
	switch {
	case d.Web != "":
		return markdown.Target{Href: l.Address()}
	case d.File != nil:
		return p.fileTarget(root, p.attached(d.File))
	case d.Address != "":
		return markdown.Target{Href: withFragment(href(root, d.Address), fragment), Title: d.Title}
	}
	return markdown.Target{Href: "#" + fragment}
}

// fileTarget is a file as a page refers to it.
func (p *planner[A]) fileTarget(root string, f edition.File) markdown.Target {
	if !p.takes(f.Path) {
		return markdown.Target{}
	}
	if p.isCleaned(f) {
		pic := p.picture(f)
		if pic.fault != nil {
			return markdown.Target{Missing: p.ed.ForOwner()}
		}
		return p.pictureTarget(root, pic)
	}
	return markdown.Target{Href: root + (&url.URL{Path: f.Path}).EscapedPath(), Picture: isPicture(f.Path), Title: path.Base(f.Path)}
}

// isCleaned reports whether a file is a picture that is published clean.
func (p *planner[A]) isCleaned(f edition.File) bool {
	return f.Read != nil && media.Named(f.Path) && !p.allowed(kindOf(f.Path))
}

// follow tells where a link leads: to what the edition has, or to a page or a
// file that the site makes itself ("/calendar/2026/", "/feed.xml").
func (p *planner[A]) follow(from edition.Origin, l markdown.Link) (edition.Destination, bool) {
	d, ok := p.ed.Follow(from, l)
	inside, rooted := strings.CutPrefix(l.Target, "/")
	if ok || !rooted {
		return d, ok
	}
	if to, ok := p.leadsOn(inside); ok {
		return edition.Destination{Address: to}, true
	}
	inside = strings.TrimSuffix(inside, "index.html")
	if p.makes(inside) {
		return edition.Destination{File: &edition.File{Path: inside}}, true
	}
	for _, address := range []string{inside, inside + "/"} {
		if page, ok := p.page(address); ok && (page.Listed || page.Kind == "unlock") {
			return edition.Destination{Address: address}, true
		}
	}
	return d, false
}

// makes reports whether the site makes a file of the name that is no page.
func (p *planner[A]) makes(name string) bool {
	switch name {
	case AtomPath, JSONPath:
		return p.feeds()
	case "robots.txt":
		return true
	case "sitemap.xml":
		return p.baseURL() != "" && !p.cfg.NoIndex
	}
	return false
}

func withFragment(href, fragment string) string {
	if fragment == "" {
		return href
	}
	return href + "#" + fragment
}

// fragmentOf finds the heading that a fragment names, by its id or its words, or
// the paragraph that ^ names.
func fragmentOf(l markdown.Link, body *markdown.Document) string {
	if l.Fragment == "" || body == nil {
		return l.Fragment
	}
	id, _ := body.Anchor(l.Fragment)
	return id
}

// isPicture reports whether browsers show the file in an <img>.
func isPicture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".bmp":
		return true
	}
	return false
}

// linked is what following the links of a text gives; nil for nothing.
type linked struct {
	messages diag.List
	files    []File
	pictures []picture // those with smaller copies
	leadsTo  []string  // addresses of other pages, each once
}

// followLinks follows each link of each text once: files that are referred to
// become part of the site, and links that lead nowhere become messages.
func (p *planner[A]) followLinks() diag.List {
	var messages diag.List
	take := func(l linked) {
		messages = append(messages, l.messages...)
		for _, f := range l.files {
			p.files[f.Path] = f
		}
		for _, pic := range l.pictures {
			p.scaled[pic.path] = pic
		}
	}
	p.links = p.followEntries("links", p.ed.Entries())
	for _, list := range [][]*linked{p.links, p.followEntries("unlisted links", p.ed.Unlisted())} {
		for _, l := range list {
			if l != nil {
				take(*l)
			}
		}
	}
	for _, pursuit := range p.ed.Pursuits() {
		take(p.followBody(pursuit.Origin(), pursuit.Body))
	}
	for _, page := range p.ed.Pages() {
		take(p.followBody(page.Origin(), page.Body))
	}
	return messages
}

// followEntries remembers where the links of an entry lead, while all lead where
// they led. Those to a place within another page or to a page that the site makes
// itself are followed anew.
func (p *planner[A]) followEntries(stage string, entries []*edition.Entry) []*linked {
	type state struct {
		entry *edition.Entry
		reach *edition.Reach
		anew  *linked
	}
	reach, anew := p.ed.Reach(), &linked{}
	states := make([]state, len(entries))
	for i, linking := range memo.Each(p.memo, p.stage(stage+" of what kind"), memo.Key{}, entries, (*edition.Entry).Linking) {
		switch states[i].entry = entries[i]; linking {
		case edition.LinksOut:
		case edition.LinksInside:
			states[i].reach = reach
		default:
			states[i].reach, states[i].anew = reach, anew
		}
	}
	return memo.Each(p.memo, p.stage(stage), memo.Key{}, states, func(s state) *linked {
		e := s.entry
		l := p.followBody(e.Origin(), e.Body)
		if e.Image != "" {
			p.followLink(&l, e.Origin(), pictureLink(e))
		}
		if l.messages == nil && l.files == nil && l.leadsTo == nil {
			return nil
		}
		return &l
	})
}

func (p *planner[A]) followBody(from edition.Origin, body *markdown.Document) linked {
	var all linked
	if body == nil {
		return all
	}
	for _, l := range body.Links() {
		p.followLink(&all, from, l)
	}
	return all
}

func (p *planner[A]) followLink(all *linked, from edition.Origin, l markdown.Link) {
	d, ok := p.follow(from, l)
	if ok && d.File != nil && !p.attach(all, l, d.File) {
		return
	}
	if ok && d.Address != "" && d.Address != from.Address() && !slices.Contains(all.leadsTo, d.Address) {
		all.leadsTo = append(all.leadsTo, d.Address)
	}
	if m, wrong := p.linkMessage(from, l, d, ok); wrong {
		all.messages = append(all.messages, m)
	}
}

// attach takes a file that a text refers to. It gives false where the file cannot
// be part of the site, and says why.
func (p *planner[A]) attach(all *linked, l markdown.Link, to *edition.File) bool {
	f := p.attached(to)
	_, static := p.static[to.Path]
	switch {
	case static && to.Read != nil:
		all.messages = append(all.messages, diag.New("E301", l.Pos, "rename one of the two", "content/static has a file that would stand where this one goes: %s", to.Path))
		return false
	case p.isCleaned(f) && p.takes(f.Path):
		return p.attachPicture(all, l, p.picture(f), static)
	case !p.takes(f.Path):
		all.messages = append(all.messages, body(p.notTaken(l.Pos, f.Path, "the link to it is shown as plain text")))
		return false
	case f.Read == nil, static:
		return true
	}
	if m, wrong := p.refused(l.Pos, f.Path); wrong {
		all.messages = append(all.messages, body(m))
		return false
	}
	all.files = append(all.files, File{Path: f.Path, Read: f.Read})
	return true
}

// attachPicture takes a picture, with its smaller copies where it is shown.
func (p *planner[A]) attachPicture(all *linked, l markdown.Link, pic picture, static bool) bool {
	if pic.fault != nil {
		if !static { // which was said already
			all.messages = append(all.messages, body(pic.message(l.Pos, l.Target)))
		}
		return false
	}
	files := p.pictureFiles(pic)
	if l.Kind != markdown.Image && l.Kind != markdown.Embed {
		files = files[:1]
	} else if len(files) > 1 {
		all.pictures = append(all.pictures, pic)
	}
	all.files = append(all.files, files...)
	return true
}

// gatherMentions gives the listed entries that link to an address, in order.
func (p *planner[A]) gatherMentions() map[string][]*edition.Entry {
	mentions := map[string][]*edition.Entry{}
	for i, l := range p.links {
		if l == nil {
			continue
		}
		for _, address := range l.leadsTo {
			mentions[address] = append(mentions[address], p.ed.Entries()[i])
		}
	}
	return mentions
}

func pictureLink(e *edition.Entry) markdown.Link {
	return markdown.Link{Kind: markdown.Image, Target: e.Image, Text: e.Title, Pos: e.ImageAt}
}

// linkMessage says that a link leads nowhere. It says the same whether there is
// something that this edition does not have or nothing at all.
func (p *planner[A]) linkMessage(from edition.Origin, l markdown.Link, d edition.Destination, found bool) (diag.Message, bool) {
	if found && l.Fragment != "" && d.Body != nil && fragmentOf(l, d.Body) == "" {
		return body(diag.New("W242", l.Pos, "", "there is no heading %s on that page; the link leads to its beginning", diag.Quote(l.Fragment))), true
	}
	if found && d.Web != "" && l.Kind == markdown.Image {
		hint := "save the picture beside the entry and refer to it by its name; pages load nothing from elsewhere"
		return body(diag.New("W243", l.Pos, hint, "this picture lies on another site, so it is shown as a link")), true
	}
	if found {
		return diag.Message{}, false
	}
	if l.Kind == markdown.Image || l.Kind == markdown.Embed && isPicture(l.Target) {
		hint := "check the name and its letter case; pictures stand beside the entry or below content/static"
		if there := p.ed.Spelt(from, l.Target); there != "" {
			hint = "did you mean " + diag.Quote(there) + "? Capital letters make a difference on most hosts"
		}
		return body(diag.New("E241", l.Pos, hint, "there is no picture %s", diag.Quote(l.Target))), true
	}
	hint := "it is shown as plain text; check the name, or who may see what it leads to"
	if there := p.ed.Spelt(from, l.Target); there != "" {
		hint = "did you mean " + diag.Quote(there) + "? Capital letters make a difference on most hosts"
	}
	return body(diag.New("W240", l.Pos, hint, "this link leads to nothing that is here: %s", diag.Quote(l.Target))), true
}

func body(m diag.Message) diag.Message {
	m.Body = true
	return m
}

// webLink is an address of the author's if it leads to a page or a letter box;
// what could run code is no link.
func webLink(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto", "tel":
		return address
	}
	return ""
}

// isAbsolute reports whether a link leaves the site or begins at its root.
func isAbsolute(href string) bool {
	return strings.HasPrefix(href, "/") || slices.ContainsFunc([]string{"http:", "https:", "mailto:", "tel:"}, func(s string) bool { return strings.HasPrefix(href, s) })
}
