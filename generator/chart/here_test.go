package chart

import (
	"math/rand"
	"slices"
	"strings"
	"testing"
)

func TestHere(t *testing.T) {
	p := harbourside(t)
	h := NewHere(p.Marks[:20])
	svg := h.At(16, `Entry 17 of 20, "day 22" of 26`)
	wellFormed(t, svg)
	for _, want := range []string{`role="img" aria-label="Entry 17 of 20, &#34;day 22&#34; of 26"`, `<circle class="me s6" cx="83.2%" cy="9" r="6"/>`, `class="dots s1" d="M20 9h0M56 9h0"`} {
		if !strings.Contains(string(svg), want) {
			t.Errorf("lacks %s: %s", want, svg)
		}
	}
}

func TestHereIsShort(t *testing.T) {
	for _, n := range []int{1, 2, 40, 41, 10_000} {
		for _, steps := range []int{0, 6, 12} {
			marks := scattered(rand.New(rand.NewSource(1)), n, 1000, steps, false).Marks
			sortMarks(marks)
			h := NewHere(marks)
			for _, i := range []int{0, n / 2, n - 1} {
				svg := string(h.At(i, "Entry 17 of 20, day 22 of 26"))
				if len(svg) > 1500 {
					t.Errorf("%d entries, %d steps: %d bytes", n, steps, len(svg))
				}
				if discs := strings.Count(svg, "h0"); discs > herePlaces || discs == 0 {
					t.Errorf("%d entries: %d discs", n, discs)
				}
			}
		}
	}
	if svg := NewHere(nil); svg.line != "" {
		t.Error("a line without entries")
	}
}

func sortMarks(marks []Mark) {
	slices.SortStableFunc(marks, func(a, b Mark) int { return a.Day.Compare(b.Day) })
}

func BenchmarkHere(b *testing.B) {
	marks := scattered(rand.New(rand.NewSource(1)), 1000, 1000, 6, false).Marks
	sortMarks(marks)
	h := NewHere(marks)
	b.ReportAllocs()
	for b.Loop() {
		h.At(500, "Entry 501 of 1000, day 22 of 26")
	}
}
