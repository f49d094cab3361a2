package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

const nextHelp = `usage: journal next [--json]

Suggests at most one thing to do next, with questions to begin with. Often there
is nothing to suggest, and that is fine; inside a rest there never is.

OPTIONS
  --json   print {pursuit, step, text} as JSON, or null` + optionsOfAll + `
EXAMPLES
  journal next
  journal next --json

EXIT STATUS
  0  all is well, whether there is a suggestion or none
  1  something in the world failed: a file could not be read
  2  the command line was not understood
  3  the journal has errors; the suggestion is from what could be read
`

func (a *app) nextCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "next",
		Short: "at most one thing to do next",
		Long:  nextHelp,
		Args:  nothing,
		RunE:  func(*cobra.Command, []string) error { return a.next(asJSON) },
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func (a *app) next(asJSON bool) error {
	s, errors, err := a.stand()
	if err != nil {
		return err
	}
	if asJSON {
		err = a.printJSON(suggestionOf(s.next))
	} else {
		_, err = io.WriteString(a.stdout, nextText(s))
	}
	if err != nil {
		return err
	}
	return a.reportBesides(errors)
}

func nextText(s standings) string {
	if s.next == nil {
		return "Nothing needs doing. That is an answer too.\n"
	}
	var b strings.Builder
	writeSuggestion(&b, s)
	for _, question := range s.next.Prompt {
		fmt.Fprintf(&b, "  - %s\n", question)
	}
	if s.next.Step != "" {
		fmt.Fprintf(&b, "\nTo begin: %s\n", beginning(s))
	}
	return b.String()
}

// writeSuggestion writes the one next step and what it belongs to.
func writeSuggestion(b *strings.Builder, s standings) {
	fmt.Fprintf(b, "Next: %s\n", s.next.Text)
	var about []string
	if s.next.Pursuit != "" {
		about = append(about, s.title(s.next.Pursuit))
	}
	if name := s.step(s.next.Pursuit, s.next.Step); name != "" && !strings.Contains(s.next.Text, name) {
		about = append(about, name)
	}
	if len(about) > 0 {
		fmt.Fprintf(b, "  %s\n", strings.Join(about, " · "))
	}
}

// beginning is the command line that begins the entry.
func beginning(s standings) string {
	line := `journal new "TITLE" --step ` + s.next.Step
	if len(s.reading.Journal.Pursuits) > 1 {
		line += " --pursuit " + s.next.Pursuit
	}
	return line
}
