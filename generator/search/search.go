// Package search makes the index that the search of a site looks things up in: a
// handful of files that a page loads as scripts, piece by piece, since pages that
// are opened from a disk can load nothing else.
//
// What goes in is plain data of one edition (Corpus); what comes out can only hold
// what was in it. The same corpus gives the same bytes, in time that grows with
// its text.
//
// There are four kinds of files below search/:
//
//   - index.js: how many documents and words there are, where the other files
//     begin, and the names of steps and pursuits.
//   - wordsN.js: the words in order, each as the length of what it shares with the
//     one before and the rest.
//   - foundN.js: for each word, in the same order, the documents that have it and
//     how they have it: once, more often, as a name they are filed under, or in
//     the title (see postings).
//   - pagesN.js: what a result shows of each document, its text included.
//
// How many there are follows from how much text there is and not from which, so
// that a site can list its files without making them.
//
// A word is a run of letters and digits, folded: without accents and in lower
// case. Scripts without blanks between words are cut into pairs of signs. Dates,
// day numbers, steps and pursuits are words too, which no text can have:
// "2026-03-05", "d:14", "s:thank", "p:northwind". The script that asks
// (assets/search.js of the theme) folds and cuts a query by the same rules; where
// one side is changed, the other has to be.
//
// Each file carries a version, a hash of what is in it, and index.js has those of all
// others. The script asks anew where versions differ, as they do for a moment when a
// site is published while somebody reads it.
//
// An entry that changes leaves most files as they are, so that little has to be
// published; so does a new one of the newest day, since documents are numbered from
// the oldest on and words stay in their files. One of a former day counts all that is
// newer anew, in the files of what was found.
package search

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"journal/generator/civil"
)

// Folder is where the files are, site-relative.
const Folder = "search/"

// Corpus is what can be found.
type Corpus struct {
	Steps    []Label
	Pursuits []Label
	// Sizes are about how many words the text of each document has. Of documents of
	// the same worth the last is listed first.
	Sizes []int
	// At gives a document by its place in Sizes. It is called more than once, also
	// from many goroutines, and must always give the same.
	At func(i int) Document
}

// Label is a step or a pursuit.
type Label struct {
	ID     string
	Text   string
	Number int // of a step, from 1
}

// Document is a page that can be found.
type Document struct {
	Address  string // site-relative, ending in "/"
	Title    string
	Day      civil.Date // zero: undated
	Number   string     // the number of the day in its pursuit, or ""
	Steps    []int      // places in Corpus.Steps
	Pursuits []int      // places in Corpus.Pursuits
	Names    []string   // what else it is filed under: tags, turning points, people
	Text     string

	// Level is who may see it, for the author's own results, or ""; LevelName is
	// what it is called.
	Level, LevelName string
}

// Index is the files of an index. They are made when they are first asked for.
type Index struct {
	corpus Corpus
	layout layout
	made   func() made
}

// made is what takes a look at every word.
type made struct {
	terms    []*term // in order
	starts   []int   // first word of each words file, and the number of words
	from     []int   // the same of each found file
	versions versions
}

// New lays an index out.
func New(c Corpus) *Index {
	x := &Index{corpus: c, layout: layoutOf(c.Sizes)}
	x.made = sync.OnceValue(x.make)
	return x
}

func (x *Index) make() made {
	m := made{terms: gather(x.corpus)}
	m.starts, m.from = x.cutWords(m.terms), x.cutFound(m.terms)
	m.versions = x.versionsOf(m)
	return m
}

// Paths are the files of the index, sorted; a nil Index has none.
func (x *Index) Paths() []string {
	if x == nil {
		return nil
	}
	paths := []string{Folder + "index.js"}
	for _, kind := range []string{"words", "found", "pages"} {
		for i := range x.layout.files(kind) {
			paths = append(paths, Folder+kind+strconv.Itoa(i)+".js")
		}
	}
	slices.Sort(paths)
	return paths
}

var name = regexp.MustCompile(`^search/(index|(words|found|pages)(0|[1-9][0-9]*))\.js$`)

// IsFile reports a path that a file of some index may have.
func IsFile(path string) bool { return name.MatchString(path) }

// Has reports whether the index has a file, without a list of them.
func (x *Index) Has(path string) bool {
	if x == nil {
		return false
	}
	_, _, ok := x.part(path)
	return ok
}

// part tells what a file is: "index", or one of the files of a kind.
func (x *Index) part(path string) (kind string, i int, ok bool) {
	parts := name.FindStringSubmatch(path)
	if parts == nil || parts[1] == "index" {
		return "index", 0, parts != nil
	}
	i, err := strconv.Atoi(parts[3])
	return parts[2], i, err == nil && i < x.layout.files(parts[2])
}

// File is the content of one of Paths.
func (x *Index) File(path string) ([]byte, error) {
	kind, i, ok := x.part(path)
	if !ok {
		return nil, fmt.Errorf("the search has no file %s", path)
	}
	m := x.made()
	version, data := m.versions.of(kind, i), any(nil)
	switch kind {
	case "index":
		data = x.contents(m)
	case "words":
		data = x.words(m, i)
	case "found":
		data = x.found(m, i)
	case "pages":
		data = x.pages(i)
	}
	return script(strings.TrimSuffix(strings.TrimPrefix(path, Folder), ".js"), version, data)
}

func (x *Index) words(m made, i int) string {
	return wordList(m.terms[m.starts[i]:m.starts[i+1]])
}

func (x *Index) found(m made, i int) string { return foundList(m.terms[m.from[i]:m.from[i+1]]) }

// script wraps data into a call of the function that waits for it.
func script(name, version string, data any) ([]byte, error) {
	text, err := json.Marshal([]any{name, version, data})
	if err != nil {
		return nil, fmt.Errorf("making the search's file %s: %w", name, err)
	}
	return slices.Concat([]byte("journalSearch("), text[1:len(text)-1], []byte(")\n")), nil
}
