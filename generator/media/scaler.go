package media

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"

	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
)

// A Scaler makes smaller copies of pictures, a few at a time, and remembers them.
// It may be used from many goroutines.
type Scaler struct {
	shelf  Shelf
	room   *semaphore.Weighted // in pixels
	flight singleflight.Group
}

// Shelf is where copies are kept. What is lost is made again. Get reports whether
// there is something under the key; Put may forget.
type Shelf interface {
	Get(key string) ([]byte, bool)
	Put(key string, copy []byte)
}

// pixelsAtOnce bounds the memory: a large picture is opened alone, photos of a
// telephone two at a time.
const pixelsAtOnce = 26_000_000

// NewScaler gives a scaler that keeps its copies on a shelf, which may be nil.
func NewScaler(shelf Shelf) *Scaler {
	return &Scaler{shelf: shelf, room: semaphore.NewWeighted(pixelsAtOnce)}
}

// keyOf names a copy by what it follows from.
func keyOf(hash string, width int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %d %s", hash, width, quality, encoder))
	return hex.EncodeToString(sum[:12])
}

// CopyName is the name of a smaller copy without its extension. It follows from
// the picture's published bytes, so it is known before the copy is made and tells
// nothing else.
func CopyName(hash string, width int) string {
	return keyOf(hash, width) + "-" + strconv.Itoa(width)
}

// Ready reports whether the copies of a picture are on the shelf.
func (s *Scaler) Ready(hash string, widths []int) bool {
	for _, w := range widths {
		if _, ok := s.kept(hash, w); !ok {
			return false
		}
	}
	return true
}

func (s *Scaler) kept(hash string, width int) ([]byte, bool) {
	if s == nil || s.shelf == nil {
		return nil, false
	}
	return s.shelf.Get(keyOf(hash, width))
}

// Copy gives the smaller copy of a picture with the hash and one of its
// CopyWidths. clean gives the picture; it is asked where the copy has to be made.
func (s *Scaler) Copy(hash string, width int, clean func() (Picture, error)) ([]byte, error) {
	if kept, ok := s.kept(hash, width); ok {
		return kept, nil
	}
	if s == nil {
		s = NewScaler(nil)
	}
	made, err, _ := s.flight.Do(hash, func() (any, error) { return s.make(hash, clean) })
	if err != nil {
		return nil, err
	}
	copy, ok := made.(map[int][]byte)[width]
	if !ok {
		return nil, fmt.Errorf("a picture has no copy %d pixels wide", width)
	}
	return copy, nil
}

// make makes all copies of a picture.
func (s *Scaler) make(hash string, clean func() (Picture, error)) (map[int][]byte, error) {
	p, err := clean()
	if err != nil {
		return nil, err
	}
	weight := int64(min(p.Width*p.Height, pixelsAtOnce))
	if err := s.room.Acquire(context.Background(), weight); err != nil {
		return nil, err
	}
	defer s.room.Release(weight)
	made, err := copies(p)
	if err != nil || s.shelf == nil {
		return made, err
	}
	for _, w := range p.CopyWidths() {
		s.shelf.Put(keyOf(hash, w), made[w])
	}
	return made, nil
}
