package audit_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"net/url"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"journal/generator/audit"
)

const (
	name    audit.Kind = "name"
	title   audit.Kind = "title"
	file    audit.Kind = "file"
	forbid  audit.Kind = "forbidden"
	linkKey audit.Kind = "key"
)

// secrets are those of a small journal.
func secrets() audit.Secrets {
	at := func(line int) audit.Place { return audit.Place{File: "people.toml", Line: line} }
	private := "title: The harbour plan\n\nI will ask for the night shift\nat the harbour on Monday.\nNobody knows what I owe.\n"
	return audit.Secrets{
		Names: []audit.Secret{
			{Kind: name, Text: "Dana Whitfield", Where: at(2)}, {Kind: name, Text: "Dana", Where: at(3)}, {Kind: name, Text: "dana@northwind.example", Where: at(3)},
			{Kind: name, Text: "Northwind Traders", Where: at(7)}, {Kind: name, Text: "José Núñez", Where: at(9)}, {Kind: name, Text: "Jörg Müller", Where: at(10)},
			{Kind: name, Text: "Seán O’Brien", Where: at(11)}, {Kind: name, Text: "李娜", Where: at(12)}, {Kind: name, Text: "May", Where: at(13)}, {Kind: name, Text: "Robin", Where: at(14)},
			{Kind: forbid, Text: "Project Heron"},
		},
		Phrases: []audit.Secret{
			{Kind: title, Text: "The harbour plan", Where: audit.Place{File: "content/entries/plan.md", Line: 1}}, {Kind: title, Text: "Monday"}, {Kind: title, Text: "A walk"}, {Kind: title, Text: "Day 3"},
			{Kind: file, Text: "IMG_20260302_101112"},
		},
		Keys:    []audit.Secret{{Kind: linkKey, Text: "kumquat-wardrobe-77"}},
		Private: []audit.Source{{Path: "content/entries/plan.md", Text: private, Plain: private}},
		Public:  []string{"A walk along the water, then a bandana and an agreed price", "Write to me@home.example or call +49 30 1234567", "I opened http://localhost:8080/ on /home/pi/", "Robin"},
		Called:  []string{"D.", "Robin"},
		Known:   []string{"May", "{Month} {day}", "Day {n}", "font-family: Georgia, serif"},
		Sources: []audit.Source{{Path: "themes/default/layouts/base.html", Text: "<p>\nmade with Dana Whitfield"}},
		Folders: []string{"/srv/people/ann/journal"},
		Copied:  []string{"static.html"},
	}
}

const page = "<!DOCTYPE html><html lang=\"en\"><head><title>Road</title><meta name=\"description\" content=\"%s\"></head><body><p>%s</p></body></html>"

func inText(s string) tree { return tree{"index.html": fmt.Sprintf(page, "", s)} }

func gzipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	w.Close()
	return b.String()
}

func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	w.Close()
	return b.String()
}

func zipped(name, s string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, _ := w.Create(name)
	_, _ = f.Write([]byte(s))
	w.Close()
	return b.String()
}

func wide(s string, order binary.ByteOrder, mark string) string {
	b := []byte(mark)
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, 0, 0)
		order.PutUint16(b[len(b)-2:], u)
	}
	return string(b)
}

func photo() []byte {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 16, 16)), nil)
	return b.Bytes()
}

func withSegment(marker byte, data string) string {
	b := photo()
	segment := append([]byte{0xff, marker, byte((len(data) + 2) >> 8), byte(len(data) + 2)}, data...)
	return string(b[:2]) + string(segment) + string(b[2:])
}

func drawing() []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4)))
	return b.Bytes()
}

func withChunk(kind, data string) string {
	b := drawing()
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	chunk = append(append(chunk, kind+data...), 0, 0, 0, 0)
	return string(b[:33]) + string(chunk) + string(b[33:])
}

func entities(s string) string {
	var b strings.Builder
	for _, r := range s {
		fmt.Fprintf(&b, "&#%d;", r)
	}
	return b.String()
}

func escaped(s, form string) string {
	var b strings.Builder
	for _, r := range s {
		fmt.Fprintf(&b, form, r)
	}
	return b.String()
}

func spaced(s, between string) string {
	return strings.Join(strings.Split(s, ""), between)
}

const whole = "Dana Whitfield"

// leaking are sites with one leak each.
func leaking() map[string]tree {
	text := map[string]string{
		"plain": whole, "a first name": "said Dana.", "possessive": "Dana's", "possessive, typographic": "Dana’s", "plural": "the Danas", "possessive in an address": "<a href='/danas-call/'>x</a>", "plural in small letters": "the dana whitfields", "behind a capital": "H<del>Dana</del>", "capitals": "DANA WHITFIELD", "small": "dana whitfield",
		"reversed": "Whitfield, Dana", "non-breaking blank": "Dana\u00a0Whitfield", "narrow blank": "Jos\u00e9\u202fN\u00fa\u00f1ez", "zero width": "Da\u200bna", "soft hyphens": "Whit\u00adfield D\u00adana", "word joiner": "D\u2060ana", "variation selector": "Da\ufe0fna",
		"decomposed": norm.NFD.String("José Núñez"), "without accents": "Jose Nunez", "German letters": "Joerg Mueller", "full width": "Ｄａｎａ", "mathematical": "𝐃𝐚𝐧𝐚", "circled": "Ⓓⓐⓝⓐ",
		"apostrophe": "Sean O'Brien", "no apostrophe": "Sean OBrien", "entities": entities(whole), "hexadecimal entities": escaped("Dana", "&#x%x;"), "entities of entities": strings.ReplaceAll(entities("Dana"), "&", "&amp;"),
		"split": "Da<b>na</b>", "split often": "<i>D</i><b>a</b><span>n</span><em>a</em>", "split by a comment": "Da<!-- -->na", "split capitals": "Dana<b>Whitfield</b>", "a link": `<a href="x">Dana</a>`,
		"underscores": "dana_whitfield", "joined": "DanaWhitfield", "digits": "dana2026", "no blanks": "我和李娜谈了", "two lines": "Dana\n  Whitfield", "hyphen": "Dana-Whitfield",
		"a forbidden word": "about project heron", "a title": "see The Harbour Plan", "a title as an address": "the-harbour-plan", "a file's name": "img_20260302_101112.jpg",
		"a sentence": "he wrote: I will ask for the night shift at the harbour on Monday!", "words of a sentence": "ask for the night shift at the harbour", "a short sentence": "Nobody knows what I owe.",
		"a mail address": "write to boss@northwind.example", "an international number": "call +1 415 555 2671", "a number": "call 415-555-2671", "a number with a zero": "call 030 9876543",
		"AWS": "AKIAIOSFODNN7EXAMPLE", "GitHub": "ghp_0123456789abcdefghijABCDEFGHIJ012345", "fine-grained": "github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz0123456789", "Slack": "xoxb-123456789012-abcdefghij", "a private key": "-----BEGIN OPENSSH PRIVATE KEY-----",
		"a key of age": "AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", "a token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N", "a password in an address": "https://ann:hunter22@host.example/", "link_key": "xkumquat-wardrobe-77x",
		"a home folder": "/home/ann/notes", "a Mac's": "see /Users/ann/Desktop/x.md", "Windows": `C:\Users\Ann\x.md`, "this folder": "/srv/people/ann/journal/content", "a file address": "file:///etc",
		"localhost": "http://localhost:1313/", "this computer": "127.0.0.1:8080", "live reload": "livereload.js", "a comment": "x<!-- todo -->", "a cdata": "<![CDATA[Dana]]>",
		"escaped for scripts": escaped("Dana", `\u%04x`), "escaped for scripts, x": escaped("Dana", `\x%02x`), "escaped with braces": escaped("Dana", `\u{%x}`), "percent": escaped("Dana", "%%%02x"), "percent twice": escaped("Dana", "%%25%02x"),
		"base64": base64.StdEncoding.EncodeToString([]byte("said Dana Whitfield")), "base64 for addresses": base64.RawURLEncoding.EncodeToString([]byte("Dana Whitfield?")), "quoted printable": escaped("Dana", "=%02X"),
		"between angle brackets": "&lt;Dana Whitfield&gt;",
	}
	sites := map[string]tree{}
	for n, s := range text {
		sites[n] = inText(s)
	}
	for n, s := range map[string]string{
		"description": fmt.Sprintf(page, whole, ""), "alternative text": `<img alt="Dana" src="a.png">`, "label": `<p aria-label="with Dana">x`, "data": `<p data-who="Dana">`, "class": `<p class="note dana">`, "id": `<h2 id="what-dana-said">`,
		"link target": `<a href="../what-dana-said/">x</a>`, "inside a word of a link": `<a href="../callwithdanatoday/">x</a>`, "percent in a link": `<a href="?q=Dana%20Whitfield">x</a>`, "plus in a link": `<a href="?q=Dana+Whitfield">x</a>`, "source set": `<img srcset="a-480.png 480w, dana-960.png 960w">`,
		"mail link": `<a href="mailto:boss@northwind.example">x</a>`, "telephone link": `<a href="tel:+14155552671">x</a>`, "number in an address": `<a href="../?q=%2B1+%28415%29+555-2671">x</a>`, "number parted by strokes": `<a href="/find/+44/20/7946/0958">x</a>`, "script": `<script>let who="Da\u006ea"</script>`, "script in markup": `<p onclick="alert('Dana')">`, "markup in a script": `<script>x("<b>Da</b>na")</script>`,
		"style": `<style>p:after{content:"\44 ana"}</style>`, "style, plain": `<style>.dana{}</style>`, "title": `<title>Dana</title>`, "drawing": `<svg><title>Dana</title><text>x</text></svg>`, "drawing, split": `<svg><text>Da<tspan>na</tspan></text></svg>`, "textarea": `<textarea>Dana</textarea>`,
		"linked data": `<script type="application/ld+json">{"author":"Dana"}</script>`, "data address": `<img src="data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString([]byte("<svg><text>Dana</text></svg>")) + `">`,
		"data address, percent": `<img src="data:image/svg+xml,` + url.PathEscape("<svg><text>Dana</text></svg>") + `">`, "source map": "<script>//# sourceMappingURL=x.js.map\n</script>", "noscript": `<noscript><p>Da<b>na</b></p></noscript>`, "template": `<template><p>Dana</p></template>`,
		"inner document": `<iframe srcdoc="&lt;p&gt;Da&lt;b&gt;na"></iframe>`, "a comment with a name": `<!-- Dana -->`, "a month beside a name": `<p>I met May there</p>`,
	} {
		sites[n] = tree{"index.html": s}
	}
	for n, t := range map[string]tree{
		"a path": {"entries/what-dana-said/index.html": "x"}, "inside a path": {"callwithdanatoday.html": "x"}, "a private file's path": {"img_20260302_101112.jpg": string(photo())},
		"feed": {"feed.xml": "<feed><entry><content type=\"html\">&lt;p&gt;Da&lt;b&gt;na&lt;/b&gt;&lt;/p&gt;</content></entry></feed>"}, "feed, cdata": {"feed.xml": "<rss><description><![CDATA[<p>Da<b>na</b></p>]]></description></rss>"},
		"JSON": {"feed.json": `{"content_html":"\u003cp\u003eDa\u003cb\u003ena\u003c/b\u003e"}`}, "JSON key": {"x.json": `{"dana":1}`}, "broken JSON": {"x.json": `{"a":"Dana",}`}, "search": {"search/words0.js": `journalSearch(0,{"dana":[1,2]})`},
		"site map": {"sitemap.xml": "<urlset><url><loc>https://x.example/what-dana-said/</loc></url></urlset>"}, "calendar": {"reminders.ics": "SUMMARY:Say hello: Da\r\n na\r\n"}, "plain text": {"a.txt": "Dana"}, "robots": {"robots.txt": "Disallow: /dana/"},
		"gzip": {"a.html.gz": gzipped("<p>Da<b>na</b>")}, "zip": {"a.zip": zipped("x.xml", "<p>Dana</p>")}, "zip, name": {"a.zip": zipped("dana.txt", "")}, "UTF-16": {"a.txt": wide("I met Dana", binary.LittleEndian, "\xff\xfe")}, "UTF-16 among bytes": {"a.bin": "\x80\x81\x00" + wide("Dana Whitfield", binary.BigEndian, "") + "\xff\xfe\xfd"},
		"JPEG comment": {"a.jpg": withSegment(0xfe, "a camera")}, "EXIF": {"a.jpg": withSegment(0xe1, "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x02Dana Whitfield")}, "behind a JPEG": {"a.jpg": string(photo()) + "x"}, "IPTC": {"a.jpg": withSegment(0xed, "Photoshop 3.0\x00")},
		"PNG text": {"a.png": withChunk("tEXt", "Author\x00x")}, "PNG packed": {"a.png": withChunk("zTXt", "Author\x00\x00"+deflated("Dana Whitfield"))}, "PNG time": {"a.png": withChunk("tIME", "1234567")}, "behind a PNG": {"a.png": string(drawing()) + "x"},
		"PNG profile": {"a.png": withChunk("iCCP", "p\x00\x00"+deflated("Dana Whitfield's screen"))}, "SVG metadata": {"a.svg": "<svg><metadata>x</metadata></svg>"}, "SVG comment": {"a.svg": "<svg><!-- x --></svg>"},
		"GIF comment": {"a.gif": "GIF89a\x01\x00\x01\x00\x00\x00\x00!\xfe\x05Hello\x00;"}, "WebP EXIF": {"a.webp": "RIFF\x14\x00\x00\x00WEBPEXIF\x08\x00\x00\x00abcdefgh"},
		"PDF": {"a.pdf": "%PDF-1.4\n1 0 obj<</Length 9/Filter/FlateDecode>>stream\n" + deflated("BT [(Da) -20 (na)] TJ ET") + "\nendstream endobj"}, "PDF, about": {"a.pdf": "%PDF-1.4\n1 0 obj<</Author(Dana Whitfield)>>endobj"},
		"PDF, numbered letters": {"a.pdf": "%PDF-1.4\nstream\nbeginbfrange\n<0001> <0003> <0064>\nendbfrange beginbfchar <0004> <0061> <0005> <006E> endbfchar\nendstream stream\n<00010004> Tj [<0001> -3 <00040005> 2 <0004>] TJ\nendstream"},
		"source map file":       {"a.js.map": `{"sources":["x"]}`}, "font": {"a.woff2": "\x00\x01\x80Dana Whitfield\x00\xff"},
	} {
		sites[n] = t
	}
	return sites
}

func TestLeaksAreFound(t *testing.T) {
	for n, site := range leaking() {
		t.Run(n, func(t *testing.T) {
			report, proof, err := audit.Prove(t.Context(), site, site, secrets())
			if err != nil || report.Passed() || proof.Tree() != "" {
				t.Errorf("not found in %q: %v %v", site, report.Findings, err)
			}
		})
	}
}

func TestCleanSitesPass(t *testing.T) {
	for n, site := range map[string]tree{
		"nothing": {}, "short plurals in small letters": inText("he danas it, robins"), "words that have a name": inText("bandana, Danae, agreed, Northwinder, dismay, Robinson, danger"), "split words that have a name": inText("ban<em>dana</em> and <b>Dana</b>e"),
		"names apart": inText("Whitfield and then Dan"), "a public name": inText("D. and Robin"), "the month": inText("Tuesday, 5 May 2026, May 2026"), "the month alone": {"index.html": "<th>May</th><td>1</td>"}, "fonts": {"a.css": "p{font-family: Georgia, serif}"},
		"public words": inText("A walk, on Monday, on day 3"), "a title of numbers": inText("Day 3 of 30"), "a public address": inText("me@home.example, +49 (30) 1234567 <a href=\"tel:+49301234567\">call</a> <a href=\"mailto:me@home.example\">"),
		"a public computer": inText("http://localhost:8080/ on /home/pi/"), "an address with a word": {"entries/a-bandana/index.html": `<a href="../entries/a-bandana/index.html">x</a>`}, "a page called home": {"home/index.html": `<a href="../home/index.html">x</a><a href="/home/index.html">`},
		"hashes": {"3f2da9a91c0.png": string(drawing()), "x-q7danab3x9k2m4p6.html": "<p>sha256-Dana7bU8tq2R4v5dana9Xw=</p>"}, "a clean JPEG": {"a.jpg": string(photo())}, "turned": {"a.jpg": withSegment(0xe1, "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")},
		"numbers": inText("2026-03-05 18:20, 1,234,567 of 12 345 678, 0.123456789, ISBN 978-3-16-148410-0"), "drawing": inText(`<svg viewBox="0 0 415 555"><path d="M415 555 2671 030 9876543"/></svg>`), "a comment of a copied page": {"static.html": "<!-- mine --><p>x"},
		"paths of days and counts": inText(`<a href="/entries/2026/03/1000-2000/">x</a> <a href="../2026/05/2026-03-05/#d-2026-03-05">x</a> <img src="0123/456-789.png">`),
		"neighbours":               inText(`<a href="a">The harbour</a><a href="b">plan</a>, <li>The harbour</li><li>plan</li>`), "a word before a link": inText(`<p><span>Day 3, the</span> <a href="b">Harbour plan for all</a></p>`), "a word before a part of a line": inText(`<a href="b"><span>Day 3, the</span> <span>Harbour plan for all</span></a>`), "some words of a sentence": inText("ask for the night shift"), "an image for a dense screen": inText(`<img src="photo@2x.png">`),
		"declaration": {"a.svg": `<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>`}, "script": {"a.js": "// don't\nlet a='x', b=\"y\"; location.hostname"}, "elements": inText("&lt;li&gt; and &lt;a href&gt;"),
	} {
		t.Run(n, func(t *testing.T) {
			report, proof, err := audit.Prove(t.Context(), site, site, secrets())
			if err != nil || !report.Passed() || !proof.Covers(report.Tree) {
				t.Errorf("alarm in %q: %v %v", site, report.Findings, err)
			}
		})
	}
}

func TestFindingsTellWhere(t *testing.T) {
	for text, want := range map[string]audit.Place{
		"made with Dana Whitfield":                   {File: "themes/default/layouts/base.html", Line: 2},
		"said Robin Northwind Traders":               {File: "people.toml", Line: 7},
		"The harbour plan":                           {File: "content/entries/plan.md", Line: 1},
		"I will ask for the night shift at the dock": {File: "content/entries/plan.md", Line: 3},
	} {
		report, _, err := audit.Prove(t.Context(), inText(text), inText(text), secrets())
		if err != nil || len(report.Findings) == 0 || report.Findings[0].Where != want {
			t.Errorf("%q: found %+v, %v, want a finding from %s", text, report.Findings, err, want)
		}
	}
}
