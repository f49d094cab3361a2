package frontmatter

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"journal/generator/fields"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name, raw string
		syntax    Syntax
		keys      string // joined with blanks
		body      string
		line      int
	}{
		{"yaml", "---\ntitle: a\n---\nbody\n", YAML, "title", "body\n", 4},
		{"toml", "+++\ntitle = 'a'\n+++\nbody\n", TOML, "title", "body\n", 4},
		{"none", "# Day one\n", None, "", "# Day one\n", 1},
		{"nothing", "", None, "", "", 1},
		{"byte order mark", "\xef\xbb\xbf---\ntitle: a\n---\nbody", YAML, "title", "body", 4},
		{"CRLF", "---\r\ntitle: a\r\n---\r\nbody\r\nmore\r\n", YAML, "title", "body\nmore\n", 4},
		{"CR", "---\rtitle: a\r---\rbody\r", YAML, "title", "body\n", 4},
		{"blanks after fences", "--- \t\ntitle: a\n---  \nbody", YAML, "title", "body", 4},
		{"blanks after TOML fences", "+++ \ntitle = 'a'\n+++\t\nbody", TOML, "title", "body", 4},
		{"blank lines first", "\n \n---\ntitle: a\n---\nbody", YAML, "title", "body", 6},
		{"opening fence indented", " ---\ntitle: a\n---\nbody", YAML, "title", "body", 4},
		{"dots close YAML", "---\ntitle: a\n...\nbody", YAML, "title", "body", 4},
		{"indented dashes do not close", "---\ntext: |\n  a\n  ---\n  b\ntitle: c\n---\nbody", YAML, "text title", "body", 8},
		{"empty", "---\n---\nbody", YAML, "", "body", 3},
		{"empty with blanks", "---\n\n---\nbody", YAML, "", "body", 4},
		{"closed at the end of the file", "---\ntitle: a\n---", YAML, "title", "", 3},
		{"rule in the body", "---\ntitle: a\n---\nx\n\n---\n\ny\n", YAML, "title", "x\n\n---\n\ny\n", 4},
		{"key of two words", "---\nSleep hours: 7\n---\nbody", YAML, "Sleep hours", "body", 4},
		{"comment first", "---\n# about\ntitle: a\n---\nbody", YAML, "title", "body", 5},
		{"braces", "---\n{title: a}\n---\nbody", YAML, "title", "body", 4},
		{"quoted key", "---\n\"title\": a\n---\nbody", YAML, "title", "body", 4},

		{"thematic break", "---\n\nIt rained.\n", None, "", "---\n\nIt rained.\n", 1},
		{"thematic break with a colon below", "---\n\nIt rained.\n\nNote: more rain\n", None, "", "---\n\nIt rained.\n\nNote: more rain\n", 1},
		{"two thematic breaks", "---\nIt rained.\n---\nAll day.\n", None, "", "---\nIt rained.\n---\nAll day.\n", 1},
		{"thematic break alone", "---\n", None, "", "---\n", 1},
		{"thematic break, link", "---\nhttps://example.org\n", None, "", "---\nhttps://example.org\n", 1},
		{"thematic break, time of day", "---\n10:30 coffee\n", None, "", "---\n10:30 coffee\n", 1},
		{"thematic break, no word before a colon", "---\n :\n\t: x\n---\n", None, "", "---\n :\n\t: x\n---\n", 1},
		{"template call", "{{< note >}}\n", None, "", "{{< note >}}\n", 1},
		{"liquid", "{% include x %}\n", None, "", "{% include x %}\n", 1},
		{"fence later", "text\n---\ntitle: a\n---\n", None, "", "text\n---\ntitle: a\n---\n", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, msgs := Split("a.md", []byte(c.raw))
			if len(msgs) > 0 {
				t.Errorf("messages: %v", msgs)
			}
			var keys []string
			for _, field := range f.Fields {
				keys = append(keys, field.Key)
			}
			if f.Syntax != c.syntax || strings.Join(keys, " ") != c.keys || string(f.Body) != c.body || f.Line != c.line || f.Doubt != "" {
				t.Errorf("got syntax %v, keys %v, body %q, line %d, doubt %q", f.Syntax, keys, f.Body, f.Line, f.Doubt)
			}
		})
	}
}

// Whatever cannot be read with certainty is never given as a body.
func TestSplitWithholds(t *testing.T) {
	for _, c := range []struct {
		name, raw, message string
		hint               string
	}{
		{"no closing fence", "---\ntitle: a\n\nbody\n", "a.md:1:1 E108", "---"},
		{"no closing fence, TOML", "\n+++\ntitle = 'a'\nbody\n", "a.md:2:1 E108", "+++"},
		{"TOML fence before prose", "+++\nprose\n", "a.md:1:1 E108", "+++"},
		{"other closing fence", "---\ntitle: a\n+++\nbody\n", "a.md:1:1 E108", "---"},
		{"closing fence too long", "---\ntitle: a\n----\nbody\n", "a.md:1:1 E108", `"----"`},
		{"closing fence indented", "---\ntitle: a\n ---\nbody\n", "a.md:1:1 E108", `" ---"`},
		{"no blank after the colon", "---\nvisibility:private\nbody\n", "a.md:1:1 E108", "---"},
		{"JSON", "{\n  \"title\": \"a\"\n}\nbody\n", "a.md:1:1 E109", "TOML"},
		{"Latin-1", "---\ntitle: a\n---\ncaf\xe9\n", "a.md:4:4 E107", "UTF-8"},
		{"two bad bytes", "ok\n\xff\xff\n", "a.md:2:1 E107", "UTF-8"},
		{"UTF-16", "\xff\xfet\x00i\x00", "a.md:1:1 E107", "UTF-8"},
		{"NUL", "text\nmo\x00re", "a.md:2:3 E107", "UTF-8"},
		{"NUL before a bad byte", "\x00\xff", "a.md:1:1 E107", "UTF-8"},
		{"too large", strings.Repeat("a", MaxSize+1), "a.md E114", "split"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, msgs := Split("a.md", []byte(c.raw))
			if len(f.Body) > 0 || len(f.Fields) > 0 || f.Doubt == "" {
				t.Errorf("body %q, %d fields, doubt %q", f.Body, len(f.Fields), f.Doubt)
			}
			if len(msgs) != 1 || fmt.Sprintf("%s %s", msgs[0].Pos, msgs[0].Code) != c.message || !strings.Contains(msgs[0].Hint, c.hint) {
				t.Errorf("messages %v; want %s and a hint with %s", msgs, c.message, c.hint)
			}
			if e, _ := ReadEntry(f, Options{}); e.Visibility.Held == "" {
				t.Error("the entry is not held private")
			}
		})
	}
}

// A front matter with mistakes is still one: nothing of it is in the body.
func TestSplitKeepsBrokenFrontMatterOutOfTheBody(t *testing.T) {
	for _, raw := range []string{
		"---\ntitle:a\nvisibility:private\n---\nbody",
		"---\nbroken line\nvisibility: private\n---\nbody",
		"---\n\ttitle: a\nmood: 3\n---\nbody",
		"---\ntitle = \"a\"\n---\nbody",
		"---\ntags: [a\n---\nbody",
		"+++\ntitle: a\n+++\nbody",
		"+++\nvisibility = public\n+++\nbody",
		"+++\nmood = 1\nmood = 2\n+++\nbody",
	} {
		f, msgs := Split("a.md", []byte(raw))
		if string(f.Body) != "body" || !msgs.HasErrors() || f.Doubt == "" {
			t.Errorf("%q: body %q, doubt %q, messages %v", raw, f.Body, f.Doubt, msgs)
		}
	}
}

func TestSplitDoubtsDuplicateGuards(t *testing.T) {
	f, _ := Split("a.md", []byte("---\nvisibility: private\nvisibility: public\n---\n"))
	if f.Doubt == "" {
		t.Error("a visibility written twice is believed")
	}
	f, _ = Split("a.md", []byte("---\nmood: 1\nmood: 2\n---\n"))
	if f.Doubt != "" {
		t.Errorf("a mood written twice makes the visibility doubtful: %s", f.Doubt)
	}
}

func TestSplitNeverQuotesABody(t *testing.T) {
	_, msgs := Split("a.md", []byte("secret \xff"))
	if len(msgs) != 1 || !msgs[0].Body {
		t.Errorf("%+v: not marked as a line of a body", msgs)
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: a\n---\nbody\n", "+++\ntitle = 'a'\n+++\nbody\n", "\xef\xbb\xbf--- \r\na: b\r\n---\r\n", "---\nprose\n", "{\"a\": 1}", "\xff", "---\n---",
		"---\na: [\n---\n", "---\n# c\n...\n", "\n\n+++\n+++", "---\na: b\n----\n", "a\x00b",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		file, msgs := Split("a.md", raw)
		checkPlaces(t, file, msgs)
		text := file.Source.Text
		if !bytes.HasSuffix(text, file.Body) {
			t.Fatalf("the body %q is not the end of %q", file.Body, text)
		}
		head := text[:len(text)-len(file.Body)]
		if len(file.Body) > 0 && bytes.Count(head, newline)+1 != file.Line {
			t.Fatalf("the body begins on line %d, not %d", bytes.Count(head, newline)+1, file.Line)
		}
		if file.Syntax == None && file.Doubt == "" && len(file.Body) != len(text) {
			t.Fatalf("%q: text is lost", raw)
		}
		if msgs.HasErrors() != (file.Doubt != "") && file.Doubt == "" {
			t.Fatalf("errors, but no doubt: %v", msgs)
		}
		checkFields(t, file, file.Fields)
	})
}

func checkFields(t *testing.T, file File, fs []fields.Field) {
	t.Helper()
	for _, f := range fs {
		if !insideFile(file, f.Pos) || !insideFile(file, f.Value.Pos) {
			t.Fatalf("%q: key %q at %v, value at %v", file.Source.Text, f.Key, f.Pos, f.Value.Pos)
		}
		checkFields(t, file, f.Value.Table)
	}
}
