// Package theme holds the templates, stylesheets and fonts that pages are made
// with.
//
// A theme is a folder of layouts (one base, one for each kind of page), partials,
// stylesheets and assets. The site's files are laid over the built-in ones file
// by file: for each path the site's themes/NAME/path if it is there, otherwise
// the built-in file. All templates are parsed once and checked against the view
// structs of package site before any page is rendered, so that a misspelt field
// is a message with file, line and column instead of a hole in a page.
//
// A template sees its view and nothing else: there are no functions that read
// files, look at the clock or reach the site, so the same view and the same theme
// give the same bytes. The package makes no decision about what a page shows;
// that is settled in the view.
package theme

import (
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"journal/generator/diag"
	"journal/generator/lineage"
	"journal/generator/memo"
	"journal/generator/words"
)

// Theme is a set of templates and assets, ready for use from many goroutines.
// The zero Theme has no layouts.
type Theme struct {
	layouts map[string]*layout // by kind of page
	files   []file             // sorted by path
	spoken  [32]byte           // a hash of the words that templates say
	palette Palette
	unlock  []byte              // the script that opens sealed pages, shortened
	sheets  map[string][]string // by kind of page: what it loads beside the assets; all, if it is not here
}

// Load reads the theme called name, with the themes it builds on below it
// (package lineage).
//
// builtin has one folder for each theme that comes with the program, "default"
// among them. site is the journal's folder, or nil; of each theme of the line the
// files below themes/NAME are read from it. A theme of the site's own needs no more
// than the files it changes. The words that templates say are those of w. m, which
// may be nil, remembers the layouts of which no template has changed.
//
// Problems: E401 a template asks for what the page does not have; E402 a template
// cannot be read; E403 no theme has this name; E404 a file cannot be read; E406 a
// theme.toml says what cannot be; W401 a file that nothing uses. With errors the
// Theme lacks the layouts that have them, or all.
func Load(builtin, site fs.FS, name string, w *words.Catalogue, m *memo.Store) (Theme, diag.List) {
	line, problems := lineage.Of(builtin, site, name)
	if problems.HasErrors() {
		return Theme{}, problems
	}
	files, problems := layered(builtin, site, line)
	t := Theme{files: files, spoken: w.Hash()}
	problems = append(problems, t.stated(line)...)
	if problems.HasErrors() {
		return Theme{}, problems
	}
	ready, found := layouts(t.files, w, m)
	t.layouts = ready
	t.palette = t.readPalette()
	for _, f := range t.files {
		if f.path == UnlockScript {
			t.unlock = shortened(f.text)
		}
	}
	problems = append(problems, found...)
	problems.Sort()
	return t, problems
}

// stated applies what the themes of a line say of themselves, from the ground up.
func (t *Theme) stated(line []lineage.Theme) diag.List {
	var problems diag.List
	system := false
	for _, of := range line {
		if of.Fonts != "" {
			system = of.Fonts == "system"
		}
		for _, kind := range slices.Sorted(maps.Keys(of.Stylesheets)) {
			problems = append(problems, t.checkSheets(of.Name, kind, of.Stylesheets[kind])...)
		}
		if of.Stylesheets != nil {
			t.sheets = of.Stylesheets
		}
	}
	if system {
		t.files = withoutFonts(t.files)
	}
	return problems
}

// checkSheets reports kinds of pages and stylesheets that are not there.
func (t *Theme) checkSheets(theme, page string, sheets []string) diag.List {
	var problems diag.List
	wrong := func(hint, what string) {
		problems = append(problems, diag.New("E406", diag.Pos{File: path.Join(lineage.Folder(theme), lineage.File)}, hint, "%s", what))
	}
	names := []string{}
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	if !slices.Contains(names, page) {
		wrong(diag.DidYouMean(page, names, "kinds of pages"), "there are no pages of the kind "+diag.Quote(page))
	}
	for _, sheet := range sheets {
		if !hasFile(t.files, sheet) {
			wrong("", "there is no stylesheet "+diag.Quote(sheet))
		}
	}
	return problems
}

// Execute writes the page of the given kind ("home", "entry", …) to w. view is the
// view struct that belongs to the kind.
func (t Theme) Execute(w io.Writer, kind string, view any) error {
	page, err := t.Append(nil, kind, view)
	if err != nil {
		return err
	}
	_, err = w.Write(page)
	return err
}

// Append appends a page to b, as Execute writes it.
func (t Theme) Append(b []byte, kind string, view any) ([]byte, error) {
	layout, ok := t.layouts[kind]
	if !ok {
		return b, fmt.Errorf("the theme has no usable layout for pages of the kind %q", kind)
	}
	return layout.append(b, view)
}

// SystemFonts is the theme without its font files: pages are shown in fonts that
// the reader's device has.
func (t Theme) SystemFonts() Theme {
	t.files = withoutFonts(t.files)
	return t
}

// Hash is over every file of the theme and the words it says: equal hashes make equal pages from equal
// views.
func (t Theme) Hash() [32]byte {
	parts := make([][]byte, 0, 1+2*len(t.files))
	parts = append(parts, t.spoken[:])
	for _, f := range t.files {
		parts = append(parts, []byte(f.path), f.text)
	}
	for _, kind := range slices.Sorted(maps.Keys(t.sheets)) {
		parts = append(parts, []byte(kind), []byte(strings.Join(t.sheets[kind], " ")))
	}
	return memo.KeyOf("theme", parts...)
}
