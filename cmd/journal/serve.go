package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"journal/generator"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/generator/preview"
)

const serveHelp = `usage: journal serve [--open] [--port N] [--as me|public]

Shows your journal in the browser while you write. Each time you save a file the
pages are made again and reload themselves. You see all of it, private entries
included, with a badge that says who else can. Only this computer can reach it,
and nothing is written to the disk. If the journal has an error, the last good
page stays, with the message on top of it. Ctrl-C ends it.

OPTIONS
  --open      open the browser
  --port N    the port to begin with, 1515 if not given; if another program has
              it, the next free one is taken. 0 stands for any
  --as WHO    me: your own edition, all of it. public: the site as strangers see
              it` + optionsOfAll + `
EXAMPLES
  journal serve --open
  journal serve --as public
  journal --today 2026-12-24 serve

EXIT STATUS
  0  it was ended with Ctrl-C
  1  something in the world failed: no port is free
  2  the command line was not understood
`

// defaultPort is one that few other programs take.
const defaultPort = 1515

func (a *app) serveCommand() *cobra.Command {
	var open bool
	var port int
	var as string
	c := &cobra.Command{
		Use:   "serve",
		Short: "look at your journal in the browser while you write",
		Long:  serveHelp,
		Args:  nothing,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.serve(c.Context(), port, as, open)
		},
	}
	c.Flags().BoolVar(&open, "open", false, "open the browser")
	c.Flags().IntVar(&port, "port", defaultPort, "the port to begin with")
	c.Flags().StringVar(&as, "as", "me", "whose edition is shown")
	c.RegisterFlagCompletionFunc("as", cobra.FixedCompletions(editions, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// editions are whose eyes serve can look through.
var editions = []string{"me", "public"}

// builder makes the site that serve shows.
type builder func(generator.Source, *memo.Store) (preview.Site, diag.List, error)

func builderFor(as string) (builder, error) {
	switch as {
	case "me":
		return func(src generator.Source, m *memo.Store) (preview.Site, diag.List, error) {
			return generator.Build(src, edition.ForOwner, m)
		}, nil
	case "public":
		return func(src generator.Source, m *memo.Store) (preview.Site, diag.List, error) {
			return generator.Build(src, edition.ForPublic, m)
		}, nil
	}
	return nil, usageError{"--as " + diag.Quote(as) + " is nobody whose eyes we can look through", diag.DidYouMean(as, editions, "editions")}
}

func (a *app) serve(ctx context.Context, port int, as string, open bool) error {
	if port < 0 || port > 65535 {
		return usageError{fmt.Sprintf("--port %d is not a port", port), "ports go from 0 to 65535"}
	}
	build, err := builderFor(as)
	if err != nil {
		return err
	}
	src, err := a.source("")
	if err != nil {
		return err
	}
	listeners, taken, err := preview.Listen(port)
	if errors.Is(err, fs.ErrPermission) {
		return failure{fmt.Sprintf("port %d is not open to you", port), "ports below 1024 often belong to the system: journal serve --port 1515"}
	}
	if err != nil {
		return err
	}
	server := preview.New(taken, a.now().UnixMilli())
	store := memo.New()
	a.show(server, build, src, store)
	a.sayWhere(port, taken, as)
	if open {
		a.openBrowser(address(taken))
	}
	go preview.Poll(ctx, func() []string { return inputs(src.Folder) }, src.Output, func() { a.show(server, build, src, store) })
	return server.Serve(ctx, listeners...)
}

// show makes the site and shows it, or the errors.
func (a *app) show(server *preview.Server, build builder, src generator.Source, store *memo.Store) {
	began := a.now()
	site, found, err := build(src, store)
	if err != nil {
		a.complain(err.Error(), "the last good pages stay; they are made again at the next change")
		return
	}
	store.Sweep()
	server.Show(site, found)
	if a.report(found, "The last good pages stay until this is put right.") != nil {
		return
	}
	a.say("%s  made in %d ms", began.Format(time.TimeOnly), a.now().Sub(began).Milliseconds())
}

// sayWhere prints the address, which is what was asked for.
func (a *app) sayWhere(wanted, taken int, as string) {
	if wanted != 0 && taken != wanted {
		a.say("Another program has port %d, so this is port %d.", wanted, taken)
	}
	if as == "public" {
		a.say("This is what strangers see. Only this computer can reach it; Ctrl-C ends it.")
	} else {
		a.say("This is your own edition, private entries included. Only this computer can reach it; Ctrl-C ends it.")
	}
	fmt.Fprintln(a.stdout, address(taken))
}

func address(port int) string { return fmt.Sprintf("http://localhost:%d/", port) }

// openBrowser asks the desktop to show an address. Where it cannot, the address
// stands on the terminal anyway.
func (a *app) openBrowser(address string) {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	c := exec.Command(name, args...)
	if err := c.Start(); err != nil {
		a.say("No browser could be opened; the address is above.")
		return
	}
	go c.Wait()
}
