package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"journal/generator/diag"
	"journal/generator/lineage"
	"journal/generator/theme"
	"journal/themes"
)

const themeHelp = `usage: journal theme list
       journal theme eject PATH

The pages are made by a theme. Three come with the program: default; plain, for
the smallest pages; and book, for reading and print. Which one it is stands in
journal.toml: theme = "book". Any of its files can be replaced by one of your
own: put it below themes/NAME in the journal's folder, under the same path.
Eject copies one there to begin with.

COMMANDS
  list    the theme's files, and which of them are your own
  eject   copy one of them into the journal's folder, to change it

OPTIONS
  --theme NAME   another theme than that of journal.toml` + optionsOfAll + `
EXAMPLES
  journal theme list
  journal theme eject layouts/entry.html

EXIT STATUS
  0  all is well
  1  something in the world failed: the disk, a file that is already there
  2  the command line was not understood; there is no such file
`

const themeListHelp = `usage: journal theme list [--theme NAME]

Prints the paths of the theme's files, one a line. Those that your journal has
its own copy of are marked "(yours)", those of a theme that it builds on with
the name of that theme. Standard error tells which themes there are.

OPTIONS
  --theme NAME   another theme than that of journal.toml` + optionsOfAll + `
EXAMPLES
  journal theme list
  journal theme list | grep layouts

EXIT STATUS
  0  the list was printed
  1  something in the world failed: a file could not be read
  2  the command line was not understood
  3  journal.toml has errors
`

const themeEjectHelp = `usage: journal theme eject PATH [--theme NAME]

Copies one file of the theme into the journal's folder, where you can change it.
From then on the site is made with your copy. A file that is already there is
never overwritten; delete it to go back to the theme's own. The path of the copy
is printed.

OPTIONS
  --theme NAME   another theme than that of journal.toml` + optionsOfAll + `
EXAMPLES
  journal theme eject layouts/entry.html
  $EDITOR "$(journal theme eject layouts/home.css)"

EXIT STATUS
  0  the copy was made
  1  something in the world failed: the disk, a copy that is already there
  2  the command line was not understood; there is no such file
  3  journal.toml has errors; no file was written
`

func (a *app) themeCommand() *cobra.Command {
	var name string
	c := &cobra.Command{
		Use:   "theme",
		Short: "see the theme's files and copy one to change it",
		Long:  themeHelp,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, args[0])
			}
			return usageError{"journal theme needs to know what to do", "commands: list, eject"}
		},
	}
	c.AddCommand(
		&cobra.Command{
			Use: "list", Short: "the theme's files", Long: themeListHelp, Args: nothing,
			RunE: func(*cobra.Command, []string) error { return a.themeList(name) },
		},
		&cobra.Command{
			Use: "eject", Short: "copy one of them to change it", Long: themeEjectHelp,
			Args: wants(1, 1, "one path", "journal theme eject layouts/entry.html"),
			RunE: func(_ *cobra.Command, args []string) error { return a.themeEject(args[0], name) },
			ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
				files, _ := theme.Files(themes.FS, nil, theme.Default)
				return pathsOf(files), cobra.ShellCompDirectiveNoFileComp
			},
		},
	)
	c.PersistentFlags().StringVar(&name, "theme", "", "another theme than that of journal.toml")
	return c
}

// files are the files of a theme: the one that is named, else that of journal.toml.
func (a *app) files(name string) (folder, of string, files []theme.File, err error) {
	src, err := a.source("")
	if err != nil {
		return "", "", nil, err
	}
	r, found, err := a.read(src)
	if err != nil {
		return "", "", nil, err
	}
	if err := a.usable(found); err != nil {
		return "", "", nil, err
	}
	of = cmp.Or(name, r.Config.Theme.Name)
	files, problems := theme.Files(themes.FS, os.DirFS(src.Folder), of)
	if problems.HasErrors() {
		return "", "", nil, usageError{problems[0].Text, problems[0].Hint}
	}
	return src.Folder, of, files, nil
}

func (a *app) themeList(name string) error {
	folder, of, files, err := a.files(name)
	if err != nil {
		return err
	}
	a.sayThemes(folder, of)
	for _, f := range files {
		fmt.Fprintln(a.stdout, f.Path+mark(f, of))
	}
	return nil
}

// mark says whose file it is, unless it is the theme's own as it comes.
func mark(f theme.File, of string) string {
	switch {
	case f.Own && f.From == of:
		return "  (yours)"
	case f.Own:
		return "  (yours, of " + f.From + ")"
	case f.From != of:
		return "  (of " + f.From + ")"
	}
	return ""
}

// sayThemes tells of all themes there are, and what they build on.
func (a *app) sayThemes(folder, current string) {
	site := os.DirFS(folder)
	for _, name := range lineage.Names(themes.FS, site) {
		line, _ := lineage.Of(themes.FS, site, name)
		of := line[len(line)-1]
		said := name
		if of.On != "" {
			said += ", on " + of.On
		}
		if of.About != "" {
			said += ": " + of.About
		}
		if name == current {
			said = "* " + said
		} else {
			said = "  " + said
		}
		a.say("%s", said)
	}
}

func (a *app) themeEject(written, name string) error {
	folder, of, files, err := a.files(name)
	if err != nil {
		return err
	}
	paths := pathsOf(files)
	i := slices.Index(paths, written)
	if i < 0 {
		return usageError{"the theme has no file " + diag.Quote(written), likeFile(written, paths)}
	}
	to := filepath.Join(folder, "themes", of, filepath.FromSlash(written))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return fmt.Errorf("make the theme's folder: %w", err)
	}
	err = writeNew(to, files[i].Text)
	if errors.Is(err, fs.ErrExist) {
		return failure{a.shown(to) + " is already there, and stays as it is", "delete it to go back to the theme's own"}
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, a.shown(to))
	return nil
}

func pathsOf(files []theme.File) []string {
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = f.Path
	}
	return paths
}

// likeFile suggests the file with the same name in another folder, or a name
// that is nearly the same.
func likeFile(written string, files []string) string {
	near := diag.Nearest(written, files)
	for _, f := range files {
		if strings.EqualFold(path.Base(f), path.Base(written)) {
			near = f
		}
	}
	if near == "" {
		return "`journal theme list` prints them all"
	}
	return "did you mean " + diag.Quote(near) + "? `journal theme list` prints them all"
}
