package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"runtime"
	"sync"
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

// builder makes the editions that serve shows.
type builder func(generator.Source, *memo.Store) ([]preview.Edition, diag.List, error)

func builderFor(as string) (builder, error) {
	switch as {
	case "me":
		return ownAndPublic, nil
	case "public":
		return func(src generator.Source, m *memo.Store) ([]preview.Edition, diag.List, error) {
			tree, found, err := generator.Build(src, edition.ForPublic, m)
			return []preview.Edition{{Audience: "public", Site: tree}}, found, err
		}, nil
	}
	return nil, usageError{"--as " + diag.Quote(as) + " is nobody whose eyes we can look through", diag.DidYouMean(as, editions, "editions")}
}

// ownAndPublic makes the author's edition, and that of strangers when it is first
// looked at. Its messages are those of build, which is asked for them.
func ownAndPublic(src generator.Source, m *memo.Store) ([]preview.Edition, diag.List, error) {
	r, messages, err := generator.Read(src, m)
	if err != nil {
		return nil, nil, err
	}
	own, more := generator.Make(src, r, edition.ForOwner, m)
	messages = append(messages, more...)
	messages.Sort()
	public := lateSite(func() preview.Site {
		tree, _ := generator.Make(src, r, edition.ForPublic, m)
		return tree
	})
	return []preview.Edition{{Audience: "me", Own: true, Site: own}, {Audience: "public", Site: public}}, messages, nil
}

// late is a site that is made when it is first asked for something.
type late struct{ made func() preview.Site }

func lateSite(make func() preview.Site) late { return late{sync.OnceValue(make)} }

func (l late) Has(path string) bool { return l.made().Has(path) }

func (l late) Bytes(path string) ([]byte, error) { return l.made().Bytes(path) }

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
	server := preview.New(preview.Options{Hosts: preview.Hosts(taken), Version: a.now().UnixMilli(), Folder: src.Folder})
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
	editions, found, err := build(src, store)
	if err != nil {
		a.complain(err.Error(), "the last good pages stay; they are made again at the next change")
		return
	}
	store.Sweep()
	server.Show(editions, nil, found)
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
