package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"journal/generator"
	"journal/generator/audit"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/hosting"
	"journal/generator/media"
	"journal/generator/publish"
)

const publishHelp = `usage: journal publish [TARGET] [--dry-run] [--yes] [--adopt] [--allow-delete N]
                       [--json]

Makes the public site, proves that nothing private is in it, and puts it where
strangers read it: a branch of a git repository, a bucket, a folder of another
machine or of this one. Only what changed is sent, and what became private is
taken down before all else. In the end what strangers get is read back: a sample
of the files, and every address that should be gone.

Files that journal did not put there are never changed or deleted. If anything
interrupts it, publish again: it goes on where it was. If nothing changed,
nothing is sent.

TARGET is the name of a table [publish.NAME] in journal.toml; with one target it
need not be said:

  [publish]
  target = "git"                      # or "s3", "rsync", "dir"
  remote = "git@github.com:me/road.git"
  branch = "gh-pages"
  preset = "github"

Passwords and tokens do not belong there. git, ssh and the tools of AWS have
theirs, and journal uses what they use. docs/publishing.md tells how to begin
with each kind of host.

OPTIONS
  --dry-run         print what would be sent and deleted, and stop
  --yes             do not ask. On a terminal you are otherwise asked the first
                    time, and before anything is deleted
  --adopt           take over a place that has files of others, or another site.
                    What stands where your files go is replaced, all else stays
  --allow-delete N  let up to N files be deleted. Otherwise a site that has lost
                    more than a fifth of its files, and more than ten, is not
                    published
  --json            print what was done, or would be, as one JSON object:
                    upload, delete and unchanged (lists of paths)` + optionsOfAll + `
EXAMPLES
  journal publish --dry-run
  journal publish
  journal publish backup --yes
  journal publish --dry-run --json | jq -r '.delete[]'

EXIT STATUS
  0  what strangers get is the site, checked; or with --dry-run, it was printed
  1  it could not be published, or not all of it: the message says what is left.
     Nothing is half done that publishing again does not finish
  2  the command line was not understood, or there is no such target
  3  the journal has errors, or something private would have been published;
     nothing was sent
`

// publishOptions are what the command line says.
type publishOptions struct {
	target             string
	dryRun, yes, adopt bool
	allowDelete        int
	json               bool
}

// publishReport is what publish --json prints.
type publishReport struct {
	Upload    []string `json:"upload"`
	Delete    []string `json:"delete"`
	Unchanged []string `json:"unchanged"`
}

func (a *app) publishCommand() *cobra.Command {
	var o publishOptions
	c := &cobra.Command{
		Use:   "publish [TARGET]",
		Short: "put the public site where strangers read it",
		Long:  publishHelp,
		Args:  wants(0, 1, "the name of a target at most", "journal publish --dry-run"),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				o.target = args[0]
			}
			if o.allowDelete < 0 {
				return usageError{"--allow-delete wants a number of files", "journal publish --allow-delete 40"}
			}
			return a.publish(c.Context(), o)
		},
		ValidArgsFunction: a.completeTargets,
	}
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "print what would be done, and stop")
	c.Flags().BoolVar(&o.yes, "yes", false, "do not ask")
	c.Flags().BoolVar(&o.adopt, "adopt", false, "take over a place that has files of others")
	c.Flags().IntVar(&o.allowDelete, "allow-delete", 0, "up to how many files may be deleted")
	c.Flags().BoolVar(&o.json, "json", false, "print what was done as JSON")
	return c
}

// completeTargets gives the names of targets to the shell.
func (a *app) completeTargets(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	src, err := a.source("")
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	r, _, err := generator.Read(src, nil)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return targetNames(r.Config), cobra.ShellCompDirectiveNoFileComp
}

func targetNames(c config.Config) []string {
	var names []string
	for _, t := range c.Publish {
		names = append(names, t.Name)
	}
	return names
}

// publish makes the site for a target and publishes it there, unless it is known that
// all is there already.
func (a *app) publish(ctx context.Context, o publishOptions) error {
	began := a.now()
	defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
	src, err := a.source("")
	if err != nil {
		return err
	}
	src.Publishing = true
	recorder := a.publicationRecorder(src, o.target)
	if done, err := a.nothingToPublish(ctx, o, recorder, began); done || err != nil {
		return err
	}
	shelf := shelfOf(src.Folder)
	src.Scaler = media.NewScaler(shelf)
	r, found, err := generator.Read(src, nil)
	if err != nil {
		return err
	}
	target, err := a.chooseTarget(r.Config, found, o.target)
	if err != nil {
		return err
	}
	src.Target = target.Name
	s := publishedBy(src, r, found, "", storeFor(r))
	if err := a.report(s.messages, nothingSent); err != nil {
		return err
	}
	ring := a.newKeyring()
	if _, err := s.seal(ctx, src, ring); err != nil {
		return err
	}
	return a.atHost(ctx, target, src, s.folder, func(host publish.Host, publisher string) error {
		if err := a.makeCopies(ctx, s.tree.Copies()); err != nil {
			return fmt.Errorf("making smaller copies of pictures: %w", err)
		}
		return a.push(ctx, pushing{o, src, s, target, host, publisher, ring, recorder, began})
	})
}

// atHost calls f with the host of a target, while no other publication of this journal
// runs on this machine. built is the folder that journal build writes to.
func (a *app) atHost(ctx context.Context, t config.Target, src generator.Source, built string, f func(host publish.Host, publisher string) error) error {
	me, err := a.publisher(src.Folder)
	if err != nil {
		return err
	}
	defer me.done()
	host, err := a.hostOf(ctx, t, src, built)
	if err != nil {
		return a.publishError(err)
	}
	if c, ok := host.(io.Closer); ok {
		defer c.Close()
	}
	return f(host, me.id)
}

// nothingSent is what came of a publication that was refused.
const nothingSent = "Nothing was published; what strangers see is as it was."

// chooseTarget gives the target that is meant. If journal.toml cannot be read, its
// errors are told instead.
func (a *app) chooseTarget(c config.Config, found diag.List, name string) (config.Target, error) {
	all := c.Publish
	if found.HasErrors() {
		if err := a.report(found, nothingSent); err != nil {
			return config.Target{}, err
		}
	}
	names := targetNames(c)
	switch {
	case len(all) == 0:
		return config.Target{}, usageError{"journal.toml does not say where to publish", "add a table [publish]: `journal publish --help` shows one, and docs/publishing.md tells how to begin with each kind of host"}
	case name == "" && len(all) == 1:
		return all[0], nil
	case name == "":
		return config.Target{}, usageError{"journal.toml has several targets", "say which: journal publish " + strings.Join(names, ", or journal publish ")}
	}
	if t, ok := c.Target(name); ok {
		return t, nil
	}
	return config.Target{}, usageError{"journal.toml has no target " + diag.Quote(name), diag.DidYouMean(name, names, "targets")}
}

// pushing is a publication that is about to begin.
type pushing struct {
	o         publishOptions
	src       generator.Source
	site      published
	target    config.Target
	host      publish.Host
	publisher string
	ring      *keyring // that sealed what audiences read
	recorder  *recorder
	began     time.Time
}

// options are the surroundings of a publication of a journal that says c.
func (a *app) options(o publishOptions, c config.Config, t config.Target, publisher string, m *meter) publish.Options {
	return publish.Options{
		Site: siteID(c), Key: c.Privacy.LinkKey, Publisher: publisher,
		Adopt: o.adopt, AllowDelete: o.allowDelete, DryRun: o.dryRun,
		Inspect:  func(files []publish.Item) error { return a.inspect(t, files) },
		Confirm:  func(ctx context.Context, report publish.Report) error { return a.confirm(ctx, o, report) },
		Progress: m.tell, Now: a.now,
	}
}

// push publishes, says what was done, and remembers it.
func (a *app) push(ctx context.Context, p pushing) error {
	r := p.site.reading
	var checked generator.Checked
	prove := func(ctx context.Context) (audit.Proof, error) {
		var proof audit.Proof
		var err error
		checked, proof, err = a.prove(ctx, p.src, p.site, p.ring)
		if err == nil && !checked.Passed() {
			err = a.leaking(checked)
		}
		return proof, err
	}
	meter := a.metering()
	report, err := publish.Push(ctx, p.host, p.site.tree, prove, a.options(p.o, r.Config, p.target, p.publisher, meter))
	meter.end()
	if p.o.dryRun && (err == nil || isRefusal(err)) {
		if err := a.printPlan(p.o, report); err != nil {
			return err
		}
	}
	if err != nil {
		return a.publishError(err)
	}
	if p.o.dryRun {
		return nil
	}
	a.sayPublished(report, checked, p.began)
	kept, err := keepAddresses(p.src.Folder, r.Journal.Addresses, p.site.public)
	if err != nil {
		return err
	}
	waiting := len(edition.Waiting(r.Journal, r.Today))
	p.recorder.rememberPublication(p.site, kept, report.Site, waiting)
	return a.sayEnd(p.o, report, waiting)
}

// sayEnd says what a publication ends with.
func (a *app) sayEnd(o publishOptions, r publish.Report, waiting int) error {
	a.sayWaiting(waiting)
	if o.json {
		return a.printJSON(reportOf(r))
	}
	return nil
}

// siteID tells a journal from others: by the key that journal init makes or, without
// one, by its address.
func siteID(c config.Config) string {
	switch {
	case c.Privacy.LinkKey != "":
		return "link_key " + c.Privacy.LinkKey
	case c.BaseURL != "":
		return "base_url " + c.BaseURL
	}
	return "title " + c.Title
}

// leaking tells what the audit found.
func (a *app) leaking(c generator.Checked) error {
	var b strings.Builder
	a.writeFindings(&b, slices.DeleteFunc(slices.Clone(c.Findings), func(f audit.Finding) bool { return f.Mild }))
	fmt.Fprint(a.stderr, a.redacted(b.String()))
	fmt.Fprintln(a.stderr, "Something private is in the site, or may be. "+nothingSent+" `journal audit` tells more.")
	return errJournal
}

// inspect tells what the host would refuse.
func (a *app) inspect(t config.Target, files []publish.Item) error {
	sized := make([]hosting.Sized, len(files))
	for i, f := range files {
		sized[i] = hosting.Sized{Path: f.Path, Size: f.Size}
	}
	return a.report(hosting.Named(t.Preset).Check(sized), nothingSent)
}

func isRefusal(err error) bool {
	var refused *publish.RefusedError
	return errors.As(err, &refused)
}

// publishError says why something was not published, and what to do.
func (a *app) publishError(err error) error {
	if errors.Is(err, errJournal) || errors.Is(err, errDeclined) || errors.Is(err, errLeft) {
		return err
	}
	var usage usageError
	if errors.As(err, &usage) {
		return err
	}
	hint := publish.RemedyOf(err)
	var known failure
	if errors.As(err, &known) {
		hint = known.hint
	}
	if errors.Is(err, context.Canceled) && hint == "" {
		hint = "publish again: it goes on where it was"
	}
	text := err.Error()
	if errors.Is(err, context.Canceled) {
		text = strings.ReplaceAll(text, context.Canceled.Error(), "it was stopped")
	}
	return failure{a.redacted(text), a.redacted(hint)}
}

// redacted takes secrets out of what programs and servers said.
func (a *app) redacted(text string) string {
	return publish.NewRedactor(a.environ).Text(text)
}

// storeOf is the folder of what publications keep between each other.
func storeOf(folder string) string { return filepath.Join(folder, ".journal-cache", "publish") }
