package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"journal/generator"
	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/slug"
)

// entryDraft is an entry that is about to be written.
type entryDraft struct {
	title   string
	day     civil.Date
	pursuit string   // id, or ""
	steps   []string // ids
	with    string
	gave    string
	body    string
	yaml    bool
	slug    string // "", or said outright where the file's name has a number
}

// frontMatter is the head of the file. Values stand in double quotes, escaped as
// in JSON, which TOML and YAML both read.
func (d entryDraft) frontMatter() string {
	var b strings.Builder
	fence, is := "+++", " = "
	if d.yaml {
		fence, is = "---", ": "
	}
	line := func(key, value string) { b.WriteString(key + is + value + "\n") }
	b.WriteString(fence + "\n")
	line("title", quoted(d.title))
	line("date", d.day.String())
	if d.slug != "" {
		line("slug", quoted(d.slug))
	}
	if d.pursuit != "" {
		line("pursuit", quoted(d.pursuit))
	}
	if len(d.steps) > 0 {
		line("steps", quotedList(d.steps))
	}
	if d.with != "" {
		line("with", quotedList([]string{d.with}))
	}
	if d.gave != "" {
		line("gave", quoted(d.gave))
	}
	line("visibility", quoted("private"))
	b.WriteString(fence + "\n")
	return b.String()
}

func (d entryDraft) text() string {
	if d.body == "" {
		return d.frontMatter() + "\n"
	}
	return d.frontMatter() + "\n" + d.body
}

func quoted(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(s) // a string can always be encoded
	return strings.TrimSuffix(b.String(), "\n")
}

func quotedList(list []string) string {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = quoted(s)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// oneLine refuses what cannot stand in one line of text.
func oneLine(what, s string) error {
	switch {
	case strings.TrimSpace(s) == "":
		return usageError{what + " is empty", ""}
	case !utf8.ValidString(s):
		return usageError{what + " is not valid UTF-8", "is the terminal set to another encoding?"}
	case strings.ContainsFunc(s, unicode.IsControl):
		return usageError{what + " has a line break or another control character in it", "write it as one line"}
	}
	return nil
}

// create writes the entry to a new file and gives its path. A name that is
// taken gets a number, and the entry says its slug: a number in a public address
// would tell that there is another entry of that name, which may be private.
func (d entryDraft) create(folder, lang string) (string, error) {
	dir, name := entryFolder(folder, d.day), d.day.String()
	if s := slug.Make(d.title, lang); s != "" {
		name += "-" + s
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("make the entry's folder: %w", err)
	}
	for n := 1; ; n++ {
		path := filepath.Join(dir, name+".md")
		if n > 1 {
			path = filepath.Join(dir, fmt.Sprintf("%s-%d.md", name, n))
			d.slug = slug.Make(d.title, lang)
		}
		err := writeNew(path, []byte(d.text()))
		if !errors.Is(err, fs.ErrExist) {
			return path, err
		}
	}
}

// entryFolder is where entries of a day belong: the folder of their month, or in
// a bare folder of Markdown that folder itself.
func entryFolder(folder string, day civil.Date) string {
	if isBare(folder) {
		return folder
	}
	return filepath.Join(folder, "content", "entries", day.Format("2006"), day.Format("01"))
}

// writeNew writes a file that is not there yet. After an error there is none.
func writeNew(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		os.Remove(path)
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// choosePursuit gives the id that was asked for, else the only pursuit there is,
// else "".
func choosePursuit(r generator.Reading, wanted string) (string, error) {
	var ids []string
	for _, p := range r.Journal.Pursuits {
		ids = append(ids, p.ID)
	}
	switch {
	case wanted == "" && len(ids) == 1:
		return ids[0], nil
	case wanted == "" || slices.Contains(ids, wanted):
		return wanted, nil
	case len(ids) == 0:
		return "", usageError{"there is no pursuit " + diag.Quote(wanted), "each pursuit has a file; this one's would be content/pursuits/" + wanted + ".md"}
	}
	return "", usageError{"there is no pursuit " + diag.Quote(wanted), diag.DidYouMean(wanted, ids, "pursuits")}
}

// chooseSteps gives the steps of the pursuit's program that were asked for.
func chooseSteps(r generator.Reading, pursuit string, wanted []string) ([]config.Step, error) {
	program := r.Config.Program
	if p, ok := r.Journal.Pursuit(pursuit); ok {
		program = p.Program
	}
	var ids []string
	for _, s := range program.Steps {
		ids = append(ids, s.ID)
	}
	var steps []config.Step
	for _, id := range wanted {
		i := slices.Index(ids, id)
		if i < 0 {
			return nil, usageError{"there is no step " + diag.Quote(id), diag.DidYouMean(id, ids, "steps of "+program.ID)}
		}
		steps = append(steps, program.Steps[i])
	}
	return steps, nil
}

// usable refuses to write into a journal whose journal.toml has errors: its
// steps and its time zone are not known then.
func (a *app) usable(found diag.List) error {
	var ofConfig diag.List
	for _, m := range onlyErrors(found) {
		if m.Pos.File == configName {
			ofConfig = append(ofConfig, m)
		}
	}
	return a.report(ofConfig, "No file was written.")
}
