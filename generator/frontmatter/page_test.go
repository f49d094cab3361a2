package frontmatter

import "testing"

func TestReadPage(t *testing.T) {
	f, _ := Split("about.md", []byte("---\ntitle: About &amp; now\nslug: about\nweight: 3\ntags: a, b\nlang: de\nvisibility: public\nlayout: x\n---\n"))
	p, msgs := ReadPage(f, Options{})
	if len(msgs) > 0 || p.Title.S != "About & now" || p.Slug.S != "about" || p.Weight != 3 || words(p.Tags) != "a|b" || p.Lang != "de" ||
		!p.Visibility.Given || len(p.Extra) != 1 {
		t.Errorf("%+v, %v", p, msgs)
	}
	f, _ = Split("about.md", []byte("---\npublished: 2026-03-05\n---\n"))
	p, msgs = ReadPage(f, Options{})
	if len(msgs) > 0 || len(p.Extra) != 1 || p.Visibility.Held != "" {
		t.Errorf("%+v, %v", p, msgs)
	}
	f, _ = Split("about.md", []byte("---\nweight: heavy\ndraft: true\n---\n"))
	p, msgs = ReadPage(f, Options{})
	if brief(msgs) != "2:9 E113" || p.Visibility.Held == "" {
		t.Errorf("%+v, %v", p, msgs)
	}
}
