package theme

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"
)

// Stylesheet is where pages expect a joined stylesheet; fonts are named from there.
const Stylesheet = "assets/journal.css"

// The search: the script for the key that opens it from any page, and its own.
const (
	KeysScript   = "assets/keys.js"
	SearchScript = "assets/search.js"
)

// UnlockScript opens sealed pages. It is published short, so that its size is no
// reason not to read it.
const UnlockScript = "assets/unlock.js"

// shortened is a script without what only its authors need. What is no script that
// can be read stays as it is.
func shortened(script []byte) []byte {
	var short bytes.Buffer
	if err := js.Minify(minify.New(), &short, bytes.NewReader(script), nil); err != nil {
		return script
	}
	return short.Bytes()
}

// PageStyles tells a stylesheet that the pages of one kind load beside that of all
// pages: assets/twins.css for the kind twins.
func PageStyles(p string) (kind string, ok bool) {
	for _, k := range kinds() {
		if p == "assets/"+k.name+".css" {
			return k.name, true
		}
	}
	return "", false
}

// fontsDir is where the joined stylesheet looks for fonts.
const fontsDir = "assets/fonts/"

// Asset is a file of the theme that is copied to the site. Path is slash-separated
// and relative to the site's root.
type Asset struct {
	Path  string
	Bytes []byte
}

// Assets are the fonts, the stylesheets of single kinds of pages, and whatever else
// stands in the theme's folder assets, sorted by path. The joined stylesheets are
// not among them.
func (t Theme) Assets() []Asset {
	var assets []Asset
	for _, f := range t.files {
		_, ofPage := PageStyles(f.path)
		switch {
		case isFont(f.path):
			assets = append(assets, Asset{fontsDir + strings.TrimPrefix(f.path, "fonts/"), f.text})
		case ofPage:
			assets = append(assets, Asset{f.path, squeezed(withoutComments(f.text))})
		case f.path == UnlockScript:
			assets = append(assets, Asset{f.path, t.unlock})
		case isAsset(f.path):
			assets = append(assets, Asset{f.path, f.text})
		}
	}
	slices.SortFunc(assets, func(a, b Asset) int { return cmp.Compare(a.Path, b.Path) })
	return assets
}

// bookStyles is the stylesheet that only the book has.
const bookStyles = "layouts/book.css"

// Styles are the stylesheets of all pages joined to one.
func (t Theme) Styles() []byte {
	return t.joinStyles(func(f file) bool { return f.path != bookStyles })
}

// BookStyles are the stylesheets of a book joined to one, with the fonts inside.
func (t Theme) BookStyles() []byte {
	css := t.joinStyles(func(file) bool { return true })
	for _, f := range t.files {
		if isFont(f.path) {
			data := "data:font/woff2;base64," + base64.StdEncoding.EncodeToString(f.text)
			css = bytes.ReplaceAll(css, []byte("url("+f.path+")"), []byte("url("+data+")"))
		}
	}
	return bytes.ReplaceAll(css, []byte("font-display:optional"), []byte("font-display:block"))
}

// StylesOf are by kind of page the joined stylesheets of those kinds that load less
// than all.
func (t Theme) StylesOf() map[string][]byte {
	of := map[string][]byte{}
	for kind, sheets := range t.sheets {
		of[kind] = t.joinStyles(func(f file) bool {
			return f.layer > 0 || path.Dir(f.path) == "assets" || slices.Contains(sheets, f.path)
		})
	}
	return of
}

// joinStyles puts stylesheets into one. Comments are for whoever edits the theme and
// stay there.
func (t Theme) joinStyles(wanted func(file) bool) []byte {
	var joined bytes.Buffer
	for _, f := range t.styles(wanted) {
		text := f.text
		if f.path == "assets/fonts.css" {
			text = presentFaces(text, t.files)
		}
		joined.Write(withoutComments(text))
		joined.WriteByte('\n')
	}
	return squeezed(joined.Bytes())
}

// styles are stylesheets in an order in which later rules may rely on overriding
// earlier ones.
func (t Theme) styles(wanted func(file) bool) []file {
	var styles []file
	for _, f := range t.files {
		if _, ofPage := PageStyles(f.path); isStylesheet(f.path) && !ofPage && wanted(f) {
			styles = append(styles, f)
		}
	}
	slices.SortStableFunc(styles, func(a, b file) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.layer, b.layer)) })
	return styles
}

// rank orders stylesheets: fonts, tokens and frame, prose, partials, pages, what
// other themes and the site add, what the reader asks of any page, and the book.
func rank(f file) int {
	switch {
	case f.path == "assets/fonts.css":
		return 0
	case f.path == "assets/journal.css":
		return 1
	case strings.HasSuffix(f.path, "modes.css"):
		return 6
	case f.path == bookStyles:
		return 7
	case f.layer > 0:
		return 5
	case path.Dir(f.path) == "layouts/partials":
		return 3
	case path.Dir(f.path) == "layouts":
		return 4
	}
	return 2
}

// presentFaces keeps the @font-face rules whose file the theme has: font files are
// fetched when the program is built and may not be there.
func presentFaces(css []byte, files []file) []byte {
	var kept bytes.Buffer
	for rule := range bytes.SplitAfterSeq(withoutComments(css), []byte("}")) {
		_, after, ok := bytes.Cut(rule, []byte("url(fonts/"))
		name, _, closed := bytes.Cut(after, []byte(")"))
		if !ok || closed && hasFile(files, "fonts/"+string(name)) {
			kept.Write(rule)
		}
	}
	return kept.Bytes()
}

func hasFile(files []file, p string) bool {
	return slices.ContainsFunc(files, func(f file) bool { return f.path == p })
}

// withoutFonts leaves out the font files, and with them their @font-face rules.
func withoutFonts(files []file) []file {
	return slices.DeleteFunc(slices.Clone(files), func(f file) bool { return isFont(f.path) })
}

// withoutComments removes comments, but nothing within quotes.
func withoutComments(css []byte) []byte {
	var out bytes.Buffer
	quote := byte(0)
	for i := 0; i < len(css); i++ {
		switch c := css[i]; {
		case quote != 0 && c == '\\' && i+1 < len(css):
			out.WriteByte(c)
			i++
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote == 0 && bytes.HasPrefix(css[i:], []byte("/*")):
			end := bytes.Index(css[i+2:], []byte("*/"))
			if end < 0 {
				return out.Bytes()
			}
			i += 2 + end + 1
			continue
		}
		out.WriteByte(css[i])
	}
	return out.Bytes()
}

// squeezed drops blank lines, indents, and the line ends that mean nothing.
func squeezed(css []byte) []byte {
	var out bytes.Buffer
	for line := range bytes.Lines(css) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		out.Write(line)
		if !bytes.ContainsRune([]byte("{};,"), rune(line[len(line)-1])) {
			out.WriteByte('\n')
		}
	}
	return out.Bytes()
}
