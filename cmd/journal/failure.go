package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"journal/generator/diag"
	"journal/generator/output"
)

// Exit statuses.
const (
	statusFine    = 0
	statusFailed  = 1 // something in the world failed: the disk, the network, a program
	statusUsage   = 2 // the command line asked for what there is not
	statusJournal = 3 // the author's files have errors; all of them were printed
)

// usageError is a command line that asks for what there is not.
type usageError struct{ text, hint string }

func (e usageError) Error() string { return e.text }

// failure is trouble in the world that has a way out.
type failure struct{ text, hint string }

func (e failure) Error() string { return e.text }

// errJournal is returned when the author's files have errors, after they were
// printed.
var errJournal = errors.New("the journal has errors")

// conclude prints what went wrong and gives the exit status. It is the one place
// that knows which error means which status.
func (a *app) conclude(err error) int {
	var usage usageError
	var failed failure
	switch {
	case err == nil:
		return statusFine
	case errors.Is(err, errJournal):
		return statusJournal
	case errors.As(err, &usage):
		a.complain(usage.text, usage.hint)
		return statusUsage
	case errors.As(err, &failed):
		a.complain(failed.text, failed.hint)
	case errors.Is(err, context.Canceled):
		a.complain("stopped before it was finished", "")
	default:
		a.complain(err.Error(), "")
	}
	return statusFailed
}

func (a *app) complain(text, hint string) {
	fmt.Fprintf(a.stderr, "error: %s\n", text)
	if hint != "" {
		fmt.Fprintf(a.stderr, "hint: %s\n", hint)
	}
}

// flagError says what is wrong with a flag, in plain words.
func flagError(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var bad *pflag.InvalidValueError
	help := "`" + c.CommandPath() + " --help` lists its options"
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		hint := help
		if near := diag.Nearest(name, flagNames(c)); near != "" && len(name) > 1 {
			hint = "did you mean --" + near + "? " + help
		}
		return usageError{fmt.Sprintf("%s has no option %s", c.CommandPath(), dashed(name)), hint}
	case errors.As(err, &empty):
		return usageError{fmt.Sprintf("the option %s needs a value", dashed(empty.GetSpecifiedName())), help}
	case errors.As(err, &bad):
		flag := bad.GetFlag()
		return usageError{fmt.Sprintf("--%s %s is not %s", flag.Name, diag.Quote(bad.GetValue()), kindOf(flag)), help}
	}
	return usageError{err.Error(), help}
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

func kindOf(flag *pflag.Flag) string {
	switch flag.Value.Type() {
	case "int":
		return "a number"
	case "bool":
		return "true or false"
	}
	return "understood"
}

// flagNames are the names of a command's flags, those of all commands included.
func flagNames(c *cobra.Command) []string {
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

// wants checks the number of arguments. example is a command line as it should
// be.
func wants(least, most int, what, example string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usageError{fmt.Sprintf("%s needs %s", c.CommandPath(), what), example}
		case len(args) > most && most > 0 && example != "":
			return usageError{fmt.Sprintf("%s takes %s, and %s is too much", c.CommandPath(), what, diag.Quote(args[most])), example}
		case len(args) > most:
			return usageError{fmt.Sprintf("%s does not know what to do with %s", c.CommandPath(), diag.Quote(args[most])), "`" + c.CommandPath() + " --help` says what it takes"}
		}
		return nil
	}
}

// nothing is for commands that take no arguments.
var nothing = wants(0, 0, "", "")

// writeError says in the words of the command line why the site was not written.
// A folder that was refused is wrong usage if the command line named it.
func writeError(err error, byFlag bool) error {
	var refused *output.RefusedError
	var conflict *output.ConflictError
	switch {
	case errors.As(err, &refused) && byFlag:
		return usageError{refused.Error(), ""}
	case errors.As(err, &conflict):
		return failure{"the site was not written: " + conflict.Error(), ""}
	}
	return err
}

// programError says why another program did not do its work.
func programError(what string, err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return failure{fmt.Sprintf("%s ended with status %d", what, exit.ExitCode()), ""}
	}
	return failure{fmt.Sprintf("%s could not be started: %v", what, err), ""}
}
