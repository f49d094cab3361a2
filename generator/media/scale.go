package media

import (
	"bytes"
	"fmt"
	"image"
	imagejpeg "image/jpeg"
	imagepng "image/png"

	"golang.org/x/image/draw"
)

// Widths are those of smaller copies, in pixels as shown: a telephone's, a text
// column's, and that column's on a dense screen.
var Widths = [...]int{480, 960, 1600}

const (
	quality = 82

	// encoder is another whenever copies are made in another way. Keys and names of
	// copies follow from it.
	encoder = "1"
)

// CopyWidths are the widths of a picture's smaller copies, none larger than the
// picture. Moving pictures and drawings have none. PNG packs flat areas well and
// scaled edges badly, so it has those of half its width or less.
func (p Picture) CopyWidths() []int {
	if !p.scalable || p.animated {
		return nil
	}
	limit := p.Width - 1
	if p.Kind == PNG {
		limit = p.Width / 2
	}
	var widths []int
	for _, w := range Widths {
		if w <= limit && height(p, w) > 0 {
			widths = append(widths, w)
		}
	}
	return widths
}

// height is that of a copy as shown.
func height(p Picture, width int) int { return (p.Height*width + p.Width/2) / p.Width }

// copies makes all smaller copies of a picture, by width: each from the next larger
// one, so that the large picture is gone through once. A picture whose pixels
// cannot be read stands for its own copies: a browser may know how.
func copies(p Picture) (map[int][]byte, error) {
	widths := p.CopyWidths()
	made := make(map[int][]byte, len(widths))
	source, err := decode(p)
	for i := len(widths) - 1; i >= 0; i-- {
		w := widths[i]
		if err != nil {
			made[w] = p.Bytes
			continue
		}
		size := image.Pt(w, height(p, w))
		if p.turned > 4 {
			size = image.Pt(size.Y, size.X)
		}
		scaled := shrink(source, size)
		if made[w], err = encode(scaled, p); err != nil {
			return nil, err
		}
		source = scaled
	}
	return made, nil
}

func decode(p Picture) (image.Image, error) {
	if p.Kind == PNG {
		return imagepng.Decode(bytes.NewReader(p.Bytes))
	}
	return imagejpeg.Decode(bytes.NewReader(p.Bytes))
}

// shrink scales a picture to a size. Halving first is quick, needs little memory
// and loses nothing that the size could show.
func shrink(source image.Image, size image.Point) image.Image {
	for {
		planes, ok := source.(*image.YCbCr)
		if !ok || planes.Rect.Dx() < 2*size.X || planes.Rect.Dy() < 2*size.Y {
			break
		}
		source = halve(planes)
	}
	scaled := image.NewRGBA(image.Rectangle{Max: size})
	draw.CatmullRom.Scale(scaled, scaled.Rect, source, source.Bounds(), draw.Src, nil)
	return scaled
}

// encode writes a copy, its colours meant and its turning as those of the picture.
func encode(m image.Image, p Picture) ([]byte, error) {
	var b bytes.Buffer
	if p.Kind == PNG {
		if err := imagepng.Encode(&b, m); err != nil {
			return nil, fmt.Errorf("writing a smaller copy: %w", err)
		}
		return likePNG(b.Bytes(), p.Bytes), nil
	}
	if err := imagejpeg.Encode(&b, m, &imagejpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("writing a smaller copy: %w", err)
	}
	return likeJPEG(b.Bytes(), p.Bytes), nil
}

// likeJPEG gives a copy the turning and the colour profile of a clean picture.
func likeJPEG(made, clean []byte) []byte {
	out := bytes.Clone(made[:2])
	for at := 2; ; {
		marker, next, ok := nextMarker(clean, at)
		if !ok || marker < markAPP0 || marker > 0xEF {
			return append(out, made[2:]...)
		}
		end := next + int(clean[next])<<8 + int(clean[next+1])
		if marker == markAPP1 || marker == markAPP2 {
			out = append(out, clean[next-2:end]...)
		}
		at = end
	}
}

// likePNG gives a copy the turning and the colours of a clean picture.
func likePNG(made, clean []byte) []byte {
	_, _, head, err := pngChunk(made, len(pngStart))
	if err != nil {
		return made
	}
	out := bytes.Clone(made[:head])
	for at := len(pngStart); ; {
		name, _, next, err := pngChunk(clean, at)
		if err != nil || name == "IDAT" {
			return append(out, made[head:]...)
		}
		if name == "eXIf" || pngColours[name] {
			out = append(out, clean[at:next]...)
		}
		at = next
	}
}
