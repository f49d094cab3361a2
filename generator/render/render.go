// Package render turns a planned site into files: pages by the theme's
// templates, feeds, sitemap, robots.txt, styles, attachments.
//
// All gives a Tree for the same audience as the site's. Nothing is rendered
// before a file is asked for, and each file once. Pages see only their view
// struct, so their bytes follow from the view and the theme; no clock, path of
// this machine or version stands in any file.
package render

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"journal/generator/book"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/hosting"
	"journal/generator/memo"
	"journal/generator/search"
	"journal/generator/site"
	"journal/generator/theme"
)

// All lays out every file of the site. The messages are about files that would
// stand in each other's place. m, which may be nil, remembers a page by the theme
// and its view.
func All[A edition.Audience](s site.Site[A], styles Styles, th theme.Theme, m *memo.Store) (Tree[A], diag.List) {
	looks := th.Hash()
	base, listed := s.BaseURL(), s.BaseURL() != "" && !s.Config().NoIndex
	parts := sync.OnceValue(func() []string { // counting pages takes longer than making one
		if !listed {
			return nil
		}
		return sitemapParts(s.Count())
	})
	t := Tree[A]{files: map[string]func() ([]byte, error){}, large: map[string]bool{}, made: &sync.Map{}}
	t.page = func(path string) (func() ([]byte, error), bool) {
		if search.IsFile(path) {
			index := s.Search()
			return func() ([]byte, error) { return index.File(path) }, index.Has(path)
		}
		if n := partOf(path, parts); n >= 0 {
			return func() ([]byte, error) { return sitemap(base, s.Place(), s.Pages(), n, len(parts())) }, true
		}
		p, ok := s.Page(path)
		return func() ([]byte, error) { return remembered(m, looks, th, p) }, ok
	}
	if m == nil {
		t.sheet = func(path string) (func([]byte) ([]byte, error), bool) {
			if search.IsFile(path) {
				return nil, false
			}
			p, ok := s.Page(path)
			return func(b []byte) ([]byte, error) { return appendPage(b, th, p, p.View()) }, ok
		}
	}
	var messages diag.List
	for _, f := range s.Files() {
		if _, ok := s.Page(f.Path); ok || search.IsFile(f.Path) || partOf(f.Path, parts) >= 0 || isSealed(f.Path) && len(s.Config().Audiences) > 0 {
			messages = append(messages, taken(f.Path))
			continue
		}
		t.files[f.Path] = f.Read
		if f.Picture {
			t.large[f.Path] = true
		}
	}
	t.copies, t.rules = s.Copies(), s.Rules()
	own := func(path string, make func() ([]byte, error)) {
		if _, ok := t.files[path]; ok {
			messages = append(messages, taken(path))
			return
		}
		t.files[path] = make
	}
	if len(s.Config().Audiences) > 0 {
		styles.files = slices.Concat(styles.files, styles.unlock)
	}
	for _, a := range styles.files {
		own(a.Path, func() ([]byte, error) { return a.Bytes, nil })
	}
	if !s.Place().Nowhere {
		own(site.AtomPath, func() ([]byte, error) { return atom(s.Feed()) })
		own(site.JSONPath, func() ([]byte, error) { return jsonFeed(s.Feed()) })
	}
	if listed {
		own(sitemapPath, func() ([]byte, error) {
			if parts := parts(); len(parts) > 0 {
				return sitemapOf(base, parts)
			}
			return sitemap(base, s.Place(), s.Pages(), 0, 1)
		})
	}
	if !t.Has("robots.txt") {
		own("robots.txt", func() ([]byte, error) { return robots(base, listed), nil })
	}
	for _, r := range s.Redirects() {
		own(r.Path, func() ([]byte, error) { return redirect(r) })
	}
	for _, f := range hostFiles(s, styles) {
		own(f.Path, func() ([]byte, error) { return []byte(f.Text), nil })
	}
	t.count = s.Count
	t.paths = sync.OnceValue(func() []string {
		paths := slices.Collect(maps.Keys(t.files))
		for _, p := range s.Pages() {
			paths = append(paths, p.Path())
		}
		paths = append(paths, parts()...)
		paths = append(paths, s.Search().Paths()...)
		slices.Sort(paths)
		return paths
	})
	return t, messages
}

func taken(path string) diag.Message {
	return diag.New("E301", diag.Pos{File: "content/static/" + path}, "rename the file; the site makes its own",
		"this file would stand where the site puts %s", path)
}

// hostFiles are the files that the host reads and the author has not put in.
func hostFiles[A edition.Audience](s site.Site[A], styles Styles) []hosting.File {
	place, cfg := s.Place(), s.Config()
	about := hosting.Site{BaseURL: cfg.BaseURL, Branch: place.Branch, NoIndex: cfg.NoIndex, Lasting: styles.lasting, Rules: s.Rules()}
	for _, f := range s.Files() {
		about.OwnFiles = append(about.OwnFiles, f.Path)
	}
	return place.Host.Files(about)
}

// remembered renders a page, unless one with the same view was rendered already.
func remembered(m *memo.Store, looks [32]byte, th theme.Theme, p site.Page) ([]byte, error) {
	if m == nil {
		return page(th, p, p.View())
	}
	type made struct {
		bytes []byte
		err   error
	}
	view := p.View()
	key := memo.KeyOfValue("page "+p.Kind, view)
	known, _ := memo.Do(m, memo.KeyOf("page", looks[:], key[:], []byte(p.Path())), func() (made, diag.List) {
		bytes, err := page(th, p, view)
		return made{bytes, err}, nil
	})
	return known.bytes, known.err
}

// page renders one page.
func page(th theme.Theme, p site.Page, view any) ([]byte, error) {
	b := sheets.Get().(*[]byte)
	defer sheets.Put(b)
	var err error
	if *b, err = appendPage((*b)[:0], th, p, view); err != nil {
		return nil, err
	}
	return bytes.Clone(*b), nil
}

func appendPage(b []byte, th theme.Theme, p site.Page, view any) ([]byte, error) {
	b, err := th.Append(b, p.Kind, view)
	if err != nil {
		return b, fmt.Errorf("making the page %s: %w", p.Path(), err)
	}
	return b, nil
}

// sheets are buffers that pages are made in.
var sheets = sync.Pool{New: func() any { return new([]byte) }}

// Styles are the theme's files under the names that pages refer to.
type Styles struct {
	files        []theme.Asset
	lasting      []string // those of them that are named after their content
	Links        site.Styles
	unlock       []theme.Asset // of sites with something sealed alone
	Keys, Search string        // scripts
	Unlock       string        // the script of pages that open what is sealed
}

// StylesOf names the theme's stylesheets and scripts after their content, so that
// browsers may keep them for ever. What they refer to keeps its name. tokens ends
// the stylesheets of all pages.
func StylesOf(th theme.Theme, tokens string) Styles {
	s := Styles{Links: site.Styles{Of: map[string]string{}, Beside: map[string]string{}}}
	for _, a := range th.Assets() {
		switch a.Path {
		case theme.KeysScript:
			s.Keys = s.named(a)
		case theme.SearchScript:
			s.Search = s.named(a)
		case theme.UnlockScript:
			s.Unlock = s.opening(a)
		default:
			if kind, ok := theme.PageStyles(a.Path); ok && kind == "unlock" {
				s.Links.Beside[kind] = s.opening(a)
			} else if ok {
				s.Links.Beside[kind] = s.named(a)
			} else {
				s.files = append(s.files, a)
			}
		}
	}
	joined := func(css []byte) string {
		return s.named(theme.Asset{Path: theme.Stylesheet, Bytes: append(css, tokens...)})
	}
	s.Links.All = joined(th.Styles())
	of := th.StylesOf()
	for _, kind := range slices.Sorted(maps.Keys(of)) {
		s.Links.Of[kind] = joined(of[kind])
	}
	return s
}

// opening is named for files that only sites with something sealed have.
func (s *Styles) opening(a theme.Asset) string {
	a.Path = hashed(a.Path, a.Bytes)
	s.unlock = append(s.unlock, a)
	return a.Path
}

// named adds a file whose name tells its content, once, and gives its path.
func (s *Styles) named(a theme.Asset) string {
	a.Path = hashed(a.Path, a.Bytes)
	if !slices.ContainsFunc(s.files, func(b theme.Asset) bool { return b.Path == a.Path }) {
		s.files = append(s.files, a)
		s.lasting = append(s.lasting, a.Path)
	}
	return a.Path
}

// hashed puts a part of the content's hash into a file's name.
func hashed(name string, content []byte) string {
	ext := path.Ext(name)
	hash := fmt.Sprintf("%x", sha256.Sum256(content))
	return strings.TrimSuffix(name, ext) + "." + hash[:12] + ext
}

// Book renders a book, which is one file and no part of a site.
func Book(th theme.Theme, v book.View) ([]byte, error) {
	b, err := th.Append(nil, "book", v)
	if err != nil {
		return nil, fmt.Errorf("making the book: %w", err)
	}
	return b, nil
}
