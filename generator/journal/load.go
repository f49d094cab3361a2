package journal

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/frontmatter"
	"journal/generator/markdown"
	"journal/generator/memo"
	"journal/generator/pseudonym"
	"journal/generator/slug"
)

// ConfigFile is the name of the journal's configuration.
const ConfigFile = "journal.toml"

// Load understands a snapshot. All problems of all files are in the list, in
// the order of the files. cfg is what the snapshot's journal.toml says.
//
// What m remembers is, of each file, how it reads by itself, by the file's name,
// its bytes and the options of the parser; and of each entry how it is understood,
// by that and Around. What needs all entries is done anew.
func Load(src Snapshot, cfg config.Config, m *memo.Store) (Journal, diag.List) {
	l := loader{src: src, memo: m, journal: Journal{Config: cfg, Beside: map[string]Input{}}}
	l.readPeople()
	l.readRevealed()
	l.readAddresses()
	kinds := l.sortInputs()
	l.journal.Around, l.journal.Rest = l.around(kinds.pursuits), l.rest(kinds.pages)
	l.readPursuits(kinds.pursuits)
	l.readPages(kinds.pages)
	l.readEntries(kinds.entries)
	l.journal.Unlisted = l.unlisted()
	l.check()
	l.messages.Sort()
	return l.journal, l.messages
}

// around hashes the words and the files that every entry is understood by.
func (l *loader) around(pursuits []*Input) memo.Key {
	spoken := l.journal.Config.Words.Hash()
	parts := [][]byte{spoken[:]}
	for _, name := range []string{ConfigFile, PeopleFile, RevealedFile} {
		in, _ := l.src.Get(name)
		parts = append(parts, in.Text)
	}
	for _, in := range pursuits {
		parts = append(parts, []byte(in.Path), in.Text)
	}
	return memo.KeyOf("around", parts...)
}

type loader struct {
	src      Snapshot
	memo     *memo.Store
	journal  Journal
	messages diag.List
	extras   []extra  // unknown keys, by place
	withGaps []*Entry // those that touch a soft spot, by path
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
	languages := []string{"en", "de", l.journal.Config.Language}
	l.journal.Names, _ = memo.Do(l.memo, memo.KeyOf("names", in.Text, []byte(l.journal.Config.Language)), func() (*pseudonym.Names, diag.List) {
		return pseudonym.New(people.names(), slices.Compact(slices.Sorted(slices.Values(languages)))), nil
	})
}

func (l *loader) readRevealed() {
	in, ok := l.src.Get(RevealedFile)
	if !ok {
		return
	}
	revealed, messages := readRevealed(in)
	l.journal.Revealed = revealed
	l.say(messages...)
}

// readAddresses reads addresses.toml, which no entry is understood by: it is asked
// when the edition is made.
func (l *loader) readAddresses() {
	in, ok := l.src.Get(AddressesFile)
	if !ok {
		return
	}
	addresses, messages := memo.Do(l.memo, memo.KeyOf("addresses", in.Text), func() (map[string]Address, diag.List) { return readAddresses(in) })
	l.journal.Addresses = addresses
	l.say(messages...)
}

// rest hashes what Rest is of.
func (l *loader) rest(pages []*Input) memo.Key {
	var parts [][]byte
	for _, in := range pages {
		parts = append(parts, []byte(in.Path), in.Text)
	}
	for _, in := range l.journal.Static {
		parts = append(parts, []byte(in.Path), in.Version())
	}
	for _, path := range slices.Sorted(maps.Keys(l.journal.Beside)) {
		parts = append(parts, []byte(path), l.journal.Beside[path].Version())
	}
	return memo.KeyOf("rest", parts...)
}

// inputKinds are the Markdown files of a journal by the room they lie in.
type inputKinds struct{ entries, pursuits, pages []*Input }

func (l *loader) sortInputs() inputKinds {
	k := inputKinds{entries: make([]*Input, 0, len(l.src.Inputs))}
	undated := l.undated()
	roomOf := inJournal
	if l.src.Bare {
		roomOf = inBare
	}
	for i, room := range memo.Each(l.memo, "rooms", memo.KeyOf("rooms", []byte(strconv.FormatBool(l.src.Bare))), l.src.Inputs, roomOf) {
		in := l.src.Inputs[i]
		switch {
		case room == entries && !undated[i]:
			k.entries = append(k.entries, in)
		case room == entries, room == pages:
			k.pages = append(k.pages, in)
		case room == pursuits:
			k.pursuits = append(k.pursuits, in)
		case room == static:
			l.journal.Static = append(l.journal.Static, *in)
		case room == beside:
			l.journal.Beside[in.Path] = *in
		}
	}
	return k
}

// room is where in a journal a file belongs.
type room byte

const (
	elsewhere room = iota // read by another name, or not at all
	entries
	pursuits
	pages
	static
	beside
)

func inJournal(in *Input) room {
	if strings.HasPrefix(in.Path, "themes/") {
		return elsewhere
	}
	return inBare(in)
}

func inBare(in *Input) room {
	switch {
	case in.Path == ConfigFile, in.Path == PeopleFile, in.Path == RevealedFile, in.Path == AddressesFile:
		return elsewhere
	case strings.HasPrefix(in.Path, "content/static/"):
		return static
	case !isMarkdown(in.Path):
		return beside
	case strings.HasPrefix(in.Path, "content/pursuits/"):
		return pursuits
	case strings.HasPrefix(in.Path, "content/pages/"):
		return pages
	case path.Base(in.Path) == "_index.md":
		return elsewhere // Hugo's page about a folder
	}
	return entries
}

// undated gives the places of those files of a bare folder that do not say which
// day they belong to (a README, a list of books). They are pages there.
func (l *loader) undated() map[int]bool {
	if !l.src.Bare {
		return nil
	}
	undated := map[int]bool{}
	for i, has := range memo.Each(l.memo, "undated", memo.Key{}, l.alike("inputs", l.src.Inputs), hasDay) {
		if !has {
			undated[i] = true
		}
	}
	return undated
}

func hasDay(in *Input) bool {
	if !isMarkdown(in.Path) {
		return false
	}
	if _, _, ok, err := frontmatter.DateFromPath(in.Path); ok || err != nil {
		return true
	}
	file, _ := frontmatter.Split(in.Path, in.Text)
	front, _ := frontmatter.ReadEntry(file, frontmatter.Options{})
	return front.DateAt.S != ""
}

// alike puts inputs whose texts are as before in the place of those that were read again.
func (l *loader) alike(stage string, inputs []*Input) []*Input {
	return memo.Alike(l.memo, stage+" alike", inputs, func(in *Input) identity { return in.identity() })
}

// read is what is known of one Markdown file by itself.
type read[F any] struct {
	file     frontmatter.File
	front    F
	text     Text
	messages diag.List
}

// readFiles reads files, each by itself, through the memory.
func readFiles[F any](l *loader, kind string, files []*Input, front func(frontmatter.File, frontmatter.Options) (F, diag.List)) []*read[F] {
	cfg := l.journal.Config.Frontmatter
	options := frontmatter.Options{DateOrder: cfg.DateOrder, Extra: cfg.Extra, Scale: cfg.Scale, BaseURL: l.journal.Config.BaseURL}
	spoken := l.journal.Config.Words.Hash()
	labels := labelsOf(l.journal.Config.Words)
	key := memo.KeyOf("read", spoken[:], []byte(options.DateOrder), []byte(strings.Join(options.Extra, "\n")), []byte(strconv.Itoa(options.Scale)), []byte(options.BaseURL))
	return memo.Each(l.memo, "read "+kind, key, l.alike(kind, files), func(in *Input) *read[F] {
		file, messages := frontmatter.Split(in.Path, in.Text)
		r := &read[F]{file: file, messages: messages}
		var more diag.List
		r.front, more = front(file, options)
		r.file.Fields = nil // what they say is in front
		r.messages = append(r.messages, more...)
		r.text, more = readText(file, labels)
		r.messages = append(r.messages, more...)
		return r
	})
}

// readText parses a body for both kinds of reader; where nothing was cut they
// share one document.
func readText(f frontmatter.File, labels markdown.Labels) (Text, diag.List) {
	text := Text{source: f.Source, body: f.Body, line: f.Line, options: markdown.Options{Labels: labels}}
	cut, messages := text.Named(false, markdown.Naming{})
	text.Cut, text.Whole = cut, cut
	if cut.HasPrivate() {
		text.Whole, _ = text.Named(true, markdown.Naming{})
	}
	return text, messages
}

// understood is an entry with what there is to say about it.
type understood struct {
	entry    *Entry
	messages diag.List
	extras   []extra
	gaps     bool // it touches a soft spot
}

func (l *loader) readEntries(inputs []*Input) {
	reads := readFiles(l, "entries", inputs, frontmatter.ReadEntry)
	all := memo.Each(l.memo, "entries", l.journal.Around, reads, l.understand)
	for _, more := range memo.Runs(l.memo, "said of entries", memo.Key{}, all, saidOf) {
		l.say(more.messages...)
		l.extras = append(l.extras, more.extras...)
		l.withGaps = append(l.withGaps, more.withGaps...)
	}
	entries := memo.Each(l.memo, "entries alone", memo.Key{}, all, func(u *understood) *Entry { return u.entry })
	l.journal.Entries = memo.Sorted(l.memo, "entries in order", entries, func(a, b *Entry) int {
		return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.Clock, b.Clock), strings.Compare(a.Path, b.Path))
	})
}

// said is what there is to say about some entries.
type said struct {
	messages diag.List
	extras   []extra
	withGaps []*Entry
}

func saidOf(all []*understood) said {
	var s said
	for _, u := range all {
		s.messages = append(s.messages, u.messages...)
		s.extras = append(s.extras, u.extras...)
		if u.gaps {
			s.withGaps = append(s.withGaps, u.entry)
		}
	}
	return s
}

// understand works out one entry, for itself, so that others can be worked out at
// the same time.
func (l *loader) understand(r *read[frontmatter.Entry]) *understood {
	one := loader{journal: l.journal}
	e := &Entry{Path: r.file.Source.File, Front: &r.front, Text: r.text, Clock: -1}
	one.complete(e, r.file)
	f := e.Front
	return &understood{e, slices.Concat(r.messages, one.messages), one.extras, len(f.GapOpened)+len(f.GapWorked)+len(f.GapClosed) > 0}
}

func (l *loader) readPages(inputs []*Input) {
	reads := readFiles(l, "pages", inputs, frontmatter.ReadPage)
	for i, in := range inputs {
		r := reads[i]
		l.say(r.messages...)
		l.countExtras(r.file, r.front.Extra)
		p := &Page{Path: in.Path, Front: r.front, Text: r.text, Visible: l.forAudience(r.front.Visibility, r.front.Audience, r.file.Source)}
		p.Slug = slug.Make(cmp.Or(r.front.Slug.S, pageName(in.Path)), cmp.Or(r.front.Lang, l.journal.Config.Language))
		l.journal.Pages = append(l.journal.Pages, p)
	}
}

// readPursuits understands the pursuits, which takes nothing but them and the
// configuration.
func (l *loader) readPursuits(inputs []*Input) {
	type all struct {
		pursuits []*Pursuit
		extras   []extra
	}
	known, messages := memo.Do(l.memo, memo.KeyOf("pursuits", l.journal.Around[:]), func() (all, diag.List) {
		one := loader{journal: l.journal}
		for i, r := range readFiles(l, "pursuits", inputs, frontmatter.ReadPursuit) {
			one.say(r.messages...)
			one.readPursuit(inputs[i].Path, r)
		}
		slices.SortFunc(one.journal.Pursuits, func(a, b *Pursuit) int {
			return cmp.Or(strings.Compare(a.ID, b.ID), strings.Compare(a.Path, b.Path))
		})
		one.checkPursuitIDs()
		return all{one.journal.Pursuits, one.extras}, one.messages
	})
	l.journal.Pursuits = known.pursuits
	l.extras = append(l.extras, known.extras...)
	l.say(messages...)
}

func (l *loader) readPursuit(path string, r *read[frontmatter.Pursuit]) {
	l.countExtras(r.file, r.front.Extra)
	p := &Pursuit{ID: norm.NFC.String(baseName(path)), Path: path, Front: r.front, Text: r.text, Visible: l.forAudience(r.front.Visibility, r.front.Audience, r.file.Source)}
	l.checkPursuit(p, r.file)
	l.journal.Pursuits = append(l.journal.Pursuits, p)
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
