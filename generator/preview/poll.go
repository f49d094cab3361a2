package preview

import (
	"context"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

const (
	pollEvery = 300 * time.Millisecond
	settle    = 50 * time.Millisecond // editors save in several moves
)

// Poll calls ring after something changed in the files and folders that inputs
// names, until ctx ends. It looks about three times a second at names, sizes and
// times, and waits until they stay the same. What stands in leaveOut, hidden
// files and folders are not looked at. inputs is called each time, since a folder
// may become a journal while it is looked at.
func Poll(ctx context.Context, inputs func() []string, leaveOut string, ring func()) {
	last := fingerprint(inputs(), leaveOut)
	for wait(ctx, pollEvery) {
		now := fingerprint(inputs(), leaveOut)
		if now == last {
			continue
		}
		for settled := false; !settled; {
			if !wait(ctx, settle) {
				return
			}
			again := fingerprint(inputs(), leaveOut)
			settled, now = again == now, again
		}
		last = now
		ring()
	}
}

// wait reports whether the time passed before ctx ended.
func wait(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// fingerprint is a number that changes with the files' names, sizes and times.
func fingerprint(inputs []string, leaveOut string) uint64 {
	h := fnv.New64a()
	for _, input := range inputs {
		filepath.WalkDir(input, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil // gone a moment ago, or not there yet
			}
			if path != input && strings.HasPrefix(d.Name(), ".") || path == leaveOut {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if d.IsDir() {
				return nil
			}
			if info, err := os.Stat(path); err == nil {
				h.Write([]byte(path + "\x00" + strconv.FormatInt(info.Size(), 36) + "\x00" + strconv.FormatInt(info.ModTime().UnixNano(), 36) + "\x00"))
			}
			return nil
		})
	}
	return h.Sum64()
}
