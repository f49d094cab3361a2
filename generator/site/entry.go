package site

import (
	"slices"
	"strconv"
	"strings"

	"journal/generator/edition"
	"journal/generator/markdown"
	"journal/generator/visibility"
	"journal/generator/words"
)

// entryPages has a page for each entry, the unlisted ones included.
func (p *planner[A]) entryPages(add func(Page)) {
	for _, list := range [][]*edition.Entry{p.ed.Entries(), p.ed.Unlisted()} {
		for _, e := range list {
			add(p.pageOf(e))
		}
	}
}

func (p *planner[A]) entryPage(address string) (Page, bool) {
	e, ok := p.ed.Entry(address)
	if !ok {
		return Page{}, false
	}
	return p.pageOf(e), true
}

func (p *planner[A]) pageOf(e *edition.Entry) Page {
	return Page{Address: e.Address, Kind: "entry", Listed: p.isListed(e), Changed: e.Day, View: func() any { return p.entryView(e) }}
}

// isListed reports whether an entry is part of lists.
func (p *planner[A]) isListed(e *edition.Entry) bool {
	return p.ed.Own() || e.Level != visibility.Unlisted
}

// entryView is one entry.
func (p *planner[A]) entryView(e *edition.Entry) EntryView {
	r := root(e.Address)
	v := EntryView{
		Frame: p.frame("entry", "", e.Address, e.Title), Heading: e.Title,
		Date: p.longDate(e.Day), ISO: e.Day.String(), Clock: e.Clock, Kicker: p.longDate(e.Day),
		Steps: p.stepRefs(r, e), Via: p.via(e.Via), Gave: e.Gave, GaveHref: webLink(e.URL),
		Mood: p.scale(e.Mood), Energy: p.scale(e.Energy), Hard: p.scale(e.Hard), Weather: e.Weather, Place: e.Place,
		Helped: e.Helped, Body: p.render(r, e.Origin(), e.Body), Badge: p.badge(e.Level, e.Why),
	}
	v.Description = e.Summary
	if p.isSealed(e) {
		v.Description = ""
		v.Sealed = p.words.Say("letters.opens-on", "date", p.longDate(e.Opens))
	}
	if e.Lang != "" && e.Lang != p.cfg.Language {
		v.BodyLang = e.Lang
		if dir := words.Direction(e.Lang); dir != v.Dir {
			v.BodyDir = dir
		}
	}
	for _, w := range e.With {
		v.With = append(v.With, w.Name)
	}
	for _, t := range e.Tags {
		if tag := p.tags().byFold[foldTag(t)]; tag != nil {
			v.Tags = append(v.Tags, Link{Text: tag.text, Href: href(r, tag.address)})
		}
	}
	if len(v.Steps) > 0 {
		v.Hue = v.Steps[0].Number
	}
	if e.Setback {
		v.Setback = e.SetbackText
		if v.Setback == "" {
			v.Setback = p.wordsOf(e).Say("row.setback")
		}
	}
	if e.Planned {
		v.Planned = p.words.Say("entry.planned", "date", p.longDate(e.Day))
	}
	if e.Level == visibility.Unlisted && !v.Owner {
		v.NoIndex, v.Tags, v.Canonical = true, nil, ""
	}
	p.placeEntry(&v, r, e)
	v.Notes = slices.Concat(p.letterNotes(r, e), p.mentionedBy(r, e), p.sameDayNotes(r, e))
	if e.Image != "" {
		if t := p.target(r, e.Origin(), pictureLink(e)); t.Picture {
			v.Picture = &Picture{Src: t.Href, Alt: e.Title, Width: t.Width, Height: t.Height}
			v.Picture.SrcSet, v.Picture.Sizes = markdown.SrcSet(t.Copies)
		}
	}
	if p.isListed(e) {
		p.neighbours(&v, r, e)
	}
	return v
}

// placeEntry says where an entry stands in its pursuits.
func (p *planner[A]) placeEntry(v *EntryView, r string, e *edition.Entry) {
	for _, id := range e.Pursuits {
		s := p.byID[id]
		v.Pursuits = append(v.Pursuits, Link{Text: s.Pursuit.Title, Href: href(r, s.Pursuit.Address)})
	}
	for _, id := range p.namedMilestones(e) {
		v.Milestones = append(v.Milestones, p.milestoneTitle(e, id))
	}
	v.Gaps = p.gapWords(e)
	at, ok := p.place(e)
	if !ok {
		if days := p.rhythm().Back[e]; days > 0 && !p.noNumbers() {
			v.Back = p.words.Count("row.back", days)
		}
		return
	}
	if m := p.milestoneOf(at.standing, e); m != "" {
		if !slices.Contains(v.Milestones, m) {
			v.Milestones = append(v.Milestones, m)
		}
	}
	v.Day = dayNumber(at.standing, e.Day)
	if v.Day != "" {
		v.Kicker = p.words.Say("entry.on-day", "day", v.Day)
		if days := at.standing.Rhythm.Back[e]; days > 0 {
			v.Back = p.words.Count("row.back", days)
		}
	}
	past := pastEntries(at.standing)
	if at.index < past && past > 1 && !noNumbers(at.standing.Pursuit.Program) {
		nth, of := strconv.Itoa(at.index+1), strconv.Itoa(past)
		v.HereWords = p.words.Say("entry.nth", "nth", nth, "of", of)
		said := v.HereWords
		// The line ends with the last entry. Were it today, the page would be another one
		// each day, to be published again.
		if last := dayNumber(at.standing, at.standing.Entries[past-1].Day); v.Day != "" && !strings.HasPrefix(last, "−") {
			said = p.words.Say("entry.nth-on-day", "nth", nth, "of", of, "day", v.Day, "days", last)
		}
		v.Here = p.here[at.standing.Pursuit.ID]().At(at.index, said)
	}
}

// gapTurn is what an entry does to a soft spot.
type gapTurn struct{ title, words string }

// gapTurns are what an entry does to soft spots.
func (p *planner[A]) gapTurns(e *edition.Entry) []gapTurn {
	var turns []gapTurn
	for _, touched := range []struct {
		ids []string
		key string
	}{{e.GapOpened, "entry.gap-named"}, {e.GapWorked, "entry.gap-worked"}, {e.GapClosed, "entry.gap-eased"}} {
		for _, id := range touched.ids {
			title := p.gapTitle(e, id)
			turns = append(turns, gapTurn{title, p.words.Say(touched.key, "title", title)})
		}
	}
	return turns
}

// gapWords name the soft spots that an entry touches.
func (p *planner[A]) gapWords(e *edition.Entry) []string {
	var said []string
	for _, turn := range p.gapTurns(e) {
		said = append(said, turn.words)
	}
	return said
}

func (p *planner[A]) gapTitle(e *edition.Entry, id string) string {
	for _, pursuit := range e.Pursuits {
		for _, g := range p.byID[pursuit].Gaps {
			if g.ID == id {
				return g.Title
			}
		}
	}
	return id
}

// neighbours are the entries before and after in the same pursuit, else in the
// whole edition.
func (p *planner[A]) neighbours(v *EntryView, r string, e *edition.Entry) {
	all := p.ed.Entries()
	i, _ := find(all, e)
	label := func(other *edition.Entry) string { return p.dateIn(e.Day.Year, other.Day) }
	if place, ok := p.place(e); ok {
		all, i = place.standing.Entries, place.index
		label = func(other *edition.Entry) string {
			if n := dayNumber(place.standing, other.Day); n != "" {
				return p.words.Say("row.day", "day", n)
			}
			return p.dateIn(e.Day.Year, other.Day)
		}
	}
	if i > 0 {
		v.Prev = &Neighbour{Label: p.words.Say("entry.before", "when", label(all[i-1])), Title: all[i-1].Title, Href: href(r, all[i-1].Address)}
	}
	if i+1 < len(all) {
		v.Next = &Neighbour{Label: p.words.Say("entry.after", "when", label(all[i+1])), Title: all[i+1].Title, Href: href(r, all[i+1].Address)}
	}
}

// mentionsShown is how many entries that link here stand in the margin.
const mentionsShown = 5

// mentionedBy are the listed entries that link to an entry, in order of day.
func (p *planner[A]) mentionedBy(r string, e *edition.Entry) []Note {
	var notes []Note
	for _, other := range p.mentions()[e.Address] {
		if len(notes) == mentionsShown {
			break
		}
		when := p.words.Say("entry.mentioned", "date", p.dateIn(e.Day.Year, other.Day))
		if at, ok := p.place(other); ok {
			if n := dayNumber(at.standing, other.Day); n != "" {
				when = p.words.Say("entry.mentioned-on-day", "day", n)
			}
		}
		notes = append(notes, Note{Text: when, LinkText: other.Title, Href: href(r, other.Address)})
	}
	return notes
}

// scale is a number of the author's scale in words.
func (p *planner[A]) scale(n int) string {
	if n == 0 || p.noNumbers() {
		return ""
	}
	return p.words.Say("entry.scale", "n", strconv.Itoa(n), "of", strconv.Itoa(p.cfg.Frontmatter.Scale))
}
