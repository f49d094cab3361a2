package audit

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// pdf looks at a paper: its streams unpacked, the texts it shows, and what it says
// about itself. Fonts that number their letters bring a table that tells which they
// are; each table is tried on each text.
func (c *check) pdf(content []byte, depth int) {
	c.reportMild(Metadata, "a file of a kind that cannot be cleaned", code, true)
	parts := [][]byte{content}
	for _, stream := range streams(content) {
		if plain := inflated(stream); len(plain) > 0 {
			parts = append(parts, plain)
		} else if text, ok := asText(stream); ok {
			c.textFile("", text, depth+1)
		}
	}
	var tables []map[uint16]string
	for _, part := range parts {
		if bytes.Contains(part, []byte("beginbf")) {
			tables = append(tables, tableOf(part))
		}
	}
	for _, part := range parts {
		c.shown(part, tables)
	}
	c.binary(content)
}

func streams(b []byte) [][]byte {
	var all [][]byte
	for {
		_, rest, ok := bytes.Cut(b, []byte("stream"))
		if !ok {
			return all
		}
		rest = bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("\r")), []byte("\n"))
		data, after, ok := bytes.Cut(rest, []byte("endstream"))
		if !ok {
			return append(all, rest)
		}
		all = append(all, data)
		b = after
	}
}

// shown looks at the texts in a part of a paper. Pieces within brackets are one text.
func (c *check) shown(part []byte, tables []map[uint16]string) {
	texts := pdfTexts(part)
	readings := make([]strings.Builder, 1+len(tables))
	for _, text := range texts {
		readings[0].WriteString(ofPDF(text.bytes))
		for i, table := range tables {
			for b := text.bytes; len(b) >= 2; b = b[2:] {
				readings[i+1].WriteString(table[uint16(b[0])<<8|uint16(b[1])])
			}
		}
		if !text.goesOn {
			for i := range readings {
				readings[i].WriteByte(' ')
			}
		}
	}
	for i := range readings {
		c.decoded(readings[i].String(), prose, mostDecoded-1)
	}
}

// ofPDF reads a text of a paper's own: UTF-16 with a mark, else bytes.
func ofPDF(b []byte) string {
	if bytes.HasPrefix(b, []byte{0xfe, 0xff}) {
		return ofUTF16(b[2:], true)
	}
	runes := make([]rune, len(b))
	for i, x := range b {
		runes[i] = rune(x)
	}
	return string(runes)
}

// pdfText is one text; goesOn says that the next belongs to it.
type pdfText struct {
	bytes  []byte
	goesOn bool
}

// pdfTexts finds (texts) and <hexadecimal ones>.
func pdfTexts(b []byte) []pdfText {
	var all []pdfText
	inBrackets := false
	for at := 0; at < len(b); at++ {
		switch b[at] {
		case '[':
			inBrackets = true
		case ']':
			inBrackets = false
			if len(all) > 0 {
				all[len(all)-1].goesOn = false
			}
		case '(':
			text, end := literal(b, at)
			all = append(all, pdfText{text, inBrackets})
			at = end
		case '<':
			if end := bytes.IndexByte(b[at:], '>'); end > 1 && isHex(b[at+1:at+end]) {
				all = append(all, pdfText{unhex(b[at+1 : at+end]), inBrackets})
				at += end
			}
		}
	}
	return all
}

// literal reads a text between brackets that begins at a place.
func literal(b []byte, at int) (text []byte, end int) {
	depth := 0
	for ; at < len(b); at++ {
		switch x := b[at]; x {
		case '\\':
			at++
			if at == len(b) {
				return text, at
			}
			digits := 0
			for digits < 3 && at+digits < len(b) && b[at+digits] >= '0' && b[at+digits] <= '7' {
				digits++
			}
			if digits > 0 {
				n, _ := strconv.ParseUint(string(b[at:at+digits]), 8, 16)
				text = append(text, byte(n))
				at += digits - 1
				continue
			}
			if i := strings.IndexByte("nrtbf", b[at]); i >= 0 {
				text = append(text, "\n\r\t\b\f"[i])
				continue
			}
			text = append(text, b[at])
		case '(':
			if depth++; depth > 1 {
				text = append(text, x)
			}
		case ')':
			if depth--; depth == 0 {
				return text, at
			}
			text = append(text, x)
		default:
			text = append(text, x)
		}
	}
	return text, at
}

func isHex(b []byte) bool {
	for _, x := range b {
		if !(x >= '0' && x <= '9' || x|0x20 >= 'a' && x|0x20 <= 'f' || x == ' ' || x == '\n' || x == '\r') {
			return false
		}
	}
	return true
}

func unhex(b []byte) []byte {
	digits := strings.Join(strings.Fields(string(b)), "")
	if len(digits)%2 > 0 {
		digits += "0"
	}
	var out []byte
	for ; len(digits) >= 2; digits = digits[2:] {
		n, _ := strconv.ParseUint(digits[:2], 16, 8)
		out = append(out, byte(n))
	}
	return out
}

var (
	oneLetter = regexp.MustCompile(`<([0-9A-Fa-f]{2,4})>\s*<([0-9A-Fa-f]+)>`)
	someOnes  = regexp.MustCompile(`<([0-9A-Fa-f]{2,4})>\s*<([0-9A-Fa-f]{2,4})>\s*<([0-9A-Fa-f]{4,8})>`)
)

// tableOf reads which letters the numbers of a font are.
func tableOf(part []byte) map[uint16]string {
	table := map[uint16]string{}
	text := string(part)
	for _, section := range between(text, "beginbfrange", "endbfrange") {
		for _, m := range someOnes.FindAllStringSubmatch(section, -1) {
			from, to, letter := hexNumber(m[1]), hexNumber(m[2]), hexNumber(m[3])
			for n := from; n <= to && n-from < 1<<12; n++ {
				table[uint16(n)] = string(rune(letter + n - from))
			}
		}
	}
	for _, section := range between(text, "beginbfchar", "endbfchar") {
		for _, m := range oneLetter.FindAllStringSubmatch(section, -1) {
			var units []uint16
			for b := unhex([]byte(m[2])); len(b) >= 2; b = b[2:] {
				units = append(units, uint16(b[0])<<8|uint16(b[1]))
			}
			table[uint16(hexNumber(m[1]))] = string(utf16.Decode(units))
		}
	}
	return table
}

func hexNumber(digits string) uint64 {
	n, _ := strconv.ParseUint(digits, 16, 32)
	return n
}

func between(text, from, to string) []string {
	var all []string
	for {
		_, rest, ok := strings.Cut(text, from)
		if !ok {
			return all
		}
		section, after, _ := strings.Cut(rest, to)
		all = append(all, section)
		text = after
	}
}
