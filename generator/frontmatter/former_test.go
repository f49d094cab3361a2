package frontmatter

import (
	"strings"
	"testing"
)

func TestFormerFile(t *testing.T) {
	for alias, want := range map[string]string{
		"/2019/old-post/":              "2019/old-post/index.html",
		"/2019/old-post":               "2019/old-post/index.html",
		"2019/01/old-post":             "2019/01/old-post/index.html",
		"posts/old/":                   "posts/old/index.html",
		"/old.html":                    "old.html",
		"old.HTM":                      "old.HTM",
		"/old.html/":                   "old.html/index.html",
		"/a//b/./c/":                   "a/b/c/index.html",
		"/index.html":                  "!",
		"/":                            "!",
		"/feed.xml":                    "feed.xml/index.html",
		"/caf%C3%A9/":                  "café/index.html",
		"/cafe\u0301/":                 "café/index.html",
		"/a%20b/":                      "a b/index.html",
		"/50%":                         "!",
		"/%FF/":                        "!",
		"/?p=12":                       "!",
		"/a#b":                         "!",
		"/con/":                        "!",
		"/COM1.html":                   "!",
		"/.git/config":                 "!",
		"/a./":                         "!",
		"/a|b":                         "!",
		"/" + strings.Repeat("a", 201): "!",
		"//evil.example/":              "!!",
		"/a/../b":                      "!!",
		"/a/%2e%2E/b":                  "!!",
		"/a%5Cb":                       "!!",
		`/a\b`:                         "!!",
		"/a%00b":                       "!!",
		"javascript:alert(1)":          "!!",
		"https://other.example/":       "!!",
		"data:text/html,x":             "!!",
		"/%2F/evil.example":            "!!",
		"The talk":                     "",
		"Talk":                         "",
		"24/7":                         "",
		"and/or":                       "",
		"Part 2: the end":              "",
		"What now?":                    "",
	} {
		file, isAddress, why := FormerFile(alias)
		got := file
		switch {
		case why != "" && isAddress:
			got = "!"
		case why != "":
			got = "!!"
		}
		if got != want {
			t.Errorf("%q: %q (%s), want %q", alias, got, why, want)
		}
	}
}

func TestBelowBase(t *testing.T) {
	for _, c := range []struct{ alias, base, want string }{
		{"https://me.example/road/old/", "https://me.example/road/", "/old/"},
		{"http://ME.example/road/old/", "https://me.example/road/", "/old/"},
		{"//me.example/road/old/", "https://me.example/road/", "/old/"},
		{"https://me.example/other/", "https://me.example/road/", ""},
		{"https://me.example.evil.example/road/", "https://me.example/road/", ""},
		{"https://me.example/road/?p=1", "https://me.example/road/", ""},
		{"/old/", "https://me.example/road/", ""},
		{"https://me.example/old/", "", ""},
	} {
		if got, _ := belowBase(c.alias, c.base); got != c.want && !(c.want == "" && !strings.HasPrefix(got, "/")) {
			if _, ok := belowBase(c.alias, c.base); ok || c.want != "" {
				t.Errorf("%s below %s: %q, want %q", c.alias, c.base, got, c.want)
			}
		}
	}
}

// Whatever an alias says, its file stays inside the site.
func FuzzFormerFile(f *testing.F) {
	for _, s := range []string{"/2019/old-post/", "/a/%2e%2e/b", `/a\b`, "//x", "/%2F%2F", "/.%2e/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, alias string) {
		file, isAddress, why := FormerFile(alias)
		if why != "" || !isAddress {
			return
		}
		for part := range strings.SplitSeq(file, "/") {
			if part == "" || part == "." || part == ".." || strings.ContainsAny(part, "\\\x00:?") {
				t.Errorf("%q gives %q", alias, file)
			}
		}
	})
}
