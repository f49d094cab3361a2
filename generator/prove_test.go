package generator_test

import (
	"strings"
	"testing"

	"journal/generator"
	"journal/generator/audit"
	"journal/generator/memo"
)

// What readers with a passphrase see is compared as well: a filter that lets them see
// too much is found, though strangers see nothing of it.
func TestProofOfCircles(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"journal.toml":                       "title = \"Road\"\n[audience.sam]\npassphrase_env = \"J_SAM\"\n[audience.lee]\npassphrase_env = \"J_LEE\"\n[audience.me]\npassphrase_env = \"J_ME\"\n",
		"content/entries/2026-03-05-open.md": "---\ntitle: Open\nvisibility: public\n---\nWords.\n",
		"content/entries/2026-03-06-sam.md":  "---\ntitle: For Sam\naudience: sam\n---\nWords for Sam.\n",
		"content/entries/2026-03-07-lee.md":  "---\ntitle: For Lee\naudience: lee\n---\nWords for Lee.\n",
		"content/entries/2026-03-08-mine.md": "---\ntitle: Mine\n---\nWords for nobody.\n",
	}
	src := sourceOf(writeJournal(t, files))
	r, public, tree := readAndMake(t, src, memo.New())
	circles, _ := generator.Circles(src, r, memo.New())
	checked, proof, err := generator.Prove(t.Context(), src, r, generator.Published{Edition: public, Tree: tree, Circles: circles})
	if err != nil || !proof.Covers(checked.Tree) || checked.Circles != 2 || checked.Withheld != 3 {
		t.Errorf("checked %+v, %v", checked, err)
	}
	for _, slip := range []string{"2026-03-07-lee.md", "2026-03-08-mine.md"} {
		wrong := alsoWith(files, "content/entries/"+slip, strings.Replace(strings.Replace(files["content/entries/"+slip], "audience: lee\n", "", 1), "---\n", "---\naudience: sam\n", 1))
		leaking := sourceOf(writeJournal(t, wrong))
		wr, _, _ := readAndMake(t, leaking, memo.New())
		circles, _ := generator.Circles(leaking, wr, memo.New())
		checked, proof, err := generator.Prove(t.Context(), src, r, generator.Published{Edition: public, Tree: tree, Circles: circles[:1]})
		if err != nil || proof.Tree() != "" || firstGrave(checked.Findings).Kind != audit.Sealed {
			t.Errorf("Sam sees %s, and the proof says %+v, %v", slip, checked.Findings, err)
		}
	}
}
