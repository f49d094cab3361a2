package edition

import "strings"

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

// allSpoken leaves out lines of which nothing is left.
func allSpoken(lines []string) []string {
	var all []string
	for _, line := range lines {
		if line = spoken(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}
