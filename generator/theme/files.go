package theme

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"journal/generator/diag"
	"journal/generator/words"
)

// Default is the theme that all others are laid over.
const Default = "default"

// file is one file of a theme.
type file struct {
	path  string // within the theme: "layouts/entry.html"
	shown string // as messages name it: "themes/default/layouts/entry.html"
	text  []byte
	own   bool // the site's, at a path where the built-in themes have none
}

func (f file) source() diag.Source { return diag.Source{File: f.shown, Text: f.text} }

// Files are the paths of the default theme that a site may put its own file in
// place of, sorted. Their text stands in builtin below the folder "default".
func Files(builtin fs.FS) []string {
	var paths []string
	for _, f := range readTheme(builtin, Default).files {
		if !isFont(f.path) {
			paths = append(paths, f.path)
		}
	}
	slices.Sort(paths)
	return paths
}

// checkName reports a theme that is neither built in nor the site's.
func checkName(builtin, site fs.FS, name string) diag.List {
	names := folders(builtin, ".")
	if site != nil {
		names = append(names, folders(site, "themes")...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if slices.Contains(names, name) {
		return nil
	}
	hint := diag.DidYouMean(name, names, "themes")
	return diag.List{diag.New("E403", diag.Pos{File: "journal.toml"}, hint, "there is no theme %s", diag.Quote(name))}
}

func folders(fsys fs.FS, dir string) []string {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && !hidden(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names
}

// layered puts the theme together: default, the built-in theme of that name, and
// the site's files on top.
func layered(builtin, site fs.FS, name string) ([]file, diag.List) {
	layers := []layer{readTheme(builtin, Default)}
	if name != Default {
		layers = append(layers, readTheme(builtin, name))
	}
	byPath := map[string]file{}
	for _, l := range layers {
		for _, f := range l.files {
			byPath[f.path] = f
		}
	}
	var problems diag.List
	if site != nil {
		own := readSite(site, name)
		problems = append(own.problems, unused(own.files, byPath)...)
		for _, f := range own.files {
			_, known := byPath[f.path]
			f.own = !known
			byPath[f.path] = f
		}
	}
	files := make([]file, 0, len(byPath))
	for _, f := range byPath {
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b file) int { return cmp.Compare(a.path, b.path) })
	return files, problems
}

// layer is what one folder holds.
type layer struct {
	files    []file
	problems diag.List
}

func readTheme(builtin fs.FS, name string) layer { return readFolder(builtin, name, "themes/"+name) }

func readSite(site fs.FS, name string) layer {
	return readFolder(site, "themes/"+name, "themes/"+name)
}

// readFolder reads every file below dir but the hidden ones. A folder that is not
// there has no files.
func readFolder(fsys fs.FS, dir, shown string) layer {
	var l layer
	_ = fs.WalkDir(fsys, dir, func(p string, e fs.DirEntry, err error) error {
		if err == nil && p != dir && hidden(e.Name()) {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		rel := strings.TrimPrefix(strings.TrimPrefix(p, dir), "/")
		var text []byte
		if err == nil && !e.IsDir() {
			text, err = fs.ReadFile(fsys, p)
		}
		switch {
		case err != nil && rel != "":
			l.problems = append(l.problems, diag.New("E404", diag.Pos{File: path.Join(shown, rel)}, "", "this file of the theme cannot be read"))
		case err == nil && !e.IsDir():
			l.files = append(l.files, file{path: rel, shown: path.Join(shown, rel), text: text})
		}
		return nil
	})
	return l
}

func hidden(name string) bool { return name != "." && strings.HasPrefix(name, ".") }

// unused warns of files of the site's that stand where no theme looks for one: a
// misspelt name would otherwise just do nothing. Partials are left to parse, which
// knows whether a layout uses them.
func unused(own []file, builtin map[string]file) diag.List {
	var problems diag.List
	for _, f := range own {
		if _, known := builtin[f.path]; known || isPartial(f.path) || isAsset(f.path) || isStylesheet(f.path) || words.IsFile(f.path) || path.Ext(f.path) == ".md" {
			continue
		}
		problems = append(problems, unusedFile(f, layoutPaths(builtin)))
	}
	return problems
}

func unusedFile(f file, candidates []string) diag.Message {
	return diag.New("W401", diag.Pos{File: f.shown}, diag.DidYouMean(f.path, candidates, "files of the theme"),
		"the theme has no use for a file called %s", diag.Quote(f.path))
}

func layoutPaths(builtin map[string]file) []string {
	var paths []string
	for p := range builtin {
		if path.Ext(p) == ".html" {
			paths = append(paths, p)
		}
	}
	slices.Sort(paths)
	return paths
}

func isPartial(p string) bool {
	return path.Dir(p) == "layouts/partials" && path.Ext(p) == ".html"
}
func isStylesheet(p string) bool { return path.Ext(p) == ".css" }
func isFont(p string) bool       { return strings.HasPrefix(p, "fonts/") }

// isAsset reports whether the file is copied to the site as it is.
func isAsset(p string) bool {
	return isFont(p) || strings.HasPrefix(p, "assets/") && !isStylesheet(p)
}
