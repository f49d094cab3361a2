package lineage

import (
	"io/fs"
	"path"
	"strings"

	"journal/generator/diag"
	"journal/generator/fields"
)

// File is where in its folder a theme speaks of itself.
const File = "theme.toml"

// stated is what a theme.toml says, and where.
type stated struct {
	theme    Theme
	on       fields.Value
	source   diag.Source
	problems diag.List
}

// read reads what a theme says of itself: the journal's own theme.toml, else the
// one that comes with the program.
func read(builtin, site fs.FS, name string) stated {
	s := stated{theme: Theme{Name: name, On: Ground}}
	s.source = diag.Source{File: path.Join(Folder(name), File), Text: textOf(builtin, site, name)}
	table, problems := fields.TOML(s.source, s.source.Text, 1)
	s.problems = problems
	for _, f := range table {
		s.field(f)
	}
	if name == Ground {
		s.theme.On = ""
	}
	return s
}

func textOf(builtin, site fs.FS, name string) []byte {
	if site != nil {
		if text, err := fs.ReadFile(site, path.Join(Folder(name), File)); err == nil {
			return text
		}
	}
	text, err := fs.ReadFile(builtin, path.Join(name, File))
	if err != nil {
		return nil // not every theme has one
	}
	return text
}

func (s *stated) field(f fields.Field) {
	text := f.Value.Text
	switch {
	case f.Key == "stylesheets" && f.Value.Kind == fields.Table:
		s.stylesheets(f.Value.Table)
	case f.Key == "stylesheets":
		s.say(f.Value, "write [stylesheets], then a line for each kind of page", "stylesheets is a table")
	case f.Key != "on" && f.Key != "about" && f.Key != "fonts":
		s.say(fields.Value{Pos: f.Pos, Len: f.Len}, diag.DidYouMean(f.Key, []string{"on", "about", "fonts", "stylesheets"}, "keys"), "a theme says nothing of %s", diag.Quote(f.Key))
	case f.Value.Kind != fields.String:
		s.say(f.Value, `write it in quotes`, "%s is a text", f.Key)
	case f.Key == "on":
		s.theme.On, s.on = text, f.Value
	case f.Key == "about":
		s.theme.About = text
	case text != "system" && text != "files":
		s.say(f.Value, `"system": those of the reader's device; "files": those in the folder fonts`, "fonts cannot be %s", diag.Quote(text))
	default:
		s.theme.Fonts = text
	}
}

// stylesheets reads the table [stylesheets].
func (s *stated) stylesheets(table []fields.Field) {
	s.theme.Stylesheets = map[string][]string{}
	for _, f := range table {
		paths := []string{}
		for _, v := range f.Value.List {
			if v.Kind == fields.String && strings.HasSuffix(v.Text, ".css") {
				paths = append(paths, v.Text)
			}
		}
		if f.Value.Kind != fields.List || len(paths) < len(f.Value.List) {
			s.say(f.Value, `entry = ["layouts/entry.css"]`, "the stylesheets of %s are a list of paths that end in .css", diag.Quote(f.Key))
			continue
		}
		s.theme.Stylesheets[f.Key] = paths
	}
}

func (s *stated) say(at fields.Value, hint, format string, args ...any) {
	s.problems = append(s.problems, s.source.Message("E406", at.Pos, at.Len, hint, format, args...))
}
