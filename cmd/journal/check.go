package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"journal/generator"
	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/journal"
	"journal/generator/memo"
)

const checkHelp = `usage: journal check [--host PRESET] [--json]

Looks through the whole journal for mistakes: front matter, journal.toml, links,
pictures, and the theme's files. It makes every page of the public site without
writing any, and looks at your own edition as well, so that private entries are
checked too. Then it looks at the finished pages as browsers and hosts will: for
links, places in pages and pictures that are not there, for capital letters, for
what is loaded unsafely, for pictures without a word, and for what the host that
you publish to would refuse. Nothing is asked of the network. All that was found
is printed, warnings included.

OPTIONS
  --host PRESET  look as this host will: github, gitlab, codeberg, cloudflare,
                 netlify, s3, neocities, rsync or none. Otherwise the preset of
                 [publish] in journal.toml
  --json         print a JSON list of what was found; each has code, severity,
                 file, line, column, text and hint` + optionsOfAll + `
EXAMPLES
  journal check
  journal check --host neocities
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
	var host string
	c := &cobra.Command{
		Use:   "check",
		Short: "look through all files for mistakes",
		Long:  checkHelp,
		Args:  nothing,
		RunE:  func(*cobra.Command, []string) error { return a.check(host, asJSON) },
	}
	a.hostFlag(c, &host)
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON list")
	return c
}

func (a *app) check(host string, asJSON bool) error {
	if err := isHost(host); err != nil {
		return err
	}
	found, err := a.findAll(host)
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

// findAll gives what there is to say of both editions, and of the finished site.
func (a *app) findAll(host string) (diag.List, error) {
	src, err := a.source("")
	if err != nil {
		return nil, err
	}
	m := memo.New()
	r, found, err := generator.Read(src, m)
	if err != nil {
		return nil, err
	}
	src.Preset, src.Publishing = host, host != "" || len(r.Config.Publish) > 0
	public, ofPublic := generator.Make(src, r, edition.ForPublic, m)
	var own edition.Edition[edition.Owner]
	_, ofOwner := generator.Make(src, r, func(j journal.Journal, day civil.Date, m *memo.Store) (edition.Edition[edition.Owner], diag.List) {
		var messages diag.List
		own, messages = edition.ForOwner(j, day, m)
		return own, messages
	}, m)
	_, ofCircles := generator.Circles(src, r, m)
	found = distinct(slices.Concat(found, ofPublic, ofOwner, ofCircles))
	if found.HasErrors() {
		return found, nil
	}
	inPages, err := a.lookAt(src, r, public, own)
	return distinct(append(found, inPages...)), err
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
