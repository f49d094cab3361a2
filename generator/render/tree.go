package render

import (
	"fmt"
	"slices"
	"sync"

	"journal/generator/edition"
)

// Tree is a whole site for one audience: a set of paths, each with bytes that
// are made when first asked for. Writing and publishing ask for all of them,
// the preview for what a browser shows.
//
// Only All makes a Tree with anything in it, and only from a site.Site of the
// same audience, so a Tree[edition.Public] descends from edition.ForPublic.
type Tree[A edition.Audience] struct {
	_     [0]A
	paths []string
	files map[string]func() ([]byte, error)
}

// Paths are the site's files, slash-separated, relative and sorted.
func (t Tree[A]) Paths() []string { return t.paths }

// Has reports whether the site has the file.
func (t Tree[A]) Has(path string) bool {
	_, ok := t.files[path]
	return ok
}

// Bytes gives a file's content. It may be called from many goroutines; nobody
// may change what it returns.
func (t Tree[A]) Bytes(path string) ([]byte, error) {
	make, ok := t.files[path]
	if !ok {
		return nil, fmt.Errorf("the site has no file %s", path)
	}
	return make()
}

func newTree[A edition.Audience]() Tree[A] {
	return Tree[A]{files: map[string]func() ([]byte, error){}}
}

// add puts a file into the tree; its content is made once.
func (t *Tree[A]) add(path string, make func() ([]byte, error)) {
	t.files[path] = sync.OnceValues(make)
	t.paths = append(t.paths, path)
}

func (t *Tree[A]) sort() { slices.Sort(t.paths) }
