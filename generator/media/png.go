package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"
)

var pngStart = []byte("\x89PNG\r\n\x1a\n")

// pngKept are the chunks that are copied as they are: the image, its palette,
// transparency and colours, and the frames of an animation (PNG third edition,
// clause 11).
var pngKept = map[string]bool{
	"IHDR": true, "PLTE": true, "tRNS": true, "gAMA": true, "cHRM": true, "sRGB": true, "cICP": true, "sBIT": true,
	"mDCV": true, "cLLI": true, "IDAT": true, "acTL": true, "fcTL": true, "fdAT": true, "IEND": true,
}

// pngColours are those of them that tell how colours are meant.
var pngColours = map[string]bool{"gAMA": true, "cHRM": true, "sRGB": true, "cICP": true, "iCCP": true}

// maxProfile is how large a colour profile may be when it is unpacked.
const maxProfile = 8 << 20

func cleanPNG(data []byte) (Picture, error) {
	p := Picture{Kind: PNG, turned: 1, scalable: true}
	var head, rest []byte // with what turns the picture between them
	for at := len(pngStart); ; {
		name, body, next, err := pngChunk(data, at)
		if err != nil {
			return Picture{}, err
		}
		if (at == len(pngStart)) != (name == "IHDR") {
			return Picture{}, broken("its header is not where it belongs")
		}
		switch name {
		case "IHDR":
			if len(body) != 13 {
				return Picture{}, broken("its header cannot be read")
			}
			p.Width, p.Height = int(binary.BigEndian.Uint32(body)), int(binary.BigEndian.Uint32(body[4:]))
			head = append(bytes.Clone(pngStart), data[at:next]...)
		case "iCCP":
			rest = append(rest, pngProfile(body)...)
		case "eXIf":
			p.turned = orientation(body)
		default:
			p.animated = p.animated || name == "acTL"
			if pngKept[name] {
				rest = append(rest, data[at:next]...)
			}
		}
		at = next
		if name == "IEND" {
			break
		}
	}
	if p.turned != 1 {
		head = appendChunk(head, "eXIf", turnedEXIF(p.turned))
	}
	p.Bytes = append(head, rest...)
	if !bytes.Contains(rest, []byte("IDAT")) {
		return Picture{}, broken("there is no picture in it")
	}
	return p, checkSize(p.Width, p.Height)
}

// pngChunk reads the chunk at a place, and where the next begins.
func pngChunk(data []byte, at int) (name string, body []byte, next int, err error) {
	if at+12 > len(data) {
		return "", nil, 0, broken("it ends before the picture does")
	}
	size := uint64(binary.BigEndian.Uint32(data[at:]))
	if size > uint64(len(data)-at-12) {
		return "", nil, 0, broken("it ends before the picture does")
	}
	next = at + 12 + int(size)
	name, body = string(data[at+4:at+8]), data[at+8:next-4]
	if pngKept[name] && crc32.ChecksumIEEE(data[at+4:next-4]) != binary.BigEndian.Uint32(data[next-4:]) {
		return "", nil, 0, broken("the checksum of a part is wrong")
	}
	return name, body, next, nil
}

func appendChunk(out []byte, name string, body []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	at := len(out)
	out = append(append(out, name...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[at:]))
}

// pngProfile is the chunk of a colour profile with what converts colours alone, or
// nothing if it cannot be read.
func pngProfile(body []byte) []byte {
	_, packed, ok := bytes.Cut(body, []byte{0})
	if !ok || len(packed) < 1 || packed[0] != 0 {
		return nil
	}
	r, err := zlib.NewReader(bytes.NewReader(packed[1:]))
	if err != nil {
		return nil
	}
	defer r.Close()
	profile, err := io.ReadAll(io.LimitReader(r, maxProfile+1))
	if err != nil || len(profile) > maxProfile {
		return nil
	}
	kept := colours(profile)
	if kept == nil {
		return nil
	}
	var b bytes.Buffer
	b.WriteString("colours\x00\x00")
	w := zlib.NewWriter(&b)
	w.Write(kept)
	w.Close()
	return appendChunk(nil, "iCCP", b.Bytes())
}
