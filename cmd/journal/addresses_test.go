package main

import (
	"os"
	"path/filepath"
	"testing"

	"journal/generator/diag"
	"journal/generator/fields"
	"journal/generator/journal"
)

// What is written down reads as what was meant.
func TestAddressesText(t *testing.T) {
	path := `content/entries/a "b" \c.md`
	text := addressesText(map[string]journal.Address{path: {At: []string{"entries/2026/03/a/", "entries/2026/03/é/"}, Text: "0123456789abcdef"}})
	file := filepath.Join(t.TempDir(), journal.AddressesFile)
	if err := replaceFile(file, text); err != nil {
		t.Fatal(err)
	}
	back, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	found, messages := fields.TOML(diag.Source{File: journal.AddressesFile, Text: back}, back, 1)
	if len(messages) > 0 || len(found) != 1 || found[0].Key != path {
		t.Fatalf("%v %v", found, messages)
	}
	at, _ := fields.Get(found[0].Value.Table, "at")
	if len(at.Value.List) != 2 || at.Value.List[1].Text != "entries/2026/03/é/" {
		t.Errorf("%v", at)
	}
}
