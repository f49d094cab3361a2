package generator_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"journal/generator"
	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/themes"
)

var (
	sampleToday = civil.Date{Year: 2026, Month: 11, Day: 22}
	pagesToday  = civil.Date{Year: 2026, Month: 6, Day: 15}

	pagesPalette = color.Palette{color.White, color.Black}
)

// A pagesSite is a whole site with its pages parsed.
type pagesSite struct {
	name   string // journal/edition
	folder string // where its journal lies
	base   string // base_url, or ""
	public bool
	files  map[string]string
	serves *sync.RWMutex // held while files are put in place of others that are served
	pages  map[string]*html.Node
}

// paths are the site's pages in order.
func (s pagesSite) paths() []string {
	var paths []string
	for path := range s.pages {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

// pagesSites builds both editions of the sample and of every journal below.
func pagesSites(t *testing.T) []pagesSite {
	t.Helper()
	sites := pagesEditions(t, "sample", generator.Source{Folder: "..", Themes: themes.FS, Now: time.Now, Today: sampleToday}, "https://second-call.example/")
	for _, j := range pagesJournals(t) {
		src := generator.Source{Folder: writeJournal(t, j.files), Themes: themes.FS, Now: time.Now, Today: pagesToday}
		sites = append(sites, pagesEditions(t, j.name, src, j.base)...)
	}
	return sites
}

func pagesEditions(t *testing.T, name string, src generator.Source, base string) []pagesSite {
	t.Helper()
	public := newPagesSite(t, name+"/public", src.Folder, base, pagesFiles(t, src, edition.ForPublic))
	public.public = true
	return []pagesSite{public, newPagesSite(t, name+"/owner", src.Folder, base, pagesFiles(t, src, edition.ForOwner))}
}

// pagesFiles builds a journal without errors; warnings are welcome.
func pagesFiles[A edition.Audience](t *testing.T, src generator.Source, admit generator.Admit[A]) map[string]string {
	t.Helper()
	tree, messages, err := generator.Build(src, admit, memo.New())
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range messages {
		if m.Severity == diag.Error {
			t.Errorf("%s: %s %s (%s)", m.Pos, m.Code, m.Text, m.Hint)
		}
	}
	return files(t, tree)
}

func newPagesSite(t *testing.T, name, folder, base string, all map[string]string) pagesSite {
	t.Helper()
	s := pagesSite{name: name, folder: folder, base: base, files: all, serves: new(sync.RWMutex), pages: map[string]*html.Node{}}
	for path, text := range all {
		if !strings.HasSuffix(path, ".html") {
			continue
		}
		doc, err := html.Parse(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		s.pages[path] = doc
	}
	return s
}

func writeJournal(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A pagesJournal is a journal at an edge of what there can be.
type pagesJournal struct {
	name, base string
	files      map[string]string
}

const (
	pagesDomain    = "https://me.example/"
	pagesSubFolder = "https://me.example/my/road/"
	pagesTOML      = "title = \"Second\"\nbase_url = \"" + pagesDomain + "\"\n"
)

func pagesJournals(t *testing.T) []pagesJournal {
	t.Helper()
	return []pagesJournal{
		{"empty", pagesDomain, map[string]string{"journal.toml": pagesTOML}},
		{"bare", "", map[string]string{"2026-06-01-a-walk.md": "# A walk\n\nTo the lake.\n"}},
		{"single", pagesSubFolder, map[string]string{
			"journal.toml":                  "title = \"Second\"\nbase_url = \"" + pagesSubFolder + "\"\n",
			"content/entries/2026-06-01.md": public("title: The call", "steps: [thank]") + "They rang.\n",
		}},
		{"planned", pagesDomain, map[string]string{
			"journal.toml":                         pagesTOML,
			"content/entries/2026-07-01-fair.md":   public("title: The fair", "steps: [twin]") + "To come.\n",
			"content/entries/2026-08-01-dinner.md": public("title: Dinner") + "To come.\n",
		}},
		{"grief", pagesDomain, programJournal("grief", "remember", "feel", "company")},
		{"twelve", pagesDomain, programJournal("twelve-steps", stepIDs(t, "twelve-steps")...)},
		{"let-go", pagesDomain, letGoJournal()},
		{"markdown", pagesDomain, markdownJournal(t)},
		{"hostile", pagesDomain, hostileJournal()},
		{"long", pagesDomain, longJournal()},
	}
}

// public is the front matter of a public entry.
func public(lines ...string) string {
	return "---\nvisibility: public\n" + strings.Join(lines, "\n") + "\n---\n\n"
}

// stepIDs are the steps of a program that comes with the tool.
func stepIDs(t *testing.T, program string) []string {
	t.Helper()
	src := generator.Source{Folder: writeJournal(t, map[string]string{"journal.toml": "[program]\nid = \"" + program + "\"\n"}), Themes: themes.FS, Now: time.Now, Today: pagesToday}
	r, _, err := generator.Read(src, memo.New())
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, s := range r.Config.Program.Steps {
		ids = append(ids, s.ID)
	}
	return ids
}

// programJournal has an entry a week for each of the steps.
func programJournal(program string, steps ...string) map[string]string {
	files := map[string]string{
		"journal.toml":             pagesTOML + "[program]\nid = \"" + program + "\"\n",
		"content/pursuits/road.md": public("title: The road", "day_zero: 2026-01-01") + "How it began.\n",
	}
	for i, step := range steps {
		day := civil.Date{Year: 2026, Month: 1, Day: 3}.AddDays(7 * i)
		extra := "via: call"
		if i == 1 {
			extra = "setback: a hard night\nhelped: [a walk]"
		}
		files["content/entries/"+day.String()+"-"+step+".md"] = public("title: On "+step, "pursuit: road", "steps: ["+step+"]", extra) + "Some words.\n"
	}
	return files
}

func letGoJournal() map[string]string {
	return map[string]string{
		"journal.toml": pagesTOML,
		"content/pursuits/flat.md": public("title: The flat", "day_zero: 2026-01-10", "status: closed", "outcome: let-go", "ended: 2026-02-20",
			"gap:\n  - {id: bid, title: Bidding, public_title: Bidding, opened: 2026-01-12}") + "It was on the second floor.\n",
		"content/entries/2026-01-10-no.md":     public("title: The no", "pursuit: flat", "milestone: turned-down") + "So.\n",
		"content/entries/2026-01-12-thanks.md": public("title: Thanks", "pursuit: flat", "steps: [thank]", "done: true") + "Sent.\n",
		"content/entries/2026-02-20-enough.md": public("title: Enough", "pursuit: flat", "steps: [persist]") + "Let go.\n",
	}
}

// markdownJournal has an entry with every construct, and one far wider than any
// screen.
func markdownJournal(t *testing.T) map[string]string {
	t.Helper()
	const folder = "content/entries/"
	return map[string]string{
		"journal.toml":                         pagesTOML,
		folder + "2026-05-01-all.md":           public("title: Everything at once", "steps: [recalibrate]", "tags: [one, two]", "mood: 3", "energy: 2") + everyConstruct,
		folder + "2026-05-02-next.md":          public("title: Another", "lang: de") + "Siehe [[2026-05-01-all]] und [dort](2026-05-01-all.md#a-table).\n",
		folder + "2026-05-03-right-to-left.md": public("title: שלום", "lang: he") + "שלום עולם, זה יומן.\n",
		folder + "2026-05-04-unlisted.md":      "---\ntitle: Only for those with the address\nvisibility: unlisted\n---\n\nHello.\n",
		folder + "wide.png":                    emptyPNG(t, 4000, 300),
		folder + "tall.png":                    emptyPNG(t, 20, 3000),
		"content/pages/about.md":               public("title: About") + "# About\n\nA page. See [the table](../entries/2026-05-01-all.md#a-table).\n",
	}
}

func emptyPNG(t *testing.T, width, height int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewPaletted(image.Rect(0, 0, width, height), pagesPalette)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// longJournal has twelve steps and fourteen pursuits whose names no line holds, entries
// that belong to all of them, and forty tags.
func longJournal() map[string]string {
	const name = "Selbstverständlichkeitsüberprüfung und alles, was dazugehört, Nummer"
	titles := []string{"Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", "العودة إلى العمل بعد الرفض الطويل", "🎉🎉🎉 👩🏽‍💻", strings.Repeat("A name that goes on ", 10), strings.Repeat("M", 200), "x", "שלום לעולם"}
	var steps, tags, pursuits []string
	for i := range 12 {
		steps = append(steps, fmt.Sprintf("[[program.step]]\nid = \"s%d\"\nname = \"%s %d\"\nmode = \"open\"\n", i, name, i+1))
	}
	for i := range 40 {
		tags = append(tags, fmt.Sprintf("tag-number-%d", i))
	}
	files := map[string]string{"journal.toml": pagesTOML + "[program]\nid = \"long\"\n" + strings.Join(steps, "")}
	for i := range 14 {
		pursuits = append(pursuits, fmt.Sprintf("p%d", i))
		files[fmt.Sprintf("content/pursuits/p%d.md", i)] = public("title: '"+titles[i%len(titles)]+"'", fmt.Sprintf("day_zero: 2026-0%d-01", 1+i%5)) + "How it began.\n"
	}
	for i := range 48 {
		day := civil.Date{Year: 2026, Month: 1, Day: 3}.AddDays(3 * i)
		of := pursuits[i%14]
		if i%8 == 0 {
			of = strings.Join(pursuits, ", ")
		}
		files[fmt.Sprintf("content/entries/%s-e%d.md", day, i)] = public("title: '"+titles[i%len(titles)]+"'", "pursuits: ["+of+"]", fmt.Sprintf("steps: [s%d]", i%12), "tags: ["+strings.Join(tags, ", ")+"]") + "Some words.\n"
	}
	return files
}

// hostileJournal says markup in every place an author can write, and has titles
// and words that no line holds.
func hostileJournal() map[string]string {
	const script = `<script>alert(1)</script>`
	long := strings.Repeat("A very long title that goes on ", 12)
	word := strings.Repeat("unbreakable", 16)
	return map[string]string{
		"journal.toml": "title = '" + script + " & \"co\"'\nauthor = '\"><img src=x onerror=alert(1)>'\nbase_url = \"" + pagesDomain + "\"\n",
		"content/pursuits/p.md": public("title: '"+script+" pursuit'", "organization: '</title>"+script+"'", "day_zero: 2026-05-01",
			"twin:\n  - {name: '"+script+"', url: 'javascript:alert(1)'}",
			"gap:\n  - {id: g, title: '"+script+"', public_title: '"+script+"', opened: 2026-05-02}",
			"milestone:\n  - {id: m, date: 2026-05-09, title: '"+script+"', visibility: public}") + script + "\n\n<img src=x onerror=alert(1)>\n",
		"content/entries/2026-05-02-a.md": public("title: '"+script+"'", "pursuit: p", "steps: [thank]", "tags: ['"+script+"', '\" onclick=\"x']",
			"setback: '"+script+"'", "helped: ['"+script+"']", "gave: '"+script+"'", "url: 'javascript:alert(1)'", "summary: '"+script+"'") +
			script + " [x](javascript:alert(1)) <a href=\"#\" onclick=\"x()\">raw</a>\n\n# \"><script>\n",
		"content/entries/2026-05-03-b.md": public("title: '"+long+"'", "pursuit: p", "steps: [twin]", "tags: ['"+word+"']") + long + "\n",
		"content/entries/2026-05-04-c.md": public("title: "+word, "pursuit: p", "steps: [persist]", "milestone: second-call") + word + "\n",
		"content/entries/2026-05-20-d.md": public("title: Day twenty", "pursuit: p") + "`" + word + "`\n",
	}
}
