// Package themes carries the built-in theme inside the program: the folder
// default with its layouts, partials, stylesheets and fonts.
//
// It reads nothing and decides nothing; generator/theme lays a site's own files
// over these. Only the command imports it.
package themes

import "embed"

// FS holds one folder for each built-in theme.
//
//go:embed all:default
var FS embed.FS
