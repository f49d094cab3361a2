package journal

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// rules say which files of a folder belong to the journal.
type rules struct {
	bare      bool
	output    fs.FileInfo // of the folder that the site is written to, or nil
	templates string      // a folder of forms to fill in, not of entries; or ""
}

func rulesOf(root *os.Root, output string) rules {
	r := rules{bare: !exists(root, ConfigFile) && !exists(root, "content")}
	if output != "" {
		r.output, _ = os.Stat(output) // one that is not there yet holds nothing to pass over
	}
	if r.bare {
		r.templates = obsidianTemplates(root)
	}
	return r
}

// same reports whether two rules are of one opinion.
func (r rules) same(o rules) bool {
	if (r.output == nil) != (o.output == nil) || r.output != nil && !r.isOutput(o.output) {
		return false
	}
	return r.bare == o.bare && r.templates == o.templates
}

// isOutput reports whether a folder, however it is called here, is the one that
// the site is written to.
func (r rules) isOutput(info fs.FileInfo) bool {
	return r.output != nil && os.SameFile(info, r.output)
}

func exists(root *os.Root, name string) bool {
	_, err := root.Stat(name)
	return err == nil
}

// obsidianTemplates is the folder that an Obsidian vault keeps its templates in;
// their front matter has placeholders where values will stand.
func obsidianTemplates(root *os.Root) string {
	text, err := root.ReadFile(".obsidian/templates.json")
	if err != nil {
		return ""
	}
	var settings struct{ Folder string }
	if json.Unmarshal(text, &settings) != nil || settings.Folder == "" {
		return ""
	}
	return path.Clean(settings.Folder)
}

// topLevel are what a journal is read from, but for a bare one.
var topLevel = [...]string{"content", ConfigFile, PeopleFile, RevealedFile, AddressesFile, "themes"}

// counts reports whether a file or folder belongs to the journal by its path,
// provided that the folder it lies in does.
func (r rules) counts(p string) bool {
	if PassedOver(p) || p == r.templates {
		return false
	}
	if r.bare || strings.Contains(p, "/") {
		return true
	}
	for _, name := range topLevel {
		if p == name {
			return true
		}
	}
	return false
}

// Counts gives the rule by which ReadSnapshot takes files and folders, for who
// watches them. It is asked with slash-separated paths below the folder, about
// what lies in a folder that counts. The rule follows the folder: one that
// becomes a journal is none of loose files any more.
func Counts(folder, output string) func(path string) bool {
	return func(p string) bool {
		if PassedOver(p) {
			return false // quick to tell, and editors leave many
		}
		root, err := os.OpenRoot(folder)
		if err != nil {
			return false
		}
		defer root.Close()
		r := rulesOf(root, output)
		if info, err := root.Lstat(filepath.FromSlash(p)); err == nil && r.isOutput(info) {
			return false
		}
		return r.counts(p)
	}
}

// isStatic reports a file that is copied as it is, although its name is hidden:
// hosts look for .nojekyll and .well-known. What tools keep for themselves is not.
func isStatic(p string) bool {
	name := path.Base(p)
	return strings.HasPrefix(p, "content/static/") && strings.HasPrefix(name, ".") &&
		!strings.HasPrefix(name, ".git") && !strings.HasPrefix(name, ".journal") && !strings.HasPrefix(name, ".#") &&
		name != ".DS_Store" && !passedOver(strings.TrimPrefix(name, "."))
}

// isText reports whether a file is read with the snapshot.
func isText(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".md", ".markdown", ".toml":
		return true
	}
	return strings.HasPrefix(p, "themes/")
}

// isMarkdown reports whether a file is an entry, a pursuit or a page.
func isMarkdown(p string) bool {
	ext := strings.ToLower(path.Ext(p))
	return ext == ".md" || ext == ".markdown"
}

// PassedOver reports whether a path below the journal's folder is none of its
// files by its name: hidden, or an editor's leftover.
func PassedOver(p string) bool { return passedOver(path.Base(p)) && !isStatic(p) }

// passedOver reports whether a name is hidden or an editor's leftover.
func passedOver(name string) bool {
	lower := strings.ToLower(name)
	switch {
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#"), strings.HasSuffix(name, "~"):
		return true
	case name == "4913", lower == "thumbs.db", lower == "node_modules", strings.Contains(lower, "___jb_"), isOfSed(name):
		return true
	}
	switch path.Ext(lower) {
	case ".swp", ".swx", ".swo", ".tmp", ".bck", ".bak", ".kate-swp", ".vsctmp", ".crdownload", ".part":
		return true
	}
	return false
}

// isOfSed reports whether a name is one of those that sed -i writes to, which are
// sed and six letters or digits by chance. Words of small letters are left alone.
func isOfSed(name string) bool {
	chance, ok := strings.CutPrefix(name, "sed")
	if !ok || len(chance) != 6 {
		return false
	}
	mixed := false
	for _, c := range []byte(chance) {
		switch {
		case 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
			mixed = true
		case c < 'a' || c > 'z':
			return false
		}
	}
	return mixed
}
