package frontmatter

import "testing"

func TestNearlyFence(t *testing.T) {
	for raw, want := range map[string]bool{
		"----\ntitle: a\n----\n":                       true,
		"--- # mine\nvisibility: private\n---\nText\n": true,
		"\u200b---\nvisibility: private\n---\nText\n":  true,
		"<!-- x -->\n---\nvisibility: private\n---\n":  true,
		"***\ndate = 2026-03-05\n***\n":                true,
		";;;\ndraft: true\n;;;\n":                      true,
		"***\n\nA quiet day.\n":                        false,
		"My title: a story\ntitle: not a key\n":        false,
		"# A heading\n\ndate: with Dana\n":             false,
		"---\n\nPlain prose after a break.\n":          false,
	} {
		f, messages := Split("a.md", []byte(raw))
		if got := len(messages) == 1 && messages[0].Code == codeUnclosed && f.Doubt != "" && len(f.Body) == 0; got != want {
			t.Errorf("%q: held %v, want %v (%v)", raw, got, want, messages)
		}
	}
}
