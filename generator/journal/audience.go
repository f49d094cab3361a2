package journal

import (
	"cmp"
	"slices"
	"strings"

	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/frontmatter"
	"journal/generator/visibility"
)

// Owner is the audience that is the author: who may see everything, under real
// names, wherever the site is.
const Owner = "me"

// forAudience says who may see a file that may name audiences. A file that names
// one is for it and for nobody else: of two keys the stricter counts, and one that
// names an audience and says no more says enough.
func (l *loader) forAudience(stated frontmatter.Stated, audience []frontmatter.Text, src diag.Source) Visible {
	v := l.visible(stated)
	l.checkAudience(audience, src)
	names := "its file names the audience " + strings.Join(texts(audience), ", ")
	switch {
	case len(audience) == 0 && v.Level == visibility.Protected:
		l.sayNoAudience(stated, src)
	case len(audience) == 0 || stated.Held != "":
	case v.Level > visibility.Protected:
		if stated.Given {
			at := audience[0]
			l.say(src.Message("E152", at.Pos, at.Len, "write `visibility: protected`, or take audience out",
				"an audience contradicts visibility = %s; it is kept for its audience", v.Level))
		}
		return Visible{visibility.Protected, names}
	case v.Level == visibility.Protected:
		v.Why += ", for " + strings.Join(texts(audience), ", ")
	case !stated.Given:
		return Visible{visibility.Protected, names}
	}
	return v
}

// sayNoAudience does not guess whom a protected file is for: nobody sees it.
func (l *loader) sayNoAudience(stated frontmatter.Stated, src diag.Source) {
	hint := "first name an audience in journal.toml: `journal audience new NAME` says how"
	if names := l.audiences(); len(names) > 0 {
		hint = "write `audience: [" + names[0] + "]`, or make it private; audiences in journal.toml: " + strings.Join(names, ", ")
	}
	at := stated.At
	if at.Pos.Line == 0 {
		at.Pos = diag.Pos{File: src.File, Line: 1, Col: 1}
	}
	l.say(src.Message("W224", at.Pos, cmp.Or(at.Len, 1), hint, "this is protected, but for nobody, so it stays with you"))
}

// checkAudience looks for audiences that journal.toml does not have.
func (l *loader) checkAudience(audience []frontmatter.Text, src diag.Source) {
	names := l.audiences()
	for _, t := range audience {
		if slices.Contains(names, t.S) {
			continue
		}
		hint := "`journal audience new " + t.S + "` says what to write into journal.toml"
		if len(names) > 0 {
			hint = diag.DidYouMean(t.S, names, "audiences in journal.toml")
		}
		l.say(src.Message("E153", t.Pos, t.Len, hint, "unknown audience %s", diag.Quote(t.S)))
	}
}

func (l *loader) audiences() []string {
	var names []string
	for _, a := range l.journal.Config.Audiences {
		names = append(names, a.Name)
	}
	return names
}

// namesPublic reports whether what is seen like that goes by public names: all but
// what is for the author alone.
func namesPublic(v Visible, audience []frontmatter.Text) bool {
	return v.Level > visibility.Private && !(v.Level == visibility.Protected && !slices.ContainsFunc(audience, func(t frontmatter.Text) bool { return t.S != Owner }))
}

func texts(ts []frontmatter.Text) []string {
	var all []string
	for _, t := range ts {
		all = append(all, t.S)
	}
	return all
}

// Audience gives the audience with the name.
func (j Journal) Audience(name string) (config.Audience, bool) {
	i := slices.IndexFunc(j.Config.Audiences, func(a config.Audience) bool { return a.Name == name })
	if i < 0 {
		return config.Audience{}, false
	}
	return j.Config.Audiences[i], true
}
