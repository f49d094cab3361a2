package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/netip"
	"os/exec"
	"runtime"
	"slices"
	"sync"
	"syscall"

	"github.com/boombuler/barcode/qr"
	"github.com/spf13/cobra"

	"journal/generator"
	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/journal"
	"journal/generator/markdown"
	"journal/generator/memo"
	"journal/generator/preview"
)

const serveHelp = `usage: journal serve [--open] [--port N] [--as me|public|AUDIENCE]
                     [--bind ADDR] [--token] [--poll] [--editor URL]

Shows your journal in the browser while you write. Each time you save a file the
pages bring themselves up to date. You see all of it, private entries included,
with a badge that says who else can; a bar shows each page as strangers see it.
Only this computer can reach it, and no page is written to the disk. If the
journal has an error or cannot be read, the last good page stays, with the
message on top of it.
The terminal gets a line each time: what changed, how many pages the site has,
how long it took. Ctrl-C ends it.

OPTIONS
  --open      open the browser
  --port N    the port to begin with, 1515 if not given; if another program has
              it, the next free one is taken. 0 stands for any
  --as WHO    me: your own edition, all of it. public: the site as strangers see
              it, and nothing else of the journal. An audience of journal.toml:
              the same as its readers see it, without a passphrase
  --bind ADDR listen at this address as well, so that a telephone can see the
              journal; 0.0.0.0 is all addresses of this computer. What is sent
              is not encrypted, so do this only in a network that you trust
  --poll      look at the files a few times a second instead of waiting for the
              system to tell of changes, which some network disks never do
  --token     let only browsers in that opened the printed link, which works
              once. With --bind this is always so
  --editor URL
              what opens a file from the browser; {path}, {line} and {column}
              are put in. If not given: [preview] editor in journal.toml, or
              else vscode://file{path}:{line}:{column}` + optionsOfAll + `
EXAMPLES
  journal serve --open
  journal serve --as public
  journal serve --bind 0.0.0.0
  journal --today 2026-12-24 serve

EXIT STATUS
  0  it was ended with Ctrl-C
  1  something in the world failed: no port is free
  2  the command line was not understood
`

// defaultPort is one that few other programs take.
const defaultPort = 1515

func (a *app) serveCommand() *cobra.Command {
	var o serveOptions
	c := &cobra.Command{
		Use:   "serve",
		Short: "look at your journal in the browser while you write",
		Long:  serveHelp,
		Args:  nothing,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.serve(c.Context(), o)
		},
	}
	c.Flags().BoolVar(&o.open, "open", false, "open the browser")
	c.Flags().IntVar(&o.port, "port", defaultPort, "the port to begin with")
	c.Flags().StringVar(&o.as, "as", "me", "whose edition is shown")
	c.Flags().StringVar(&o.bind, "bind", "", "listen at this address as well")
	c.Flags().BoolVar(&o.poll, "poll", false, "look at the files instead of being told")
	c.Flags().BoolVar(&o.token, "token", false, "let only invited browsers in")
	c.Flags().StringVar(&o.editor, "editor", "", "what opens a file from the browser")
	c.RegisterFlagCompletionFunc("as", cobra.FixedCompletions(editions, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// serveOptions are what the command line says.
type serveOptions struct {
	open, token, poll bool
	port              int
	as, bind, editor  string
}

// editions are whose eyes serve can look through.
var editions = []string{"me", "public"}

// built is what serve shows at one time.
type built struct {
	editions []preview.Edition
	written  preview.Written
	count    func() int // pages of the first edition
	messages diag.List
	stops    func() diag.List // errors that a build would meet besides; nil for none
}

// builder makes what serve shows of a reading, in which some things were found.
type builder func(generator.Source, generator.Reading, diag.List, *memo.Store) built

func builderFor(as, folder string) (builder, error) {
	switch as {
	case "me":
		return ownAndPublic, nil
	case "public":
		return publicOnly, nil
	}
	cfg, _, err := configuration(folder)
	if err != nil {
		return nil, err
	}
	known := slices.Clone(editions)
	for _, audience := range cfg.Audiences {
		if audience.Name == as {
			return circleOnly(as), nil
		}
		known = append(known, audience.Name)
	}
	return nil, usageError{"--as " + diag.Quote(as) + " is nobody whose eyes we can look through", diag.DidYouMean(as, known, "editions")}
}

// circleOnly makes what the readers of an audience see, and knows nothing of the
// author's.
func circleOnly(audience string) builder {
	return func(src generator.Source, r generator.Reading, found diag.List, m *memo.Store) built {
		tree, more := generator.Make(src, r, edition.ForCircle(audience), m)
		return built{
			editions: []preview.Edition{{Audience: audience, Root: r.Config.BasePath(), Site: tree}},
			count:    tree.Pages,
			messages: sorted(append(found, more...)),
		}
	}
}

// publicOnly makes the edition of strangers, and knows nothing of the author's.
func publicOnly(src generator.Source, r generator.Reading, found diag.List, m *memo.Store) built {
	tree, more := generator.Make(src, r, edition.ForPublic, m)
	return built{
		editions: []preview.Edition{{Audience: "public", Root: r.Config.BasePath(), Site: tree}},
		count:    tree.Pages,
		messages: sorted(append(found, more...)),
	}
}

// ownAndPublic makes the author's edition, and that of strangers when it is first
// looked at, or when somebody asks what would stop a build.
func ownAndPublic(src generator.Source, r generator.Reading, messages diag.List, m *memo.Store) built {
	var owner edition.Edition[edition.Owner]
	own, more := generator.Make(src, r, func(j journal.Journal, today civil.Date, m *memo.Store) (edition.Edition[edition.Owner], diag.List) {
		ed, found := edition.ForOwner(j, today, m)
		owner = ed
		return ed, found
	}, m)
	messages = sorted(append(messages, more...))
	public := sync.OnceValues(func() (preview.Site, diag.List) {
		return generator.Make(src, r, edition.ForPublic, m)
	})
	editions := []preview.Edition{
		{Audience: "me", Own: true, Root: r.Config.BasePath(), Site: own},
		{Audience: "public", Root: r.Config.BasePath(), Site: lateSite{public}},
	}
	var circles []func() (preview.Site, diag.List)
	for _, audience := range r.Config.Audiences {
		if audience.Name == journal.Owner {
			continue // whose eyes the first edition has
		}
		circle := sync.OnceValues(func() (preview.Site, diag.List) {
			return generator.Make(src, r, edition.ForCircle(audience.Name), m)
		})
		circles = append(circles, circle)
		editions = append(editions, preview.Edition{Audience: audience.Name, Root: r.Config.BasePath(), Site: lateSite{circle}})
	}
	return built{
		editions: editions,
		written:  writtenIn(owner, m),
		count:    own.Pages,
		messages: messages,
		stops: func() diag.List {
			_, stops := public()
			for _, circle := range circles {
				_, more := circle()
				stops = slices.Concat(stops, more)
			}
			return without(onlyErrors(distinct(stops)), messages)
		},
	}
}

// without leaves out the messages that are among others.
func without(l, others diag.List) diag.List {
	return slices.DeleteFunc(l, func(m diag.Message) bool { return slices.Contains(others, m) })
}

func sorted(l diag.List) diag.List {
	l.Sort()
	return l
}

// written is the author's pages that are each made from one file.
type written struct {
	edition edition.Edition[edition.Owner]
	pages   func() []*preview.Page
}

func writtenIn(ed edition.Edition[edition.Owner], m *memo.Store) written {
	return written{ed, sync.OnceValue(func() []*preview.Page {
		pages := memo.Each(m, "written", ed.Key(), ed.Entries(), entryWritten)
		for _, p := range ed.Pursuits() {
			if p.Source != "" {
				pages = append(pages, pursuitWritten(p))
			}
		}
		for _, p := range ed.Pages() {
			pages = append(pages, pageWritten(p))
		}
		return pages
	})}
}

func (w written) Pages() []*preview.Page { return w.pages() }

func (w written) At(address string) (*preview.Page, bool) {
	if e, ok := w.edition.Entry(address); ok {
		return entryWritten(e), true
	}
	for _, p := range w.edition.Pursuits() {
		if p.Address == address && p.Source != "" {
			return pursuitWritten(p), true
		}
	}
	for _, p := range w.edition.Pages() {
		if p.Address == address {
			return pageWritten(p), true
		}
	}
	return nil, false
}

func entryWritten(e *edition.Entry) *preview.Page {
	p := &preview.Page{Address: e.Address, Source: e.Source, Text: said(e.Body), Title: e.Title, Level: e.Level, Why: e.Why}
	switch {
	case e.Draft:
		p.Unfinished = "draft"
	case e.Planned:
		p.Unfinished = "planned for " + e.Day.Format("2 January 2006")
	}
	return p
}

func pursuitWritten(p *edition.Pursuit) *preview.Page {
	return &preview.Page{Address: p.Address, Source: p.Source, Text: said(p.Body), Title: p.Title, Level: p.Level, Why: p.Why}
}

func pageWritten(p edition.Page) *preview.Page {
	return &preview.Page{Address: p.Address, Source: p.Source, Text: said(p.Body), Title: p.Title, Level: p.Level, Why: p.Why}
}

// said is a hash of what a text says, "" for nothing.
func said(text *markdown.Document) string {
	if text == nil || text.Text() == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(text.Text()))
	return string(sum[:16])
}

// lateSite is a site that is made when it is first asked for something.
type lateSite struct {
	made func() (preview.Site, diag.List)
}

func (l lateSite) Has(path string) bool {
	site, _ := l.made()
	return site.Has(path)
}

func (l lateSite) Bytes(path string) ([]byte, error) {
	site, _ := l.made()
	return site.Bytes(path)
}

func (a *app) serve(ctx context.Context, o serveOptions) error {
	if o.port < 0 || o.port > 65535 {
		return usageError{fmt.Sprintf("--port %d is not a port", o.port), "ports go from 0 to 65535"}
	}
	if err := config.CheckEditor(o.editor); o.editor != "" && err != nil {
		return usageError{"--editor: " + err.Error(), "an address like " + preview.DefaultEditor}
	}
	src, err := a.source("")
	if err != nil {
		return err
	}
	build, err := builderFor(o.as, src.Folder)
	if err != nil {
		return err
	}
	at, err := openPort(o)
	if err != nil {
		return err
	}
	options := preview.Options{Hosts: preview.Hosts(at.port, at.beyond...), Version: a.now().UnixMilli(), Folder: src.Folder}
	var server *preview.Server
	if o.token || at.beyond != nil {
		options.Token = rand.Text
		options.Entered = func() { a.say("That link was used. For another browser: %s", server.Invite(at.address())) }
	}
	server = preview.New(options)
	follow, rings, err := a.follow(ctx, src, o.poll, a.showing(server, build, src, o.editor))
	if err != nil {
		return err
	}
	follow.tell.showUnread = server.ShowTrouble
	if err := follow.begin(ctx); err != nil {
		return err
	}
	a.sayWhere(o, at)
	invitation := server.Invite(at.address())
	fmt.Fprintln(a.stdout, invitation)
	if at.beyond != nil && isTerminal(a.stderr) {
		a.showCode(invitation)
	}
	if o.open {
		a.openBrowser(invitation)
	}
	go follow.run(ctx, rings)
	defer follow.stop() // what is shown is told of, too
	return server.Serve(ctx, at.listeners...)
}

// opened is a port that is listened on.
type opened struct {
	listeners []net.Listener
	port      int
	beyond    []netip.Addr // addresses that other machines reach; nil for none
}

// address is what to type into a browser: this machine's own name, or the first
// address under which others know it.
func (at opened) address() string {
	if len(at.beyond) > 0 {
		return fmt.Sprintf("http://%s/", netip.AddrPortFrom(at.beyond[0], uint16(at.port)))
	}
	return fmt.Sprintf("http://localhost:%d/", at.port)
}

// openPort listens as the options say.
func openPort(o serveOptions) (opened, error) {
	addr, err := bindAddress(o.bind)
	if err != nil {
		return opened{}, err
	}
	var at opened
	if addr.IsValid() {
		at.listeners, at.port, err = preview.ListenBeyond(addr, o.port)
	} else {
		at.listeners, at.port, err = preview.Listen(o.port)
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		return opened{}, failure{fmt.Sprintf("port %d is not open to you", o.port), "ports below 1024 often belong to the system: journal serve --port 1515"}
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return opened{}, failure{fmt.Sprintf("%s is not an address of this computer", addr), "0.0.0.0 is all addresses of this computer: journal serve --bind 0.0.0.0"}
	case err != nil:
		return opened{}, err
	case addr.IsValid():
		have, err := net.InterfaceAddrs()
		if err != nil {
			return opened{}, fmt.Errorf("ask for this computer's addresses: %w", err)
		}
		at.beyond = append([]netip.Addr{}, preview.Reachable(addr, have)...)
	}
	return at, nil
}

// bindAddress is the address that --bind names; the zero one stands for this
// machine alone.
func bindAddress(bind string) (netip.Addr, error) {
	if bind == "" || bind == "localhost" {
		return netip.Addr{}, nil
	}
	addr, err := netip.ParseAddr(bind)
	if err != nil {
		return netip.Addr{}, usageError{"--bind " + diag.Quote(bind) + " is not an address", "an address of this computer, such as 192.168.1.5, or 0.0.0.0 for all of them"}
	}
	if addr.Unmap().IsLoopback() {
		return netip.Addr{}, nil
	}
	return addr.Unmap(), nil
}

// showing shows what is made of a journal. editor is what opens a file, or "" where
// journal.toml says so.
func (a *app) showing(server *preview.Server, build builder, src generator.Source, editor string) maker {
	good := false // pages without errors have been shown
	return func(r generator.Reading, found diag.List, store *memo.Store) made {
		b := build(src, r, found, store)
		unwell := "Until this is put right, you see what could be made."
		if good {
			unwell = "The last good pages stay until this is put right."
		}
		m := made{messages: b.messages, unwell: unwell, put: func(context.Context) (string, error) {
			if editor != "" || !hasErrorsIn(b.messages, configName) { // a file that is being mended says nothing
				server.OpenWith(cmp.Or(editor, r.Config.Preview.Editor))
			}
			server.Show(b.editions, b.written, b.messages)
			good = good || !b.messages.HasErrors()
			return amount(b.count(), "page", "pages"), nil
		}}
		if b.stops != nil {
			m.stops, m.showStops = b.stops, server.ShowStops
		}
		return m
	}
}

// hasErrorsIn reports whether there are errors in a file of the journal.
func hasErrorsIn(l diag.List, file string) bool {
	return slices.ContainsFunc(l, func(m diag.Message) bool { return m.Severity == diag.Error && m.Pos.File == file })
}

// sayWhere says who can see what; the address itself, which is what was asked
// for, goes to standard output.
func (a *app) sayWhere(o serveOptions, at opened) {
	if o.port != 0 && at.port != o.port {
		a.say("Another program has port %d, so this is port %d.", o.port, at.port)
	}
	what, who := "This is your own edition, private entries included.", "Only this computer can reach it; Ctrl-C ends it."
	switch o.as {
	case "me":
	case "public":
		what = "This is what strangers see."
	default:
		what = "This is what " + o.as + " sees once it is unsealed."
	}
	if at.beyond != nil {
		who = "Warning: other computers in your network can reach it, and what is sent is not encrypted. The link works once; Ctrl-C ends it."
	}
	a.say("%s %s", what, who)
}

// showCode draws the address for the camera of a telephone. Where that fails, the
// address stands above.
func (a *app) showCode(address string) {
	if code, err := qr.Encode(address, qr.L, qr.Auto); err == nil {
		preview.PrintCode(a.stderr, code)
	}
}

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
