package output

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"journal/generator/manifest"
)

// maxName is the longest name, in bytes, that common file systems take.
const maxName = 255

// checkPaths refuses a site that cannot be laid out in a folder on every common
// system: names that lead out of the folder or that some system reserves, and
// names that some system takes for the same. It reports all of them.
func checkPaths(paths []string) (contents, error) {
	c := contents{
		paths: slices.Sorted(slices.Values(paths)),
		files: make(map[string]int, len(paths)),
		dirs:  map[string]struct{}{},
		folds: make(map[string]string, 2*len(paths)),
	}
	var problems []error
	for i, p := range c.paths {
		if why := badPath(p); why != "" {
			problems = append(problems, fmt.Errorf("the site cannot have a file %q: %s", p, why))
			continue
		}
		if err := c.claim(p, i); err != nil {
			problems = append(problems, err)
		}
	}
	return c, errors.Join(problems...)
}

// claim enters a file and the folders above it, unless a name is taken.
func (c contents) claim(p string, i int) error {
	if c.hasFile(p) {
		return fmt.Errorf("the site has two files %s", p)
	}
	if err := c.claimName(p); err != nil {
		return err
	}
	if c.hasDir(p) {
		return fmt.Errorf("the site has %s both as a file and as a folder", p)
	}
	c.files[p] = i
	for d := path.Dir(p); d != "." && !c.hasDir(d); d = path.Dir(d) {
		if c.hasFile(d) {
			return fmt.Errorf("the site has %s both as a file and as a folder", d)
		}
		if err := c.claimName(d); err != nil {
			return err
		}
		c.dirs[d] = struct{}{}
	}
	return nil
}

func (c contents) claimName(p string) error {
	key := fold(p)
	if other, taken := c.folds[key]; taken && other != p {
		return fmt.Errorf("%s and %s are the same name on disks that do not tell capital letters apart; rename one of them", other, p)
	}
	c.folds[key] = p
	return nil
}

// badPath says what is wrong with a site-relative path, or "".
func badPath(p string) string {
	switch {
	case p == "":
		return "it has no name"
	case !utf8.ValidString(p):
		return "its name is not valid UTF-8"
	case path.Clean(p) != p || path.IsAbs(p) || !filepath.IsLocal(filepath.FromSlash(p)):
		return "its path is not a plain path inside the site"
	}
	for part := range strings.SplitSeq(p, "/") {
		if why := badName(part); why != "" {
			return why
		}
	}
	return ""
}

// badName says what is wrong with one part of a path, or "".
func badName(name string) string {
	switch {
	case name == "." || name == "..":
		return "its path is not a plain path inside the site"
	case strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }):
		return "its name has a backslash or a control character in it"
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
		return "its name ends in a dot or a space, which Windows drops"
	case len(name) > maxName:
		return fmt.Sprintf("its name is longer than %d bytes", maxName)
	case reservedOnWindows(name):
		return "Windows keeps that name for a device"
	case reservedHere(name):
		return "that name is kept for git and for journal itself"
	}
	return ""
}

// reservedOnWindows knows the names of devices, with any extension; see
// learn.microsoft.com/windows/win32/fileio/naming-a-file.
func reservedOnWindows(name string) bool {
	base, _, _ := strings.Cut(strings.ToLower(name), ".")
	base = strings.TrimRight(base, " ")
	switch base {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	port, isPort := strings.CutPrefix(base, "com")
	if !isPort {
		port, isPort = strings.CutPrefix(base, "lpt")
	}
	return isPort && utf8.RuneCountInString(port) == 1 && strings.Contains("0123456789¹²³", port)
}

// reservedHere knows the names that belong to somebody else at any depth (a
// repository would run a hook that was copied into it) or to this package.
func reservedHere(name string) bool {
	switch fold(name) {
	case ".git", manifest.Name, stagingName, lockName:
		return true
	}
	return false
}

// fold gives a key that is equal for names that some file system takes for the
// same.
func fold(p string) string {
	if isASCII(p) {
		return strings.ToLower(p)
	}
	return norm.NFKC.String(cases.Fold().String(norm.NFKC.String(p)))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
