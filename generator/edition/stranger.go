package edition

import (
	"cmp"
	"path"
	"strings"

	"journal/generator/diag"
	"journal/generator/journal"
	"journal/generator/markdown"
	"journal/generator/pseudonym"
	"journal/generator/slug"
)

// Nobody can know all names there are. Somebody is named as such, whoever it is, by
//
//   - an @id, in a text or in a line of its front matter;
//   - a title before a name: "Mr. Kowalski", "Dr Ada Sommer";
//   - a [[wikilink]] to a note about a person: to "@Kim", or into a folder "people";
//   - a name that a key for persons or organizations holds, in whatever file of the
//     journal, also a private one: "Zephyr Holdings" of a pursuit, "Kim Long" of
//     somebody's letter. Of entries, and of names with more than one word.
//
// With the keys of the entry itself (package journal), that is who has to be in
// people.toml before something that names them is published. What [privacy] allow
// lists is nobody.

// stranger is somebody who is named as such and is not in people.toml.
type stranger struct {
	written string // as the text names them
	name    string
	pos     diag.Pos
	body    bool
	call    bool // by an @id
}

func (a *admission) checkStrangers(t journal.Text, lines []string) diag.List {
	var found []stranger
	for _, line := range lines {
		line = spoken(line)
		for _, id := range markdown.CallsIn(line) {
			found = append(found, stranger{"@" + id, id, t.Place("@" + id), false, true})
		}
		for _, p := range pseudonym.TitledIn(line) {
			found = append(found, stranger{line[p.Start:p.End], p.Name, t.Place(p.Name), false, false})
		}
	}
	for _, call := range t.Cut.Calls() {
		found = append(found, stranger{"@" + call.ID, call.ID, call.Pos, true, true})
	}
	text := t.Cut.Text()
	for _, p := range pseudonym.TitledIn(text) {
		found = append(found, stranger{text[p.Start:p.End], p.Name, t.Place(p.Name), true, false})
	}
	for _, l := range t.Cut.Links() {
		if name := personBehind(l); name != "" {
			found = append(found, stranger{"[[" + l.Target + "]]", name, l.Pos, true, false})
		}
	}
	return a.tell(found)
}

// checkUnlisted finds in an entry the names that the journal knows and people.toml does
// not. What a pursuit or a page is called, its author chose for others to read.
func (a *admission) checkUnlisted(t journal.Text, lines []string) diag.List {
	if a.own {
		return nil
	}
	var found []stranger
	for _, line := range lines {
		found = append(found, a.unlistedIn(spoken(line), t, false)...)
	}
	return a.tell(append(found, a.unlistedIn(t.Cut.Text(), t, true)...))
}

// tell says once of each who is not known that they would be named.
func (a *admission) tell(found []stranger) diag.List {
	var messages diag.List
	told := map[string]bool{}
	for _, s := range found {
		if s.written = strings.Join(strings.Fields(s.written), " "); !told[s.written] && !a.isKnown(s) {
			told[s.written] = true
			messages = append(messages, s.message())
		}
	}
	return messages
}

// takeUnlisted makes the names ready that the journal knows and people.toml does not.
func (a *admission) takeUnlisted() {
	var names []pseudonym.Name
	for _, name := range a.journal.Unlisted {
		if !strings.Contains(name, " ") {
			continue // a word, and perhaps no more than that: "May", "Harbour"
		}
		names = append(names, pseudonym.Name{ID: name, Forms: []string{name}})
	}
	a.unlisted, a.unlistedKey = pseudonym.New(names, nil), strings.Join(a.journal.Unlisted, "\n")
}

// unlistedIn are those among them that a text has. t is the file it is of.
func (a *admission) unlistedIn(text string, t journal.Text, body bool) []stranger {
	if a.unlisted == nil {
		return nil
	}
	var found []stranger
	for _, m := range a.unlisted.All(text) {
		name := a.unlisted.Name(m.Who).Forms[0]
		found = append(found, stranger{name, name, t.PlaceOf(a.unlisted, m.Who), body, false})
	}
	return found
}

// isKnown reports who is in people.toml, under this name or as part of it, who is
// called by the public name already, and what the author says is nobody.
func (a *admission) isKnown(s stranger) bool {
	if _, known := a.journal.People.Find(s.name); known {
		return true
	}
	if !s.call && a.journal.Names.In(s.written) {
		return true // what is left of it is checked by nobody: "Dr. Dana Whitfield-Smith"
	}
	for _, p := range a.journal.People.All {
		if p.Public != "" && (strings.EqualFold(p.Public, s.name) || strings.EqualFold(p.Public, s.written)) {
			return true
		}
	}
	for _, allowed := range a.journal.Config.Privacy.Allow {
		if strings.EqualFold(allowed, s.name) || strings.EqualFold(allowed, s.written) {
			return true
		}
	}
	return false
}

func (s stranger) message() diag.Message {
	nobody := "write \\" + s.written + " if nobody is meant"
	if !s.call || !s.body {
		nobody = "list " + diag.Quote(s.written) + " in `allow` below [privacy] if nobody needs another name"
	}
	add := "add [" + cmp.Or(slug.Make(s.name, "en"), "name") + "] with `name = " + diag.Quote(s.name) + "` and a `public` name to people.toml"
	if s.call {
		add = "add [" + s.name + "] with a `name` and a `public` name to people.toml"
	}
	m := diag.New("E130", s.pos, add+", or "+nobody, "%s is not in people.toml, so this would name them", diag.Quote(s.written))
	m.Body = s.body
	return m
}

// personBehind is whom a wikilink leads to, if that is a note about somebody.
func personBehind(l markdown.Link) string {
	if l.Kind != markdown.Wiki {
		return ""
	}
	target := strings.TrimSpace(strings.TrimSuffix(l.Target, ".md"))
	folder, name := path.Split(target)
	if rest, ok := strings.CutPrefix(name, "@"); ok {
		return rest
	}
	switch strings.ToLower(path.Base(path.Clean(folder))) {
	case "people", "persons", "contacts":
		return name
	}
	return ""
}
