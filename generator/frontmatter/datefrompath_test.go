package frontmatter

import (
	"strings"
	"testing"
)

func TestDateFromPath(t *testing.T) {
	for _, c := range []struct{ path, day, rest string }{
		{"content/entries/2026-03-05-dana.md", "2026-03-05", "dana"},
		{"2026-03-05.md", "2026-03-05", ""},
		{"2026_03_05.md", "2026-03-05", ""},
		{"2026_03_05_dana.md", "2026-03-05", "dana"},
		{"2026-03-05 What Dana said.md", "2026-03-05", "What Dana said"},
		{"2026-03-05dana.md", "2026-03-05", "dana"},
		{"20260305.md", "2026-03-05", ""},
		{"20260305-dana.md", "2026-03-05", "dana"},
		{"2026/03/05/dana.md", "2026-03-05", "dana"},
		{"entries/2026/03/05.md", "2026-03-05", ""},
		{"entries/2026/03/05-dana.md", "2026-03-05", "05-dana"},
		{"2026-03-05-dana/index.md", "2026-03-05", "dana"},
		{"2026/03/05/index.md", "2026-03-05", ""},
		{"2025/01/01/2026-03-05-moved.md", "2026-03-05", "moved"},

		{"2026/03/dana.md", "", "dana"},
		{"2026/03/05th-time.md", "", "05th-time"},
		{"2026/03/45-things.md", "", "45-things"},
		{"2026/20/05.md", "", "05"},
		{"251025.md", "", "251025"},
		{"day100.md", "", "day100"},
		{"20269999.md", "", "20269999"},
		{"20260305x.md", "", "20260305x"},
		{"10000101.md", "", "10000101"},
		{"2026-03-051.md", "", "2026-03-051"},
		{"2026-03_05.md", "", "2026-03_05"},
		{"2026-3-5.md", "", "2026-3-5"},
		{"index.md", "", "index"},
		{"thoughts/index.md", "", "thoughts"},
		{"日記.md", "", "日記"},
	} {
		day, rest, ok, err := DateFromPath(c.path)
		if day.String() != c.day || rest != c.rest || ok != (c.day != "") || err != nil {
			t.Errorf("DateFromPath(%q) = %v, %q, %v, %v; want %q, %q", c.path, day, rest, ok, err, c.day, c.rest)
		}
	}
}

func TestImpossibleDateInPath(t *testing.T) {
	for path, says := range map[string]string{
		"2026-02-30-dana.md":    "February 2026 has 28 days",
		"2026-13-01.md":         "no month 13",
		"2026/02/30/dana.md":    "February 2026 has 28 days",
		"entries/2026/02/30.md": "February 2026 has 28 days",
	} {
		_, rest, ok, err := DateFromPath(path)
		problem, isDate := err.(*DateError)
		if ok || !isDate || problem.Code != "E102" || !strings.Contains(problem.Text, says) {
			t.Errorf("DateFromPath(%q): %q, %v, %v; want E102 with %q", path, rest, ok, err, says)
		}
	}
}
