package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"journal/generator"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/journal"
	"journal/generator/publish"
	"journal/generator/stamp"
)

// A publication that went to its end leaves a record as builds do: what the site was
// made from, and which files the place has to hold. If the next one finds all of the
// first as it was, it makes no site, but asks the host whether it still holds the
// second. Where it does not, the site is made, proven and sent as always: from a
// record nothing can be sent. Sites with audiences are always made, since their
// passphrases lie outside the journal.

// publication is what is left behind.
type publication struct {
	head    publicationHead
	sources []stamp.Mark
	site    publish.Inventory
}

// publicationHead is the part that is written as JSON.
type publicationHead struct {
	basis
	Said    []saidMessage
	Waiting int
}

// publicationRecorder gives the recorder of publications to the target that the command
// line names.
func (a *app) publicationRecorder(src generator.Source, target string) *recorder {
	kind := fmt.Sprintf("publish %q %q", src.Folder, target)
	return a.recorderOf(src, kind, "publish 1")
}

// rememberPublication keeps the record of a publication that has just ended.
func (r *recorder) rememberPublication(s published, kept keptAddresses, site publish.Inventory, waiting int) {
	if r == nil || len(s.reading.Config.Audiences) > 0 {
		return
	}
	sources, ok := s.reading.Trace()
	if ok && kept.text != nil {
		sources, ok = sources.Rewritten(r.src.Folder, r.src.Output, journal.AddressesFile, kept.text)
	}
	if !ok || !kept.same || r.lay() != nil {
		os.Remove(r.file)
		return
	}
	r.savePublication(publication{publicationHead{r.basis(s.reading, sources), writtenDown(s.messages), waiting}, sources.Files, site})
}

func (r *recorder) savePublication(p publication) {
	r.write(p.head, p.site.Append(stamp.AppendMarks(nil, p.sources)))
}

func decodePublication(b []byte) (p publication, err error) {
	if b, err = openRecord(b, &p.head); err != nil {
		return publication{}, err
	}
	if p.sources, b, err = stamp.ReadMarks(b); err != nil {
		return publication{}, err
	}
	p.site, err = publish.ReadInventory(b)
	return p, err
}

// lastPublication gives the record of the last publication, if this one would be of the
// same site.
func (r *recorder) lastPublication() (publication, bool) {
	if r == nil {
		return publication{}, false
	}
	b, err := os.ReadFile(r.file)
	if err != nil {
		return publication{}, false
	}
	p, err := decodePublication(b)
	if err != nil || !r.isFor(p.head.basis) {
		return publication{}, false
	}
	holds, again, ripe := p.head.trace(p.sources).Holds(r.src.Folder, r.src.Output)
	if !holds {
		return publication{}, false
	}
	if ripe {
		p.sources, p.head.Hashes = again.Files, nil
		r.savePublication(p)
	}
	return p, true
}

// nothingToPublish asks the host whether it holds the site already, if that is known
// without making it, and says so. It is false where the site has to be made.
func (a *app) nothingToPublish(ctx context.Context, o publishOptions, r *recorder, began time.Time) (done bool, err error) {
	last, ok := r.lastPublication()
	if !ok {
		return false, nil
	}
	text, err := os.ReadFile(filepath.Join(r.src.Folder, configName))
	if err != nil {
		return false, nil
	}
	c, _ := config.Parse(diag.Source{File: configName, Text: text})
	t, err := a.chooseTarget(c, nil, o.target)
	if err != nil {
		return false, nil
	}
	err = a.atHost(ctx, t, r.src, outputFolder(r.src, c, ""), func(host publish.Host, publisher string) error {
		meter := a.metering()
		report, current, err := publish.Current(ctx, host, last.site, a.options(o, c, t, publisher, meter))
		meter.end()
		if err != nil {
			return a.publishError(err)
		}
		if done = current; !done {
			return nil
		}
		return a.sayNothingToPublish(o, t, last, report, began)
	})
	return done, err
}

// sayNothingToPublish says what a publication says that makes the site and finds
// nothing to do.
func (a *app) sayNothingToPublish(o publishOptions, t config.Target, last publication, report publish.Report, began time.Time) error {
	if err := a.report(outcome{Messages: last.head.Said}.messages(), nothingSent); err != nil {
		return err
	}
	if err := a.inspect(t, last.site.Items()); err != nil {
		return err
	}
	if o.dryRun {
		return a.printPlan(o, report)
	}
	a.sayPublished(report, generator.Checked{}, began)
	return a.sayEnd(o, report, last.head.Waiting)
}
