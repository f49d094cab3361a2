package main

import (
	"crypto/sha256"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/template"
	"time"

	"github.com/spf13/cobra"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/diag"
)

const initHelp = `usage: journal init [DIR] [--program ID] [--ci FORGE]

Begins a new journal in a folder, which is made if there is none: journal.toml
with a comment to each setting, people.toml, one sample pursuit and one sample
entry, both private, and a .gitignore. No file is ever overwritten: where a
journal is already, nothing is written.

OPTIONS
  --program ID   the steps to begin with: second-place (the default),
                 twelve-steps, rehab, burnout or grief
  --ci FORGE     write a workflow as well, by which github, gitlab or codeberg
                 builds, audits and publishes the journal whenever it is pushed.
                 In a folder that has a journal, write nothing else` + optionsOfAll + `
EXAMPLES
  journal init
  journal init my-journal
  journal init knee --program rehab
  journal init --ci github

EXIT STATUS
  0  the journal, or its workflow, was written
  1  there is a journal or a workflow already, or the disk failed
  2  the command line was not understood; there is no such program or forge
  3  journal.toml has errors, so no workflow was written
`

// starter holds the files of a new journal.
//
//go:embed starter
var starter embed.FS

// starterFiles are the files of a new journal and what they are made from.
func starterFiles(b beginnings) []starterFile {
	month, day := b.Today.Format("2006/01"), b.Today.String()
	return []starterFile{
		{configName, "starter/journal.toml.tmpl"},
		{"people.toml", "starter/people.toml"},
		{"content/pursuits/" + b.Sample.ID + ".md", "starter/pursuit.md.tmpl"},
		{"content/entries/" + month + "/" + day + "-the-first-line.md", "starter/entry.md.tmpl"},
		{gitignore, "starter/gitignore"},
	}
}

type starterFile struct{ path, from string }

const gitignore = ".gitignore"

// beginnings is what the files of a new journal say.
type beginnings struct {
	Program       config.Program
	Zone, LinkKey string
	Today         civil.Date
	Sample        sample
}

// Progress is the program's kind of number.
func (b beginnings) Progress() string { return string(b.Program.Progress) }

// sample is the pursuit that a new journal begins with.
type sample struct{ ID, Title, Kind, DayZero, Story string }

// sampleOf is the pursuit for one of the programs that come with journal.
func sampleOf(program string) sample {
	switch program {
	case "twelve-steps":
		return sample{"sober", "Sober", "sobriety", "the first day", "What it was like, what happened, and what it is like now."}
	case "rehab":
		return sample{"my-injury", "Back on my feet", "health", "the day of the injury or the surgery", "What happened, and what I want to be able to do again."}
	case "burnout":
		return sample{"burnout", "Out of the burnout", "burnout", "the day it stopped", "How it came to this, and what shall be different."}
	case "grief":
		return sample{"grief", "After", "grief", "the day", "Who it was, and what is missing."}
	}
	return sample{"my-second-place", "The one I came second for", "job", "the day of the no", "What I wanted, how near it was, and what they said."}
}

func (a *app) initCommand() *cobra.Command {
	program, ci := "", ""
	c := &cobra.Command{
		Use:   "init",
		Short: "begin a new journal",
		Long:  initHelp,
		Args:  wants(0, 1, "one folder", "journal init my-journal"),
		RunE: func(_ *cobra.Command, args []string) error {
			folder := a.folder
			if len(args) > 0 {
				folder = a.path(args[0])
			} else if a.sourceFlag != "" {
				folder = a.path(a.sourceFlag)
			}
			return a.init(folder, program, ci)
		},
	}
	c.Flags().StringVar(&program, "program", "second-place", "the steps to begin with")
	c.Flags().StringVar(&ci, "ci", "", "write a workflow for this forge")
	c.RegisterFlagCompletionFunc("ci", cobra.FixedCompletions(forgeNames(), cobra.ShellCompDirectiveNoFileComp))
	c.RegisterFlagCompletionFunc("program", cobra.FixedCompletions(programWords(), cobra.ShellCompDirectiveNoFileComp))
	return c
}

func (a *app) init(folder, programID, ci string) error {
	program, err := programOf(programID)
	if err != nil {
		return err
	}
	var f forge
	if ci != "" {
		if f, err = forgeOf(ci); err != nil {
			return err
		}
	}
	there := alreadyThere(folder)
	if len(there) > 0 && ci != "" {
		return a.writeWorkflow(f, folder)
	}
	if len(there) > 0 {
		return failure{"there is a journal in " + a.shown(folder) + " already: " + strings.Join(there, ", "), "nothing was written; `journal init DIR` begins one in another folder"}
	}
	b, err := a.beginnings(program)
	if err != nil {
		return err
	}
	if err := a.writeStarter(folder, b); err != nil {
		return err
	}
	if ci != "" {
		if err := a.writeWorkflow(f, folder); err != nil {
			return err
		}
	}
	a.sayBegun(folder)
	return nil
}

func programOf(id string) (config.Program, error) {
	for _, p := range config.Programs() {
		if p.ID == id {
			return p, nil
		}
	}
	return config.Program{}, usageError{"there is no program " + diag.Quote(id), diag.DidYouMean(id, programWords(), "programs")}
}

// alreadyThere is what of a journal a folder has.
func alreadyThere(folder string) []string {
	var there []string
	for _, name := range []string{configName, "people.toml", "content"} {
		if _, err := os.Lstat(filepath.Join(folder, name)); err == nil {
			there = append(there, name)
		}
	}
	return there
}

func (a *app) beginnings(p config.Program) (beginnings, error) {
	day, err := a.today()
	if err != nil {
		return beginnings{}, err
	}
	now, err := a.clock()
	if err != nil {
		return beginnings{}, err
	}
	if day.IsZero() {
		day = civil.Of(now().In(a.location()).Add(-nightEnds))
	}
	key := make([]byte, sha256.Size)
	if _, err := io.ReadFull(a.random, key); err != nil {
		return beginnings{}, fmt.Errorf("make a key for unlisted addresses: %w", err)
	}
	return beginnings{Program: p, Zone: a.zone, LinkKey: fmt.Sprintf("%x", key), Today: day, Sample: sampleOf(p.ID)}, nil
}

// nightEnds is the day_ends_at of a new journal.
const nightEnds = 3 * time.Hour

// location is the time zone of a new journal.
func (a *app) location() *time.Location {
	zone, err := time.LoadLocation(a.zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

func (a *app) writeStarter(folder string, b beginnings) error {
	for _, f := range starterFiles(b) {
		text, err := f.text(b)
		if err != nil {
			return err
		}
		path := filepath.Join(folder, filepath.FromSlash(f.path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("make the journal's folder: %w", err)
		}
		err = writeNew(path, text)
		if errors.Is(err, fs.ErrExist) && f.path == gitignore {
			a.say(".gitignore was there already; these lines belong into it: %s", strings.Join(strings.Fields(string(text)), ", "))
			continue
		}
		if err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, a.shown(path))
	}
	return os.MkdirAll(filepath.Join(folder, "content", "static"), 0o755)
}

func (f starterFile) text(b beginnings) ([]byte, error) {
	text, err := starter.ReadFile(f.from)
	if err != nil || !strings.HasSuffix(f.from, ".tmpl") {
		return text, err
	}
	t, err := template.New(f.path).Funcs(template.FuncMap{"quoted": quoted, "list": quotedList, "lines": quotedLines, "pad": pad}).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var w strings.Builder
	err = t.Execute(&w, b)
	return []byte(w.String()), err
}

// pad fills a line with spaces, so that what follows stands in that column.
func pad(column int, line string) string {
	return line + strings.Repeat(" ", max(1, column-columns(line)))
}

// quotedLines is a list with each of its texts on a line.
func quotedLines(list []string) string {
	var b strings.Builder
	b.WriteString("[\n")
	for _, s := range list {
		b.WriteString("  " + quoted(s) + ",\n")
	}
	return b.String() + "]"
}

func (a *app) sayBegun(folder string) {
	a.say("")
	a.say("Your journal begins. To look at it while you write:")
	a.say("")
	if folder != a.folder {
		a.say("  cd %s", a.shown(folder))
	}
	a.say("  journal serve --open")
	a.say(`  journal new "What happened"`)
	if n := markdownBeside(folder); n > 0 {
		a.say("")
		a.say("%s in this folder will be read once moved to content/entries.", amount(n, "Markdown file", "Markdown files"))
	}
}

// markdownBeside counts the Markdown files that were a journal by themselves
// before there was a journal.toml.
func markdownBeside(folder string) int {
	files, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil {
		return 0
	}
	n := 0
	for _, f := range files {
		if !strings.EqualFold(filepath.Base(f), "README.md") {
			n++
		}
	}
	return n
}
