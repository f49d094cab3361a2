package generator_test

import (
	"fmt"
	"strings"
	"testing"
)

// Journals that are larger in one way than anybody's still build. A build whose
// work grows with the square of these numbers would not end within the time that
// tests have.
func TestLargeJournals(t *testing.T) {
	t.Parallel()
	for name, journal := range map[string]map[string]string{
		"2,000 pursuits": manyPursuits(2000),
		"50,000 tags":    manyTags(500, 100),
		"a day of 3,000": manyOnOneDay(3000),
		"a line of 1 MB": {"content/entries/2026-03-05.md": "---\nvisibility: public\ntitle: " + strings.Repeat("t", 1<<10) + "\n---\n" + strings.Repeat("word [a](b) *c ", 1<<16)},
	} {
		t.Run(name, func(t *testing.T) {
			journal["journal.toml"] = "base_url = \"https://a.example/\"\n"
			files, messages := buildPublic(t, journal)
			if messages.HasErrors() {
				t.Fatalf("%v", messages)
			}
			if len(files) < len(journal) {
				t.Errorf("%d files of %d sources", len(files), len(journal))
			}
		})
	}
}

func manyPursuits(n int) map[string]string {
	journal := map[string]string{}
	for i := range n {
		journal[fmt.Sprintf("content/pursuits/p%d.md", i)] = fmt.Sprintf("---\nvisibility: public\nday_zero: 2026-01-02\ngap:\n  - {id: g%d, public_title: G%d}\n---\nStory.\n", i, i)
		journal[fmt.Sprintf("content/entries/2026-03-05-e%d.md", i)] = fmt.Sprintf("---\nvisibility: public\npursuit: p%d\nsteps: thank\ngap_worked: g%d\n---\nWords.\n", i, i)
	}
	return journal
}

func manyTags(entries, each int) map[string]string {
	journal := map[string]string{}
	for i := range entries {
		var tags []string
		for k := range each {
			tags = append(tags, fmt.Sprintf("t%d-%d", i, k))
		}
		journal[fmt.Sprintf("content/entries/2026-03-05-e%d.md", i)] = "---\nvisibility: public\ntags: " + strings.Join(tags, ", ") + "\n---\nWords.\n"
	}
	return journal
}

func manyOnOneDay(n int) map[string]string {
	journal := map[string]string{}
	for i := range n {
		journal[fmt.Sprintf("content/entries/2026-03-05-e%d.md", i)] = fmt.Sprintf("---\nvisibility: public\nsteps: persist\n---\nSee [[2026-03-05-e%d]].\n", (i+1)%n)
	}
	return journal
}
