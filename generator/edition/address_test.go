package edition_test

import (
	"regexp"
	"slices"
	"testing"

	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/memo"
)

func addresses(entries []*edition.Entry) []string {
	var all []string
	for _, e := range entries {
		all = append(all, e.Address)
	}
	return all
}

func TestPrivateGivesWay(t *testing.T) {
	files := tree{
		"content/entries/2026-03-01-call.md": yaml("title: A"),
		"content/entries/2026-03-02-call.md": yaml("visibility: public"),
		"content/entries/2026-03-03-call.md": yaml("visibility: protected"),
		"content/entries/2026-03-04-call.md": yaml("visibility: public", "date: 2026-03-04", "reveal: won"),
	}
	public, messages := edition.ForPublic(load(t, files), today, memo.New())
	if got := addresses(public.Entries()); !slices.Equal(got, []string{"entries/2026/03/call/"}) || len(messages) > 0 {
		t.Errorf("public: %v, %v", got, messages)
	}
	owner, messages := edition.ForOwner(load(t, files), today, memo.New())
	want := []string{"entries/2026/03/call-2/", "entries/2026/03/call/", "entries/2026/03/call-3/", "entries/2026/03/call-4/"}
	if got := addresses(owner.Entries()); !slices.Equal(got, want) || len(messages) > 0 {
		t.Errorf("author: %v, %v", got, messages)
	}
	if got := owner.Entries()[0].Slug; got != "call-2" {
		t.Errorf("slug %q", got)
	}
}

func TestTwoPublishedMayNotMeet(t *testing.T) {
	for name, files := range map[string]tree{
		"one month":         {"content/entries/2026-03-01-call.md": yaml("visibility: public"), "content/entries/2026-03-02-call.md": yaml("visibility: public")},
		"two folders":       {"content/entries/a/2026-03-01-call.md": yaml("visibility: public"), "content/entries/b/2026-03-01-call.md": yaml("visibility: public")},
		"after slugging":    {"content/entries/2026-03-01-Café.md": yaml("visibility: public"), "content/entries/2026-03-01-cafe.md": yaml("visibility: public")},
		"a slug of its own": {"content/entries/2026-03-01-a.md": yaml("visibility: public", "slug: b"), "content/entries/2026-03-01-b.md": yaml("visibility: public")},
		"pages":             {"content/pages/a b.md": yaml("visibility: public"), "content/pages/a-b.md": yaml("visibility: public")},
		"pursuits":          {"content/pursuits/a b.md": yaml("visibility: public"), "content/pursuits/a-b.md": yaml("visibility: public")},
	} {
		_, messages := edition.ForPublic(load(t, files), today, memo.New())
		if len(messages) != 1 || messages[0].Code != "E111" || messages[0].Severity != diag.Error {
			t.Errorf("%s: %v", name, messages)
		}
		if _, owners := edition.ForOwner(load(t, files), today, memo.New()); !slices.Equal(owners, messages) {
			t.Errorf("%s: the author is told something else: %v", name, owners)
		}
	}
}

func TestPagesAndPursuitsGiveWay(t *testing.T) {
	files := tree{
		"content/pages/a b.md": yaml("title: A"), "content/pages/a-b.md": yaml("visibility: public"),
		"content/pursuits/a b.md": yaml("title: A"), "content/pursuits/a-b.md": yaml("visibility: public"),
	}
	public, messages := edition.ForPublic(load(t, files), today, memo.New())
	if len(messages) > 0 || public.Pages()[0].Address != "a-b/" || public.Pursuits()[0].Address != "pursuits/a-b/" {
		t.Errorf("%v %v %v", public.Pages()[0].Address, public.Pursuits()[0].Address, messages)
	}
	owner, messages := edition.ForOwner(load(t, files), today, memo.New())
	got := []string{owner.Pages()[0].Address, owner.Pages()[1].Address, owner.Pursuits()[0].Address, owner.Pursuits()[1].Address}
	slices.Sort(got)
	if want := []string{"a-b-2/", "a-b/", "pursuits/a-b-2/", "pursuits/a-b/"}; !slices.Equal(got, want) || len(messages) > 0 {
		t.Errorf("%v %v", got, messages)
	}
}

func TestUnlistedAddresses(t *testing.T) {
	address := func(path, config string) string {
		return only(t, forPublic(t, tree{path: yaml("visibility: unlisted"), "journal.toml": config})).Address
	}
	const path, key = "content/entries/2026-03-05-dana.md", "[privacy]\nlink_key = \"one\"\n"
	keyed := address(path, key)
	if !regexp.MustCompile(`^entries/2026/03/dana-[a-z2-7]{16}/$`).MatchString(keyed) {
		t.Errorf("address %s", keyed)
	}
	if keyed != address(path, "title = \"T\"\n"+key) {
		t.Error("the address depends on more than the key")
	}
	others := []string{keyed, address(path, "[privacy]\nlink_key = \"two\"\n"), address(path, ""), address(path, "title = \"T\"\n"), address("content/entries/a/2026-03-05-dana.md", key)}
	for i, a := range others {
		if slices.Contains(others[:i], a) {
			t.Errorf("%s is the address under two keys or of two files", a)
		}
	}
	if got := only(t, forOwner(t, tree{path: yaml("visibility: unlisted"), "journal.toml": key})).Address; got != keyed {
		t.Errorf("the author's preview has it at %s", got)
	}
}

func TestDefaultPursuit(t *testing.T) {
	loose := one("visibility: public")
	public, private := yaml("visibility: public"), yaml("title: Secret")
	for _, c := range []struct {
		name             string
		files            tree
		strangers, owner string
	}{
		{"none", loose, edition.ImpliedID, edition.ImpliedID},
		{"one public", loose.with("content/pursuits/a.md", public), "a", "a"},
		{"one private", loose.with("content/pursuits/a.md", private), edition.ImpliedID, "a"},
		{"one of each", loose.with("content/pursuits/a.md", public).with("content/pursuits/b.md", private), "a", ""},
		{"two public", loose.with("content/pursuits/a.md", public).with("content/pursuits/b.md", public), "", ""},
		{"names a private one", one("visibility: public", "pursuit: a").with("content/pursuits/a.md", private), "", "a"},
		{"names nothing that is there", one("visibility: public", "pursuit: zz"), "", ""},
	} {
		first := func(ids []string) string {
			if len(ids) == 0 {
				return ""
			}
			return ids[0]
		}
		if got := first(only(t, forPublic(t, c.files)).Pursuits); got != c.strangers {
			t.Errorf("%s: strangers see %q, want %q", c.name, got, c.strangers)
		}
		if got := first(only(t, forOwner(t, c.files)).Pursuits); got != c.owner {
			t.Errorf("%s: the author sees %q, want %q", c.name, got, c.owner)
		}
	}
}

// Unlisted entries alone make no pursuit: it would be a list of nothing.
func TestImpliedPursuit(t *testing.T) {
	e := forPublic(t, one("visibility: public"))
	if p := e.Pursuits(); len(p) != 1 || p[0].ID != edition.ImpliedID || p[0].Address != "pursuits/my-second-place/" || p[0].Arc != 30 || len(p[0].Program.Steps) != 6 {
		t.Errorf("implied: %v", p)
	}
	if p := forPublic(t, one("title: A")).Pursuits(); len(p) != 0 {
		t.Errorf("nothing is public, and yet there is %v", p)
	}
	if p := forPublic(t, one("visibility: unlisted")).Pursuits(); len(p) != 0 {
		t.Errorf("nothing is listed, and yet there is %v", p)
	}
}

func TestOrder(t *testing.T) {
	e := forPublic(t, tree{
		"content/entries/b.md":               yaml("visibility: public", "title: late", "date: 2026-03-05T20:00:00"),
		"content/entries/c.md":               yaml("visibility: public", "title: early", "date: 2026-03-05T08:00:00"),
		"content/entries/2026-03-05-aaaa.md": yaml("visibility: public", "title: no time"),
		"content/entries/2026-03-04-zzzz.md": yaml("visibility: public", "title: before"),
		"content/pursuits/old.md":            yaml("visibility: public", "day_zero: 2025-01-01"),
		"content/pursuits/new.md":            yaml("visibility: public", "day_zero: 2026-01-01"),
		"content/pursuits/none.md":           yaml("visibility: public"),
	})
	var titles, ids []string
	for _, one := range e.Entries() {
		titles = append(titles, one.Title)
	}
	for _, p := range e.Pursuits() {
		ids = append(ids, p.ID)
	}
	if want := []string{"before", "no time", "early", "late"}; !slices.Equal(titles, want) {
		t.Errorf("entries %v, want %v", titles, want)
	}
	if want := []string{"new", "old", "none"}; !slices.Equal(ids, want) {
		t.Errorf("pursuits %v, want %v", ids, want)
	}
}
