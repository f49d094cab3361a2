package preview

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"journal/generator/diag"
)

// folder is a site of a few files.
type folder map[string]string

func (f folder) Has(path string) bool { _, ok := f[path]; return ok }

func (f folder) Bytes(path string) ([]byte, error) {
	if f[path] == "broken" {
		return nil, errors.New("making the page: no")
	}
	return []byte(f[path]), nil
}

const aPage = `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; img-src &#39;self&#39;"><title>t</title></head><body class="k-home"><p>Hello</p></body></html>`

func aServer() *Server {
	s := New(Options{Hosts: Hosts(1515), Version: 7, Folder: "/home/me/my journal"})
	s.Show(mine(folder{
		"index.html": aPage, "entries/a/index.html": aPage, "404.html": "<body>Not here</body>", "feed.xml": "<feed/>",
		"a b/ü/index.html": aPage, "broken.html": "broken", "data.bin": "0123456789", "odd.html": "no tags at all", ".hidden/index.html": aPage, ".well-known/x.txt": "x",
	}), nil, nil)
	return s
}

// mine is a site as the author's only edition.
func mine(f folder) []Edition { return []Edition{{Audience: "me", Own: true, Site: f}} }

func ask(s *Server, method, path string, header ...string) *http.Response {
	r := httptest.NewRequest(method, path, nil)
	r.Host = "localhost:1515"
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
		} else {
			r.Header.Set(header[i], header[i+1])
		}
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func bodyOf(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestWhoMayAsk(t *testing.T) {
	s := aServer()
	for _, c := range []struct {
		name, method string
		header       []string
		want         int
	}{
		{"by name", "GET", []string{"Host", "localhost:1515"}, 200},
		{"by address", "GET", []string{"Host", "127.0.0.1:1515"}, 200},
		{"by IPv6 address", "GET", []string{"Host", "[::1]:1515"}, 200},
		{"head", "HEAD", nil, 200},
		{"rebound name", "GET", []string{"Host", "evil.example:1515"}, 403},
		{"other port", "GET", []string{"Host", "localhost:80"}, 403},
		{"no port", "GET", []string{"Host", "localhost"}, 403},
		{"another loopback address", "GET", []string{"Host", "127.0.0.2:1515"}, 403},
		{"name that begins like ours", "GET", []string{"Host", "localhost:1515.evil.example"}, 403},
		{"dot at the end", "GET", []string{"Host", "localhost.:1515"}, 403},
		{"empty", "GET", []string{"Host", ""}, 403},
		{"forwarded", "GET", []string{"Host", "evil.example", "X-Forwarded-Host", "localhost:1515"}, 403},
		{"post", "POST", nil, 405},
		{"options", "OPTIONS", nil, 405},
		{"delete", "DELETE", nil, 405},
		{"script of another site", "GET", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"}, 403},
		{"another port of this machine", "GET", []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "cors"}, 403},
		{"link of another site", "GET", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
		{"frame in another site", "GET", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, 403},
		{"own picture", "GET", []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "no-cors"}, 200},
		{"typed", "GET", []string{"Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate"}, 200},
	} {
		r := ask(s, c.method, "/", c.header...)
		if r.StatusCode != c.want {
			t.Errorf("%s: status %d, want %d", c.name, r.StatusCode, c.want)
		}
		if got := bodyOf(t, r); c.want != 200 && got != "" {
			t.Errorf("%s: refused with content %q", c.name, got)
		}
	}
}

func TestPaths(t *testing.T) {
	s := aServer()
	for _, c := range []struct {
		path           string
		want           int
		location, body string
	}{
		{"/", 200, "", "Hello"},
		{"/index.html", 200, "", "Hello"},
		{"/entries/a/", 200, "", "Hello"},
		{"/entries/a", 302, "/entries/a/", ""},
		{"/entries/a?q=1", 302, "/entries/a/?q=1", ""},
		{"/a%20b/%C3%BC", 302, "/a%20b/%C3%BC/", ""},
		{"/a%20b/%C3%BC/", 200, "", "Hello"},
		{"/entries", 404, "", "Not here"},
		{"/entries/", 404, "", "Not here"},
		{"/../index.html", 404, "", "Not here"},
		{"/entries/../index.html", 404, "", "Not here"},
		{"/entries%2fa/", 200, "", "Hello"},
		{"//entries/a", 404, "", "Not here"},
		{"/_journal/", 404, "", "Not here"},
		{"/.hidden/", 404, "", "Not here"},
		{"/.hidden/index.html", 404, "", "Not here"},
		{"/.well-known/x.txt", 200, "", "x"},
		{"/broken.html", 503, "", "could not be made"},
		{"/feed.xml", 200, "", "<feed/>"},
	} {
		r := ask(s, "GET", c.path)
		if r.StatusCode != c.want || r.Header.Get("Location") != c.location || !strings.Contains(bodyOf(t, r), c.body) {
			t.Errorf("%s: status %d, location %q; want %d, %q and %q in the body", c.path, r.StatusCode, r.Header.Get("Location"), c.want, c.location, c.body)
		}
	}
	if r := ask(s, "GET", "/data.bin", "Range", "bytes=2-4"); bodyOf(t, r) != "234" || r.StatusCode != http.StatusPartialContent {
		t.Errorf("a part of a file: status %d", r.StatusCode)
	}
}

func TestPagesAreDressed(t *testing.T) {
	s := aServer()
	r := ask(s, "GET", "/")
	page := bodyOf(t, r)
	if want := "default-src 'none'; img-src 'self'; script-src '" + scriptHash() + "'; connect-src 'self'; frame-ancestors 'none'"; r.Header.Get("Content-Security-Policy") != want {
		t.Errorf("policy %q, want %q", r.Header.Get("Content-Security-Policy"), want)
	}
	want := `<!doctype html><html><head><title>t</title><link rel="stylesheet" href="/_journal/preview.css"></head><body class="k-home"><p>Hello</p>` +
		`<aside id="journal-preview" lang="en" dir="ltr" aria-label="Preview"><details id="journal-bar" open><summary>Preview<span id="journal-offline" role="status" hidden>: not connected, this may be old</span></summary><div></div></details></aside>` +
		`<script id="journal-script" type="module" src="/_journal/reload.js" integrity="` + scriptHash() + `" data-version="8" data-page="found" data-audience="me"></script></body></html>`
	if page != want {
		t.Errorf("got  %s\nwant %s", page, want)
	}
	if odd := bodyOf(t, ask(s, "GET", "/odd.html")); !strings.HasPrefix(odd, "no tags at all") || !strings.Contains(odd, "reload.js") {
		t.Errorf("a page without tags: %s", odd)
	}
	if feed := bodyOf(t, ask(s, "GET", "/feed.xml")); feed != "<feed/>" {
		t.Errorf("the feed was changed: %s", feed)
	}
}

func TestErrorsLieOverTheLastGoodPage(t *testing.T) {
	wrong := diag.List{
		{Code: "E121", Pos: diag.Pos{File: "a.md", Line: 2, Col: 1}, Text: `unknown step "<u>"`, Excerpt: "steps: <u>", Len: 5},
		{Code: "W240", Severity: diag.Warning, Text: "only a warning"},
	}
	s := aServer()
	s.Show(mine(folder{"index.html": "<body>Half</body>"}), nil, wrong)
	page := bodyOf(t, ask(s, "GET", "/"))
	for _, want := range []string{"Hello", "1 error.", "last good page", "E121", "&lt;u&gt;", "<mark>steps</mark>: ", "vscode://file/home/me/my%20journal/a.md:2:1"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in %s", want, page)
		}
	}
	for _, not := range []string{"Half", "<u>", "only a warning"} {
		if strings.Contains(page, not) {
			t.Errorf("%q is in %s", not, page)
		}
	}
	s.Show(mine(folder{"index.html": "<body>Whole</body>"}), nil, wrong[1:])
	if page := bodyOf(t, ask(s, "GET", "/")); !strings.Contains(page, "Whole") || strings.Contains(page, "journal-status") {
		t.Errorf("after the fix: %s", page)
	}
}

// What stops a publication does not make the author's own pages old ones.
func TestWhatStopsPublication(t *testing.T) {
	stops := diag.List{{Code: "E131", Pos: diag.Pos{File: "b.md"}, Text: "words that must not be"}}
	show := func(s *Server, messages diag.List) string {
		s.Show(mine(folder{"index.html": "<body>Newest</body>"}), nil, messages)
		return bodyOf(t, ask(s, "GET", "/"))
	}
	s := aServer()
	before := s.current().version
	s.ShowStops(stops)
	s.ShowStops(stops)
	if n := s.current().version - before; n != 1 {
		t.Errorf("the same stops twice are %d versions", n)
	}
	page := show(s, nil)
	for _, want := range []string{"Newest", "<b>1 error</b> in what others would see", "E131", "vscode://file/home/me/my%20journal/b.md"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in %s", want, page)
		}
	}
	page = show(s, diag.List{{Code: "E121", Text: "unknown step"}})
	for _, want := range []string{"<b>2 errors.</b>", "last good page", "E121", "E131"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in %s", want, page)
		}
	}
	show(s, nil)
	s.ShowStops(nil)
	if page := bodyOf(t, ask(s, "GET", "/")); strings.Contains(page, "journal-status") {
		t.Errorf("when nothing stops it any more: %s", page)
	}
}

// What cannot be read is not shown as it is on the disk, and that is said. Strangers'
// eyes are told of no files.
func TestTrouble(t *testing.T) {
	s := aServer()
	before := s.current().version
	s.ShowTrouble("reading <a.md>: permission denied")
	s.ShowTrouble("reading <a.md>: permission denied")
	if n := s.current().version - before; n != 1 {
		t.Errorf("the same trouble twice is %d versions", n)
	}
	page := bodyOf(t, ask(s, "GET", "/"))
	for _, want := range []string{"Hello", "The journal cannot be read.", "as it last was", "reading &lt;a.md&gt;: permission denied"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in %s", want, page)
		}
	}
	s.ShowTrouble("")
	if page := bodyOf(t, ask(s, "GET", "/")); strings.Contains(page, "journal-status") {
		t.Errorf("when it is over: %s", page)
	}
	s.Show([]Edition{{Audience: "public", Site: folder{"index.html": aPage}}}, nil, nil)
	s.ShowTrouble("reading a.md: permission denied")
	if page := bodyOf(t, ask(s, "GET", "/")); !strings.Contains(page, "cannot be read") || strings.Contains(page, "a.md") {
		t.Errorf("as strangers: %s", page)
	}
}

func TestErrorsFromTheStart(t *testing.T) {
	wrong := diag.List{}
	for i := range 25 {
		wrong = append(wrong, diag.New("E1", diag.Pos{File: fmt.Sprint(i)}, "", "no"))
	}
	s := New(Options{Hosts: Hosts(1515)})
	if r := ask(s, "GET", "/"); r.StatusCode != 503 || !strings.Contains(bodyOf(t, r), "nothing here yet") {
		t.Errorf("before anything is shown: status %d", r.StatusCode)
	}
	s.Show(mine(folder{"index.html": "<body>Half</body>"}), nil, wrong)
	page := bodyOf(t, ask(s, "GET", "/"))
	for _, want := range []string{"Half", "25 errors.", "what could be made", "and 5 more"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in %s", want, page)
		}
	}
	if r := ask(s, "GET", "/nothing"); r.StatusCode != 503 || !strings.Contains(bodyOf(t, r), "journal-status") {
		t.Errorf("a site without a page for what is missing: status %d", r.StatusCode)
	}
	s.Show(mine(folder{"index.html": "<body>Other half</body>"}), nil, wrong)
	if page := bodyOf(t, ask(s, "GET", "/")); !strings.Contains(page, "Other half") {
		t.Errorf("without a good site the latest is shown, got %s", page)
	}
}

func TestBrowsersAreTold(t *testing.T) {
	listeners, port, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	s := New(Options{Hosts: Hosts(port), Version: 100})
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- s.Serve(ctx, listeners...) }()
	r, err := http.Get(fmt.Sprintf("http://127.0.0.1:%d%s", port, eventsPath))
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(r.Body)
	next := func() string {
		for lines.Scan() {
			if lines.Text() != "" {
				return lines.Text()
			}
		}
		return "end"
	}
	if got := next() + ", " + next(); got != "retry: 500, data: 100" {
		t.Errorf("at first: %q", got)
	}
	s.Show(mine(folder{}), nil, nil)
	if got := next(); got != "data: 101" {
		t.Errorf("after a change: %q", got)
	}
	stop()
	if got := next(); got != "end" {
		t.Errorf("after the end: %q", got)
	}
	if err := <-ended; err != nil {
		t.Errorf("Serve: %v", err)
	}
}

// A browser that does not take its messages holds nobody up, and gets the latest.
func TestSlowBrowser(t *testing.T) {
	s := New(Options{Hosts: Hosts(1515)})
	c, ok := s.listen()
	if !ok {
		t.Fatal("may not listen")
	}
	for range 10 {
		s.Show(mine(folder{}), nil, nil)
	}
	if got := <-c; got != "10" {
		t.Errorf("got %s", got)
	}
	for range mostStreams - 1 {
		s.listen()
	}
	if _, ok := s.listen(); ok {
		t.Error("there is no end to streams")
	}
	s.leave(c)
	if _, ok := s.listen(); !ok {
		t.Error("a place that was given up is not free")
	}
}

func TestListenTakesTheNextPort(t *testing.T) {
	first, port, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	second, next, err := Listen(port)
	if err != nil {
		t.Fatal(err)
	}
	if next <= port {
		t.Errorf("port %d after %d", next, port)
	}
	for _, l := range append(first, second...) {
		if ip := l.Addr().(*net.TCPAddr).IP; !ip.IsLoopback() {
			t.Errorf("listens on %v", ip)
		}
		l.Close()
	}
}

// The page for what is not there is asked for at any depth, so its links begin at
// the root of the site, which lies elsewhere here than on its host.
func TestNotFoundPageHasItsStyles(t *testing.T) {
	for _, c := range []struct{ root, path, want string }{
		{"", "/a/b/", "/style.css"},
		{"/", "/_as/public/a/", "/_as/public/style.css"},
		{"/road/", "/a/b/", "/style.css"},
		{"/road/", "/_as/public/a/", "/_as/public/style.css"},
	} {
		base := c.root
		if base == "" {
			base = "/"
		}
		site := folder{"404.html": `<head><link rel="stylesheet" href="` + base + `style.css"><link rel="canonical" href="https://me.example/road/"></head>`}
		s := New(Options{Hosts: Hosts(1515)})
		s.Show([]Edition{{Audience: "me", Own: true, Root: c.root, Site: site}, {Audience: "public", Root: c.root, Site: site}}, nil, nil)
		page := bodyOf(t, ask(s, "GET", c.path))
		if !strings.Contains(page, `href="`+c.want+`"`) || !strings.Contains(page, `"https://me.example/road/"`) {
			t.Errorf("root %q, %s: not at %s in %s", c.root, c.path, c.want, page)
		}
	}
}
