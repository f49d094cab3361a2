package output

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"journal/generator/manifest"
)

// change is one step from the folder as it is to the folder as it shall be.
type change struct {
	what action
	turn turn
	path string
	from string // where what is to be put in place waits
	data []byte // of the manifest, which is written last

	replaces bool // a file to put in place has a predecessor
}

type action uint8

const (
	put action = iota
	remove
	putDir // a new folder with all that is in it
	removeDir
)

// turn is when a change is made. Changes of one turn may be made in any order
// and at the same time, but for folders that are removed: they go from the bottom
// up.
//
// The order serves whoever looks at the folder meanwhile, or after a crash: a
// page's pictures and styles are there before it, what has become private goes
// before anything new appears, and lists come after the pages they name. What
// is taken away is forgotten last.
type turn uint8

const (
	rememberNew  turn = iota // the manifest, old and new files in one
	clearWay                 // former files whose names are needed
	clearWayDirs             // former folders whose names are needed
	putAssets
	removePages
	putFolders // new ones with pages in them
	putPages
	putLists
	removeAssets
	removeDirs
	forgetOld // the manifest, new files only
)

// plan lists the changes in the order in which they are to be made.
func plan(want contents, found standing, old manifest.Tags, key string) []change {
	var cs []change
	cs = append(cs, puts(want, found)...)
	cs = append(cs, removals(want, found)...)
	cs = append(cs, manifestChanges(want, found, old, key)...)
	slices.SortFunc(cs, compareChanges)
	return cs
}

func puts(want contents, found standing) []change {
	var cs []change
	folders := map[fresh]turn{}
	for i, p := range want.paths {
		if _, ok := found.right[p]; ok {
			continue
		}
		if f, ok := found.fresh[path.Dir(p)]; ok {
			top := found.fresh[f.top]
			folders[top] = max(folders[top], turnInFolder(p))
			continue
		}
		_, replaces := found.wrong[p]
		cs = append(cs, change{what: put, turn: turnOf(p), path: p, from: newName(i), replaces: replaces})
	}
	for f, turn := range folders {
		cs = append(cs, change{what: putDir, turn: turn, path: f.top, from: f.aside})
	}
	return cs
}

// turnInFolder is when a new folder may be put in place that holds the file: behind
// whatever its pages need, before those that stand where they stood.
func turnInFolder(p string) turn {
	if path.Ext(p) == ".html" {
		return putFolders
	}
	return min(turnOf(p), putFolders)
}

func turnOf(p string) turn {
	switch path.Ext(p) {
	case ".html":
		if strings.Contains(p, "/") {
			return putPages
		}
		return putLists
	case ".xml", ".json", ".txt":
		return putLists
	}
	return putAssets
}

func removals(want contents, found standing) []change {
	var cs []change
	for _, p := range found.stale {
		c := change{what: remove, turn: removeAssets, path: p}
		if want.shadows(p) {
			c.turn = clearWay
		} else if path.Ext(p) == ".html" {
			c.turn = removePages
		}
		cs = append(cs, c)
	}
	for _, d := range found.emptied {
		c := change{what: removeDir, turn: removeDirs, path: d}
		if want.shadows(d) {
			c.turn = clearWayDirs
		}
		cs = append(cs, c)
	}
	return cs
}

// manifestChanges makes sure that at every moment the manifest knows all that
// is ours. It is written once where that is enough.
func manifestChanges(want contents, found standing, old manifest.Tags, key string) []change {
	var cs []change
	write := func(t turn, b []byte, replaces bool) {
		cs = append(cs, change{
			what: put, turn: t, path: manifest.Name, from: manifestName(t), data: b, replaces: replaces,
		})
	}
	tags := want.tags()
	final := tags.Encode(key)
	current := old.Encode(key)
	if !found.managed || !old.Covers(tags) {
		current = old.Union(tags).Encode(key)
		write(rememberNew, current, found.managed)
	}
	if !bytes.Equal(current, final) {
		write(forgetOld, final, true)
	}
	return cs
}

// compareChanges sorts by turn, folders by depth, and everything by path, so
// that the same work is done in the same order.
func compareChanges(a, b change) int {
	if a.turn != b.turn {
		return int(a.turn) - int(b.turn)
	}
	if d := a.depth() - b.depth(); d != 0 {
		return d
	}
	return strings.Compare(a.path, b.path)
}

// depth orders the folders within a turn; it is 0 for files.
func (c change) depth() int {
	if c.what == removeDir {
		return -strings.Count(c.path, "/")
	}
	return 0
}
