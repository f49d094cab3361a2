package journal

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/fields"
	"journal/generator/frontmatter"
	"journal/generator/slug"
	"journal/generator/visibility"
)

// complete works out what an entry's front matter leaves to the file name and
// to the rest of the journal.
func (l *loader) complete(e *Entry, file frontmatter.File) {
	src := file.Source
	l.countExtras(file, e.Front.Extra)
	e.Visible = l.forAudience(e.Front.Visibility, e.Front.Audience, src)
	rest := l.setDay(e, src, file.Doubt != "")
	l.setSlug(e, rest)
	l.setPursuits(e, src)
	l.setSteps(e, src)
	l.checkNames(e, src)
	l.checkEntry(e, src)
}

// setDay takes the day from the front matter, else from the path, and gives
// what is left of the file's name without its date.
func (l *loader) setDay(e *Entry, src diag.Source, doubtful bool) string {
	day, rest, found, err := frontmatter.DateFromPath(e.Path)
	if e.Front.DateAt.S != "" {
		e.Day, e.Clock = dayOf(e.Front.Moment, l.journal.Config)
		return rest
	}
	if !found && err == nil {
		day, found = dayOfAddress(e.Front.Extra)
	}
	switch {
	case found:
		e.Day = day
	case doubtful:
		// That is said already, and a date may well stand in what could not be read.
	case err != nil:
		l.say(diag.New("E102", diag.Pos{File: e.Path}, "rename the file, or write the right day as `date` into its front matter",
			"the file's name has a date that the calendar does not have: %v", err))
	default:
		l.say(diag.New("E101", diag.Pos{File: e.Path, Line: 1, Col: 1},
			"write `date: 2026-03-05` into the front matter, or begin the file's name with 2026-03-05", "this entry has no date"))
	}
	return rest
}

// dayOfAddress takes the day from an address that a file gives itself, as Zola's
// path = "2017/06/27/a-title" and Jekyll's permalink do.
func dayOfAddress(extra []fields.Field) (civil.Date, bool) {
	for _, key := range []string{"path", "permalink"} {
		if f, ok := fields.Get(extra, key); ok && f.Value.Kind == fields.String {
			day, _, found, _ := frontmatter.DateFromPath(strings.Trim(f.Value.Text, "/") + ".md")
			if found {
				return day, true
			}
		}
	}
	return civil.Date{}, false
}

// dayOf gives the day of the journal and the seconds of that clock, or -1. A
// time with an offset is read on the clock of the journal's time zone; hours
// before day_ends_at belong to the day before.
func dayOf(m frontmatter.Moment, cfg config.Config) (civil.Date, int) {
	if !m.HasTime || m.Date.IsZero() {
		return m.Date, -1
	}
	day, seconds := m.Date, m.Seconds
	if m.HasOffset {
		at := time.Date(day.Year, day.Month, day.Day, 0, 0, seconds, 0, time.FixedZone("", m.Offset)).In(cfg.Timezone)
		day, seconds = civil.Of(at), at.Hour()*3600+at.Minute()*60+at.Second()
	}
	if seconds < cfg.DayEndsAt*60 {
		return day.AddDays(-1), seconds + 24*3600 // late on the day before
	}
	return day, seconds
}

func (l *loader) setSlug(e *Entry, rest string) {
	lang := cmp.Or(e.Front.Lang, l.journal.Config.Language)
	written := e.Front.Slug.S
	if strings.Contains(written, "%%") || strings.Contains(written, "<!--") {
		written = "" // an address cannot keep a comment to itself
	}
	e.Slug = slug.Make(cmp.Or(written, rest), lang)
	if e.Slug == "" && !e.Day.IsZero() {
		e.Slug = e.Day.Format("02")
	}
	if e.Slug == "" {
		e.Slug = "entry"
	}
}

func (l *loader) setPursuits(e *Entry, src diag.Source) {
	for _, t := range e.Front.Pursuits {
		if p, ok := l.journal.Pursuit(t.S); ok {
			e.Pursuits = appendNew(e.Pursuits, p.ID)
			continue
		}
		var ids []string
		for _, p := range l.journal.Pursuits {
			ids = append(ids, p.ID)
		}
		hint := "there is no file below content/pursuits yet; `content/pursuits/" + t.S + ".md` would be it"
		if len(ids) > 0 {
			hint = diag.DidYouMean(t.S, ids, "pursuits")
		}
		l.say(src.Message("E120", t.Pos, t.Len, hint, "unknown pursuit %s", diag.Quote(t.S)))
	}
}

// programs are those an entry's step ids may belong to.
func (l *loader) programs(e *Entry) []config.Program {
	var programs []config.Program
	for _, id := range e.Pursuits {
		p, _ := l.journal.Pursuit(id)
		programs = append(programs, p.Program)
	}
	if len(programs) > 0 {
		return programs
	}
	if p, ok := l.only(func(p *Pursuit) bool {
		return e.Visible.Level < visibility.Unlisted && !e.Reveals() || p.Visible.Level == visibility.Public
	}); ok {
		return append(programs, p.Program)
	}
	programs = append(programs, l.journal.Config.Program)
	if p, ok := l.only(func(*Pursuit) bool { return true }); ok {
		programs = append(programs, p.Program)
	}
	return programs
}

// only gives the pursuit of an entry that names none: the only one there is. What
// others may read goes by the pursuits that they may see, so that a private one
// does not change what a number of a step means there.
func (l *loader) only(seen func(*Pursuit) bool) (*Pursuit, bool) {
	var only *Pursuit
	for _, p := range l.journal.Pursuits {
		switch {
		case !seen(p):
		case only != nil:
			return nil, false
		default:
			only = p
		}
	}
	return only, only != nil
}

func (l *loader) setSteps(e *Entry, src diag.Source) {
	programs := l.programs(e)
	written := e.Front.Steps
	for _, tag := range e.Text.Cut.Tags() {
		if id, ok := strings.CutPrefix(strings.ToLower(tag), "step/"); ok {
			written = append(slices.Clip(written), frontmatter.Text{S: id, Pos: placeOf(src, "#"+tag), Len: len([]rune(tag)) + 1})
		}
	}
	for _, t := range written {
		if id, ok := l.step(programs, t, src); ok {
			e.Steps = appendNew(e.Steps, id)
		}
	}
	if e.Front.Done.All || e.Front.State.S == "done" {
		e.Done = e.Steps
		return
	}
	for _, t := range e.Front.Done.Steps {
		if id, ok := stepID(programs, t.S); ok {
			e.Done = appendNew(e.Done, id)
		}
	}
}

// placeOf finds where a word first stands in a file.
func placeOf(src diag.Source, word string) diag.Pos {
	return src.PosAt(bytes.Index(src.Text, []byte(word)))
}

func (l *loader) step(programs []config.Program, t frontmatter.Text, src diag.Source) (string, bool) {
	id, ok := stepID(programs, t.S)
	if !ok {
		var ids []string
		for _, s := range programs[0].Steps {
			ids = append(ids, s.ID)
		}
		l.say(src.Message("E121", t.Pos, t.Len, diag.DidYouMean(t.S, ids, "steps of "+programs[0].ID), "unknown step %s", diag.Quote(t.S)))
	}
	return id, ok
}

// stepID finds a step by its id or, as "2", by its number.
func stepID(programs []config.Program, written string) (string, bool) {
	n, err := strconv.Atoi(written)
	for _, program := range programs {
		for i, s := range program.Steps {
			if s.ID == written || err == nil && i+1 == n {
				return s.ID, true
			}
		}
	}
	return "", false
}

func appendNew(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

// visible says who may see a file by what it states; days to come and reveals
// are for package edition, which knows the date.
func (l *loader) visible(s frontmatter.Stated) Visible {
	privacy := l.journal.Config.Privacy
	switch {
	case s.Held != "":
		return Visible{visibility.Private, s.Held}
	case s.Given:
		return Visible{s.Level, "its file says visibility: " + s.Level.String()}
	case s.Published && privacy.TrustPublish:
		return Visible{visibility.Public, "its file says publish, and journal.toml trusts that"}
	case privacy.Default == visibility.Private:
		return Visible{visibility.Private, "its file does not say who may see it"}
	}
	return Visible{privacy.Default, "journal.toml says privacy.default: " + privacy.Default.String()}
}
