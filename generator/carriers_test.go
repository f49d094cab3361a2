package generator_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"image"
	"image/jpeg"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"journal/generator"
	"journal/generator/memo"
)

// carriers are ways in which a text may name Zelda Quimby, Ýrsa Núñezova, 佐藤花子 or
// the Brightwater Works. In each of them the letters zelda, quimby, ursula, nunezova,
// brightwater or 佐藤花子 can be read.
func carriers() (lines []string) {
	say := func(all ...string) { lines = append(lines, all...) }
	each := func(s string, f func(rune) string) string {
		var b strings.Builder
		for _, r := range s {
			b.WriteString(f(r))
		}
		return b.String()
	}
	// letter case, possessive, plural, punctuation
	for _, n := range []string{"Zelda Quimby", "Zelda", "Quimby", "Brightwater Works", "Brightwater", "Ýrsa Núñezova"} {
		say("I met "+n+" today.", "I met "+strings.ToUpper(n)+" today.", "I met "+strings.ToLower(n)+" today.", n+"'s call", n+"’s call", "All the "+n+"s came.", "ALL THE "+strings.ToUpper(n)+"S CAME.", "Was it "+n+"?", "("+n+"), “"+n+"”; "+n+"—"+n, n+"-like and pre-"+n, "_"+n+"_, "+n+"2 and 2"+n, "#"+strings.ReplaceAll(n, " ", "-"))
	}
	// blanks and signs nobody sees
	for _, blank := range []string{"\u00a0", "\u202f", "\u2009", "\u3000", "  ", "\n", "\t", "-", "\u2011", "_", "", "\u200b", "\u2060 ", " \u200d"} {
		say("With Zelda" + blank + "Quimby there.")
	}
	for _, silent := range []string{"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\ufe0f", "\u200e"} {
		say("With Zel"+silent+"da there.", "With Q"+silent+"uim"+silent+"by there.")
	}
	// how letters are composed and shaped
	say("Met "+norm.NFD.String("Ýrsa Núñezova")+".", "Met Yrsa Nunezova.", "Met "+each("Zelda", func(r rune) string { return string(r - 'A' + 'Ａ') })+".", "Met "+norm.NFC.String("Ýrsa Nu\u0301n\u0303ezova")+".", "佐藤花子と話した。", "昨日佐藤花子さんに会った", "Met Ze\u0301lda and Quimby\u0301.")
	// entities, percent signs, escapes
	decimal := func(r rune) string { return fmt.Sprintf("&#%d;", r) }
	hexadecimal := func(r rune) string { return fmt.Sprintf("&#x%X;", r) }
	say("Met "+each("Zelda", decimal)+".", "Met "+each("Quimby", hexadecimal)+".", "Met &#90;elda.", "Met N&uacute;&ntilde;ezova of &Yacute;rsa N&uacute;&ntilde;ezova.", "Met Zelda&nbsp;Quimby.", "Met Zelda&#160;Quimby.", "Met Zel&shy;da.", "Met Quim&ZeroWidthSpace;by.", `Met \Zelda and Quimb\y.`)
	for _, f := range []string{"%%%02X", `\u%04x`, `\x%02x`, `\u{%x}`, "&#%d;"} {
		say("Code `"+each("Quimby", func(r rune) string { return fmt.Sprintf(f, r) })+"` here.", "Plain "+each("Zelda", func(r rune) string { return fmt.Sprintf(f, r) })+" here.")
	}
	// split by markup
	for _, mark := range []string{"*", "**", "***", "_**", "~~"} {
		end := ""
		for i := len(mark) - 1; i >= 0; i-- {
			end += string(mark[i])
		}
		say("Met Zel"+mark+"da"+end+" there.", "Met "+mark+"Zelda"+end+" Quimby there.", "Met "+mark+"Quim"+end+"by there.")
	}
	say("Met `Zel`da there.", "Met [Zel](https://x.example/)da there.", "Met ==Zelda== there.", "Met Zel<b>da</b> there.", "Met Zel<!-- x -->da there.", "Met Zel%% x %%da there.", "Met Zelda  \nQuimby there.", "Met Zelda\\\nQuimby there.")
	// links
	for _, target := range []string{"https://zelda-quimby.example/", "https://x.example/Zelda%20Quimby", "https://x.example/?q=Zelda+Quimby", "https://x.example/ZeldaQuimby.pdf", "mailto:zelda@brightwater.example", "https://x.example/#zelda", "https://brightwater.example", "https://x.example/%51uimby", "../zelda.md", "/entries/2026/03/zelda/", "https://x.example/%5Au/../zelda_quimby"} {
		say("A [link]("+target+") there.", "A [link](<"+target+"> \"with Zelda\") there.")
	}
	say("See <https://quimby.example/> and https://zelda.example/x.", "See [[Zelda Quimby]] and [[zelda|Quimby]].", "See [a][zelda].\n\n[zelda]: https://x.example/ \"Quimby\"", "See [Zelda][].\n\n[zelda]: https://quimby.example/", "See zelda@brightwater.example.", "Ask @zelda about it.", "A note[^zelda].\n\n[^zelda]: From Quimby.", "![Zelda at the sea](https://x.example/zelda.png \"Quimby\")")
	// blocks
	say("## What Zelda said", "Zelda Quimby\n===", "> Zelda said no\n> Quimby did", "> [!note] Zelda\n> Quimby", "- Zelda\n- [ ] write to Quimby", "1. Zelda", "| Zelda | b |\n| --- | --- |\n| a | Quimby |", "```\nzelda := quimby // Zelda\n```", "```zelda\nx\n```", "    Zelda Quimby", "Zelda\n: Quimby", "A paragraph ^quimby", "`Zelda Quimby`", "``Zelda`s``", "Zelda\\'s and Quimby\\\\", "A^Zelda^ and H ~~Quimby~~", "***\nZelda\n***", "<div>Zelda</div>", "Line one of Zelda\nQuimby and more", "Tagged #zeldas-party here.", "A [link](https://x.example/zeldas-day/) and ![](zeldas.jpg) and [[zeldas.jpg]].", "## A heading {#zeldas-place}", "[[zeldas-day]]", "See [it](2025-07-02-zeldas-day.md).", "$Zelda$ and #zelda/quimby")
	return lines
}

// secretLetters can be read in every carrier.
var secretLetters = []string{"zelda", "quimby", "nunezova", "brightwater", "佐藤花子"}

var anyTag = regexp.MustCompile(`<[^>]*>`)

// lettersOf are the letters of bytes as somebody who wants to know would read them.
func lettersOf(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsMark(r) || unicode.Is(unicode.Cf, r) || unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
	return s
}

// readings are what bytes may be read as.
func readings(content string) []string {
	text := html.UnescapeString(content)
	percent := regexp.MustCompile(`(?:%[0-9A-Fa-f]{2})+`).ReplaceAllStringFunc(text, func(s string) string {
		if decoded, err := url.PathUnescape(s); err == nil {
			return decoded
		}
		return s
	})
	escapes := regexp.MustCompile(`\\u\{?([0-9A-Fa-f]{2,4})\}?|\\x([0-9A-Fa-f]{2})`).ReplaceAllStringFunc(percent, func(s string) string {
		var r rune
		_, _ = fmt.Sscanf(strings.Trim(s, `\ux{}`), "%x", &r)
		return string(r)
	})
	var all []string
	for _, s := range []string{content, text, percent, escapes, html.UnescapeString(escapes)} {
		all = append(all, lettersOf(s), lettersOf(anyTag.ReplaceAllString(s, "")))
	}
	return all
}

// What names somebody leaves no real name in any byte of the site, and ordinary words
// that merely contain a name stay as they were.
func TestNoRealNameIsLeft(t *testing.T) {
	t.Parallel()
	all := carriers()
	sources := map[string]string{
		"journal.toml": "title = \"Road\"\nbase_url = \"https://road.example/\"\n",
		"people.toml": "[zelda]\nname = \"Zelda Quimby\"\nalso = [\"Zelda\", \"Quimby\", \"zelda@brightwater.example\"]\npublic = \"Z.\"\n[yrsa]\nname = \"Ýrsa Núñezova\"\nalso = [\"Núñezova\"]\npublic = \"Y.\"\n" +
			"[sato]\nname = \"佐藤花子\"\npublic = \"S.\"\n[brightwater]\nname = \"Brightwater Works\"\nalso = [\"Brightwater\"]\nkind = \"organization\"\npublic = \"the works\"\n[reed]\nname = \"Reed\"\npublic = \"R.\"\n[ann]\nname = \"Ann\"\npublic = \"A.\"\n",
		"content/entries/zelda.md": "---\ndate: 2026-03-01\ntitle: Zelda Quimby\nvisibility: public\n---\nx\n",
	}
	for i, line := range all {
		sources[fmt.Sprintf("content/entries/2026-03-%02d-c%d.md", 1+i%28, i)] = fmt.Sprintf("---\ntitle: Carrier %d\nvisibility: public\n---\nBefore.\n\n%s\n\nAfter %d. We agreed; he planned.\n", i, line, i)
	}
	// in front matter, names of files and what pictures say
	keys := []string{"title: Zelda Quimby", "title: \"\\u005Aelda\"", "summary: said Quimby", "tags: [zelda, \"call/Quimby\"]", "tags: [zeldas-party, \"at/zeldas\"]", "with: Zelda Quimby", "with: [zelda]", "feedback_from: Quimby", "gave: a book to Zelda", "url: https://quimby.example/", "quote: Zelda said", "setback: Quimby called", "helped: [Zelda, \"call Quimby\"]",
		"slug: what-zelda-said", "aliases: [Zelda's day]", "aliases: [/zeldas-day/, zeldas]", "slug: zeldas-letters", "image: zeldas.jpg", "milestone: met-zelda", "via: Quimby", "lang: en\nsummary: ZELDA", "next: write to Zelda", "place: Brightwater", "weather: as Quimby likes it", "image: zelda.jpg", "gap_opened: [zelda]"}
	for i, key := range keys {
		sources[fmt.Sprintf("content/entries/2026-04-%02d-k%d.md", 1+i, i)] = "---\n" + key + "\nvisibility: public\n---\nWords.\n"
	}
	names := []string{"2025-01-01-zelda.md", "2025-02-01-Zelda Quimby.md", "2025-03-01-call-with-quimby.md", "2025-04-01-BRIGHTWATER.md", "2025-05-01-" + norm.NFD.String("Núñezova") + ".md", "2025-06-01-ZeldaQuimby.md", "2025-07-01-佐藤花子.md", "2025-07-02-zeldas-day.md", "2025-07-03-all-the-quimbys.md", "2025-07-04-what-zeldas.md", "zelda/2025-08-01-a.md"}
	for _, name := range names {
		sources["content/entries/"+name] = "---\nvisibility: public\n---\nWords and ![](zelda-at-sea.jpg \"Quimby\") and ![[Quimby.svg]] and [notes](zelda-notes.txt).\n"
	}
	photo := func() string {
		var b bytes.Buffer
		_ = jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 900, 600)), nil)
		about := "\xff\xfe\x00\x0eZelda Quimby"
		return string(b.Bytes()[:2]) + about + b.String()[2:]
	}
	for _, folder := range []string{"", "zelda/"} {
		sources["content/entries/"+folder+"zelda-at-sea.jpg"], sources["content/entries/"+folder+"zelda-notes.txt"] = photo(), "Words with Zelda, QUIMBY's call, N&uacute;&ntilde;ezova and 佐藤花子.\n"
		sources["content/entries/"+folder+"Quimby.svg"] = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>Zelda</title><desc>Quimby</desc><metadata>Zelda</metadata><!-- Zelda --><style>.zelda-box{fill:red} #quimby &gt; .b{x:1}</style><g id="quimby" class="b zelda-box" data-name="Quimby" aria-label="Zelda"><path d="M0 0L9 9"/></g>` +
			`<text x="1" y="2">Zelda <tspan>Quim</tspan>by’s</text><text><tspan x="1">Z</tspan><tspan x="2">e</tspan><tspan x="3">l</tspan><tspan x="4">d</tspan><tspan x="5">a</tspan></text><text font-family="Quimby">&#90;elda<tspan y="9">Reed</tspan></text>` +
			`<use href="#quimby" style="clip-path:url(#quimby)"/><image href="data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString([]byte(`<svg xmlns="http://www.w3.org/2000/svg"><text>Zelda</text></svg>`)) + `"/></svg>`
	}
	sources["content/entries/zelda.jpg"], sources["content/entries/zeldas.jpg"] = photo(), photo()
	sources["content/pursuits/brightwater.md"] = "---\ntitle: A post at the Brightwater Works\norganization: Brightwater Works\nrole: with Zelda\nqualities: [like Quimby]\npeople: [\"zelda: winner\"]\nvisibility: public\nday_zero: 2026-03-01\n---\nZelda.\n"
	sources["content/pages/zelda.md"] = "---\ntitle: About Zelda\nvisibility: public\n---\nQuimby.\n"
	src := sourceOf(writeJournal(t, sources))
	r, public, tree := readAndMake(t, src, memo.New())
	checked, _, err := generator.Prove(t.Context(), src, r, generator.Published{Edition: public, Tree: tree})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range checked.Findings {
		t.Errorf("%s: %s %q (%s)", f.File, f.Kind, f.Text, f.Where)
	}
	siteFiles := files(t, tree)
	leaks, kept := 0, 0
	for path, content := range siteFiles {
		if leak := secretIn(path, content); leak != "" {
			leaks++
			t.Errorf("%s has %s", path, leak)
		}
		if strings.HasPrefix(path, "entries/") && strings.Contains(content, "We agreed; he planned.") {
			kept++
		}
	}
	if kept != len(all) {
		t.Errorf("%d of %d pages kept the words that contain a name", kept, len(all))
	}
	n := len(all) + len(keys) + len(names) + 8
	t.Logf("%d carriers, %d files with a name", n, leaks)
	if n < 200 {
		t.Errorf("there are only %d carriers", n)
	}
}

func secretIn(path, content string) string {
	for _, reading := range append(readings(content), lettersOf(path)) {
		for _, letters := range secretLetters {
			if at := strings.Index(reading, letters); at >= 0 {
				return letters + ": …" + strings.ToValidUTF8(reading[max(0, at-60):min(len(reading), at+40)], "") + "…"
			}
		}
	}
	return ""
}

// What lies beside an entry follows people.toml as the entry does, also in a journal that
// stays open.
func TestFilesFollowNames(t *testing.T) {
	t.Parallel()
	people := func(public string) string {
		return "[zelda]\nname = \"Zelda Quimby\"\nalso = [\"Zelda\"]\npublic = \"" + public + "\"\n"
	}
	sources := map[string]string{
		"journal.toml": "title = \"Road\"\n", "people.toml": people("Z."),
		"content/entries/2026-03-01-a.md": "---\nvisibility: public\n---\nWords, ![a](a.svg) and [b](b.txt).\n",
		"content/entries/a.svg":           `<svg xmlns="http://www.w3.org/2000/svg"><text>Zelda</text></svg>`,
		"content/entries/b.txt":           "Zelda came.\n",
	}
	src := sourceOf(writeJournal(t, sources))
	m := memo.New()
	for _, public := range []string{"Z.", "my mentor", "Q."} {
		write(t, filepath.Join(src.Folder, "people.toml"), people(public))
		_, _, warm := readAndMake(t, src, m)
		_, _, cold := readAndMake(t, src, memo.New())
		said := 0
		for path, content := range files(t, warm) {
			if other := files(t, cold)[path]; other != content {
				t.Errorf("%s: %q in a journal that stayed open, %q in a new one", path, content, other)
			}
			if ext := filepath.Ext(path); (ext == ".svg" || ext == ".txt") && strings.Contains(content, public) && !strings.Contains(content, "Zelda") {
				said++
			}
		}
		if said != 2 {
			t.Errorf("%d of 2 files have %q", said, public)
		}
	}
}
