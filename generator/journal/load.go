package journal

import (
	"cmp"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/unicode/norm"

	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/frontmatter"
	"journal/generator/markdown"
	"journal/generator/memo"
	"journal/generator/slug"
)

// ConfigFile is the name of the journal's configuration.
const ConfigFile = "journal.toml"

// Load understands a snapshot. All problems of all files are in the list, in
// the order of the files. Each file's own reading is remembered in m by the
// file's name and bytes; whatever needs more than one file is done anew.
func Load(src Snapshot, cfg config.Config, m *memo.Store) (Journal, diag.List) {
	l := loader{src: src, memo: m, journal: Journal{Config: cfg, Beside: map[string]Input{}}}
	l.readPeople()
	kinds := l.sortInputs()
	l.readPursuits(kinds.pursuits)
	l.readPages(kinds.pages)
	l.readEntries(kinds.entries)
	l.check()
	l.messages.Sort()
	return l.journal, l.messages
}

type loader struct {
	src      Snapshot
	memo     *memo.Store
	journal  Journal
	messages diag.List
	extras   []extra // unknown keys, by place
}

func (l *loader) say(messages ...diag.Message) { l.messages = append(l.messages, messages...) }

func (l *loader) readPeople() {
	in, ok := l.src.Get(PeopleFile)
	if !ok {
		return
	}
	people, messages := readPeople(in)
	l.journal.People = people
	l.say(messages...)
}

// inputKinds are the Markdown files of a journal by the room they lie in.
type inputKinds struct{ entries, pursuits, pages []Input }

func (l *loader) sortInputs() inputKinds {
	var k inputKinds
	for _, in := range l.src.Inputs {
		switch {
		case strings.HasPrefix(in.Path, "themes/") && !l.src.Bare, in.Path == ConfigFile, in.Path == PeopleFile:
		case strings.HasPrefix(in.Path, "content/static/"):
			l.journal.Static = append(l.journal.Static, in)
		case !isMarkdown(in.Path):
			l.journal.Beside[in.Path] = in
		case strings.HasPrefix(in.Path, "content/pursuits/"):
			k.pursuits = append(k.pursuits, in)
		case strings.HasPrefix(in.Path, "content/pages/"):
			k.pages = append(k.pages, in)
		case path.Base(in.Path) == "_index.md":
			// Hugo's page about a folder: it is not an entry.
		case l.src.Bare && !hasDay(in):
			k.pages = append(k.pages, in)
		default:
			k.entries = append(k.entries, in)
		}
	}
	return k
}

// hasDay reports whether a file of a bare folder says which day it belongs to.
// Others (a README, a list of books) are undated pages there.
func hasDay(in Input) bool {
	if _, _, ok, err := frontmatter.DateFromPath(in.Path); ok || err != nil {
		return true
	}
	file, _ := frontmatter.Split(in.Path, in.Text)
	front, _ := frontmatter.ReadEntry(file, frontmatter.Options{})
	return front.DateAt.S != ""
}

// read is what is known of one Markdown file by itself.
type read[F any] struct {
	file  frontmatter.File
	front F
	text  Text
}

// readFile reads one file through the memory.
func readFile[F any](l *loader, kind string, in Input, front func(frontmatter.File, frontmatter.Options) (F, diag.List)) (read[F], diag.List) {
	options := frontmatter.Options{DateOrder: l.journal.Config.Frontmatter.DateOrder, Extra: l.journal.Config.Frontmatter.Extra, Scale: l.journal.Config.Frontmatter.Scale}
	return memo.Do(l.memo, memo.KeyOf("read "+kind, []byte(in.Path), in.Text, []byte(options.DateOrder), []byte(strings.Join(options.Extra, "\n")), []byte(strconv.Itoa(options.Scale))), func() (read[F], diag.List) {
		file, messages := frontmatter.Split(in.Path, in.Text)
		r := read[F]{file: file}
		var more diag.List
		r.front, more = front(file, options)
		messages = append(messages, more...)
		r.text, more = readText(file)
		return r, append(messages, more...)
	})
}

// readText parses a body for both kinds of reader; where nothing was cut they
// share one document.
func readText(f frontmatter.File) (Text, diag.List) {
	cut, messages := markdown.Parse(f.Source, f.Body, f.Line, markdown.Options{})
	text := Text{Cut: cut, Whole: cut}
	if cut.HasPrivate() {
		text.Whole, _ = markdown.Parse(f.Source, f.Body, f.Line, markdown.Options{Whole: true})
	}
	return text, messages
}

func (l *loader) readEntries(inputs []Input) {
	entries := make([]*Entry, len(inputs))
	messages := make([]diag.List, len(inputs))
	reads := make([]read[frontmatter.Entry], len(inputs))
	eachRun(len(inputs), func(i int) {
		r, list := readFile(l, "entry", inputs[i], frontmatter.ReadEntry)
		reads[i], messages[i] = r, list
		entries[i] = &Entry{Path: inputs[i].Path, Front: r.front, Text: r.text, Clock: -1}
	})
	for i, e := range entries {
		l.say(messages[i]...)
		l.complete(e, reads[i].file)
	}
	slices.SortFunc(entries, func(a, b *Entry) int {
		return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.Clock, b.Clock), strings.Compare(a.Path, b.Path))
	})
	l.journal.Entries = entries
}

// eachRun calls f for 0 … n−1, neighbours on the same processor.
func eachRun(n int, f func(int)) {
	const run = 16
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for start := 0; start < n; start += run {
		g.Go(func() error {
			for i := start; i < min(start+run, n); i++ {
				f(i)
			}
			return nil
		})
	}
	g.Wait() // f cannot fail
}

func (l *loader) readPages(inputs []Input) {
	for _, in := range inputs {
		r, messages := readFile(l, "page", in, frontmatter.ReadPage)
		l.say(messages...)
		l.countExtras(r.file, r.front.Extra)
		p := &Page{Path: in.Path, Front: r.front, Text: r.text, Visible: l.visible(r.front.Visibility)}
		p.Slug = slug.Make(cmp.Or(r.front.Slug.S, pageName(in.Path)), cmp.Or(r.front.Lang, l.journal.Config.Language))
		l.journal.Pages = append(l.journal.Pages, p)
	}
}

func (l *loader) readPursuits(inputs []Input) {
	for _, in := range inputs {
		r, messages := readFile(l, "pursuit", in, frontmatter.ReadPursuit)
		l.say(messages...)
		l.countExtras(r.file, r.front.Extra)
		p := &Pursuit{ID: norm.NFC.String(baseName(in.Path)), Path: in.Path, Front: r.front, Text: r.text, Visible: l.visible(r.front.Visibility)}
		l.checkPursuit(p, r.file)
		l.journal.Pursuits = append(l.journal.Pursuits, p)
	}
	slices.SortFunc(l.journal.Pursuits, func(a, b *Pursuit) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), strings.Compare(a.Path, b.Path))
	})
	l.checkPursuitIDs()
}

// Pursuit gives the pursuit with the id, however its letters are composed.
func (j Journal) Pursuit(id string) (*Pursuit, bool) {
	i, ok := slices.BinarySearchFunc(j.Pursuits, norm.NFC.String(id), func(p *Pursuit, id string) int { return strings.Compare(p.ID, id) })
	if !ok {
		return nil, false
	}
	return j.Pursuits[i], true
}

// pageName is what a page is called: like its file, or like the folder of an
// index.md.
func pageName(p string) string {
	name := baseName(p)
	if folder := path.Base(path.Dir(p)); name == "index" && folder != "." {
		return folder
	}
	return name
}

// baseName is a file's name without folder and ending.
func baseName(p string) string { return strings.TrimSuffix(path.Base(p), path.Ext(p)) }
