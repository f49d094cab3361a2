package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"journal/generator/diag"
)

var update = flag.Bool("update", false, "rewrite what testdata expects")

// TestFiles reads each testdata/*.txtar: the file in.md and what is expected of
// it, of which a test names only what it is about:
//
//	public.html  the page when links lead to site/TARGET and pictures are 600 × 400
//	whole.html   the same for the author
//	nowhere.html the page when no link leads anywhere
//	facts        title, headings, links, boxes, tags, text, words
//	untitled.html the page without the heading that is the title
//	messages     as the command line prints them to the author
//
// An empty section is filled in by go test -update.
func TestFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := sections(t, archive)
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			for _, f := range archive.Files {
				if f.Name == "in.md" {
					continue
				}
				if diff := cmp.Diff(string(f.Data), string(got[f.Name])); diff != "" {
					t.Errorf("%s (-want +got):\n%s", f.Name, diff)
				}
			}
		})
	}
}

// sections makes what the sections of a test file should hold, and with -update
// puts it into them.
func sections(t *testing.T, archive *txtar.Archive) map[string][]byte {
	t.Helper()
	in := archive.Files[0]
	if in.Name != "in.md" {
		t.Fatalf("the first file is %s, not in.md", in.Name)
	}
	src := diag.Source{File: "in.md", Text: in.Data}
	public, messages := Parse(src, in.Data, 1, Options{})
	whole, _ := Parse(src, in.Data, 1, Options{Whole: true})
	var printed bytes.Buffer
	messages.Print(&printed, diag.Style{Alone: true})
	made := map[string][]byte{
		"public.html":   public.HTML(inSite),
		"whole.html":    whole.HTML(inSite),
		"nowhere.html":  public.HTML(func(Link) Target { return Target{Title: "never shown"} }),
		"untitled.html": public.SkipTitle().HTML(inSite),
		"facts":         []byte(facts(public)),
		"messages":      printed.Bytes(),
	}
	for i, f := range archive.Files[1:] {
		content, ok := made[f.Name]
		if !ok {
			t.Fatalf("there is no section %s", f.Name)
		}
		if *update {
			archive.Files[i+1].Data = content
		}
	}
	return made
}

// inSite lets every link lead somewhere.
func inSite(l Link) Target {
	if l.External() {
		return Target{Href: l.Address()}
	}
	target := Target{Href: "site/" + l.Address(), Title: "Title of " + l.Target}
	if strings.HasSuffix(l.Target, ".jpg") {
		target.Picture, target.Width, target.Height = true, 600, 400
	}
	return target
}

// facts lists what a document knows of itself, one a line.
func facts(d *Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: %s\nsummary: %s\n", d.Title(), d.Summary(60))
	for _, h := range d.Headings() {
		fmt.Fprintf(&b, "heading: %v level %d #%s %q\n", h.Pos, h.Level, h.ID, h.Text)
	}
	for _, l := range d.Links() {
		fmt.Fprintf(&b, "link: %v %s %q fragment %q text %q\n", l.Pos, [...]string{"inline", "image", "wiki", "embed"}[l.Kind], l.Target, l.Fragment, l.Text)
	}
	for _, x := range d.Boxes() {
		fmt.Fprintf(&b, "box: %v [%c] %q under %q step %q\n", x.Pos, x.Mark, x.Text, x.Above, x.Step)
	}
	fmt.Fprintf(&b, "tags: %s\nwords: %d\nprivate: %v\n%s\n", strings.Join(d.Tags(), " "), d.Words(), d.HasPrivate(), d.Text())
	return b.String()
}

func TestFoldBox(t *testing.T) {
	for _, same := range [][]string{
		{"Write to Dana", "write to  *Dana*", "Write to **Dana** ", "Write\tto [Dana](people/dana.md)", "Write to [[dana|Dana]]", "`Write` to ~~Dana~~"},
		{"What do they really want?", "What do they _really_ want?", "what do they ==really== want?"},
		{"2*3*4", `2\*3\*4`},
		{"snake_case", "Snake_Case"},
		{"a & b", "a &amp; b"},
		{"Über Öl", "über öl"},
		{""},
	} {
		for _, text := range same[1:] {
			if got, want := FoldBox(text), FoldBox(same[0]); got != want {
				t.Errorf("FoldBox(%q) = %q, but FoldBox(%q) = %q", text, got, same[0], want)
			}
		}
	}
	if FoldBox("write to Dana") == FoldBox("write to Daniel") || FoldBox("- a") == FoldBox("a") {
		t.Error("different boxes count as one")
	}
}

func TestBoxesFoldAsTheirItems(t *testing.T) {
	for _, item := range []string{"Write to *Dana*", "2 * 3", `a \# b`, "[x](y) & z", "# not a heading", "1. not a list"} {
		d, _ := read("- [ ] "+item+"\n", Options{})
		if got, want := FoldBox(d.Boxes()[0].Text), FoldBox(item); got != want {
			t.Errorf("the box %q has the identity %q, the item %q", item, got, want)
		}
	}
}

func TestSummary(t *testing.T) {
	text := "One short sentence. Another one follows here. And a third, longer than the others."
	d, _ := read("# Title\n\n> a quote\n\n"+text+"\n\nNext.", Options{})
	for n, want := range map[int]string{
		0:   "",
		5:   "One…",
		12:  "One short…",
		25:  "One short sentence.",
		46:  "One short sentence. Another one follows here.",
		70:  "One short sentence. Another one follows here.",
		500: text,
	} {
		if got := d.Summary(n); got != want {
			t.Errorf("Summary(%d) = %q, want %q", n, got, want)
		}
	}
	d, _ = read("今日は一歩だけ進んだ。それで十分だった。", Options{})
	if got := d.Summary(14); got != "今日は一歩だけ進んだ。" {
		t.Errorf("got %q", got)
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "one": 1, "don't stop, second-place": 3, "- 1. a": 1, "今日は": 3, "Ein Schritt – mehr": 3, "*a* **b** `c`": 3, "σιγά σιγά": 2, "a...b": 2,
	} {
		d, _ := read(text, Options{})
		if got := d.Words(); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}

func TestAnchor(t *testing.T) {
	d, _ := read("# Über uns\n\n## A & B\n\n## A & B\n\ntext ^block-1\n", Options{})
	for fragment, want := range map[string]string{"Über uns": "über-uns", "a  & b": "a--b", "a--b-1": "a--b-1", "^block-1": "^block-1"} {
		if got, ok := d.Anchor(fragment); !ok || got != want {
			t.Errorf("Anchor(%q) = %q, %v, want %q", fragment, got, ok, want)
		}
	}
	for _, fragment := range []string{"nothing", "^block-2", ""} {
		if _, ok := d.Anchor(fragment); ok {
			t.Errorf("%q is found", fragment)
		}
	}
}

func TestUnsafeAddressesAreDropped(t *testing.T) {
	for _, address := range []string{
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)",
		"data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:x",
	} {
		d, _ := read("[a](<b>) [[c]] ![d](e) ![[f]] <https://x.example>", Options{})
		html := string(d.HTML(func(l Link) Target { return Target{Href: address, Picture: l.Kind == Image} }))
		if strings.ContainsAny(html, "=:") && strings.Contains(html, "href") || strings.Contains(html, "src") {
			t.Errorf("%q: got %s", address, html)
		}
	}
	for _, address := range []string{"a:b", "x/javascript:a", "#javascript:a", "2026:a", "https://x.example/?q=javascript:a", "mailto:a@b.example"} {
		d, _ := read("[a](b)", Options{})
		html := string(d.HTML(func(Link) Target { return Target{Href: address} }))
		if got := strings.Contains(html, "href"); got != (address != "a:b") {
			t.Errorf("%q: got %s", address, html)
		}
	}
}

func TestLabels(t *testing.T) {
	d, _ := read("|a|\n|-|\n|b|\n\nx[^1]\n\n- [-] c\n\n[^1]: d", Options{Labels: Labels{Table: `Tabelle "1"`, Note: "Anmerkung", Dropped: "fallen gelassen"}})
	html := string(d.HTML(nil))
	for _, want := range []string{`aria-label="Tabelle &quot;1&quot;"`, `aria-label="Anmerkung 1"`, "(fallen gelassen)", `aria-label="Footnotes"`} {
		if !strings.Contains(html, want) {
			t.Errorf("%s is missing in %s", want, html)
		}
	}
}
