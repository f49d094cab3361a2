package render

import (
	"fmt"
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
	files map[string]func() ([]byte, error) // what is not a page
	page  func(path string) (func() ([]byte, error), bool)
	paths func() []string
	count func() int // pages
	made  *sync.Map  // path → func() ([]byte, error), called once
}

// Paths are the site's files, slash-separated, relative and sorted. They are
// listed when first asked for.
func (t Tree[A]) Paths() []string { return t.paths() }

// Pages is how many of the files are pages.
func (t Tree[A]) Pages() int { return t.count() }

// Has reports whether the site has the file.
func (t Tree[A]) Has(path string) bool {
	_, ok := t.find(path)
	return ok
}

// Bytes gives a file's content. It may be called from many goroutines; nobody
// may change what it returns.
func (t Tree[A]) Bytes(path string) ([]byte, error) {
	if made, ok := t.made.Load(path); ok {
		return made.(func() ([]byte, error))()
	}
	make, ok := t.find(path)
	if !ok {
		return nil, fmt.Errorf("the site has no file %s", path)
	}
	made, _ := t.made.LoadOrStore(path, sync.OnceValues(make))
	return made.(func() ([]byte, error))()
}

func (t Tree[A]) find(path string) (func() ([]byte, error), bool) {
	if make, ok := t.files[path]; ok {
		return make, true
	}
	if t.page == nil {
		return nil, false
	}
	return t.page(path)
}
