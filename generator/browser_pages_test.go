package generator_test

import (
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A browserPage is a page to open.
type browserPage struct {
	site, path, kind, heading, url string
}

func (p browserPage) String() string { return p.site + ":" + p.path }

// edgePages are worth a look beside one page of each kind of the sample.
func edgePages() map[string][]string {
	return map[string][]string{
		"empty/owner":    {"index.html"},
		"bare/owner":     {"index.html"},
		"single/public":  {"index.html", "pursuits/my-second-place/index.html"},
		"planned/owner":  {"index.html"},
		"grief/public":   {"index.html", "pursuits/road/index.html"},
		"twelve/public":  {"index.html", "pursuits/road/index.html", "calendar/2026/index.html"},
		"long/public":    {"index.html", "pursuits/index.html", "steps/s0/index.html", "calendar/2026/index.html", "entries/2026/01/e0/index.html"},
		"let-go/public":  {"pursuits/flat/index.html"},
		"markdown/owner": {"entries/2026/05/all/index.html", "entries/2026/05/right-to-left/index.html"},
		"hostile/owner":  {"index.html", "pursuits/p/index.html", "entries/2026/05/b/index.html", "entries/2026/05/c/index.html", "index-of-words/index.html", "timeline/index.html"},
	}
}

// browserPages serves the sites and picks the pages to open.
func browserPages(t *testing.T, sites []pagesSite) []browserPage {
	t.Helper()
	edges := edgePages()
	var pages []browserPage
	for _, s := range sites {
		var picked []browserPage
		if s.name == "sample/owner" {
			picked = kindPages(s)
		}
		for _, path := range edges[s.name] {
			if s.pages[path] == nil {
				t.Errorf("%s has no page %s", s.name, path)
				continue
			}
			picked = append(picked, s.browserPage(path))
		}
		if len(picked) == 0 {
			continue
		}
		root := serveSite(t, s)
		for _, p := range picked {
			p.url = root + p.path
			pages = append(pages, p)
		}
	}
	return pages
}

// kindPages are the largest page of each kind.
func kindPages(s pagesSite) []browserPage {
	largest := map[string]string{}
	for _, path := range s.paths() {
		kind := kindOf(s.pages[path])
		if len(s.files[path]) > len(s.files[largest[kind]]) {
			largest[kind] = path
		}
	}
	var pages []browserPage
	for _, path := range largest {
		pages = append(pages, s.browserPage(path))
	}
	slices.SortFunc(pages, func(a, b browserPage) int { return strings.Compare(a.path, b.path) })
	return pages
}

func (s pagesSite) browserPage(path string) browserPage {
	doc := s.pages[path]
	return browserPage{site: s.name, path: path, kind: kindOf(doc), heading: textOf(elements(doc, "h1")[0])}
}

// file is what a server of the site answers with.
func (s pagesSite) file(path string) (text string, ok bool) {
	s.serves.RLock()
	defer s.serves.RUnlock()
	text, ok = s.files[path]
	return text, ok
}

// put puts a file in the place of another while the site is served.
func (s pagesSite) put(path, text string) {
	s.serves.Lock()
	defer s.serves.Unlock()
	s.files[path] = text
}

// serveSite serves a site from memory where its base_url says, and gives its
// root.
func serveSite(t *testing.T, s pagesSite) string {
	t.Helper()
	if s.serves == nil {
		s.serves = new(sync.RWMutex)
	}
	root := "/"
	if base, err := url.Parse(s.base); err == nil && base.Path != "" {
		root = base.Path
	}
	server := httptest.NewServer(http.StripPrefix(root, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, ok := s.file(r.URL.Path)
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "max-age=600") // as many hosts do
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(r.URL.Path)))
		w.Write([]byte(text))
	})))
	t.Cleanup(server.Close)
	return server.URL + root
}
