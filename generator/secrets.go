package generator

import (
	"bytes"
	"cmp"
	"io/fs"
	"net"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"journal/generator/audit"
	"journal/generator/config"
	"journal/generator/edition"
	"journal/generator/frontmatter"
	"journal/generator/journal"
	"journal/generator/markdown"
	"journal/generator/site"
	"journal/generator/slug"
)

// The kinds of what must not be found.
const (
	realName     audit.Kind = "a real name"
	forbidden    audit.Kind = "a word that must not be published"
	privateTitle audit.Kind = "a private title"
	privateWord  audit.Kind = "a private id or address"
	privateFile  audit.Kind = "the name of a private file"
	passphrase   audit.Kind = "a passphrase"
	linkKey      audit.Kind = "the link_key of journal.toml"
)

// gathering collects what package audit has to know of a journal, as plain data.
type gathering struct {
	reading Reading
	sources map[string]bool // of the public edition
	secrets audit.Secrets
}

// Secrets are what must not be found in the public site of a journal. home is the
// author's home folder, or "".
func Secrets(src Source, r Reading, public edition.Edition[edition.Public], home string) audit.Secrets {
	g := &gathering{reading: r, sources: public.Sources()}
	g.secrets.Folders = []string{src.Folder, home}
	g.secrets.Sealed = site.SealedFolder
	g.secrets.AsIs = r.Config.Privacy.Attachments
	g.secrets.Allowed = r.Config.Privacy.Allow
	g.people()
	g.config()
	for _, e := range r.Journal.Entries {
		g.entry(e)
	}
	for _, p := range r.Journal.Pursuits {
		g.pursuit(p)
	}
	for _, p := range r.Journal.Pages {
		g.text(p.Path, p.Text, p.Front.Title.S, p.Slug, p.Front.Title.S, p.Front.Summary)
		if g.sources[p.Path] {
			g.public(p.Front.Title.S, p.Front.Summary)
			g.public(texts(p.Front.Tags)...)
		}
	}
	for name := range r.Journal.Beside {
		if !g.sources[name] {
			g.phrase(privateFile, strings.TrimSuffix(path.Base(name), path.Ext(name)), audit.Place{File: name})
		}
	}
	g.published(public)
	g.files(public)
	g.known(src.Themes)
	return g.secrets
}

// people are the forms of names as texts and addresses have them.
func (g *gathering) people() {
	in, _ := g.reading.snapshot.Get(journal.PeopleFile)
	languages := slices.Compact(slices.Sorted(slices.Values([]string{"en", "de", g.reading.Config.Language})))
	for _, p := range g.reading.Journal.People.All {
		g.secrets.Called = append(g.secrets.Called, p.Public)
		for _, form := range append([]string{p.Name}, p.Also...) {
			at := audit.Place{File: in.Path, Line: lineWith(in.Text, form)}
			g.secrets.Names = append(g.secrets.Names, audit.Secret{Kind: realName, Text: form, Where: at})
			for _, lang := range languages {
				if spelt := slug.Make(form, lang); len(spelt) > 3 && !strings.EqualFold(spelt, form) {
					g.secrets.Names = append(g.secrets.Names, audit.Secret{Kind: realName, Text: spelt, Where: at})
				}
			}
		}
	}
}

// config is what journal.toml says about what is secret, and what pages have of it.
func (g *gathering) config() {
	cfg := g.reading.Config
	in, _ := g.reading.snapshot.Get(journal.ConfigFile)
	for _, word := range cfg.Privacy.Forbid {
		g.secrets.Names = append(g.secrets.Names, audit.Secret{Kind: forbidden, Text: word, Where: audit.Place{File: in.Path, Line: lineWith(in.Text, word)}})
	}
	if cfg.Privacy.LinkKey != "" {
		g.secrets.Keys = append(g.secrets.Keys, audit.Secret{Kind: linkKey, Text: cfg.Privacy.LinkKey, Where: audit.Place{File: in.Path, Line: lineWith(in.Text, cfg.Privacy.LinkKey)}})
	}
	said := []string{cfg.Title, cfg.Author}
	if u, err := url.Parse(cfg.BaseURL); err == nil && strings.Contains(u.Hostname(), ".") && net.ParseIP(u.Hostname()) == nil {
		said = append(said, cfg.BaseURL) // on this computer alone it would be a trace of the preview
	}
	for _, l := range cfg.Theme.Nav {
		said = append(said, l.Text, l.URL)
	}
	for _, a := range cfg.Audiences {
		said = append(said, a.Label, a.Name)
	}
	g.public(said...)
	steps := programTexts(cfg.Program)
	if cfg.Program.Own {
		g.public(steps...)
	} else {
		g.secrets.Known = append(g.secrets.Known, steps...)
	}
	g.public(strings.Join(steps, "\n"))
}

// programTexts are what pages and prompts say of a program.
func programTexts(p config.Program) []string {
	said := []string{p.ID}
	for _, s := range p.Steps {
		said = append(said, s.ID, s.Name, s.Label, s.Hint, strings.Join(s.Items, "\n"), strings.Join(s.Prompt, "\n"))
		for _, w := range s.Words {
			said = append(said, w)
		}
	}
	for _, w := range p.Words {
		said = append(said, w)
	}
	for _, s := range p.Support {
		said = append(said, s.Name, s.URL, s.Phone)
	}
	return said
}

func (g *gathering) entry(e *journal.Entry) {
	f := e.Front
	g.text(e.Path, e.Text, f.Title.S, e.Slug, append([]string{f.Title.S, f.Summary, f.Quote, f.Gave, f.Setback.Text, f.Next, f.Weather, f.Place}, f.Helped...)...)
	if !g.sources[e.Path] {
		return
	}
	g.public(f.Title.S, f.Summary, f.Quote, f.Gave, f.URL, f.Setback.Text, f.Via.S, f.Slug.S)
	g.public(f.Helped...)
	for _, list := range [][]frontmatter.Text{f.Tags, f.Milestones, f.Steps, f.Aliases} {
		g.public(texts(list)...)
	}
}

// pursuit is one of which much is private even where it is published.
func (g *gathering) pursuit(p *journal.Pursuit) {
	f := p.Front
	lines := []string{f.Title.S, f.Summary, f.Role, f.Location, f.SourceText}
	for _, gap := range f.Gaps {
		lines = append(lines, gap.Title, gap.Plan)
	}
	for _, said := range f.Feedback {
		lines = append(lines, said.Text)
	}
	for _, t := range f.Twins {
		lines = append(lines, t.Note)
	}
	g.text(p.Path, p.Text, f.Title.S, p.ID, lines...)
	public := g.sources[p.Path]
	if public {
		g.public(append([]string{f.Title.S, p.ID, f.Role, f.Summary, f.Kind.S, f.Outcome.S}, f.Qualities...)...)
		g.public(texts(f.Tags)...)
	}
	g.public(programTexts(p.Program)...)
	at := audit.Place{File: p.Path}
	if known, ok := g.reading.Journal.People.Find(f.Organization); !ok || known.Public != f.Organization {
		g.phrase(privateWord, f.Organization, at)
	}
	for _, t := range f.Twins {
		if known, ok := g.reading.Journal.People.Find(t.Name); !ok || known.Public != t.Name {
			g.phrase(privateWord, t.Name, at)
		}
	}
	for _, gap := range f.Gaps {
		if public && gap.PublicTitle != "" {
			g.public(gap.PublicTitle)
		}
		g.phrase(privateWord, gap.ID.S, at)
		g.phrase(privateTitle, gap.Title, at)
	}
	for _, m := range f.Milestones {
		if public && (!m.Visibility.Given || m.Visibility.Level > 0) {
			g.public(m.ID.S, m.Title)
		} else {
			g.phrase(privateTitle, m.Title, at)
		}
	}
	for _, said := range f.Feedback {
		if public && said.Visibility.Level > 0 {
			g.public(said.Text)
		}
	}
}

// text is a file of words: private as a whole, or public but for what is cut out. lines
// are those of its front matter.
func (g *gathering) text(name string, t journal.Text, title, slug string, lines ...string) {
	in, _ := g.reading.snapshot.Get(name)
	if t.Whole == nil {
		return
	}
	for _, m := range cut.FindAllSubmatch(in.Text, -1) {
		lines = append(lines, strings.Join(strings.Fields(string(m[1])), " "))
	}
	lines = append(lines, onlyIn(t.Whole.Text(), t.Cut.Text(), g.sources[name]))
	plain := strings.Join(lines, "\n\n")
	g.secrets.Private = append(g.secrets.Private, audit.Source{Path: name, Text: string(in.Text), Plain: plain})
	if g.sources[name] {
		g.public(stem(name), slug, t.Cut.Title())
		g.document(t.Cut)
		return
	}
	for _, title := range slices.Compact([]string{title, t.Whole.Title()}) {
		g.phrase(privateTitle, title, audit.Place{File: name, Line: lineWith(in.Text, title)})
	}
	g.phrase(privateWord, slug, audit.Place{File: name})
	g.phrase(privateFile, stem(name), audit.Place{File: name})
}

// onlyIn is a text or, where another of it is published, those of its lines that the
// other has not.
func onlyIn(whole, public string, isPublished bool) string {
	switch {
	case !isPublished:
		return whole
	case whole == public:
		return ""
	}
	said := map[string]bool{}
	for line := range strings.Lines(public) {
		said[strings.TrimSpace(line)] = true
	}
	var private []string
	for line := range strings.Lines(whole) {
		if !said[strings.TrimSpace(line)] {
			private = append(private, line)
		}
	}
	return strings.Join(private, "\n")
}

// cut are comments, which no text has, not even the author's own.
var cut = regexp.MustCompile(`(?s)(?:%%|<!--)(.*?)(?:%%|-->|\z)`)

// stem is a file's name without the day and the extension.
func stem(name string) string {
	_, rest, _, _ := frontmatter.DateFromPath(name)
	base := cmp.Or(rest, path.Base(name))
	return strings.TrimSuffix(path.Base(base), path.Ext(base))
}

// shown is a text as its page shows it: a link without words of its own has the title
// of what it leads to.
func (g *gathering) shown(public edition.Edition[edition.Public], from edition.Origin, d *markdown.Document) {
	g.document(d)
	if d == nil {
		return
	}
	text := d.Text()
	for _, l := range d.Links() {
		if to, ok := public.Follow(from, l); ok && to.Title != "" && l.Kind == markdown.Wiki {
			g.public(to.Title)
			text = strings.ReplaceAll(text, cmp.Or(l.Text, l.Target), to.Title)
		}
	}
	g.public(text)
}

func (g *gathering) document(d *markdown.Document) {
	if d == nil {
		return
	}
	g.public(d.Text())
	for _, l := range d.Links() {
		g.public(l.Text, l.Target, l.Fragment)
	}
	for _, h := range d.Headings() {
		g.public(h.Text)
	}
}

func (g *gathering) public(said ...string) {
	for _, s := range said {
		if s != "" {
			g.secrets.Public = append(g.secrets.Public, s)
		}
	}
}

func (g *gathering) phrase(kind audit.Kind, text string, at audit.Place) {
	if text != "" {
		g.secrets.Phrases = append(g.secrets.Phrases, audit.Secret{Kind: kind, Text: text, Where: at})
	}
}

// published is what strangers read of entries, pursuits and pages, under public names.
func (g *gathering) published(public edition.Edition[edition.Public]) {
	entries := append(slices.Clone(public.Entries()), public.Unlisted()...)
	for _, e := range entries {
		g.public(e.Title, e.Summary, e.Quote, e.Gave, e.SetbackText, e.Via, e.Address)
		g.public(e.Helped...)
		g.public(e.Tags...)
		g.public(e.Milestones...)
		g.shown(public, e.Origin(), e.Body)
	}
	for _, p := range public.Pursuits() {
		g.public(p.Title, p.ID, p.Summary, p.Role, p.Organization, p.Address)
		g.public(p.Qualities...)
		for _, t := range p.Twins {
			g.public(append([]string{t.Name, t.Note}, t.Shares...)...)
		}
		for _, m := range p.Milestones {
			g.public(m.ID, m.Title)
		}
		for _, f := range p.Feedback {
			g.public(f.Text)
		}
		for _, gap := range p.Gaps {
			g.public(gap.Title)
		}
		g.shown(public, p.Origin(), p.Body)
	}
	for _, p := range public.Pages() {
		g.public(p.Title, p.Summary, p.Address)
		g.shown(public, p.Origin(), p.Body)
	}
	g.public(g.secrets.Called...)
}

// files are those that a site is made from, to tell where something comes from.
func (g *gathering) files(public edition.Edition[edition.Public]) {
	pages := public.Addresses()
	s := g.reading.snapshot
	source := func(in journal.Input, page string) {
		text := in.Text
		if text == nil && in.Size < 1<<20 {
			text, _ = in.Read()
		}
		if !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
			text = nil
		}
		g.secrets.Sources = append(g.secrets.Sources, audit.Source{Path: in.Path, Text: string(text), Page: page})
	}
	for _, in := range g.reading.Journal.Static {
		at := strings.TrimPrefix(in.Path, "content/static/")
		source(in, at)
		g.secrets.Copied = append(g.secrets.Copied, at)
		g.secrets.Meant = append(g.secrets.Meant, g.secrets.Sources[len(g.secrets.Sources)-1].Text)
	}
	for _, in := range s.Below("themes") {
		source(*in, "")
	}
	if in, ok := s.Get(journal.ConfigFile); ok {
		source(in, "")
	}
	for _, in := range s.Inputs {
		if g.sources[in.Path] {
			source(*in, pages[in.Path])
		}
	}
}

// quoted are texts between quotation marks, and between tags.
var quoted = regexp.MustCompile(`"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|>([^<>{}]+)<`)

// known is what the program's own themes say.
func (g *gathering) known(themes fs.FS) {
	if themes == nil {
		return
	}
	_ = fs.WalkDir(themes, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		switch path.Ext(name) {
		case ".html", ".css", ".js", ".txt", ".toml":
		default:
			return nil
		}
		text, err := fs.ReadFile(themes, name)
		if err != nil {
			return nil
		}
		g.secrets.Known = append(g.secrets.Known, string(text), name)
		for _, m := range quoted.FindAllSubmatch(text, -1) {
			g.secrets.Known = append(g.secrets.Known, string(bytes.Join(m[1:], nil)))
		}
		return nil
	})
}

func texts(list []frontmatter.Text) []string {
	var all []string
	for _, t := range list {
		all = append(all, t.S)
	}
	return all
}

// lineWith is the first line that says something, from 1, or 0.
func lineWith(text []byte, said string) int {
	at := bytes.Index(text, []byte(said))
	if said == "" || at < 0 {
		return 0
	}
	return 1 + bytes.Count(text[:at], []byte("\n"))
}
