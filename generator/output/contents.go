package output

import (
	"errors"
	"path"

	"journal/generator/manifest"
)

// contents is what the folder shall hold: a site whose paths are sound.
type contents struct {
	site  files
	paths []string
	files map[string]int      // place in paths
	dirs  map[string]struct{} // every folder above a file
	folds map[string]string   // fold of each file and folder → its path
	sums  []manifest.Tag      // of each path, what the manifest will say of its bytes
}

// expect checks the site's paths.
func expect(site files) (contents, error) {
	c, err := checkPaths(site.Paths())
	if err != nil {
		return contents{}, err
	}
	if len(c.paths) == 0 {
		// A real site has a home page; this must not empty a folder.
		return contents{}, errors.New("the site has no files at all, so nothing was changed")
	}
	c.site, c.sums = site, make([]manifest.Tag, len(c.paths))
	return c, nil
}

// tags are what the manifest will say, once every file was made.
func (c contents) tags() manifest.Tags {
	tags := make(manifest.Tags, 2*len(c.paths)+len(c.dirs))
	for i, p := range c.paths {
		tags.Add(manifest.File(p))
		tags.Add(c.sums[i])
	}
	for d := range c.dirs {
		tags.Add(manifest.Folder(d))
	}
	return tags
}

func (c contents) hasFile(p string) bool {
	_, ok := c.files[p]
	return ok
}

func (c contents) hasDir(p string) bool {
	_, ok := c.dirs[p]
	return ok
}

// shadows reports whether something at p, which the site does not have as such,
// would share a name with something that it has: a file where a folder must be,
// a folder where a file must be, or a name that differs in capital letters only,
// which many disks take for the same. The folders above p count too.
func (c contents) shadows(p string) bool {
	if c.sharesName(p) {
		return true
	}
	for d := path.Dir(p); d != "."; d = path.Dir(d) {
		if !c.hasDir(d) && c.sharesName(d) {
			return true
		}
	}
	return false
}

func (c contents) sharesName(p string) bool {
	_, ok := c.folds[fold(p)]
	return ok
}
