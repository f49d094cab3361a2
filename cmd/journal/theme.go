package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"journal/generator"
	"journal/generator/diag"
	"journal/generator/theme"
	"journal/themes"
)

const themeHelp = `usage: journal theme list
       journal theme eject PATH

The pages are made by a theme. Any of its files can be replaced by one of your
own: put it below themes/NAME in the journal's folder, under the same path
(NAME is the theme of journal.toml, default if it names none).
Eject copies one there to begin with.

COMMANDS
  list    the theme's files, and which of them are your own
  eject   copy one of them into the journal's folder, to change it

EXAMPLES
  journal theme list
  journal theme eject layouts/entry.html

EXIT STATUS
  0  all is well
  1  something in the world failed: the disk, a file that is already there
  2  the command line was not understood; there is no such file
`

const themeListHelp = `usage: journal theme list

Prints the paths of the theme's files, one a line. Those that your journal has
its own copy of are marked "(yours)".

EXAMPLES
  journal theme list
  journal theme list | grep layouts

EXIT STATUS
  0  the list was printed
  1  something in the world failed: a file could not be read
  2  the command line was not understood
  3  journal.toml has errors
`

const themeEjectHelp = `usage: journal theme eject PATH

Copies one file of the theme into the journal's folder, where you can change it.
From then on the site is made with your copy. A file that is already there is
never overwritten; delete it to go back to the theme's own. The path of the copy
is printed.

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
			RunE: func(*cobra.Command, []string) error { return a.themeList() },
		},
		&cobra.Command{
			Use: "eject", Short: "copy one of them to change it", Long: themeEjectHelp,
			Args: wants(1, 1, "one path", "journal theme eject layouts/entry.html"),
			RunE: func(_ *cobra.Command, args []string) error { return a.themeEject(args[0]) },
			ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
				return theme.Files(themes.FS), cobra.ShellCompDirectiveNoFileComp
			},
		},
	)
	return c
}

// themeFolder is where the journal's own files of its theme are.
func (a *app) themeFolder() (string, error) {
	src, err := a.source("")
	if err != nil {
		return "", err
	}
	r, found, err := a.read(src)
	if err != nil {
		return "", err
	}
	return themeFolderOf(src, r), a.usable(found)
}

func themeFolderOf(src generator.Source, r generator.Reading) string {
	return filepath.Join(src.Folder, "themes", r.Config.Theme.Name)
}

func (a *app) themeList() error {
	folder, err := a.themeFolder()
	if err != nil {
		return err
	}
	for _, p := range theme.Files(themes.FS) {
		mark := ""
		if _, err := os.Stat(filepath.Join(folder, filepath.FromSlash(p))); err == nil {
			mark = "  (yours)"
		}
		fmt.Fprintf(a.stdout, "%s%s\n", p, mark)
	}
	return nil
}

func (a *app) themeEject(written string) error {
	folder, err := a.themeFolder()
	if err != nil {
		return err
	}
	files := theme.Files(themes.FS)
	if !slices.Contains(files, written) {
		return usageError{"the theme has no file " + diag.Quote(written), likeFile(written, files)}
	}
	text, err := fs.ReadFile(themes.FS, path.Join(theme.Default, written))
	if err != nil {
		return fmt.Errorf("read the theme: %w", err)
	}
	to := filepath.Join(folder, filepath.FromSlash(written))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return fmt.Errorf("make the theme's folder: %w", err)
	}
	err = writeNew(to, text)
	if errors.Is(err, fs.ErrExist) {
		return failure{a.shown(to) + " is already there, and stays as it is", "delete it to go back to the theme's own"}
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, a.shown(to))
	return nil
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
