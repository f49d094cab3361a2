package preview

import (
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"journal/generator/diag"
)

// DefaultEditor is where links to files lead if nothing else is configured: an
// address of the kind that config.CheckEditor checks.
const DefaultEditor = "vscode://file{path}:{line}:{column}"

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
