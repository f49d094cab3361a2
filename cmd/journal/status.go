package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/progress"
)

const statusHelp = `usage: journal status [--json]

Shows where each pursuit stands, over everything you wrote, private entries
included: the day since the no, its steps, what you are working on, what comes
next. The marks are ● done, ◐ begun, ○ not begun, ◌ planned and – left out; the
words beside them say the same. Entries whose reveal has come are listed until
journal build --reveal makes them public. Audiences are listed with how many
entries each may read that strangers may not; no passphrase is asked for.

OPTIONS
  --json   print the same as one JSON object, for scripts; its names and their
           order are stable` + optionsOfAll + `
EXAMPLES
  journal status
  journal --today 2026-04-05 status
  journal status --json | jq '.pursuits[].steps[] | select(.state == "due")'

EXIT STATUS
  0  all is well
  1  something in the world failed: a file could not be read
  2  the command line was not understood
  3  the journal has errors; what could be read was shown all the same
`

func (a *app) statusCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "status",
		Short: "where each pursuit stands",
		Long:  statusHelp,
		Args:  nothing,
		RunE:  func(*cobra.Command, []string) error { return a.status(asJSON) },
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

func (a *app) status(asJSON bool) error {
	s, errors, err := a.stand()
	if err != nil {
		return err
	}
	if asJSON {
		err = a.printJSON(s.json())
	} else {
		_, err = io.WriteString(a.stdout, statusText(s))
	}
	if err != nil {
		return err
	}
	return a.reportBesides(errors)
}

// reportBesides prints the errors of a journal that was shown all the same.
func (a *app) reportBesides(errors diag.List) error {
	return a.report(errors, "What could be read is shown.")
}

// statusText is the status for the eye: a part for each pursuit, those in motion
// first, and at the end one next step.
func statusText(s standings) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", s.owner.Today().Format("Monday 2 January 2006"))
	if len(s.all) == 0 {
		b.WriteString("\nNothing is written yet. `journal new \"TITLE\"` begins the first entry.\n")
	}
	for _, moving := range []bool{true, false} {
		for i := range s.all {
			if inMotion(s.all[i]) == moving {
				b.WriteString("\n")
				writePursuit(&b, s.all[i], s.owner.Today())
			}
		}
	}
	b.WriteString(waitingText(s.reading))
	b.WriteString(audiencesText(s))
	if s.next != nil {
		b.WriteString("\n")
		writeSuggestion(&b, s)
	}
	return b.String()
}

func inMotion(s *progress.Standing) bool { return s.Pursuit.Status == "open" }

// withNumbers reports whether a program wants to be counted.
func withNumbers(s *progress.Standing) bool { return s.Pursuit.Program.Progress != config.NoNumbers }

func writePursuit(b *strings.Builder, s *progress.Standing, today civil.Date) {
	fmt.Fprintf(b, "%s\n  %s\n", s.Pursuit.Title, strings.Join(headline(s), " · "))
	if !inMotion(s) {
		return
	}
	width := labelWidth(s.Steps)
	for i := range s.Steps {
		step := &s.Steps[i]
		mark, words := stepLine(step, withNumbers(s))
		fmt.Fprintf(b, "  %s %s%s  %s\n", mark, step.Label, strings.Repeat(" ", width-columns(step.Label)), words)
	}
	for _, g := range s.Gaps {
		if g.Closed.IsZero() {
			fmt.Fprintf(b, "  working on %s%s\n", g.Title, lastWorked(g, today))
		}
	}
}

// headline is a pursuit in a few words: how it stands, the day, how far.
func headline(s *progress.Standing) []string {
	words := standingWords(s)
	if !withNumbers(s) {
		return []string{words}
	}
	dated := !s.DayZero.IsZero() && s.Day >= 0
	if !inMotion(s) {
		if dated {
			words += afterDays(s)
		}
		return withEntries([]string{words}, s)
	}
	parts := append([]string{words}, stageWords(s.Stage)...)
	if dated {
		parts = append(parts, "day "+thousands(s.Day))
	}
	if s.Pursuit.Program.Progress == config.BySteps {
		parts = append(parts, fmt.Sprintf("%d of %d steps", s.Done, s.Of))
	}
	return withEntries(parts, s)
}

// afterDays is how long a pursuit took, or on which day it rests.
func afterDays(s *progress.Standing) string {
	switch s.Pursuit.Status {
	case "paused":
		return ", day " + thousands(s.Day)
	case "closed":
		if s.Pursuit.Outcome == "twin" || s.Pursuit.Outcome == "other" {
			break
		}
		return " on day " + thousands(s.Day)
	}
	return ", after " + amount(s.Day, "day", "days")
}

// withEntries adds the number of entries up to today.
func withEntries(parts []string, s *progress.Standing) []string {
	n := 0
	for _, e := range s.Entries {
		if !e.Planned {
			n++
		}
	}
	if n == 0 {
		return parts
	}
	return append(parts, amount(n, "entry", "entries"))
}

// standingWords is how a pursuit stands.
func standingWords(s *progress.Standing) string {
	p := s.Pursuit
	switch {
	case p.Status == "paused":
		return "resting"
	case p.Status == "won" && (p.Outcome == "" || p.Outcome == "same"):
		return "the yes"
	case p.Status == "won", p.Status == "closed" && (p.Outcome == "twin" || p.Outcome == "other"):
		return "another door"
	case p.Status == "closed":
		return "let go"
	}
	return "in motion"
}

// stageWords is the turning point that a pursuit in motion has come to, if any.
func stageWords(stage progress.Stage) []string {
	switch stage {
	case progress.CalledBack:
		return []string{"called back"}
	case progress.Offered:
		return []string{"an offer"}
	case progress.Won:
		return []string{"the yes"}
	}
	return nil
}

// stepLine is the mark of a step, and how far it has come in words.
func stepLine(s *progress.Step, numbers bool) (mark, words string) {
	switch s.State {
	case progress.Done:
		return "●", "done" + on(s.Since)
	case progress.Skipped:
		return "–", "left out"
	case progress.Planned:
		return "◌", "planned for " + shortDay(s.Next)
	case progress.NotBegun:
		return "○", "not begun"
	case progress.OnRhythm:
		return "◐", "on rhythm" + lastTouch(s) + nextTouch(s)
	case progress.Due:
		return "◐", "time for a hello" + lastTouch(s)
	}
	if numbers && s.Of > 1 {
		return "◐", fmt.Sprintf("begun, %d of %d", s.Count, s.Of)
	}
	return "◐", "begun" + on(s.Since)
}

func on(day civil.Date) string {
	if day.IsZero() {
		return ""
	}
	return " on " + shortDay(day)
}

func lastTouch(s *progress.Step) string {
	if s.Since.IsZero() {
		return ""
	}
	return ", last" + on(s.Since)
}

func nextTouch(s *progress.Step) string {
	if s.Next.IsZero() {
		return ""
	}
	return ", next about " + shortDay(s.Next)
}

func lastWorked(g progress.Gap, today civil.Date) string {
	if g.Worked.IsZero() {
		return ""
	}
	return ", last " + daysAgo(today.Sub(g.Worked))
}

func daysAgo(n int) string {
	switch n {
	case 0:
		return "today"
	case 1:
		return "yesterday"
	}
	return thousands(n) + " days ago"
}

func shortDay(d civil.Date) string { return d.Format("2 January 2006") }

func labelWidth(steps []progress.Step) int {
	width := 0
	for _, s := range steps {
		width = max(width, columns(s.Label))
	}
	return width
}

// columns is about how wide a label stands on the terminal.
func columns(s string) int { return len([]rune(s)) }
