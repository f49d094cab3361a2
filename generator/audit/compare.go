package audit

import (
	"context"
	"crypto/sha256"
	"slices"
	"sync"
)

// compare finds files that depend on what is private: those that only one of two
// sites has, and those with other bytes.
func compare(ctx context.Context, site hashes, without Tree) ([]Finding, error) {
	sums := make(map[string][sha256.Size]byte, len(site.paths))
	for i, path := range site.paths {
		sums[path] = site.sums[i]
	}
	paths := without.Paths()
	both := make(map[string]bool, len(paths))
	for _, path := range paths {
		both[path] = true
	}
	var found []Finding
	for _, path := range site.paths {
		if !both[path] {
			found = append(found, Finding{File: path, Kind: Difference})
		}
	}
	var mu sync.Mutex
	err := each(ctx, without, paths, func(i int, content []byte) error {
		if sum, ok := sums[paths[i]]; !ok || sum != sha256.Sum256(content) {
			mu.Lock()
			defer mu.Unlock()
			found = append(found, Finding{File: paths[i], Kind: Difference})
		}
		return nil
	})
	if err == nil && len(found) == 0 && !slices.Equal(site.paths, paths) {
		found = append(found, Finding{Kind: Order})
	}
	return found, err
}

// compareCircle compares what a circle of readers sees.
func compareCircle(ctx context.Context, c Pair) ([]Finding, error) {
	h := newHashes(c.Site)
	if err := each(ctx, c.Site, h.paths, func(i int, content []byte) error { h.take(i, content); return nil }); err != nil {
		return nil, err
	}
	found, err := compare(ctx, h, c.Without)
	for i := range found {
		found[i].Kind, found[i].Text = Sealed, c.Circle
	}
	return found, err
}
