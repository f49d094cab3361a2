// Package generator turns a journal into a site, and is the place to begin
// reading.
//
// A journal is a folder of Markdown files about wanting something badly, coming
// in second, and what came after. An entry is one dated file. Its front matter
// tags the steps it works on (thank, seek feedback, recalibrate, add value
// anyway, find a twin, don't give up, or those of another program) and the
// pursuit it belongs to. Day zero is the day of the no; from it the pages count.
//
// The whole program is one line:
//
//	journal.Load → edition.ForPublic | ForCircle | ForOwner → site.Plan → render.All → output.Write | preview
//	(what I wrote)     (who may see it)        (which pages)   (bytes)     (where it goes)
//
// Each stage is a pure function of what stands left of it, of the configuration
// and of the day, and says what is wrong with the author's files as a diag.List.
// build, check and serve call the same Read and Make, which Build joins; doing it
// again with the same memo.Store is quicker and gives the same bytes and the same
// messages.
//
// Nothing is published that edition.ForPublic did not admit: the audience is a
// type that Build carries from the edition to the tree, and package output takes
// only a tree of the public.
package generator

import (
	"io/fs"
	"path"
	"slices"
	"time"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/journal"
	"journal/generator/media"
	"journal/generator/memo"
	"journal/generator/render"
	"journal/generator/site"
	"journal/generator/theme"
	"journal/generator/words"
)

// Source is where a journal is, and what else a build depends on.
type Source struct {
	Folder string           // the journal's folder
	Output string           // the output folder, never read as a source; may be ""
	Themes fs.FS            // the themes that come with the program
	Now    func() time.Time // the clock
	Today  civil.Date       // instead of the clock's day, unless zero
	Scaler *media.Scaler    // makes smaller copies of pictures; nil keeps some in memory

	// Where the public site goes, which decides on the files that hosts read.
	Target     string // name of a target of journal.toml; "": the only one
	Preset     string // instead of the target's, unless ""
	Publishing bool   // strangers will read it: nothing may name an address that is not theirs
}

// Reading is a journal that was read and understood.
type Reading struct {
	Journal  journal.Journal
	Config   config.Config
	English  *words.Catalogue // what the command line says where pages say it too
	Today    civil.Date
	snapshot journal.Snapshot
	messages diag.List
}

// Read reads a journal. Errors are trouble with the disk; what is wrong with the
// files is in the list.
func Read(src Source, m *memo.Store) (Reading, diag.List, error) {
	snapshot, left, err := journal.ReadSnapshot(src.Folder, src.Output)
	if err != nil {
		return Reading{}, nil, err
	}
	r := understand(src, snapshot, left, m)
	return r, slices.Clone(r.messages), nil
}

// Trace is what the journal was read from; see journal.Snapshot.Trace.
func (r Reading) Trace() (journal.Trace, bool) { return r.snapshot.Trace() }

// understand reads what a snapshot says; left is what was left out of it.
func understand(src Source, s journal.Snapshot, left diag.List, m *memo.Store) Reading {
	cfg, messages := configOf(s)
	cfg, english, more := speaking(src, s, cfg, m)
	j, found := journal.Load(s, cfg, m)
	return Reading{j, cfg, english, today(src, cfg), s, slices.Concat(left, messages, more, found)}
}

// Admit is edition.ForPublic, edition.ForOwner, or what edition.ForCircle gives.
type Admit[A edition.Audience] func(journal.Journal, civil.Date, *memo.Store) (edition.Edition[A], diag.List)

// Build makes the site of a journal for one audience. Nothing is written. With
// errors in the list the tree is what could be made all the same, for the
// author's eyes; it is not to be published.
func Build[A edition.Audience](src Source, admit Admit[A], m *memo.Store) (render.Tree[A], diag.List, error) {
	r, messages, err := Read(src, m)
	if err != nil {
		return render.Tree[A]{}, nil, err
	}
	tree, more := Make(src, r, admit, m)
	messages = append(messages, more...)
	messages.Sort()
	return tree, messages, nil
}

// Make is the second half of Build: from what was read to the tree.
func Make[A edition.Audience](src Source, r Reading, admit Admit[A], m *memo.Store) (render.Tree[A], diag.List) {
	th, messages := themeOf(src, r, m)
	colors := palette(r.Config, th)
	messages = append(messages, colors.Faint()...)
	styles := render.StylesOf(th, tokens(r.Config, colors))
	ed, more := admit(r.Journal, r.Today, m)
	messages = append(messages, more...)
	var place site.Place
	if ed.ForStrangers() {
		place, more = placeOf(src, r)
		messages = append(messages, more...)
	}
	planned, more := site.Plan(ed, r.Config, site.Assets{Styles: styles.Links, Keys: styles.Keys, Search: styles.Search, Unlock: styles.Unlock, Favicon: favicon(ed.Static()), Scaler: src.Scaler, Place: place,
		Speak: func(lang string) *words.Catalogue { return speak(src, r, lang, m) }}, m)
	messages = append(messages, more...)
	tree, more := render.All(planned, styles, th, m)
	return tree, append(messages, more...)
}

func configOf(s journal.Snapshot) (config.Config, diag.List) {
	in, ok := s.Get(journal.ConfigFile)
	if !ok {
		return config.Default(), nil
	}
	return config.Parse(diag.Source{File: in.Path, Text: in.Text})
}

// speaking gives the configuration the words of its language, and those of English
// besides.
func speaking(src Source, s journal.Snapshot, cfg config.Config, m *memo.Store) (config.Config, *words.Catalogue, diag.List) {
	english, messages := catalogue(src, s, cfg, "en", m)
	if cfg.Language == "en" {
		return cfg.Speaking(english), english, messages
	}
	spoken, messages := catalogue(src, s, cfg, cfg.Language, m)
	return cfg.Speaking(spoken), english, messages
}

// catalogue is what the theme's pages say in a language.
func catalogue(src Source, s journal.Snapshot, cfg config.Config, lang string, m *memo.Store) (*words.Catalogue, diag.List) {
	parts := [][]byte{[]byte(cfg.Theme.Name), []byte(lang)}
	for _, in := range s.Below("themes") {
		if path.Ext(in.Path) == ".toml" {
			parts = append(parts, []byte(in.Path), in.Text)
		}
	}
	return memo.Do(m, memo.KeyOf("words", parts...), func() (*words.Catalogue, diag.List) {
		return words.Load(src.Themes, s.FS(), cfg.Theme.Name, lang)
	})
}

// speak gives what the theme's pages say in a language that it has words of, or nil.
func speak(src Source, r Reading, lang string, m *memo.Store) *words.Catalogue {
	const key = "redirect.text"
	spoken, _ := catalogue(src, r.snapshot, r.Config, lang, m)
	if spoken.Say(key) == r.English.Say(key) && spoken.Language() != r.English.Language() {
		return nil
	}
	return spoken
}

// today is the day of the journal: hours before day_ends_at belong to the day
// before.
func today(src Source, cfg config.Config) civil.Date {
	if !src.Today.IsZero() {
		return src.Today
	}
	return civil.Of(src.Now().In(cfg.Timezone).Add(-time.Duration(cfg.DayEndsAt) * time.Minute))
}

// favicon is the author's sign for browser tabs, if there is one.
func favicon(static []edition.File) string {
	for _, name := range []string{"favicon.svg", "favicon.ico", "favicon.png"} {
		for _, f := range static {
			if f.Path == name {
				return name
			}
		}
	}
	return ""
}

// themeOf loads the theme the configuration names, with the site's own files
// over it.
func themeOf(src Source, r Reading, m *memo.Store) (theme.Theme, diag.List) {
	name := r.Config.Theme.Name
	w := r.Config.Words
	hash := w.Hash()
	parts := [][]byte{[]byte(name), hash[:]}
	for _, in := range r.snapshot.Below("themes") {
		parts = append(parts, []byte(in.Path), in.Text)
	}
	th, messages := memo.Do(m, memo.KeyOf("theme", parts...), func() (theme.Theme, diag.List) {
		return theme.Load(src.Themes, r.snapshot.FS(), name, w, m)
	})
	if r.Config.Theme.Fonts == "system" {
		th = th.SystemFonts()
	}
	return th, messages
}
