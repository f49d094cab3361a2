package seal

import (
	"encoding/binary"
	"math/bits"
)

// lengthSize is that of the length before what is sealed.
const lengthSize = 4

// fine is the step of buckets, up to coarse; from there on a step is an eighth of
// the power of two below.
const (
	fine   = 4 << 10
	coarse = 64 << 10
)

// Bucket is the size to which n bytes are padded: the next 4 KiB up to 64 KiB,
// and beyond that at most an eighth more.
func Bucket(n int) int {
	step := fine
	if n > coarse {
		step = 1 << (bits.Len(uint(n-1)) - 1) / 8
	}
	return max(1, (n+step-1)/step) * step
}

func pad(page []byte) []byte {
	padded := make([]byte, lengthSize, Bucket(lengthSize+len(page)))
	binary.BigEndian.PutUint32(padded, uint32(len(page)))
	padded = append(padded, page...)
	return padded[:cap(padded)]
}

func unpad(padded []byte) ([]byte, error) {
	if len(padded) < lengthSize {
		return nil, ErrRefused
	}
	n := binary.BigEndian.Uint32(padded)
	if uint64(n) > uint64(len(padded)-lengthSize) {
		return nil, ErrRefused
	}
	return padded[lengthSize : lengthSize+int(n)], nil
}
