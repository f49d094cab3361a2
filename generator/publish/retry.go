package publish

import (
	"context"
	"errors"
	"math"
	"time"
)

// Pauses before what failed is tried again grow from the first to the longest. Each
// is a random part of what it could be, so that many senders do not come back at the
// same moment; see "Exponential backoff and jitter", AWS Architecture Blog, 2015.
const (
	mostTries    = 5
	firstPause   = 500 * time.Millisecond
	longestPause = 20 * time.Second
)

// attempt does something, and again while that may help. It ends when the context
// does, with its cause.
func (r *run) attempt(ctx context.Context, do func(context.Context) error) error {
	for try := 1; ; try++ {
		err := do(ctx)
		if ctx.Err() != nil && err != nil {
			return context.Cause(ctx)
		}
		var transient *transientError
		if err == nil || !errors.As(err, &transient) || try == mostTries {
			return err
		}
		r.retries.Add(1)
		if err := r.o.Sleep(ctx, pause(try, transient.after, r.o.Random())); err != nil {
			return context.Cause(ctx)
		}
	}
}

// pause is how long to wait after a try, the first of which is 1. The host may ask
// for more, in seconds; random lies between 0 and 1.
func pause(try, asked int, random float64) time.Duration {
	most := float64(firstPause) * math.Pow(2, float64(try-1))
	d := time.Duration(random * min(most, float64(longestPause)))
	return max(d, time.Duration(asked)*time.Second)
}

// sleep waits, or gives up with the context.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
