package media

import (
	"encoding/binary"
	"slices"
)

// colourTags are the fields of a colour profile that convert colours (ICC.1:2022,
// clause 9). The rest describes devices, makers, dates and settings.
var colourTags = []string{
	"A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "D2B0", "D2B1", "D2B2", "D2B3", "B2D0", "B2D1", "B2D2", "B2D3",
	"rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "kTRC", "wtpt", "bkpt", "chad", "cicp", "gamt", "pre0", "pre1", "pre2",
}

const (
	profileHeader = 128
	maxTags       = 200
)

// profileTag is a field of a colour profile.
type profileTag struct {
	name string
	data []byte
}

// colours gives a colour profile that converts colours as the given one does and
// says nothing else. It is nil if that one cannot be read; a browser could not
// either, and shows the picture as sRGB.
func colours(profile []byte) []byte {
	if len(profile) < profileHeader+4 || string(profile[36:40]) != "acsp" {
		return nil
	}
	table := profile[profileHeader+4:]
	count := binary.BigEndian.Uint32(profile[profileHeader:])
	if count > maxTags || int(count)*12 > len(table) {
		return nil
	}
	tags := []profileTag{{"desc", profileText(profile[8], "desc")}, {"cprt", profileText(profile[8], "text")}}
	for ; count > 0; count, table = count-1, table[12:] {
		name := string(table[:4])
		if !slices.Contains(colourTags, name) || slices.ContainsFunc(tags, func(t profileTag) bool { return t.name == name }) {
			continue
		}
		from, size := uint64(binary.BigEndian.Uint32(table[4:])), uint64(binary.BigEndian.Uint32(table[8:]))
		if from+size > uint64(len(profile)) {
			return nil
		}
		tags = append(tags, profileTag{name, profile[from : from+size]})
	}
	return layProfile(profile[:profileHeader], tags)
}

// layProfile puts a profile together. Of the header stays what conversion needs.
func layProfile(header []byte, tags []profileTag) []byte {
	at := profileHeader + 4 + 12*len(tags)
	out := make([]byte, at)
	copy(out[8:24], header[8:24])   // version, class, colour spaces
	copy(out[24:36], neutralDate)   // made when
	copy(out[36:40], "acsp")        //
	copy(out[64:80], header[64:80]) // intent, white
	binary.BigEndian.PutUint32(out[profileHeader:], uint32(len(tags)))
	placed := map[string]int{}
	for i, t := range tags {
		from, known := placed[string(t.data)]
		if !known {
			from = len(out)
			placed[string(t.data)] = from
			out = append(out, t.data...)
			out = append(out, make([]byte, -len(out)&3)...)
		}
		row := out[profileHeader+4+12*i:]
		copy(row, t.name)
		binary.BigEndian.PutUint32(row[4:], uint32(from))
		binary.BigEndian.PutUint32(row[8:], uint32(len(t.data)))
	}
	binary.BigEndian.PutUint32(out, uint32(len(out)))
	return out
}

// neutralDate is the first of January 2000.
var neutralDate = []byte{0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0}

// profileText is a field of text that every profile must have, with the word
// colours in it; since version 4 such fields hold several languages.
func profileText(version byte, old string) []byte {
	const word = "colours"
	if version >= 4 {
		out := []byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0cenUS\x00\x00\x00\x0e\x00\x00\x00\x1c")
		for _, c := range []byte(word) {
			out = append(out, 0, c)
		}
		return out
	}
	if old == "text" {
		return append([]byte("text\x00\x00\x00\x00"+word), 0)
	}
	out := append([]byte("desc\x00\x00\x00\x00\x00\x00\x00\x08"+word), 0)
	return append(out, make([]byte, 4+4+2+1+67)...) // neither Unicode nor Macintosh's script
}
