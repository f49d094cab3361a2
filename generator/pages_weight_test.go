package generator_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"path"
	"strings"
	"testing"
)

// Bars in bytes after gzip; a page counts with its stylesheets.
const (
	heaviestPage       = 50 << 10
	heaviestEntry      = 20 << 10
	heaviestStylesheet = 9 << 10
	heaviestDrawing    = 64 << 10 // as it stands
)

// pagesWeight finds what is too heavy, and logs the heaviest of each kind.
func pagesWeight(t *testing.T, s pagesSite) []string {
	var wrong []string
	sheets := map[string]int{}
	for file, text := range s.files {
		if path.Ext(file) == ".css" {
			sheets[file] = gzipped(text)
		}
		if sheets[file] > heaviestStylesheet {
			wrong = append(wrong, fmt.Sprintf("%s: %d bytes", file, sheets[file]))
		}
	}
	heaviest := map[string]int{}
	for _, page := range s.paths() {
		kind, weight := kindOf(s.pages[page]), gzipped(s.files[page])
		for _, link := range elements(s.pages[page], "link") {
			weight += sheets[path.Join(path.Dir(page), valueOf(link, "href"))]
		}
		heaviest[kind] = max(heaviest[kind], weight)
		if weight > heaviestPage || kind == "entry" && weight > heaviestEntry {
			wrong = append(wrong, fmt.Sprintf("%s: %d bytes", page, weight))
		}
		for _, drawing := range drawings(s.files[page]) {
			if len(drawing) > heaviestDrawing {
				wrong = append(wrong, fmt.Sprintf("%s: a drawing of %d bytes", page, len(drawing)))
			}
		}
	}
	t.Logf("%s: stylesheets %v, pages with theirs %v", s.name, sheets, heaviest)
	return wrong
}

func gzipped(text string) int {
	var n counter
	w := gzip.NewWriter(&n)
	io.WriteString(w, text)
	w.Close()
	return int(n)
}

type counter int

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }

// drawings are the outermost svg elements of a page.
func drawings(text string) []string {
	var all []string
	for {
		start := strings.Index(text, "<svg")
		if start < 0 {
			return all
		}
		end, depth := start, 0
		for depth > 0 || end == start {
			open, shut := strings.Index(text[end:], "<svg"), strings.Index(text[end:], "</svg>")
			if shut < 0 {
				return all
			}
			if open >= 0 && open < shut {
				depth, end = depth+1, end+open+len("<svg")
			} else {
				depth, end = depth-1, end+shut+len("</svg>")
			}
		}
		all = append(all, text[start:end])
		text = text[end:]
	}
}
