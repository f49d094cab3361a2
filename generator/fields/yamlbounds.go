package fields

import (
	"strings"

	"github.com/goccy/go-yaml/token"

	"journal/generator/diag"
)

const (
	// mostTokens bounds the work of the YAML parser, which for some texts grows
	// with the square of their length.
	mostTokens = 20_000
	// mostBytes and mostEmptyLines do the same for long texts under one key.
	mostBytes      = 256 << 10
	mostEmptyLines = 20
)

// tooManyTokens gives the token at which a text has become too much to parse:
// there are too many of them, or too many brackets or "- - -" in one another.
func tooManyTokens(tokens token.Tokens) *token.Token {
	open, run := 0, 0
	for i, t := range tokens {
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			open++
		case token.SequenceEndType, token.MappingEndType:
			open = max(0, open-1)
		case token.SequenceEntryType, token.MappingKeyType:
			run++
		default:
			run = 0
		}
		if i == mostTokens || open > mostOpen || run > deepest {
			return t
		}
	}
	return nil
}

// tooLong tells of a text that is too much to take apart at all.
func (r *yamlReader) tooLong() (diag.Message, bool) {
	size, empty := 0, 0
	for i, line := range r.lines {
		at := diag.Pos{File: r.src.File, Line: i + 1 + r.lineShift, Col: 1}
		size += len(line) + 1
		if size > mostBytes {
			return r.tooMuchMessage(at), true
		}
		empty++
		if strings.Trim(line, " \t") != "" {
			empty = 0
		}
		if empty > mostEmptyLines {
			return r.src.Message("E106", at, 1, "remove some", "front matter may have %d empty lines in a row", mostEmptyLines), true
		}
	}
	return diag.Message{}, false
}

func (r *yamlReader) tooMuchMessage(at diag.Pos) diag.Message {
	return r.src.Message("E106", at, 1, "front matter holds a few dozen keys; keep long texts in the body",
		"the front matter is too long or nested too deeply to be read safely")
}
