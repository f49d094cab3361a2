package preview

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"journal/generator/diag"
)

// DefaultEditor is where links to files lead if nothing else is configured.
const DefaultEditor = "vscode://file{path}:{line}:{column}"

// CheckEditor reports what is wrong with an address that is to open a file in an
// editor, such as "vscode://file{path}:{line}:{column}" or
// "idea://open?file={path}&line={line}": it has a scheme of its own, since web
// addresses would carry the file's name away and scripts would run in the page,
// and the word {path} in it. {path} becomes the file's absolute path beginning
// with a slash, {line} and {column} numbers from 1.
func CheckEditor(pattern string) error {
	scheme, _, ok := strings.Cut(pattern, ":")
	switch {
	case !ok || !isScheme(scheme):
		return fmt.Errorf("%q does not begin with an editor's scheme, as vscode:// does", pattern)
	case strings.Contains(" http https javascript data vbscript blob file about view-source ", " "+strings.ToLower(scheme)+" "):
		return fmt.Errorf("%q opens no editor", scheme+":")
	case !strings.Contains(pattern, "{path}"):
		return fmt.Errorf("%q does not say where the file's {path} goes", pattern)
	}
	return nil
}

// isScheme reports whether s is a scheme by RFC 3986, section 3.1.
func isScheme(s string) bool {
	for i, c := range strings.ToLower(s) {
		if (c < 'a' || c > 'z') && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return s != ""
}

// editorLink is the address that opens a place of a file below folder.
func editorLink(pattern, folder string, pos diag.Pos) string {
	file := filepath.ToSlash(filepath.Join(folder, filepath.FromSlash(pos.File)))
	if !strings.HasPrefix(file, "/") {
		file = "/" + file // C:/Users
	}
	// The path may stand in a query.
	escaped := strings.NewReplacer("&", "%26", "+", "%2B", "=", "%3D").Replace((&url.URL{Path: file}).EscapedPath())
	return strings.NewReplacer(
		"{path}", escaped,
		"{line}", strconv.Itoa(max(pos.Line, 1)),
		"{column}", strconv.Itoa(max(pos.Col, 1)),
	).Replace(pattern)
}
