package main

import (
	"os"
	"path/filepath"
	"strings"

	"journal/generator"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/hosting"
	"journal/generator/inspect"
	"journal/generator/journal"
	"journal/generator/markdown"
	"journal/generator/media"
	"journal/generator/render"
)

// lookAt looks at a finished site. What it finds is told of the author's own file,
// where a page was made from one.
func (a *app) lookAt(src generator.Source, r generator.Reading, site render.Tree[edition.Public], own edition.Edition[edition.Owner]) (diag.List, error) {
	target := generator.TargetOf(src, r.Config)
	found, err := inspect.Look(site, inspect.Site{BaseURL: r.Config.BaseURL, Host: hosting.Named(target.Preset), Rules: site.Rules()})
	if err != nil {
		return nil, err
	}
	sources := sourcesOf(own)
	texts := map[string][]byte{}
	read := func(file string) []byte {
		text, ok := texts[file]
		if !ok {
			text, _ = os.ReadFile(filepath.Join(src.Folder, filepath.FromSlash(file))) // without it, the file as a whole is named
			texts[file] = text
		}
		return text
	}
	messages := make(diag.List, len(found))
	for i, f := range found {
		messages[i] = f.Message
		from, made := sources[f.Pos.File]
		short := strings.TrimSuffix(f.Inside, "index.html")
		switch {
		case !made && f.Inside != "":
			if at := locateAny(journal.ConfigFile, read(journal.ConfigFile), "/"+f.Inside, f.Inside, "/"+short, short); at.Line > 0 {
				messages[i].Pos, made, from = at, true, journal.ConfigFile
				messages[i].Text = strings.Replace(f.Text, diag.Quote(f.Target), diag.Quote("/"+short), 1)
			}
		case !made:
		case from == "content/static/"+f.Pos.File: // copied as it is
			messages[i].Pos.File = from
		case f.Target != "":
			messages[i].Pos = inspect.Locate(from, read(from), f.Target)
		default:
			messages[i].Pos = diag.Pos{File: from}
		}
		if line := messages[i].Pos.Line; line > 0 && made {
			messages[i].Excerpt, messages[i].Len, messages[i].Body = lineOf(read(from), line), max(1, len([]rune(f.Target))), true
		}
	}
	return append(messages, wordless(own)...), nil
}

// wordless tells of pictures in texts that no word describes.
func wordless(own edition.Edition[edition.Owner]) diag.List {
	var messages diag.List
	look := func(body *markdown.Document) {
		if body == nil {
			return
		}
		for _, l := range body.Links() {
			if strings.TrimSpace(l.Text) != "" || l.Kind != markdown.Image && !(l.Kind == markdown.Embed && media.Named(l.Target)) {
				continue
			}
			hint := "say what is to be seen: ![the harbour at night](" + l.Target + ")"
			if l.Kind == markdown.Embed {
				hint = "say what is to be seen: ![[" + l.Target + "|the harbour at night]]"
			}
			m := diag.New("W526", l.Pos, hint, "this picture has no alternative text, so not everybody learns what it shows")
			m.Body = true
			messages = append(messages, m)
		}
	}
	for _, e := range own.Entries() {
		look(e.Body)
	}
	for _, p := range own.Pursuits() {
		look(p.Body)
	}
	for _, p := range own.Pages() {
		look(p.Body)
	}
	return messages
}

// locateAny finds the first of some texts that a file has, in quotation marks.
func locateAny(file string, text []byte, wanted ...string) diag.Pos {
	for _, w := range wanted {
		if at := inspect.Locate(file, text, `"`+w); w != "" && at.Line > 0 {
			at.Col++
			return at
		}
	}
	return diag.Pos{File: file}
}

// sourcesOf are the author's files by the files of the site that are made from them.
func sourcesOf(own edition.Edition[edition.Owner]) map[string]string {
	sources := map[string]string{}
	add := func(address, from string) {
		if from != "" {
			sources[address+"index.html"] = from
		}
	}
	for _, e := range own.Entries() {
		add(e.Address, e.Source)
	}
	for _, p := range own.Pursuits() {
		add(p.Address, p.Source)
	}
	for _, p := range own.Pages() {
		add(p.Address, p.Source)
	}
	for _, f := range own.Static() {
		sources[f.Path] = "content/static/" + f.Path
	}
	return sources
}

// lineOf is a line of a text, counted from 1.
func lineOf(text []byte, line int) string {
	lines := strings.SplitAfter(string(text), "\n")
	if line > len(lines) {
		return ""
	}
	return strings.TrimRight(lines[line-1], "\r\n")
}
