package preview

import (
	"image"
	"image/color"
	"strings"
	"testing"
)

// What is printed is read back, square by square.
func TestPrintCode(t *testing.T) {
	for _, size := range []int{21, 22, 25} {
		code := image.NewGray(image.Rect(3, 5, 3+size, 5+size))
		for y := range size {
			for x := range size {
				if (x*7+y*13+x*y)%3 != 0 {
					code.SetGray(3+x, 5+y, color.Gray{255})
				}
			}
		}
		var printed strings.Builder
		if err := PrintCode(&printed, code); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(printed.String(), "\n"), "\n")
		if len(lines) != (size+2*quiet+1)/2 {
			t.Fatalf("%d lines for %d squares", len(lines), size)
		}
		for i, line := range lines {
			line = strings.TrimSuffix(strings.TrimPrefix(line, "\x1b[38;5;16;48;5;231m"), "\x1b[0m")
			for x, c := range []rune(line) {
				for half, set := range []bool{c == '█' || c == '▀', c == '█' || c == '▄'} {
					px, py := 3+x-quiet, 5+i*2+half-quiet
					want := image.Pt(px, py).In(code.Bounds()) && code.GrayAt(px, py).Y == 0
					if set != want {
						t.Fatalf("size %d: the square %d, %d is %v", size, px, py, set)
					}
				}
			}
			if n := len([]rune(line)); n != size+2*quiet {
				t.Errorf("line %d has %d squares", i, n)
			}
		}
	}
}
