package edition

import (
	"strings"

	"journal/generator/frontmatter"
)

// spoken is a line of a front matter as this audience reads it: without its private
// parts, and for strangers with public names.
func (a *admission) spoken(s string) string { return a.replace(spoken(s)) }

// allSpoken leaves out lines of which nothing is left.
func (a *admission) allSpoken(lines []string) []string {
	var all []string
	for _, line := range lines {
		if line = a.spoken(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// idsOf are ids as this audience reads them.
func (a *admission) idsOf(ts []frontmatter.Text) []string {
	var ids []string
	for _, t := range ts {
		ids = append(ids, a.id(t.S))
	}
	return ids
}

// spoken is a line of a front matter without its private parts: comments between
// %% and HTML comments are cut there as they are in a body, for everybody. One
// without an end is cut to the end of the line.
func spoken(s string) string {
	if !strings.Contains(s, "%%") && !strings.Contains(s, "<!--") {
		return s
	}
	s = cutBetween(cutBetween(s, "%%", "%%"), "<!--", "-->")
	return strings.Join(strings.Fields(s), " ")
}

func cutBetween(s, from, to string) string {
	for {
		before, rest, found := strings.Cut(s, from)
		if !found {
			return s
		}
		_, after, _ := strings.Cut(rest, to)
		s = before + after
	}
}
