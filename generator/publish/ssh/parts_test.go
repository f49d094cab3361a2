package ssh

import (
	"os/exec"
	"strings"
	"testing"
)

func TestDestinations(t *testing.T) {
	for s, want := range map[string]destination{
		"me@example.org:/srv/www/road":                {"me@example.org", "", "/srv/www/road"},
		"example:www/road/":                           {"example", "", "www/road"},
		"example:~/www/./road":                        {"example", "", "www/road"},
		"example:/srv/my site's $HOME `x`":            {"example", "", "/srv/my site's $HOME `x`"},
		"me@[2001:db8::1]:/srv/road":                  {"me@2001:db8::1", "", "/srv/road"},
		"ssh://me@example.org:2222/srv/www/road":      {"me@example.org", "2222", "/srv/www/road"},
		"ssh://example.org/~/www":                     {"example.org", "", "www"},
		"ssh://me@[2001:db8::1]:22/srv/%C3%BCber%20x": {"me@2001:db8::1", "22", "/srv/über x"},
		"example:a:b":                                 {"example", "", "a:b"},
	} {
		if got, err := parse(s); err != nil || got != want {
			t.Errorf("%q is %q, %v", s, got, err)
		}
	}
	for s, says := range map[string]string{
		"":                          "names no machine",
		"/srv/www":                  `target = "dir"`,
		"./a:b":                     `target = "dir"`,
		"example::module":           "not encrypted",
		"rsync://example/module":    "in another way than by ssh",
		"https://example/x":         "in another way than by ssh",
		"example:":                  "names no folder",
		"example:~":                 "names no folder",
		"example:~/":                "names no folder",
		"ssh://example":             "names no folder",
		"example:/":                 "all of the machine's disk",
		"example:../x":              "leads out of the home folder",
		"example:~ada/x":            "in somebody's home folder",
		"-oProxyCommand=x:/srv":     "names no machine",
		"a b:/srv":                  "names no machine",
		"$(x):/srv":                 "names no machine",
		"example:/srv\n/x":          "control characters",
		"ssh://-oProxyCommand=x/sr": "names no machine",
	} {
		if got, err := parse(s); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q is %q, %v; want: %s", s, got, err, says)
		}
	}
}

// What quote makes is one word of sh, whatever it is made of.
func FuzzQuote(f *testing.F) {
	for _, s := range []string{"", "a b", "it's", "$HOME `x` \\ \"", "a\nb", "-rf", "*", "''", "ä\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ContainsRune(s, 0) {
			return // in no name
		}
		c := exec.Command("sh", "-s")
		c.Stdin = strings.NewReader("printf %s " + quote(s))
		out, err := c.Output()
		if err != nil || string(out) != s {
			t.Errorf("%q came back as %q, %v", s, out, err)
		}
	})
}

func TestListed(t *testing.T) {
	for line, want := range map[string]listed{
		"-rw-r--r--          5,000 2026/11/30 20:59:59 a/b.html":   {"a/b.html", 5000, '-'},
		"-rw-r--r--              0 2026/11/30 20:59:59  leading":   {" leading", 0, '-'},
		`-rw-r--r--      1,234,567 2026/11/30 20:59:59 a\#012b`:    {"a\nb", 1234567, '-'},
		`-rw-r--r--             12 2026/11/30 20:59:59 a\#134#012`: {`a\#012`, 12, '-'},
		"lrwxrwxrwx              9 2026/11/30 20:59:59 x -> y":     {"x", 9, 'l'},
		"drwxr-xr-x          4,096 2026/11/30 20:59:59 .":          {".", 4096, 'd'},
		"-rw-r--r--             12 2026/11/30 20:59:59 ä ü":        {"ä ü", 12, '-'},
	} {
		if got, ok := parseListed(line); !ok || got != want {
			t.Errorf("%q is %v", line, got)
		}
	}
	for _, line := range []string{"", "end", "rsync: something", "-rw-r--r-- x 2026/11/30 20:59:59 a"} {
		if got, ok := parseListed(line); ok {
			t.Errorf("%q is %v", line, got)
		}
	}
}
