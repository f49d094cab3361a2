package edition

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"

	"journal/generator/civil"
	"journal/generator/frontmatter"
	"journal/generator/journal"
	"journal/generator/markdown"
	"journal/generator/memo"
	"journal/generator/visibility"
)

// summaryLength is about how many characters of a text stand in for a summary.
const summaryLength = 180

// admitted are the journal's entries as this audience may see them, in order and
// without addresses.
func (a *admission) admitted(pursuits []*Pursuit) []*Entry {
	all := memo.Each(a.memo, a.stage+"entries", a.key(), a.journal.Entries, func(e *journal.Entry) *Entry {
		v := a.gate(e)
		if !a.admits(v.Level, e.Front.Audience) || e.Day.IsZero() {
			return nil
		}
		return a.entry(e, v, pursuits)
	})
	admitted := make([]*Entry, 0, len(all))
	for _, e := range all {
		if e != nil {
			admitted = append(admitted, e)
		}
	}
	return admitted
}

// entry copies what this audience may see of an entry.
func (a *admission) entry(j *journal.Entry, v journal.Visible, pursuits []*Pursuit) *Entry {
	f := j.Front
	body, said := a.body(j.Text)
	e := &Entry{
		Day: j.Day, Clock: clock(j.Clock), seconds: j.Clock, Late: j.Clock >= 24*3600, Planned: j.Day.After(a.today),
		Slug: a.address(j.Slug, f.Lang, j.Day.Format("02")), Lang: f.Lang, Quote: a.spoken(f.Quote), Body: body, said: said,
		Steps: j.Steps, State: stateOf(f), Done: j.Done, Draft: f.Visibility.Draft,
		Milestones: a.idsOf(f.Milestones), With: a.people(f.With), Via: a.replace(f.Via.S), Gave: a.spoken(f.Gave), URL: a.web(f.URL),
		GapOpened: texts(f.GapOpened), GapWorked: texts(f.GapWorked), GapClosed: texts(f.GapClosed),
		Setback: f.Setback.Set, SetbackText: a.spoken(f.Setback.Text), Helped: a.allSpoken(f.Helped),
		Mood: f.Mood, Energy: f.Energy, Hard: f.Hard, Weather: a.spoken(f.Weather), Place: a.spoken(f.Place),
		Next: a.spoken(f.Next), NextBy: f.NextBy, Letter: f.Letter, Image: f.Image, ImageAt: f.ImageAt, Aliases: texts(f.Aliases), aliases: f.Aliases,
		Level: v.Level, from: j.Path, loose: len(f.Pursuits) == 0,
	}
	if f.FeedbackFrom.S != "" {
		e.FeedbackFrom = a.person(f.FeedbackFrom.S)
	}
	if f.Opens.S != "" {
		e.Opens = a.opens(j)
	}
	if reveal, err := frontmatter.ParseReveal(f.Reveal.S, a.journal.Config.Frontmatter.DateOrder); err == nil && f.Reveal.S != "" {
		e.Reveals = reveal.Date
	}
	e.Rest = rest(j)
	e.linking = linkingOf(e)
	e.Title = cmp.Or(a.spoken(f.Title.S), e.Body.Title(), a.names().ReplaceNamed(humanize(j.Path)), a.journal.Config.Words.Date("long", e.Day))
	e.called = cmp.Or(spoken(f.Title.S), j.Text.Cut.Title(), e.Title)
	if e.Title == e.Body.Title() {
		e.Body = e.Body.SkipTitle()
	}
	e.Tags = a.tags(j, e.Body)
	if e.Summary = a.spoken(f.Summary); e.Summary == "" && a.quotes(v.Level) {
		e.Summary = e.Body.Summary(summaryLength)
	}
	for _, p := range pursuits {
		if slices.ContainsFunc(j.Pursuits, func(id string) bool { return a.id(id) == p.ID }) {
			e.Pursuits = append(e.Pursuits, p.ID)
		}
	}
	if a.desk {
		e.Why, e.Source = v.Why, j.Path
	}
	if !a.own {
		a.withhold(e)
		e.said = append(e.said, a.checkNamed(j.Path, j.Text, linesOf(f)...)...)
		e.said = append(e.said, a.checkUnlisted(j.Text, linesOf(f))...)
		e.said = append(e.said, a.checkRevealed(j)...)
	}
	return e
}

// quotes reports whether lists may carry words of a text that is seen like that.
// What a circle reads lies in sealed files; if lists had words of a text, a new
// word in it would change them all.
func (a *admission) quotes(v visibility.Level) bool {
	return a.circle == "" || v >= visibility.Unlisted
}

// stateOf is the state that the front matter gives its steps. Who writes done =
// false says that it is not done yet.
func stateOf(f *frontmatter.Entry) string {
	if f.State.S == "" && f.Done.Not {
		return "working"
	}
	return f.State.S
}

// tags are those of the front matter and those in the text, without the ids of
// steps.
func (a *admission) tags(j *journal.Entry, body *markdown.Document) []string {
	tags := a.tagsOf(j.Front.Tags)
	for _, tag := range body.Tags() {
		if strings.HasPrefix(tag, "step/") || slices.Contains(j.Steps, tag) || slices.ContainsFunc(tags, func(t string) bool { return strings.EqualFold(t, tag) }) {
			continue
		}
		tags = append(tags, tag)
	}
	return tags
}

// withhold takes out of a published entry what its author keeps for itself.
// Plans are never part of a published page.
func (a *admission) withhold(e *Entry) {
	for _, field := range a.journal.Config.Privacy.PrivateFields {
		switch field {
		case "mood":
			e.Mood = 0
		case "energy":
			e.Energy = 0
		case "hard":
			e.Hard = 0
		case "place":
			e.Place = ""
		case "weather":
			e.Weather = ""
		case "with":
			e.With, e.FeedbackFrom = nil, Person{}
		case "via":
			e.Via = ""
		}
	}
	e.Next, e.NextBy = "", civil.Date{}
}

// people gives names as this audience reads them; who has none is left out.
func (a *admission) people(named []frontmatter.Text) []Person {
	var people []Person
	for _, t := range named {
		if p := a.person(t.S); p.Name != "" {
			people = append(people, p)
		}
	}
	return people
}

func (a *admission) person(form string) Person {
	known, ok := a.journal.People.Find(form)
	switch {
	case a.own && ok:
		return Person{known.ID, known.Name}
	case a.own:
		return Person{"", form}
	}
	return Person{"", known.Public}
}

func rest(j *journal.Entry) civil.Range {
	if j.Front.RestDays > 0 {
		return civil.Range{From: j.Day, To: j.Day.AddDays(j.Front.RestDays - 1)}
	}
	return j.Front.Rest
}

// linkHash makes an unlisted address hard to guess: 80 bits keyed by the
// journal's link_key.
func (a *admission) linkHash(path string) string {
	mac := hmac.New(sha256.New, []byte(a.journal.Config.Secret()))
	mac.Write([]byte(path))
	return strings.ToLower(base32.StdEncoding.EncodeToString(mac.Sum(nil))[:16])
}

func texts(ts []frontmatter.Text) []string {
	var list []string
	for _, t := range ts {
		list = append(list, t.S)
	}
	return list
}

// clock renders seconds of the day as "18:20". Hours after midnight that belong
// to the day before keep their own numbers.
func clock(seconds int) string {
	if seconds < 0 {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", seconds/3600%24, seconds/60%60)
}

// humanize makes a title of a file's name: its date taken off, hyphens spaces.
func humanize(path string) string {
	_, rest, _, _ := frontmatter.DateFromPath(path)
	rest = cmp.Or(strings.TrimLeft(rest, "0123456789-_. "), rest)
	words := strings.Join(strings.FieldsFunc(rest, func(r rune) bool { return r == '-' || r == '_' || r == ' ' }), " ")
	if words == "" {
		return ""
	}
	runes := []rune(words)
	return strings.ToUpper(string(runes[0])) + string(runes[1:])
}
