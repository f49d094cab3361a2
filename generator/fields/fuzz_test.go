package fields

import (
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"

	"journal/generator/diag"
)

func FuzzTOML(f *testing.F) {
	for _, s := range []string{
		"title = \"Wörd\"\nsteps = [\"a\", 'b', # c\n 3,]\n", "a.b = 1\n[x.y]\n\"k\\u0041\" = {p = 1, q.r = true}\n",
		"[[gap]]\nid = 'sql'\n[gap.more]\nx = 1.5\n[[gap]]\n", "a = \"\"\"\nx \\\n  y\"\"\"\"\nb = '''\n'x'''\n",
		"d = 2026-03-05 18:20:00\ne = [18:20:00, 2026-02-30]\n", "n = [0x1F, 0o17, 0b11, 1_000, -inf, nan, 1e3]\r\n",
		"a.b = 1\na = 2\n", "x = ", "[a]\n[a]\n", "\"\" = 1\n' ' . '' = 2\n", "\"⛨",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.HasPrefix(text, "\ufeff") {
			return // files are UTF-8 without a byte order mark when they come here
		}
		src := diag.Source{File: "f.toml", Text: []byte(text)}
		fs, messages := TOML(src, src.Text, 1)
		checkMessages(t, text, messages)
		checkPlaces(t, text, fs)
		var want map[string]any
		if _, err := toml.Decode(text, &want); err != nil || messages.HasErrors() {
			return
		}
		if diff := cmp.Diff(plain(want), plainTable(fs)); diff != "" {
			t.Errorf("%q is not what the TOML library reads:\n%s", text, diff)
		}
	})
}

func FuzzYAML(f *testing.F) {
	for _, s := range []string{
		"title: Wörd # c\n\"q\": 'it''s'\nlist:\n- a\n-   b\nempty:\n", "a: |\n  x\nb: >-\n  y\n  z\nc: {d: [1, 2.5], e: }\n",
		"a: &x [1]\nb: *x\nc: &x {d: *x}\ne: *x\n", "a:\n\tb: 1\n", "- a\n- b\n", "a: 1\na: 2\n", "---\na: 1\n...\n", "? a\n: b\n",
		"date: 2026-03-05 18:20 +0100\nn: [0o17, 0x1F, .inf, ~, yes, True]\n", "<<: *x\n", "a: !!str 1\nb: !x y\n", "a:\tb\n", "a: b \n-   c  \n", "a : [ b , c  ] \n", "a: }\n", "a: \"\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\r\x00\ufeff\u2028\u2029\u0085") {
			return // front matter is UTF-8 with plain line ends when it comes here
		}
		src := diag.Source{File: "f.md", Text: []byte("---\n" + text)}
		fs, messages := YAML(src, src.Text[4:], 2)
		checkMessages(t, string(src.Text), messages)
		checkPlaces(t, string(src.Text), fs)
	})
}

// checkMessages wants each message to stand in the file and to say something.
func checkMessages(t *testing.T, text string, messages diag.List) {
	t.Helper()
	lines := strings.Split(text, "\n")
	for _, m := range messages {
		if m.Text == "" || m.Pos.Line < 1 || m.Pos.Line > len(lines) || m.Pos.Col < 1 || m.Pos.Col > utf8.RuneCountInString(lines[m.Pos.Line-1])+1 {
			t.Errorf("%q: message stands outside the file: %+v", text, m)
		}
	}
}

// checkPlaces wants bare words to stand where they are said to stand, and
// everything to stand inside the file.
func checkPlaces(t *testing.T, text string, fs []Field) {
	t.Helper()
	lines := strings.Split(text, "\n")
	for _, f := range fs {
		checkToken(t, lines, f.Pos, f.Len, f.Key)
		checkValue(t, lines, f.Value)
	}
}

func checkValue(t *testing.T, lines []string, v Value) {
	t.Helper()
	checkToken(t, lines, v.Pos, v.Len, v.Text)
	for _, item := range v.List {
		checkValue(t, lines, item)
	}
	checkPlaces(t, strings.Join(lines, "\n"), v.Table)
}

func checkToken(t *testing.T, lines []string, pos diag.Pos, width int, text string) {
	t.Helper()
	if pos.Line < 1 || pos.Line > len(lines) {
		t.Fatalf("line %d of %d in %q", pos.Line, len(lines), lines)
	}
	line := []rune(lines[pos.Line-1])
	if pos.Col < 1 || width < 1 || pos.Col-1+width > len(line) {
		t.Fatalf("column %d+%d of line %q in %q", pos.Col, width, string(line), lines)
	}
	token := string(line[pos.Col-1 : pos.Col-1+width])
	if strings.TrimSpace(token) != token {
		t.Fatalf("token %q has blanks around it in %q", token, lines)
	}
	if text == "" || strings.ContainsAny(token[:1], "\"'|>!*[{") {
		return
	}
	if first, _, _ := strings.Cut(text, "\n"); !strings.HasPrefix(first, token) {
		t.Fatalf("at %v stands %q, not %q in %q", pos, token, text, lines)
	}
}

// plain makes what the TOML library decodes comparable: numbers as float64,
// dates as the word "date".
func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := map[string]any{}
		for k, x := range v {
			m[k] = plain(x)
		}
		return m
	case []any:
		l := []any{}
		for _, x := range v {
			l = append(l, plain(x))
		}
		return l
	case []map[string]any:
		l := []any{}
		for _, x := range v {
			l = append(l, plain(x))
		}
		return l
	case int64:
		return float64(v)
	case float64:
		if math.IsNaN(v) {
			return "nan"
		}
		return v
	case time.Time:
		return "date"
	}
	return v
}

func plainTable(fs []Field) any {
	m := map[string]any{}
	for _, f := range fs {
		m[f.Key] = plainValue(f.Value)
	}
	return m
}

func plainValue(v Value) any {
	switch v.Kind {
	case Table:
		return plainTable(v.Table)
	case List:
		l := []any{}
		for _, x := range v.List {
			l = append(l, plainValue(x))
		}
		return l
	case Bool:
		return v.Bool
	case Time:
		return "date"
	case Integer, Float:
		if math.IsNaN(v.Float) {
			return "nan"
		}
		return v.Float
	}
	return v.Text
}
