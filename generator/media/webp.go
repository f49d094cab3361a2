package media

import (
	"bytes"
	"encoding/binary"
)

// The flags are those of the WebP container's VP8X chunk (RFC 9649, 2.7).
const (
	webpAnimated = 1 << 1
	webpXMP      = 1 << 2
	webpEXIF     = 1 << 3
	webpProfile  = 1 << 5
)

// riffChunk is one part of a WebP file.
type riffChunk struct {
	name string
	body []byte
}

func cleanWebP(data []byte) (Picture, error) {
	size := uint64(binary.LittleEndian.Uint32(data[4:]))
	if size+8 > uint64(len(data)) || size < 4 {
		return Picture{}, broken("it ends before the picture does")
	}
	chunks, err := riffChunks(data[12 : 8+size])
	if err != nil {
		return Picture{}, err
	}
	p := Picture{Kind: WebP, turned: 1}
	var kept []riffChunk
	images := 0
	for _, c := range chunks {
		switch c.name {
		case "EXIF":
			p.turned = orientation(bytes.TrimPrefix(c.body, exifName))
			continue
		case "VP8X":
			if len(c.body) < 10 || len(kept) > 0 {
				return Picture{}, broken("its header cannot be read")
			}
			p.animated = c.body[0]&webpAnimated != 0
			p.Width, p.Height = 1+uint24(c.body[4:]), 1+uint24(c.body[7:])
			c.body = bytes.Clone(c.body[:10])
		case "VP8 ", "VP8L":
			images++
			if p.Width == 0 {
				p.Width, p.Height = webpSize(c)
			}
		case "ICCP":
			if c.body = colours(c.body); c.body == nil {
				continue
			}
		case "ANMF":
			images++
			if c.body, err = cleanFrame(c.body); err != nil {
				return Picture{}, err
			}
		case "ALPH", "ANIM":
		default:
			continue
		}
		kept = append(kept, c)
	}
	if images == 0 {
		return Picture{}, broken("there is no picture in it")
	}
	p.Bytes = layWebP(kept, p.turned)
	return p, checkSize(p.Width, p.Height)
}

// layWebP writes the chunks, with flags that say what is among them. Only files
// with a VP8X chunk can say how they are turned.
func layWebP(kept []riffChunk, turned int) []byte {
	if kept[0].name == "VP8X" {
		flags := kept[0].body[0] &^ (webpXMP | webpEXIF | webpProfile)
		for _, c := range kept {
			if c.name == "ICCP" {
				flags |= webpProfile
			}
		}
		if turned != 1 {
			flags |= webpEXIF
			kept = append(kept, riffChunk{"EXIF", turnedEXIF(turned)})
		}
		kept[0].body[0] = flags
	}
	out := []byte("RIFF\x00\x00\x00\x00WEBP")
	for _, c := range kept {
		out = appendRIFF(out, c)
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}

// cleanFrame keeps the image and the transparency of a frame, behind the sixteen
// bytes that say where and how long it stands.
func cleanFrame(body []byte) ([]byte, error) {
	if len(body) < 16 {
		return nil, broken("a frame ends too early")
	}
	chunks, err := riffChunks(body[16:])
	if err != nil {
		return nil, err
	}
	out := bytes.Clone(body[:16])
	for _, c := range chunks {
		switch c.name {
		case "ALPH", "VP8 ", "VP8L":
			out = appendRIFF(out, c)
		}
	}
	return out, nil
}

// riffChunks parts a run of chunks. Each is filled up to an even length.
func riffChunks(data []byte) ([]riffChunk, error) {
	var chunks []riffChunk
	for len(data) > 0 {
		if len(data) < 8 {
			return nil, broken("it ends before the picture does")
		}
		size := uint64(binary.LittleEndian.Uint32(data[4:]))
		if size > uint64(len(data)-8) {
			return nil, broken("it ends before the picture does")
		}
		chunks = append(chunks, riffChunk{string(data[:4]), data[8 : 8+size]})
		data = data[min(uint64(len(data)), 8+size+size&1):]
	}
	return chunks, nil
}

func appendRIFF(out []byte, c riffChunk) []byte {
	out = append(out, c.name...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(c.body)))
	out = append(out, c.body...)
	return append(out, make([]byte, len(c.body)&1)...)
}

// webpSize reads the size from an image itself (RFC 6386, 9.1; RFC 9649, 3.4).
func webpSize(c riffChunk) (width, height int) {
	switch {
	case c.name == "VP8 " && len(c.body) >= 10:
		return int(binary.LittleEndian.Uint16(c.body[6:])) & 0x3FFF, int(binary.LittleEndian.Uint16(c.body[8:])) & 0x3FFF
	case c.name == "VP8L" && len(c.body) >= 5:
		bits := binary.LittleEndian.Uint32(c.body[1:])
		return 1 + int(bits&0x3FFF), 1 + int(bits>>14&0x3FFF)
	}
	return 0, 0
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
