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
	lines, messages := fields.TOML(src, src.Text, 1)
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
