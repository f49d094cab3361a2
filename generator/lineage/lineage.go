// Package lineage tells which themes a theme is built on, from the ground up.
//
// A theme is a folder of files. One that builds on another has only the files in
// which it differs, and says so in its theme.toml:
//
//	on = "book"
//	about = "As the theme book, with my colours."
//	fonts = "system"              # or "files"
//
//	[stylesheets]                 # what pages of a kind load beside the assets
//	entry = ["layouts/entry.css"]
//
// A theme without that file builds on the theme default. Every theme of the line
// may have a folder that comes with the program and one of the journal's own; the
// journal's lies over the other, file by file, theme.toml included.
//
// The package reads theme.toml and nothing else; what is in a theme's folder is
// the business of package theme and, for words, of package words.
package lineage

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"journal/generator/diag"
	"journal/generator/fields"
)

// Ground is the theme that all others build on.
const Ground = "default"

// Theme is what a theme says of itself.
type Theme struct {
	Name        string
	On          string              // the theme it builds on; "" for the ground
	About       string              // a sentence, or ""
	Fonts       string              // "system", "files", or "" for those of the theme below
	Stylesheets map[string][]string // by kind of page: stylesheets that its pages load beside the assets
}

// Of gives the line of the theme called name, from the ground up: the last one is
// the theme itself. builtin has a folder for each theme that comes with the
// program; site is the journal's folder, or nil, of which only themes/ is read.
//
// Problems: E403 there is no such theme; E406 a theme.toml says something that
// cannot be, or themes build on each other in a circle; E104, E106 and E107 it is
// no TOML. With E403 there is no line.
func Of(builtin, site fs.FS, name string) ([]Theme, diag.List) {
	names := Names(builtin, site)
	if !slices.Contains(names, name) {
		return nil, diag.List{noTheme(diag.Source{File: "journal.toml"}, fields.Value{Pos: diag.Pos{File: "journal.toml"}}, name, names)}
	}
	var line []Theme
	var problems diag.List
	for at := name; at != ""; {
		s := read(builtin, site, at)
		line = append(line, s.theme)
		at = s.theme.On
		switch {
		case slices.ContainsFunc(line, func(t Theme) bool { return t.Name == at }):
			s.say(s.on, "a theme builds on another, down to "+Ground, "this theme would build on itself by way of %s", diag.Quote(at))
			at = Ground
		case at != "" && !slices.Contains(names, at):
			s.problems = append(s.problems, noTheme(s.source, s.on, at, names))
			at = Ground
		}
		problems = append(problems, s.problems...)
	}
	slices.Reverse(line)
	return line, problems
}

func noTheme(source diag.Source, at fields.Value, name string, names []string) diag.Message {
	return source.Message("E403", at.Pos, at.Len, diag.DidYouMean(name, names, "themes"), "there is no theme %s", diag.Quote(name))
}

// Names are the themes there are, sorted.
func Names(builtin, site fs.FS) []string {
	names := folders(builtin, ".")
	if site != nil {
		names = append(names, folders(site, "themes")...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func folders(fsys fs.FS, dir string) []string {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names
}

// Folder is where a theme's files are within the journal's folder.
func Folder(name string) string { return path.Join("themes", name) }
