package slug

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestMake(t *testing.T) {
	for _, c := range [][3]string{
		{"What Dana said", "en", "what-dana-said"},
		{"  --Hello,  World!-- ", "en", "hello-world"},
		{"Größe & Maß", "de", "groesse-und-mass"},
		{"naïve café", "en", "naive-cafe"},
		{"naïve café", "en", "naive-cafe"},
		{"Один день", "en", "odin-den"},
		{"今日", "en", "jin-ri"},
		{"../../etc/passwd", "en", "etc-passwd"},
		{"CON", "en", "con-entry"},
		{"com1", "en", "com1-entry"},
		{"", "en", ""},
		{"???", "en", ""},
	} {
		if got := Make(c[0], c[1]); got != c[2] {
			t.Errorf("Make(%q, %s) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestLongNamesAreCutAtAWord(t *testing.T) {
	got := Make(strings.Repeat("hyphenated words ", 20), "en")
	if len(got) > longest || strings.HasSuffix(got, "-") || !strings.HasSuffix(got, "words") && !strings.HasSuffix(got, "hyphenated") {
		t.Errorf("got %q", got)
	}
}

func FuzzMake(f *testing.F) {
	f.Add("a/b", "en")
	f.Add("\x00\xff", "de")
	f.Fuzz(func(t *testing.T, name, lang string) {
		got := Make(name, lang)
		if len(got) > longest+len("-entry") || !utf8.ValidString(got) {
			t.Fatalf("Make(%q) = %q", name, got)
		}
		if strings.Trim(got, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || strings.HasPrefix(got, "-") || strings.HasSuffix(got, "-") {
			t.Fatalf("Make(%q) = %q", name, got)
		}
	})
}
