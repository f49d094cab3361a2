package edition

import (
	"cmp"
	"slices"
	"strings"

	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/frontmatter"
	"journal/generator/journal"
	"journal/generator/memo"
	"journal/generator/pseudonym"
	"journal/generator/visibility"
)

// ForPublic makes the edition of strangers. It is the one function that returns
// an Edition[Public]; the policy is in the package comment. The messages are
// about what is published (E111). What m remembers of an entry holds for this
// audience, this day and this Around of the journal only; m may be nil.
func ForPublic(j journal.Journal, today civil.Date, m *memo.Store) (Edition[Public], diag.List) {
	return admit[Public](newAdmission(j, today, eyes{}, m))
}

// ForOwner makes the author's own edition: everything, with the reason why each
// thing is seen by whom. m is as for ForPublic.
func ForOwner(j journal.Journal, today civil.Date, m *memo.Store) (Edition[Owner], diag.List) {
	return admit[Owner](newAdmission(j, today, eyes{own: true, desk: true}, m))
}

// ForCircle gives the door for the readers of one audience: they see what strangers
// see, under the same names, and what is protected for their audience. The audience
// "me" is the author, who sees everything; what is said of it beside (reasons, files,
// marks) stays on the author's own machine all the same. The door is used as
// ForPublic is. An audience that journal.toml does not name sees what strangers see.
func ForCircle(name string) func(journal.Journal, civil.Date, *memo.Store) (Edition[Circle], diag.List) {
	return func(j journal.Journal, today civil.Date, m *memo.Store) (Edition[Circle], diag.List) {
		return admit[Circle](newAdmission(j, today, eyes{own: name == journal.Owner, circle: name}, m))
	}
}

// eyes are whose an edition is made for. The zero eyes are a stranger's.
type eyes struct {
	own    bool   // see everything, under real names
	desk   bool   // on the author's own machine: reasons, files and marks as well
	circle string // of the audience of that name
}

// stage is what the names of stages begin with, another for each pair of eyes.
func (e eyes) stage() string {
	switch {
	case e.circle != "":
		return "circle " + e.circle + "'s "
	case e.own:
		return "owner's "
	}
	return "public "
}

// admission is the work of admitting a journal's things to one edition.
type admission struct {
	journal journal.Journal
	today   civil.Date
	eyes
	memo        *memo.Store
	stage       string            // what the names of stages begin with
	claims      claims            // what has an address, of pursuits or of pages
	gapIDs      map[gapKey]string // what strangers may call a soft spot
	unlisted    *pseudonym.Names  // who is named as such and is not in people.toml; none in the author's editions
	unlistedKey string
	messages    diag.List
}

func newAdmission(j journal.Journal, today civil.Date, e eyes, m *memo.Store) *admission {
	a := &admission{journal: j, today: today, eyes: e, memo: m, stage: e.stage(), claims: claims{}, gapIDs: map[gapKey]string{}}
	if !e.own {
		a.takeUnlisted()
	}
	return a
}

// key is that of results that depend on an entry, the audience, the day and what
// the journal's entries are understood by.
func (a *admission) key(more ...string) memo.Key {
	return memo.KeyOf(a.stage, a.journal.Around[:], []byte(a.today.String()), []byte(strings.Join(more, "\n")), []byte(a.unlistedKey))
}

func admit[A Audience](a *admission) (Edition[A], diag.List) {
	e := Edition[A]{eyes: a.eyes, today: a.today, program: a.journal.Config.Program, key: a.key()}
	e.pursuits = a.settlePursuits()
	admitted := a.admitted(e.pursuits)
	e.pursuits = a.implied(e.pursuits, admitted)
	entries := a.entries(admitted, a.only(e.pursuits))
	e.entries, e.unlisted = a.separate(entries)
	e.months = a.months(e.entries)
	e.pages = a.pages()
	for _, in := range a.journal.Static {
		e.static = append(e.static, File{Path: strings.TrimPrefix(in.Path, "content/static/"), Read: in.Read, Version: memo.KeyOf("file", []byte(in.Path), in.Version())})
	}
	if a.own {
		for _, p := range a.journal.People.All {
			e.people = append(e.people, Person{p.ID, p.Name})
		}
	}
	e.former = formerOf(a, e)
	a.checkForbidden(e.pursuits, e.pages)
	a.checkLinkKey(e.unlisted, e.pages)
	e.index = newIndex(a, entries, e.pursuits, e.pages)
	e.reach = a.reach(e.index.entries)
	a.messages.Sort()
	return e, a.messages
}

// separate takes the unlisted entries out of the lists.
func (a *admission) separate(entries []*Entry) (listed, unlisted []*Entry) {
	if a.own {
		return entries, nil
	}
	for _, e := range entries {
		if !a.lists(e) {
			unlisted = append(unlisted, e)
			continue
		}
		listed = append(listed, e)
	}
	return listed, unlisted
}

// lists reports whether an entry is part of lists. The author's has every one.
func (a *admission) lists(e *Entry) bool { return a.own || e.Level != visibility.Unlisted }

// admits reports whether what has this visibility, and is for these audiences if it
// is protected, is part of the edition.
func (a *admission) admits(v visibility.Level, audience []frontmatter.Text) bool {
	return a.own || v >= visibility.Unlisted || v == visibility.Protected && a.among(audience)
}

func (a *admission) among(audience []frontmatter.Text) bool {
	return a.circle != "" && slices.ContainsFunc(audience, func(t frontmatter.Text) bool { return t.S == a.circle })
}

// revealed reports whether what an entry waits for has come. An entry without
// a reveal waits for nothing; one whose reveal is not understood, or speaks of a
// pursuit it does not have, waits for ever.
func (a *admission) revealed(e *journal.Entry) (bool, string) {
	written := e.Front.Reveal.S
	if written == "" {
		return true, ""
	}
	why := "it waits to be revealed: " + written
	reveal, err := frontmatter.ParseReveal(written, a.journal.Config.Frontmatter.DateOrder)
	switch {
	case err != nil:
		return false, why
	case reveal.On == "":
		return !a.today.Before(reveal.Date), why
	}
	for _, p := range a.journal.Pursuits {
		if slices.Contains(a.ids(e), p.ID) && a.came(p, reveal) {
			return true, ""
		}
	}
	return false, why
}

// ids are the pursuits of an entry; where it names none, the only public one. A
// private pursuit makes no difference to when an entry is revealed.
func (a *admission) ids(e *journal.Entry) []string {
	if len(e.Front.Pursuits) > 0 {
		return e.Pursuits
	}
	var public []string
	for _, p := range a.journal.Pursuits {
		if p.Visible.Level == visibility.Public {
			public = append(public, p.ID)
		}
	}
	if len(public) == 1 {
		return public
	}
	return nil
}

// came reports whether a pursuit was won or closed long enough ago.
func (a *admission) came(p *journal.Pursuit, reveal frontmatter.Reveal) bool {
	status := p.Front.Status.S
	if !(status == "won" || status == "closed" && reveal.On == "closed") {
		return false
	}
	ended := p.Front.Ended
	for _, m := range p.Front.Milestones {
		if p.Front.Ended.IsZero() && m.Date.After(ended) {
			ended = m.Date
		}
	}
	if ended.IsZero() {
		return reveal.Wait.IsZero()
	}
	return !a.today.Before(reveal.Wait.From(ended))
}

// opened reports whether the day has come on which an entry opens, be it said to
// be a letter or not.
func (a *admission) opened(e *journal.Entry) bool {
	day := a.opens(e)
	return !day.IsZero() && !a.today.Before(day)
}

// opens gives the day of "2026-05-01" or "day 30". A day number is counted from
// day zero as the pursuit's file has it, else from the entry's own day.
func (a *admission) opens(e *journal.Entry) civil.Date {
	opens, err := frontmatter.ParseOpens(e.Front.Opens.S, a.journal.Config.Frontmatter.DateOrder)
	if err != nil || !opens.Date.IsZero() {
		return opens.Date
	}
	for _, id := range a.ids(e) {
		p, _ := a.journal.Pursuit(id)
		if zero := dayZero(p.Front, func(frontmatter.Stated) bool { return true }); !zero.IsZero() {
			return zero.AddDays(opens.Day)
		}
	}
	return e.Day.AddDays(opens.Day)
}

// settlePursuits takes the pursuits from the memory, if nothing that they are made
// from has changed.
func (a *admission) settlePursuits() []*Pursuit {
	type all struct {
		pursuits []*Pursuit
		gapIDs   map[gapKey]string
	}
	known, messages := memo.Do(a.memo, a.key("pursuits"), func() (all, diag.List) {
		one := newAdmission(a.journal, a.today, a.eyes, nil)
		return all{one.pursuits(), one.gapIDs}, one.messages
	})
	a.gapIDs = known.gapIDs
	a.messages = append(a.messages, messages...)
	return known.pursuits
}

// pursuits admits pursuits, newest first. Only public ones are published: a
// pursuit has no page that is in no list.
func (a *admission) pursuits() []*Pursuit {
	var admitted []*Pursuit
	for _, published := range []bool{true, false} {
		for _, p := range a.journal.Pursuits {
			shown := p.Visible.Level != visibility.Unlisted && a.admits(p.Visible.Level, p.Front.Audience)
			if (p.Visible.Level == visibility.Public) == published && (shown || a.own) {
				admitted = append(admitted, a.pursuit(p))
			}
		}
	}
	slices.SortStableFunc(admitted, func(x, y *Pursuit) int {
		return cmp.Or(y.DayZero.Compare(x.DayZero), strings.Compare(x.ID, y.ID))
	})
	return admitted
}

// ImpliedID is the id of the pursuit of a journal that lists none.
const ImpliedID = "my-second-place"

// implied adds the one pursuit of an edition that has none and whose entries
// name none either. It is worked out from the edition alone, so that a private
// pursuit makes no difference to it.
func (a *admission) implied(pursuits []*Pursuit, entries []*Entry) []*Pursuit {
	if len(pursuits) > 0 || !slices.ContainsFunc(entries, func(e *Entry) bool { return e.loose && a.lists(e) }) {
		return pursuits
	}
	implied, _ := memo.Do(a.memo, a.key("implied"), func() ([]*Pursuit, diag.List) {
		program := a.journal.Config.Program
		return []*Pursuit{{ID: ImpliedID, Title: a.journal.Config.Words.Say("pursuit.implied"), Kind: "other", Status: "open", Arc: program.Arc,
			Address: "pursuits/" + ImpliedID + "/", Program: program, Level: visibility.Public}}, nil
	})
	return implied
}

// only is the pursuit of entries that name none: the edition's only one, or "".
func (a *admission) only(pursuits []*Pursuit) string {
	if len(pursuits) != 1 {
		return ""
	}
	return pursuits[0].ID
}
