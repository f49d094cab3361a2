package theme

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"journal/generator/diag"
	"journal/generator/lineage"
	"journal/generator/words"
)

// Default is the theme that all others are laid over.
const Default = lineage.Ground

// file is one file of a theme.
type file struct {
	path  string // within the theme: "layouts/entry.html"
	shown string // as messages name it: "themes/default/layouts/entry.html"
	text  []byte
	own   bool // the site's, at a path where the built-in themes have none
	site  bool // the site's, at whatever path
	layer int  // 0: at a path of the default theme; else the layer that added it, from the ground up
}

func (f file) source() diag.Source { return diag.Source{File: f.shown, Text: f.text} }

// File is a file of a theme that a site may put its own file in place of.
type File struct {
	Path string // within the theme: "layouts/entry.html"
	From string // the theme whose file it is
	Own  bool   // the journal's own file stands there
	Text []byte
}

// Files are the files of the theme called name and of those it builds on, sorted
// by path, but for fonts. builtin and site are as for Load; so are the problems.
func Files(builtin, site fs.FS, name string) ([]File, diag.List) {
	line, problems := lineage.Of(builtin, site, name)
	byPath := map[string]File{}
	for _, t := range line {
		for _, f := range readTheme(builtin, t.Name).files {
			byPath[f.path] = File{Path: f.path, From: t.Name, Text: f.text}
		}
		if site == nil {
			continue
		}
		for _, f := range readSite(site, t.Name).files {
			byPath[f.path] = File{Path: f.path, From: t.Name, Own: true, Text: f.text}
		}
	}
	files := make([]File, 0, len(byPath))
	for _, p := range slices.Sorted(maps.Keys(byPath)) {
		if !isFont(p) && p != lineage.File {
			files = append(files, byPath[p])
		}
	}
	return files, problems
}

// layered puts a theme together: for each theme of its line, from the ground up,
// the files that come with the program and over them the site's.
func layered(builtin, site fs.FS, line []lineage.Theme) ([]file, diag.List) {
	byPath := map[string]file{}
	var problems diag.List
	layers := 0
	add := func(files []file, own bool) {
		for _, f := range files {
			f.site = own
			below, known := byPath[f.path]
			switch {
			case known:
				f.layer, f.own = below.layer, below.own
			case layers > 0:
				f.layer, f.own = layers, own
			}
			byPath[f.path] = f
		}
		layers++
	}
	for _, t := range line {
		add(readTheme(builtin, t.Name).files, false)
		if site == nil {
			continue
		}
		own := readSite(site, t.Name)
		problems = append(problems, own.problems...)
		problems = append(problems, unused(own.files, byPath)...)
		add(own.files, true)
	}
	files := make([]file, 0, len(byPath))
	for _, p := range slices.Sorted(maps.Keys(byPath)) {
		files = append(files, byPath[p])
	}
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
		if _, known := builtin[f.path]; known || isPartial(f.path) || isAsset(f.path) || isStylesheet(f.path) || words.IsFile(f.path) || f.path == lineage.File || path.Ext(f.path) == ".md" {
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
