package theme

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"journal/themes"
)

func stylesheet(_ testing.TB, th Theme) string { return string(th.Styles()) }

// withFontFiles is the built-in theme with these files in its folder fonts.
func withFontFiles(t testing.TB, names ...string) fs.FS {
	t.Helper()
	fsys := fstest.MapFS{}
	files, _ := Files(themes.FS, nil, Default)
	for _, f := range files {
		fsys[Default+"/"+f.Path] = &fstest.MapFile{Data: f.Text}
	}
	for _, name := range names {
		fsys[Default+"/fonts/"+name] = &fstest.MapFile{Data: []byte("font")}
	}
	return fsys
}

func TestFacesFollowTheFontFiles(t *testing.T) {
	none, _ := Load(withFontFiles(t), nil, Default, english(), nil)
	if css := stylesheet(t, none); strings.Contains(css, "@font-face") {
		t.Error("a face without its file")
	}
	th, _ := Load(withFontFiles(t, "newsreader.woff2", "OFL.txt"), nil, Default, english(), nil)
	if css := stylesheet(t, th); strings.Count(css, "@font-face") != 1 || !strings.Contains(css, "url(fonts/newsreader.woff2)") {
		t.Errorf("want one face: %.300s", css)
	}
	if got := paths(th); got != "assets/celebration.css assets/fonts/OFL.txt assets/fonts/newsreader.woff2 assets/helped.css assets/index.css assets/keys.js assets/letters.css assets/people.css assets/pursuits.css assets/review.css assets/reviews.css assets/search.js assets/step.css assets/twins.css assets/unlock.css assets/unlock.js" {
		t.Error(got)
	}
	if got := paths(th.SystemFonts()); got != "assets/celebration.css assets/helped.css assets/index.css assets/keys.js assets/letters.css assets/people.css assets/pursuits.css assets/review.css assets/reviews.css assets/search.js assets/step.css assets/twins.css assets/unlock.css assets/unlock.js" {
		t.Error(got)
	}
	if th.SystemFonts().Hash() == th.Hash() || stylesheet(t, th.SystemFonts()) != stylesheet(t, none) {
		t.Error("SystemFonts is not the theme without fonts")
	}
}

func paths(th Theme) string {
	var p []string
	for _, a := range th.Assets() {
		p = append(p, a.Path)
	}
	return strings.Join(p, " ")
}

func TestStylesheetOrder(t *testing.T) {
	th, problems := Load(themes.FS, journalWith("default/assets/zebra.css", ".zebra{}", "default/layouts/entry.css", ".swan{}", "default/assets/tide.png", "png"), Default, english(), nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	css := stylesheet(t, th)
	last := -1
	for _, part := range []string{":root{", ".prose{", ".steps{", ".swan{}", ".zebra{}", "@media print"} {
		at := strings.Index(css, part)
		if at <= last {
			t.Errorf("%s is out of order", part)
		}
		last = at
	}
	if !strings.Contains(paths(th), "assets/tide.png") {
		t.Error("the picture is not copied")
	}
}

// What a theme adds comes after the themes it builds on, and before what is added
// to it.
func TestStylesOfThemesThatBuildOnOthers(t *testing.T) {
	th, problems := Load(themes.FS, journalWith("default/assets/a.css", ".first{}", "book/assets/a-mine.css", ".third{}", "mine/theme.toml", "on = 'book'", "mine/assets/a0.css", ".fourth{}", "mine/layouts/entry.css", ".kept{}"), "mine", english(), nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	css := stylesheet(t, th)
	last := -1
	for _, part := range []string{".prose{", ".kept{}", ".first{}", "font-variant-numeric:oldstyle-nums", ".third{}", ".fourth{}", "prefers-contrast"} {
		at := strings.Index(css, part)
		if at <= last {
			t.Errorf("%s is out of order", part)
		}
		last = at
	}
}

// A theme may have pages of a kind load less.
func TestStylesOfKinds(t *testing.T) {
	th, problems := Load(themes.FS, journalWith("plain/assets/mine.css", ".mine{}", "plain/layouts/home.css", ".home{}"), "plain", english(), nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	of := th.StylesOf()
	entry := string(of["entry"])
	for part, want := range map[string]bool{".prose{": true, ".entry{": true, ".mine{}": true, "@media print": true, ".home{}": false, ".steps{": false, "@font-face": false} {
		if strings.Contains(entry, part) != want {
			t.Errorf("%s: want %v", part, want)
		}
	}
	if of["home"] != nil || !strings.Contains(stylesheet(t, th), ".home{}") {
		t.Error("home loads less than all")
	}
	for said, toml := range map[string]string{"no pages of the kind": "[stylesheets]\nentyr = []", "no stylesheet": "[stylesheets]\nentry = ['layouts/entyr.css']"} {
		if _, problems := Load(themes.FS, journalWith("mine/theme.toml", toml), "mine", english(), nil); len(problems) != 1 || !strings.Contains(problems[0].Text, said) {
			t.Errorf("%s: %v", toml, problems)
		}
	}
}

func TestSqueeze(t *testing.T) {
	for in, want := range map[string]string{
		"a{b:c} /* x */\n\n  d{e:f}\n":      "a{b:c}d{e:f}",
		"a{content:\"/* no */\"}":           "a{content:\"/* no */\"}\n",
		`a{content:"\"/*"}/* x */`:          `a{content:"\"/*"}` + "\n",
		"/* never closed":                   "",
		"@media screen\n  and (x){\na{}\n}": "@media screen\nand (x){a{}}",
		"a,\nb c\nd{}":                      "a,b c\nd{}",
	} {
		if got := string(squeezed(withoutComments([]byte(in)))); strings.TrimRight(got, "\n") != strings.TrimRight(want, "\n") {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

// The whole stylesheet travels with the first page a reader opens.
func TestStylesheetIsSmall(t *testing.T) {
	th, _ := Load(withFontFiles(t, "newsreader.woff2", "newsreader-ext.woff2", "newsreader-italic.woff2", "newsreader-italic-ext.woff2", "atkinson-next.woff2", "atkinson-next-ext.woff2"), nil, Default, english(), nil)
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write([]byte(stylesheet(t, th)))
	w.Close()
	if b.Len() > 8*1024 {
		t.Errorf("%d bytes compressed, want at most 8 KB", b.Len())
	}
}
