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
	"journal/generator/diag"
	"journal/generator/frontmatter"
	"journal/generator/journal"
	"journal/generator/markdown"
	"journal/generator/visibility"
)

// summaryLength is about how many characters of a text stand in for a summary.
const summaryLength = 180

// entries admits entries, in order, with their addresses.
func (a *admission) entries(pursuits []Pursuit) []Entry {
	admitted, named := make([]Entry, 0, len(a.journal.Entries)), gapIDs(pursuits)
	for _, e := range a.journal.Entries {
		v := a.gate(e)
		if !a.admits(v.Level) || e.Day.IsZero() {
			continue
		}
		admitted = append(admitted, a.entry(e, v, pursuits, named))
	}
	a.address(admitted)
	return admitted
}

// entry copies what this audience may see of an entry.
func (a *admission) entry(j *journal.Entry, v journal.Visible, pursuits []Pursuit, named map[string]bool) Entry {
	f := j.Front
	e := Entry{
		Day: j.Day, Clock: clock(j.Clock), Planned: j.Day.After(a.today),
		Slug: j.Slug, Lang: f.Lang, Quote: f.Quote, Body: a.body(j.Text),
		Steps: j.Steps, State: f.State.S, Done: j.Done,
		Milestones: texts(f.Milestones), With: a.people(f.With), Via: f.Via.S, Gave: f.Gave, URL: f.URL,
		GapOpened: texts(f.GapOpened), GapWorked: texts(f.GapWorked), GapClosed: texts(f.GapClosed),
		Setback: f.Setback.Set, SetbackText: f.Setback.Text, Helped: f.Helped,
		Mood: f.Mood, Energy: f.Energy, Hard: f.Hard, Weather: f.Weather, Place: f.Place,
		Next: f.Next, NextBy: f.NextBy, Letter: f.Letter, Image: f.Image, Aliases: texts(f.Aliases),
		Level: v.Level, from: j.Path, loose: len(f.Pursuits) == 0,
	}
	if f.FeedbackFrom.S != "" {
		e.FeedbackFrom = a.person(f.FeedbackFrom.S)
	}
	if f.Opens.S != "" {
		e.Opens = a.opens(j)
	}
	e.Rest = rest(j)
	e.Title = cmp.Or(f.Title.S, e.Body.Title(), humanize(j.Path), e.Day.Format("Monday 2 January 2006"))
	if e.Title == e.Body.Title() {
		e.Body = e.Body.SkipTitle()
	}
	e.Tags = a.tags(j, e.Body)
	e.Summary = cmp.Or(f.Summary, e.Body.Summary(summaryLength))
	for _, p := range pursuits {
		if slices.Contains(j.Pursuits, p.ID) {
			e.Pursuits = append(e.Pursuits, p.ID)
		}
	}
	if a.owner {
		e.Why, e.Source = v.Why, j.Path
	} else {
		a.withhold(&e, named)
	}
	return e
}

// tags are those of the front matter and those in the text, without the ids of
// steps.
func (a *admission) tags(j *journal.Entry, body *markdown.Document) []string {
	tags := texts(j.Front.Tags)
	for _, tag := range body.Tags() {
		if strings.HasPrefix(tag, "step/") || slices.Contains(j.Steps, tag) || slices.ContainsFunc(tags, func(t string) bool { return strings.EqualFold(t, tag) }) {
			continue
		}
		tags = append(tags, tag)
	}
	return tags
}

// withhold takes out of a published entry what its author keeps for itself.
// Plans are never part of a published page, and of soft spots only those that
// have a public title (named) are.
func (a *admission) withhold(e *Entry, named map[string]bool) {
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
			e.With = nil
		case "via":
			e.Via = ""
		}
	}
	e.Next, e.NextBy = "", civil.Date{}
	hidden := func(gap string) bool { return !named[gap] }
	e.GapOpened = slices.DeleteFunc(e.GapOpened, hidden)
	e.GapWorked = slices.DeleteFunc(e.GapWorked, hidden)
	e.GapClosed = slices.DeleteFunc(e.GapClosed, hidden)
}

// gapIDs are the soft spots that an edition's pursuits name.
func gapIDs(pursuits []Pursuit) map[string]bool {
	named := map[string]bool{}
	for _, p := range pursuits {
		for _, g := range p.Gaps {
			named[g.ID] = true
		}
	}
	return named
}

// body gives the text this audience reads.
func (a *admission) body(t journal.Text) *markdown.Document {
	if a.owner {
		return t.Whole
	}
	return t.Cut
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
	case a.owner && ok:
		return Person{known.ID, known.Name}
	case a.owner:
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

// address gives each entry the last part of its address. Published entries
// choose first, and two of them may not have the same one; in the author's
// edition the others give way.
func (a *admission) address(entries []Entry) {
	taken := map[string]int{}
	for _, published := range []bool{true, false} {
		for i := range entries {
			e := &entries[i]
			if (e.Level >= visibility.Unlisted) == published {
				a.addressOne(entries, i, taken)
			}
		}
	}
}

func (a *admission) addressOne(entries []Entry, i int, taken map[string]int) {
	e := &entries[i]
	month := "entries/" + e.Day.Format("2006/01") + "/"
	if e.Level == visibility.Unlisted {
		e.Slug += "-" + a.linkHash(e.from)
	}
	slug := e.Slug
	for n := 2; ; n++ {
		other, clash := taken[month+slug]
		if !clash {
			break
		}
		if e.Level >= visibility.Unlisted {
			a.messages = append(a.messages, diag.New("E111", diag.Pos{File: e.from}, "give one of them a slug of its own",
				"this entry and %s would have the same address, %s", entries[other].from, month+slug+"/"))
		}
		slug = fmt.Sprintf("%s-%d", e.Slug, n)
	}
	taken[month+slug] = i
	e.Slug, e.Address = slug, month+slug+"/"
}

// linkHash makes an unlisted address hard to guess: 50 bits keyed by the
// journal's link_key.
func (a *admission) linkHash(path string) string {
	privacy := a.journal.Config.Privacy
	mac := hmac.New(sha256.New, []byte(cmp.Or(privacy.LinkKey, a.journal.Config.Title+"\n"+a.journal.Config.BaseURL)))
	mac.Write([]byte(path))
	return strings.ToLower(base32.StdEncoding.EncodeToString(mac.Sum(nil))[:10])
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
