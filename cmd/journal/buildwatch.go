package main

import (
	"context"
	"fmt"

	"journal/generator"
	"journal/generator/diag"
	"journal/generator/media"
	"journal/generator/memo"
)

// buildAndWatch keeps the output folder up to date until it is stopped. What
// refuses the first build ends it; later trouble is told and tried again.
func (a *app) buildAndWatch(ctx context.Context, o buildOptions) error {
	src, err := a.source(a.outputFlag(o.out))
	if err != nil {
		return err
	}
	src.Preset = o.host
	shelf := shelfOf(src.Folder)
	src.Scaler = media.NewScaler(shelf)
	f, rings, err := a.follow(ctx, src, o.poll, a.writing(src, o.out, shelf))
	if err != nil {
		return err
	}
	refused := make(chan error, 1)
	go func() {
		if err := f.begin(ctx); err != nil {
			refused <- err
			return
		}
		a.say("Watching %s; Ctrl-C ends it.", a.shown(src.Folder))
		f.run(ctx, rings)
	}()
	select {
	case <-ctx.Done():
		f.stop()
		return nil
	case err := <-refused:
		return err
	}
}

// writing writes the public site that is made of a journal.
func (a *app) writing(src generator.Source, out string, shelf *media.Folder) maker {
	ring := a.newKeyring()
	return func(r generator.Reading, found diag.List, store *memo.Store) made {
		p := publishedBy(src, r, found, out, store)
		return made{messages: p.messages, unwell: nothingWritten(p.folder), put: func(ctx context.Context) (string, error) {
			if p.messages.HasErrors() {
				return "", nil
			}
			whole := p
			if _, err := whole.seal(ctx, src, ring); err != nil {
				return "", err
			}
			ring.asks = false // what is changed while watching cannot wait for an answer
			report, err := a.write(ctx, whole, shelf)
			if err != nil {
				return "", err
			}
			return amountWritten(report.Written, report.Removed), nil
		}}
	}
}

func amountWritten(written, removed int) string {
	line := amount(written, "file", "files") + " written"
	if removed > 0 {
		line += fmt.Sprintf(", %s removed", thousands(removed))
	}
	return line
}
