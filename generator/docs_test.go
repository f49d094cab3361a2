package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/themes"
)

// example is a fenced block of the manual: ```toml journal.toml.
type example struct {
	language, path string // path: "" where the block does not say
	text           string
}

var fenced = regexp.MustCompile("(?ms)^```([a-z]+)(?: ([^ \n]+))?\n(.*?)^```$")

func examplesIn(text string) []example {
	var examples []example
	for _, found := range fenced.FindAllStringSubmatch(text, -1) {
		examples = append(examples, example{found[1], found[2], found[3]})
	}
	return examples
}

// file is where the example stands in a journal; "" for one that is no file.
func (e example) file() string {
	switch {
	case e.path != "":
		return e.path
	case e.language == "markdown":
		return "content/entries/2026-03-05-example.md"
	case e.language == "toml":
		return "journal.toml"
	}
	return ""
}

// checkExamples makes a journal of examples and gives what there is to say of it,
// as journal check does.
func checkExamples(t *testing.T, examples []example, m *memo.Store) diag.List {
	t.Helper()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		if e.file() != "" {
			putExample(t, filepath.Join(folder, e.file()), e.text)
		}
	}
	src := generator.Source{Folder: folder, Themes: themes.FS, Now: time.Now, Today: civil.Date{Year: 2026, Month: 4, Day: 5}}
	return append(messagesFor(t, src, edition.ForPublic, m), messagesFor(t, src, edition.ForOwner, m)...)
}

func messagesFor[A edition.Audience](t *testing.T, src generator.Source, admit generator.Admit[A], m *memo.Store) diag.List {
	t.Helper()
	_, messages, err := generator.Build(src, admit, m)
	if err != nil {
		t.Fatal(err)
	}
	return messages
}

func putExample(t *testing.T, path, text string) {
	t.Helper()
	if _, err := os.Stat(path); err == nil {
		t.Fatalf("two examples are the file %s", path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// The examples of the manual make one journal, and there is nothing to say of it.
func TestExamplesOfTheManual(t *testing.T) {
	m := memo.New()
	var journal []example
	for _, page := range []string{"../docs/writing.md", "../docs/themes.md", "../README.md"} {
		for _, e := range examplesIn(readText(t, page)) {
			switch {
			case e.path != "" || e.language == "markdown":
				journal = append(journal, e)
			case e.language == "toml":
				reportMessages(t, page, checkExamples(t, []example{e}, m))
			}
		}
	}
	if len(journal) < 5 {
		t.Fatalf("the manual has only %d files as examples", len(journal))
	}
	reportMessages(t, "the manual's journal", checkExamples(t, journal, m))
}

func reportMessages(t *testing.T, where string, messages diag.List) {
	t.Helper()
	for _, m := range messages {
		t.Errorf("%s: %s: %s %s (%s)", where, m.Pos, m.Code, m.Text, m.Hint)
	}
}

// The manual has every setting of journal.toml: those that a wrong key's message
// lists.
func TestManualHasEverySetting(t *testing.T) {
	words := map[string]bool{}
	for _, code := range inBackticks.FindAllString(readText(t, "../docs/writing.md"), -1) {
		for _, word := range word.FindAllString(code, -1) {
			words[word] = true
		}
	}
	for _, table := range []string{
		"", "[privacy]", "[theme]", "[theme.light]", "[theme.dark]", "[[theme.nav]]", "[program]", "[[program.step]]", "[[program.support]]",
		"[frontmatter]", "[feed]", "[markdown]", "[audience.sam]",
		"[publish]\ntarget = 'git'", "[publish]\ntarget = 's3'", "[publish]\ntarget = 'rsync'", "[publish]\ntarget = 'dir'",
	} {
		keys := keysOf(t, table)
		for _, key := range keys {
			if !words[key] && key != "passphrase" {
				t.Errorf("docs/writing.md does not speak of %s in %q", key, table)
			}
		}
	}
}

var (
	inBackticks = regexp.MustCompile("`[^`\n]+`")
	word        = regexp.MustCompile(`[a-z_]+(-[0-9])?`)
)

// keysOf gives the keys of a table of journal.toml.
func keysOf(t *testing.T, table string) []string {
	t.Helper()
	_, messages := config.Parse(diag.Source{File: "journal.toml", Text: []byte(table + "\nno-such-key = 1\n")})
	for _, m := range messages {
		if _, keys, ok := strings.Cut(m.Hint, ": "); ok && m.Code == "E201" {
			return strings.Split(keys, ", ")
		}
	}
	t.Fatalf("%q takes any key", table)
	return nil
}

// The manual of themes has a section for each struct that templates see, with
// exactly its fields.
func TestManualOfThemesHasEveryField(t *testing.T) {
	drawings, views := fieldsOfStructs(t, "chart/chart.go"), fieldsOfStructs(t, "site/view.go")
	sections := map[string]string{}
	for part := range strings.SplitSeq(readText(t, "../docs/themes.md"), "\n## ") {
		for section := range strings.SplitSeq(part, "\n### ") {
			name, text, _ := strings.Cut(section, "\n")
			sections[name] = text
		}
	}
	for name, fields := range views {
		if documented := fieldsIn(sections[name]); !slices.Equal(documented, fields) {
			t.Errorf("docs/themes.md has of %s the fields %q, not %q", name, documented, fields)
		}
	}
	for name, fields := range fieldsOfStructs(t, "book/view.go") {
		section, ok := sections["book."+name]
		if !ok {
			section = sections[name]
		}
		if documented := fieldsIn(section); !slices.Equal(documented, exported(fields)) {
			t.Errorf("docs/themes.md has of book.%s the fields %q, not %q", name, documented, exported(fields))
		}
	}
	for name, section := range sections {
		fields, drawn := drawings[strings.TrimPrefix(name, "chart.")]
		if _, view := views[name]; drawn && !view && !slices.Equal(fieldsIn(section), fields) {
			t.Errorf("docs/themes.md has of %s the fields %q, not %q", name, fieldsIn(section), fields)
		}
	}
}

// exported are the fields that templates see.
func exported(fields []string) []string {
	return slices.DeleteFunc(slices.Clone(fields), func(name string) bool { return !token.IsExported(name) })
}

var fieldRow = regexp.MustCompile("(?m)^\\| `([A-Z][A-Za-z]*)` \\|")

func fieldsIn(section string) []string {
	var fields []string
	for _, found := range fieldRow.FindAllStringSubmatch(section, -1) {
		fields = append(fields, found[1])
	}
	slices.Sort(fields)
	return fields
}

// fieldsOfStructs reads the structs of a Go file: by name their fields, sorted,
// without what they embed.
func fieldsOfStructs(t *testing.T, path string) map[string][]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	structs := map[string][]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if s, ok := spec.Type.(*ast.StructType); ok {
			var fields []string
			for _, f := range s.Fields.List {
				for _, name := range f.Names {
					fields = append(fields, name.Name)
				}
			}
			slices.Sort(fields)
			structs[spec.Name.Name] = fields
		}
		return false
	})
	return structs
}
