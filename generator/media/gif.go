package media

import (
	"bytes"
	"encoding/binary"
)

// The blocks of GIF 89a.
const (
	gifExtension = 0x21
	gifImage     = 0x2C
	gifTrailer   = 0x3B
	gifControl   = 0xF9 // timing and transparency of the next image
	gifApp       = 0xFF
	gifHeader    = 13
)

// gifReader goes through a GIF.
type gifReader struct {
	in  []byte
	at  int
	out []byte
}

func cleanGIF(data []byte) (Picture, error) {
	if len(data) < gifHeader {
		return Picture{}, broken("it ends before the picture does")
	}
	p := Picture{Kind: GIF, turned: 1, Width: int(binary.LittleEndian.Uint16(data[6:])), Height: int(binary.LittleEndian.Uint16(data[8:]))}
	if err := checkSize(p.Width, p.Height); err != nil {
		return Picture{}, err
	}
	g := gifReader{in: data, at: gifHeader + colourTable(data[10])}
	if g.at > len(data) {
		return Picture{}, broken("it ends before the picture does")
	}
	g.out = bytes.Clone(data[:g.at])
	images, ok := g.blocks()
	switch {
	case !ok:
		return Picture{}, broken("it ends before the picture does")
	case images == 0:
		return Picture{}, broken("there is no picture in it")
	}
	p.Bytes, p.animated = g.out, images > 1
	return p, nil
}

// colourTable is the length of the table that a byte of flags announces.
func colourTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// blocks copies images and what they need, up to the trailer.
func (g *gifReader) blocks() (images int, ok bool) {
	for g.at < len(g.in) {
		from := g.at
		switch g.in[g.at] {
		case gifTrailer:
			g.out = append(g.out, gifTrailer)
			return images, true
		case gifImage:
			if from+10 > len(g.in) {
				return images, false
			}
			g.at += 10 + colourTable(g.in[from+9]) + 1 // and the size of the first codes
			if !g.skipData() {
				return images, false
			}
			images++
			g.out = append(g.out, g.in[from:g.at]...)
		case gifExtension:
			if from+2 > len(g.in) {
				return images, false
			}
			g.at += 2
			if !g.skipData() {
				return images, false
			}
			g.out = append(g.out, keptExtension(g.in[from:g.at])...)
		default:
			return images, false
		}
	}
	return images, false
}

// skipData passes over blocks of data up to the empty one.
func (g *gifReader) skipData() bool {
	for g.at < len(g.in) {
		size := int(g.in[g.at])
		g.at += 1 + size
		if size == 0 {
			return true
		}
	}
	return false
}

// keptExtension keeps the timing of frames, and of programs' own blocks the
// number of repetitions.
func keptExtension(block []byte) []byte {
	switch {
	case block[1] == gifControl && len(block) == 8 && block[2] == 4:
		return block
	case block[1] != gifApp || len(block) < 19:
		return nil
	}
	name, loop := string(block[3:14]), block[14:18]
	if block[2] != 11 || name != "NETSCAPE2.0" && name != "ANIMEXTS1.0" || loop[0] != 3 || loop[1] != 1 {
		return nil
	}
	return append(bytes.Clone(block[:18]), 0)
}
