package main

import (
	"io"

	"github.com/spf13/cobra"

	"journal/generator"
	"journal/generator/config"
	"journal/generator/diag"
)

const completionHelp = `usage: journal completion bash|zsh|fish|powershell

Prints a script that lets the shell complete commands, options, and the ids of
your steps and pursuits when you press the tab key.

EXAMPLES
  source <(journal completion bash)
  journal completion zsh > "${fpath[1]}/_journal"
  journal completion fish > ~/.config/fish/completions/journal.fish

EXIT STATUS
  0  the script was printed
  2  there is no script for that shell
`

var shells = []string{"bash", "zsh", "fish", "powershell"}

func (a *app) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:       "completion",
		Short:     "let the shell complete commands and options",
		Long:      completionHelp,
		Args:      wants(1, 1, "the name of a shell", "journal completion bash"),
		ValidArgs: shells,
		RunE: func(c *cobra.Command, args []string) error {
			return completionScript(c.Root(), args[0], a.stdout)
		},
	}
}

func completionScript(root *cobra.Command, shell string, w io.Writer) error {
	switch shell {
	case "bash":
		return root.GenBashCompletionV2(w, true)
	case "zsh":
		return root.GenZshCompletion(w)
	case "fish":
		return root.GenFishCompletion(w, true)
	case "powershell":
		return root.GenPowerShellCompletionWithDesc(w)
	}
	return usageError{"there is no completion for " + diag.Quote(shell), diag.DidYouMean(shell, shells, "shells")}
}

// complete offers words of the journal for an option, each with its name.
func (a *app) complete(c *cobra.Command, option string, words func(generator.Reading) []string) {
	c.RegisterFlagCompletionFunc(option, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		src, err := a.source("")
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		r, _, err := a.read(src)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return words(r), cobra.ShellCompDirectiveNoFileComp
	})
}

func stepWords(r generator.Reading) []string {
	var words []string
	for _, s := range r.Config.Program.Steps {
		words = append(words, s.ID+"\t"+s.Name)
	}
	return words
}

func pursuitWords(r generator.Reading) []string {
	var words []string
	for _, p := range r.Journal.Pursuits {
		words = append(words, p.ID+"\t"+p.Front.Title.S)
	}
	return words
}

func programWords() []string {
	var words []string
	for _, p := range config.Programs() {
		words = append(words, p.ID)
	}
	return words
}
