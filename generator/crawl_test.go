package generator_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"journal/generator"
	"journal/generator/edition"
	"journal/generator/media"
	"journal/themes"
)

// Published at the root of a domain, in a folder of one, in a bucket and on a disk, a
// crawler that follows every link finds none that is broken.
func TestCrawl(t *testing.T) {
	scaler := media.NewScaler(media.NewMemory(nil))
	crawled := func(t *testing.T, base, preset string) string { return crawled(t, base, preset, scaler) }
	inFolder := crawled(t, "https://me.example/my/road/", "none")
	t.Run("the root of a domain", func(t *testing.T) {
		crawl(t, nginx(t, crawled(t, "https://me.example/", "none"), "/"), "https://me.example/")
	})
	t.Run("a folder of a domain", func(t *testing.T) {
		crawl(t, nginx(t, inFolder, "/my/road/"), "https://me.example/my/road/")
	})
	t.Run("a folder that base_url does not know", func(t *testing.T) {
		c := crawl(t, nginx(t, crawled(t, "", "none"), "/other/"), "")
		if len(c.seen) < 100 {
			t.Errorf("only %d pages were found", len(c.seen))
		}
	})
	t.Run("a bucket", func(t *testing.T) {
		crawl(t, bucket(t, crawled(t, "https://me.example/my/road/", "s3"), "/my/road/")+"index.html", "https://me.example/my/road/")
	})
	t.Run("a disk", func(t *testing.T) {
		crawl(t, "file://"+filepath.ToSlash(inFolder)+"/index.html", "https://me.example/my/road/")
	})
}

// A crawler that finds no broken link has to be able to.
func TestCrawlerWouldNotice(t *testing.T) {
	for page, want := range map[string]string{
		`<a href="gone/index.html">`:         "404",
		`<a href="#gone">`:                   "no place",
		`<a href="/index.html">`:             "404",
		`<img src="gone.png">`:               "404",
		`<link href="https://me.example/x">`: "404",
		`<a href="sub/">`:                    "404", // a bucket has no index pages
	} {
		dir := writeJournal(t, map[string]string{"index.html": page, "sub/index.html": "x"})
		c := crawler{base: "https://me.example/"}
		c.crawl(bucket(t, dir, "/road/") + "index.html")
		if !strings.Contains(strings.Join(c.broken, "\n"), want) {
			t.Errorf("%s: %q, want %s", page, c.broken, want)
		}
	}
}

// crawled builds the sample with another address into a folder.
func crawled(t *testing.T, base, preset string, scaler *media.Scaler) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "content"), os.DirFS("../content")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"journal.toml", "people.toml"} {
		text := readText(t, "../"+name)
		if name == "journal.toml" {
			text = regexp.MustCompile(`(?m)^base_url .*$`).ReplaceAllString(text, fmt.Sprintf("base_url = %q", base))
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	about := filepath.Join(folder, "content/pages/about.md")
	text := strings.Replace(readText(t, about), "\n", "\naliases = [\"/2019/about-me/\", \"/me.html\", \"/Über mich/\"]\n", 1)
	if !strings.HasPrefix(text, "+++") {
		t.Fatal("the sample's page about its author has another front matter")
	}
	if err := os.WriteFile(about, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	src := generator.Source{Folder: folder, Themes: themes.FS, Now: time.Now, Today: sampleToday, Preset: preset, Scaler: scaler}
	site := t.TempDir()
	for name, text := range pagesFiles(t, src, edition.ForPublic) {
		file := filepath.Join(site, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return site
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// crawler follows links. What begins with base is taken to be where it began.
type crawler struct {
	base   string
	start  *url.URL // the folder it stays in
	root   string
	seen   map[string][]byte // by address without fragment; nil if it is no page
	places map[string][]string
	broken []string
}

func crawl(t *testing.T, start, base string) *crawler {
	t.Helper()
	c := &crawler{base: base}
	c.crawl(start)
	if strings.HasPrefix(start, "http") {
		c.notFound()
	}
	report(t, start, c.broken)
	for _, want := range []string{"feed.xml", "calendar/2026/index.html", "about/index.html"} {
		if _, ok := c.seen[c.root+want]; !ok {
			t.Errorf("the crawler did not come to %s", want)
		}
	}
	return c
}

func (c *crawler) crawl(start string) {
	u, err := url.Parse(start)
	if err != nil {
		c.broken = append(c.broken, err.Error())
		return
	}
	c.start = u.ResolveReference(&url.URL{Path: "./"})
	c.root = c.start.String()
	c.seen, c.places = map[string][]byte{}, map[string][]string{}
	queue := []string{start}
	// What no page links to, but machines and former readers ask for.
	for _, extra := range []string{"sitemap.xml", "robots.txt", "feed.json", "2019/about-me/index.html", "me.html"} {
		if c.base != "" && c.has(extra) {
			queue = append(queue, c.root+extra)
		}
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		page, _, _ := strings.Cut(at, "#")
		if _, known := c.seen[page]; known {
			continue
		}
		data, status := c.get(page)
		c.seen[page] = data
		if status != http.StatusOK {
			c.broken = append(c.broken, fmt.Sprintf("%s: %d, linked from %s", page, status, strings.Join(c.places[page], " ")))
			continue
		}
		for _, link := range c.links(page, data) {
			target, _, _ := strings.Cut(link, "#")
			c.places[target] = append(c.places[target], page)
			queue = append(queue, link)
		}
	}
	c.fragments()
}

func (c *crawler) has(file string) bool {
	_, status := c.get(c.root + file)
	return status == http.StatusOK
}

func (c *crawler) get(address string) ([]byte, int) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, 0
	}
	if u.Scheme == "file" {
		data, err := os.ReadFile(filepath.FromSlash(u.Path))
		if err != nil {
			return nil, http.StatusNotFound
		}
		return data, http.StatusOK
	}
	r, err := http.Get(address)
	if err != nil {
		return nil, 0
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, 0
	}
	return data, r.StatusCode
}

var (
	inXML = regexp.MustCompile(`(?:<loc>|href=")([^<"]*)|Sitemap: (\S+)|"(?:url|home_page_url|feed_url)": "([^"]*)"`)
	inCSS = regexp.MustCompile(`url\(\s*["']?([^"')]+)`)
)

// links are the addresses in a file that lie below where the crawler began.
func (c *crawler) links(at string, data []byte) []string {
	var found []string
	switch filepath.Ext(at) {
	case ".html", "":
		found = linksOf(data)
	case ".css":
		for _, m := range inCSS.FindAllSubmatch(data, -1) {
			found = append(found, string(m[1]))
		}
	case ".xml", ".json", ".txt":
		for _, m := range inXML.FindAllSubmatch(data, -1) {
			found = append(found, html.UnescapeString(string(slices.Concat(m[1], m[2], m[3]))))
		}
	default:
		if strings.HasSuffix(at, "/") {
			found = linksOf(data)
		}
	}
	here, err := url.Parse(at)
	if err != nil {
		return nil
	}
	var inside []string
	for _, text := range found {
		if c.base != "" && strings.HasPrefix(text, c.base) {
			text = c.root + strings.TrimPrefix(text, c.base)
			if here.Scheme == "file" {
				text = asFile(text)
			}
		}
		u, err := here.Parse(text)
		switch {
		case err != nil:
			c.broken = append(c.broken, at+": "+text)
		case u.Scheme == c.start.Scheme && u.Host == c.start.Host:
			inside = append(inside, u.String())
		}
	}
	return inside
}

// asFile is the file of an address that a host with index pages would show.
func asFile(address string) string {
	if strings.HasSuffix(address, "/") {
		return address + "index.html"
	}
	return address
}

func linksOf(data []byte) []string {
	var found []string
	z := html.NewTokenizer(strings.NewReader(string(data)))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return found
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			for _, a := range t.Attr {
				switch a.Key {
				case "href", "src":
					found = append(found, a.Val)
				case "srcset":
					for one := range strings.SplitSeq(a.Val, ",") {
						found = append(found, strings.Fields(one)[0])
					}
				case "content":
					if _, to, ok := strings.Cut(a.Val, "; url="); ok && t.Data == "meta" {
						found = append(found, to)
					}
				}
			}
		}
	}
}

// fragments looks for the places within pages that links name.
func (c *crawler) fragments() {
	ids := map[string]map[string]bool{}
	for at, data := range c.seen {
		if filepath.Ext(at) != ".html" {
			continue
		}
		for _, link := range c.links(at, data) {
			page, fragment, ok := strings.Cut(link, "#")
			if !ok || fragment == "" || c.seen[page] == nil {
				continue
			}
			if ids[page] == nil {
				ids[page] = idsIn(c.seen[page])
			}
			if name, err := url.PathUnescape(fragment); err != nil || !ids[page][name] {
				c.broken = append(c.broken, fmt.Sprintf("%s: no place %s on %s", at, fragment, page))
			}
		}
	}
}

func idsIn(data []byte) map[string]bool {
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(`\sid="([^"]*)"`).FindAllSubmatch(data, -1) {
		ids[html.UnescapeString(string(m[1]))] = true
	}
	return ids
}

// notFound asks for what is not there, at some depth, and follows the links of the
// page that says so.
func (c *crawler) notFound() {
	at := c.root + "entries/2026/03/never/written/index.html"
	data, status := c.get(at)
	if status != http.StatusNotFound {
		c.broken = append(c.broken, fmt.Sprintf("%s: %d", at, status))
		return
	}
	if c.base == "" {
		return // nobody has said where the site lives
	}
	links := c.links(at, data)
	if len(links) == 0 {
		c.broken = append(c.broken, at+": the page has no links")
	}
	for _, link := range links {
		page, _, _ := strings.Cut(link, "#")
		if _, known := c.seen[page]; !known && page != at {
			if _, status := c.get(page); status != http.StatusOK {
				c.broken = append(c.broken, fmt.Sprintf("%s: %d, linked from the page for what is not there", page, status))
			}
		}
	}
}

// bucket serves a folder as a bucket does: whole names, no index pages.
func bucket(t *testing.T, folder, mount string) string {
	t.Helper()
	page := func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(folder, filepath.FromSlash(name))) }
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := strings.CutPrefix(r.URL.Path, mount)
		data, err := page(name)
		if !ok || err != nil {
			w.WriteHeader(http.StatusNotFound)
			data, _ = page("404.html") // without one the answer is empty
		}
		w.Write(data)
	}))
	t.Cleanup(server.Close)
	return server.URL + mount
}

// nginx serves a folder below a path, as people's own servers do.
func nginx(t *testing.T, folder, mount string) string {
	t.Helper()
	program, err := exec.LookPath("nginx")
	if err != nil {
		program = "/usr/sbin/nginx"
	}
	if !exists(program) {
		t.Fatal("there is no nginx here; .ci/setup installs it")
	}
	home := t.TempDir()
	for _, dir := range []string{home, folder} {
		if err := os.Chmod(dir, 0o755); err != nil { // its workers are somebody else
			t.Fatal(err)
		}
	}
	socket, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := socket.Addr().String()
	socket.Close()
	text := fmt.Sprintf(`daemon off;
master_process off;
pid %[1]s/pid;
error_log %[1]s/error.log;
events {}
http {
  access_log off;
  types { text/html html; text/css css; text/javascript js; application/atom+xml xml; application/feed+json json; image/svg+xml svg; image/jpeg jpg; image/png png; font/woff2 woff2; text/plain txt; }
  client_body_temp_path %[1]s/a; proxy_temp_path %[1]s/b; fastcgi_temp_path %[1]s/c; uwsgi_temp_path %[1]s/d; scgi_temp_path %[1]s/e;
  server {
    listen %[2]s;
    location %[3]s { alias %[4]s/; index index.html; error_page 404 %[3]s404.html; }
  }
}
`, home, address, mount, folder)
	file := filepath.Join(home, "nginx.conf")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var said strings.Builder
	cmd := exec.CommandContext(ctx, program, "-e", home+"/error.log", "-p", home, "-c", file)
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); cmd.Wait() })
	for range 200 {
		if r, err := http.Get("http://" + address + mount); err == nil {
			r.Body.Close()
			return "http://" + address + mount
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("nginx does not answer: %s", said.String())
	return ""
}
