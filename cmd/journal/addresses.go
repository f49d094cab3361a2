package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"journal/generator/edition"
	"journal/generator/journal"
)

// addressesHead begins addresses.toml.
const addressesHead = `# Where strangers have read your entries, so that an address goes on working when you
# rename a file or change a slug. journal publish writes this file: keep it with the
# journal. It is never published; take a line out, and its old addresses are forgotten.

`

// keepAddresses writes down where the texts of an edition are read, once it was
// published. A bare folder of Markdown is given no such file.
func keepAddresses(folder string, before map[string]journal.Address, public edition.Edition[edition.Public]) (keptAddresses, error) {
	if isBare(folder) {
		return keptAddresses{same: true}, nil
	}
	path := filepath.Join(folder, journal.AddressesFile)
	after, same := edition.Addresses(public, before)
	text := addressesText(after)
	there, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && len(text) == len(addressesHead):
		return keptAddresses{same: true}, nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return keptAddresses{}, fmt.Errorf("remembering where entries are read: %w", err)
	case bytes.Equal(there, text):
		return keptAddresses{same: true}, nil
	}
	return keptAddresses{text, same}, replaceFile(path, text)
}

// keptAddresses is what became of addresses.toml.
type keptAddresses struct {
	text []byte // what was written, or nil
	same bool   // the site is the same by it
}

// addressesText is an addresses.toml, a line a file.
func addressesText(addresses map[string]journal.Address) []byte {
	text := []byte(addressesHead)
	for _, from := range slices.Sorted(maps.Keys(addresses)) {
		a := addresses[from]
		text = fmt.Appendf(text, "%s = { at = %s", quoted(from), quotedList(a.At))
		for _, known := range []struct{ key, hash string }{{"text", a.Text}, {"title", a.Title}} {
			if known.hash != "" {
				text = fmt.Appendf(text, ", %s = %s", known.key, quoted(known.hash))
			}
		}
		text = append(text, " }\n"...)
	}
	return text
}
