package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"journal/generator"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/seal"
	"journal/generator/site"
)

const audienceHelp = `usage: journal audience new NAME
       journal audience list

An audience is readers with a passphrase: a mentor, a friend, a group. Entries
that name it (audience: sam) are sealed when the site is built, and open in the
reader's browser at an address of the audience's own. The audience called me is
yourself: it reads the whole journal, wherever you are.

COMMANDS
  new    think of a passphrase, and say what to write into journal.toml
  list   who reads how much, and where
` + optionsOfAll + `
EXAMPLES
  journal audience new sam
  journal audience list

EXIT STATUS
  0  all is well
  1  something in the world failed: a file could not be read
  2  the command line was not understood
`

const audienceNewHelp = `usage: journal audience new NAME

Makes a passphrase of six words, which nobody can guess, and prints it with the
lines for journal.toml. It is printed once and kept nowhere: put it where you
keep passwords, and tell it to whoever is to read. For an audience that
journal.toml has already, it is a new passphrase; the next build seals
everything anew with it.

A build takes the passphrase from the environment, from a program that prints
it (passphrase_command), or asks you for it.
` + optionsOfAll + `
EXAMPLES
  journal audience new sam
  read -rs JOURNAL_SAM && export JOURNAL_SAM && journal build

EXIT STATUS
  0  a passphrase was printed
  1  something in the world failed: a file could not be read
  2  the command line was not understood
`

const audienceListHelp = `usage: journal audience list [--json]

Prints each audience of journal.toml, how many entries it reads that strangers
do not, and the address at which it opens them. It takes no passphrase.

OPTIONS
  --json   print a list of name, label, entries and address` + optionsOfAll + `
EXAMPLES
  journal audience list
  journal audience list --json | jq -r '.[].address'

EXIT STATUS
  0  the list was printed
  1  something in the world failed: a file could not be read
  2  the command line was not understood
  3  the journal has errors
`

func (a *app) audienceCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "audience",
		Short: "readers with a passphrase",
		Long:  audienceHelp,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{"journal audience needs new or list", "journal audience new sam"}
			}
			return unknownCommand(c, args[0])
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	var asJSON bool
	list := &cobra.Command{
		Use:   "list",
		Short: "who reads how much, and where",
		Long:  audienceListHelp,
		Args:  nothing,
		RunE:  func(*cobra.Command, []string) error { return a.listAudiences(asJSON) },
	}
	list.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.AddCommand(&cobra.Command{
		Use:   "new",
		Short: "think of a passphrase for an audience",
		Long:  audienceNewHelp,
		Args:  wants(1, 1, "a name", "journal audience new sam"),
		RunE:  func(_ *cobra.Command, args []string) error { return a.newAudience(args[0]) },
	}, list)
	return c
}

// configuration reads journal.toml alone.
func configuration(folder string) (config.Config, diag.List, error) {
	text, err := os.ReadFile(filepath.Join(folder, configName))
	if os.IsNotExist(err) {
		return config.Default(), nil, nil
	}
	if err != nil {
		return config.Config{}, nil, fmt.Errorf("read %s: %w", configName, err)
	}
	cfg, messages := config.Parse(diag.Source{File: configName, Text: text})
	return cfg, messages, nil
}

func (a *app) newAudience(name string) error {
	if problem := audienceName(name); problem != "" {
		return usageError{diag.Quote(name) + " cannot be the name of an audience", problem}
	}
	folder, err := a.journalFolder()
	if err != nil {
		return err
	}
	cfg, _, err := configuration(folder)
	if err != nil {
		return err
	}
	passphrase, err := seal.Generate(a.random)
	if err != nil {
		return err
	}
	variable := "JOURNAL_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
	toml := fmt.Sprintf("[audience.%s]\npassphrase_env = %q\n", name, variable)
	known := false
	for _, other := range cfg.Audiences {
		if other.Name == name {
			known = true
			variable = cmp.Or(other.PassphraseEnv, variable)
		}
	}
	if !known {
		fmt.Fprintf(a.stdout, "%s\n", toml)
		a.say("These lines go into journal.toml. The passphrase is shown now and never again:\n")
	} else {
		a.say("journal.toml has %s already, so this is a new passphrase. It is shown now and never again:\n", name)
	}
	fmt.Fprintln(a.stdout, passphrase)
	a.say("%s", newAudienceAdvice(cfg, name, variable))
	return nil
}

// newAudienceAdvice is what to do with a passphrase.
func newAudienceAdvice(cfg config.Config, name, variable string) string {
	where := "They open"
	who := "whoever is to read; a call is better than a message"
	if name == "me" {
		where, who = "You open", "nobody"
	}
	return fmt.Sprintf(`
Put it where you keep passwords, and tell it to %s.
Builds take it from %s in the environment, or ask for it in a terminal. A program
that prints it does as well: passphrase_command = "pass show journal/%s".
An entry with audience: %s in its front matter is sealed for it. %s the pages at
  %s
once you have built and published the site.`, who, variable, name, name, where, addressOf(cfg, name))
}

// addressOf is where an audience opens what is sealed for it.
func addressOf(cfg config.Config, audience string) string {
	return cfg.BaseURL + site.UnlockAddress(audience, cfg.Secret())
}

// audienceName says what is wrong with a name; "" for nothing.
func audienceName(name string) string {
	_, messages := config.Parse(diag.Source{File: configName, Text: fmt.Appendf(nil, "[audience.%q]\npassphrase_env = \"X\"\n", name)})
	for _, m := range messages {
		return m.Hint
	}
	return ""
}

// listedAudience is one line of the list.
type listedAudience struct {
	Name    string `json:"name"`
	Label   string `json:"label"`
	Entries int    `json:"entries"`
	Address string `json:"address"`
}

func (a *app) listAudiences(asJSON bool) error {
	src, err := a.source("")
	if err != nil {
		return err
	}
	r, found, err := a.read(src)
	if err != nil {
		return err
	}
	circles, of := generator.Circles(src, r, nil)
	list := []listedAudience{}
	width := 0
	for _, c := range circles {
		list = append(list, listedAudience{c.Audience.Name, c.Audience.Label, c.Protected(), addressOf(r.Config, c.Audience.Name)})
		width = max(width, columns(c.Audience.Name))
	}
	if asJSON {
		err = a.printJSON(list)
	} else {
		err = a.printAudiences(list, width)
	}
	if err != nil {
		return err
	}
	return a.reportBesides(onlyErrors(distinct(append(found, of...))))
}

func (a *app) printAudiences(list []listedAudience, width int) error {
	if len(list) == 0 {
		a.say("There is no audience yet. `journal audience new NAME` begins one.")
	}
	for _, l := range list {
		if _, err := fmt.Fprintf(a.stdout, "%-*s  %s  %s\n", width, l.Name, amount(l.Entries, "entry", "entries"), l.Address); err != nil {
			return fmt.Errorf("write to standard output: %w", err)
		}
	}
	return nil
}
