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
		t := markdown.Target{Href: root + (&url.URL{Path: d.File.Path}).EscapedPath(), Picture: isPicture(d.File.Path), Title: path.Base(d.File.Path)}
		if t.Picture {
			t.Width, t.Height = pictureSize(p.files[d.File.Path])
		}
		return t
	case d.Address != "":
		return markdown.Target{Href: withFragment(href(root, d.Address), fragment), Title: d.Title}
	}
	return markdown.Target{Href: "#" + fragment}
}

// follow tells where a link leads: to what the edition has, or to a page or a
// file that the site makes itself ("/calendar/2026/", "/feed.xml").
func (p *planner[A]) follow(from edition.Origin, l markdown.Link) (edition.Destination, bool) {
	d, ok := p.ed.Follow(from, l)
	inside, rooted := strings.CutPrefix(l.Target, "/")
	if ok || !rooted {
		return d, ok
	}
	inside = strings.TrimSuffix(inside, "index.html")
	switch {
	case p.made[inside] && !strings.HasSuffix(inside, "/") && inside != "":
		return edition.Destination{File: &edition.File{Path: inside}}, true
	case p.made[inside]:
		return edition.Destination{Address: inside}, true
	case p.made[inside+"/"]:
		return edition.Destination{Address: inside + "/"}, true
	}
	return d, false
}

// madePages are the addresses of all pages and files that the site makes itself.
func (p *planner[A]) madePages() map[string]bool {
	made := map[string]bool{AtomPath: true, JSONPath: true, "robots.txt": true}
	if p.cfg.BaseURL != "" {
		made["sitemap.xml"] = true
	}
	for _, page := range p.pages {
		if page.Listed {
			made[page.Address] = true
		}
	}
	return made
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

// followLinks follows each link of each text once: files that are referred to
// become part of the site, and links that lead nowhere become messages.
func (p *planner[A]) followLinks() diag.List {
	p.made = p.madePages()
	var messages diag.List
	for _, list := range [][]*edition.Entry{p.ed.Entries(), p.ed.Unlisted()} {
		for _, e := range list {
			messages = append(messages, p.followBody(e.Origin(), e.Body)...)
			messages = append(messages, p.followPicture(e)...)
		}
	}
	for _, pursuit := range p.ed.Pursuits() {
		messages = append(messages, p.followBody(pursuit.Origin(), pursuit.Body)...)
	}
	for _, page := range p.ed.Pages() {
		messages = append(messages, p.followBody(page.Origin(), page.Body)...)
	}
	return messages
}

func (p *planner[A]) followBody(from edition.Origin, body *markdown.Document) diag.List {
	if body == nil {
		return nil
	}
	var messages diag.List
	mentioned := map[string]bool{}
	for _, l := range body.Links() {
		d, ok := p.follow(from, l)
		if ok && d.File != nil && d.File.Read != nil {
			messages = append(messages, p.attach(*d.File, l.Pos)...)
		}
		if ok && d.Address != "" && d.Address != from.Address() && !mentioned[d.Address] {
			mentioned[d.Address] = true
			p.mentions[d.Address] = append(p.mentions[d.Address], from.Address())
		}
		if m, wrong := p.linkMessage(l, d, ok); wrong {
			messages = append(messages, m)
		}
	}
	return messages
}

// attach makes a file part of the site, unless one of content/static stands there.
func (p *planner[A]) attach(f edition.File, at diag.Pos) diag.List {
	for _, static := range p.ed.Static() {
		if static.Path == f.Path {
			return diag.List{diag.New("E301", at, "rename one of the two", "content/static has a file that would stand where this one goes: %s", f.Path)}
		}
	}
	p.files[f.Path] = f
	return nil
}

// followPicture follows the image key like a link of the text.
func (p *planner[A]) followPicture(e *edition.Entry) diag.List {
	if e.Image == "" {
		return nil
	}
	l := pictureLink(e)
	d, ok := p.follow(e.Origin(), l)
	if ok && d.File != nil && d.File.Read != nil {
		if messages := p.attach(*d.File, l.Pos); messages != nil {
			return messages
		}
	}
	if m, wrong := p.linkMessage(l, d, ok); wrong {
		return diag.List{m}
	}
	return nil
}

func pictureLink(e *edition.Entry) markdown.Link {
	return markdown.Link{Kind: markdown.Image, Target: e.Image, Text: e.Title, Pos: e.ImageAt}
}

// linkMessage says that a link leads nowhere. It says the same whether there is
// something that this edition does not have or nothing at all.
func (p *planner[A]) linkMessage(l markdown.Link, d edition.Destination, found bool) (diag.Message, bool) {
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
		return body(diag.New("E241", l.Pos, hint, "there is no picture %s", diag.Quote(l.Target))), true
	}
	hint := "it is shown as plain text; check the name, or who may see what it leads to"
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
