package journal

import (
	"bytes"

	"journal/generator/diag"
	"journal/generator/fields"
)

// AddressesFile is the name of the file that remembers where strangers have read the
// texts of this journal, so that an address goes on working when a text moves. The
// command line writes it once a site was published; it is the author's to keep, and
// never output.
const AddressesFile = "addresses.toml"

// Address is where a text was read. Text and Title are hashes by which it is known
// again when its file has another name: of its words, and of its day and title.
type Address struct {
	At          []string // site-relative, the newest last
	Text, Title string
}

// readAddresses reads addresses.toml.
func readAddresses(in Input) (map[string]Address, diag.List) {
	src := diag.Source{File: in.Path, Text: bytes.TrimPrefix(in.Text, []byte("\ufeff"))}
	var lines []fields.Field
	var messages diag.List
	for first, text := 1, src.Text; len(text) > 0; {
		part := wholeLines(text)
		read, found := fields.TOML(src, part, first)
		lines, messages = append(lines, read...), append(messages, found...)
		first, text = first+bytes.Count(part, []byte("\n")), text[len(part):]
	}
	addresses := make(map[string]Address, len(lines))
	for _, f := range lines {
		a, ok := addressOf(f.Value)
		if !ok {
			messages = append(messages, src.Message("E175", f.Pos, f.Len, `a line reads "content/entries/2026-03-05-dana.md" = { at = ["entries/2026/03/dana/"] }`,
				"%s has no address", diag.Quote(f.Key)))
			continue
		}
		addresses[f.Key] = a
	}
	return addresses, messages
}

// mostAtOnce is how much of addresses.toml is read at once. It has a line for each text
// that was ever published, so it may be longer than what an author writes by hand,
// which is limited.
const mostAtOnce = 256 << 10

// wholeLines is the beginning of a text, up to the end of a line.
func wholeLines(text []byte) []byte {
	if len(text) <= mostAtOnce {
		return text
	}
	if end := bytes.LastIndexByte(text[:mostAtOnce], '\n'); end >= 0 {
		return text[:end+1]
	}
	return text
}

func addressOf(v fields.Value) (Address, bool) {
	var a Address
	for _, f := range v.Table {
		switch f.Key {
		case "at":
			for _, one := range f.Value.List {
				a.At = append(a.At, one.Text)
			}
		case "text":
			a.Text = f.Value.Text
		case "title":
			a.Title = f.Value.Text
		}
	}
	return a, len(a.At) > 0
}
