package main

import (
	"fmt"
	"os/exec"
	"strings"

	"github.com/spf13/cobra"

	"journal/generator"
	"journal/generator/config"
)

const newHelp = `usage: journal new "TITLE" [--step ID] [--pursuit ID] [--date DATE] [--yaml]
                   [--edit]

Begins an entry: a new file below content/entries, in the folder of its month,
with the questions of its step as headings and its checklist as boxes. The entry
is private. No file is ever overwritten. The path of the new file is printed.

OPTIONS
  --step ID      the step it works on; may be given more than once
  --pursuit ID   the pursuit it belongs to; not needed where there is only one
  --date DATE    its day, such as 2026-03-05; otherwise today. The file of a day
                 to come is a plan
  --yaml         front matter in YAML rather than TOML
  --edit         open it in $VISUAL or $EDITOR` + optionsOfAll + `
EXAMPLES
  journal new "What Dana said"
  journal new "Letter to the committee" --step thank --edit
  $EDITOR "$(journal new 'A second look' --step recalibrate)"

EXIT STATUS
  0  the entry was written
  1  something in the world failed: the disk, the editor
  2  the command line was not understood; there is no such step or pursuit
  3  journal.toml has errors; no file was written
`

// newOptions are the flags of new.
type newOptions struct {
	steps         []string
	pursuit, date string
	yaml, edit    bool
}

func (a *app) newCommand() *cobra.Command {
	var o newOptions
	c := &cobra.Command{
		Use:   "new",
		Short: "begin an entry",
		Long:  newHelp,
		Args:  wants(1, 1, "one title", `put the title in quotes: journal new "What Dana said"`),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.newEntry(args[0], o)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	f := c.Flags()
	f.StringSliceVar(&o.steps, "step", nil, "the step it works on")
	f.StringVar(&o.pursuit, "pursuit", "", "the pursuit it belongs to")
	f.StringVar(&o.date, "date", "", "its day")
	f.BoolVar(&o.yaml, "yaml", false, "front matter in YAML")
	f.BoolVar(&o.edit, "edit", false, "open it in an editor")
	a.complete(c, "step", stepWords)
	a.complete(c, "pursuit", pursuitWords)
	return c
}

func (a *app) newEntry(title string, o newOptions) error {
	if err := oneLine("the title", title); err != nil {
		return err
	}
	src, err := a.source("")
	if err != nil {
		return err
	}
	r, found, err := a.read(src)
	if err != nil {
		return err
	}
	if err := a.usable(found); err != nil {
		return err
	}
	d, err := draft(r, title, o)
	if err != nil {
		return err
	}
	path, err := d.create(src.Folder, r.Config.Language)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, a.shown(path))
	if o.edit {
		return a.edit(path)
	}
	return nil
}

func draft(r generator.Reading, title string, o newOptions) (entryDraft, error) {
	d := entryDraft{title: title, day: r.Today, yaml: o.yaml}
	var err error
	if o.date != "" {
		if d.day, err = parseDay("--date", o.date); err != nil {
			return d, err
		}
	}
	if d.pursuit, err = choosePursuit(r, o.pursuit); err != nil {
		return d, err
	}
	steps, err := chooseSteps(r, d.pursuit, o.steps)
	for _, s := range steps {
		d.steps = append(d.steps, s.ID)
	}
	d.body = prompts(steps)
	return d, err
}

// prompts is a text to begin with. Boxes of an entry with several steps belong
// to the heading they stand under, so each step has its own.
func prompts(steps []config.Step) string {
	var b strings.Builder
	for _, s := range steps {
		level := "##"
		if len(steps) > 1 {
			fmt.Fprintf(&b, "## %s\n\n", s.Name)
			level = "###"
		}
		for _, item := range s.Items {
			fmt.Fprintf(&b, "- [ ] %s\n", item)
		}
		if len(s.Items) > 0 {
			b.WriteString("\n")
		}
		for _, question := range s.Prompt {
			fmt.Fprintf(&b, "%s %s\n\n", level, question)
		}
	}
	return b.String()
}

// edit opens a file in the author's editor. The shell starts it, as git does,
// since the variable may hold options. An interrupt is the editor's own affair: in
// many of them Ctrl-C is a key like any other.
func (a *app) edit(path string) error {
	editor := a.getenv("VISUAL")
	if editor == "" {
		editor = a.getenv("EDITOR")
	}
	if editor == "" {
		return failure{"there is no editor: neither VISUAL nor EDITOR is set", "the entry was written; for example: EDITOR=nano journal new …"}
	}
	c := exec.Command("sh", "-c", editor+` "$@"`, editor, path)
	c.Stdin, c.Stdout, c.Stderr = a.stdin, a.stderr, a.stderr
	if isTerminal(a.stdout) {
		c.Stdout = a.stdout
	}
	if err := c.Run(); err != nil {
		return programError("the editor "+editor, err)
	}
	return nil
}
