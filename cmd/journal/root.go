package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"journal/generator/diag"
)

const rootHelp = `usage: journal COMMAND [options]

Journal makes a site of a folder of Markdown: what you wanted, the day you came
in second, and the steps since. It shows where each pursuit stands. Entries are
private until you say otherwise, and what is private is never written out.

COMMANDS
  init        begin a new journal
  new         begin an entry, with the prompts of its step
  add         note one line on today's page
  status      where each pursuit stands
  next        at most one thing to do next
  serve       look at your journal in the browser while you write
  check       look through all files for mistakes
  audit       prove that nothing private is in the public site
  build       make the public site
  publish     put the public site where strangers read it
  export      make a book of your journal
  audience    share some of your journal with readers who have a passphrase
  theme       see the theme's files and copy one to change it
  completion  let the shell complete commands and options
  version     which version this is
  help        the help of a command: journal help build

OPTIONS OF ALL COMMANDS
  --source DIR   the journal's folder. Otherwise the nearest folder upwards from
                 here that has a journal.toml, or else this folder
  --today DATE   take this day for today, such as 2026-03-05. Otherwise the day
                 of SOURCE_DATE_EPOCH if the environment has it, or else the
                 clock's, in the time zone of journal.toml
  --quiet        print what was asked for and errors, nothing else
  --no-color     no colours; NO_COLOR in the environment does the same
  --help         the help of a command
  --version      which version this is

EXAMPLES
  journal init my-journal
  journal new "What Dana said" --step feedback
  journal serve --open

EXIT STATUS
  0  all is well
  1  something in the world failed: the disk, the network, another program
  2  the command line was not understood
  3  the journal has errors; they were printed, and no page was written
`

// optionsOfAll ends the options of each command's help.
const optionsOfAll = `
  --source, --today, --quiet, --no-color: see journal help
`

// rootCommand is the program with all its commands.
func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "journal",
		Long:          rootHelp,
		Args:          a.noSuchCommand,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.Flags().BoolP("version", "", false, "which version this is")
	root.Version = programVersion()
	root.SetVersionTemplate("journal {{.Version}}\n")
	flags := root.PersistentFlags()
	flags.StringVar(&a.sourceFlag, "source", "", "the journal's folder")
	flags.StringVar(&a.todayFlag, "today", "", "take this day for today")
	flags.BoolVar(&a.quiet, "quiet", false, "print what was asked for and errors, nothing else")
	flags.BoolVar(&a.noColor, "no-color", false, "no colours")
	flags.BoolP("help", "h", false, "the help of this command")
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { fmt.Fprint(c.OutOrStdout(), c.Long) })
	root.SetHelpCommand(a.helpCommand())
	root.AddCommand(
		a.initCommand(), a.newCommand(), a.addCommand(), a.statusCommand(), a.nextCommand(), a.serveCommand(),
		a.checkCommand(), a.auditCommand(), a.buildCommand(), a.publishCommand(), a.exportCommand(), a.audienceCommand(), a.themeCommand(), a.completionCommand(), a.versionCommand(),
	)
	for _, c := range root.Commands() {
		c.DisableFlagsInUseLine = true
	}
	return root
}

// noSuchCommand answers a first word that is no command.
func (a *app) noSuchCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return unknownCommand(c, args[0])
}

func unknownCommand(c *cobra.Command, word string) error {
	var names []string
	for _, sub := range c.Commands() {
		if !sub.Hidden && !strings.HasPrefix(sub.Name(), "_") {
			names = append(names, sub.Name())
		}
	}
	return usageError{fmt.Sprintf("%s has no command %s", c.CommandPath(), diag.Quote(word)), diag.DidYouMean(word, names, "commands")}
}
