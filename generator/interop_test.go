package generator_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/themes"
)

// What journals, diaries and blogs of other programs look like: each case builds
// as a whole journal, or is told plainly. A case is one file; has and hasNot are
// looked for in the page of the entry, and codes are all that is said.
var found = []struct {
	name, file, text string
	page             string // "" if no page may come of it
	has, hasNot      []string
	codes            string
}{
	{name: "tags as one comma string", text: "---\ntags: walks, inner life ,#sleep\nvisibility: public\n---\nWords.\n",
		has: []string{"tags/walks/", "tags/inner-life/", "tags/sleep/"}, hasNot: []string{"tags/walks-inner"}},
	{name: "tags as one word", text: "---\ntags: walks\nvisibility: public\n---\nWords.\n", has: []string{"tags/walks/"}},
	{name: "date with the month's name", file: "a-day.md", text: "---\ndate: 'Oct 25, 2025'\nvisibility: public\n---\nWords.\n", page: "entries/2025/10/a-day/", has: []string{"25 October 2025"}},
	{name: "the same without comma", file: "a-day.md", text: "---\ndate: Oct 25 2025\nvisibility: public\n---\nWords.\n", page: "entries/2025/10/a-day/"},
	{name: "DDMMYY is not guessed", file: "251025.md", text: "---\nvisibility: public\n---\nWords.\n", page: "", codes: "E101"},
	{name: "created", file: "a-day.md", text: "---\ncreated: 2025-10-25\nvisibility: public\n---\nWords.\n", page: "entries/2025/10/a-day/"},
	{name: "publish: false among public", text: "---\nvisibility: public\npublish: false\n---\nWords.\n", page: "", codes: "E152"},
	{name: "publish: true alone", text: "---\npublish: true\n---\nWords.\n", page: ""},
	{name: "draft", text: "---\ndraft: true\n---\nWords.\n", page: ""},
	{name: "offset without colon", file: "a-day.md", text: "---\ndate: 2025-03-28 23:34:00 +0100\nvisibility: public\n---\nWords.\n", page: "entries/2025/03/a-day/", has: []string{"28 March 2025"}},
	{name: "date-time without zone", file: "a-day.md", text: "---\ndate: 2025-03-28T23:34:00\nvisibility: public\n---\nWords.\n", page: "entries/2025/03/a-day/", has: []string{"28 March 2025"}},
	{name: "quoted date, blank and offset in TOML", file: "a-day.md", text: "+++\ndate = \"2025-03-28 07:34 +0100\"\nvisibility = \"public\"\n+++\nWords.\n", page: "entries/2025/03/a-day/"},
	{name: "seven digits of a second", file: "a-day.md", text: "---\ndate: 2025-03-28T07:34:00.1234567Z\nvisibility: public\n---\nWords.\n", page: "entries/2025/03/a-day/"},
	{name: "month with one digit", file: "a-day.md", text: "---\ndate: 2025-9-02\nvisibility: public\n---\nWords.\n", page: "entries/2025/09/a-day/"},
	{name: "CRLF", text: "---\r\ntitle: A walk\r\nvisibility: public\r\n---\r\nOne.\r\n\r\nTwo.\r\n", has: []string{"<p>One.</p>", "<p>Two.</p>"}, hasNot: []string{"\r", "visibility"}},
	{name: "byte order mark", text: "\ufeff---\ntitle: A walk\nvisibility: public\n---\nWords.\n", has: []string{"<p>Words.</p>"}, hasNot: []string{"\ufeff", "visibility"}},
	{name: "key without a value", text: "---\nworkout:\nmood:\npursuit:\ntags:\nvisibility: public\n---\nWords.\n", has: []string{"<p>Words.</p>"}, codes: "W210"},
	{name: "visibility without a value", text: "---\nvisibility:\n---\nWords.\n", page: ""},
	{name: "fence with trailing blanks", text: "--- \ntitle: A walk\nvisibility: public\n---\t \nWords.\n", has: []string{"<p>Words.</p>"}, hasNot: []string{"visibility:"}},
	{name: "duplicate keys", text: "---\ntitle: One\ntitle: Two\nvisibility: public\n---\nWords.\n", has: []string{"Two"}, codes: "W212"},
	{name: "HTML entities in the title", text: "---\ntitle: Tea &amp; sympathy\nvisibility: public\n---\nWords.\n", has: []string{"Tea &amp; sympathy"}, hasNot: []string{"&amp;amp;"}},
	{name: "nested maps and block scalars", text: "---\nsleep:\n  hours: 7\n  notes: |\n    woke\n    twice\nsummary: >\n  A long\n  day.\nvisibility: public\n---\nWords.\n", has: []string{"A long day."}, hasNot: []string{"woke"}, codes: "W210"},
	{name: "task list", text: "---\nsteps: [thank]\nvisibility: public\n---\n- [ ] Open\n- [x] Done\n- [X] Done too\n- [-] Dropped\n- [/] Halfway\n", has: []string{"Open", "Done too", "Dropped", "Halfway"}, hasNot: []string{"[-]", "[/]", "[ ]"}},
	{name: "wikilinks to nothing", text: "---\nvisibility: public\n---\nSaw [[Somebody]] and [[a/b|somebody else]].\n", has: []string{"Saw ", "Somebody", "somebody else"}, hasNot: []string{"[[", "]]", "href=\"Somebody"}, codes: "W240 W240"},
	{name: "callouts", text: "---\nvisibility: public\n---\n> [!tip]- A tip\n> Words in it.\n\n> [!private] Mine\n> Hidden words.\n", has: []string{"A tip", "Words in it."}, hasNot: []string{"[!", "Hidden words", "Mine"}},
	{name: "embed of a note that is not there", text: "---\nvisibility: public\n---\nBefore ![[Somewhere]] after.\n", has: []string{"Before", "after."}, hasNot: []string{"![["}, codes: "W240"},
	{name: "embed of a picture that is not there", text: "---\nvisibility: public\n---\n![[photo.png]]\n", hasNot: []string{"![["}, codes: "E241"},
	{name: "right to left", text: "---\ntitle: יומן\nlang: he\nvisibility: public\n---\nשלום עולם\n", has: []string{"שלום עולם", `lang="he"`}},
	{name: "CJK", file: "2026-03-05-日記.md", text: "---\nvisibility: public\n---\n今日は歩いた。\n", page: "entries/2026/03/ri-ji/", has: []string{"今日は歩いた。", "日記"}},
	{name: "spaces in the path", file: "My year/2026-03-05 A long walk.md", text: "---\nvisibility: public\n---\nWords.\n", page: "entries/2026/03/a-long-walk/"},
	{name: "Liquid", text: "---\nvisibility: public\n---\n{% include figure.html %}\n\nWords {{ page.title }}.\n", has: []string{"Words"}, codes: "W303"},
	{name: "shortcodes", text: "---\nvisibility: public\n---\n{{< youtube abc >}}\n\nWords.\n", has: []string{"Words."}, codes: "W303"},
	{name: "script and frame", text: "---\nvisibility: public\n---\n<script>alert(1)</script>\n\n<iframe src=\"https://a.example\"></iframe>\n\nWords.\n", has: []string{"Words."}, hasNot: []string{"<script>", "alert(1)", "<iframe"}, codes: "N301"},
	{name: "no front matter at all", text: "# Day one\n\nWords.\n", page: ""},
	{name: "no front matter and no date", file: "day100.md", text: "# Day 100\n", page: "", codes: "E101"},
	{name: "impossible date", file: "a-day.md", text: "---\ndate: February 30, 2025\nvisibility: public\n---\nWords.\n", page: "", codes: "E102"},
	{name: "a megabyte", text: "---\nvisibility: public\n---\n" + strings.Repeat("One of very many words, with *marks* and `code`, and [a link](https://a.example).\n\n", 15000) + "The end.\n", has: []string{"The end."}},
}

func TestWhatJournalsLookLike(t *testing.T) {
	t.Parallel()
	for _, c := range found {
		t.Run(c.name, func(t *testing.T) {
			file := c.file
			if file == "" {
				file = "2026-03-05-walk.md"
			}
			files, messages := buildPublic(t, map[string]string{"journal.toml": "title = \"T\"\n", "content/entries/" + file: c.text})
			if got := strings.Join(codesOf(messages), " "); got != c.codes {
				t.Errorf("said %q, want %q: %v", got, c.codes, messages)
			}
			checkPlain(t, messages)
			want := c.page
			if want == "" && (len(c.has) > 0 || len(c.hasNot) > 0) {
				want = "entries/2026/03/walk/"
			}
			checkPage(t, files, want, c.has, c.hasNot)
		})
	}
}

func checkPage(t *testing.T, files map[string]string, address string, has, hasNot []string) {
	t.Helper()
	if address == "" {
		for path := range files {
			if strings.HasPrefix(path, "entries/") {
				t.Errorf("there is a page %s", path)
			}
		}
		return
	}
	page, ok := files[address+"index.html"]
	if !ok {
		t.Fatalf("there is no page %s", address)
	}
	for _, s := range has {
		if !strings.Contains(page, s) {
			t.Errorf("the page does not have %q", s)
		}
	}
	for _, s := range hasNot {
		if strings.Contains(page, s) {
			t.Errorf("the page has %q", s)
		}
	}
}

// A journal of all that at once, under no configuration, makes a site for its
// author and an empty one for strangers.
func TestBareFolderOfAllThat(t *testing.T) {
	all := map[string]string{"README.md": "# Read me\n", "books/list.md": "- one\n"}
	for i, c := range found {
		if c.codes == "" {
			text := strings.NewReplacer("visibility: public\r\n", "", "visibility: public\n", "", "visibility = \"public\"\n", "").Replace(c.text)
			all[fmt.Sprintf("%02d/2026-03-%02d %s.md", i, i%28+1, c.name)] = text
		}
	}
	public, messages := buildPublic(t, all)
	if messages.HasErrors() {
		t.Errorf("%v", messages)
	}
	for path := range public {
		if strings.HasPrefix(path, "entries/") || strings.HasPrefix(path, "readme/") {
			t.Errorf("published: %s", path)
		}
	}
	src := generator.Source{Folder: writeJournal(t, all), Themes: themes.FS, Now: time.Now, Today: civil.Date{Year: 2026, Month: 6, Day: 15}}
	tree, _, err := generator.Build(src, edition.ForOwner, memo.New())
	if err != nil {
		t.Fatal(err)
	}
	entries := 0
	for path := range files(t, tree) {
		if strings.HasPrefix(path, "entries/") && strings.HasSuffix(path, "/index.html") {
			entries++
		}
	}
	if entries != len(all)-2 {
		t.Errorf("the author sees %d entries of %d", entries, len(all)-2)
	}
}

// buildPublic builds the public site of a journal that may have problems.
func buildPublic(t *testing.T, journal map[string]string) (map[string]string, diag.List) {
	t.Helper()
	src := generator.Source{Folder: writeJournal(t, journal), Themes: themes.FS, Now: time.Now, Today: vaultToday}
	tree, messages, err := generator.Build(src, edition.ForPublic, memo.New())
	if err != nil {
		t.Fatal(err)
	}
	return files(t, tree), messages
}

func codesOf(messages diag.List) []string {
	var codes []string
	for _, m := range messages {
		codes = append(codes, m.Code)
	}
	slices.Sort(codes)
	return codes
}

// checkPlain holds messages to the author's language: they name a file, and no
// library speaks.
func checkPlain(t *testing.T, messages diag.List) {
	t.Helper()
	for _, m := range messages {
		for _, foreign := range []string{"toml: line", "toml: key", "yaml:", "json:", "strconv", "unmarshal", "cannot parse", "parsing time", "invalid syntax", "runtime error", "goroutine", "0x", "%!", "<nil>", "EOF", ".go:"} {
			if strings.Contains(m.Text, foreign) || strings.Contains(m.Hint, foreign) {
				t.Errorf("%s speaks like a library: %s (%s)", m.Code, m.Text, m.Hint)
			}
		}
		if m.Pos.File == "" || m.Text == "" {
			t.Errorf("%s has no place or no words: %+v", m.Code, m)
		}
	}
}
