package site

import (
	"journal/generator/edition"
	"journal/generator/visibility"
	"journal/generator/words"
)

// undated has the author's pages without a date.
func (p *planner[A]) undated(add func(Page)) {
	for _, page := range p.ed.Pages() {
		add(Page{Address: page.Address, Kind: "page", Listed: page.Listed, View: func() any { return p.pageView(page) }})
	}
}

func (p *planner[A]) pageView(page edition.Page) PageView {
	v := PageView{
		Frame: p.frame("page", "", page.Address, page.Title), Heading: page.Title,
		Body: p.render(root(page.Address), page.Origin(), page.Body), Badge: p.badge(page.Level, page.Why),
	}
	v.Description = page.Summary
	if page.Level == visibility.Unlisted && !v.Owner {
		v.NoIndex, v.Canonical = true, ""
	}
	if page.Lang != "" && page.Lang != p.cfg.Language {
		v.BodyLang = page.Lang
		if dir := words.Direction(page.Lang); dir != v.Dir {
			v.BodyDir = dir
		}
	}
	return v
}

// notFound is served at any depth, so its links begin at the site's root: the
// path of base_url, or "/".
func (p *planner[A]) notFound(add func(Page)) {
	add(Page{Kind: "notfound", file: p.assets.Place.Host.NotFound(), View: func() any { return p.notFoundView() }})
}

func (p *planner[A]) notFoundView() NotFoundView {
	v := NotFoundView{Frame: p.frame("notfound", "", "", p.words.Say("notfound.title")), Heading: p.words.Say("notfound.heading"), Text: p.words.Say("notfound.owner")}
	if !v.Owner {
		v.Text = p.words.Say("notfound.public")
	}
	base := p.cfg.BasePath()
	v.Root, v.Canonical, v.NoIndex = base, "", true
	v.Home = base + p.assets.Place.Whole("")
	if !p.neutral() {
		v.Index = base + "index-of-words/index.html"
	}
	for _, links := range [][]Link{v.Nav, v.Extra, v.Rooms} {
		for i := range links {
			if !isAbsolute(links[i].Href) {
				links[i].Href = base + links[i].Href
			}
		}
	}
	for i := range v.Styles {
		v.Styles[i] = base + v.Styles[i]
	}
	if v.Keys != "" {
		v.Keys, v.Search = base+v.Keys, base+v.Search
	}
	if v.Favicon != "" {
		v.Favicon = base + v.Favicon
	}
	if v.AtomFeed != "" {
		v.AtomFeed, v.JSONFeed = base+v.AtomFeed, base+v.JSONFeed
	}
	return v
}
