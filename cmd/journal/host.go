package main

import (
	"slices"

	"github.com/spf13/cobra"

	"journal/generator/diag"
	"journal/generator/hosting"
)

// hostFlag adds --host, the preset in place of the one in journal.toml.
func (a *app) hostFlag(c *cobra.Command, host *string) {
	c.Flags().StringVar(host, "host", "", "the kind of host")
	c.RegisterFlagCompletionFunc("host", cobra.FixedCompletions(hosting.Names(), cobra.ShellCompDirectiveNoFileComp))
}

// isHost refuses a preset that does not exist.
func isHost(name string) error {
	if name == "" || slices.Contains(hosting.Names(), name) {
		return nil
	}
	return usageError{"there is no preset " + diag.Quote(name), diag.DidYouMean(name, hosting.Names(), "presets")}
}
