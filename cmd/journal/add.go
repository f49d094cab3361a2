package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"journal/generator"
	"journal/generator/frontmatter"
	"journal/generator/journal"
)

const addHelp = `usage: journal add "ONE LINE" [--step ID] [--with WHO] [--gave WHAT]
                   [--pursuit ID]

Notes one line with the time of day, on a page of quick notes that each day has
for itself. With options, the line becomes an entry of its own, unless today's
page says the same in its front matter: apart from the lines at its end, no file
is ever changed. Both are private. The path of the file is printed.

OPTIONS
  --step ID      the step it works on
  --with WHO     whom you were in touch with, an id of people.toml or a name
  --gave WHAT    what you gave: an article, an introduction, an hour
  --pursuit ID   the pursuit it belongs to; not needed where there is only one` + optionsOfAll + `
EXAMPLES
  journal add "Walked home the long way"
  journal add "Sent the piece on cold starts" --step add-value --with dana \
      --gave "article on cold starts"

EXIT STATUS
  0  the line was written
  1  something in the world failed: the disk
  2  the command line was not understood; there is no such step or pursuit
  3  journal.toml has errors; no file was written
`

// note is a line and what it belongs to.
type note struct{ text, step, with, gave, pursuit string }

func (a *app) addCommand() *cobra.Command {
	var n note
	c := &cobra.Command{
		Use:   "add",
		Short: "note one line on today's page",
		Long:  addHelp,
		Args:  wants(1, 1, "one line", `put the line in quotes: journal add "Walked home the long way"`),
		RunE: func(_ *cobra.Command, args []string) error {
			n.text = args[0]
			return a.add(n)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	f := c.Flags()
	f.StringVar(&n.step, "step", "", "the step it works on")
	f.StringVar(&n.with, "with", "", "whom you were in touch with")
	f.StringVar(&n.gave, "gave", "", "what you gave")
	f.StringVar(&n.pursuit, "pursuit", "", "the pursuit it belongs to")
	a.complete(c, "step", stepWords)
	a.complete(c, "pursuit", pursuitWords)
	a.complete(c, "with", peopleWords)
	return c
}

func (a *app) add(n note) error {
	if err := n.check(); err != nil {
		return err
	}
	src, err := a.source("")
	if err != nil {
		return err
	}
	r, found, err := a.read(src)
	if err != nil {
		return err
	}
	if err := a.usable(found); err != nil {
		return err
	}
	d := entryDraft{day: r.Today, with: n.with, gave: n.gave}
	if d.pursuit, err = choosePursuit(r, n.pursuit); err != nil {
		return err
	}
	if n.step != "" {
		if _, err = chooseSteps(r, d.pursuit, []string{n.step}); err != nil {
			return err
		}
		d.steps = []string{n.step}
	}
	path, err := write(src, r, n, d)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, a.shown(path))
	return nil
}

func (n note) check() error {
	if err := oneLine("the line", n.text); err != nil {
		return err
	}
	for _, o := range []struct{ flag, value string }{{"--with", n.with}, {"--gave", n.gave}} {
		if o.value != "" {
			if err := oneLine(o.flag, o.value); err != nil {
				return err
			}
		}
	}
	return nil
}

// write puts the line where it belongs and gives the file's path.
func write(src generator.Source, r generator.Reading, n note, d entryDraft) (string, error) {
	path := filepath.Join(entryFolder(src.Folder, d.day), d.day.String()+"-notes.md")
	page, exists := pageOf(src, r, path)
	line := "- " + src.Now().In(r.Config.Timezone).Format("15:04") + " " + strings.TrimSpace(n.text) + "\n"
	switch {
	case exists && says(page, n):
		return path, appendLine(path, line)
	case n.plain() && !exists:
		d.title, d.body = "Notes", line
		return createOrAppend(path, d, line)
	}
	d.title, d.body = shortened(n.text), strings.TrimSpace(n.text)+"\n"
	return d.create(src.Folder, r.Config.Language)
}

// plain reports whether the line comes without options.
func (n note) plain() bool { return n.step == "" && n.with == "" && n.gave == "" && n.pursuit == "" }

// pageOf finds the day's page of notes among the entries.
func pageOf(src generator.Source, r generator.Reading, path string) (*journal.Entry, bool) {
	rel, err := filepath.Rel(src.Folder, path)
	if err != nil {
		return nil, false
	}
	i := slices.IndexFunc(r.Journal.Entries, func(e *journal.Entry) bool { return e.Path == filepath.ToSlash(rel) })
	if i < 0 {
		return nil, false
	}
	return r.Journal.Entries[i], true
}

// says reports whether a page's front matter has all that the line's options
// ask for.
func says(e *journal.Entry, n note) bool {
	return (n.step == "" || slices.Contains(e.Steps, n.step)) &&
		(n.pursuit == "" || slices.Contains(e.Pursuits, n.pursuit)) &&
		(n.gave == "" || e.Front.Gave == n.gave) &&
		(n.with == "" || slices.ContainsFunc(e.Front.With, func(t frontmatter.Text) bool { return t.S == n.with }))
}

// createOrAppend makes the day's page with its first line. If another run made
// it a moment ago, the line goes there.
func createOrAppend(path string, d entryDraft, line string) (string, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", fmt.Errorf("make the entry's folder: %w", err)
	}
	err := writeNew(path, []byte(d.text()))
	if errors.Is(err, fs.ErrExist) {
		err = appendLine(path, line)
	}
	return path, err
}

// appendLine adds a list item at the end of a file, in one write, so that what
// another program adds at the same time is kept whole as well.
func appendLine(path, line string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the page of notes: %w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return fmt.Errorf("open the page of notes: %w", err)
	}
	_, err = f.WriteString(joint(text) + asIn(text, line))
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// joint is what must stand between a text and a list item after it: the end of
// its last line, and an empty line unless that is a list item too.
func joint(text []byte) string {
	end := ""
	if len(text) > 0 && !bytes.HasSuffix(text, []byte("\n")) {
		end = asIn(text, "\n")
	}
	lines := bytes.Split(bytes.TrimRight(text, "\r\n"), []byte("\n"))
	last := bytes.TrimSpace(lines[len(lines)-1])
	if len(last) == 0 || bytes.HasPrefix(last, []byte("- ")) || bytes.HasSuffix(text, []byte("\n\n")) || bytes.HasSuffix(text, []byte("\n\r\n")) {
		return end
	}
	return end + asIn(text, "\n")
}

// asIn ends a line as the lines of a text end.
func asIn(text []byte, line string) string {
	if bytes.Contains(text, []byte("\r\n")) {
		return strings.ReplaceAll(line, "\n", "\r\n")
	}
	return line
}

// longestTitle is how many characters of a line become the title of its entry.
const longestTitle = 60

// shortened is a line cut after a word.
func shortened(line string) string {
	line = strings.TrimSpace(line)
	if utf8.RuneCountInString(line) <= longestTitle {
		return line
	}
	cut := string([]rune(line)[:longestTitle])
	if space := strings.LastIndex(cut, " "); space > 0 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,;:.") + " …"
}

func peopleWords(r generator.Reading) []string {
	var words []string
	for _, p := range r.Journal.People.All {
		words = append(words, p.ID+"\t"+p.Name)
	}
	return words
}
