package main

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"journal/generator"
	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/journal"
	"journal/generator/media"
	"journal/generator/memo"
	"journal/generator/output"
	"journal/generator/render"
)

const buildHelp = `usage: journal build [--output DIR] [--host PRESET] [--reveal] [--remember]
                     [--json]
       journal build --watch [--poll] [--output DIR] [--host PRESET]

Makes the public site: a folder of plain files that any host can serve. Only
what changed is written, and what an earlier build wrote and the site no longer
has is removed; files that no build wrote are left alone. If the journal has an
error, nothing is written and the last good build stays as it is. Entries that
are private, drafts, and those of days to come are not part of the site.

What is protected is sealed for its audience, whose passphrase is taken from the
environment or from a program, as journal.toml says, or asked for. See journal
help audience.

An entry with a reveal that has come true is private until you agree to it once.
journal status lists such entries.

OPTIONS
  --output DIR   where the site goes, counted from this folder. Otherwise what
                 journal.toml says, or public in the journal's folder. It must
                 be empty, or hold an earlier build
  --host PRESET  add the files that this host reads, such as .nojekyll: github,
                 gitlab, codeberg, cloudflare, netlify, s3, neocities, rsync or
                 none. Otherwise the preset of [publish] in journal.toml
  --reveal       make public what journal status lists as ready to be revealed,
                 and write that down in revealed.toml
  --remember     write down in addresses.toml where entries are read, so that
                 old addresses lead on. journal publish does that by itself; say
                 it when you put the folder where strangers read it
  --json         print what was done as one JSON object: written, unchanged and
                 removed (files), entries (that strangers can read), protected
                 (sealed for an audience), withheld (not in the site), ms (time
                 taken)
  --watch        go on, and write again what changes when you save a file, until
                 Ctrl-C ends it. While the journal has errors the folder stays
                 as it is
  --poll         with --watch: look at the files a few times a second instead of
                 waiting for the system to tell of changes` + optionsOfAll + `
EXAMPLES
  journal build
  journal build --output /tmp/look && ls /tmp/look
  journal build --host netlify
  journal --today 2026-04-05 build --json
  journal build --watch
  journal build --reveal

EXIT STATUS
  0  the site is in place; with --watch, it was ended with Ctrl-C
  1  it could not be written: the disk is full, a foreign file is in the way,
     another build did not finish, the folder of journal.toml was refused, a
     passphrase is missing or easy to guess
  2  the command line was not understood, or --output names a folder that a
     site must not be written to
  3  the journal has errors; nothing was written
`

// buildOptions are what the command line says.
type buildOptions struct {
	out, host                 string
	reveal, json, watch, poll bool
	remember                  bool
}

// buildReport is what build --json prints.
type buildReport struct {
	Written   int   `json:"written"`
	Unchanged int   `json:"unchanged"`
	Removed   int   `json:"removed"`
	Entries   int   `json:"entries"`
	Protected int   `json:"protected"`
	Withheld  int   `json:"withheld"`
	MS        int64 `json:"ms"`
}

func (a *app) buildCommand() *cobra.Command {
	var o buildOptions
	c := &cobra.Command{
		Use:   "build",
		Short: "make the public site",
		Long:  buildHelp,
		Args:  nothing,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := isHost(o.host); err != nil {
				return err
			}
			switch {
			case o.watch && o.json:
				return usageError{"--json and --watch do not go together", "--json tells of one build, and --watch makes many"}
			case o.watch && o.reveal:
				return usageError{"--reveal and --watch do not go together", "journal build --reveal, and then journal build --watch"}
			case o.watch && o.remember:
				return usageError{"--remember and --watch do not go together", "journal build --remember, once the site is as strangers shall read it"}
			case o.watch:
				return a.buildAndWatch(c.Context(), o)
			case o.poll:
				return usageError{"--poll says how to watch, and nothing is watched", "journal build --watch --poll"}
			}
			return a.build(c.Context(), o)
		},
	}
	c.Flags().StringVar(&o.out, "output", "", "where the site goes")
	a.hostFlag(c, &o.host)
	c.Flags().BoolVar(&o.reveal, "reveal", false, "make public what is ready to be revealed")
	c.Flags().BoolVar(&o.remember, "remember", false, "write down where strangers read the entries")
	c.Flags().BoolVar(&o.json, "json", false, "print what was done as JSON")
	c.Flags().BoolVar(&o.watch, "watch", false, "go on, and write again what changes")
	c.Flags().BoolVar(&o.poll, "poll", false, "look at the files instead of being told")
	return c
}

// gcPercent lets the heap grow to two and a half times of what is in use before
// garbage is collected: a build ends soon. Three and more takes memory and saves no
// time.
const gcPercent = 150

func (a *app) build(ctx context.Context, o buildOptions) error {
	began := a.now()
	defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
	src, err := a.source(a.outputFlag(o.out))
	if err != nil {
		return err
	}
	src.Preset = o.host
	recorder := a.recorder(src, o)
	if said, ok := recorder.nothingToDo(); ok {
		if err := a.report(said.messages(), ""); err != nil {
			return err
		}
		return a.tell(said, o, began)
	}
	shelf := shelfOf(src.Folder)
	src.Scaler = media.NewScaler(shelf)
	r, found, err := generator.Read(src, nil)
	if err != nil {
		return err
	}
	waiting := edition.Waiting(r.Journal, r.Today)
	if o.reveal {
		r = withRevealed(r, waiting)
	}
	s := publishedBy(src, r, found, o.out, storeFor(r))
	if err := a.report(s.messages, nothingWritten(s.folder)); err != nil {
		return err
	}
	if o.reveal {
		if err := keepRevealed(src.Folder, waiting); err != nil {
			return err
		}
	}
	changed, err := s.seal(ctx, src, a.newKeyring())
	if err != nil {
		return err
	}
	report, err := a.write(ctx, s, shelf)
	if err != nil {
		return err
	}
	if o.remember {
		if _, err := keepAddresses(src.Folder, r.Journal.Addresses, s.public); err != nil {
			return err
		}
	}
	said := outcome{Messages: writtenDown(s.messages), Counts: countsBeside(r, s.public), Waiting: len(waiting), Folder: s.folder, Report: report}
	for _, e := range s.public.Unlisted() {
		said.Unlisted = append(said.Unlisted, e.Address)
	}
	said.circles = func() { a.sayCircles(r, s.circles, changed) }
	recorder.remember(r, said)
	return a.tell(said, o, began)
}

// tell says what a build did.
func (a *app) tell(said outcome, o buildOptions, began time.Time) error {
	a.sayWho(said.Counts, said.Unlisted)
	if said.circles != nil {
		said.circles()
	}
	a.sayWritten(said.Folder, said.Report, a.now().Sub(began))
	if !o.reveal {
		a.sayWaiting(said.Waiting)
	}
	if !o.json {
		return nil
	}
	return a.printJSON(buildReport{said.Report.Written, said.Report.Unchanged, said.Report.Removed,
		said.Counts.Public + said.Counts.Unlisted, said.Counts.Protected, said.Counts.Private, a.now().Sub(began).Milliseconds()})
}

// published is the public site of a journal, and where it goes.
type published struct {
	reading  generator.Reading
	public   edition.Edition[edition.Public]
	tree     render.Tree[edition.Public]
	circles  []generator.Circle
	messages diag.List
	source   string // the journal's folder
	folder   string // where the site goes
	byFlag   bool   // the command line named that folder
}

// sitePublished makes the public site. out is the folder that the command line
// names, or "".
func publishedBy(src generator.Source, r generator.Reading, found diag.List, out string, m *memo.Store) published {
	p := published{reading: r, source: src.Folder, folder: outputFolder(src, r.Config, out), byFlag: out != ""}
	tree, more := generator.Make(src, r, func(j journal.Journal, day civil.Date, m *memo.Store) (edition.Edition[edition.Public], diag.List) {
		var messages diag.List
		p.public, messages = edition.ForPublic(j, day, m)
		return p.public, messages
	}, m)
	circles, of := generator.Circles(src, r, m)
	p.tree, p.circles, p.messages = tree, circles, distinct(slices.Concat(found, more, of))
	return p
}

// storeFor gives a memory where it saves work in one build: the pages that an audience
// reads are mostly those that strangers read.
func storeFor(r generator.Reading) *memo.Store {
	if len(r.Config.Audiences) == 0 {
		return nil
	}
	return memo.New()
}

// seal puts into the site what audiences read, sealed, and gives those whose
// passphrase is a new one.
func (p *published) seal(ctx context.Context, src generator.Source, ring *keyring) (changed []string, err error) {
	keys, changed, err := ring.of(ctx, src, p.reading, p.folder)
	if err != nil {
		return nil, err
	}
	p.tree, err = generator.Seal(p.tree, p.circles, keys)
	return changed, err
}

// write writes a site that has no errors. Of the copies on the shelf stay those
// that the site has.
func (a *app) write(ctx context.Context, p published, shelf *media.Folder) (output.Report, error) {
	if err := a.makeCopies(ctx, p.tree.Copies()); err != nil {
		return output.Report{}, fmt.Errorf("making smaller copies of pictures: %w", err)
	}
	report, err := output.Write(ctx, p.tree, p.folder, output.Options{Sources: inputs(p.source), Home: a.home, Key: p.reading.Config.Privacy.LinkKey})
	if err != nil {
		return output.Report{}, writeError(err, p.byFlag)
	}
	shelf.Sweep()
	return report, nil
}

// outputFlag is the folder that the command line names, or "".
func (a *app) outputFlag(out string) string {
	if out == "" {
		return ""
	}
	return a.path(out)
}

// outputFolder is where the site goes.
func outputFolder(src generator.Source, c config.Config, out string) string {
	if out != "" {
		return src.Output
	}
	if filepath.IsAbs(c.Output) {
		return c.Output
	}
	return filepath.Join(src.Folder, filepath.FromSlash(c.Output))
}

// nothingWritten is what came of a build with errors.
func nothingWritten(dir string) string {
	if output.Owns(dir) {
		return "Nothing was written; the last good build is still there."
	}
	return "Nothing was written."
}

// sayWho says who will see the entries.
func (a *app) sayWho(counts visibilityCounts, unlisted []string) {
	is := "are"
	if counts.Public == 1 || counts.All == 1 {
		is = "is"
	}
	line := fmt.Sprintf("%s of %s %s public", thousands(counts.Public), amount(counts.All, "entry", "entries"), is)
	if counts.Unlisted > 0 {
		line += fmt.Sprintf(", %s unlisted", thousands(counts.Unlisted))
	}
	if counts.Protected > 0 {
		line += fmt.Sprintf(", %s protected", thousands(counts.Protected))
	}
	line += fmt.Sprintf(", %s private.", amount(counts.Private, "stays", "stay"))
	if counts.Public == 0 {
		line += " `journal serve` shows all."
	}
	a.say("%s", line)
	if counts.Unlisted > 0 {
		a.sayUnlisted(unlisted)
	}
}

// sayCircles says which audience reads how much, and where.
func (a *app) sayCircles(r generator.Reading, circles []generator.Circle, changed []string) {
	for _, c := range circles {
		a.say("Sealed for %s: %s, opened at %s", c.Audience.Name, amount(c.Protected(), "entry", "entries"), addressOf(r.Config, c.Audience.Name))
	}
	for _, name := range changed {
		a.say("%s has a new passphrase, so all that %s reads was sealed anew. Whoever kept the old files can still open them with the old one.", name, name)
	}
}

// sayUnlisted reminds of what unlisted means. The addresses are what keeps such
// entries to those who were told, so only the author may read them here.
func (a *app) sayUnlisted(addresses []string) {
	a.say("Unlisted is not private: whoever has the address can read the entry.")
	if !isTerminal(a.stderr) {
		return
	}
	for _, address := range addresses {
		a.say("  %s", address)
	}
}

// mostForeign is how many foreign files are named.
const mostForeign = 5

func (a *app) sayWritten(dir string, r output.Report, took time.Duration) {
	a.say("%s: %s written, %s unchanged, %s removed, in %d ms.",
		a.shown(dir), amount(r.Written, "file", "files"), thousands(r.Unchanged), thousands(r.Removed), took.Milliseconds())
	if len(r.Foreign) == 0 {
		return
	}
	names := r.Foreign
	rest := ""
	if len(names) > mostForeign {
		rest = fmt.Sprintf(" and %s more", thousands(len(names)-mostForeign))
		names = names[:mostForeign]
	}
	a.say("No build wrote these, so they were left alone: %s%s.", strings.Join(names, ", "), rest)
}
