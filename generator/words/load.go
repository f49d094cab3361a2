package words

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"journal/generator/diag"
)

// Folder is where in a theme the files of messages are.
const Folder = "i18n"

// defaultTheme is the one whose messages lie below those of all themes.
const defaultTheme = "default"

// IsFile reports whether a path within a theme is that of a file of messages:
// i18n/LANGUAGE.toml.
func IsFile(name string) bool {
	lang, ok := strings.CutSuffix(path.Base(name), ".toml")
	if _, err := language.Parse(lang); err != nil {
		return false
	}
	return ok && path.Dir(name) == Folder
}

// Load reads the messages of a theme in a language, with those in English, and
// for "de-AT" those for "de", below them.
//
// builtin has a folder for each theme that comes with the program; site is the
// journal's folder, or nil, of which only themes/THEME/i18n is read. A theme that
// is not there has no messages of its own.
//
// Problems are looked for in the site's files alone: E104, E106 and E107 it is no
// TOML; E405 something in it is no message; W402 nothing says a message of that
// key; W403 a message has no such place. What is wrong is left out.
func Load(builtin, site fs.FS, theme, lang string) (*Catalogue, diag.List) {
	tag := language.Make(lang)
	c := &Catalogue{tag: tag, raw: map[string]rawMessage{}, terms: map[string]string{}, lists: map[string][]string{}}
	for _, name := range chain(tag) {
		for _, dir := range slices.Compact([]string{defaultTheme, theme}) {
			c.lay(read(builtin, path.Join(dir, Folder, name+".toml")))
		}
		if site != nil {
			c.lay(read(site, path.Join("themes", theme, Folder, name+".toml")))
		}
	}
	for key, raw := range c.raw {
		if term, ok := strings.CutPrefix(key, termPrefix); ok {
			c.terms[term] = raw[formNames[0]]
		}
	}
	c.compile()
	return c, problems(builtin, site, filesOf(site, theme))
}

// chain is English and the languages from the widest to the wanted one:
// en, pt, pt-BR.
func chain(tag language.Tag) []string {
	names := []string{language.English.String()}
	var wider []string
	for t := tag; !t.IsRoot(); t = t.Parent() {
		wider = append(wider, t.String())
	}
	slices.Reverse(wider)
	for _, name := range wider {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// lay lays the messages of a file over those that are there.
func (c *Catalogue) lay(b book) {
	maps.Copy(c.raw, b.messages)
	maps.Copy(c.lists, b.lists)
}

// filesOf are the files of messages that a site has for a theme.
func filesOf(site fs.FS, theme string) []string {
	if site == nil {
		return nil
	}
	dir := path.Join("themes", theme, Folder)
	entries, err := fs.ReadDir(site, dir)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && IsFile(path.Join(Folder, e.Name())) {
			names = append(names, path.Join(dir, e.Name()))
		}
	}
	return names
}

// problems are what is wrong with files of the site's own.
func problems(builtin, site fs.FS, own []string) diag.List {
	if len(own) == 0 {
		return nil
	}
	known := builtinBook(builtin)
	var all diag.List
	for _, name := range own {
		b := read(site, name)
		all = append(all, b.problems...)
		all = append(all, b.compare(known)...)
	}
	all.Sort()
	return all
}

// builtinBook has every message that comes with the default theme in any
// language, those in English last and so on top.
func builtinBook(builtin fs.FS) book {
	all := newBook()
	entries, err := fs.ReadDir(builtin, path.Join(defaultTheme, Folder))
	if err != nil {
		return all
	}
	names := []string{}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	names = append(names, language.English.String()+".toml")
	for _, name := range names {
		b := read(builtin, path.Join(defaultTheme, Folder, name))
		maps.Copy(all.messages, b.messages)
		maps.Copy(all.lists, b.lists)
	}
	return all
}
