package output

import (
	"context"
	"fmt"
	"os"
	"time"
)

// lockName is the lock file on systems that cannot lock a folder.
const lockName = ".journal-lock"

// retryLock is how often a waiting build looks whether it may go on.
const retryLock = 20 * time.Millisecond

// BusyError says that another build was writing to the folder all the while.
type BusyError struct {
	Dir    string
	Waited time.Duration
}

func (e *BusyError) Error() string {
	return fmt.Sprintf("another build is still writing to %s after %v; nothing was changed. Try again when it has finished", e.Dir, e.Waited)
}

// lock keeps other builds out of the folder until the lock is given back, or
// the process ends however it does. It waits for a build that came before.
func lock(ctx context.Context, root *os.Root, dir string, wait time.Duration) (unlock func(), err error) {
	if wait == 0 {
		wait = defaultWait
	}
	ctx, cancel := context.WithTimeoutCause(ctx, wait, &BusyError{dir, wait})
	defer cancel()
	for {
		unlock, err := tryLock(root)
		if err != nil {
			return nil, fmt.Errorf("lock the output folder %s: %w", dir, err)
		}
		if unlock != nil {
			return unlock, nil
		}
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-time.After(retryLock):
		}
	}
}
