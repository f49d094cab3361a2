package theme

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strings"
)

// Stylesheet is where Assets puts the theme's stylesheets, joined to one file.
const Stylesheet = "assets/journal.css"

// The search: the script for the key that opens it from any page, its own script,
// and its styles, which no other page needs.
const (
	KeysScript   = "assets/keys.js"
	SearchScript = "assets/search.js"
	SearchStyles = "assets/search.css"
)

// fontsDir is where the joined stylesheet looks for fonts.
const fontsDir = "assets/fonts/"

// Asset is a file of the theme that is copied to the site. Path is slash-separated
// and relative to the site's root.
type Asset struct {
	Path  string
	Bytes []byte
}

// Assets are the joined stylesheet, that of the search, the fonts, and whatever else stands in the
// theme's folder assets, sorted by path.
func (t Theme) Assets() []Asset {
	assets := []Asset{{Stylesheet, joinStyles(t.files)}}
	for _, f := range t.files {
		switch {
		case isFont(f.path):
			assets = append(assets, Asset{fontsDir + strings.TrimPrefix(f.path, "fonts/"), f.text})
		case f.path == SearchStyles:
			assets = append(assets, Asset{f.path, squeezed(withoutComments(f.text))})
		case isAsset(f.path):
			assets = append(assets, Asset{f.path, f.text})
		}
	}
	slices.SortFunc(assets, func(a, b Asset) int { return cmp.Compare(a.Path, b.Path) })
	return assets
}

// joinStyles puts the stylesheets of all pages into one, in an order in which later rules may
// rely on overriding earlier ones. Comments are for whoever edits the theme and
// stay there.
func joinStyles(files []file) []byte {
	var styles []file
	for _, f := range files {
		if isStylesheet(f.path) && f.path != SearchStyles {
			styles = append(styles, f)
		}
	}
	slices.SortStableFunc(styles, func(a, b file) int { return cmp.Compare(rank(a), rank(b)) })
	var joined bytes.Buffer
	for _, f := range styles {
		text := f.text
		if f.path == "assets/fonts.css" {
			text = presentFaces(text, files)
		}
		joined.Write(withoutComments(text))
		joined.WriteByte('\n')
	}
	return squeezed(joined.Bytes())
}

// rank orders stylesheets: fonts, tokens and frame, prose, partials, pages, what
// the site adds, and last what the reader asks of any page.
func rank(f file) int {
	switch {
	case f.path == "assets/fonts.css":
		return 0
	case f.path == "assets/journal.css":
		return 1
	case f.path == "assets/modes.css":
		return 6
	case f.own:
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
