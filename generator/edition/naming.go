package edition

import (
	"cmp"
	"path"

	"journal/generator/diag"
	"journal/generator/frontmatter"
	"journal/generator/journal"
	"journal/generator/markdown"
	"journal/generator/pseudonym"
	"journal/generator/slug"
)

// names are those that have to be replaced; none in the author's edition.
func (a *admission) names() *pseudonym.Names {
	if a.own {
		return nil
	}
	return a.journal.Names
}

func (a *admission) replace(line string) string { return a.names().Replace(line) }

// id gives an id of the author's as this audience reads it. Two that become one are
// one to this audience.
func (a *admission) id(id string) string {
	if !a.names().InAddress(id) {
		return id
	}
	return cmp.Or(a.names().Address(slug.Make(id, "en"), "en"), "somebody")
}

// address gives the last part of an address, as package slug made it.
func (a *admission) address(part, lang, otherwise string) string {
	if !a.names().InAddress(part) {
		return part
	}
	return cmp.Or(a.names().Address(part, cmp.Or(lang, a.journal.Config.Language)), otherwise)
}

// web gives an address outside the site, unless it names somebody.
func (a *admission) web(address string) string {
	if a.names().InAddress(address) {
		return ""
	}
	return address
}

// tag gives a tag as this audience reads it.
func (a *admission) tag(tag string) string {
	if a.names() == nil {
		return tag
	}
	return a.names().Tag(tag)
}

// body gives the text this audience reads. The author's own has real names, and
// marks them where it is shown.
func (a *admission) body(t journal.Text) (*markdown.Document, diag.List) {
	names := a.journal.Names
	switch {
	case names == nil && a.own:
		return t.Whole, nil
	case names == nil:
		return t.Cut, nil
	case a.own && !a.desk:
		return t.Whole, nil
	case a.own:
		return t.Whole.ShownAs(func() *markdown.Document {
			if !t.Whole.Mentions(names) {
				return t.Whole
			}
			marked, _ := t.Named(true, markdown.Naming{Names: names, Mark: true})
			return marked
		}), nil
	case !t.Cut.Mentions(names):
		return t.Cut, nil
	}
	named, messages := t.Named(false, markdown.Naming{Names: names})
	return named, ofNames(messages)
}

// ofNames keeps the messages that are about names; the others were given when the
// text was read.
func ofNames(messages diag.List) diag.List {
	var about diag.List
	for _, m := range messages {
		if m.Code == "W236" {
			about = append(about, m)
		}
	}
	return about
}

// checkNamed refuses to publish a text that names somebody whose public name is not
// decided, and one that names somebody as such who is not in people.toml. lines are
// those of its front matter that are published.
func (a *admission) checkNamed(from string, t journal.Text, lines ...string) diag.List {
	if a.own {
		return nil
	}
	return append(a.checkUndecided(t, append(lines, path.Base(from))), a.checkStrangers(t, lines)...)
}

func (a *admission) checkUndecided(t journal.Text, lines []string) diag.List {
	names := a.names()
	if names == nil {
		return nil
	}
	var messages diag.List
	told := map[int]bool{}
	for _, text := range append(lines, t.Cut.Text()) {
		for _, m := range names.All(text) {
			who := names.Name(m.Who)
			if who.Public != "" || told[m.Who] {
				continue
			}
			told[m.Who] = true
			messages = append(messages, diag.New("E130", t.PlaceOf(names, m.Who), "add `public = \"…\"` below ["+who.ID+"] in people.toml, or make it private",
				"this would name %s, who has no public name in people.toml", diag.Quote(who.Forms[0])))
		}
	}
	return messages
}

// tagsOf are tags as this audience reads them.
func (a *admission) tagsOf(written []frontmatter.Text) []string {
	var tags []string
	for _, t := range written {
		if tag := a.tag(spoken(t.S)); tag != "" {
			tags = append(tags, tag)
		}
	}
	return tags
}

// pursuitLines are the lines of a pursuit's front matter that may be published.
func pursuitLines(f frontmatter.Pursuit) []string {
	lines := append([]string{f.Title.S, f.Role, f.Summary}, f.Qualities...)
	for _, t := range f.Tags {
		lines = append(lines, t.S)
	}
	for _, g := range f.Gaps {
		lines = append(lines, g.PublicTitle)
	}
	for _, m := range f.Milestones {
		if !m.Visibility.Given || isPublic(m.Visibility) {
			lines = append(lines, m.Title, m.ID.S)
		}
	}
	for _, said := range f.Feedback {
		if isPublic(said.Visibility) {
			lines = append(lines, said.Text)
		}
	}
	return lines
}

// linesOf are the lines of an entry's front matter that are published.
func linesOf(f *frontmatter.Entry) []string {
	lines := []string{f.Title.S, f.Summary, f.Quote, f.Gave, f.Setback.Text, f.Weather, f.Place, f.Slug.S}
	lines = append(lines, f.Helped...)
	for _, list := range [][]frontmatter.Text{f.Tags, f.Milestones} {
		for _, t := range list {
			lines = append(lines, t.S)
		}
	}
	return lines
}
