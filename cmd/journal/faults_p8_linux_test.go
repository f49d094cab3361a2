package main

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// traces are words that only the preview or the author's own edition has.
var traces = []string{"marmalade", "livereload", "localhost", "127.0.0.1", "_journal/", "/_events", "_as/", "journal-preview", "journal-status", "reload.js", "EventSource"}

// P8: what was looked at in the preview leaves no trace in what is built beside it.
// Every page is looked at, as the author and as strangers see it, drafts and
// private and protected entries included, with an error and without, and the site is built
// before, in between and after.
func TestFaultsP8(t *testing.T) {
	faultTest(t)
	s := newJournal(t)
	hidden := []string{"visibility: private", "draft: true", "publish: false", "visibility: public\ndate: 2999-01-01", "visibility: unlisted\nreveal: won", "visibility: protected\naudience: [sam]"}
	s.write("journal.toml", "title = \"Faults\"\n[audience.sam]\npassphrase_command = \"echo gallantly unhelpful tapestry reprise cabana driver\"\n")
	for i, front := range hidden {
		s.write(entryFile(fmt.Sprintf("hidden-%d", i)), "---\ntitle: Marmalade "+fmt.Sprint(i)+"\ntags: [marmalade]\n"+front+"\n---\nMarmalade, %%marmalade%%.\n")
	}
	for i := range 10 {
		s.write(entryFile(fmt.Sprintf("open-%d", i)), fmt.Sprintf("---\ntitle: Open %d\nvisibility: public\n---\nWords. [[hidden-%d]] %%%%marmalade%%%%\n", i, i%len(hidden)))
	}
	s.run("journal", "build")
	first := contentsOf(t, s.at("public"))
	before := allFiles(s)
	s.serve()
	looked, found := 0, 0
	for range times(2, 10) {
		looked += s.lookAround()
		s.write(entryFile("hidden-0"), "---\ntitle: Marmalade\nsteps: feedbak\n---\nMarmalade\n")
		s.until(func() bool { _, body := s.get("/"); return strings.Contains(body, `id="journal-status"`) })
		looked += s.lookAround()
		s.write(entryFile("hidden-0"), "---\ntitle: Marmalade\n---\nMarmalade\n")
		s.until(func() bool { _, body := s.get("/"); return !strings.Contains(body, `id="journal-status"`) })
		if after := allFiles(s); !slices.Equal(before, after) {
			t.Errorf("there were %q, and now there are %q", before, after)
			found++
		}
		s.run("journal", "build")
		found += tracesIn(t, contentsOf(t, s.at("public")), first)
	}
	s.end()
	score(t, "P8", found == 0 && looked > 100, "%d pages looked at / %d files built / traces found %d", looked, len(first), found)
}

var hrefs = regexp.MustCompile(`href="([^"#?]+)"`)

// lookAround follows all links from the first page and gives how many pages there
// were. Somewhere there has to be what must not be found in the output.
func (s *serving) lookAround() int {
	s.t.Helper()
	seen, ways, hidden := map[string]bool{"/": true}, []string{"/"}, 0
	for len(ways) > 0 {
		at := ways[0]
		ways = ways[1:]
		status, body := s.get(at)
		if status != http.StatusOK {
			continue
		}
		if strings.Contains(strings.ToLower(body), traces[0]) {
			hidden++
		}
		for _, link := range hrefs.FindAllStringSubmatch(body, -1) {
			to, err := (&url.URL{Path: at}).Parse(link[1])
			if err == nil && to.Host == "" && to.Scheme == "" && !seen[to.Path] {
				seen[to.Path] = true
				ways = append(ways, to.Path)
			}
		}
	}
	if hidden < 6 {
		s.t.Errorf("the author sees only %d pages of what is hidden", hidden)
	}
	return len(seen)
}

// contentsOf are the files below a folder.
func contentsOf(t *testing.T, folder string) map[string]string {
	t.Helper()
	contents := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		contents[strings.TrimPrefix(path, folder)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return contents
}

// tracesIn counts what should not be in an output, and files that are other than
// they were before anything was looked at.
func tracesIn(t *testing.T, output, first map[string]string) (found int) {
	t.Helper()
	for path, text := range output {
		for _, trace := range traces {
			if strings.Contains(strings.ToLower(path+text), strings.ToLower(trace)) {
				t.Errorf("%q is in %s", trace, path)
				found++
			}
		}
		if text != first[path] {
			t.Errorf("%s is another than before", path)
			found++
		}
	}
	if len(output) != len(first) {
		t.Errorf("%d files were built, and %d before", len(output), len(first))
		found++
	}
	return found
}
