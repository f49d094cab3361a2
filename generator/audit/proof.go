package audit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// Proof says that a tree was checked and that nothing was found. Only Prove makes
// one; the zero Proof covers nothing.
type Proof struct{ tree string }

// Tree is the hash of the tree that was checked, as Hash gives it; "" for none.
func (p Proof) Tree() string { return p.tree }

// Covers reports whether a tree with the hash was checked, and passed.
func (p Proof) Covers(tree string) bool { return tree != "" && p.tree == tree }

// Hash is the hash of a tree: SHA-256, in hexadecimal digits, of a line for each
// file by path, which is the path, a zero byte, and the SHA-256 of the file's bytes
// in hexadecimal digits. The order of Paths makes no difference.
func Hash(ctx context.Context, t Tree) (string, error) {
	h := newHashes(t)
	if err := each(ctx, t, h.paths, func(i int, content []byte) error { h.take(i, content); return nil }); err != nil {
		return "", err
	}
	return h.tree(), nil
}

// hashes are those of the files of a tree, in the order of its paths.
type hashes struct {
	paths []string
	sums  [][sha256.Size]byte
	sizes []int64
}

func newHashes(t Tree) hashes {
	paths := t.Paths()
	return hashes{paths, make([][sha256.Size]byte, len(paths)), make([]int64, len(paths))}
}

func (h hashes) take(i int, content []byte) {
	h.sums[i], h.sizes[i] = sha256.Sum256(content), int64(len(content))
}

// but are those of the files that a rule does not hold for.
func (h hashes) but(rule func(path string) bool) hashes {
	var rest hashes
	for i, path := range h.paths {
		if !rule(path) {
			rest.paths, rest.sums, rest.sizes = append(rest.paths, path), append(rest.sums, h.sums[i]), append(rest.sizes, h.sizes[i])
		}
	}
	return rest
}

func (h hashes) bytes() int64 {
	var all int64
	for _, n := range h.sizes {
		all += n
	}
	return all
}

func (h hashes) tree() string {
	order := make([]int, len(h.paths))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(h.paths[a], h.paths[b]) })
	all := sha256.New()
	for _, i := range order {
		fmt.Fprintf(all, "%s\x00%x\n", h.paths[i], h.sums[i])
	}
	return hex.EncodeToString(all.Sum(nil))
}

// each calls f for each file of a tree, some at a time.
func each(ctx context.Context, t Tree, paths []string, f func(i int, content []byte) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, path := range paths {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			content, err := t.Bytes(path)
			if err != nil {
				return fmt.Errorf("reading %s of the site: %w", path, err)
			}
			return f(i, content)
		})
	}
	return g.Wait()
}
