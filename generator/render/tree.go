package render

import (
	"fmt"
	"slices"
	"sync"

	"journal/generator/edition"
	"journal/generator/hosting"
	"journal/generator/site"
)

// Tree is a whole site for one audience: a set of paths, each with bytes that
// are made when first asked for. Writing and publishing ask for all of them,
// the preview for what a browser shows.
//
// Only All makes a Tree with anything in it, and only from a site.Site of the
// same audience, so a Tree[edition.Public] descends from edition.ForPublic. Seal
// puts into one what a circle may read, but only as a seal.Blob.
type Tree[A edition.Audience] struct {
	_      [0]A
	files  map[string]func() ([]byte, error) // what is not a page
	page   func(path string) (func() ([]byte, error), bool)
	paths  func() []string
	count  func() int      // pages
	large  map[string]bool // files that are made each time they are asked for
	copies []site.Copies
	rules  []hosting.Rule                                                    // former addresses that the host sends on
	made   *sync.Map                                                         // path → func() ([]byte, error), called once
	sheet  func(path string) (appends func([]byte) ([]byte, error), ok bool) // pages, where nobody remembers them; or nil
	sealed []*sealed                                                         // what circles find in it
}

// Paths are the site's files, slash-separated, relative and sorted. They are
// listed when first asked for.
func (t Tree[A]) Paths() []string {
	paths := t.paths()
	for _, s := range t.sealed {
		paths = append(paths[:len(paths):len(paths)], s.paths()...)
	}
	if len(t.sealed) > 0 {
		slices.Sort(paths)
	}
	return paths
}

// Pages is how many of the files are pages.
func (t Tree[A]) Pages() int { return t.count() }

// Rules are the former addresses that the host itself sends on.
func (t Tree[A]) Rules() []hosting.Rule { return t.rules }

// Copies are the smaller copies of the site's pictures, a picture each. To make
// them before their files are asked for lets one say how far it has come.
func (t Tree[A]) Copies() []site.Copies { return t.copies }

// Has reports whether the site has the file.
func (t Tree[A]) Has(path string) bool {
	_, ok := t.find(path)
	return ok
}

// Bytes gives a file's content. Pages are made once; pictures anew each time, so
// that a site of many photos does not fill the memory. It may be called from many goroutines; nobody
// may change what it returns.
func (t Tree[A]) Bytes(path string) ([]byte, error) {
	make, kept, err := t.maker(path)
	if err != nil {
		return nil, err
	}
	if kept || t.large[path] || isBlob(path) {
		return make()
	}
	made, _ := t.made.LoadOrStore(path, sync.OnceValues(make))
	return made.(func() ([]byte, error))()
}

// Use hands a file's content to f, and keeps none of it: f must not either. It is
// for those who ask for each file of a large site once. The error is of making the
// file, else that of f.
func (t Tree[A]) Use(path string, f func(content []byte) error) error {
	_, made := t.made.Load(path)
	if _, isFile := t.files[path]; !made && !isFile && t.sheet != nil {
		if appends, ok := t.sheet(path); ok {
			b := sheets.Get().(*[]byte)
			defer sheets.Put(b)
			var err error
			if *b, err = appends((*b)[:0]); err != nil {
				return err
			}
			return f(*b)
		}
	}
	content, err := t.Once(path)
	if err != nil {
		return err
	}
	return f(content)
}

// Once is Bytes without keeping what was made, for who looks at each file once.
func (t Tree[A]) Once(path string) ([]byte, error) {
	make, _, err := t.maker(path)
	if err != nil {
		return nil, err
	}
	return make()
}

// maker gives what makes a file, or what gives it if it was kept.
func (t Tree[A]) maker(path string) (make func() ([]byte, error), kept bool, err error) {
	if made, ok := t.made.Load(path); ok {
		return made.(func() ([]byte, error)), true, nil
	}
	make, ok := t.find(path)
	if !ok {
		return nil, false, fmt.Errorf("the site has no file %s", path)
	}
	return make, false, nil
}

func (t Tree[A]) find(path string) (func() ([]byte, error), bool) {
	if make, ok := t.files[path]; ok {
		return make, true
	}
	for _, s := range t.sealed {
		if make, ok := s.find(path); ok {
			return make, true
		}
	}
	if t.page == nil {
		return nil, false
	}
	return t.page(path)
}
