package fields

import (
	"strings"
	"unicode/utf8"
)

// SplitCommas makes a list of a text that holds one ("sql, writing"), each item
// with its own place. Empty items are left out. In texts of several
// lines or with escapes the items keep the place of the whole.
func SplitCommas(v Value) []Value {
	var items []Value
	col := v.Pos.Col
	quotes := v.Len - utf8.RuneCountInString(v.Text)
	exact := quotes == 0 || quotes == 2
	if exact {
		col += quotes / 2
	}
	for part := range strings.SplitSeq(v.Text, ",") {
		trimmed := strings.TrimSpace(part)
		if trimmed != "" {
			item := v
			item.Text = trimmed
			if exact {
				lead := len(part) - len(strings.TrimLeft(part, " \t"))
				item.Pos.Col, item.Len = col+lead, utf8.RuneCountInString(trimmed)
			}
			items = append(items, item)
		}
		col += utf8.RuneCountInString(part) + 1
	}
	return items
}
