package main

import (
	"fmt"
	"strconv"
	"strings"

	"journal/generator/diag"
)

// mostAlike is how many messages with the same code are printed before the rest
// is only counted. check prints all of them.
const mostAlike = 20

// report prints what was found in the author's files to standard error, errors
// only where the run is to be quiet, and ends with how many there were. If there
// were errors, outcome says what came of them, and errJournal is returned.
func (a *app) report(found diag.List, outcome string) error {
	if a.quiet {
		found = onlyErrors(found)
	}
	a.print(found)
	if !found.HasErrors() {
		if summary := tally(found); summary != "" {
			fmt.Fprintln(a.stderr, summary+".")
		}
		return nil
	}
	fmt.Fprintf(a.stderr, "%s. %s\n", tally(found), outcome)
	return errJournal
}

// print prints messages to standard error, the first of each code.
func (a *app) print(found diag.List) {
	shown, more := cut(found)
	shown.Print(a.stderr, a.style(a.stderr))
	for _, line := range more {
		fmt.Fprintln(a.stderr, line)
	}
}

func onlyErrors(l diag.List) diag.List {
	var errors diag.List
	for _, m := range l {
		if m.Severity == diag.Error {
			errors = append(errors, m)
		}
	}
	return errors
}

// cut keeps the first messages of each code. The lines say what was left out, in
// the order in which the codes passed the limit.
func cut(l diag.List) (shown diag.List, more []string) {
	seen := map[string]int{}
	var codes []string
	for _, m := range l {
		seen[m.Code]++
		if seen[m.Code] <= mostAlike {
			shown = append(shown, m)
		} else if seen[m.Code] == mostAlike+1 {
			codes = append(codes, m.Code)
		}
	}
	for _, code := range codes {
		more = append(more, fmt.Sprintf("and %s more %s: `journal check` shows them all", thousands(seen[code]-mostAlike), code))
	}
	return shown, more
}

// tally counts messages: "2 errors, 3 warnings", or "" for none.
func tally(l diag.List) string {
	var parts []string
	for _, s := range []diag.Severity{diag.Error, diag.Warning, diag.Note} {
		if n := l.Count(s); n > 0 {
			parts = append(parts, amount(n, s.String(), s.String()+"s"))
		}
	}
	return strings.Join(parts, ", ")
}

// distinct sorts messages and leaves out those that are there already: two
// editions of one journal say much the same.
func distinct(l diag.List) diag.List {
	l.Sort()
	seen := make(map[diag.Message]bool, len(l))
	kept := make(diag.List, 0, len(l))
	for _, m := range l {
		if !seen[m] {
			seen[m] = true
			kept = append(kept, m)
		}
	}
	return kept
}

// amount is a number and what it counts: "1 page", "1,646 pages".
func amount(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// thousands writes a number with commas.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
