package journal

import (
	"fmt"
	"strings"
	"testing"
)

// A journal of many years has more addresses than an author would write by hand.
func TestManyAddresses(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Where strangers have read your entries.\n\n")
	for i := range 20_000 {
		fmt.Fprintf(&b, "\"content/entries/2026/03/%d.md\" = { at = [\"entries/2026/03/%d/\"], text = \"0123456789abcdef\" }\n", i, i)
	}
	text := b.String()
	addresses, messages := readAddresses(Input{Path: AddressesFile, Text: []byte(text)})
	if len(addresses) != 20_000 || len(messages) != 0 || addresses["content/entries/2026/03/19999.md"].At[0] != "entries/2026/03/19999/" {
		t.Errorf("%d addresses, %v", len(addresses), messages)
	}
	_, messages = readAddresses(Input{Path: AddressesFile, Text: []byte(text + "broken\n")})
	if len(messages) != 1 || messages[0].Pos.Line != 20_003 {
		t.Errorf("a broken line is found at %v", messages)
	}
}
