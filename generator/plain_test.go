package generator_test

import (
	"path"
	"regexp"
	"strings"
	"testing"

	"journal/generator"
	"journal/generator/edition"
)

// mostOfPlain is what a page of text may weigh in the theme plain: an entry and its styles fit into
// 8 KB, compressed.
const mostOfPlain = 8 * 1024

func TestPlainIsLight(t *testing.T) {
	t.Parallel()
	src := sampleSource()
	r, messages, err := generator.Read(src, nil)
	if err != nil || messages.HasErrors() {
		t.Fatal(err, messages)
	}
	r.Config.Theme.Name = "plain"
	tree, _ := generator.Make(src, r, edition.ForPublic, nil)
	all := files(t, tree)
	entries, heaviest := 0, 0
	for address, page := range all {
		if !strings.HasPrefix(address, "entries/") || path.Ext(address) != ".html" {
			continue
		}
		entries++
		style := relativeStyle.FindStringSubmatch(page)
		if style == nil {
			t.Fatalf("%s has no stylesheet", address)
		}
		weight := gzipped(page) + gzipped(all[path.Join(path.Dir(address), style[1])])
		heaviest = max(heaviest, weight)
		if weight > mostOfPlain {
			t.Errorf("%s weighs %d bytes with its styles", address, weight)
		}
	}
	if entries < 50 || heaviest < 1000 {
		t.Errorf("%d entries, the heaviest of %d bytes", entries, heaviest)
	}
	for address := range all {
		if strings.HasSuffix(address, ".woff2") {
			t.Errorf("it has the font %s", address)
		}
	}
	t.Logf("the heaviest of %d entries has %d bytes", entries, heaviest)
}

var relativeStyle = regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)"`)
