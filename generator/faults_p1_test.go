package generator_test

import (
	"fmt"
	"os"
	"testing"

	"journal/generator"
	"journal/generator/audit"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/generator/render"
)

// times is how often a fault is repeated.
func times(usually, inFull int) int {
	if os.Getenv("JOURNAL_FAULTS") == "full" {
		return inFull
	}
	return usually
}

// score prints a line of the scoreboard.
func score(t *testing.T, row string, good bool, figure string, args ...any) {
	t.Helper()
	verdict := "pass"
	if !good {
		verdict = "fail"
		t.Fail()
	}
	line := fmt.Sprintf("%s figure=%s %s", row, fmt.Sprintf(figure, args...), verdict)
	t.Log(line)
	if os.Getenv("JOURNAL_FAULTS") == "full" {
		fmt.Println(line)
	}
}

// proven is a public site, and what its proof says.
type proven struct {
	tree    render.Tree[edition.Public]
	checked generator.Checked
	proof   audit.Proof
}

// prove makes the public site of a journal that has no errors, and proves it.
func prove(t *testing.T, src generator.Source, m *memo.Store) proven {
	t.Helper()
	r, public, tree := readAndMake(t, src, m)
	checked, proof, err := generator.Prove(t.Context(), src, r, generator.Published{Edition: public, Tree: tree})
	if err != nil {
		t.Fatal(err)
	}
	return proven{tree, checked, proof}
}

// P1: random journals and the same without what is private have identical sites,
// whether the private files are taken from the disk or, as journal audit does it,
// from what was read. The check of the finished bytes raises no alarm.
func TestFaultsP1(t *testing.T) {
	t.Parallel()
	m, pairs, bytes, differing, alarms := memo.New(), times(60, 1000), int64(0), 0, 0
	if testing.Short() {
		pairs = 10
	}
	for seed := range uint64(pairs) {
		v := newVault(seed + 10_000)
		p := prove(t, v.write(t, false), m)
		bytes += p.checked.Bytes
		for _, f := range p.checked.Findings {
			t.Errorf("journal %d: %s: %s %q (%s)", seed, f.File, f.Kind, f.Text, f.Where)
			if f.Kind == audit.Difference || f.Kind == audit.Order {
				differing++
			} else {
				alarms++
			}
		}
		without, _, err := generator.Build(v.write(t, true), edition.ForPublic, m)
		if err != nil {
			t.Fatal(err)
		}
		if hash, err := audit.Hash(t.Context(), without); err != nil || !p.proof.Covers(hash) {
			t.Errorf("journal %d: the proof does not cover the site without what is private: %v", seed, err)
			differing++
		}
		if differing+alarms > 20 {
			break
		}
	}
	score(t, "P1", differing+alarms == 0, "pairs %d / bytes %d / differing files %d / false alarms %d", pairs, bytes, differing, alarms)
}
