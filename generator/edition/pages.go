package edition

import (
	"cmp"
	"slices"
	"strings"

	"journal/generator/journal"
	"journal/generator/visibility"
)

// pages admits undated pages, by weight and title.
func (a *admission) pages() []Page {
	var pages []Page
	for _, published := range []bool{true, false} {
		for _, j := range a.journal.Pages {
			if (j.Visible.Level >= visibility.Unlisted) == published && a.admits(j.Visible.Level, j.Front.Audience) {
				pages = append(pages, a.page(j, published))
			}
		}
	}
	weights := map[string]int{}
	for _, j := range a.journal.Pages {
		weights[j.Path] = j.Front.Weight
	}
	slices.SortStableFunc(pages, func(x, y Page) int {
		return cmp.Or(cmp.Compare(weights[x.from], weights[y.from]), strings.Compare(x.Title, y.Title), strings.Compare(x.from, y.from))
	})
	return pages
}

func (a *admission) page(j *journal.Page, published bool) Page {
	name := cmp.Or(a.address(j.Slug, j.Front.Lang, "page"), "page")
	if j.Visible.Level == visibility.Unlisted {
		name += "-" + a.linkHash(j.Path)
	}
	if reservedRoute(name) {
		name += "-page"
	}
	body, said := a.body(j.Text)
	a.messages = append(a.messages, said...)
	p := Page{
		Title: cmp.Or(a.spoken(j.Front.Title.S), body.Title(), a.names().ReplaceNamed(humanize(j.Path)), a.journal.Config.Words.Say("page.untitled")), Address: a.claim("", name, j.Path, published),
		Summary: a.spoken(j.Front.Summary), Lang: j.Front.Lang,
		Body: body, Tags: a.tagsOf(j.Front.Tags), Level: j.Visible.Level,
		Listed: a.own || j.Visible.Level != visibility.Unlisted, from: j.Path, aliases: j.Front.Aliases,
	}
	if p.Summary == "" && a.quotes(j.Visible.Level) {
		p.Summary = body.Summary(summaryLength)
	}
	if a.desk {
		p.Why, p.Source = j.Visible.Why, j.Path
	}
	if !a.own {
		a.messages = append(a.messages, a.checkNamed(j.Path, j.Text, j.Front.Title.S, j.Front.Summary)...)
	}
	p.called = cmp.Or(spoken(j.Front.Title.S), j.Text.Cut.Title(), p.Title)
	return p
}

// reservedRoute reports whether the site itself has pages under the name.
func reservedRoute(slug string) bool {
	switch slug {
	case "entries", "pursuits", "steps", "timeline", "calendar", "reviews", "feedback", "people", "tags", "index-of-words", "book", "assets", "files", "letters", "search", "twins", "given", "helped", "around", "s":
		return true
	}
	return false
}
