package pdf

import (
	"fmt"
	"maps"
	"os/exec"
	"strings"
	"testing"
)

// file is a PDF as Chromium writes it, in short: pages in a tree, and places.
func file(objects ...string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	return []byte(b.String())
}

func TestPlaces(t *testing.T) {
	const catalog = "<</Type /Catalog\n/Pages 2 0 R\n/Dests 3 0 R>>"
	const page = "<</Type /Page\n/Parent 2 0 R>>"
	for name, tt := range map[string]struct {
		file  []byte
		want  map[string]int
		pages int
	}{
		"a tree":          {file(catalog, "<</Type /Pages\n/Count 3\n/Kids [4 0 R 5 0 R]>>", "<</c1 [7 0 R /XYZ 6 594.9 0]\n/e1-n2 [4 0 R /XYZ 6 0 0]\n/gone [99 0 R /XYZ 0 0 0]>>", page, "<</Type /Pages\n/Count 2\n/Kids [6 0 R 7 0 R]>>", page, page), map[string]int{"c1": 3, "e1-n2": 1}, 3},
		"a circle":        {file(catalog, "<</Type /Pages\n/Count 1\n/Kids [2 0 R 4 0 R]>>", "<</c1 [4 0 R /XYZ 0 0 0]>>", page), map[string]int{"c1": 1}, 1},
		"no places":       {file("<</Type /Catalog\n/Pages 2 0 R>>", "<</Type /Pages\n/Count 1\n/Kids [3 0 R]>>", page), nil, 1},
		"something else":  {[]byte("<html>"), nil, 0},
		"nothing":         {nil, nil, 0},
		"an open end":     {[]byte("1 0 obj\n<</Type /Catalog /Pages 2 0 R /Dests 3 0 R"), nil, 0},
		"no pages at all": {file(catalog, "<<>>", "<</c1 [4 0 R /XYZ 0 0 0]>>"), map[string]int{}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Places(tt.file)
			if (err != nil) != (tt.want == nil) || !maps.Equal(got, tt.want) {
				t.Errorf("got %v, %v", got, err)
			}
			if n := Pages(tt.file); n != tt.pages {
				t.Errorf("%d pages", n)
			}
		})
	}
}

func TestBrowser(t *testing.T) {
	only := func(names ...string) func(string) (string, error) {
		return func(name string) (string, error) {
			for _, n := range names {
				if n == name {
					return "/bin/" + name, nil
				}
			}
			return "", exec.ErrNotFound
		}
	}
	if path, ok := Browser(only("brave-browser", "google-chrome")); !ok || path != "/bin/google-chrome" {
		t.Error(path, ok)
	}
	if path, ok := Browser(only("firefox")); ok {
		t.Error(path)
	}
}

func FuzzPlaces(f *testing.F) {
	f.Add(file("<</Type /Catalog\n/Pages 2 0 R\n/Dests 3 0 R>>", "<</Type /Pages\n/Kids [2 0 R]>>", "<</a [2 0 R]>>"))
	f.Fuzz(func(t *testing.T, text []byte) {
		found, _ := Places(text)
		for id, page := range found {
			if id == "" || page < 1 {
				t.Errorf("%q on page %d", id, page)
			}
		}
	})
}
