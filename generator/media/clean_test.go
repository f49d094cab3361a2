package media

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	imagejpeg "image/jpeg"
	imagepng "image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "golang.org/x/image/webp" // for image.Decode
)

// needle stands in all that pictures here say about themselves.
const needle = "Dana Whitfield"

// drawn is a picture whose corners can be told apart.
func drawn(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetNRGBA(x, y, color.NRGBA{uint8(255 * x / w), uint8(255 * y / h), uint8(x ^ y), 255})
		}
	}
	return m
}

func asJPEG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := imagejpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := imagepng.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asGIF(t testing.TB, frames int) []byte {
	t.Helper()
	g := gif.GIF{LoopCount: 3}
	for i := range frames {
		p := image.NewPaletted(image.Rect(0, 0, 24, 16), color.Palette{color.White, color.Black, color.RGBA{200, 0, 0, 255}})
		p.SetColorIndex(i, i, 1)
		g.Image, g.Delay = append(g.Image, p), append(g.Delay, 7)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func stored(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// animatedPNG gives a PNG a second frame, equal to the first.
func animatedPNG(t testing.TB) []byte {
	t.Helper()
	in := asPNG(t, drawn(24, 16))
	out := bytes.Clone(pngStart)
	control := func(sequence uint32) []byte {
		b := binary.BigEndian.AppendUint32(nil, sequence)
		for _, n := range []uint32{24, 16, 0, 0} {
			b = binary.BigEndian.AppendUint32(b, n)
		}
		return append(b, 0, 1, 0, 10, 0, 0)
	}
	for at := len(pngStart); at < len(in); {
		name, body, next, err := pngChunk(in, at)
		if err != nil {
			t.Fatal(err)
		}
		if name == "IDAT" {
			out = appendChunk(out, "acTL", []byte{0, 0, 0, 2, 0, 0, 0, 0})
			out = appendChunk(out, "fcTL", control(0))
			out = appendChunk(out, "IDAT", body)
			out = appendChunk(out, "fcTL", control(1))
			out = appendChunk(out, "fdAT", append([]byte{0, 0, 0, 2}, body...))
		} else {
			out = append(out, in[at:next]...)
		}
		at = next
	}
	return out
}

// fullPNG has a chunk of each kind that there is, and of some that there is not. Those
// that say how to show the picture say nothing else.
func fullPNG(t testing.TB) []byte {
	t.Helper()
	in := asPNG(t, drawn(24, 16))
	out := append(bytes.Clone(pngStart), in[len(pngStart):len(pngStart)+25]...) // with IHDR
	for _, c := range []struct{ name, body string }{
		{"cHRM", strings.Repeat("\x00\x00\x7a\x26", 8)}, {"gAMA", "\x00\x00\xb1\x8f"}, {"sBIT", "\x08\x08\x08"}, {"sRGB", "\x00"}, {"bKGD", "\x00\xff\x00\xff\x00\xff"}, {"pHYs", "\x00\x00\x0b\x13\x00\x00\x0b\x13\x01"},
		{"sPLT", needle + "\x00\x08abcdef"}, {"tIME", "\x07\xea\x03\x02\x0a\x0b\x0c"}, {"tEXt", "Author\x00" + needle}, {"iTXt", "Title\x00\x00\x00en\x00\x00" + needle}, {"oFFs", "\x00\x00\x00\x01\x00\x00\x00\x01\x00"}, {"sTER", "\x00"}, {"gIFx", needle},
		{"vpAg", needle}, {"caNv", needle}, {"orNT", "\x06"}, {"caBX", needle}, {"prVW", needle}, {"dSIG", needle},
	} {
		out = appendChunk(out, c.name, []byte(c.body))
	}
	return append(out, in[len(pngStart)+25:]...)
}

// samples are pictures of each kind before anything is written into them.
func samples(t testing.TB) map[string][]byte {
	gray := image.NewGray(image.Rect(0, 0, 24, 16))
	all := map[string][]byte{
		"colour.jpg": asJPEG(t, drawn(40, 24)), "gray.jpg": asJPEG(t, gray), "tiny.jpg": asJPEG(t, drawn(1, 1)), "wide.jpg": asJPEG(t, drawn(700, 3)),
		"colour.png": asPNG(t, drawn(40, 24)), "gray.png": asPNG(t, gray), "moving.png": animatedPNG(t),
		"still.gif": asGIF(t, 1), "moving.gif": asGIF(t, 3),
	}
	all["full.png"] = fullPNG(t)
	for _, name := range []string{"alpha.webp", "lossless.webp", "lossy.webp", "animated.webp", "progressive.jpg", "cmyk.jpg", "restarts.jpg", "deep.png", "interlaced.png"} {
		all[name] = stored(t, name)
	}
	return all
}

// pixels are what a decoder sees: of a GIF all frames, of others the first.
func pixels(t testing.TB, data []byte) string {
	t.Helper()
	if bytes.HasPrefix(data, []byte("GIF")) {
		g, err := gif.DecodeAll(bytes.NewReader(data))
		if err != nil {
			return "not decoded: " + err.Error()
		}
		seen := fmt.Sprint(g.Delay, g.LoopCount, g.Disposal)
		for _, f := range g.Image {
			seen += fmt.Sprint(f.Rect, f.Palette, f.Pix)
		}
		return seen
	}
	m, kind, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return "not decoded: " + err.Error()
	}
	var seen strings.Builder
	fmt.Fprint(&seen, kind, m.Bounds())
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			fmt.Fprint(&seen, m.At(x, y))
		}
	}
	return seen.String()
}

// exiftool is not ours and knows what programs write into pictures.
func exiftool(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("exiftool", args...)
	var errors bytes.Buffer
	cmd.Stderr = &errors
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("exiftool: %v\n%s\nThe package is libimage-exiftool-perl.", err, errors.String())
	}
	return out
}

// telling writes all sorts of things into the samples, in each of the ways a
// picture may be turned.
func telling(t *testing.T) (folder string, plain map[string][]byte) {
	folder, plain = t.TempDir(), map[string][]byte{}
	var all []string
	for name, data := range samples(t) {
		turns := []int{1, 6, 8}
		if strings.HasPrefix(name, "colour") {
			turns = []int{1, 2, 3, 4, 5, 6, 7, 8}
		}
		for _, turned := range turns {
			file := fmt.Sprintf("%d-%s", turned, name)
			plain[file] = data
			if err := os.WriteFile(filepath.Join(folder, file), data, 0o600); err != nil {
				t.Fatal(err)
			}
			args := []string{"-overwrite_original", "-n", "-XMP:Creator=" + needle, "-XMP:Title=" + needle, "-XMP:Description=" + needle, "-XMP:PersonInImage=" + needle, "-Comment=" + needle}
			if !strings.HasSuffix(name, ".gif") {
				args = append(args, "-EXIF:Artist="+needle, "-EXIF:UserComment="+needle, "-EXIF:GPSLatitude=53.5", "-EXIF:GPSLatitudeRef=N", "-EXIF:GPSLongitude=9.9",
					"-EXIF:GPSLongitudeRef=E", "-EXIF:DateTimeOriginal=2026:03:02 10:11:12", "-EXIF:SerialNumber="+needle, "-EXIF:Model="+needle, fmt.Sprintf("-EXIF:Orientation=%d", turned))
			}
			if strings.HasSuffix(name, ".jpg") {
				args = append(args, "-IPTC:City="+needle, "-IPTC:By-line="+needle, "-IFD1:ThumbnailImage<="+filepath.Join(folder, file), "-JPEG:Comment="+needle)
			}
			if strings.HasSuffix(name, ".png") {
				args = append(args, "-PNG:Author="+needle, "-PNG:Software="+needle, "-PNG:ModifyDate=2026:03:02 10:11:12")
			}
			all = append(append(all, args...), filepath.Join(folder, file), "-execute")
		}
	}
	list := filepath.Join(t.TempDir(), "args")
	if err := os.WriteFile(list, []byte(strings.Join(all, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	exiftool(t, "-@", list)
	for file := range plain {
		appendTo(t, filepath.Join(folder, file), "behind the end: "+needle)
	}
	return folder, plain
}

func appendTo(t *testing.T, file, words string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(data, words...), 0o600); err != nil {
		t.Fatal(err)
	}
}

// shownTags are what exiftool may find in a clean picture: how to show it.
var shownTags = []string{
	"SourceFile", "ExifTool:ExifToolVersion", "System:*", "File:*", "JFIF:*", "Composite:ImageSize", "Composite:Megapixels",
	"Adobe:*", "IFD0:Orientation", "PNG:*", "RIFF:*", "GIF:*", "Composite:*",
}

// neverTags are the tags of those groups that would tell of somebody.
var neverTags = []string{"Comment", "Author", "Software", "ModifyDate", "Title", "Copyright", "GPS", "Artist", "Trailer"}

func TestNothingPersonalIsLeft(t *testing.T) {
	folder, plain := telling(t)
	if len(plain) < 40 {
		t.Errorf("there are %d pictures only", len(plain))
	}
	for name, before := range plain {
		path := filepath.Join(folder, name)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(data, []byte(needle)) {
			t.Errorf("%s says nothing to begin with", name)
		}
		clean, err := Clean(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if bytes.Contains(clean.Bytes, []byte("Dana")) || bytes.Contains(clean.Bytes, []byte("behind")) {
			t.Errorf("%s still names somebody", name)
		}
		if pixels(t, data) != pixels(t, clean.Bytes) || pixels(t, before) != pixels(t, clean.Bytes) {
			t.Errorf("%s has other pixels than before", name)
		}
		again, err := Clean(clean.Bytes)
		if err != nil || !bytes.Equal(again.Bytes, clean.Bytes) {
			t.Errorf("%s is other when it is cleaned again: %v", name, err)
		}
		if err := os.WriteFile(path, clean.Bytes, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	checkTags(t, folder)
}

func checkTags(t *testing.T, folder string) {
	t.Helper()
	var found []map[string]any
	if err := json.Unmarshal(exiftool(t, "-j", "-G1", "-a", "-u", "-n", folder), &found); err != nil {
		t.Fatal(err)
	}
	for _, picture := range found {
		file := filepath.Base(picture["SourceFile"].(string))
		for tag, value := range picture {
			group, name, _ := strings.Cut(tag, ":")
			allowed := slices.Contains(shownTags, tag) || slices.Contains(shownTags, group+":*")
			if !allowed || slices.ContainsFunc(neverTags, func(n string) bool { return strings.HasPrefix(name, n) }) {
				t.Errorf("%s still has %s = %v", file, tag, value)
			}
		}
		turned := picture["IFD0:Orientation"]
		if want := file[:1]; !strings.HasSuffix(file, ".gif") && (want != "1" && fmt.Sprint(turned) != want || want == "1" && turned != nil) {
			t.Errorf("%s is turned by %v", file, turned)
		}
	}
}

// What camera makers and editors put between segments goes too.
func TestJPEGSegments(t *testing.T) {
	whole := asJPEG(t, drawn(40, 24))
	with := func(extra ...[]byte) []byte { return slices.Concat(whole[:2], slices.Concat(extra...), whole[2:]) }
	thumbnail := segment(markAPP0, append([]byte("JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x01\x01"), 'D', 'a', 'n'))
	for name, data := range map[string][]byte{
		"an unknown application's": with(segment(0xEB, []byte(needle))),
		"second pictures":          append(with(segment(markAPP2, []byte("MPF\x00"+needle))), whole...),
		"a preview":                with(thumbnail),
		"fill bytes":               with([]byte{0xFF, 0xFF, 0xFF}, segment(0xFE, []byte(needle))[1:]),
		"bytes between":            with(segment(0xFE, nil), []byte("Dana")),
		"a broken profile":         with(segment(markAPP2, append(bytes.Clone(profileName), 1, 2, 'D', 'a', 'n', 'a'))),
	} {
		clean, err := Clean(data)
		if err != nil || bytes.Contains(clean.Bytes, []byte("Dan")) || pixels(t, clean.Bytes) != pixels(t, whole) {
			t.Errorf("%s: %v, %d bytes of %d", name, err, len(clean.Bytes), len(data))
		}
	}
}

// Browsers turn a picture as its first EXIF block says. EXIF of more than one segment
// goes on in others of the same name.
func TestFirstEXIFTurns(t *testing.T) {
	whole := asJPEG(t, drawn(40, 24))
	exif := func(b []byte) []byte { return segment(markAPP1, append(bytes.Clone(exifName), b...)) }
	for name, second := range map[string][]byte{"more of it": exif([]byte("further bytes of Dana's")), "another": exif(turnedEXIF(3))} {
		clean, err := Clean(slices.Concat(whole[:2], exif(turnedEXIF(6)), second, whole[2:]))
		if err != nil || clean.turned != 6 || clean.Width != 24 || bytes.Contains(clean.Bytes, []byte("Dana")) {
			t.Errorf("%s: turned %d, %d × %d, %v", name, clean.turned, clean.Width, clean.Height, err)
		}
	}
}

// A profile whose colours matter is kept, and says no more than colours.
func TestColourProfile(t *testing.T) {
	profile := make([]byte, 128+4+3*12)
	copy(profile[36:], "acsp")
	profile[8] = 2
	copy(profile[48:], "Dana")
	rows := []profileTag{{"desc", []byte("desc\x00\x00\x00\x00\x00\x00\x00\x0fDana's screen\x00\x00")}, {"rXYZ", []byte("XYZ \x00\x00\x00\x00\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b")}, {"dmnd", []byte("text\x00\x00\x00\x00Dana's firm\x00")}}
	binary.BigEndian.PutUint32(profile[128:], uint32(len(rows)))
	for i, r := range rows {
		row := profile[132+12*i:]
		copy(row, r.name)
		binary.BigEndian.PutUint32(row[4:], uint32(len(profile)))
		binary.BigEndian.PutUint32(row[8:], uint32(len(r.data)))
		profile = append(profile, r.data...)
	}
	whole := asJPEG(t, drawn(40, 24))
	clean, err := Clean(slices.Concat(whole[:2], profileSegments(profile), whole[2:]))
	if err != nil || bytes.Contains(clean.Bytes, []byte("Dana")) || !bytes.Contains(clean.Bytes, rows[1].data) || !bytes.Contains(clean.Bytes, profileName) {
		t.Errorf("%v: %q", err, clean.Bytes[:300])
	}
	if kept := colours(profile); !bytes.Equal(colours(kept), kept) {
		t.Error("a profile is other when it is cleaned again")
	}
}

func TestFaults(t *testing.T) {
	bomb := asPNG(t, drawn(2, 2))
	binary.BigEndian.PutUint32(bomb[16:], 30_000)
	binary.BigEndian.PutUint32(bomb[20:], 30_000)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	large := asJPEG(t, drawn(2, 2))
	at := bytes.Index(large, []byte{0xFF, 0xC0})
	copy(large[at+5:], []byte{0xEA, 0x60, 0xEA, 0x60})
	flipped := asPNG(t, drawn(20, 20))
	flipped[60] ^= 1
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"a bomb of PNG":    {bomb, "30000 × 30000"},
		"a bomb of JPEG":   {large, "60000 × 60000"},
		"half a JPEG":      {asJPEG(t, drawn(40, 24))[:500], "ends before"},
		"half a PNG":       {asPNG(t, drawn(40, 24))[:100], "ends before"},
		"half a GIF":       {asGIF(t, 2)[:60], "ends before"},
		"half a WebP":      {stored(t, "lossy.webp")[:60], "ends before"},
		"a wrong checksum": {flipped, "checksum"},
		"an open SVG":      {[]byte("<svg xmlns='http://www.w3.org/2000/svg'><g>"), "no drawing"},
	} {
		_, err := Clean(c.data)
		if fault, ok := errors.AsType[*Fault](err); !ok || !strings.Contains(fault.Text, c.want) || fault.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, other := range []string{"", "%PDF-1.7", "\x00\x00\x00\x18ftypheic", "II*\x00", "<html><body>"} {
		if _, err := Clean([]byte(other)); !errors.Is(err, ErrUnknown) {
			t.Errorf("%q: %v", other, err)
		}
	}
}
