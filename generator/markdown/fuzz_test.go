package markdown

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

var samples = []string{
	"# Title\n\nText with *emphasis*, [a link](b.md#c \"t\"), [[wiki|words]], ![[p.jpg|300]] and `code`.\n\n- [ ] box #step\n- [x] done\n  1. [-] x\n",
	"> [!note]- Title\n> body\n\n> [!private] x\n> y\n\n::: private\nz\n:::\n",
	"| a | b |\n|:-|-:|\n| 1 | [[x\\|y]] |\n\nTerm\n: Def\n: Def\n\n[^1]: note [^1]\n\nx[^1] ![alt](x \"cap\")\n\n![a](b \"c\")\n",
	"%%a%% <!-- b --> %% c\n<script>x</script> <b onclick=x>y</b>\n\n<div>\n\nz\n",
	"[^a]: [^b]: c\n\n> [^c]: d\n\n[^a] [^b] [^c]\n",
	"- > - > 1. > # x ^id\n\t- y\n\n~~~ go\n%%\n~~~\n==a *b== c*\n",
	"[x](javascript:alert(1)) [y](JaVaScRiPt&#58;alert) <javascript:x> ![z](data:text/html,x) [w](\tvbscript:x)\n",
	"# \n\n# <b></b>\n\nSet\next\n===\n\n### a\n# b {#x onclick=y}\n\n{{< a >}} {% b %} #tag/x #1\n\\[!private] & &amp; &#x0; \x00 \xff\n",
}

// balanced reports the first place where tags do not match or where something
// stands that no body may contain.
func balanced(t *testing.T, fragment []byte) {
	t.Helper()
	var open []string
	ids := map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(fragment))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Fatalf("%v not closed in %q", open, fragment)
			}
			return
		case html.CommentToken, html.DoctypeToken:
			t.Fatalf("a comment in %q", fragment)
		case html.StartTagToken:
			token := z.Token()
			allowedTag(t, token, ids)
			switch token.Data {
			case "br", "hr", "img", "input":
			default:
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			name := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != name {
				t.Fatalf("</%s> closes %v in %q", name, open, fragment)
			}
			open = open[:len(open)-1]
		}
	}
}

func allowedTag(t *testing.T, token html.Token, ids map[string]bool) {
	t.Helper()
	if !strings.Contains(" a aside blockquote br code dd del details div dl dt em figcaption figure h2 h3 h4 h5 h6 hr img input label li mark ol p pre section small span strong summary sup table tbody td th thead tr ul ", " "+token.Data+" ") {
		t.Fatalf("<%s> may not be written", token.Data)
	}
	for _, a := range token.Attr {
		if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
			t.Fatalf("%s= may not be written", a.Key)
		}
		if (a.Key == "href" || a.Key == "src") && !isSafe(a.Val) {
			t.Fatalf("%s=%q may not be written", a.Key, a.Val)
		}
		if a.Key == "id" {
			if ids[a.Val] {
				t.Fatalf("the id %q is there twice", a.Val)
			}
			ids[a.Val] = true
		}
	}
}

// FuzzHTML expects balanced, harmless HTML of any text, the same each time, and
// the same structure once a browser's parser has read it.
func FuzzHTML(f *testing.F) {
	for _, s := range samples {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, text string, whole bool) {
		d, messages := read(text, Options{Whole: whole})
		everywhere := func(l Link) Target { return Target{Href: l.Address(), Picture: l.Kind == Image, Title: "<i>"} }
		for _, resolve := range []Resolve{nil, everywhere} {
			fragment := d.HTML(resolve)
			if !utf8.Valid(fragment) {
				t.Fatalf("invalid UTF-8 in %q", fragment)
			}
			balanced(t, fragment)
			if again := d.HTML(resolve); !bytes.Equal(fragment, again) {
				t.Fatalf("rendered twice: %q and %q", fragment, again)
			}
		}
		balanced(t, d.SkipTitle().HTML(everywhere))
		lines := strings.Count(text, "\n") + 1
		for _, m := range messages {
			if m.Pos.Line < 1 || m.Pos.Line > lines || m.Pos.Col < 1 || !m.Body {
				t.Fatalf("no such place: %+v", m)
			}
		}
	})
}

// FuzzPrivate puts a needle into each kind of private part, between two texts
// of which it cannot be a part, and expects it nowhere.
func FuzzPrivate(f *testing.F) {
	for _, s := range samples {
		f.Add(s, s, s)
	}
	f.Add("- a\n\n  b", "x ` y", "` z")
	f.Add("`` a", "```", "~~~")
	f.Fuzz(func(t *testing.T, before, inside, after string) {
		const needle = "qzneedleqz"
		if strings.Contains(strings.ToLower(before+inside+after), "qz") || strings.ContainsAny(before+inside, "`~<\r") {
			return // these could make code of the marks, where they are text
		}
		quoted := strings.ReplaceAll(inside+"\n"+needle+"\n"+inside, "\n", "\n> ")
		for _, part := range []string{
			"\n\n> [!private] " + needle + "\n> " + quoted + "\n\n",
			"\n\n::: private\n" + needle + "\n:::\n\n",
			" %%" + needle + "%% ",
			"\n\n%%\n" + needle + "\n\n# " + needle + "\n%%\n\n",
			"\n<!-- " + needle + "\n\n- [ ] " + needle + " -->\n",
		} {
			d, _ := read(before+part+after, Options{})
			if said := strings.ToLower(everything(d)); strings.Contains(said, needle) {
				t.Fatalf("a private part shows of %q:\n%s", before+part+after, said)
			}
		}
	})
}
