package generator_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"slices"
	"testing"

	"journal/generator/media"
)

// turnedBy is an EXIF block of somebody's that says how a picture is to be turned.
func turnedBy(turn int) []byte {
	b := []byte("II*\x00\x08\x00\x00\x00\x02\x00")
	field := func(tag, kind uint16, count, value uint32) {
		b = binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(b, tag), kind)
		b = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(b, count), value)
	}
	field(0x0112, 3, 1, uint32(turn))
	field(0x013B, 2, 15, 38) // the artist
	return append(b, "\x00\x00\x00\x00Dana Whitfield\x00"...)
}

// turnedPictures are pictures of each kind that can say so, turned in each way.
func turnedPictures(t *testing.T) map[string][]byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 48, 32))
	for y := range 32 {
		for x := range 48 {
			m.SetNRGBA(x, y, color.NRGBA{uint8(5 * x), uint8(7 * y), uint8(x * y), 255})
		}
	}
	var j, p bytes.Buffer
	if err := jpeg.Encode(&j, m, nil); err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(&p, m); err != nil {
		t.Fatal(err)
	}
	lossy, err := os.ReadFile("media/testdata/lossy.webp")
	if err != nil {
		t.Fatal(err)
	}
	size, err := media.Clean(lossy)
	if err != nil {
		t.Fatal(err)
	}
	segment := func(body string) []byte {
		return append(binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(body)+2)), body...)
	}
	all := map[string][]byte{}
	for turn := 1; turn <= 8; turn++ {
		exif := string(turnedBy(turn))
		first, more := segment("Exif\x00\x00"+exif), segment("Exif\x00\x00and so on, of Dana's")
		all[fmt.Sprint("JPEG ", turn)] = slices.Concat(j.Bytes()[:2], first, j.Bytes()[2:])
		all[fmt.Sprint("JPEG of two blocks ", turn)] = slices.Concat(j.Bytes()[:2], first, more, j.Bytes()[2:])
		chunk := append(binary.BigEndian.AppendUint32(nil, uint32(len(exif))), "eXIf"+exif...)
		chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
		all[fmt.Sprint("PNG ", turn)] = slices.Concat(p.Bytes()[:33], chunk, p.Bytes()[33:])
		w, h := size.Width-1, size.Height-1
		extended := append([]byte("WEBPVP8X\x0a\x00\x00\x00\x08\x00\x00\x00"), byte(w), byte(w>>8), 0, byte(h), byte(h>>8), 0)
		extended = append(append(extended, lossy[12:]...), append(binary.LittleEndian.AppendUint32([]byte("EXIF"), uint32(len(exif))), exif+"\x00"[:len(exif)&1]...)...)
		all[fmt.Sprint("WebP ", turn)] = append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(extended))), extended...)
	}
	return all
}

// A picture that was cleaned looks in a browser as it did before, turned as it was, and
// has the size there that pages say it has.
func TestBrowserShowsPicturesAsBefore(t *testing.T) {
	t.Parallel()
	tab := newBrowserTab(t)
	tab.open(t, serveSite(t, pagesSite{files: map[string]string{"index.html": "<!doctype html><title>x</title>"}})+"index.html")
	type pair struct {
		Name, Before, After string
		Width, Height       int
	}
	var pairs []pair
	for name, data := range turnedPictures(t) {
		clean, err := media.Clean(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !bytes.Contains(data, []byte("Dana")) || bytes.Contains(clean.Bytes, []byte("Dana")) {
			t.Errorf("%s: Dana was or is in it", name)
		}
		address := func(b []byte) string { return "data:;base64," + base64.StdEncoding.EncodeToString(b) }
		pairs = append(pairs, pair{name, address(data), address(clean.Bytes), clean.Width, clean.Height})
	}
	report(t, "pictures", evaluate[[]string](t, tab, `(async (pairs) => {
		const load = (src) => new Promise((done, fail) => { const i = new Image(); i.onload = () => done(i); i.onerror = () => fail(Error("not loaded")); i.src = src; });
		const pixels = (i) => {
			const c = Object.assign(document.createElement("canvas"), {width: i.naturalWidth, height: i.naturalHeight}), x = c.getContext("2d");
			x.drawImage(i, 0, 0);
			return x.getImageData(0, 0, c.width, c.height).data.join();
		};
		const wrong = [];
		for (const {Name, Before, After, Width, Height} of pairs) {
			const before = await load(Before), after = await load(After);
			if (after.naturalWidth !== Width || after.naturalHeight !== Height) wrong.push(Name + ": " + [after.naturalWidth, after.naturalHeight, "not", Width, Height]);
			if (pixels(before) !== pixels(after)) wrong.push(Name + ": other pixels");
		}
		return wrong;
	})(`+asJSON(t, pairs)+`)`))
}
