package main

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// each calls f for every command of the program.
func each(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, sub := range c.Commands() {
		each(sub, f)
	}
}

func TestHelpOfEveryCommand(t *testing.T) {
	root := (&app{}).rootCommand()
	each(root, func(c *cobra.Command) {
		path := c.CommandPath()
		if !strings.HasPrefix(c.Long, "usage: "+path) {
			t.Errorf("%s: help does not begin with its usage", path)
		}
		for _, part := range []string{"\nEXAMPLES\n  ", "\nEXIT STATUS\n  0  "} {
			if !strings.Contains(c.Long, part) {
				t.Errorf("%s: help has no %q", path, part)
			}
		}
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(c.Long, "\n  --"+f.Name) {
				t.Errorf("%s: help says nothing of --%s", path, f.Name)
			}
		})
		for line := range strings.SplitSeq(c.Long, "\n") {
			if len([]rune(line)) > 80 {
				t.Errorf("%s: help has a line wider than a terminal: %s", path, line)
			}
		}
	})
}

// Each option that help lists is one that the command has.
func TestHelpNamesNoOtherOptions(t *testing.T) {
	root := (&app{}).rootCommand()
	root.InitDefaultVersionFlag()
	each(root, func(c *cobra.Command) {
		for line := range strings.SplitSeq(c.Long, "\n") {
			option, ok := strings.CutPrefix(line, "  --")
			if !ok || strings.Contains(line, "see journal help") {
				continue
			}
			name := strings.Fields(option)[0]
			if c.Flags().Lookup(name) == nil && c.InheritedFlags().Lookup(name) == nil && c.PersistentFlags().Lookup(name) == nil {
				t.Errorf("%s: help lists --%s, which there is not", c.CommandPath(), name)
			}
		}
	})
}

// What help gives as an example is understood.
func TestExamplesAreUnderstood(t *testing.T) {
	var examples [][]string
	each((&app{}).rootCommand(), func(c *cobra.Command) {
		_, rest, _ := strings.Cut(c.Long, "\nEXAMPLES\n")
		rest, _, _ = strings.Cut(rest, "\nEXIT STATUS")
		rest = strings.ReplaceAll(rest, "\\\n", " ")
		for line := range strings.SplitSeq(rest, "\n") {
			if words := words(line); len(words) > 0 && words[0] == "journal" {
				examples = append(examples, words[1:])
			}
		}
	})
	if len(examples) < 20 {
		t.Fatalf("found only %d examples", len(examples))
	}
	for _, args := range examples {
		root := (&app{}).rootCommand()
		each(root, func(c *cobra.Command) {
			if c.RunE != nil {
				c.RunE = func(*cobra.Command, []string) error { return nil }
			}
		})
		root.SetArgs(args)
		root.SetOut(io.Discard)
		if err := root.ExecuteContext(context.Background()); err != nil {
			t.Errorf("journal %q: %v", args, err)
		}
	}
}

// words splits a line as a shell does, up to what is for the shell itself.
func words(line string) []string {
	var list []string
	var word strings.Builder
	quoted, any := false, false
	for _, r := range strings.TrimSpace(line) + " " {
		switch {
		case r == '"':
			quoted, any = !quoted, true
		case r == ' ' && !quoted:
			if word.Len() > 0 || any {
				if w := word.String(); w == "|" || w == "&&" || w == ">" {
					return list
				}
				list = append(list, word.String())
			}
			word.Reset()
			any = false
		default:
			word.WriteRune(r)
		}
	}
	return list
}
