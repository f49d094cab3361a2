package media

import "encoding/binary"

// The one field of EXIF that is kept: how the picture is to be turned, tag 274 of
// the first directory (Exif 2.32, 4.6.4; TIFF 6.0 for the frame around it).
const (
	orientationTag = 0x0112
	shortType      = 3
)

// orientation reads how a picture is to be turned, 1 (not at all) to 8. What
// cannot be read, or says nothing, is 1.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	count := int(order.Uint16(tiff[at:]))
	for fields := tiff[at+2:]; count > 0 && len(fields) >= 12; count, fields = count-1, fields[12:] {
		if order.Uint16(fields) != orientationTag || order.Uint16(fields[2:]) != shortType {
			continue
		}
		if turned := int(order.Uint16(fields[8:])); turned >= 1 && turned <= 8 {
			return turned
		}
		return 1
	}
	return 1
}

// turnedEXIF is the smallest EXIF block that says how a picture is to be turned.
func turnedEXIF(turned int) []byte {
	return []byte{
		'M', 'M', 0, '*', 0, 0, 0, 8, // the directory begins at 8
		0, 1, // one field
		orientationTag >> 8, orientationTag & 0xFF, 0, shortType, 0, 0, 0, 1, 0, byte(turned), 0, 0,
		0, 0, 0, 0, // no further directory
	}
}
