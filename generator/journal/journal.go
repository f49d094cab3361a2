// Package journal holds everything the author wrote: entries, pursuits, pages,
// people and the files beside them. It is the whole private truth, and on the
// floors above only package edition may look at it.
//
// Load reads a Snapshot of the source folder. It takes each file's front matter
// and text as packages frontmatter and markdown understand them, works out what
// can only be said with the whole journal in view (an entry's day, which
// pursuits, steps and people its ids name, who may see it) and reports every
// problem with its place. A file with a problem is still part of the Journal,
// and private, so that the author's own preview can show it.
//
// Source files are never written.
package journal

import (
	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/frontmatter"
	"journal/generator/markdown"
	"journal/generator/memo"
	"journal/generator/pseudonym"
	"journal/generator/visibility"
	"strings"
)

// Journal is all of it.
type Journal struct {
	Config    config.Config
	Entries   []*Entry   // by day, time and path
	Pursuits  []*Pursuit // by id
	Pages     []*Page    // by path
	People    People
	Names     *pseudonym.Names  // of People; nil where there are none
	Revealed  map[string]string // reveals that were agreed to, by the entry's path
	Static    []Input
	Addresses map[string]Address // where texts were read, by the path of their file
	Beside    map[string]Input   // files beside entries and pages, by path

	// Unlisted are the names of persons and organizations that front matters name as
	// such, private ones too, and that people.toml does not have, sorted.
	Unlisted []string

	// Around is a hash of the files that every entry is understood by: the
	// configuration, its words, the people, the pursuits, what was revealed. An entry of one journal and one of
	// the next with the same pointer and the same Around are the same.
	Around memo.Key

	// Rest is a hash of what is neither an entry nor in Around: undated pages and
	// the files beside texts, these by what the file system says of them.
	Rest memo.Key
}

// Visible is who may see a thing, and why, in the author's terms.
type Visible struct {
	Level visibility.Level
	Why   string
}

// Entry is one dated file.
type Entry struct {
	Path  string
	Day   civil.Date
	Clock int // seconds of the day, or -1 where the file gives no time
	Front *frontmatter.Entry
	Text  Text
	Slug  string // base of its address

	Pursuits []string // ids that exist
	Steps    []string // ids that exist, in the order of the file
	Done     []string // ids of steps that it declares done

	Visible Visible
}

// Pursuit is one file below content/pursuits.
type Pursuit struct {
	ID      string
	Path    string
	Front   frontmatter.Pursuit
	Text    Text
	Program config.Program
	Visible Visible
}

// Page is an undated file below content/pages.
type Page struct {
	Path    string
	Slug    string
	Front   frontmatter.Page
	Text    Text
	Visible Visible
}

// Text is a body as the two kinds of reader get it.
type Text struct {
	Cut   *markdown.Document // without the parts that only the author may see
	Whole *markdown.Document

	source  diag.Source
	body    []byte
	line    int // of the file, on which body begins
	options markdown.Options
}

// PlaceOf is where a text's file first names somebody.
func (t Text) PlaceOf(names *pseudonym.Names, who int) diag.Pos {
	for _, m := range names.All(string(t.source.Text)) {
		if m.Who == who {
			return t.source.PosAt(m.Start)
		}
	}
	return diag.Pos{File: t.source.File}
}

// Place is the first place in the file that says something, or the file.
func (t Text) Place(said string) diag.Pos {
	if at := strings.Index(string(t.source.Text), said); at >= 0 {
		return t.source.PosAt(at)
	}
	return diag.Pos{File: t.source.File}
}

// Named reads the text again with names replaced or marked: the whole of it, or what
// is left of it for others.
func (t Text) Named(whole bool, naming markdown.Naming) (*markdown.Document, diag.List) {
	o := t.options
	o.Whole, o.Naming = whole, naming
	return markdown.Parse(t.source, t.body, t.line, o)
}
