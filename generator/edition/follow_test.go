package edition_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"journal/generator/edition"
	"journal/generator/markdown"
)

// linked is a journal with a text that links from each of several places.
func linked() tree {
	public := yaml("visibility: public")
	return tree{
		"journal.toml": "[privacy]\nlink_key = \"k\"\n",
		"people.toml":  peopleFile,
		"content/entries/2026/2026-03-05-dana.md":     yaml("visibility: public", "title: What Dana said", "aliases: [/old/dana/, The talk]"),
		"content/entries/2026/2026-03-06 Café day.md": yaml("visibility: public", "title: Café"),
		"content/entries/2026/2026-03-07-secret.md":   yaml("title: The secret", "aliases: [hush]"),
		"content/entries/2026/03-08/index.md":         yaml("visibility: public", "date: 2026-03-08", "title: A folder"),
		"content/entries/a/2026-03-09-walk.md":        yaml("visibility: public", "title: A walk"),
		"content/entries/b/2026-03-10-walk.md":        yaml("title: A walk"),
		"content/entries/2026/photo.png":              "near",
		"content/entries/2026/My Photo.PNG":           "unfit",
		"content/entries/2026/img/wave.png":           "below",
		"content/entries/northwind/photo.png":         "far",
		"content/entries/northwind/cv.pdf":            "cv",
		"content/entries/northwind/cafe\u0301.png":    "decomposed",
		"content/pursuits/northwind.md":               yaml("visibility: public", "title: The big one"),
		"content/pursuits/hidden.md":                  yaml("title: Hidden one"),
		"content/pages/about.md":                      public,
		"content/static/CNAME":                        "me.example",
		"content/static/files/plan.pdf":               "plan",
	}
}

// follow gives where a link of the entry about Dana leads, or "" for nowhere. A
// file's hash is written HASH.
func follow[A edition.Audience](t *testing.T, e edition.Edition[A], l markdown.Link) string {
	t.Helper()
	i := slices.IndexFunc(e.Entries(), func(e *edition.Entry) bool { return strings.HasPrefix(e.Title, "What ") })
	d, ok := e.Follow(e.Entries()[i].Origin(), l)
	switch {
	case !ok && (d.Web != "" || d.Address != "" || d.File != nil || d.Title != "" || d.Body != nil):
		t.Errorf("%v leads nowhere, and yet there is %v", l, d)
	case d.File != nil:
		return regexp.MustCompile(`-[0-9a-f]{8}\.`).ReplaceAllString(d.File.Path, "-HASH.")
	case d.Address == "" && ok && d.Web == "":
		return "#"
	}
	return d.Web + d.Address
}

var links = []struct {
	kind                     markdown.LinkKind
	target, strangers, owner string // owner: "" is the same
}{
	{markdown.Inline, "2026-03-06 Café day.md", "entries/2026/03/cafe-day/", ""},
	{markdown.Inline, "2026-03-06 Cafe\u0301 day.md", "entries/2026/03/cafe-day/", ""},
	{markdown.Inline, "2026-03-06 CAFÉ DAY.MD", "entries/2026/03/cafe-day/", ""},
	{markdown.Inline, "./2026-03-05-dana.md", "entries/2026/03/d/", ""},
	{markdown.Inline, "2026-03-05-dana", "entries/2026/03/d/", ""},
	{markdown.Inline, "../a/2026-03-09-walk.md", "entries/2026/03/walk/", ""},
	{markdown.Inline, `..\a\2026-03-09-walk.md`, "entries/2026/03/walk/", ""},
	{markdown.Inline, "03-08/", "entries/2026/03/03-08/", ""},
	{markdown.Inline, "03-08/index.md", "entries/2026/03/03-08/", ""},
	{markdown.Inline, "../../pursuits/northwind.md", "pursuits/northwind/", ""},
	{markdown.Inline, "/pages/about.md", "about/", ""},
	{markdown.Inline, "/content/pages/about.md", "about/", ""},
	{markdown.Inline, "/about/", "about/", ""},
	{markdown.Inline, "/about/index.html", "about/", ""},
	{markdown.Inline, "/CNAME", "CNAME", ""},
	{markdown.Inline, "/files/plan.pdf", "files/plan.pdf", ""},
	{markdown.Inline, "https://a.example/x", "https://a.example/x", ""},
	{markdown.Inline, "//a.example/x", "//a.example/x", ""},
	{markdown.Inline, "mailto:a@b.example", "mailto:a@b.example", ""},
	{markdown.Inline, "", "#", ""},

	{markdown.Wiki, "2026-03-09-walk", "entries/2026/03/walk/", ""},
	{markdown.Wiki, "A WALK", "entries/2026/03/walk/", ""},
	{markdown.Wiki, "a/2026-03-09-walk", "entries/2026/03/walk/", ""},
	{markdown.Wiki, `a\2026-03-09-walk.md`, "entries/2026/03/walk/", ""},
	{markdown.Wiki, "entries/a/2026-03-09-walk", "entries/2026/03/walk/", ""},
	{markdown.Wiki, "The talk", "entries/2026/03/d/", ""},
	{markdown.Wiki, "northwind", "pursuits/northwind/", ""},
	{markdown.Wiki, "the big one", "pursuits/northwind/", ""},
	{markdown.Wiki, " About ", "about/", ""},
	{markdown.Wiki, "cafe\u0301", "entries/2026/03/cafe-day/", ""},

	{markdown.Image, "photo.png", "entries/2026/03/d/photo.png", ""},
	{markdown.Image, "My Photo.PNG", "entries/2026/03/d/my-photo-HASH.png", ""},
	{markdown.Image, "img/wave.png", "entries/2026/03/d/wave-HASH.png", ""},
	{markdown.Image, "../northwind/photo.png", "entries/2026/03/d/photo-HASH.png", ""},
	{markdown.Image, "../northwind/caf\u00e9.png", "entries/2026/03/d/cafe-HASH.png", ""},
	{markdown.Image, "entries/2026/photo.png", "", ""},
	{markdown.Embed, "photo.png", "entries/2026/03/d/photo.png", ""},
	{markdown.Embed, "PHOTO.png", "entries/2026/03/d/photo.png", ""},
	{markdown.Embed, "cv.pdf", "entries/2026/03/d/cv-HASH.pdf", ""},
	{markdown.Embed, "wave.png", "entries/2026/03/d/wave-HASH.png", ""},

	// What strangers may not see is not there.
	{markdown.Inline, "2026-03-07-secret.md", "", "entries/2026/03/secret/"},
	{markdown.Inline, "../../pursuits/hidden.md", "", "pursuits/hidden/"},
	{markdown.Inline, "/entries/2026/03/secret/", "", "entries/2026/03/secret/"},
	{markdown.Wiki, "2026-03-07-secret", "", "entries/2026/03/secret/"},
	{markdown.Wiki, "the secret", "", "entries/2026/03/secret/"},
	{markdown.Wiki, "hush", "", "entries/2026/03/secret/"},
	{markdown.Wiki, "hidden", "", "pursuits/hidden/"},
	{markdown.Embed, "2026-03-07-secret", "", "entries/2026/03/secret/"},

	// Nothing leads out of the journal, or to its own files.
	{markdown.Inline, "../../../../../etc/passwd", "", ""},
	{markdown.Inline, `..\..\..\..\etc\passwd`, "", ""},
	{markdown.Inline, "/../../etc/passwd", "", ""},
	{markdown.Inline, "../../../people.toml", "", ""},
	{markdown.Inline, "/people.toml", "", ""},
	{markdown.Embed, "people.toml", "", ""},
	{markdown.Embed, "journal.toml", "", ""},
	{markdown.Embed, "../../../people.toml", "", ""},
	{markdown.Inline, "C:/people.toml", "", ""},
	{markdown.Inline, "file:///etc/passwd", "", ""},
	{markdown.Inline, "nothing.md", "", ""},
	{markdown.Inline, "/", "", ""},
	{markdown.Wiki, "nothing", "", ""},
	{markdown.Wiki, "..", "", ""},
	{markdown.Wiki, "", "", ""},
}

func TestFollow(t *testing.T) {
	public, owner := forPublic(t, linked()), forOwner(t, linked())
	for _, l := range links {
		link := markdown.Link{Kind: l.kind, Target: l.target}
		if got := follow(t, public, link); got != l.strangers {
			t.Errorf("%q of kind %d: strangers are led to %q, want %q", l.target, l.kind, got, l.strangers)
		}
		want := l.owner
		if want == "" {
			want = strings.Replace(l.strangers, "/03/d/", "/03/dana/", 1)
		}
		if got := follow(t, owner, link); got != want {
			t.Errorf("%q of kind %d: the author is led to %q, want %q", l.target, l.kind, got, want)
		}
	}
}

// Files of one name stay apart, and a published name tells nothing of the folder
// that a file comes from.
func TestNamesOfFiles(t *testing.T) {
	e := forPublic(t, linked())
	path := func(target string) string {
		d, _ := e.Follow(e.Entries()[0].Origin(), markdown.Link{Kind: markdown.Image, Target: target})
		if d.File == nil {
			t.Fatalf("%s leads nowhere", target)
		}
		return d.File.Path
	}
	near, far := path("photo.png"), path("../northwind/photo.png")
	if near == far {
		t.Errorf("both files go to %s", near)
	}
	files := linked()
	files["content/entries/globex/photo.png"] = files["content/entries/northwind/photo.png"]
	e = forPublic(t, files)
	if moved := path("../globex/photo.png"); moved != far {
		t.Errorf("%s and %s tell two folders apart", far, moved)
	}
}

// Which of several files of one name is meant depends on how near they are, and
// on nothing that strangers cannot see.
func TestNearest(t *testing.T) {
	public := yaml("visibility: public")
	files := tree{
		"content/entries/a/2026-03-01-from.md":   yaml("visibility: public", "title: What Dana said"),
		"content/entries/a/x/2026-03-02-note.md": public,
		"content/entries/b/2026-03-02-note.md":   yaml("visibility: public", "date: 2026-04-02"),
	}
	note := markdown.Link{Kind: markdown.Wiki, Target: "2026-03-02-note"}
	if got := follow(t, forPublic(t, files), note); got != "entries/2026/03/note/" {
		t.Errorf("led to %s", got)
	}
	files["content/entries/a/2026-03-02-note.md"] = yaml("title: nearer, and private")
	if got := follow(t, forPublic(t, files), note); got != "entries/2026/03/note/" {
		t.Errorf("a private file in the way leads to %q", got)
	}
	files["content/entries/a/x/2026-03-02-note.md"] = yaml("title: private")
	if got := follow(t, forPublic(t, files), note); got != "entries/2026/04/note/" {
		t.Errorf("led to %s", got)
	}
}

// An unlisted entry is found by those whom its author links there.
func TestFollowToUnlisted(t *testing.T) {
	files := linked().with("content/entries/2026/2026-03-20-aside.md", yaml("visibility: unlisted"))
	got := follow(t, forPublic(t, files), markdown.Link{Kind: markdown.Wiki, Target: "2026-03-20-aside"})
	if !regexp.MustCompile(`^entries/2026/03/aside-[a-z2-7]{16}/$`).MatchString(got) {
		t.Errorf("led to %q", got)
	}
}
