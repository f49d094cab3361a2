package preview

import (
	"bufio"
	"image"
	"image/color"
	"io"
)

// quiet is how many light squares stand around a QR code (ISO/IEC 18004, 9.1).
const quiet = 4

// PrintCode draws a QR code, one pixel for each square, in a terminal: two rows of
// squares to a line, dark on light whatever the terminal's own colours are, since
// not every camera reads the other way round.
func PrintCode(w io.Writer, code image.Image) error {
	b := bufio.NewWriter(w)
	area := code.Bounds().Inset(-quiet)
	for y := area.Min.Y; y < area.Max.Y; y += 2 {
		b.WriteString("\x1b[38;5;16;48;5;231m")
		for x := area.Min.X; x < area.Max.X; x++ {
			b.WriteString(halves(dark(code, x, y), dark(code, x, y+1)))
		}
		b.WriteString("\x1b[0m\n")
	}
	return b.Flush()
}

func halves(upper, lower bool) string {
	switch {
	case upper && lower:
		return "█"
	case upper:
		return "▀"
	case lower:
		return "▄"
	}
	return " "
}

func dark(code image.Image, x, y int) bool {
	return image.Pt(x, y).In(code.Bounds()) && color.GrayModel.Convert(code.At(x, y)).(color.Gray).Y < 0x80
}
