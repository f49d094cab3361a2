// Package media makes pictures fit to be published: without what cameras and
// editors write into them, and in sizes that suit a telephone.
//
// Clean takes a picture apart and puts together again what is needed to show it.
// Pixels are not touched: compressed data are copied byte for byte. What is kept
// is a list, so that what nobody has thought of is left out:
//
//   - JPEG: tables, frames and scans; the JFIF and Adobe marks, which tell how
//     colours are meant; the colour profile; how the picture is to be turned.
//   - PNG: the chunks of the image, its palette, transparency, colours and
//     animation; how it is to be turned.
//   - WebP: the chunks of the image, its transparency, animation and colour
//     profile; how it is to be turned.
//   - GIF: frames, their timing, and how often they are repeated.
//   - SVG: elements and attributes that draw; nothing that runs, leads elsewhere,
//     is a note, or belongs to an editor.
//
// Place, time, camera, persons, comments, previews, edits, maker notes, second
// pictures and all bytes behind the image's end go. Of a colour profile stays what
// converts colours, not what describes a device. A kind is told by the content,
// never by the file's name.
//
// A Scaler makes smaller copies and remembers them in a folder.
//
// What it does not do: it does not look at what is in the picture. A photographed
// letter can be read, and text in an SVG is text. It does not clean films, sound,
// documents or raw photos; Clean says so with ErrUnknown.
package media

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"strings"
)

// Kind is a format, as the extension of its files.
type Kind string

// The kinds that can be cleaned.
const (
	JPEG Kind = "jpg"
	PNG  Kind = "png"
	WebP Kind = "webp"
	GIF  Kind = "gif"
	SVG  Kind = "svg"
)

// Picture is a picture that was cleaned.
type Picture struct {
	Kind  Kind
	Bytes []byte

	// Width and Height are how browsers show it, after turning: in pixels, or in CSS
	// pixels for SVG, where they are 0 if it does not say.
	Width, Height int

	turned   int  // orientation as in EXIF, 1 to 8
	animated bool // has several frames
	scalable bool // of a kind whose pixels package image can read
}

// Hash names the picture by its bytes.
func (p Picture) Hash() string {
	sum := sha256.Sum256(p.Bytes)
	return hex.EncodeToString(sum[:12])
}

// Limits of a picture. A picture at both needs some hundred megabytes to be
// opened, by us and by each browser.
const (
	MaxSide   = 30_000      // pixels
	MaxPixels = 100_000_000 // of a frame
	MaxBytes  = 200 << 20
	maxSVG    = 10 << 20
)

// ErrUnknown says that bytes are no picture of a kind that can be cleaned.
var ErrUnknown = errors.New("not a picture of a known kind")

// A Fault is what is wrong with a picture, in words for its author.
type Fault struct{ Text, Hint string }

func (f *Fault) Error() string { return f.Text }

const saveAgain = "open it in a program for pictures and save it again, or fetch it again from where it came"

func broken(format string, args ...any) *Fault {
	return &Fault{"it is damaged: " + fmt.Sprintf(format, args...), saveAgain}
}

// Clean gives the picture without anything that is not needed to show it. data
// is not changed. The error is ErrUnknown or a *Fault. Cleaning again changes
// nothing.
func Clean(data []byte) (Picture, error) {
	if len(data) > MaxBytes {
		return Picture{}, &Fault{fmt.Sprintf("it has %d MB; at most %d MB are read", len(data)>>20, MaxBytes>>20), "save it smaller"}
	}
	p, err := cleanAny(data)
	if err != nil {
		return Picture{}, err
	}
	if p.turned > 4 && p.Kind != WebP { // which Chromium shows as it lies, whatever its EXIF says
		p.Width, p.Height = p.Height, p.Width
	}
	return p, nil
}

func cleanAny(data []byte) (Picture, error) {
	switch {
	case bytes.HasPrefix(data, jpegStart):
		return cleanJPEG(data)
	case bytes.HasPrefix(data, pngStart):
		return cleanPNG(data)
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return cleanWebP(data)
	case bytes.HasPrefix(data, []byte("GIF87a")), bytes.HasPrefix(data, []byte("GIF89a")):
		return cleanGIF(data)
	case looksLikeXML(data):
		return cleanSVG(data, 0)
	}
	return Picture{}, ErrUnknown
}

// checkSize refuses pictures that would exhaust whoever opens them.
func checkSize(width, height int) error {
	switch {
	case width <= 0 || height <= 0:
		return broken("it has no width or no height")
	case width > MaxSide || height > MaxSide || width*height > MaxPixels:
		return &Fault{fmt.Sprintf("it has %d × %d pixels; more than %d million are too many for a page, and more than %d on a side", width, height, MaxPixels/1_000_000, MaxSide), "save it smaller"}
	}
	return nil
}

// Named reports whether a file's name is that of a picture which Clean may know.
func Named(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".svg":
		return true
	}
	return false
}
