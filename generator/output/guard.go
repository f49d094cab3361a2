package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/unicode/norm"

	"journal/generator/manifest"
)

// RefusedError says why a folder cannot be the output folder, and what to do.
// Nothing was changed.
type RefusedError struct{ Dir, Why, Do string }

func (e *RefusedError) Error() string {
	return fmt.Sprintf("the site cannot be written to %s: %s. %s", e.Dir, e.Why, e.Do)
}

const (
	chooseOther = "Choose a folder of its own for the site, such as public, with --output or with output in journal.toml"
	chooseEmpty = "Choose an empty folder or one that does not exist yet; if nothing in this one is needed, empty it"
)

// Check refuses folders in which a build could do harm: the root of a file
// system; the home folder or one that holds it; a folder that is one of the
// sources, holds one or lies in one; and a folder that holds something while no
// build of ours has ever written to it. A folder that is empty or does not exist
// is taken, and so is one with nothing but what a host or git keeps there.
//
// The sources are the files and folders that the journal is read from:
// journal.toml, people.toml, content and themes; in a bare folder of Markdown
// its files and the folders in it. They need not exist. An empty home stands
// for none. Symbolic links are followed before anything is compared.
//
// The error is a *RefusedError unless the disk could not be read.
func Check(dir string, sources []string, home string) error {
	at, err := resolve(dir)
	if err != nil {
		return fmt.Errorf("look at the output folder %s: %w", dir, err)
	}
	if err := checkPlace(dir, at, sources, home); err != nil {
		return err
	}
	return checkOurs(dir, at)
}

// CheckPlace is Check without a look at what is in the folder.
func CheckPlace(dir string, sources []string, home string) error {
	at, err := resolve(dir)
	if err != nil {
		return fmt.Errorf("look at the folder %s: %w", dir, err)
	}
	return checkPlace(dir, at, sources, home)
}

func checkPlace(dir, at string, sources []string, home string) error {
	if filepath.Dir(at) == at {
		return &RefusedError{dir, "it is the root of a file system", chooseOther}
	}
	if err := checkHome(dir, at, home); err != nil {
		return err
	}
	for _, source := range sources {
		if err := checkSource(dir, at, source); err != nil {
			return err
		}
	}
	return nil
}

func checkHome(dir, at, home string) error {
	if home == "" {
		return nil
	}
	h, err := resolve(home)
	if err != nil {
		return fmt.Errorf("look at the home folder %s: %w", home, err)
	}
	if within(h, at) {
		return &RefusedError{dir, "it is your home folder or holds it", chooseOther}
	}
	return nil
}

func checkSource(dir, at, source string) error {
	src, err := resolve(source)
	if err != nil {
		return fmt.Errorf("look at %s: %w", source, err)
	}
	why := ""
	switch {
	case same(src, at):
		why = fmt.Sprintf("the journal is read from %s", source)
	case within(src, at):
		why = fmt.Sprintf("the journal is read from %s, which lies in it", source)
	case within(at, src):
		why = fmt.Sprintf("it lies in %s, which the journal is read from", source)
	default:
		return nil
	}
	return &RefusedError{dir, why, chooseOther}
}

func checkOurs(dir, at string) error {
	info, err := os.Stat(at)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return &RefusedError{dir, "it is not a folder", chooseOther}
	}
	if Owns(at) {
		return nil
	}
	entries, err := os.ReadDir(at)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !keptByOthers(e.Name()) {
			return &RefusedError{dir, fmt.Sprintf("it is not empty (there is %s), and no build of journal has written to it", e.Name()), chooseEmpty}
		}
	}
	return nil
}

// keptByOthers knows what git, a host or a file manager keeps in an otherwise
// empty folder, and what a first build leaves that was interrupted early. None
// of the former is ever touched.
func keptByOthers(name string) bool {
	switch name {
	case ".git", "CNAME", ".domains", ".well-known", ".DS_Store", stagingName, lockName:
		return true
	}
	return false
}

// Owns reports whether a build of ours has written to the folder.
func Owns(dir string) bool {
	name := filepath.Join(dir, manifest.Name)
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, len(manifest.Mark))
	n, _ := f.Read(head)
	return string(head[:n]) == manifest.Mark
}

// resolve gives the absolute path without links. What does not exist stands for
// itself.
func resolve(p string) (string, error) {
	abs, err := filepath.Abs(p)
	if err != nil {
		return "", err
	}
	rest := ""
	for {
		real, err := filepath.EvalSymlinks(abs)
		if err == nil {
			return filepath.Join(real, rest), nil
		}
		up := filepath.Dir(abs)
		if !errors.Is(err, fs.ErrNotExist) || up == abs {
			return "", err
		}
		rest = filepath.Join(filepath.Base(abs), rest)
		abs = up
	}
}

// within reports whether p is the folder or lies in it.
func within(p, folder string) bool {
	for {
		if same(p, folder) {
			return true
		}
		up := filepath.Dir(p)
		if up == p {
			return false
		}
		p = up
	}
}

// same compares two resolved paths. The system knows best whether two things
// are one; of things that do not exist yet, names are compared as the less
// discerning systems do.
func same(a, b string) bool {
	ai, aErr := os.Stat(a)
	bi, bErr := os.Stat(b)
	if aErr == nil && bErr == nil {
		return os.SameFile(ai, bi)
	}
	return aErr != nil && bErr != nil && strings.EqualFold(norm.NFC.String(a), norm.NFC.String(b))
}
