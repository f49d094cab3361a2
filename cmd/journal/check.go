package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"journal/generator"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/generator/render"
)

const checkHelp = `usage: journal check [--json]

Looks through the whole journal for mistakes: front matter, journal.toml, links,
pictures, and the theme's files. It makes every page of the public site without
writing any, and looks at your own edition as well, so that private entries are
checked too. All that was found is printed, warnings included.

OPTIONS
  --json   print a JSON list of what was found; each has code, severity, file,
           line, column, text and hint` + optionsOfAll + `
EXAMPLES
  journal check
  journal check --json | jq -r '.[].code' | sort | uniq -c

EXIT STATUS
  0  there is no error; there may be warnings
  1  something in the world failed: a file could not be read
  2  the command line was not understood
  3  the journal has errors
`

// problem is a message as check --json prints it. Line and column count from 1;
// 0 is the file as a whole.
type problem struct {
	Code     string        `json:"code"`
	Severity diag.Severity `json:"severity"`
	File     string        `json:"file"`
	Line     int           `json:"line"`
	Column   int           `json:"column"`
	Text     string        `json:"text"`
	Hint     string        `json:"hint"`
}

func (a *app) checkCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "check",
		Short: "look through all files for mistakes",
		Long:  checkHelp,
		Args:  nothing,
		RunE:  func(*cobra.Command, []string) error { return a.check(asJSON) },
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON list")
	return c
}

func (a *app) check(asJSON bool) error {
	found, err := a.findAll()
	if err != nil {
		return err
	}
	if asJSON {
		err = a.printJSON(problems(found))
	} else {
		err = a.printFound(found)
	}
	if err == nil && found.HasErrors() {
		return errJournal
	}
	return err
}

// findAll gives what there is to say of both editions.
func (a *app) findAll() (diag.List, error) {
	src, err := a.source("")
	if err != nil {
		return nil, err
	}
	m := memo.New()
	r, found, err := generator.Read(src, m)
	if err != nil {
		return nil, err
	}
	public, ofPublic := generator.Make(src, r, edition.ForPublic, m)
	_, ofOwner := generator.Make(src, r, edition.ForOwner, m)
	_, ofCircles := generator.Circles(src, r, m)
	found = distinct(slices.Concat(found, ofPublic, ofOwner, ofCircles))
	if found.HasErrors() {
		return found, nil
	}
	return found, makeAll(public)
}

// makeAll makes each file of a site.
func makeAll(tree render.Tree[edition.Public]) error {
	for _, path := range tree.Paths() {
		if _, err := tree.Bytes(path); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) printFound(found diag.List) error {
	found.Print(a.stdout, a.style(a.stdout))
	summary := "Everything is in order."
	if len(found) > 0 {
		summary = tally(found) + "."
	}
	if a.quiet {
		return nil
	}
	_, err := io.WriteString(a.stdout, summary+"\n")
	if err != nil {
		return fmt.Errorf("write to standard output: %w", err)
	}
	return nil
}

func problems(found diag.List) []problem {
	list := make([]problem, len(found))
	for i, m := range found {
		list[i] = problem{m.Code, m.Severity, m.Pos.File, m.Pos.Line, m.Pos.Col, m.Text, m.Hint}
	}
	return list
}
