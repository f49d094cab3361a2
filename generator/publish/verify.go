package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"journal/generator/manifest"
)

// sampleSize is how many files are read back.
const sampleSize = 20

// verify reads back what strangers get now: the manifest, some of the files, and
// every path that was taken down, which has to be gone.
func (r *run) verify(ctx context.Context) error {
	if len(r.left.present)+len(r.left.unswept) > 0 {
		return &UnfinishedError{Err: r.left.refusal, Present: slices.Concat(r.left.present, r.left.unswept)}
	}
	want := r.manifestFile(r.final())
	got, err := r.read(ctx, ManifestPath)
	if err != nil {
		return fmt.Errorf("all was published to %s, but not checked: %w", r.host, err)
	}
	if !bytes.Equal(got, want.Bytes) {
		return fmt.Errorf("published to %s: %w", r.host, ErrStale)
	}
	if err := r.verifySample(ctx); err != nil {
		return err
	}
	return r.verifyGone(ctx)
}

// read reads a file of the host.
func (r *run) read(ctx context.Context, at string) (b []byte, err error) {
	err = r.attempt(ctx, func(ctx context.Context) error { b, err = r.host.Read(ctx, at); return err })
	if err != nil {
		return nil, fmt.Errorf("read %s back: %w", at, err)
	}
	return b, nil
}

func (r *run) verifySample(ctx context.Context) error {
	var wrong []string
	err := r.each(ctx, r.sample(), func(ctx context.Context, at string) error {
		b, err := r.read(ctx, at)
		if err != nil && !errors.Is(err, ErrAbsent) {
			return err
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		if err != nil || manifest.Bytes(at, b) != r.site.known[at].Tag {
			wrong = append(wrong, at)
		}
		r.report.Checked++
		return nil
	})
	if err != nil {
		return fmt.Errorf("all was published to %s, but not checked: %w", r.host, err)
	}
	if len(wrong) > 0 {
		return &UnfinishedError{Err: errors.New("what was read back is not what was sent"), Unsent: wrong}
	}
	return nil
}

// sample gives the home page and files at random, those that were sent first.
func (r *run) sample() []string {
	pick := func(from []string, n int) (some []string) {
		from = slices.Clone(from)
		for ; n > 0 && len(from) > 0; n-- {
			i := min(int(r.o.Random()*float64(len(from))), len(from)-1)
			some = append(some, from[i])
			from = slices.Delete(from, i, i+1)
		}
		return some
	}
	some := pick(r.steps.Send(), sampleSize*3/4)
	some = append(some, pick(r.steps.Unchanged, sampleSize-len(some))...)
	if _, ok := r.site.known["index.html"]; ok && !slices.Contains(some, "index.html") {
		some = append(some, "index.html")
	}
	return some
}

func (r *run) verifyGone(ctx context.Context) error {
	var present []string
	gone := r.steps.Delete()
	err := r.each(ctx, gone, func(ctx context.Context, at string) error {
		_, err := r.read(ctx, at)
		if err != nil && !errors.Is(err, ErrAbsent) {
			return err
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		if err == nil {
			present = append(present, at)
			return nil
		}
		r.report.Absent++
		if r.report.Absent%100 == 0 || r.report.Absent == len(gone) {
			r.tell(Progress{What: Verifying, Done: r.report.Absent, Total: len(gone), Path: at})
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("all was published to %s, but it is not certain that everything is gone that should be: %w", r.host, err)
	}
	if len(present) > 0 {
		slices.Sort(present)
		return &UnfinishedError{Err: errors.New("what was deleted is still there"), Present: present}
	}
	return nil
}

// each calls f for each path, some at a time.
func (r *run) each(ctx context.Context, paths []string, f func(context.Context, string) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(r.o.Parallel)
	for _, at := range paths {
		g.Go(func() error {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			return f(ctx, at)
		})
	}
	return g.Wait()
}
