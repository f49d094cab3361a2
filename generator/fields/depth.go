package fields

import (
	"fmt"

	"journal/generator/diag"
)

// deepest bounds how far lists and tables may stand inside one another. Front
// matter needs three or four levels; the bound keeps a hostile or broken file
// from exhausting the machine.
const deepest = 32

// mostOpen bounds brackets left open at once before a text is parsed at all,
// since parsers call themselves for each. It is far above deepest because
// brackets inside texts are counted too.
const mostOpen = 1000

// tooDeep finds where a TOML text opens more than mostOpen brackets, or strings
// together more than mostOpen keys with dots.
func tooDeep(text []byte) (offset int, deep bool) {
	open, dots := 0, 0
	for i, c := range text {
		switch c {
		case '[', '{':
			open++
			dots = 0
		case ']', '}':
			open = max(0, open-1)
		case '.':
			dots++
		case '=', ',', '\n':
			dots = 0
		}
		if max(open, dots) > mostOpen {
			return i, true
		}
	}
	return 0, false
}

// nestedTooDeep finds a value that stands inside more than deepest others.
func nestedTooDeep(fs []Field, depth int) (at diag.Pos, deep bool) {
	for _, f := range fs {
		if at, deep := f.Value.nestedTooDeep(depth); deep {
			return at, true
		}
	}
	return at, false
}

func (v Value) nestedTooDeep(depth int) (at diag.Pos, deep bool) {
	if v.Kind != List && v.Kind != Table {
		return at, false
	}
	if depth > deepest {
		return v.Pos, true
	}
	for _, item := range v.List {
		if at, deep := item.nestedTooDeep(depth + 1); deep {
			return at, true
		}
	}
	return nestedTooDeep(v.Table, depth+1)
}

func nestingMessage(src diag.Source, at diag.Pos) diag.Message {
	return src.Message("E106", at, 1, fmt.Sprintf("lists and tables may stand at most %d deep inside one another", deepest),
		"this is nested too deeply to be read safely")
}
