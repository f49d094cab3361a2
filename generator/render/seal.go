package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"journal/generator/edition"
	"journal/generator/memo"
	"journal/generator/seal"
	"journal/generator/search"
	"journal/generator/site"
)

// Files of a circle's folder, beside its page: the lock that the passphrase opens,
// and what is sealed, each under its ID. seal.Index is the list of the rest.
const (
	lockFile   = "lock" + blobSuffix
	blobSuffix = ".bin"
)

// Seal puts what a circle reads into the site of strangers: each file that strangers
// do not have, or have with other bytes, sealed by the circle's key under a name that
// says nothing. What is the same in both sites is there already.
//
// The list of what is sealed, which is sealed as well, gives the names by the paths
// that the files have in the circle's own site. It says nothing of their bytes, so
// that a file that changes changes nothing but itself.
//
// Feeds, the search and what is for crawlers are not sealed: nobody could read them.
func Seal(public Tree[edition.Public], circle Tree[edition.Circle], key seal.Key) Tree[edition.Public] {
	s := &sealed{folder: site.SealedFolder + key.Circle() + "/"}
	s.blobs = sync.OnceValue(func() map[string]func() (seal.Blob, error) { return blobsOf(public, circle, key) })
	public.sealed = append(slices.Clip(public.sealed), s)
	public.copies = slices.Concat(public.copies, circle.copies)
	return public
}

// sealed is what one circle finds in the site of strangers. That nothing else than
// blobs gets there is said by their type.
type sealed struct {
	folder string
	blobs  func() map[string]func() (seal.Blob, error) // by name
}

func (s *sealed) paths() []string {
	var paths []string
	for name := range s.blobs() {
		paths = append(paths, s.folder+name)
	}
	return paths
}

func (s *sealed) find(p string) (func() ([]byte, error), bool) {
	name, ok := strings.CutPrefix(p, s.folder)
	if !ok || path.Ext(name) != blobSuffix {
		return nil, false
	}
	make, ok := s.blobs()[name]
	if !ok {
		return nil, false
	}
	return func() ([]byte, error) {
		blob, err := make()
		return blob.Bytes(), err
	}, true
}

// isSealed reports whether a path lies where only what is sealed does.
func isSealed(p string) bool { return strings.HasPrefix(p, site.SealedFolder) }

// isBlob reports whether a path is that of something sealed. It is sealed again each
// time it is asked for, since keeping it takes more than making it.
func isBlob(p string) bool { return isSealed(p) && path.Ext(p) == blobSuffix }

func blobsOf(public Tree[edition.Public], circle Tree[edition.Circle], key seal.Key) map[string]func() (seal.Blob, error) {
	ids := map[string]string{}
	for _, p := range differing(public, circle) {
		ids[p] = key.ID(p)
	}
	blobs := map[string]func() (seal.Blob, error){
		lockFile: func() (seal.Blob, error) { return key.Lock(), nil },
		seal.Index + blobSuffix: func() (seal.Blob, error) {
			list, err := json.Marshal(ids) // which is in order
			if err != nil {
				return seal.Blob{}, fmt.Errorf("list what is sealed: %w", err)
			}
			return key.Seal(seal.Index, list)
		},
	}
	for p, id := range ids {
		blobs[id+blobSuffix] = func() (seal.Blob, error) {
			content, err := circle.Bytes(p)
			if err != nil {
				return seal.Blob{}, err
			}
			return key.Seal(id, content)
		}
	}
	return blobs
}

// differing are the files of the circle's site that strangers have not.
func differing(public Tree[edition.Public], circle Tree[edition.Circle]) []string {
	paths := slices.DeleteFunc(slices.Clone(circle.Paths()), isForMachines)
	same := make([]bool, len(paths))
	memo.InRuns(len(paths), func(i int) { same[i] = equal(public, circle, paths[i]) })
	var differ []string
	for i, p := range paths {
		if !same[i] {
			differ = append(differ, p)
		}
	}
	return differ
}

// isForMachines reports whether a file is for readers of feeds, for crawlers, for the
// search, for addresses that lead nowhere, or the page that opens the others.
func isForMachines(p string) bool {
	switch p {
	case site.AtomPath, site.JSONPath, "robots.txt", "404.html", "_headers", "_redirects":
		return true
	}
	return search.IsFile(p) || isSitemap(p) || isSealed(p)
}

// equal reports whether strangers have a file of the circle's site. Pictures are named
// by what they show. What cannot be made is told when it is asked for.
func equal(public Tree[edition.Public], circle Tree[edition.Circle], p string) bool {
	switch {
	case !public.Has(p):
		return false
	case public.large[p] && circle.large[p]:
		return true
	}
	theirs, err := public.Bytes(p)
	ours, errOurs := circle.Bytes(p)
	return err == nil && errOurs == nil && bytes.Equal(theirs, ours)
}
