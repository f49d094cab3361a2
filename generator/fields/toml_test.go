package fields

import (
	"strings"
	"testing"

	"journal/generator/diag"
)

func readTOML(text string) ([]Field, diag.List) {
	src := diag.Source{File: "f.toml", Text: []byte(text)}
	return TOML(src, src.Text, 1)
}

func TestTOML(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "\n# only a comment", ""},
		{"scalars", "title = \"Wörd # 1\" # c\nn = -1_000\nf = 6.5e3\ndone = true\nx = 0xFF\ninf = -inf\n", `
1:1+5 title = 1:9+10 text "Wörd # 1"
2:1+1 n = 2:5+6 int "-1_000"
3:1+1 f = 3:5+5 float "6.5e3"
4:1+4 done = 4:8+4 bool "true"
5:1+1 x = 5:5+4 int "0xFF"
6:1+3 inf = 6:7+4 float "-inf"
`},
		{"dates as written", "a = 2026-03-05\nb = 2026-03-05T18:20:00+01:00\nc = 2026-03-05 18:20:00 # c\nd = 18:20\n", `
1:1+1 a = 1:5+10 time "2026-03-05"
2:1+1 b = 2:5+25 time "2026-03-05T18:20:00+01:00"
3:1+1 c = 3:5+19 time "2026-03-05 18:20:00"
4:1+1 d = 4:5+5 time "18:20"
`},
		{"dates that TOML refuses", "a = 2026-02-30\nb = [2026-3-5, 2026-03-05 18:20 +0100]\nc = 2026-03-05T25:00:00Z # c\n", `
1:1+1 a = 1:5+10 time "2026-02-30"
2:1+1 b = 2:5+34 list
  - = 2:6+8 time "2026-3-5"
  - = 2:16+22 time "2026-03-05 18:20 +0100"
3:1+1 c = 3:5+20 time "2026-03-05T25:00:00Z"
`},
		{"strings of four kinds", "a = 'C:\\x'\nb = \"q \\\" \\u00e4\"\nc = \"\"\"\none\n  two\\\n  three\"\"\"\"\nd = '''\n'x'''\n", `
1:1+1 a = 1:5+6 text "C:\\x"
2:1+1 b = 2:5+13 text "q \" ä"
3:1+1 c = 3:5+3 text "one\n  twothree\""
7:1+1 d = 7:5+3 text "'x"
`},
		{"a list over lines", "steps = [\n  \"a\", # one\n  'ö' ,\n  [ ]\n]\n", `
1:1+5 steps = 1:9+1 list
  - = 2:3+3 text "a"
  - = 3:3+3 text "ö"
  - = 4:3+3 list
`},
		{"tables in three spellings", "a.b = 1\n[x . \"y z\"]\nk = {p = 1, q.r = 'ä', s = {}}\n", `
1:1+1 a = 1:1+1 table
  1:3+1 b = 1:7+1 int "1"
2:2+1 x = 2:2+1 table
  2:6+5 y z = 2:1+11 table
    3:1+1 k = 3:5+26 table
      3:6+1 p = 3:10+1 int "1"
      3:13+1 q = 3:13+1 table
        3:15+1 r = 3:19+3 text "ä"
      3:24+1 s = 3:28+2 table
`},
		{"lists of tables", "[[gap]]\nid = \"sql\"\n[gap.plan]\nx = 1\n[[gap]]\n[other]\n[[gap]]\nid = 'x'\n", `
1:3+3 gap = 1:1+7 list
  - = 1:1+7 table
    2:1+2 id = 2:6+5 text "sql"
    3:6+4 plan = 3:1+10 table
      4:1+1 x = 4:5+1 int "1"
  - = 5:1+7 table
  - = 7:1+7 table
    8:1+2 id = 8:6+3 text "x"
6:2+5 other = 6:1+7 table
`},
		{"a table begun by its child", "[a.b]\nx = 1\n[a]\ny = 2\n", `
1:2+1 a = 1:2+1 table
  1:4+1 b = 1:1+5 table
    2:1+1 x = 2:5+1 int "1"
  4:1+1 y = 4:5+1 int "2"
`},
		{"carriage returns", "a = 1\r\nb = \"\"\"\r\nx\r\n\"\"\"\r\n[c]\r\n", `
1:1+1 a = 1:5+1 int "1"
2:1+1 b = 2:5+3 text "x\r\n"
5:2+1 c = 5:1+3 table
`},
	} {
		fs, messages := readTOML(c.text)
		if got := tree(fs); got != strings.TrimPrefix(c.want, "\n") || len(messages) > 0 {
			t.Errorf("%s: got\n%s%v\nwant%s", c.name, got, messages, c.want)
		}
	}
}

func TestTOMLInsideAFile(t *testing.T) {
	src := diag.Source{File: "f.md", Text: []byte("+++\ntitle = 1\nx = yes\n+++\n")}
	fs, messages := TOML(src, []byte("title = 1\n"), 2)
	if got := tree(fs); got != "2:1+5 title = 2:9+1 int \"1\"\n" || len(messages) > 0 {
		t.Error(got, messages)
	}
	_, messages = TOML(src, []byte("title = 1\nx = yes\n"), 2)
	if codes(messages) != "3:5+3 E104" || messages[0].Excerpt != "x = yes" {
		t.Errorf("%+v", messages)
	}
}

// TestTOMLMessages wants each mistake told in words of the author and at the
// place where it was made.
func TestTOMLMessages(t *testing.T) {
	for _, c := range []struct{ text, at, says, hint string }{
		{"title = hello", "1:9+5 E104", `"hello" is not a value`, `"hello"`},
		{"done = yes", "1:8+3 E104", `"yes"`, "true or false"},
		{"done = True", "1:8+4 E104", `"True"`, "true or false"},
		{"title = “Hello”", "1:9+1 E104", "straight quotes", ""},
		{"title = \"hello\nx = 1", "1:15+1 E104", "no closing quote", `"""`},
		{"title = 'hello\n", "1:15+1 E104", "no closing quote", ""},
		{"a = \"\"\"x\n\n", "2:1+1 E104", `closing """`, ""},
		{"a = '''x", "1:8+1 E104", "closing '''", ""},
		{"a = \"", "1:5+1 E104", "closing quote", ""},
		{"title: hello", "1:6+1 E104", "not a colon", "---"},
		{"title \"x\"", "1:7+1 E104", "here should stand =", ""},
		{"title", "1:5+1 E104", "here should stand =", ""},
		{"größe = 1", "1:3+1 E104", "letters other than", ""},
		{"title =\nx = 1", "1:8+1 E104", "no value", ""},
		{"tags = #x", "1:8+1 E104", "no value", ""},
		{"= 3", "1:1+1 E104", "no key", ""},
		{"a = [1,,2]", "1:8+1 E104", "comma with nothing", ""},
		{"a = [\"x\" \"y\"]", "1:10+1 E104", "no comma", ""},
		{"a = {b = 1 c = 2}", "1:12+1 E104", "no comma", ""},
		{"a = \"x\" y", "1:9+1 E104", "does not belong", ""},
		{"[x\ny = 1", "1:3+1 E104", "ends with ]", ""},
		{"[[x]\ny = 1", "1:4+1 E104", "ends with ]]", ""},
		{"[]", "1:2+1 E104", "no name", ""},
		{"x = 1\n[a]\ny = 1\n[a]", "4:2+1 E104", "twice", "[[gap]]"},
		{"mood = 1\nmood = 2", "2:1+4 E104", "twice", "keep one"},
		{"a.b = 1\na = 2", "2:1+1 E104", "twice", "keep one"},
		{"t = \"C:\\dir\"", "1:6+4 E104", "no escape", "single quotes"},
		{"t = \"\\u12\"", "1:6+5 E104", "too few digits", ""},
		{"t = \"\\uD800\"", "1:6+6 E104", "names no character", ""},
		{"x = 012", "1:5+3 E104", "begin with 0", "quotes"},
		{"x = 99999999999999999999", "1:5+20 E104", "too large", ""},
		{"x = 1__2", "1:5+4 E104", "underscores", ""},
		{"x = .5", "1:5+1 E104", "begins with a point", ""},
		{"x = 1.", "1:5+2 E104", "ends with a point", ""},
		{"x = +a", "1:5+2 E104", "no number", ""},
		{"date = 5.3.2026", "1:8+8 E104", "neither a number nor a date", "2026-03-05"},
		{"date = 2026-03", "1:8+7 E104", "not a date", "2026-03-05"},
		{"a = \"\x01\"", "1:6+1 E104", "control character", ""},
		{"a = \"\xff\"", "1:6+1 E107", "UTF-8", "UTF-8"},
		{"a = 2026-02-30\nb = yes", "2:5+3 E104", `"yes"`, ""},
	} {
		fs, messages := readTOML(c.text)
		if fs != nil || len(messages) != 1 || codes(messages) != c.at {
			t.Errorf("%q gives %s, want %s; fields %v", c.text, codes(messages), c.at, fs)
			continue
		}
		if m := messages[0]; !strings.Contains(m.Text, c.says) || !strings.Contains(m.Hint, c.hint) {
			t.Errorf("%q says %q, hint %q; want %q, %q", c.text, m.Text, m.Hint, c.says, c.hint)
		}
	}
}

func TestTOMLWithoutEnd(t *testing.T) {
	for name, text := range map[string]string{
		"brackets":    "a = " + strings.Repeat("[", 1_000_000),
		"braces":      "a = " + strings.Repeat("{a=", 300_000),
		"dots":        "a" + strings.Repeat(".a", 500_000) + " = 1",
		"header":      "[a" + strings.Repeat(" . a", 500_000) + "]",
		"a long text": "a = '" + strings.Repeat("x", mostTOMLBytes) + "'",
		"40 deep":     "a = " + strings.Repeat("[", 40) + strings.Repeat("]", 40),
		"40 dots":     "a" + strings.Repeat(".a", 40) + " = 1",
	} {
		if fs, messages := readTOML(text); fs != nil || len(messages) != 1 || messages[0].Code != "E106" {
			t.Errorf("%s: %d fields, %v", name, len(fs), messages)
		}
	}
	deep := "a = " + strings.Repeat("[", deepest) + strings.Repeat("]", deepest)
	if fs, messages := readTOML(deep); len(fs) != 1 || len(messages) > 0 {
		t.Errorf("%d deep is allowed, got %v", deepest, messages)
	}
}

// TestOddDatesAreBounded keeps a file full of impossible dates from being
// checked again for each of them.
func TestOddDatesAreBounded(t *testing.T) {
	if _, messages := readTOML("a = [" + strings.Repeat("2026-02-30, ", mostOddDates) + "]"); len(messages) > 0 {
		t.Error(messages)
	}
	if _, messages := readTOML("a = [" + strings.Repeat("2026-02-30, ", mostOddDates+1) + "]"); codes(messages) != "1:126+10 E104" {
		t.Error(codes(messages))
	}
}
