package stamp

import (
	"encoding/binary"
	"errors"
)

// Mark is what a file or folder was like.
type Mark struct {
	Path  string
	Stamp Stamp
}

// AppendMarks writes marks down, in the order they have.
func AppendMarks(b []byte, marks []Mark) []byte {
	b = binary.AppendUvarint(b, uint64(len(marks)))
	before := ""
	for _, m := range marks {
		same := 0
		for same < min(len(before), len(m.Path)) && before[same] == m.Path[same] {
			same++
		}
		b = binary.AppendUvarint(b, uint64(same))
		b = binary.AppendUvarint(b, uint64(len(m.Path)-same))
		b = append(b, m.Path[same:]...)
		for _, n := range [...]int64{m.Stamp.Size, m.Stamp.Modified, int64(m.Stamp.Identity.Device), int64(m.Stamp.Identity.Number), m.Stamp.Identity.Changed} {
			b = binary.AppendVarint(b, n)
		}
		before = m.Path
	}
	return b
}

var errCut = errors.New("a list of marks ends in its middle")

// ReadMarks reads what AppendMarks wrote, and gives what follows.
func ReadMarks(b []byte) (marks []Mark, rest []byte, err error) {
	r := reader{rest: b}
	n := r.count()
	if n > len(r.rest) {
		return nil, nil, errCut
	}
	marks = make([]Mark, 0, n)
	before := ""
	for range n {
		same := r.count()
		tail := r.text(r.count())
		if r.bad || same > len(before) {
			return nil, nil, errCut
		}
		m := Mark{Path: before[:same] + tail}
		m.Stamp.Size, m.Stamp.Modified = r.number(), r.number()
		m.Stamp.Identity = Identity{Device: uint64(r.number()), Number: uint64(r.number()), Changed: r.number()}
		marks = append(marks, m)
		before = m.Path
	}
	if r.bad {
		return nil, nil, errCut
	}
	return marks, r.rest, nil
}

// reader reads numbers and texts. After one that is not there it gives zeros.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) count() int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > uint64(len(r.rest)) {
		r.bad = true
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

func (r *reader) number() int64 {
	n, size := binary.Varint(r.rest)
	if size <= 0 {
		r.bad = true
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

func (r *reader) text(n int) string {
	if n > len(r.rest) {
		r.bad = true
		return ""
	}
	s := string(r.rest[:n])
	r.rest = r.rest[n:]
	return s
}
