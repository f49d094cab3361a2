package media

import (
	"bytes"
	"encoding/binary"
)

// The markers are those of ITU-T T.81, table B.1; the segments of applications
// those of JFIF 1.02, ICC.1 annex B.4, Exif 2.32 and Adobe's technical note 5116.
const (
	markSOI  = 0xD8
	markEOI  = 0xD9
	markSOS  = 0xDA
	markDQT  = 0xDB
	markDNL  = 0xDC
	markDRI  = 0xDD
	markDHP  = 0xDE
	markEXP  = 0xDF
	markAPP0 = 0xE0
	markAPP1 = 0xE1
	markAPP2 = 0xE2
	markAPPE = 0xEE
	markTEM  = 0x01
)

var (
	jpegStart   = []byte{0xFF, markSOI, 0xFF}
	jfifName    = []byte("JFIF\x00")
	exifName    = []byte("Exif\x00\x00")
	profileName = []byte("ICC_PROFILE\x00")
	adobeName   = []byte("Adobe")
)

// jpeg is a JPEG that is being taken apart.
type jpeg struct {
	in, out    []byte
	width      int
	height     int
	components int
	turned     int
	told       bool            // how it is turned was said
	profile    map[byte][]byte // parts of the colour profile by number, from 1
	parts      int             // how many parts there should be
	jfif       []byte
	adobe      []byte
	scans      int
	coded      byte // the marker of the frame
}

func cleanJPEG(data []byte) (Picture, error) {
	j := jpeg{in: data, turned: 1, profile: map[byte][]byte{}}
	if err := j.read(); err != nil {
		return Picture{}, err
	}
	if err := checkSize(j.width, j.height); err != nil {
		return Picture{}, err
	}
	out := append([]byte{0xFF, markSOI}, j.jfif...)
	out = append(out, turnedSegment(j.turned)...)
	out = append(out, profileSegments(j.wholeProfile())...)
	out = append(append(out, j.adobe...), j.out...)
	return Picture{
		Kind: JPEG, Bytes: append(out, 0xFF, markEOI), Width: j.width, Height: j.height, turned: j.turned,
		scalable: (j.components == 1 || j.components == 3) && (j.coded == 0xC0 || j.coded == 0xC1 || j.coded == 0xC2),
	}, nil
}

// read goes through the segments up to the image's end.
func (j *jpeg) read() error {
	at := 2
	for {
		marker, next, ok := nextMarker(j.in, at)
		if !ok {
			return broken("it ends before the picture does")
		}
		if marker == markEOI {
			if j.scans == 0 || j.coded == 0 {
				return broken("there is no picture in it")
			}
			return nil
		}
		if marker == markTEM || marker == markSOI || marker >= 0xD0 && marker <= 0xD7 {
			at = next
			continue
		}
		if next+2 > len(j.in) {
			return broken("it ends before the picture does")
		}
		end := next + int(binary.BigEndian.Uint16(j.in[next:]))
		if end < next+2 || end > len(j.in) {
			return broken("it ends before the picture does")
		}
		if marker == markSOS {
			scan := scanEnd(j.in, end)
			j.keep(marker, j.in[next+2:end])
			j.out = append(j.out, j.in[end:scan]...)
			j.scans++
			end = scan
		} else if err := j.segment(marker, j.in[next+2:end]); err != nil {
			return err
		}
		at = end
	}
}

// nextMarker finds the next marker and what follows it. Bytes before it belong to
// nothing and are passed over, as decoders do.
func nextMarker(in []byte, at int) (marker byte, next int, ok bool) {
	for at < len(in) {
		i := bytes.IndexByte(in[at:], 0xFF)
		if i < 0 {
			return 0, 0, false
		}
		at += i
		for at < len(in) && in[at] == 0xFF {
			at++
		}
		if at < len(in) && in[at] != 0 {
			return in[at], at + 1, true
		}
	}
	return 0, 0, false
}

// scanEnd finds the marker that ends compressed data. Stuffed zeros and restart
// markers are part of them.
func scanEnd(in []byte, at int) int {
	for {
		i := bytes.IndexByte(in[at:], 0xFF)
		if i < 0 || at+i+1 >= len(in) {
			return len(in)
		}
		at += i
		if next := in[at+1]; next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7) {
			return at
		}
		at++
	}
}

// segment keeps what is needed to show the picture.
func (j *jpeg) segment(marker byte, body []byte) error {
	switch {
	case marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC:
		return j.frame(marker, body)
	case marker >= 0xC0 && marker <= 0xCF, marker >= markDQT && marker <= markEXP:
		j.keep(marker, body)
	case marker == markAPP0 && bytes.HasPrefix(body, jfifName) && len(body) >= 14:
		// The last two bytes are the size of a preview, which is left out.
		j.jfif = segment(markAPP0, append(bytes.Clone(body[:12]), 0, 0))
	case marker == markAPP1 && bytes.HasPrefix(body, exifName):
		if !j.told { // what follows are further parts of it, or another's
			j.turned, j.told = orientation(body[len(exifName):]), true
		}
	case marker == markAPP2 && bytes.HasPrefix(body, profileName) && len(body) > len(profileName)+2:
		j.profile[body[len(profileName)]] = body[len(profileName)+2:]
		j.parts = int(body[len(profileName)+1])
	case marker == markAPPE && bytes.HasPrefix(body, adobeName) && len(body) >= 12:
		j.adobe = segment(markAPPE, body[:12])
	}
	return nil
}

func (j *jpeg) frame(marker byte, body []byte) error {
	if len(body) < 6 || j.coded != 0 {
		return broken("its frame cannot be read")
	}
	j.coded, j.components = marker, int(body[5])
	j.height, j.width = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	j.keep(marker, body)
	return nil
}

func (j *jpeg) keep(marker byte, body []byte) { j.out = append(j.out, segment(marker, body)...) }

func segment(marker byte, body []byte) []byte {
	s := binary.BigEndian.AppendUint16([]byte{0xFF, marker}, uint16(len(body)+2))
	return append(s, body...)
}

// wholeProfile is the colour profile if all its parts are there.
func (j *jpeg) wholeProfile() []byte {
	var whole []byte
	for i := 1; i <= j.parts; i++ {
		part, ok := j.profile[byte(i)]
		if !ok {
			return nil
		}
		whole = append(whole, part...)
	}
	return colours(whole)
}

// profileSegments cuts a colour profile into as many segments as it takes.
func profileSegments(profile []byte) []byte {
	const most = 65000
	count := (len(profile) + most - 1) / most
	var out []byte
	for i := range count {
		part := profile[i*most : min(len(profile), (i+1)*most)]
		body := append(bytes.Clone(profileName), byte(i+1), byte(count))
		out = append(out, segment(markAPP2, append(body, part...))...)
	}
	return out
}

// turnedSegment says how a picture is to be turned, or nothing if it is upright.
func turnedSegment(turned int) []byte {
	if turned == 1 {
		return nil
	}
	return segment(markAPP1, append(bytes.Clone(exifName), turnedEXIF(turned)...))
}
