package journal

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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
	for _, e := range l.journal.Entries {
		note(e.Front.FeedbackFrom.S)
		for _, t := range e.Front.With {
			note(t.S)
		}
	}
	return slices.Sorted(maps.Keys(names))
}
