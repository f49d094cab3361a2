package main

import (
	"context"
	"path/filepath"
	"runtime"
	"sync/atomic"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/sync/errgroup"

	"journal/generator/media"
	"journal/generator/site"
)

// shelfOf is where a journal's builds keep smaller copies of pictures. The preview
// takes from it and puts nothing there.
func shelfOf(folder string) *media.Folder {
	return media.NewFolder(filepath.Join(folder, ".journal-cache", "media"))
}

// makeCopies makes the smaller copies that no earlier build left, and says how far
// it has come.
func (a *app) makeCopies(ctx context.Context, all []site.Copies) error {
	var missing []site.Copies
	for _, c := range all {
		if !c.Ready() {
			missing = append(missing, c)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	made := a.counting(len(missing))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, c := range missing {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			defer made()
			return c.Make()
		})
	}
	return g.Wait()
}

// linesEvery is after how many pictures a line is printed where a bar cannot move.
const linesEvery = 50

// counting says that copies of n pictures are made, and gives what to call after
// each: a bar moves on a terminal, and elsewhere there is a line now and then.
func (a *app) counting(n int) (made func()) {
	if a.quiet {
		return func() {}
	}
	if isTerminal(a.stderr) {
		bar := progressbar.NewOptions(n, progressbar.OptionSetWriter(a.stderr), progressbar.OptionClearOnFinish(), progressbar.OptionShowCount(),
			progressbar.OptionFullWidth(), progressbar.OptionSetDescription("Making smaller copies of pictures"))
		return func() { bar.Add(1) }
	}
	a.say("Making smaller copies of %s.", amount(n, "picture", "pictures"))
	var count atomic.Int64
	return func() {
		if done := int(count.Add(1)); done%linesEvery == 0 && done < n {
			a.say("%s of %s pictures.", thousands(done), thousands(n))
		}
	}
}
