package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"journal/generator"
	"journal/generator/audit"
)

const auditHelp = `usage: journal audit [--host NAME] [--json]

Proves that nothing private is in the public site. It makes the site twice, once
of your whole journal and once of a copy out of which everything private was
taken, and compares each file byte for byte. Then it reads each file as others
could, decoded, without tags, with the hidden data of pictures, and looks for
real names, private titles, addresses, names of files and sentences, for mail
addresses and telephone numbers that no public text has, for keys, folders of
this computer, comments and traces of the preview.

Nothing is written. At the end stands the hash of the site that was checked: a
site with another hash is another site. Of what was found you are told the file,
what it is, and the line of your journal that it comes from. Private words are
quoted on a terminal only.

Words, mail addresses and numbers that you mean to be found can be listed in
journal.toml, below [privacy]: allow = ["me@home.example"]

What audiences read is checked before it is sealed: each may see what is for it
and nothing else. Their passphrases are needed, since what is sealed is part of
the site.

OPTIONS
  --host NAME  check the site for this kind of host; see journal help build
  --json       print one JSON object: pages, bytes, leaks (a list of file, kind
               and where), tree (the hash)` + optionsOfAll + `
EXAMPLES
  journal audit
  journal audit --json | jq -r .tree

EXIT STATUS
  0  nothing private is in the site
  1  something in the world failed: a file could not be read
  2  the command line was not understood
  3  something was found; or the journal has errors, so that there is no site
`

// auditReport is what audit --json prints.
type auditReport struct {
	Pages int    `json:"pages"`
	Bytes int64  `json:"bytes"`
	Leaks []leak `json:"leaks"`
	Tree  string `json:"tree"`
}

// leak is something that was found. Where is a line of the journal, or "".
type leak struct {
	File  string `json:"file"`
	Kind  string `json:"kind"`
	Where string `json:"where"`
}

func (a *app) auditCommand() *cobra.Command {
	var asJSON bool
	var host string
	c := &cobra.Command{
		Use:   "audit",
		Short: "prove that nothing private is in the public site",
		Long:  auditHelp,
		Args:  nothing,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := isHost(host); err != nil {
				return err
			}
			return a.audit(c.Context(), host, asJSON)
		},
	}
	a.hostFlag(c, &host)
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON object")
	return c
}

func (a *app) audit(ctx context.Context, host string, asJSON bool) error {
	src, err := a.source("")
	if err != nil {
		return err
	}
	src.Preset = host
	r, found, err := generator.Read(src, nil)
	if err != nil {
		return err
	}
	s := publishedBy(src, r, found, "", storeFor(r))
	if s.messages.HasErrors() {
		return a.report(s.messages, "There is no site to check.")
	}
	ring := a.newKeyring()
	if _, err := s.seal(ctx, src, ring); err != nil {
		return err
	}
	if err := a.makeCopies(ctx, s.tree.Copies()); err != nil {
		return fmt.Errorf("making smaller copies of pictures: %w", err)
	}
	checked, _, err := a.prove(ctx, src, s, ring)
	if err != nil {
		return err
	}
	if asJSON {
		err = a.printJSON(auditReport{checked.Pages, checked.Bytes, leaks(checked.Findings), checked.Tree})
	} else {
		err = a.printAudit(checked)
	}
	if err == nil && !checked.Passed() {
		return errJournal
	}
	return err
}

// prove proves a site; what its circles read is sealed in it already.
func (a *app) prove(ctx context.Context, src generator.Source, s published, ring *keyring) (generator.Checked, audit.Proof, error) {
	p := generator.Published{Edition: s.public, Tree: s.tree, Circles: s.circles, Home: a.home}
	if ring != nil {
		p.Keys = slices.Collect(maps.Values(ring.known))
	}
	return generator.Prove(ctx, src, s.reading, p)
}

func leaks(found []audit.Finding) []leak {
	list := []leak{}
	for _, f := range found {
		if !f.Mild {
			list = append(list, leak{f.File, string(f.Kind), where(f)})
		}
	}
	return list
}

func where(f audit.Finding) string {
	if f.Where == (audit.Place{}) {
		return ""
	}
	return f.Where.String()
}

// printAudit prints what was found, what was checked, and the hash.
func (a *app) printAudit(c generator.Checked) error {
	var b strings.Builder
	grave, mild := 0, 0
	for _, f := range c.Findings {
		if f.Mild {
			mild++
		} else {
			grave++
		}
	}
	a.writeFindings(&b, c.Findings)
	if !a.quiet {
		fmt.Fprintf(&b, "Compared %s (%s, %s bytes) with the same site without %s of the journal.\n",
			amount(c.Files, "file", "files"), amount(c.Pages, "page", "pages"), thousands(int(c.Bytes)), amount(c.Withheld, "private file", "private files"))
		if c.Circles > 0 {
			fmt.Fprintf(&b, "Compared what %s in the same way with what is for %s.\n", amount(c.Circles, "audience reads", "audiences read"), map[bool]string{true: "it", false: "them"}[c.Circles == 1])
		}
		fmt.Fprintf(&b, "Looked for %s, %s, the sentences of %s, and for mail addresses, telephone numbers, keys, folders, comments and hidden data.\n",
			amount(c.Names, "form of a name", "forms of names"), amount(c.Titles, "private title, address or name of a file", "private titles, addresses and names of files"), amount(c.Texts, "text", "texts"))
	}
	switch {
	case grave > 0:
		fmt.Fprintf(&b, "%s found. Nothing should be published.\n", amount(grave, "leak", "leaks"))
	case mild > 0:
		fmt.Fprintf(&b, "0 leaks. Please look at %s above: you may mean it.\n", amount(mild, "line", "lines"))
	default:
		b.WriteString("0 leaks.\n")
	}
	fmt.Fprintf(&b, "sha256 %s\n", c.Tree)
	if _, err := io.WriteString(a.stdout, b.String()); err != nil {
		return fmt.Errorf("write to standard output: %w", err)
	}
	return nil
}

// writeFindings writes a line for each thing that was found, the first of each kind.
// What it is stands there only if a person is looking.
func (a *app) writeFindings(b *strings.Builder, found []audit.Finding) {
	seen := map[audit.Kind]int{}
	for _, f := range found {
		if seen[f.Kind]++; seen[f.Kind] > mostAlike {
			continue
		}
		level := "leak"
		if f.Mild {
			level = "note"
		}
		fmt.Fprintf(b, "%s: %s: %s", orAll(f.File), level, f.Kind)
		if isTerminal(a.stdout) && f.Text != "" {
			fmt.Fprintf(b, ": %s", strings.Join(strings.Fields(f.Text), " "))
		}
		if at := where(f); at != "" {
			fmt.Fprintf(b, " (from %s)", at)
		}
		b.WriteByte('\n')
	}
	for _, f := range found {
		if n := seen[f.Kind] - mostAlike; n > 0 {
			fmt.Fprintf(b, "and %s more of this kind: %s\n", thousands(n), f.Kind)
			delete(seen, f.Kind)
		}
	}
}

func orAll(file string) string {
	if file == "" {
		return "the site"
	}
	return file
}
