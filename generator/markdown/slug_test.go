package markdown

import "testing"

func TestHeadingIDsKeepOutOfTheFrame(t *testing.T) {
	a := anchors{}
	for _, c := range [][2]string{{"Main", "main-1"}, {"Main", "main-2"}, {"R12", "r12-1"}, {"R2D2", "r2d2"}, {"tl-h", "tl-h-1"}, {"Ledger", "ledger-1"}, {"Repair", "repair"}} {
		if got := a.take(c[0]); got != c[1] {
			t.Errorf("the heading %q has the id %q, want %q", c[0], got, c[1])
		}
	}
}
