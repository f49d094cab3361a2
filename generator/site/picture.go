package site

import (
	"bytes"
	"image"

	_ "image/gif" // decoders of picture headers
	_ "image/jpeg"
	_ "image/png"

	_ "golang.org/x/image/webp"

	"journal/generator/edition"
)

// pictureSize is a picture's width and height in pixels, or 0, 0 where its
// header is not understood.
func pictureSize(f edition.File) (width, height int) {
	if f.Read == nil {
		return 0, 0
	}
	data, err := f.Read()
	if err != nil {
		return 0, 0
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, 0
	}
	return c.Width, c.Height
}
