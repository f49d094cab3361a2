package edition_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/journal"
	"journal/generator/memo"
	"journal/generator/words"
	"journal/themes"
)

var today = civil.Date{Year: 2026, Month: 6, Day: 15}

// A tree is the files of a journal.
type tree map[string]string

// with is the tree and one more file.
func (f tree) with(path, text string) tree {
	all := maps.Clone(f)
	all[path] = text
	return all
}

// load reads a journal that need not be free of problems.
func load(t *testing.T, files tree) journal.Journal {
	t.Helper()
	var s journal.Snapshot
	for _, path := range slices.Sorted(maps.Keys(files)) {
		text := []byte(files[path])
		s.Inputs = append(s.Inputs, &journal.Input{Path: path, Size: int64(len(text)), Text: text, Read: func() ([]byte, error) { return text, nil }})
	}
	cfg := config.Default()
	if text, ok := files[journal.ConfigFile]; ok {
		var messages diag.List
		cfg, messages = config.Parse(diag.Source{File: journal.ConfigFile, Text: []byte(text)})
		if messages.HasErrors() {
			t.Fatalf("journal.toml: %v", messages)
		}
	}
	w, _ := words.Load(themes.FS, nil, "default", cfg.Language)
	j, _ := journal.Load(s, cfg.Speaking(w), memo.New())
	return j
}

func forPublic(t *testing.T, files tree) edition.Edition[edition.Public] {
	t.Helper()
	e, _ := edition.ForPublic(load(t, files), today, memo.New())
	return e
}

func forOwner(t *testing.T, files tree) edition.Edition[edition.Owner] {
	t.Helper()
	e, _ := edition.ForOwner(load(t, files), today, memo.New())
	return e
}

// one is the front matter of an entry on a day in the past, and a text.
func one(lines ...string) tree {
	return tree{"content/entries/2026-03-05-dana.md": yaml(lines...)}
}

func yaml(lines ...string) string {
	return "---\n" + strings.Join(lines, "\n") + "\n---\nWords.\n"
}

// only gives the one entry of an edition.
func only[A edition.Audience](t *testing.T, e edition.Edition[A]) *edition.Entry {
	t.Helper()
	all := slices.Concat(e.Entries(), e.Unlisted())
	if len(all) != 1 {
		t.Fatalf("%d entries, want 1", len(all))
	}
	return all[0]
}

// Private by default and on any doubt.
func TestWhoSeesAnEntry(t *testing.T) {
	const public = "visibility: public"
	for _, c := range []struct {
		name   string
		files  tree
		listed bool
	}{
		{"public", one(public), true},
		{"says nothing", one("title: A"), false},
		{"has no front matter", tree{"content/entries/2026-03-05.md": "Words.\n"}, false},
		{"private", one("visibility: private"), false},
		{"protected", one("visibility: protected"), false},
		{"unlisted", one("visibility: unlisted"), false},
		{"capital", one("visibility: Public"), false},
		{"blank", one("visibility: 'public '"), false},
		{"another word", one("visibility: everyone"), false},
		{"no value", one("visibility:"), false},
		{"a boolean", one("visibility: true"), false},
		{"a list", one("visibility: [public]"), false},
		{"public: true alone", one("public: true"), false},
		{"publish: true alone", one("publish: true"), false},
		{"publish: true, trusted", one("publish: true").with("journal.toml", "[privacy]\ntrust_publish = true\n"), true},
		{"default public", one("title: A").with("journal.toml", "[privacy]\ndefault = \"public\"\n"), true},
		{"default public, draft", one("draft: true").with("journal.toml", "[privacy]\ndefault = \"public\"\n"), false},
		{"default public, publish: false", one("publish: false").with("journal.toml", "[privacy]\ndefault = \"public\"\n"), false},
		{"draft", one(public, "draft: true"), false},
		{"draft in quotes", one(public, "draft: \"false\""), false},
		{"draft: no", one(public, "draft: no"), false},
		{"publish: false", one(public, "publish: false"), false},
		{"published: false", one(public, "published: false"), false},
		{"public: false", one(public, "public: false"), false},
		{"private: true", one(public, "private: true"), false},
		{"misspelt, beside the right one", one(public, "visiblity: private"), false},
		{"stated twice", one("visibility: private", public), false},
		{"an audience", one(public, "audience: [sam]").with("journal.toml", "[audience.sam]\npassphrase_env = \"J_SAM\"\n"), false},
		{"an audience by default public", one("audience: [sam]").with("journal.toml", "[privacy]\ndefault = \"public\"\n[audience.sam]\npassphrase_env = \"J_SAM\"\n"), false},
		{"broken front matter", one(public, "title: [a"), false},
		{"no end of the front matter", tree{"content/entries/2026-03-05.md": "---\nvisibility: public\nWords.\n"}, false},
		{"today", one(public, "date: 2026-06-15"), true},
		{"tomorrow", one(public, "date: 2026-06-16"), false},
		{"no such day", one(public, "date: 2026-02-30"), false},
		{"no date at all", tree{"content/entries/dana.md": yaml(public)}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := forPublic(t, c.files)
			if got := len(e.Entries()) == 1; got != c.listed {
				t.Errorf("listed: %t, want %t", got, c.listed)
			}
			if n := len(e.Unlisted()); n > 0 && c.name != "unlisted" {
				t.Errorf("%d unlisted entries", n)
			}
		})
	}
}

// The author sees everything that has a day, and why strangers do not.
func TestWhy(t *testing.T) {
	for _, c := range []struct {
		why  string
		line string
	}{
		{"its file does not say who may see it", "title: A"},
		{"its file says visibility: public", "visibility: public"},
		{"its visibility is not understood", "visibility: Public"},
		{"draft = true", "draft: true"},
		{"it is planned for 2026-07-01, and days to come are private", "visibility: public\ndate: 2026-07-01"},
		{"it waits to be revealed: won", "visibility: public\nreveal: won"},
		{"it opens on day 200", "visibility: public\nletter: true\nopens: day 200"},
	} {
		if got := only(t, forOwner(t, one(c.line))).Why; got != c.why {
			t.Errorf("%q: %q, want %q", c.line, got, c.why)
		}
	}
}

func TestUnlistedIsInNoList(t *testing.T) {
	e := forPublic(t, tree{
		"content/entries/2026-03-04.md": yaml("visibility: unlisted"),
		"content/entries/2026-03-05.md": yaml("visibility: public"),
		"content/entries/2026-03-06.md": yaml("visibility: unlisted"),
	})
	if len(e.Entries()) != 1 {
		t.Errorf("listed: %v", e.Entries())
	}
	if n := e.Unlisted(); len(n) != 2 {
		t.Errorf("unlisted: %v", n)
	}
	owner := forOwner(t, tree{"content/entries/2026-03-04.md": yaml("visibility: unlisted")})
	if len(owner.Entries()) != 1 || len(owner.Unlisted()) != 0 {
		t.Error("the author's edition lists everything")
	}
}

// agreed lets the one entry's reveal come true.
func agreed(files tree, reveal string) tree {
	return files.with("revealed.toml", fmt.Sprintf("\"content/entries/2026-03-05-dana.md\" = %q\n", reveal))
}

func TestReveal(t *testing.T) {
	for _, c := range []struct {
		reveal, pursuit string
		shown           bool
	}{
		{"won", "status: won\nended: 2026-06-15", true},
		{"won", "status: won\nended: 2026-06-16", false},
		{"won", "status: won", true},
		{"won", "status: won\nmilestone:\n  - {id: first-day, date: 2026-09-01}", false},
		{"won", "status: closed\nended: 2026-06-01\noutcome: let-go", false},
		{"won", "status: open", false},
		{"won", "status: paused", false},
		{"won", "status: Won", false},
		{"closed", "status: closed\nended: 2026-06-01", true},
		{"closed", "status: won\nended: 2026-06-01", true},
		{"closed", "status: open", false},
		{"won + 30d", "status: won\nended: 2026-05-16", true},
		{"won + 30d", "status: won\nended: 2026-05-17", false},
		{"won + 2w", "status: won\nended: 2026-06-01", true},
		{"won + 30d", "status: won", false},
		{"won + 30d", "status: won\nmilestone:\n  - {id: offer, date: 2026-05-01}", true},
		{"won + 30d", "status: won\nmilestone:\n  - {id: offer, date: 2026-05-01}\n  - {id: first-day, date: 2026-06-01}", false},
		{"2026-06-15", "status: open", true},
		{"2026-06-16", "status: open", false},
		{"soon", "status: won\nended: 2026-06-01", false},
		{"won + soon", "status: won\nended: 2026-06-01", false},
		{"lost", "status: closed\nended: 2026-06-01", false},
	} {
		for _, named := range []string{"pursuit: northwind", "title: of the only one"} {
			for _, level := range []string{"visibility: public", "summary: says nothing else"} {
				files := one(level, "reveal: "+c.reveal, named).with("content/pursuits/northwind.md", yaml("visibility: public", c.pursuit))
				if len(forPublic(t, files).Entries()) > 0 {
					t.Errorf("reveal %s of %q, %s, %s: shown, and nobody agreed", c.reveal, c.pursuit, named, level)
				}
				if got := len(forPublic(t, agreed(files, c.reveal)).Entries()) == 1; got != c.shown {
					t.Errorf("reveal %s of %q, %s, %s: shown %t, want %t", c.reveal, c.pursuit, named, level, got, c.shown)
				}
			}
		}
	}
}

// A reveal of a pursuit that the entry does not have never comes.
func TestRevealOfNoPursuit(t *testing.T) {
	won := yaml("status: won", "ended: 2026-06-01")
	for name, files := range map[string]tree{
		"none at all":       one("visibility: public", "reveal: won"),
		"unknown":           one("visibility: public", "reveal: won", "pursuit: northwind"),
		"one of two":        one("visibility: public", "reveal: won").with("content/pursuits/a.md", won).with("content/pursuits/b.md", won),
		"another than this": one("visibility: public", "reveal: won", "pursuit: a").with("content/pursuits/a.md", yaml()).with("content/pursuits/b.md", won),
	} {
		if n := len(forPublic(t, agreed(files, "won")).Entries()); n > 0 {
			t.Errorf("%s: revealed", name)
		}
	}
	for _, line := range []string{"visibility: private", "draft: true", "publish: false", "audience: [sam]", "opens: 2026-12-24", "date: 2026-12-24", "visibility: Public"} {
		files := one("reveal: won", "pursuit: a", line).with("content/pursuits/a.md", won).with("journal.toml", "[audience.sam]\npassphrase_env = \"S\"\n")
		if len(forPublic(t, agreed(files, "won")).Entries()) > 0 {
			t.Errorf("a reveal overrules %s", line)
		}
	}
	if files := agreed(one("reveal: won", "pursuit: a").with("content/pursuits/a.md", won), "closed"); len(forPublic(t, files).Entries()) > 0 {
		t.Error("another reveal than the one agreed to is another question")
	}
}

func TestLetters(t *testing.T) {
	for _, c := range []struct {
		line, pursuit string
		open          bool
	}{
		{"letter: true\nopens: 2026-06-15", "", true},
		{"letter: true\nopens: 2026-06-16", "", false},
		{"opens: 2026-06-16", "", false},
		{"letter: false\nopens: 2026-06-16", "", false},
		{"letter: true\nopens: day 102", "", true},
		{"letter: true\nopens: day 103", "", false},
		{"letter: true\nopens: day 30", "day_zero: 2026-05-16", true},
		{"letter: true\nopens: day 30", "day_zero: 2026-05-17", false},
		{"letter: true\nopens: day 30", "milestone:\n  - {id: turned-down, date: 2026-05-17, visibility: private}", false},
		{"letter: true\nopens: day 30", "milestone:\n  - {id: turned-down, date: 2026-05-16}", true},
		{"letter: true\nopens: someday", "", false},
		{"letter: 'yes'", "", false},
		{"letter: true", "", true},
	} {
		files := one("visibility: public", c.line, "pursuit: p").with("content/pursuits/p.md", yaml(c.pursuit))
		if got := len(forPublic(t, files).Entries()) == 1; got != c.open {
			t.Errorf("%q of %q: open %t, want %t", c.line, c.pursuit, got, c.open)
		}
	}
}

// The public edition holds no reason, no source and no people.
func TestPublicHasNoWayBack(t *testing.T) {
	e := forPublic(t, one("visibility: public").
		with("people.toml", "[dana]\nname = \"Dana Whitfield\"\npublic = \"D.\"\n").
		with("content/pursuits/p.md", yaml("visibility: public", "url: https://northwind.example/")).
		with("content/pages/about.md", yaml("visibility: public")))
	entry, pursuit, page := e.Entries()[0], e.Pursuits()[0], e.Pages()[0]
	for _, s := range []string{entry.Why, entry.Source, pursuit.Why, pursuit.Source, pursuit.URL, page.Why, page.Source} {
		if s != "" {
			t.Errorf("strangers read %q", s)
		}
	}
	if len(e.People()) > 0 {
		t.Error("people.toml is never output")
	}
}
