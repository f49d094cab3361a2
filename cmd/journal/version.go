package main

import (
	"cmp"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

const versionHelp = `usage: journal version

Prints the version of this program.

EXAMPLES
  journal version
  journal --version

EXIT STATUS
  0  the version was printed
  2  the command line was not understood
`

// release is the version of a release, set with
// -ldflags "-X main.release=v1.2.3".
var release string

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "which version this is",
		Long:  versionHelp,
		Args:  nothing,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(a.stdout, "journal %s\n", programVersion())
			return err
		},
	}
}

// programVersion is what the release or the Go command says, else "devel".
func programVersion() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "(devel)" {
		return "devel"
	}
	return cmp.Or(info.Main.Version, "devel")
}
