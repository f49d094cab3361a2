package media

import (
	"bytes"
	"errors"
	"image"
	"strings"
	"testing"
)

// FuzzClean holds what Clean promises of any bytes: it ends, cleaning again
// changes nothing, what could be decoded before has the same pixels after, and
// nothing outside of the formats' own parts is left.
func FuzzClean(f *testing.F) {
	for _, data := range samples(f) {
		f.Add(data)
	}
	f.Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><style>/*a*/.a{}</style><text>a</text></svg>`))
	whole := asJPEG(f, drawn(9, 9))
	f.Add(append(append(bytes.Clone(whole[:2]), segment(markAPP1, append(bytes.Clone(exifName), turnedEXIF(6)...))...), whole[2:]...))
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		p, err := Clean(data)
		if !bytes.Equal(before, data) {
			t.Fatal("Clean changed what it was given")
		}
		if err != nil {
			if _, fault := errors.AsType[*Fault](err); !fault && !errors.Is(err, ErrUnknown) {
				t.Fatalf("an error of no kind: %v", err)
			}
			return
		}
		again, err := Clean(p.Bytes)
		if err != nil || !bytes.Equal(again.Bytes, p.Bytes) || again.Width != p.Width || again.Height != p.Height || again.turned != p.turned {
			t.Fatalf("cleaned again: %v\n%q\n%q", err, p.Bytes, again.Bytes)
		}
		if p.Kind == SVG {
			for _, word := range []string{"<script", "<foreignObject", "<!--", "<?", " onload=", "javascript:", "<metadata", "@import"} {
				if strings.Contains(string(p.Bytes), word) && !strings.Contains(string(p.Bytes), "<text") {
					t.Fatalf("%s is left in %q", word, p.Bytes)
				}
			}
			return
		}
		c, _, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil || c.Width*c.Height > 1<<16 {
			return
		}
		if seen := pixels(t, data); !strings.HasPrefix(seen, "not decoded") && seen != pixels(t, p.Bytes) {
			t.Fatal("other pixels than before")
		}
	})
}

// FuzzOrientation holds that any block is read, and that what is written is read
// as it was meant.
func FuzzOrientation(f *testing.F) {
	f.Add(turnedEXIF(6))
	f.Add([]byte("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x03\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, tiff []byte) {
		turned := orientation(tiff)
		if turned < 1 || turned > 8 || orientation(turnedEXIF(turned)) != turned {
			t.Errorf("turned by %d", turned)
		}
	})
}
