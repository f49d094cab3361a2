package media

import (
	"bytes"
	"image"
	"image/color"
	"slices"
	"sync"
	"testing"
)

func TestCopyWidths(t *testing.T) {
	for _, c := range []struct {
		data []byte
		want []int
	}{
		{asJPEG(t, drawn(480, 20)), nil},
		{asJPEG(t, drawn(481, 20)), []int{480}},
		{asJPEG(t, drawn(1600, 20)), []int{480, 960}},
		{asJPEG(t, drawn(1700, 20)), []int{480, 960, 1600}},
		{asPNG(t, drawn(959, 20)), nil},
		{asPNG(t, drawn(1000, 20)), []int{480}},
		{asJPEG(t, drawn(2000, 1)), []int{1600}}, // of a smaller one nothing would be left
		{asGIF(t, 2), nil},
		{stored(t, "lossy.webp"), nil},
	} {
		p, err := Clean(c.data)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.CopyWidths(); !slices.Equal(got, c.want) {
			t.Errorf("%s of %d × %d: %v, want %v", p.Kind, p.Width, p.Height, got, c.want)
		}
	}
}

// turnedBy gives a JPEG that is to be turned.
func turnedBy(t *testing.T, m image.Image, turned int) []byte {
	t.Helper()
	whole := asJPEG(t, m)
	return slices.Concat(whole[:2], turnedSegment(turned), whole[2:])
}

func TestCopies(t *testing.T) {
	for _, c := range []struct {
		name          string
		data          []byte
		width, height int // of the copy 480 pixels wide, as stored
	}{
		{"a JPEG", asJPEG(t, drawn(1900, 1000)), 480, 253},
		{"a JPEG on its side", turnedBy(t, drawn(1000, 1900), 6), 253, 480},
		{"a PNG", asPNG(t, drawn(1900, 1000)), 480, 253},
		{"a gray JPEG", asJPEG(t, image.NewGray(image.Rect(0, 0, 1000, 700))), 480, 336},
	} {
		p, err := Clean(c.data)
		if err != nil {
			t.Fatal(err)
		}
		made, err := copies(p)
		if err != nil || len(made) != len(p.CopyWidths()) {
			t.Fatalf("%s: %d copies, %v", c.name, len(made), err)
		}
		small, err := Clean(made[480])
		if err != nil || !bytes.Equal(small.Bytes, made[480]) {
			t.Errorf("%s: a copy is not clean: %v", c.name, err)
		}
		if small.turned != p.turned {
			t.Errorf("%s: turned by %d, its copy by %d", c.name, p.turned, small.turned)
		}
		m, _, err := image.Decode(bytes.NewReader(made[480]))
		if err != nil || m.Bounds().Dx() != c.width || m.Bounds().Dy() != c.height {
			t.Errorf("%s: %v, %v", c.name, m.Bounds(), err)
		}
		whole, _, err := image.Decode(bytes.NewReader(p.Bytes))
		if err != nil {
			t.Fatal(err)
		}
		if d := distance(m, whole); d > 12 {
			t.Errorf("%s: a copy differs by %d of 255 from the picture", c.name, d)
		}
	}
}

// distance compares a copy with a picture at some places away from edges.
func distance(small, whole image.Image) int {
	most := 0
	s, w := small.Bounds(), whole.Bounds()
	for i := 1; i < 8; i++ {
		a := color.NRGBAModel.Convert(small.At(s.Dx()*i/8, s.Dy()*(8-i)/8)).(color.NRGBA)
		b := color.NRGBAModel.Convert(whole.At(w.Dx()*i/8, w.Dy()*(8-i)/8)).(color.NRGBA)
		for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G)} {
			most = max(most, d, -d)
		}
	}
	return most
}

// A picture whose scan breaks off is shown by browsers as far as it goes, so it
// stands for its own copies.
func TestCopiesOfWhatCannotBeDecoded(t *testing.T) {
	data := asJPEG(t, drawn(1000, 500))
	cut := append(bytes.Clone(data[:len(data)/2]), 0xFF, markEOI)
	p, err := Clean(cut)
	if err != nil {
		t.Fatal(err)
	}
	made, err := copies(p)
	if err != nil || !bytes.Equal(made[480], p.Bytes) || !bytes.Equal(made[960], p.Bytes) {
		t.Errorf("%v", err)
	}
}

func TestHalve(t *testing.T) {
	for _, ratio := range []image.YCbCrSubsampleRatio{image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420, image.YCbCrSubsampleRatio440} {
		for _, size := range []image.Point{{2, 2}, {3, 5}, {17, 31}, {16, 8}} {
			m := image.NewYCbCr(image.Rectangle{Max: size}, ratio)
			for _, plane := range [][]byte{m.Y, m.Cb, m.Cr} {
				for i := range plane {
					plane[i] = 77
				}
			}
			h := halve(m)
			if h.Rect.Dx() != size.X/2 || h.Rect.Dy() != size.Y/2 {
				t.Errorf("%v became %v", size, h.Rect)
			}
			for _, plane := range [][]byte{h.Y, h.Cb, h.Cr} {
				if slices.ContainsFunc(plane, func(b byte) bool { return b != 77 }) {
					t.Errorf("%v of %v: %v", ratio, size, plane)
				}
			}
		}
	}
}

// However many ask, a picture is opened once, and afterwards not at all.
func TestScaler(t *testing.T) {
	folder := NewFolder(t.TempDir() + "/cache/media")
	p, err := Clean(asJPEG(t, drawn(1000, 500)))
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	asked := 0
	clean := func() (Picture, error) {
		mu.Lock()
		defer mu.Unlock()
		asked++
		return p, nil
	}
	s := NewScaler(folder)
	if s.Ready(p.Hash(), p.CopyWidths()) {
		t.Error("copies are there before they were made")
	}
	first, err := s.Copy(p.Hash(), 480, clean)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if _, err := NewScaler(folder).Copy(p.Hash(), 960, clean); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if again, err := s.Copy(p.Hash(), 480, clean); asked != 1 || err != nil || !bytes.Equal(first, again) {
		t.Errorf("opened %d times, %v", asked, err)
	}
	if !s.Ready(p.Hash(), p.CopyWidths()) {
		t.Error("copies are not there although they were made")
	}
	if _, err := s.Copy(p.Hash(), 500, clean); err == nil {
		t.Error("there is a copy of a width that there is none of")
	}
}
