package hosting

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A site with a bit of everything that hosts read.
func site(base string) Site {
	return Site{
		BaseURL: base, Branch: true, NoIndex: true, Lasting: []string{"assets/site.0123456789ab.css", "assets/keys.ba9876543210.js"},
		Rules: []Rule{{"2019/old-post/index.html", "entries/2026/03/what-dana-said/"}, {"old.html", "about/"}},
	}
}

// Each preset writes exactly the files that its host reads.
func TestFilesOfPresets(t *testing.T) {
	for _, name := range Names() {
		for what, base := range map[string]string{"own-domain": "https://road.me.example/", "sub-path": "https://me.github.io/road/"} {
			if what == "sub-path" {
				base = strings.Replace(base, "github.io", hostsOwn(name), 1)
			}
			var b strings.Builder
			for _, f := range Named(name).Files(site(base)) {
				fmt.Fprintf(&b, "-- %s --\n%s", f.Path, f.Text)
			}
			golden := filepath.Join("testdata", name+"."+what+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if b.String() != string(want) {
				t.Errorf("%s, %s:\n%s\nwant:\n%s", name, base, b.String(), want)
			}
		}
	}
}

func hostsOwn(preset string) string {
	if own := Named(preset).the().ownDomains; len(own) > 0 {
		return own[0]
	}
	return "host.example"
}

// A domain is written down only if it is the author's own and not one of an example.
func TestDomain(t *testing.T) {
	for _, c := range []struct{ preset, base, want string }{
		{"github", "https://me.github.io/", ""},
		{"github", "https://me.github.io/road/", ""},
		{"github", "https://ME.GitHub.io/", ""},
		{"github", "https://github.io.me.example/", "github.io.me.example"},
		{"github", "https://mygithub.io/", "mygithub.io"},
		{"github", "https://Road.Me.example:443/x/", "road.me.example"},
		{"github", "", ""},
		{"github", "https://example.com/", ""},
		{"github", "http://localhost:8080/", ""},
		{"codeberg", "https://me.codeberg.page/road/", ""},
		{"codeberg", "https://road.example/", "road.example"},
	} {
		if got := Named(c.preset).domain(c.base); got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.preset, c.base, got, c.want)
		}
	}
}

// What the author put in by hand is not written again.
func TestOwnFilesStay(t *testing.T) {
	s := site("https://road.me.example/")
	s.OwnFiles = []string{"CNAME"}
	for _, f := range Named("github").Files(s) {
		if f.Path == "CNAME" {
			t.Error("CNAME is written although the author has one")
		}
	}
}

func TestDoubt(t *testing.T) {
	for base, want := range map[string]string{
		"":                                 "is missing",
		"https://me.example/road/":         "",
		"https://me.github.io/road/":       "",
		"https://road.example.net.me.org/": "",
		"https://[2001:db8::1]/":           "",
		"http://me.org/":                   "begins with http: and not with https:",
		"http://localhost:1313/":           "leads to a machine that strangers cannot reach",
		"https://LOCALHOST/":               "leads to a machine that strangers cannot reach",
		"https://127.0.0.1/":               "leads to a machine that strangers cannot reach",
		"https://192.168.1.4/":             "leads to a machine that strangers cannot reach",
		"https://[::1]:8080/":              "leads to a machine that strangers cannot reach",
		"https://my-laptop.local/":         "leads to a machine that strangers cannot reach",
		"https://nas/":                     "leads to a machine that strangers cannot reach",
		"https://example.com/":             "is still that of an example",
		"https://www.Example.org/road/":    "is still that of an example",
		"https://username.github.io/road/": "is still that of an example",
		"https://your-domain.netlify.app/": "is still that of an example",
		"https://usernames-anonymous.io/":  "",
	} {
		if got := Doubt(base); got != want {
			t.Errorf("%s: %q, want %q", base, got, want)
		}
	}
}

// Rules stand for plain addresses at the top of a domain, as many as the host
// reads; the rest become pages.
func TestDivide(t *testing.T) {
	many := func(n int) []Rule {
		rules := make([]Rule, n)
		for i := range rules {
			rules[i] = Rule{fmt.Sprintf("old/%d.html", i), "about/"}
		}
		return rules
	}
	long := Rule{strings.Repeat("a", 1000) + ".html", "about/"}
	for _, c := range []struct {
		preset, base string
		all          []Rule
		rules        int
	}{
		{"cloudflare", "https://me.example/", many(2500), 2000},
		{"cloudflare", "https://me.example/", []Rule{long, {"a.html", "about/"}}, 1},
		{"cloudflare", "https://me.example/", []Rule{{"old/index.html", "about/"}, {"über.html", "about/"}, {"a b.html", "about/"}, {"a*.html", "about/"}, {":x.html", "about/"}}, 1},
		{"cloudflare", "https://me.example/road/", many(3), 0},
		{"netlify", "", many(3), 3},
		{"gitlab", "", many(3), 0},
		{"gitlab", "https://me.gitlab.io/road/", many(1200), 1000},
		{"gitlab", "https://me.example/", many(3), 3},
		{"gitlab", "https://me.example/road/", many(3), 0},
		{"gitlab", "https://me.gitlab.io/road/", slices.Repeat([]Rule{{strings.Repeat("a", 200) + ".html", "about/"}}, 900), 64 * kb / (len("/road/ /road/about/ 301\n") + 205)},
		{"github", "https://me.example/", many(3), 0},
		{"none", "https://me.example/", many(3), 0},
	} {
		rules, pages := Named(c.preset).Divide(c.base, c.all)
		if len(rules) != c.rules || len(rules)+len(pages) != len(c.all) {
			t.Errorf("%s, %s: %d rules and %d pages of %d, want %d rules", c.preset, c.base, len(rules), len(pages), len(c.all), c.rules)
		}
		text := redirects(Named(c.preset), Site{BaseURL: c.base, Rules: rules})
		if f := Named(c.preset).the(); f.mostRules > 0 && (strings.Count(text, "\n") > f.mostRules || f.rulesSize > 0 && len(text) > f.rulesSize) {
			t.Errorf("%s: _redirects has %d lines and %d bytes", c.preset, strings.Count(text, "\n"), len(text))
		}
	}
}

func TestCheck(t *testing.T) {
	many := func(n int) []Sized {
		files := make([]Sized, n)
		for i := range files {
			files[i] = Sized{fmt.Sprintf("entries/%d/index.html", i), 1}
		}
		return files
	}
	for _, c := range []struct {
		name, preset string
		files        []Sized
		want         string
	}{
		{"nothing", "none", []Sized{{"index.html", 5 * gb}, {"film.mp4", 9 * gb}}, ""},
		{"all is well", "github", []Sized{{"index.html", 10}, {".nojekyll", 0}, {"CNAME", 10}}, ""},
		{"a push that is blocked", "github", []Sized{{"film.mp4", 101 * mb}}, "E501 film.mp4"},
		{"a push that warns", "github", []Sized{{"film.mp4", 51 * mb}}, "W501 film.mp4"},
		{"at the limit", "cloudflare", []Sized{{"film.mp4", 25 * mb}}, ""},
		{"over the limit", "cloudflare", []Sized{{"film.mp4", 25*mb + 1}}, "E501 film.mp4"},
		{"1 GB", "github", slices.Repeat([]Sized{{"a.jpg", 40 * mb}}, 26), "E503"},
		{"nearly 1 GB", "github", slices.Repeat([]Sized{{"a.jpg", 47 * mb}}, 20), "W501"},
		{"more than is asked for", "codeberg", slices.Repeat([]Sized{{"a.jpg", 47 * mb}}, 20), "W501"},
		{"20,000 files", "cloudflare", many(20_000), "W501"},
		{"20,001 files", "cloudflare", many(20_001), "E502"},
		{"15,001 files", "neocities", many(15_001), "E502"},
		{"a kind", "neocities", []Sized{{"reminders.ics", 1}, {"song.mp3", 1}, {"fonts/x.woff2", 1}, {"not_found.html", 1}, {"A.HTML", 1}}, "E504 reminders.ics; E504 song.mp3"},
		{"letters", "netlify", []Sized{{"Photo.html", 1}, {"_headers", 1}}, "W503 Photo.html"},
		{"odd letters", "netlify", []Sized{{"what?.html", 1}, {"a#b.html", 1}}, "E504 a#b.html; E504 what?.html"},
		{"two of one name", "github", []Sized{{"About/index.html", 1}, {"about/index.html", 1}}, "E505 about/index.html"},
		{"two forms of Unicode", "none", []Sized{{"caf\u00e9.html", 1}, {"cafe\u0301.html", 1}}, "E505 caf\u00e9.html"},
		{"a file and a folder", "gitlab", []Sized{{"data.html", 1}, {"data/index.html", 1}}, "W502 data.html"},
		{"a file and a folder, elsewhere", "github", []Sized{{"data.html", 1}, {"data/index.html", 1}}, ""},
		{"a long key", "s3", []Sized{{strings.Repeat("a/", 600) + "x", 1}}, "E504 " + strings.Repeat("a/", 600) + "x"},
		{"another host's file", "netlify", []Sized{{"CNAME", 1}}, "W503 CNAME; W505 CNAME"},
		{"another host's file, by hand", "rsync", []Sized{{"CNAME", 1}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, m := range Named(c.preset).Check(c.files) {
				got = append(got, strings.TrimSpace(m.Code+" "+m.Pos.File))
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("%q, want %q", s, c.want)
			}
		})
	}
}

// Of many files with the same trouble some are named.
func TestCheckNamesSome(t *testing.T) {
	var files []Sized
	for i := range 100 {
		files = append(files, Sized{fmt.Sprintf("%03d.mp3", i), 1})
	}
	if n := len(Named("neocities").Check(files)); n != mostNamed {
		t.Errorf("%d messages", n)
	}
}

func TestCheckOwn(t *testing.T) {
	own := func(text string) func(string) (string, bool) {
		return func(name string) (string, bool) { return text, name == "CNAME" }
	}
	p := Named("github")
	if m := p.CheckOwn("https://road.example/", own("Road.example\n")); len(m) > 0 {
		t.Errorf("%v", m)
	}
	if m := p.CheckOwn("https://me.github.io/road/", own("road.example\n")); len(m) != 1 || m[0].Code != "W506" {
		t.Errorf("%v", m)
	}
	if m := p.CheckOwn("https://road.example/", func(string) (string, bool) { return "", false }); len(m) > 0 {
		t.Errorf("%v", m)
	}
}
