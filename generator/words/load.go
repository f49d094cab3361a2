package words

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"journal/generator/diag"
	"journal/generator/lineage"
)

// Folder is where in a theme the files of messages are.
const Folder = "i18n"

// defaultTheme is the one whose messages lie below those of all themes.
const defaultTheme = lineage.Ground

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
// journal's folder, or nil, of which only themes/ is read. The messages of the
// themes that a theme builds on lie below its own. A theme that is not there has
// no messages of its own; to say so is the business of package theme.
//
// Problems are looked for in the site's files alone: E104, E106 and E107 it is no
// TOML; E405 something in it is no message; W402 nothing says a message of that
// key; W403 a message has no such place. What is wrong is left out.
func Load(builtin, site fs.FS, theme, lang string) (*Catalogue, diag.List) {
	l := library{builtin: builtin, site: site, themes: line(builtin, site, theme), books: map[string]book{}}
	c := l.catalogue(language.Make(lang))
	return c, l.problems()
}

// line are the names of the themes that messages are read from, from the ground up.
func line(builtin, site fs.FS, theme string) []string {
	themes, _ := lineage.Of(builtin, site, theme)
	if len(themes) == 0 {
		return []string{defaultTheme}
	}
	names := make([]string, len(themes))
	for i, t := range themes {
		names[i] = t.Name
	}
	return names
}

// library is the files of messages of a line of themes, each read once.
type library struct {
	builtin, site fs.FS // site may be nil
	themes        []string
	books         map[string]book
}

// catalogue lays the files of a language over each other.
func (l *library) catalogue(tag language.Tag) *Catalogue {
	c := &Catalogue{tag: tag, raw: map[string]rawMessage{}, terms: map[string]string{}, lists: map[string][]string{}}
	texts := []byte(tag.String())
	for _, name := range chain(tag) {
		turned := Direction(name) == "ltr" && Direction(tag.String()) == "rtl"
		for _, b := range l.layers(name + ".toml") {
			for key, raw := range b.messages {
				if turned && !strings.HasPrefix(key, termPrefix) {
					raw = raw.isolated()
				}
				c.raw[key] = raw
			}
			maps.Copy(c.lists, b.lists)
			texts = fmt.Appendf(texts, " %d ", len(b.source.Text))
			texts = append(texts, b.source.Text...)
		}
	}
	for key, raw := range c.raw {
		if term, ok := strings.CutPrefix(key, termPrefix); ok {
			c.terms[term] = raw[formNames[0]]
		}
	}
	c.hash = sha256.Sum256(texts)
	c.compile()
	return c
}

// layers are the files of one name from the ground up.
func (l *library) layers(name string) []book {
	var layers []book
	for _, theme := range l.themes {
		layers = append(layers, l.read(l.builtin, path.Join(theme, Folder, name)))
		if l.site != nil {
			layers = append(layers, l.read(l.site, path.Join(lineage.Folder(theme), Folder, name)))
		}
	}
	return layers
}

func (l *library) read(fsys fs.FS, name string) book {
	b, ok := l.books[name]
	if !ok {
		b = read(fsys, name)
		l.books[name] = b
	}
	return b
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

// own are the files of messages that the site has.
func (l *library) own() []book {
	if l.site == nil {
		return nil
	}
	var books []book
	for _, theme := range l.themes {
		dir := path.Join(lineage.Folder(theme), Folder)
		entries, err := fs.ReadDir(l.site, dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			if !e.IsDir() && IsFile(path.Join(Folder, e.Name())) {
				books = append(books, l.read(l.site, path.Join(dir, e.Name())))
			}
		}
	}
	return books
}

// problems are what is wrong with files of the site's own.
func (l *library) problems() diag.List {
	own := l.own()
	if len(own) == 0 {
		return nil
	}
	known := l.known()
	var all diag.List
	for _, b := range own {
		all = append(all, b.problems...)
		all = append(all, b.compare(known)...)
	}
	all.Sort()
	return all
}

// known has every message that comes with the default theme in any language,
// those in English on top.
func (l *library) known() book {
	all := newBook()
	dir := path.Join(defaultTheme, Folder)
	entries, err := fs.ReadDir(l.builtin, dir)
	if err != nil {
		return all
	}
	names := []string{}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	for _, name := range append(names, language.English.String()+".toml") {
		b := l.read(l.builtin, path.Join(dir, name))
		maps.Copy(all.messages, b.messages)
		maps.Copy(all.lists, b.lists)
	}
	return all
}
