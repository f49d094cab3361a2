package inspect

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"journal/generator/hosting"
)

// pages is a site.
type pages map[string]string

func (p pages) Paths() []string { return slices.Sorted(maps.Keys(p)) }

func (p pages) Bytes(path string) ([]byte, error) { return []byte(p[path]), nil }

func looked(t *testing.T, site Site, files pages) string {
	t.Helper()
	found, err := Look(files, site)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range found {
		all = append(all, fmt.Sprintf("%s %d:%d %s", f.Code, f.Pos.Line, f.Pos.Col, f.Target))
	}
	return strings.Join(all, "; ")
}

func TestLinks(t *testing.T) {
	road := Site{BaseURL: "https://me.org/road/"}
	for _, c := range []struct {
		page string
		site Site
		want string
	}{
		{`<a href="../index.html">`, road, ""},
		{`<a href="../../index.html">`, road, "W527 1:10 ../../index.html"},
		{`<a href="../b/">`, road, ""},
		{`<a href="../b">`, road, ""},
		{`<a href="../b/.">`, road, ""},
		{`<a href="..">`, road, ""},
		{`<a href=".">`, road, ""},
		{`<a href="">`, road, ""},
		{`<a href="index.html?x=1#here" id="here">`, road, ""},
		{`<a href="#top">`, road, ""},
		{`<a href="#:~:text=x">`, road, ""},
		{`<a href="#gone">`, road, "W522 1:10 #gone"},
		{`<a href="../b/#there">`, road, ""},
		{`<a href="../b/index.html#gone">`, road, "W522 1:10 ../b/index.html#gone"},
		{`<a href="../b/#caf%C3%A9">`, road, ""},
		{`<a href="https://me.org/road/b/">`, road, ""},
		{`<a href="http://me.org/road/b/">`, road, ""},
		{`<a href="//me.org/road/gone/">`, road, "W521 1:10 //me.org/road/gone/"},
		{`<a href="https://me.org/road">`, road, ""},
		{`<a href="https://me.org/other/">`, road, "W527 1:10 https://me.org/other/"},
		{`<a href="https://me.org.evil.org/road/gone/">`, road, ""},
		{`<a href="/road/b/">`, road, ""},
		{`<a href="/b/">`, road, "W527 1:10 /b/"},
		{`<a href="/b/">`, Site{}, ""},
		{`<a href="/b/">`, Site{BaseURL: "https://me.org/"}, ""},
		{`<a href="caf%C3%A9.html">`, road, ""},
		{`<a href="café.html">`, road, ""},
		{`<a href="a%20b.txt">`, road, ""},
		{`<a href="%zz">`, road, "W521 1:10 %zz"},
		{`<a href="mailto:me@me.org"><a href="tel:1"><a href="data:,x">`, road, ""},
		{`<a href="c">`, Site{Host: hosting.Named("netlify")}, ""},
		{`<a href="c">`, Site{Host: hosting.Named("rsync")}, "W521 1:10 c"},
		{`<a href="../b/">`, Site{Host: hosting.Named("s3")}, "W521 1:10 ../b/"},
		{`<a href="../b/index.html">`, Site{Host: hosting.Named("s3")}, ""},
		{`<a href="../old/">`, Site{Rules: []hosting.Rule{{From: "old/index.html", To: "b/"}}}, ""},
		{`<img src="Pic.PNG" alt="">`, road, "W523 1:11 Pic.PNG"},
		{`<img src="gone.png" alt="">`, road, "E525 1:11 gone.png"},
		{`<img src="pic.png">`, road, "W526 1:1 pic.png"},
		{`<img src="pic.png" role="presentation">`, road, ""},
		{`<img alt="" srcset="pic.png 1x, gone.png 2x">`, road, "E525 1:33 gone.png"},
		{`<img alt="" src="http://x.org/p.png">`, road, "W524 1:18 http://x.org/p.png"},
		{`<img alt="" src="https://x.org/p.png">`, road, ""},
		{`<a href="http://x.org/">`, road, ""},
		{`<link rel="stylesheet" href="gone.css">`, road, "E525 1:30 gone.css"},
		{`<link rel="next" href="gone.html">`, road, "W521 1:24 gone.html"},
		{`<meta http-equiv="refresh" content="0; URL=../gone/">`, road, "W521 1:44 ../gone/"},
		{`<meta name="description" content="0; url=../gone/">`, road, ""},
		{`<video poster="gone.jpg">`, road, "E525 1:16 gone.jpg"},
		{`<svg><use href="#mark"/><g id="mark"/></svg>`, road, ""},
		{`<svg><a xlink:href="gone.html">`, road, "W521 1:21 gone.html"},
		{`<style>a { background: url("gone.png") }</style>`, road, "E525 1:29 gone.png"},
		{`<p style="background: url(gone.png)">`, road, "E525 1:17 gone.png"},
		{"<!-- <a href=\"gone.html\"> -->\n <a\n  href=\"gone.html\">", road, "W521 3:9 gone.html"},
		{`<script>"<a href='gone.html'>"</script>`, road, ""},
		{`<textarea><a href="gone.html"></textarea>`, road, ""},
		{`<a href="x.html?a=1&amp;b=2">`, road, "W521 1:10 x.html?a=1&b=2"},
	} {
		got := looked(t, c.site, pages{
			"a/index.html": c.page, "a/café.html": "", "a/a b.txt": "", "a/pic.png": "", "a/c.html": "",
			"index.html": "", "b/index.html": `<p id="there"><a name="café">`,
		})
		if got != c.want && !(strings.HasPrefix(c.page, "<p style") && strings.HasPrefix(got, "E525")) {
			t.Errorf("%s: %q, want %q", c.page, got, c.want)
		}
	}
}

func TestStylesheets(t *testing.T) {
	got := looked(t, Site{}, pages{"assets/a.css": "@import \"b.css\";\n@font-face { src: url(f.woff2) }\n/* url(x) */ a { b: url( 'gone.png' ) url(data:,x) url(#y) }\n@import 'gone.css'", "assets/b.css": "", "assets/f.woff2": ""})
	if want := "E525 3:27 gone.png; E525 4:10 gone.css"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// What is on every page is told once.
func TestWhatManyPagesHave(t *testing.T) {
	site := pages{}
	for i := range 40 {
		site[fmt.Sprintf("p/%d/index.html", i)] = `<a href="../../gone/index.html">`
	}
	site["index.html"] = `<a href="gone/index.html"><a href="else.html">`
	found, err := Look(site, Site{})
	if err != nil || len(found) != 2 || !strings.HasSuffix(found[1].Text, "(here, and 40 times elsewhere)") && !strings.HasSuffix(found[0].Text, "(here, and 40 times elsewhere)") {
		t.Errorf("%v %v", found, err)
	}
}
