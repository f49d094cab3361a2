// Package hosting knows the hosts that people publish static sites to: which files
// beside the pages each of them reads, what it refuses, and how it reads addresses.
//
// A Preset is one of them, by the name that journal.toml calls it. Everything here
// is worked out from names, sizes and the address of the site; nothing is asked of
// a host. A preset writes the files that its host reads and no other, since a file
// that is not read is only one more thing that strangers can look at.
//
// The facts change with the hosts' plans. Each stands once, in presets.go, with the
// page that says so.
package hosting

import (
	"path"
	"slices"
	"strings"
)

// Preset is a kind of host. The zero Preset is none: a folder of plain files that
// any server can show.
type Preset struct{ facts *facts }

// Names are the names of all presets, in the order in which they are listed to
// people.
func Names() []string {
	names := make([]string, len(known))
	for i, f := range known {
		names[i] = f.name
	}
	return names
}

// Named gives the preset of that name. A name that is not known is none.
func Named(name string) Preset {
	for _, f := range known {
		if f.name == name {
			return Preset{f}
		}
	}
	return Preset{}
}

// Name is the preset's name in journal.toml.
func (p Preset) Name() string { return p.the().name }

// Title is what the host calls itself.
func (p Preset) Title() string { return p.the().title }

// NotFound is the file that the host shows for an address where nothing is.
func (p Preset) NotFound() string { return p.the().notFound }

// Explicit reports whether whole addresses have to name index.html, since a folder by
// itself may show nothing.
func (p Preset) Explicit() bool { return p.the().explicit }

// Takes reports whether the host accepts a file of that kind.
func (p Preset) Takes(file string) bool {
	kinds := p.the().kinds
	return kinds == nil || slices.Contains(kinds, strings.ToLower(strings.TrimPrefix(path.Ext(file), ".")))
}

// Reads reports whether the host takes the file as an instruction to itself, so
// that it is no page and need not be linked.
func (p Preset) Reads(file string) bool {
	return slices.Contains(p.the().reads, file)
}

// the gives the facts, those of none for the zero Preset.
func (p Preset) the() *facts {
	if p.facts == nil {
		return known[len(known)-1]
	}
	return p.facts
}

// Site is what a host's files are made from.
type Site struct {
	BaseURL  string   // where the site lives, with a slash at its end, or ""
	Branch   bool     // the files are pushed to a branch that holds nothing else
	NoIndex  bool     // search engines are asked to stay away
	Lasting  []string // files whose names tell their content, so that browsers may keep them
	Rules    []Rule   // addresses that lead on
	OwnFiles []string // what the author put in by hand; these are left as they are
}

// Rule sends the readers of a former address on. From is the file that would stand
// there ("2019/old-post/index.html", "old.html"), To the address of a page
// ("entries/2026/03/what-dana-said/"); both are relative to the site.
type Rule struct{ From, To string }

// File is one of the files that a host reads.
type File struct {
	Path string
	Text string
}

// Files are the files that the host reads besides the pages, in order of path.
func (p Preset) Files(s Site) []File {
	var files []File
	for _, name := range p.the().reads {
		text, wanted := p.text(name, s)
		if wanted && !slices.Contains(s.OwnFiles, name) {
			files = append(files, File{name, text})
		}
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files
}

// text is what one of the host's files says, if it is needed at all.
func (p Preset) text(name string, s Site) (string, bool) {
	switch name {
	case ".nojekyll":
		return "", true
	case "CNAME", ".domains":
		domain := p.domain(s.BaseURL)
		return domain + "\n", domain != ""
	case "_headers":
		return headers(p, s), true
	case "_redirects":
		return redirects(p, s), len(s.Rules) > 0
	case ".gitlab-ci.yml":
		return gitlabPages, s.Branch
	}
	return "", false
}
