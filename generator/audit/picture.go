package audit

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
	"path"
	"slices"
	"strings"
)

// picture looks for what pictures say about themselves, and at the texts in them. It
// gives false for what is no picture. Kinds that cannot be cleaned are published only
// if their author lets them be; what they say is then meant.
func (c *check) picture(name string, content []byte, depth int) bool {
	mild := c.f.asIs[strings.ToLower(strings.TrimPrefix(path.Ext(cmpName(name, c.file)), "."))]
	switch {
	case bytes.HasPrefix(content, []byte{0xff, 0xd8, 0xff}):
		c.jpeg(content, mild)
	case bytes.HasPrefix(content, []byte("\x89PNG\r\n\x1a\n")):
		c.png(content, mild, depth)
	case bytes.HasPrefix(content, []byte("GIF87a")), bytes.HasPrefix(content, []byte("GIF89a")):
		c.gif(content, mild)
	case len(content) > 12 && string(content[:4]) == "RIFF" && string(content[8:12]) == "WEBP":
		c.webp(content, mild)
	case bytes.HasPrefix(content, []byte("II*\x00")), bytes.HasPrefix(content, []byte("MM\x00*")),
		len(content) > 12 && string(content[4:8]) == "ftyp", bytes.HasPrefix(content, []byte("ID3")):
		c.reportMild(Metadata, "a file of a kind that cannot be cleaned", code, true)
		c.binary(content)
	default:
		return false
	}
	return true
}

func cmpName(name, other string) string {
	if name != "" {
		return name
	}
	return other
}

// says tells of something a picture says about itself.
func (c *check) says(what string, content []byte, mild bool) {
	c.reportMild(Metadata, what, code, mild)
	c.binary(content)
}

// jpeg walks through the segments of a JPEG.
func (c *check) jpeg(b []byte, mild bool) {
	at := 2
	for at+4 <= len(b) {
		if b[at] != 0xff {
			at = nextMarker(b, at)
			continue
		}
		marker := b[at+1]
		switch {
		case marker == 0xff:
			at++
			continue
		case marker == 0xd9:
			c.behind(b[at+2:], mild)
			return
		case marker == 0 || marker == 1 || marker >= 0xd0 && marker <= 0xd8:
			at += 2
			continue
		}
		length := int(binary.BigEndian.Uint16(b[at+2:]))
		if length < 2 || at+2+length > len(b) {
			break
		}
		c.jpegSegment(marker, b[at+4:at+2+length], mild)
		at += 2 + length
	}
	if at+2 <= len(b) && b[at] == 0xff && b[at+1] == 0xd9 {
		c.behind(b[at+2:], mild)
	}
}

// nextMarker is where the next marker stands behind compressed data.
func nextMarker(b []byte, at int) int {
	for ; at+1 < len(b); at++ {
		if b[at] == 0xff && b[at+1] != 0 && (b[at+1] < 0xd0 || b[at+1] > 0xd7) {
			return at
		}
	}
	return len(b)
}

func (c *check) jpegSegment(marker byte, data []byte, mild bool) {
	switch {
	case marker == 0xfe:
		c.says("a comment", data, mild)
	case marker == 0xe1 && bytes.HasPrefix(data, []byte("Exif\x00\x00")) && onlyTurns(data[6:]):
	case marker == 0xe1:
		c.says("EXIF or XMP", data, mild)
	case marker == 0xe0 && bytes.HasPrefix(data, []byte("JFIF\x00")) && len(data) >= 14 && data[12] == 0 && data[13] == 0:
	case marker == 0xe2 && bytes.HasPrefix(data, []byte("ICC_PROFILE\x00")):
		c.binary(data)
	case marker == 0xee && bytes.HasPrefix(data, []byte("Adobe")):
	case marker >= 0xe0 && marker <= 0xef:
		c.says("a segment of a program's own", data, mild)
	}
}

// onlyTurns reports EXIF with one field: how to turn the picture.
func onlyTurns(b []byte) bool {
	if len(b) < 26 {
		return false
	}
	var order binary.ByteOrder = binary.BigEndian
	if b[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(b[4:]))
	if at < 8 || at+18 > len(b) {
		return false
	}
	return len(b) <= 40 && order.Uint16(b[at:]) == 1 && order.Uint16(b[at+2:]) == 0x112 && order.Uint32(b[at+14:]) == 0
}

// behind tells of bytes behind the end of a picture.
func (c *check) behind(rest []byte, mild bool) {
	if len(rest) > 0 {
		c.says("bytes behind the end of the picture", rest, mild)
	}
}

// harmless are the kinds of PNG chunks that say how to show the picture.
var harmless = []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT", "cICP", "mDCV", "cLLI", "hIST"}

func (c *check) png(b []byte, mild bool, depth int) {
	at := 8
	for at+12 <= len(b) {
		length := int(binary.BigEndian.Uint32(b[at:]))
		kind := string(b[at+4 : at+8])
		if length < 0 || at+12+length > len(b) {
			return
		}
		data := b[at+8 : at+8+length]
		switch {
		case kind == "iCCP":
			c.binary(inflated(behindNull(data, 1)))
		case !slices.Contains(harmless, kind):
			c.says(kind, data, mild)
			c.binary(inflated(behindNull(data, 1)))
			c.binary(inflated(behindNull(data, 4)))
		}
		at += 12 + length
		if kind == "IEND" {
			c.behind(b[at:], mild)
			return
		}
	}
}

// behindNull gives what stands some bytes behind the first zero byte.
func behindNull(data []byte, skip int) []byte {
	i := bytes.IndexByte(data, 0)
	if i < 0 || i+1+skip > len(data) {
		return nil
	}
	return data[i+1+skip:]
}

func inflated(data []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	plain, _ := io.ReadAll(io.LimitReader(r, mostUnpacked))
	return plain
}

func (c *check) gif(b []byte, mild bool) {
	if len(b) < 13 {
		return
	}
	at := 13
	if b[10]&0x80 != 0 {
		at += 3 << (b[10]&7 + 1)
	}
	for at < len(b) {
		switch b[at] {
		case 0x3b:
			c.behind(b[at+1:], mild)
			return
		case 0x21:
			if at+2 > len(b)-1 {
				return
			}
			label := b[at+1]
			data, next := subBlocks(b, at+2)
			isLoop := bytes.HasPrefix(data, []byte("NETSCAPE2.0")) || bytes.HasPrefix(data, []byte("ANIMEXTS1.0"))
			if label != 0xf9 && !(label == 0xff && isLoop) {
				c.says("an extension", data, mild)
			}
			at = next
		case 0x2c:
			if at+10 > len(b) {
				return
			}
			skip := 10
			if b[at+9]&0x80 != 0 {
				skip += 3 << (b[at+9]&7 + 1)
			}
			_, at = subBlocks(b, at+skip+1)
		default:
			c.behind(b[at:], mild)
			return
		}
	}
}

func subBlocks(b []byte, at int) (data []byte, next int) {
	for at < len(b) && b[at] != 0 {
		end := min(at+1+int(b[at]), len(b))
		data = append(data, b[at+1:end]...)
		at = end
	}
	return data, at + 1
}

func (c *check) webp(b []byte, mild bool) {
	size := 8 + int(binary.LittleEndian.Uint32(b[4:]))
	if size < len(b) {
		c.behind(b[size:], mild)
		b = b[:size]
	}
	for at := 12; at+8 <= len(b); {
		kind, length := string(b[at:at+4]), int(binary.LittleEndian.Uint32(b[at+4:]))
		end := min(at+8+length, len(b))
		switch kind {
		case "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF":
		case "ICCP":
			c.binary(b[at+8 : end])
		default:
			c.says(kind, b[at+8:end], mild)
		}
		at += 8 + length + length&1
	}
}
