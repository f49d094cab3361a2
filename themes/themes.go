// Package themes carries the built-in themes inside the program, a folder each:
// default with all layouts, partials, stylesheets and fonts, and plain and book,
// which build on it and have what differs.
//
// It reads nothing and decides nothing; generator/theme lays a site's own files
// over these. Only the command imports it.
package themes

import "embed"

// FS holds one folder for each built-in theme.
//
//go:embed all:default all:plain all:book
var FS embed.FS
