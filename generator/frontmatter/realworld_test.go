package frontmatter

import (
	"strings"
	"testing"
)

// What the front matter of public journals and blogs looks like: each case loads
// or is told plainly.
func TestFrontMatterAsPeopleWriteIt(t *testing.T) {
	for _, c := range []struct {
		name, text, messages string
		holds                func(Entry, File) bool
	}{
		{"tags as a comma string", "---\ntags: work, interview prep,sql\n---\n", "",
			func(e Entry, _ File) bool { return words(e.Tags) == "work|interview prep|sql" }},
		{"tags as one word", "---\ntags: work\n---\n", "",
			func(e Entry, _ File) bool { return words(e.Tags) == "work" }},
		{"month by name", "---\ndate: 'Oct 25, 2025'\n---\n", "",
			func(e Entry, _ File) bool { return e.Moment.Date.String() == "2025-10-25" }},
		{"month by name without a comma", "---\ndate: 'Oct 25 2025'\n---\n", "",
			func(e Entry, _ File) bool { return e.Moment.Date.String() == "2025-10-25" }},
		{"created", "---\ncreated: 2025-10-25T10:00\n---\n", "",
			func(e Entry, _ File) bool { return e.Moment.Date.String() == "2025-10-25" && e.DateAt.Pos.Col == 10 }},
		{"publish false", "---\npublish: false\n---\n", "",
			func(e Entry, _ File) bool { return e.Visibility.Held == "publish = false" }},
		{"draft true", "---\ndraft: true\n---\n", "",
			func(e Entry, _ File) bool { return e.Visibility.Held == "draft = true" }},
		{"offset without a colon", "+++\ndate = \"2025-03-28T07:34:00+0100\"\n+++\n", "",
			func(e Entry, _ File) bool { return e.Moment.Offset == 3600 }},
		{"offset without a colon, bare", "---\ndate: 2025-03-28T07:34:00+0100\n---\n", "",
			func(e Entry, _ File) bool { return e.Moment.Offset == 3600 }},
		{"time without a zone", "---\ndate: 2025-03-28 07:34:00\n---\n", "",
			func(e Entry, _ File) bool { return e.Moment.HasTime && !e.Moment.HasOffset }},
		{"time without a zone in TOML", "+++\ndate = 2025-03-28T07:34:00\n+++\n", "",
			func(e Entry, _ File) bool { return e.Moment.HasTime && !e.Moment.HasOffset }},
		{"blank before the offset, quoted TOML", "+++\ndate = \"2025-03-28 07:34 +0100\"\n+++\n", "",
			func(e Entry, _ File) bool { return e.Moment.Seconds == 7*3600+34*60 && e.Moment.Offset == 3600 }},
		{"seven digits of a second", "---\ndate: 2025-03-28T07:34:56.1234567Z\n---\n", "",
			func(e Entry, _ File) bool { return e.Moment.Seconds == 7*3600+34*60+56 && e.Moment.HasOffset }},
		{"one digit for the month", "---\ndate: 2025-9-02\n---\n", "",
			func(e Entry, _ File) bool { return e.Moment.Date.String() == "2025-09-02" }},
		{"one digit for the month in TOML", "+++\ndate = 2025-9-02\n+++\n", "",
			func(e Entry, _ File) bool { return e.Moment.Date.String() == "2025-09-02" }},
		{"CRLF", "---\r\ntitle: a\r\ntags:\r\n  - b\r\n---\r\nbody\r\n", "",
			func(e Entry, f File) bool {
				return e.Title.S == "a" && words(e.Tags) == "b" && string(f.Body) == "body\n" && f.Line == 6
			}},
		{"keys without a value", "---\ntitle:\ntags:\nmood:\nworkout:\n---\n", "",
			func(e Entry, _ File) bool { return e.Title == Text{} && e.Mood == 0 && len(e.Extra) == 1 }},
		{"blank after the fences", "--- \ntitle: a\nvisibility: private\n--- \nbody\n", "",
			func(e Entry, f File) bool { return e.Title.S == "a" && string(f.Body) == "body\n" }},
		{"duplicate keys", "---\ntitle: a\ntitle: b\n---\n", "3:1 W212",
			func(e Entry, _ File) bool { return e.Title.S == "b" }},
		{"entities in the title", "---\ntitle: Don&#8217;t &amp; won&rsquo;t\n---\n", "",
			func(e Entry, _ File) bool { return e.Title.S == "Don’t & won’t" }},
		{"nested maps", "---\nsleep:\n  hours: 7\n  deep: {a: [1, 2]}\ntitle: a\n---\n", "",
			func(e Entry, _ File) bool { return e.Title.S == "a" && e.Extra[0].Key == "sleep" }},
		{"block scalars", "---\nsummary: >\n  one\n  two\ngave: |\n  x\n  y\n---\n", "",
			func(e Entry, _ File) bool { return e.Summary == "one two" && e.Gave == "x\ny" }},
		{"task list in the body", "# a\n- [ ] b\n", "",
			func(_ Entry, f File) bool { return string(f.Body) == "# a\n- [ ] b\n" }},
		{"right-to-left and East Asian titles", "---\ntitle: יומן 日記\n---\n", "",
			func(e Entry, _ File) bool { return e.Title.S == "יומן 日記" && e.Title.Len == 7 }},
		{"template calls in the body", "---\ntitle: a\n---\n{% include x %}\n{{< y >}}\n", "",
			func(_ Entry, f File) bool { return string(f.Body) == "{% include x %}\n{{< y >}}\n" }},
		{"template call first", "{{< y >}}\n", "",
			func(_ Entry, f File) bool { return string(f.Body) == "{{< y >}}\n" }},
		{"no front matter at all", "Slept badly.\n", "",
			func(e Entry, f File) bool { return string(f.Body) == "Slept badly.\n" && !e.Visibility.Given }},
		{"impossible date", "---\ndate: February 30, 2025\n---\n", "2:7 E102",
			func(e Entry, _ File) bool { return e.Moment.Date.IsZero() && e.DateAt.S == "February 30, 2025" }},
		{"a megabyte", "---\ntitle: a\n---\n" + strings.Repeat("word \n", 200_000), "",
			func(e Entry, f File) bool { return e.Title.S == "a" && len(f.Body) == 1_200_000 }},
		{"byte order mark", "\xef\xbb\xbf---\ntitle: a\n---\n", "",
			func(e Entry, _ File) bool { return e.Title.S == "a" && e.Title.Pos.Col == 8 }},
		{"Obsidian links", "---\nwith: \"[[Dana]]\"\naliases: [Call]\ncssclasses: [wide]\n---\n", "",
			func(e Entry, _ File) bool { return words(e.With) == "Dana" && words(e.Aliases) == "Call" }},
		{"Zola", "+++\ntitle = \"a\"\n[taxonomies]\ntags = [\"x\"]\n[extra]\nmood = 3\ncolour = \"red\"\n+++\n", "",
			func(e Entry, _ File) bool {
				return words(e.Tags) == "x" && e.Mood == 3 && len(e.Extra) == 1 && e.Extra[0].Key == "colour"
			}},
		{"Jekyll", "---\nlayout: post\npublished: true\ncategories: [a]\ntags: b\ndate: 2015-01-01 12:00:00 +0100\n---\n", "",
			func(e Entry, _ File) bool { return words(e.Tags) == "a|b" && e.Visibility.Published }},
		{"Hugo in JSON", "{\n\"title\": \"a\"\n}\nbody\n", "1:1 E109",
			func(e Entry, f File) bool { return len(f.Body) == 0 && e.Visibility.Held != "" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, msgs := Split("a.md", []byte(c.text))
			e, more := ReadEntry(f, Options{})
			msgs = append(msgs, more...)
			checkPlaces(t, f, msgs)
			if brief(msgs) != c.messages {
				t.Errorf("messages %v; want %s", msgs, c.messages)
			}
			if !c.holds(e, f) {
				t.Errorf("read as %+v", e)
			}
		})
	}
}

func BenchmarkReadEntry(b *testing.B) {
	raw := []byte("+++\ntitle = \"What Dana said\"\ndate = 2026-03-05T18:20:00+01:00\npursuit = \"northwind\"\nsteps = [\"feedback\"]\ndone = true\n" +
		"with = [\"dana\"]\nvia = \"call\"\nfeedback_from = \"dana\"\ngap_opened = [\"sql\", \"leading-a-team\"]\nmood = 4\nvisibility = \"private\"\n" +
		"sleep = 7\nworkout = \"run\"\n+++\n" + strings.Repeat("Some words about the day.\n", 40))
	for b.Loop() {
		f, _ := Split("a.md", raw)
		ReadEntry(f, Options{})
	}
}
