package generator_test

import (
	"context"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"journal/generator"
	"journal/generator/book"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/generator/pdf"
	"journal/themes"
)

func bookOf[A edition.Audience](t *testing.T, src generator.Source, admit generator.Admit[A], o book.Options, m *memo.Store) generator.Book {
	t.Helper()
	r, messages, err := generator.Read(src, m)
	if err != nil {
		t.Fatal(err)
	}
	made, ok, more := generator.MakeBook(src, r, admit, o, m)
	if messages = append(messages, more...); messages.HasErrors() || !ok {
		t.Fatal(ok, messages)
	}
	return made
}

func bookHTML(t *testing.T, b generator.Book) string {
	t.Helper()
	text, err := b.HTML(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func sampleSource() generator.Source {
	return generator.Source{Folder: "..", Themes: themes.FS, Now: time.Now, Today: sampleToday}
}

// A book is one file: everything is inside it, and every link leads to a place in
// it or to the web.
func TestBookIsWhole(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]generator.Book{
		"own":        bookOf(t, sampleSource(), edition.ForOwner, book.Options{Paper: "a5"}, nil),
		"public":     bookOf(t, sampleSource(), edition.ForPublic, book.Options{Paper: "a4"}, nil),
		"by month":   bookOf(t, sampleSource(), edition.ForOwner, book.Options{ByMonth: true, Paper: "a5"}, nil),
		"of pursuit": bookOf(t, sampleSource(), edition.ForPublic, book.Options{Pursuit: "wendmouth-half", Paper: "letter"}, nil),
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := html.Parse(strings.NewReader(bookHTML(t, b)))
			if err != nil {
				t.Fatal(err)
			}
			ids, refs := map[string]bool{}, []string{}
			for n := range doc.Descendants() {
				for _, a := range n.Attr {
					switch local := strings.HasPrefix(a.Val, "#"); {
					case a.Key == "id" && ids[a.Val]:
						t.Errorf("%s is there twice", a.Val)
					case a.Key == "id":
						ids[a.Val] = true
					case a.Key == "href" && local:
						refs = append(refs, a.Val[1:])
					case a.Key == "href" && !strings.HasPrefix(a.Val, "http") && !strings.HasPrefix(a.Val, "mailto:"), a.Key == "src" && !strings.HasPrefix(a.Val, "data:image/"):
						t.Errorf("%s leads out of the book: %.80s", n.Data, a.Val)
					}
				}
				if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "link" || n.Data == "iframe") {
					t.Errorf("there is a %s", n.Data)
				}
			}
			for _, ref := range refs {
				if !ids[ref] {
					t.Errorf("nothing has the id %s", ref)
				}
			}
			if b.View.Count < 10 || len(b.View.Chapters) < 3 {
				t.Errorf("%d entries in %d chapters", b.View.Count, len(b.View.Chapters))
			}
		})
	}
}

// What is private makes no difference to a book of what is public, and is not in it.
func TestPublicBookKnowsNothingPrivate(t *testing.T) {
	t.Parallel()
	m := memo.New()
	for seed := range uint64(40) {
		v := newVault(seed)
		made := func(public bool) string {
			return bookHTML(t, bookOf(t, v.write(t, public), edition.ForPublic, book.Options{Paper: "a5", ByMonth: seed%2 == 0}, m))
		}
		with, without := made(false), made(true)
		if with != without {
			t.Fatalf("journal %d: the book depends on what is private\n%s", seed, firstDifference(with, without))
		}
		if found := needlesIn(map[string]string{"book.html": with}, v.needles); len(found) > 0 {
			t.Fatalf("journal %d: %s", seed, strings.Join(found, ", "))
		}
	}
}

// What lies ahead, drafts and sealed letters are in no book; what is private is in
// the author's own.
func TestWhatABookHolds(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"2026-03-05-private.md": "---\n---\nA quiet word.",
		"2026-03-06-public.md":  "---\nvisibility: public\n---\nA loud word.",
		"2026-03-07-draft.md":   "---\ndraft: true\n---\nAn unfinished word.",
		"2026-03-08-letter.md":  "---\nletter: true\nopens: 2026-09-01\n---\nA sealed word.",
		"2026-03-09-opened.md":  "---\nletter: true\nopens: 2026-03-20\n---\nAn opened word.",
		"2026-06-01-ahead.md":   "---\n---\nA planned word.",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	src := generator.Source{Folder: folder, Themes: themes.FS, Now: time.Now}
	src.Today.Year, src.Today.Month, src.Today.Day = 2026, 4, 5
	own := bookOf(t, src, edition.ForOwner, book.Options{Paper: "a5"}, nil)
	public := bookOf(t, src, edition.ForPublic, book.Options{Paper: "a5"}, nil)
	for word, in := range map[string][2]bool{"quiet": {true, false}, "loud": {true, true}, "unfinished": {}, "sealed": {}, "opened": {true, false}, "planned": {}} {
		if got := [2]bool{strings.Contains(bookHTML(t, own), word+" word"), strings.Contains(bookHTML(t, public), word+" word")}; got != in {
			t.Errorf("%s: own and public %v", word, got)
		}
	}
	if own.View.Count != 3 || own.View.Private != 2 || public.View.Private != 0 {
		t.Errorf("%d, %d private; public: %d private", own.View.Count, own.View.Private, public.View.Private)
	}
}

// The book as PDF: every page number of the contents is that of the page on which
// the title stands, heads name the chapter, no word leaves the page, all fonts are
// inside.
func TestBookAsPDF(t *testing.T) {
	t.Parallel()
	browser, ok := pdf.Browser(exec.LookPath)
	if _, err := exec.LookPath("pdftotext"); !ok || err != nil {
		t.Fatal("Chromium or poppler-utils is not there; make setup installs them")
	}
	for _, paper := range book.Papers() {
		t.Run(paper, func(t *testing.T) {
			b := bookOf(t, sampleSource(), edition.ForOwner, book.Options{Paper: paper}, nil)
			file, pages := printed(t, b, browser)
			texts := pagesOfPDF(t, file)
			if n := pdf.Pages(pages.file); n != len(texts) || n < len(b.View.Chapters)*3 {
				t.Fatalf("%d pages, of which %d have text", n, len(texts))
			}
			checkNumbers(t, b, pages.of, texts)
			checkWords(t, file)
			fonts := run(t, "pdffonts", file)
			for line := range strings.Lines(fonts) {
				if columns := strings.Fields(line); len(columns) > 5 && columns[len(columns)-1] != "ID" && !strings.HasPrefix(line, "---") && columns[len(columns)-5] != "yes" {
					t.Errorf("a font is not inside: %s", line)
				}
			}
		})
	}
}

// Running heads stand in a book that has no other word in their font, on one line
// however long the titles are.
func TestBookAsPDFHasItsHeads(t *testing.T) {
	t.Parallel()
	browser, ok := pdf.Browser(exec.LookPath)
	if !ok {
		t.Fatal("Chromium is not there; make setup installs it")
	}
	long := "A chapter with a name that goes on and on until it has gone on for longer than any line of paper"
	journal := map[string]string{"journal.toml": "title = \"Plain\"\n", "content/pursuits/road.md": public("title: "+long, "day_zero: 2026-01-01")}
	for i := range 40 {
		journal[fmt.Sprintf("content/entries/2026-01-%02d-e%d.md", i%28+1, i)] = public("pursuit: road", fmt.Sprintf("title: Number %d", i)) + strings.Repeat("Upright words and nothing else. ", 20) + "\n"
	}
	src := generator.Source{Folder: writeJournal(t, journal), Themes: themes.FS, Now: time.Now, Today: pagesToday}
	file, pages := printed(t, bookOf(t, src, edition.ForOwner, book.Options{Paper: "a5"}, nil), browser)
	first := pages.of["c1"]
	for i, text := range pagesOfPDF(t, file)[first:] {
		want := "Plain "
		if (first+i+1)%2 == 1 {
			want = "A chapter with a name that goes on and on until it has… "
		}
		if !strings.HasPrefix(text, want) {
			t.Errorf("page %d begins with %.80q", first+i+1, text)
		}
	}
}

type printedPages struct {
	file []byte
	of   map[string]int
}

// printed prints a book until its numbers are right, as the command does.
func printed(t *testing.T, b generator.Book, browser string) (string, printedPages) {
	t.Helper()
	made, of, err := b.PDF(context.Background(), func(ctx context.Context, page []byte) ([]byte, error) { return pdf.Print(ctx, browser, page) }, pdf.Places)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "book.pdf")
	if err := os.WriteFile(file, made, 0o600); err != nil {
		t.Fatal(err)
	}
	return file, printedPages{made, of}
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(out)
}

// pagesOfPDF are the texts of the pages, spaces folded.
func pagesOfPDF(t *testing.T, file string) []string {
	t.Helper()
	texts := strings.Split(strings.TrimSuffix(run(t, "pdftotext", "-layout", file, "-"), "\f"), "\f")
	for i := range texts {
		texts[i] = folded(texts[i])
	}
	return texts
}

func folded(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00ad", "")), " ")
}

func checkNumbers(t *testing.T, b generator.Book, of map[string]int, texts []string) {
	t.Helper()
	contents := ""
	for _, c := range b.View.Chapters {
		at := of[c.ID]
		if at < 2 || at > len(texts) || !strings.Contains(texts[at-1], folded(c.Title)) {
			t.Fatalf("%s does not stand on page %d", c.Title, at)
		}
		if contents == "" {
			contents = strings.Join(texts[1:at-1], " ")
		}
		for i, e := range c.Entries {
			page := of[e.ID]
			if page < at || page > len(texts) || !strings.Contains(texts[page-1], folded(e.View.Heading)) {
				t.Errorf("%s does not stand on page %d", e.View.Heading, page)
			}
			if line := folded(e.View.Heading) + " " + strconv.Itoa(page); len(e.View.Heading) < 40 && !strings.Contains(contents, line) {
				t.Errorf("the contents do not have %q", line)
			}
			if page > at && i > 0 {
				head, number := c.Title, strconv.Itoa(page)
				if page%2 == 0 {
					head = b.View.Title
				}
				if !strings.HasPrefix(texts[page-1], folded(head)) || !strings.HasSuffix(texts[page-1], " "+number) {
					t.Errorf("page %d has not the head %q and its number: %.60s … %s", page, head, texts[page-1], texts[page-1][max(0, len(texts[page-1])-20):])
				}
			}
		}
	}
}

var pageSize = regexp.MustCompile(`<page width="([0-9.]+)" height="([0-9.]+)"`)

// checkWords holds every word to lie inside its page, with room at the edge.
func checkWords(t *testing.T, file string) {
	t.Helper()
	boxes := run(t, "pdftotext", "-bbox", file, "-")
	for i, page := range strings.Split(boxes, "<page ")[1:] {
		size := pageSize.FindStringSubmatch("<page " + page)
		width, _ := strconv.ParseFloat(size[1], 64)
		height, _ := strconv.ParseFloat(size[2], 64)
		words := 0
		for line := range strings.Lines(page) {
			var w struct {
				XMin float64 `xml:"xMin,attr"`
				XMax float64 `xml:"xMax,attr"`
				YMin float64 `xml:"yMin,attr"`
				YMax float64 `xml:"yMax,attr"`
				Text string  `xml:",chardata"`
			}
			if !strings.Contains(line, "<word") || xml.Unmarshal([]byte(strings.TrimSpace(line)), &w) != nil {
				continue
			}
			words++
			const edge = 20
			if w.XMin < edge || w.XMax > width-edge || w.YMin < edge || w.YMax > height-edge {
				t.Errorf("page %d: %q stands at %s", i+1, w.Text, fmt.Sprint(w.XMin, w.YMin, w.XMax, w.YMax))
			}
		}
		if words == 0 {
			t.Errorf("page %d is empty", i+1)
		}
	}
}
