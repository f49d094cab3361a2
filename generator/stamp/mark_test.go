package stamp_test

import (
	"math"
	"slices"
	"testing"

	"journal/generator/stamp"
)

func TestMarksAreReadBack(t *testing.T) {
	marks := []stamp.Mark{
		{Path: "content/entries/a.md", Stamp: stamp.Stamp{Size: 12, Modified: -5, Identity: stamp.Identity{Device: math.MaxUint64, Number: 7, Changed: 1 << 60}}},
		{Path: "content/entries/ab.md"}, {Path: "content"}, {Path: ""}, {Path: "ü"},
	}
	b := append(stamp.AppendMarks(nil, marks), "rest"...)
	got, rest, err := stamp.ReadMarks(b)
	if err != nil || !slices.Equal(got, marks) || string(rest) != "rest" {
		t.Errorf("got %v, %q, %v", got, rest, err)
	}
	whole := stamp.AppendMarks(nil, marks)
	for n := range whole {
		if _, _, err := stamp.ReadMarks(whole[:n]); err == nil {
			t.Errorf("the first %d bytes are taken for the whole", n)
		}
	}
}
