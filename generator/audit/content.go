package audit

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// mostUnpacked is how much of a packed file is looked at.
const mostUnpacked = 64 << 20

// content looks through a file, or through what was packed or encoded in one. What it
// is, its bytes say first, and its name else.
func (c *check) content(name string, content []byte, depth int) {
	c.deeper++
	if depth > mostDecoded || len(content) == 0 {
		return
	}
	switch {
	case bytes.HasPrefix(content, []byte{0x1f, 0x8b}):
		c.gzipped(name, content, depth)
		return
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		c.zipped(content, depth)
		return
	case bytes.HasPrefix(content, []byte("%PDF-")) || bytes.Contains(content[:min(1024, len(content))], []byte("%PDF-")) && !utf8.Valid(content):
		c.pdf(content, depth)
		return
	}
	if c.picture(name, content, depth) {
		return
	}
	text, ok := asText(content)
	if !ok {
		c.binary(content)
		return
	}
	c.textFile(name, text, depth)
}

func (c *check) textFile(name, text string, depth int) {
	switch kind := strings.ToLower(path.Ext(name)); {
	case kind == ".html", kind == ".htm", kind == ".xhtml", kind == ".svg", kind == ".xml", kind == ".atom", kind == ".rss", kind == ".xsl", kind == ".kml", kind == ".gpx":
		c.markup(text, depth)
	case kind == ".json", kind == ".webmanifest", kind == ".map", kind == ".geojson":
		c.json(text, depth)
		if kind == ".map" {
			c.reportMild(SourceMap, "source map", code, c.f.copied[c.file])
		}
	case kind == ".js", kind == ".mjs":
		c.script(text, depth)
	case kind == ".css":
		c.decoded(text, code, depth)
	case kind == ".ics", kind == ".vcf":
		c.decoded(unfold.Replace(text), prose, depth)
	case looksLikeMarkup(text):
		c.markup(text, depth)
	default:
		c.decoded(text, prose, depth)
	}
}

// unfold joins the lines of a calendar or an address card.
var unfold = strings.NewReplacer("\r\n ", "", "\r\n\t", "", "\n ", "", "\n\t", "")

// asText gives bytes that are a text, in UTF-8 or UTF-16.
func asText(content []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(content, []byte{0xff, 0xfe}):
		return ofUTF16(content[2:], false), true
	case bytes.HasPrefix(content, []byte{0xfe, 0xff}):
		return ofUTF16(content[2:], true), true
	case utf8.Valid(content) && bytes.Count(content, []byte{0})*50 <= len(content):
		return string(content), true
	}
	return "", false
}

func ofUTF16(b []byte, big bool) string {
	units := make([]uint16, 0, len(b)/2)
	for ; len(b) >= 2; b = b[2:] {
		if big {
			units = append(units, uint16(b[0])<<8|uint16(b[1]))
		} else {
			units = append(units, uint16(b[1])<<8|uint16(b[0]))
		}
	}
	return string(utf16.Decode(units))
}

func (c *check) gzipped(name string, content []byte, depth int) {
	r, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		c.binary(content)
		return
	}
	c.decoded(r.Name, address, depth)
	c.decoded(r.Comment, remark, depth)
	unpacked, _ := io.ReadAll(io.LimitReader(r, mostUnpacked))
	name = strings.TrimSuffix(name, ".gz")
	if strings.HasSuffix(name, ".svgz") {
		name = strings.TrimSuffix(name, "z")
	}
	c.content(name, unpacked, depth+1)
}

// zipped looks through an archive, which papers of office programs are, too.
func (c *check) zipped(content []byte, depth int) {
	r, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		c.binary(content)
		return
	}
	c.decoded(r.Comment, remark, depth)
	for _, f := range r.File {
		c.decoded(f.Name, address, depth)
		file, err := f.Open()
		if err != nil {
			continue
		}
		unpacked, _ := io.ReadAll(io.LimitReader(file, mostUnpacked))
		file.Close()
		c.content(f.Name, unpacked, depth+1)
	}
}

// json looks through keys and values, and reads a value that is markup as such.
func (c *check) json(text string, depth int) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var within []json.Delim
	isKey := false
	for {
		t, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			c.script(text, depth)
			return
		}
		if delim, ok := t.(json.Delim); ok {
			if delim == '{' || delim == '[' {
				within = append(within, delim)
			} else {
				within = within[:len(within)-1]
			}
			isKey = len(within) > 0 && within[len(within)-1] == '{'
			continue
		}
		c.jsonValue(t, isKey, depth)
		isKey = !isKey && len(within) > 0 && within[len(within)-1] == '{'
	}
}

func (c *check) jsonValue(t json.Token, isKey bool, depth int) {
	switch v := t.(type) {
	case string:
		if isKey {
			c.decoded(v, code, depth)
			return
		}
		c.value(v, depth)
	case json.Number:
		c.words(v.String(), code)
	}
}

// value looks at a text that a script or a data file holds.
func (c *check) value(v string, depth int) {
	switch {
	case looksLikeMarkup(v):
		c.markup(v, depth+1)
	case looksLikeAddress(v):
		c.decoded(v, address, depth)
	default:
		c.decoded(v, prose, depth)
	}
}

func looksLikeAddress(v string) bool {
	return v != "" && !strings.ContainsAny(v, " \n\t") && strings.ContainsAny(v, "/.")
}

// script looks at the texts of a script and at what stands between them.
func (c *check) script(text string, depth int) {
	var between strings.Builder
	for at := 0; at < len(text); {
		b := text[at]
		if b != '"' && b != '\'' && b != '`' {
			between.WriteByte(b)
			at++
			continue
		}
		end := endOfLiteral(text, at)
		if end < 0 {
			between.WriteByte(' ')
			at++
			continue
		}
		c.value(unescape(text[at+1:end]), depth)
		between.WriteByte(' ')
		at = end + 1
	}
	c.decoded(between.String(), code, depth)
}

// endOfLiteral is where the text ends that begins with a quotation mark, or -1.
func endOfLiteral(text string, at int) int {
	mark := text[at]
	for i := at + 1; i < len(text); i++ {
		switch {
		case text[i] == '\\':
			i++
		case text[i] == mark:
			return i
		case text[i] == '\n' && mark != '`':
			return -1
		}
	}
	return -1
}

// fewestSigns is how many signs in a row are a text among bytes that are none.
const fewestSigns = 6

// binary looks at the texts among bytes that are none, in UTF-8 and in UTF-16.
func (c *check) binary(content []byte) {
	for _, text := range textsIn(content) {
		c.letters(text)
	}
	for from := range 2 {
		for _, big := range []bool{false, true} {
			c.wide(content[min(from, len(content)):], big)
		}
	}
}

// letters looks for names and phrases, in a text that may be one by chance.
func (c *check) letters(text string) {
	words := c.rd.read(text, true)
	c.f.phrases.find(words, func(secret, first, last int) {
		if words[last].end-words[first].start >= fewestSigns {
			c.secret(secret, prose)
		}
	})
	for i := range tokens {
		if len(tokens[i].begins) > 3 && tokens[i].mayBeIn(text) && tokens[i].shape.MatchString(text) {
			c.report(Token, tokens[i].shape.FindString(text), code)
		}
	}
}

// textsIn are the texts among bytes.
func textsIn(content []byte) []string {
	var texts []string
	from := 0
	for at := 0; at <= len(content); {
		if at < len(content) {
			if r, size := utf8.DecodeRune(content[at:]); r >= ' ' && r != 0x7f && r != utf8.RuneError {
				at += size
				continue
			}
		}
		if at-from >= fewestSigns {
			texts = append(texts, string(content[from:at]))
		}
		at++
		from = at
	}
	return texts
}

// wide looks at texts in which each letter takes two bytes.
func (c *check) wide(content []byte, big bool) {
	var run []byte
	flush := func() {
		if len(run) >= fewestSigns {
			c.letters(string(run))
		}
		run = run[:0]
	}
	for ; len(content) >= 2; content = content[2:] {
		high, low := content[1], content[0]
		if big {
			high, low = low, high
		}
		if high == 0 && low >= ' ' && low < 0x7f {
			run = append(run, low)
			continue
		}
		flush()
	}
	flush()
}
