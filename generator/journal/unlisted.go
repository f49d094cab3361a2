package journal

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"journal/generator/memo"
)

// unlisted are the names that keys for persons and organizations hold and people.toml
// does not: who was met, who answered, where one applied. A word in small letters is
// an id, and says nothing.
func (l *loader) unlisted() []string {
	names := map[string]bool{}
	note := func(name string) {
		name = strings.Join(strings.Fields(name), " ")
		first, _ := utf8.DecodeRuneInString(name)
		if !unicode.IsLetter(first) || unicode.IsLower(first) || utf8.RuneCountInString(name) < 2 || l.journal.Names.In(name) {
			return
		}
		if _, known := l.journal.People.Find(name); !known {
			names[name] = true
		}
	}
	for _, p := range l.journal.Pursuits {
		note(p.Front.Organization)
		for _, t := range p.Front.Twins {
			note(t.Name)
		}
		for _, one := range p.Front.People {
			note(one.Person.S)
		}
		for _, said := range p.Front.Feedback {
			note(said.From.S)
		}
	}
	for _, some := range memo.Runs(l.memo, "named", memo.Key{}, l.journal.Entries, namedBy) {
		for _, name := range some {
			note(name)
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// namedBy are those that keys of entries hold, as they were written.
func namedBy(entries []*Entry) []string {
	var names []string
	for _, e := range entries {
		if from := e.Front.FeedbackFrom.S; from != "" {
			names = append(names, from)
		}
		for _, t := range e.Front.With {
			names = append(names, t.S)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
