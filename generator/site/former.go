package site

import (
	"path"
	"slices"
	"strings"

	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/hosting"
	"journal/generator/words"
)

// Redirect is a page that sends readers of a former address on.
type Redirect struct {
	Path      string // its file
	Href      string // link to the page, relative
	Title     string // of the page
	TitleLang string // of the title, or "" if it is that of the redirect
	Lang, Dir string
	Heading   string
	Text      string // before the link
	Canonical string // absolute address of the page, or ""
	Policy    string
}

// Redirects are the pages at former addresses, by path.
func (s Site[A]) Redirects() []Redirect { return s.redirects }

// Rules are the former addresses that the host itself sends on, by path.
func (s Site[A]) Rules() []hosting.Rule { return s.rules }

// former settles which former addresses answer, and how. An address that is a page's
// or a file's own is that; one that an author wrote down and that cannot answer is an
// error, but only in the edition of strangers: where more is seen, more has addresses.
func (p *planner[A]) former() (redirects []Redirect, rules []hosting.Rule, messages diag.List) {
	wanted := p.ed.Former()
	if len(wanted) == 0 {
		return nil, nil, nil
	}
	c := p.claimsOf(wanted)
	var all []hosting.Rule
	settled := map[string]edition.Former{}
	for _, written := range []bool{true, false} { // what an author wrote comes first
		for _, f := range wanted {
			if (f.Pos.Line > 0) != written {
				continue
			}
			by, free := c.claim(f)
			switch {
			case free:
				settled[f.File] = f
				all = append(all, hosting.Rule{From: f.File, To: f.To})
			case by != "" && written && p.ed.ForStrangers():
				messages = append(messages, diag.New("E143", f.Pos, "take it out, or give the other a new address",
					"this former address is that of something else: /%s", by))
			}
		}
	}
	p.leading = settled
	if !p.ed.ForStrangers() && !p.ed.ForOwner() {
		return nil, nil, messages // a circle reads pages of strangers at their own address
	}
	slices.SortFunc(all, func(a, b hosting.Rule) int { return strings.Compare(a.From, b.From) })
	rules, pages := p.assets.Place.Host.Divide(p.cfg.BaseURL, all)
	for _, r := range pages {
		redirects = append(redirects, p.redirect(settled[r.From]))
	}
	return redirects, rules, messages
}

// claims are the names that are taken, as disks see them that do not tell capital
// letters apart.
type claims[A edition.Audience] struct {
	planner *planner[A]
	files   map[string]string // what leads there, or "" for a file of the site
	folders map[string]string // as they are written
}

func (p *planner[A]) claimsOf(wanted []edition.Former) claims[A] {
	c := claims[A]{p, map[string]string{}, map[string]string{}}
	take := func(file string) {
		c.files[hosting.Fold(file)] = ""
		c.enter(file)
	}
	for file := range p.files {
		take(file)
	}
	for _, name := range []string{AtomPath, JSONPath, "sitemap.xml", "robots.txt", "404.html", "not_found.html"} {
		take(name)
	}
	if slices.ContainsFunc(wanted, func(f edition.Former) bool { return f.File != strings.ToLower(f.File) }) {
		for _, page := range p.allPages() {
			c.enter(page.Path())
		}
	}
	return c
}

// enter notes the folders above a file.
func (c claims[A]) enter(file string) {
	for d := path.Dir(file); d != "."; d = path.Dir(d) {
		c.folders[hosting.Fold(d)] = d
	}
}

// claim takes an address, if it is free. Where it is not, by says whose it is; "" is
// the same page by another way, which is nobody's mistake.
func (c claims[A]) claim(f edition.Former) (by string, free bool) {
	fold := hosting.Fold(f.File)
	if to, taken := c.files[fold]; taken {
		if to == f.To {
			return "", false
		}
		return f.File, false
	}
	if page, ok := c.planner.pageAt(fold); ok {
		if page.Address == f.To && page.Kind != "notfound" {
			return "", false
		}
		return fold, false
	}
	if d, taken := c.folders[fold]; taken {
		return d + "/", false
	}
	for d := path.Dir(f.File); d != "."; d = path.Dir(d) {
		folded := hosting.Fold(d)
		if _, taken := c.files[folded]; taken {
			return d, false
		}
		if there, ok := c.folders[folded]; ok && there != d {
			return there + "/", false
		}
		if _, ok := c.planner.pageAt(folded); ok {
			return d, false
		}
	}
	c.files[fold] = f.To
	c.enter(f.File)
	return "", true
}

// redirectPolicy lets a redirect load nothing.
const redirectPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'"

// redirect is the page at a former address. It speaks the language of the text.
func (p *planner[A]) redirect(f edition.Former) Redirect {
	say, lang := p.words, p.cfg.Language
	if f.Lang != "" && f.Lang != lang && p.assets.Speak != nil {
		if other := p.assets.Speak(f.Lang); other != nil {
			say, lang = other, f.Lang
		}
	}
	r := Redirect{
		Path: f.File, Href: href(strings.Repeat("../", strings.Count(f.File, "/")), f.To), Title: f.Title, Lang: lang, Dir: words.Direction(lang),
		Heading: say.Say("redirect.heading"), Text: say.Say("redirect.text"), Policy: redirectPolicy,
	}
	if f.Lang != "" && f.Lang != lang {
		r.TitleLang = f.Lang
	}
	if base := p.baseURL(); base != "" {
		r.Canonical = base + p.assets.Place.Whole(f.To)
	}
	return r
}

// leadsOn gives the page to which a former address leads, written from the root.
func (p *planner[A]) leadsOn(inside string) (string, bool) {
	if len(p.leading) == 0 {
		return "", false
	}
	trimmed := strings.TrimSuffix(inside, "/")
	for _, file := range []string{inside, trimmed + "/index.html", trimmed} {
		if f, ok := p.leading[file]; ok {
			return f.To, true
		}
	}
	return "", false
}
