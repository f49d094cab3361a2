package main

import "github.com/spf13/cobra"

const helpHelp = `usage: journal help [COMMAND]

Prints the help of a command, or what commands there are.

EXAMPLES
  journal help
  journal help build
  journal help theme eject

EXIT STATUS
  0  the help was printed
  2  there is no such command
`

func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "the help of a command",
		Long:  helpHelp,
		RunE: func(c *cobra.Command, args []string) error {
			topic := c.Root()
			for _, word := range args {
				next := subcommand(topic, word)
				if next == nil {
					return unknownCommand(topic, word)
				}
				topic = next
			}
			return topic.Help()
		},
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			topic := c.Root()
			for _, word := range args {
				if topic = subcommand(topic, word); topic == nil {
					return nil, cobra.ShellCompDirectiveNoFileComp
				}
			}
			var names []string
			for _, sub := range topic.Commands() {
				names = append(names, sub.Name())
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

func subcommand(c *cobra.Command, name string) *cobra.Command {
	for _, sub := range c.Commands() {
		if sub.Name() == name {
			return sub
		}
	}
	return nil
}
