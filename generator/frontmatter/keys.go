package frontmatter

import "strings"

// keyword is one key of a schema. Its names in other tools are read as well.
type keyword struct {
	name    string
	aliases []string
	// joins: all its spellings are read together. The others have one value, and
	// the name wins over its aliases.
	joins bool
}

var (
	entryKeys = append([]keyword{
		{name: "date", aliases: []string{"created", "pubDate", "day"}},
		{name: "title"},
		{name: "slug"},
		{name: "pursuit", aliases: []string{"pursuits"}},
		{name: "steps", aliases: []string{"step"}},
		{name: "state"},
		{name: "done"},
		{name: "milestone", aliases: []string{"milestones"}},
		{name: "with", aliases: []string{"people", "to"}, joins: true},
		{name: "via"},
		{name: "gave"},
		{name: "url"},
		{name: "feedback_from"},
		{name: "gap_opened"},
		{name: "gap_worked"},
		{name: "gap_closed"},
		{name: "setback"},
		{name: "helped"},
		{name: "rest"},
		{name: "mood"},
		{name: "energy"},
		{name: "hard"},
		{name: "next"},
		{name: "next_by"},
		tagsKey,
		{name: "audience", joins: true},
		{name: "reveal"},
		{name: "letter"},
		{name: "opens"},
		{name: "summary"},
		{name: "lang"},
		aliasesKey,
		{name: "image"},
		{name: "weather"},
		{name: "place"},
		{name: "quote"},
	}, visibilityKeys...)

	pursuitKeys = append([]keyword{
		{name: "title"},
		{name: "kind"},
		{name: "organization", aliases: []string{"organisation"}},
		{name: "role"},
		{name: "url"},
		{name: "location"},
		{name: "source"},
		{name: "program"},
		{name: "day_zero", aliases: []string{"turned_down"}},
		{name: "applied"},
		{name: "interviews", aliases: []string{"interview"}},
		{name: "decided"},
		{name: "ended"},
		{name: "status"},
		{name: "outcome"},
		{name: "arc"},
		{name: "then_and_now"},
		{name: "qualities"},
		{name: "people"},
		{name: "steps_done"},
		{name: "steps_skipped"},
		{name: "gap", aliases: []string{"gaps"}},
		{name: "feedback"},
		{name: "twin", aliases: []string{"twins"}},
		{name: "milestone", aliases: []string{"milestones"}},
		tagsKey,
		aliasesKey,
		{name: "summary"},
		{name: "lang"},
		{name: "image"},
		{name: "audience", joins: true},
	}, visibilityKeys...)

	pageKeys = append([]keyword{
		{name: "title"},
		{name: "slug"},
		tagsKey,
		aliasesKey,
		{name: "summary"},
		{name: "lang"},
		{name: "weight"},
		{name: "audience", joins: true},
	}, visibilityKeys...)

	gapKeys       = keywords("id", "title", "kind", "opened", "closed", "plan", "public_title")
	feedbackKeys  = keywords("date", "from", "text", "gap", "visibility")
	twinKeys      = keywords("name", "url", "shares", "status", "note", "date")
	milestoneKeys = keywords("id", "date", "title", "visibility")

	aliasesKey = keyword{name: "aliases", aliases: []string{"alias", "redirect_from"}, joins: true}

	tagsKey = keyword{name: "tags", aliases: []string{"keywords", "categories", "tag", "category"}, joins: true}

	// visibilityKeys decide who may see a file, together with audience, reveal,
	// letter and opens of entries.
	visibilityKeys = []keyword{
		{name: "visibility", joins: true},
		{name: "draft", joins: true},
		{name: "publish", joins: true},
		{name: "published", joins: true},
		{name: "public", joins: true},
		{name: "private", joins: true},
	}
)

func keywords(names ...string) []keyword {
	ks := make([]keyword, len(names))
	for i, n := range names {
		ks[i].name = n
	}
	return ks
}

// guards reports whether a key decides who may see a file, and when. What is
// nearly such a key holds the file private.
func guards(name string) bool {
	switch name {
	case "visibility", "draft", "publish", "published", "public", "private", "audience", "reveal", "letter", "opens":
		return true
	}
	return false
}

// find gives the index of the keyword that a key names, or -1.
func find(keys []keyword, key string) int {
	for i, k := range keys {
		if k.name == key {
			return i
		}
		for _, a := range k.aliases {
			if a == key {
				return i
			}
		}
	}
	return -1
}

// findVariant gives the index of the keyword that a key names if letter case,
// hyphens, underscores and blanks do not count, and how that is spelt; or -1.
func findVariant(keys []keyword, key string) (i int, spelling string) {
	for i, k := range keys {
		if sameLetters(k.name, key) {
			return i, k.name
		}
		for _, a := range k.aliases {
			if sameLetters(a, key) {
				return i, a
			}
		}
	}
	return -1, ""
}

// findNear gives the keyword that differs from a key by one slip and how that is
// spelt, or "".
// Short words are left alone, as too many words of the author's own are near.
func findNear(keys []keyword, key string) (name, spelling string) {
	if len(key) < 5 {
		return "", ""
	}
	for _, k := range keys {
		if oneSlip(k.name, key) {
			return k.name, k.name
		}
		for _, a := range k.aliases {
			if oneSlip(a, key) {
				return k.name, a
			}
		}
	}
	return "", ""
}

// sameLetters compares two keys by their letters and digits alone.
func sameLetters(a, b string) bool {
	i, j := 0, 0
	for {
		for i < len(a) && isJoiner(a[i]) {
			i++
		}
		for j < len(b) && isJoiner(b[j]) {
			j++
		}
		if i == len(a) || j == len(b) {
			return i == len(a) && j == len(b)
		}
		if lower(a[i]) != lower(b[j]) {
			return false
		}
		i, j = i+1, j+1
	}
}

// oneSlip reports whether one letter missing, added or changed, or two swapped,
// turns a key into the other.
func oneSlip(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 {
		return false
	}
	i := 0
	for i < len(b) && lower(a[i]) == lower(b[i]) {
		i++
	}
	if len(a) > len(b) {
		return strings.EqualFold(a[i+1:], b[i:])
	}
	if i == len(a) {
		return true
	}
	swapped := i+1 < len(a) && lower(a[i]) == lower(b[i+1]) && lower(a[i+1]) == lower(b[i])
	return strings.EqualFold(a[i+1:], b[i+1:]) || swapped && strings.EqualFold(a[i+2:], b[i+2:])
}

func isJoiner(c byte) bool { return c == '-' || c == '_' || c == ' ' }

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
