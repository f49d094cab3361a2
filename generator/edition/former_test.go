package edition_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"journal/generator/edition"
	"journal/generator/journal"
)

const (
	danaFile = "content/entries/2026-03-05-dana.md"
	samFile  = "content/entries/2026-03-06-sam.md"
	someText = "\nTwenty minutes, and she had kept my folder all the time.\n"
)

// record is an addresses.toml.
func record(addresses map[string]journal.Address) string {
	var b strings.Builder
	for _, from := range slices.Sorted(maps.Keys(addresses)) {
		a := addresses[from]
		fmt.Fprintf(&b, "%q = { at = [\"%s\"], text = %q, title = %q }\n", from, strings.Join(a.At, `", "`), a.Text, a.Title)
	}
	return b.String()
}

// published is what addresses.toml says once these files were published, one after
// the other.
func published(t *testing.T, states ...tree) string {
	t.Helper()
	text := ""
	for _, files := range states {
		files = files.with(journal.AddressesFile, text)
		after, same := edition.Addresses(forPublic(t, files), load(t, files).Addresses)
		text = record(after)
		if before, now := leads(t, files), leads(t, files.with(journal.AddressesFile, text)); same && before != now {
			t.Errorf("the new record is said to make no difference, and it makes one:\nbefore %s\nafter %s", before, now)
		} else if !same && before == now {
			t.Error("the new record is said to make a difference, and it makes none")
		}
	}
	return text
}

// leads tells which former addresses lead where.
func leads(t *testing.T, files tree) string {
	t.Helper()
	var all []string
	for _, f := range forPublic(t, files).Former() {
		all = append(all, strings.TrimSuffix(f.File, "index.html")+" → "+f.To)
	}
	return strings.Join(all, "\n")
}

func TestFormerAddresses(t *testing.T) {
	const old, now = "entries/2026/03/dana/", "entries/2026/03/what-dana-said/"
	public := tree{danaFile: yaml("visibility: public") + someText}
	for _, c := range []struct {
		name   string
		states []tree // the last is the one that is looked at
		want   string
	}{
		{"nothing moved", []tree{public, public}, ""},
		{"a slug", []tree{public, {danaFile: yaml("visibility: public", "slug: what-dana-said") + someText}}, old + " → " + now},
		{"a slug, twice", []tree{
			public,
			{danaFile: yaml("visibility: public", "slug: two") + someText},
			{danaFile: yaml("visibility: public", "slug: what-dana-said") + someText},
		}, old + " → " + now + "\nentries/2026/03/two/ → " + now},
		{"and back", []tree{
			public,
			{danaFile: yaml("visibility: public", "slug: two") + someText},
			public,
		}, "entries/2026/03/two/ → " + old},
		{"a day", []tree{public, {danaFile: yaml("visibility: public", "date: 2026-04-05") + someText}}, old + " → entries/2026/04/dana/"},
		{"a file's name", []tree{public, {"content/entries/2026/2026-03-05-what-dana-said.md": yaml("visibility: public") + someText}}, old + " → " + now},
		{"a file's name and a word", []tree{
			{danaFile: yaml("visibility: public", "title: What Dana said") + someText},
			{"content/entries/2026-03-05-what-dana-said.md": yaml("visibility: public", "title: What Dana said") + "\nShe had it.\n"},
		}, old + " → " + now},
		{"a file's name, and again", []tree{
			public,
			{"content/entries/2026-03-05-two.md": yaml("visibility: public") + someText},
			{"content/entries/2026-03-05-what-dana-said.md": yaml("visibility: public") + someText},
		}, old + " → " + now + "\nentries/2026/03/two/ → " + now},
		{"a copy of it", []tree{public, public.with("content/entries/2026-03-05-copy.md", yaml("visibility: public")+someText)}, ""},
		{"it became private", []tree{public, {danaFile: yaml("slug: what-dana-said") + someText}}, ""},
		{"it became private, and public again", []tree{
			public,
			{danaFile: yaml("slug: what-dana-said") + someText},
			{danaFile: yaml("visibility: public", "slug: what-dana-said") + someText},
		}, old + " → " + now},
		{"it became a draft", []tree{public, {danaFile: yaml("visibility: public", "draft: true", "slug: what-dana-said") + someText}}, ""},
		{"it was never public", []tree{{danaFile: yaml("visibility: private") + someText}, {danaFile: yaml("visibility: public", "slug: what-dana-said") + someText}}, ""},
		{"it became unlisted", []tree{public, {danaFile: yaml("visibility: unlisted", "slug: what-dana-said") + someText}}, ""},
		{"a page", []tree{
			{"content/pages/about.md": yaml("visibility: public") + someText},
			{"content/pages/me.md": yaml("visibility: public") + someText},
		}, "about/ → me/"},
		{"a pursuit", []tree{
			{"content/pursuits/northwind.md": yaml("visibility: public", "title: North") + someText},
			{"content/pursuits/north.md": yaml("visibility: public", "title: North") + someText},
		}, "pursuits/northwind/ → pursuits/north/"},
		{"it names somebody now", []tree{public, {
			danaFile:      yaml("visibility: public", "slug: what-she-said") + someText,
			"people.toml": "[dana]\nname = \"Dana\"\npublic = \"D.\"\n",
		}}, ""},
		{"it is forbidden now", []tree{public, {
			danaFile:       yaml("visibility: public", "slug: what-she-said") + someText,
			"journal.toml": "[privacy]\nforbid = [\"dana\"]\n",
		}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			last := c.states[len(c.states)-1]
			text := published(t, c.states[:len(c.states)-1]...)
			if got := leads(t, last.with(journal.AddressesFile, text)); got != c.want {
				t.Errorf("%q, want %q; the record:\n%s", got, c.want, text)
			}
		})
	}
}

// An unlisted entry is found at its former unlisted address, and its former public
// address does not tell where it is.
func TestFormerAddressesOfUnlisted(t *testing.T) {
	unlisted := func(slug string) tree {
		return tree{danaFile: yaml("visibility: unlisted", "slug: "+slug) + someText, "journal.toml": "[privacy]\nlink_key = \"k\"\n"}
	}
	text := published(t, unlisted("one"))
	got := leads(t, unlisted("two").with(journal.AddressesFile, text))
	if !strings.HasPrefix(got, "entries/2026/03/one-") || !strings.Contains(got, " → entries/2026/03/two-") {
		t.Errorf("%q", got)
	}
}

// A text that is private makes no difference to the former addresses of others, also
// where the record speaks of it.
func TestFormerAddressesDoNotInterfere(t *testing.T) {
	both := tree{danaFile: yaml("visibility: public") + someText, samFile: yaml("visibility: public", "title: Sam") + "\nAnother text, long enough to be known again.\n"}
	text := published(t, both)
	for name, private := range map[string]string{
		"there, and of the same words": yaml("slug: x") + someText,
		"of other words":               yaml("slug: x", "aliases: [/secret/, /old/]") + "\nNothing.\n",
		"gone":                         "",
	} {
		files := tree{
			"content/entries/2026-03-06-samuel.md": yaml("visibility: public", "title: Sam", "aliases: [/old/]") + someText,
			journal.AddressesFile:                  text,
		}
		if private != "" {
			files = files.with(danaFile, private)
		}
		want := "entries/2026/03/dana/ → entries/2026/03/samuel/\nold/ → entries/2026/03/samuel/"
		if got := leads(t, files); got != want {
			t.Errorf("the private entry is %s: %q, want %q", name, got, want)
		}
	}
}

// What is published again without a change is recorded without a change.
func TestAddressesAreStable(t *testing.T) {
	files := tree{danaFile: yaml("visibility: public") + someText, samFile: yaml("visibility: unlisted") + someText, "content/pages/about.md": yaml("visibility: public")}
	once, twice := published(t, files), published(t, files, files)
	if once != twice || !strings.Contains(once, danaFile) {
		t.Errorf("%s\nand then\n%s", once, twice)
	}
	if strings.Contains(published(t, tree{danaFile: yaml("visibility: private")}), "dana") {
		t.Error("what is private is recorded")
	}
}
