package publish

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"journal/generator/manifest"
)

// leftovers are what a publication could not do.
type leftovers struct {
	sent    map[string]bool
	present []string // could not be taken down
	unswept []string // could not be swept
	refusal error    // why not, the first time
}

// abortTime is how long it may take to give up.
const abortTime = 15 * time.Second

// apply carries out the plan.
func (r *run) apply(ctx context.Context) error {
	r.left.sent = map[string]bool{}
	var s Session
	err := r.attempt(ctx, func(ctx context.Context) (err error) { s, err = r.host.Begin(ctx, r.seen); return err })
	if err != nil {
		return fmt.Errorf("begin to publish to %s: %w", r.host, err)
	}
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), abortTime)
		defer cancel()
		_ = s.Abort(ctx)
	}()
	if s.Atomic() {
		if err := r.change(ctx, s); err != nil {
			return fmt.Errorf("publish to %s, where nothing was changed: %w", r.host, err)
		}
		return r.commit(ctx, s)
	}
	claim := r.manifestFile(r.claimed())
	if err := r.attempt(ctx, func(ctx context.Context) error { return s.Claim(ctx, claim) }); err != nil {
		return fmt.Errorf("begin to publish to %s: %w", r.host, err)
	}
	if err := r.change(ctx, s); err != nil {
		return r.unfinished(err)
	}
	err = r.commit(ctx, s)
	if errors.Is(err, ErrStale) {
		r.takeBack(ctx, s)
	}
	if err != nil {
		return r.unfinished(err)
	}
	return nil
}

// change makes all changes but the last, which is the manifest.
func (r *run) change(ctx context.Context, s Session) error {
	pages, beside := splitPages(r.steps.TakeDown)
	for _, list := range [][]string{pages, beside} {
		if err := r.remove(ctx, s, Taking, list, &r.left.present); err != nil {
			return err
		}
	}
	for _, wave := range r.steps.Waves {
		if err := r.send(ctx, s, wave); err != nil {
			return err
		}
	}
	if err := r.remove(ctx, s, Taking, r.steps.Retire, &r.left.present); err != nil {
		return err
	}
	return r.remove(ctx, s, Sweeping, r.steps.Sweep, &r.left.unswept)
}

func splitPages(paths []string) (pages, others []string) {
	for _, at := range paths {
		if isPage(at) {
			pages = append(pages, at)
		} else {
			others = append(others, at)
		}
	}
	return pages, others
}

// send sends files that do not need each other.
func (r *run) send(ctx context.Context, s Session, wave []string) error {
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(r.o.Parallel)
	for _, at := range wave {
		g.Go(func() error {
			if gctx.Err() != nil {
				return context.Cause(gctx)
			}
			f, err := r.site.file(at)
			if err != nil {
				return err
			}
			if err := r.attempt(gctx, func(ctx context.Context) error { return s.Put(ctx, f) }); err != nil {
				return fmt.Errorf("send %s: %w", at, err)
			}
			r.did(Sending, at, int64(len(f.Bytes)))
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	if err := r.attempt(ctx, s.Flush); err != nil {
		return fmt.Errorf("send %s: %w", counted(wave), err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, at := range wave {
		r.left.sent[at] = true
	}
	return nil
}

// remove deletes files. What the host refuses to delete is noted, and the others go
// all the same; an error means that there is no going on.
func (r *run) remove(ctx context.Context, s Session, what Phase, paths []string, refused *[]string) error {
	if len(paths) == 0 {
		return nil
	}
	var mu sync.Mutex
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(r.o.Parallel)
	for _, at := range paths {
		g.Go(func() error {
			err := r.attempt(gctx, func(ctx context.Context) error { return s.Delete(ctx, at) })
			if gctx.Err() != nil {
				return context.Cause(gctx)
			}
			if err == nil {
				r.did(what, at, 0)
				return nil
			}
			mu.Lock()
			defer mu.Unlock()
			*refused = append(*refused, at)
			if r.left.refusal == nil {
				r.left.refusal = fmt.Errorf("delete %s: %w", at, err)
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	slices.Sort(*refused)
	if err := r.attempt(ctx, s.Flush); err != nil {
		return fmt.Errorf("delete %s: %w", some(paths), err)
	}
	return nil
}

func (r *run) commit(ctx context.Context, s Session) error {
	r.tell(Progress{What: Ending})
	m := r.manifestFile(r.final())
	if err := r.attempt(ctx, func(ctx context.Context) error { return s.Commit(ctx, m) }); err != nil {
		return fmt.Errorf("make it current in %s: %w", r.host, err)
	}
	return nil
}

// takeBack deletes what only this publication has put there, after it lost against
// another: that one does not know of it, and would take it for somebody else's.
func (r *run) takeBack(ctx context.Context, s Session) {
	seen, err := r.host.Look(ctx)
	if err != nil {
		return
	}
	known, err := manifest.Decode(seen.Manifest)
	if err != nil {
		return
	}
	for at := range r.left.sent {
		if !known.Has(manifest.File(at)) && !known.Has(manifest.Kept(at)) {
			_ = r.attempt(ctx, func(ctx context.Context) error { return s.Delete(ctx, at) })
		}
	}
}

// unfinished says what is left to do.
func (r *run) unfinished(err error) error {
	u := &UnfinishedError{Err: err}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, at := range r.steps.Send() {
		if !r.left.sent[at] {
			u.Unsent = append(u.Unsent, at)
		}
	}
	u.Present = r.left.present
	return u
}

// did counts what was done, and tells of it.
func (r *run) did(what Phase, at string, size int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if what == Sending {
		r.report.Sent++
		r.report.Bytes += size
	} else {
		r.report.Deleted++
	}
	if r.progress.What != what {
		r.progress = Progress{What: what, Total: map[Phase]int{
			Sending: len(r.steps.Send()), Taking: r.steps.Gone(), Sweeping: len(r.steps.Sweep)}[what]}
	}
	r.progress.Done++
	if what == Taking {
		r.progress.Done = r.report.Deleted
	}
	r.progress.Path = at
	r.tell(r.progress)
}
