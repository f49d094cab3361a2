package output

import (
	"context"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// each calls f for 0 to n-1 on all processors. After an error, or when the
// context ends, it begins no further calls and gives the first error.
func each(ctx context.Context, n int, f func(i int) error) error {
	g, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range min(n, runtime.GOMAXPROCS(0)) {
		g.Go(func() error {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := f(int(i)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}
