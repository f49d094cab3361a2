package fields

import (
	"errors"

	"github.com/BurntSushi/toml"

	"journal/generator/diag"
)

// TOML reads text, which begins on line firstLine of src, as TOML. Tables come
// out as one tree, however the file spells them: [a.b], a.b = 1 and
// a = {b = 1} differ in their places only, and [[gap]] gives a List of Tables.
//
// A syntax error is E104, bytes that are not UTF-8 E107, texts and nesting without
// end E106; in all these cases there are no fields. What looks like a date but is none (2026-02-30, 2026-3-5) is left to
// the reader of the key, who knows what the date is for.
func TOML(src diag.Source, text []byte, firstLine int) ([]Field, diag.List) {
	places := newPlacer(src.File, text, firstLine)
	if len(text) > mostTOMLBytes {
		return nil, diag.List{src.Message("E106", places.at(mostTOMLBytes), 1, "keep long texts in the body of an entry",
			"this is too long to be read safely")}
	}
	if at, deep := tooDeep(text); deep {
		return nil, diag.List{nestingMessage(src, places.at(at))}
	}
	dates, err := checkTOML(text)
	if err != nil {
		return nil, diag.List{tomlMessage(src, places, *err)}
	}
	s := tomlScanner{text: text, places: places, oddDates: dates}
	fs := s.document()
	var messages diag.List
	for _, f := range s.twice {
		messages = append(messages, src.Message("E104", f.Pos, f.Len, "keep one of them", "%s is there twice, once as a table", diag.Quote(f.Key)))
	}
	if at, deep := nestedTooDeep(fs, 1); deep {
		messages = append(messages, nestingMessage(src, at))
	}
	if messages.HasErrors() {
		return nil, messages
	}
	return fs, nil
}

const (
	// mostOddDates bounds how often one text is checked again.
	mostOddDates = 10
	// mostTOMLBytes bounds how long all those checks take.
	mostTOMLBytes = 1 << 20
)

// checkTOML asks the TOML library whether the text is valid. Dates that the
// library refuses are set aside, so that one message can say what is wrong with
// the date and all other problems are found too; the result maps the offset at
// which each of them begins to its end.
func checkTOML(text []byte) (map[int]int, *toml.ParseError) {
	var odd map[int]int
	checked := string(text)
	for {
		var problem toml.ParseError
		_, err := toml.Decode(checked, &struct{}{})
		if !errors.As(err, &problem) {
			return odd, nil
		}
		start, end, ok := dateAround(checked, problem.Position.Start)
		if !ok || len(odd) == mostOddDates {
			return nil, &problem
		}
		if odd == nil {
			odd = make(map[int]int)
		}
		odd[start] = end
		checked = checked[:start] + blankString(end-start) + checked[end:]
	}
}

// blankString is a TOML string that takes n bytes, at least 2.
func blankString(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = ' '
	}
	b[0], b[n-1] = '\'', '\''
	return string(b)
}

// dateAround finds the bare word around offset if it begins as a date does:
// with four digits and a hyphen. A time or an offset may follow after a blank.
func dateAround(text string, offset int) (start, end int, ok bool) {
	start = min(max(offset, 0), len(text))
	for start > 0 && inDate(text, start-1) {
		start--
	}
	end = start
	for end < len(text) && inDate(text, end) {
		end++
	}
	return start, end, end >= offset && end-start >= len("2026-3-5") && looksLikeDate(text[start:end]) && beginsValue(text[:start])
}

// inDate reports whether the byte at i may stand in a date-time; a blank may
// where a digit stands before it and a time or an offset after it.
func inDate(text string, i int) bool {
	switch c := text[i]; c {
	case '-', '+', ':', '.', 'T', 't', 'Z', 'z':
		return true
	case ' ':
		return i > 0 && isDigit(text[i-1]) && i+1 < len(text) && (isDigit(text[i+1]) || text[i+1] == '+' || text[i+1] == '-')
	default:
		return isDigit(c)
	}
}

// beginsValue reports whether a value can follow what stands before.
func beginsValue(before string) bool {
	for i := len(before) - 1; i >= 0; i-- {
		switch before[i] {
		case ' ', '\t', '\n', '\r':
			continue
		case '=', '[', ',':
			return true
		}
		return false
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
