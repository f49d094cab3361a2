package media

import "image"

// plane is one of the three parts of a picture: its brightness, or a colour.
type plane struct {
	pixels        []byte
	stride        int
	width, height int
}

// halve gives a picture of half the width and half the height, each pixel the mean
// of four. An odd last row or column is left out.
func halve(m *image.YCbCr) *image.YCbCr {
	out := image.NewYCbCr(image.Rect(0, 0, m.Rect.Dx()/2, m.Rect.Dy()/2), m.SubsampleRatio)
	from, to := planes(m), planes(out)
	for i := range from {
		halvePlane(to[i], from[i])
	}
	return out
}

func planes(m *image.YCbCr) [3]plane {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	last := m.COffset(m.Rect.Max.X-1, m.Rect.Max.Y-1) - m.COffset(m.Rect.Min.X, m.Rect.Min.Y)
	cw, ch := last%m.CStride+1, last/m.CStride+1
	y, c := m.YOffset(m.Rect.Min.X, m.Rect.Min.Y), m.COffset(m.Rect.Min.X, m.Rect.Min.Y)
	return [3]plane{{m.Y[y:], m.YStride, w, h}, {m.Cb[c:], m.CStride, cw, ch}, {m.Cr[c:], m.CStride, cw, ch}}
}

// halvePlane halves one part. Where there is no further row or column the last one
// counts twice.
func halvePlane(to, from plane) {
	for y := range to.height {
		upper := from.row(2 * y)
		lower := from.row(2*y + 1)
		out := to.row(y)
		for x := range out {
			a, b := min(2*x, from.width-1), min(2*x+1, from.width-1)
			out[x] = byte((int(upper[a]) + int(upper[b]) + int(lower[a]) + int(lower[b]) + 2) / 4)
		}
	}
}

// row gives a row of pixels, the last one for those below it.
func (p plane) row(y int) []byte {
	at := min(y, p.height-1) * p.stride
	return p.pixels[at : at+p.width]
}
