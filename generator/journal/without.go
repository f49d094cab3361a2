package journal

import (
	"fmt"
	"slices"
	"strings"

	"journal/generator/civil"
	"journal/generator/frontmatter"
)

// Without is the snapshot of a journal out of which everything was taken that keep is
// false of: entries, pages, pursuits and files beside them. Configuration, people,
// themes and static files stay. Of a pursuit that is taken out and that an entry names
// which stays, what the entry is understood by stays: the program, and how and when it
// ended.
func (s Snapshot) Without(j Journal, keep func(path string) bool) Snapshot {
	hollow := map[string]*Input{}
	for _, e := range j.Entries {
		if !keep(e.Path) {
			continue
		}
		for _, id := range e.Pursuits {
			if p, ok := j.Pursuit(id); ok && !keep(p.Path) {
				hollow[p.Path] = hollowed(p)
			}
		}
	}
	rest := s
	rest.Inputs, rest.folders = nil, nil
	for _, in := range s.Inputs {
		switch other, named := hollow[in.Path]; {
		case named:
			rest.Inputs = append(rest.Inputs, other)
		case s.stays(j, in.Path) || keep(in.Path):
			rest.Inputs = append(rest.Inputs, in)
		}
	}
	return rest
}

// stays reports whether a file is none that somebody may or may not see.
func (s Snapshot) stays(j Journal, path string) bool {
	if s.Bare {
		return path == PeopleFile || path == RevealedFile || strings.HasPrefix(path, "themes/")
	}
	return !strings.HasPrefix(path, "content/") || strings.HasPrefix(path, "content/static/")
}

// hollowed is a pursuit of which nothing is left but what entries are understood by.
func hollowed(p *Pursuit) *Input {
	var b strings.Builder
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s = %q\n", key, value)
		}
	}
	day := func(key string, d civil.Date) {
		if !d.IsZero() {
			fmt.Fprintf(&b, "%s = %s\n", key, d)
		}
	}
	b.WriteString("+++\nvisibility = \"private\"\n")
	line("program", p.Front.Program.S)
	line("status", p.Front.Status.S)
	day("day_zero", p.Front.DayZero)
	day("ended", p.Front.Ended)
	for _, m := range slices.SortedFunc(slices.Values(p.Front.Milestones), func(a, b frontmatter.Milestone) int { return a.Date.Compare(b.Date) }) {
		id := "ended"
		if m.ID.S == "turned-down" {
			id = m.ID.S
		}
		b.WriteString("[[milestone]]\n")
		line("id", id)
		day("date", m.Date)
	}
	b.WriteString("+++\n")
	text := []byte(b.String())
	return &Input{Path: p.Path, Size: int64(len(text)), Text: text, Read: func() ([]byte, error) { return text, nil }}
}
