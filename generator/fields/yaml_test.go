package fields

import (
	"strings"
	"testing"

	"journal/generator/diag"
)

func readYAML(text string) ([]Field, diag.List) {
	src := diag.Source{File: "f.md", Text: []byte("---\n" + text + "---\n")}
	return YAML(src, []byte(text), 2)
}

func TestYAML(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"only a comment", "# nothing\n", ""},
		{"an empty table", "{}\n", ""},
		{"words and quotes", "title: Wörd ünd # c\n\"q\": 'it''s'\nesc: \"a\\nb\"\nurl: https://x.example/a#b\n", `
2:1+5 title = 2:8+8 text "Wörd ünd"
3:1+3 q = 3:6+7 text "it's"
4:1+3 esc = 4:6+6 text "a\nb"
5:1+3 url = 5:6+21 text "https://x.example/a#b"
`},
		{"the core schema", "a: yes\nb: on\nc: True\nd: 0o17\ne: 017\nf: 1_000\ng: 12:30\nh: .5\ni: -.inf\nj: ~\nk: \"4\"\nl: 0x1F\nm: 1e3\nn: +5\no: 0b11\np: '~'\n", `
2:1+1 a = 2:4+3 text "yes"
3:1+1 b = 3:4+2 text "on"
4:1+1 c = 4:4+4 bool "True"
5:1+1 d = 5:4+4 int "0o17"
6:1+1 e = 6:4+3 int "017"
7:1+1 f = 7:4+5 text "1_000"
8:1+1 g = 8:4+5 text "12:30"
9:1+1 h = 9:4+2 float ".5"
10:1+1 i = 10:4+5 float "-.inf"
11:1+1 j = 11:4+1 null
12:1+1 k = 12:4+3 text "4"
13:1+1 l = 13:4+4 int "0x1F"
14:1+1 m = 14:4+3 float "1e3"
15:1+1 n = 15:4+2 int "+5"
16:1+1 o = 16:4+4 text "0b11"
17:1+1 p = 17:4+3 text "~"
`},
		{"dates", "a: 2026-03-05\nb: 2026-03-05T18:20:00+01:00\nc: 2026-03-05 18:20 +0100\nd: 2026-9-02\ne: \"2026-03-05\"\nf: 2026-03-05 and more\ng: 2026-02-30\nh: Oct 25, 2025\n", `
2:1+1 a = 2:4+10 time "2026-03-05"
3:1+1 b = 3:4+25 time "2026-03-05T18:20:00+01:00"
4:1+1 c = 4:4+22 time "2026-03-05 18:20 +0100"
5:1+1 d = 5:4+9 time "2026-9-02"
6:1+1 e = 6:4+12 text "2026-03-05"
7:1+1 f = 7:4+19 text "2026-03-05 and more"
8:1+1 g = 8:4+10 time "2026-02-30"
9:1+1 h = 9:4+12 text "Oct 25, 2025"
`},
		{"no value", "a:\nb:\n- \n- x\nc: # c\n", `
2:1+1 a = 2:1+1 null
3:1+1 b = 4:1+1 list
  - = 4:1+1 null
  - = 5:3+1 text "x"
6:1+1 c = 6:1+1 null
`},
		{"lists", "a:\n  - x\n  -   y z  \n  - k: v\n    w: u\nb: [x, \"ä\",  {p: 1}]\nc: [x,\n  y]\n", `
2:1+1 a = 3:3+1 list
  - = 3:5+1 text "x"
  - = 4:7+3 text "y z"
  - = 5:5+1 table
    5:5+1 k = 5:8+1 text "v"
    6:5+1 w = 6:8+1 text "u"
7:1+1 b = 7:4+17 list
  - = 7:5+1 text "x"
  - = 7:8+3 text "ä"
  - = 7:14+6 table
    7:15+1 p = 7:18+1 int "1"
8:1+1 c = 8:4+3 list
  - = 8:5+1 text "x"
  - = 9:3+1 text "y"
`},
		{"texts of several lines", "a: |\n  one\n\n  two\nb: >-\n  one\n  two\nc: one\n  two\nd: 1\n", `
2:1+1 a = 2:4+1 text "one\n\ntwo\n"
6:1+1 b = 6:4+2 text "one two"
9:1+1 c = 9:4+3 text "one two"
11:1+1 d = 11:4+1 int "1"
`},
		{"aliases", "a: &x {k: 1}\nb: *x\nc: &y\nd: *y\n", `
2:1+1 a = 2:7+6 table
  2:8+1 k = 2:11+1 int "1"
3:1+1 b = 3:4+2 table
  2:8+1 k = 2:11+1 int "1"
4:1+1 c = 4:4+1 null
5:1+1 d = 5:4+2 null
`},
		{"tags", "a: !!str 12\nb: !mine x\nc: !!str\n", `
2:1+1 a = 2:4+5 text "12"
3:1+1 b = 3:4+5 text "x"
4:1+1 c = 4:4+5 text ""
`},
		{"keys that look like values", "2026: x\ntrue: y\n? z\n: w\n<<: v\n", `
2:1+4 2026 = 2:7+1 text "x"
3:1+4 true = 3:7+1 text "y"
4:3+1 z = 5:3+1 text "w"
6:1+2 << = 6:5+1 text "v"
`},
		{"blanks at the end", "ä: ä ä  \nb: [ x , y  ]  \n", `
2:1+1 ä = 2:4+3 text "ä ä"
3:1+1 b = 3:4+10 list
  - = 3:6+1 text "x"
  - = 3:10+1 text "y"
`},
		{"tabs", "a:\tb\tc\n", `
2:1+1 a = 2:4+3 text "b\tc"
`},
		{"the first document", "a: 1\n---\nb: 2\n", `
2:1+1 a = 2:4+1 int "1"
`},
	} {
		fs, messages := readYAML(c.text)
		if got := tree(fs); got != strings.TrimPrefix(c.want, "\n") || len(messages) > 0 {
			t.Errorf("%s: got\n%s%v\nwant%s", c.name, got, messages, c.want)
		}
	}
}

func TestYAMLNumbers(t *testing.T) {
	for text, want := range map[string]Value{
		"4":                    {Kind: Integer, Int: 4, Float: 4},
		"-3":                   {Kind: Integer, Int: -3, Float: -3},
		"0o17":                 {Kind: Integer, Int: 15, Float: 15},
		"0x1F":                 {Kind: Integer, Int: 31, Float: 31},
		"017":                  {Kind: Integer, Int: 17, Float: 17},
		"2.5":                  {Kind: Float, Float: 2.5},
		"99999999999999999999": {Kind: Float, Float: 1e20},
		"1.2.3":                {Kind: String}, "--1": {Kind: String}, "+-1": {Kind: String}, "0x": {Kind: String}, "0x-1": {Kind: String},
		"e3": {Kind: String}, "1e": {Kind: String}, ".": {Kind: String}, "--.inf": {Kind: String}, "0X1F": {Kind: String},
	} {
		var v Value
		resolve(&v, text)
		if v.Kind != want.Kind || v.Int != want.Int || v.Float != want.Float || v.Text != text {
			t.Errorf("%s is %+v, want %+v", text, v, want)
		}
	}
}

func TestTheLastOfTwoKeysCounts(t *testing.T) {
	fs, messages := readYAML("mood: 1\ntitle: x\nmood: 3\n")
	if got := tree(fs); got != "4:1+4 mood = 4:7+1 int \"3\"\n3:1+5 title = 3:8+1 text \"x\"\n" {
		t.Error(got)
	}
	if codes(messages) != "4:1+4 W212" || !strings.Contains(messages[0].Text, "line 2") {
		t.Errorf("%+v", messages)
	}
}

// TestYAMLMessages wants each mistake told in words of the author and at the
// place where it was made.
func TestYAMLMessages(t *testing.T) {
	for _, c := range []struct{ text, at, says, hint string }{
		{"title: Day one: the call\n", "2:8+7 E104", "second colon", "quotes"},
		{"title: 'It's fine'\n", "2:12+7 E104", "does not belong", "twice"},
		{"title: \"x\" y\n", "2:12+1 E104", "does not belong", "quotes"},
		{"title: \"abc\nb: 2\n", "2:8+4 E104", "no closing quote", ""},
		{"title: @dana\n", "2:8+1 E104", "may not begin", "quotes"},
		{"title: `x`\n", "2:8+1 E104", "may not begin", "quotes"},
		{"title: **bold**\n", "2:9+1 E104", "may not begin", "quotes"},
		{"title: {{ x }}\n", "2:9+1 E104", "may not begin", "quotes"},
		{"title: %x\n", "2:8+1 E104", "%", "quotes"},
		{"with: *dana\n", "2:7+5 E104", `no anchor "&dana"`, "quotes"},
		{"a: &x [*x]\n", "2:8+2 E104", "no anchor", ""},
		{"a: & b\n", "2:4+1 E104", "&", "quotes"},
		{"a: [x\nb: c\n", "3:1+1 E104", "comma or closing ]", ""},
		{"a: [x, y}\n", "2:4+1 E104", "closing ]", ""},
		{"a: ]\n", "2:4+1 E104", "no [", ""},
		{"a: {x: 1\n", "2:4+1 E104", "closing }", ""},
		{"a: - b\n", "2:4+1 E104", "on the line below", ""},
		{"a: \"\\q\"\n", "2:4+2 E104", "no escape", "single quotes"},
		{"\ta: 1\n", "2:1+1 E105", "tab", "blanks"},
		{"a:\n\tb: 1\n", "3:1+1 E105", "tab", "blanks"},
		{"a:\n  - x\n  \t- y\n", "4:3+1 E105", "tab", "blanks"},
		{"a: 1\n\tb: 2\n", "3:1+1 E105", "tab", "blanks"},
		{"a: 1\n b: 2\n", "3:1+1 E104", "indented", "column"},
		{"a:\n  b: 1\n c: 2\n", "4:2+1 E104", "does not belong", "column"},
		{"a: 1\n- b\n", "3:1+1 E104", "a key, a colon", ""},
		{"a:1\nb: 2\n", "2:1+3 E104", "a key, a colon", ""},
		{"hello\n", "2:1+5 E104", "a key, a colon", ""},
		{"- a\n- b\n", "2:1+1 E104", "a key, a colon", ""},
		{"title = \"x\"\n", "2:1+11 E104", "a key, a colon", "+++"},
		{"[a, b]: c\n", "2:7+1 E104", "key has to be a word", ""},
		{"a: |x\n  b\n", "2:4+2 E104", "line break", ""},
		{"a: 1\n...\nfoo\n", "4:1+3 E104", "follows the ...", ""},
	} {
		fs, messages := readYAML(c.text)
		if fs != nil || len(messages) != 1 || codes(messages) != c.at {
			t.Errorf("%q gives %s, want %s; fields %v", c.text, codes(messages), c.at, fs)
			continue
		}
		if m := messages[0]; !strings.Contains(m.Text, c.says) || !strings.Contains(m.Hint, c.hint) {
			t.Errorf("%q says %q, hint %q; want %q, %q", c.text, m.Text, m.Hint, c.says, c.hint)
		}
	}
}

func TestYAMLWithoutEnd(t *testing.T) {
	laughs := "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
	for name, text := range map[string]string{
		"a billion laughs": laughs + "e: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n",
		"long texts":       "a: &a " + strings.Repeat("x", 60_000) + "\nb: [*a, *a]\n",
		"brackets":         "a: " + strings.Repeat("[", 100_000),
		"hyphens":          strings.Repeat("- ", 50_000),
		"questions":        strings.Repeat("? ", 50_000),
		"keys":             strings.Repeat("k: v\n", 50_000),
		"a long text":      "a: |\n" + strings.Repeat("  some words here\n", 20_000),
		"empty lines":      "a: |\n  x\n" + strings.Repeat(" \n", mostEmptyLines+1),
		"40 deep":          "a: " + strings.Repeat("[", 40) + strings.Repeat("]", 40),
	} {
		if fs, messages := readYAML(text); fs != nil || len(messages) != 1 || messages[0].Code != "E106" {
			t.Errorf("%s: %d fields, %v", name, len(fs), messages)
		}
	}
	deep := "a: " + strings.Repeat("[", deepest) + strings.Repeat("]", deepest) + "\n"
	if fs, messages := readYAML(deep); len(fs) != 1 || len(messages) > 0 {
		t.Errorf("%d deep is allowed, got %v", deepest, messages)
	}
}
