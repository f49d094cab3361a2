package config

import (
	"fmt"
	"strings"

	"journal/generator/fields"
)

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

// editor reads the address that opens a file.
func (r *reader) editor(into *string) func(fields.Field) {
	return func(f fields.Field) {
		pattern, ok := r.textOf(f)
		if !ok || pattern == "" {
			return
		}
		if err := CheckEditor(pattern); err != nil {
			r.at(f.Value, codeAddress, `write an address such as "idea://open?file={path}&line={line}"`, "no file can be opened like this: %v", err)
			return
		}
		*into = pattern
	}
}
