package fields

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
)

// tomlScanner walks over a text that is known to be valid TOML and notes where
// everything stands. It therefore never meets a syntax error and only has to
// find where tokens end.
type tomlScanner struct {
	text     []byte
	i        int
	places   *placer
	oddDates map[int]int // start and end of dates that the calendar or TOML does not know
	twice    []Field     // keys that were there already as tables, which the library lets pass
}

// tableNode is a table that later lines may still add to.
type tableNode struct {
	keys []*keyNode
	// byKey is made when a header or a dotted key first looks something up.
	byKey map[string]*keyNode
}

// keyNode is a key of a tableNode. One of its tables is set if lines below may
// add to it: table for [a] and a.b = 1, list for [[a]].
type keyNode struct {
	field Field
	table *tableNode
	list  []*tableNode
}

// document reads the whole text.
func (s *tomlScanner) document() []Field {
	root := &tableNode{}
	current := root
	for {
		s.skip(" \t\r\n")
		switch {
		case s.i >= len(s.text):
			return root.finish()
		case s.text[s.i] == '#':
			s.comment()
		case s.text[s.i] == '[':
			current = s.header(root)
		default:
			s.assignment(current)
		}
	}
}

// header reads [a.b] or [[a.b]] and gives the table that following lines fill.
func (s *tomlScanner) header(root *tableNode) *tableNode {
	start := s.i
	isList := bytes.HasPrefix(s.text[s.i:], []byte("[["))
	s.skip("[")
	s.skip(" \t")
	keys := s.dottedKey()
	s.skip("]")
	pos, width := s.places.at(start), s.places.width(start, s.i)

	last := keys[len(keys)-1]
	node := root.descend(keys[:len(keys)-1]).child(last)
	if node.table == nil && node.list == nil {
		node.field.Value.Pos, node.field.Value.Len = pos, width
	}
	if !isList {
		return node.open()
	}
	element := &tableNode{}
	node.list = append(node.list, element)
	node.field.Value.List = append(node.field.Value.List, Value{Kind: Table, Pos: pos, Len: width})
	return element
}

// assignment reads a.b = value into the table.
func (s *tomlScanner) assignment(into *tableNode) {
	keys := s.dottedKey()
	s.skip(" \t")
	s.i++ // the equals sign
	s.skip(" \t")
	last := keys[len(keys)-1]
	last.Value = s.value()
	if !into.descend(keys[:len(keys)-1]).add(last) {
		s.twice = append(s.twice, last)
	}
}

// dottedKey reads the parts of a key, each with its place. The value of each is
// an empty table standing where the key stands, which is what a part is that
// others follow.
func (s *tomlScanner) dottedKey() []Field {
	var parts []Field
	for {
		s.skip(" \t")
		start := s.i
		key := s.simpleKey()
		pos, width := s.places.at(start), s.places.width(start, s.i)
		parts = append(parts, Field{Key: key, Pos: pos, Len: width, Value: Value{Kind: Table, Pos: pos, Len: width}})
		s.skip(" \t")
		if s.i >= len(s.text) || s.text[s.i] != '.' {
			return parts
		}
		s.i++
	}
}

func (s *tomlScanner) simpleKey() string {
	if c := s.text[s.i]; c == '"' || c == '\'' {
		return s.quoted()
	}
	start := s.i
	for s.i < len(s.text) && strings.IndexByte(" \t\r\n.=]", s.text[s.i]) < 0 {
		s.i++
	}
	return string(s.text[start:s.i])
}

// value reads whatever stands right of an equals sign or in a list.
func (s *tomlScanner) value() Value {
	start := s.i
	pos := s.places.at(start)
	var v Value
	switch s.text[s.i] {
	case '"', '\'':
		v = Value{Kind: String, Text: s.quoted()}
	case '[':
		v = Value{Kind: List, List: s.list()}
	case '{':
		v = Value{Kind: Table, Table: s.inlineTable()}
	default:
		v = s.bare()
	}
	v.Pos, v.Len = pos, s.places.width(start, s.i)
	return v
}

func (s *tomlScanner) list() []Value {
	var items []Value
	s.i++
	for s.toNext(']') {
		items = append(items, s.value())
	}
	return items
}

func (s *tomlScanner) inlineTable() []Field {
	var table tableNode
	s.i++
	for s.toNext('}') {
		s.assignment(&table)
	}
	return table.finish()
}

// toNext goes to the next item of a list or an inline table, or past its end.
func (s *tomlScanner) toNext(end byte) bool {
	for {
		s.skip(" \t\r\n,")
		switch s.text[s.i] {
		case '#':
			s.comment()
		case end:
			s.i++
			return false
		default:
			return true
		}
	}
}

// bare reads a number, a boolean or a date.
func (s *tomlScanner) bare() Value {
	start := s.i
	if end, odd := s.oddDates[start]; odd {
		s.i = end
		return Value{Kind: Time, Text: string(s.text[start:end])}
	}
	s.toBareEnd()
	if isDay(s.text[start:s.i]) && s.i+1 < len(s.text) && s.text[s.i] == ' ' && isDigit(s.text[s.i+1]) {
		s.i++
		s.toBareEnd()
	}
	return bareValue(string(s.text[start:s.i]))
}

func (s *tomlScanner) toBareEnd() {
	for s.i < len(s.text) && strings.IndexByte(" \t\r\n,]}#", s.text[s.i]) < 0 {
		s.i++
	}
}

func isDay(token []byte) bool {
	return len(token) == len("2026-03-05") && token[4] == '-' && token[7] == '-'
}

// bareValue is the value of a valid TOML word without quotes.
func bareValue(word string) Value {
	v := Value{Text: word}
	number := strings.TrimLeft(strings.ReplaceAll(word, "_", ""), "+")
	switch {
	case word == "true" || word == "false":
		v.Kind, v.Bool = Bool, word == "true"
	case strings.Contains(word, ":") || len(word) > 4 && isDigit(word[0]) && word[4] == '-' && isDigit(word[3]):
		v.Kind = Time
	default:
		if n, err := strconv.ParseInt(number, 0, 64); err == nil {
			v.Kind, v.Int, v.Float = Integer, n, float64(n)
			return v
		}
		v.Kind = Float
		v.Float, _ = strconv.ParseFloat(number, 64)
	}
	return v
}

// quoted reads a string of any of the four kinds.
func (s *tomlScanner) quoted() string {
	start := s.i
	quote := s.text[s.i : s.i+1]
	if triple := bytes.Repeat(quote, 3); bytes.HasPrefix(s.text[s.i:], triple) {
		quote = triple
	}
	s.i += len(quote)
	escaped := s.toClosing(quote)
	token := s.text[start:s.i]
	if escaped || bytes.IndexByte(token, '\r') >= 0 {
		return decodeString(token)
	}
	inner := token[len(quote) : len(token)-len(quote)]
	if len(quote) == 3 {
		inner = bytes.TrimPrefix(inner, newline)
	}
	return string(inner)
}

// toClosing goes past the closing quote and tells whether the string has
// escapes. Up to two further quotes before three closing ones are text.
func (s *tomlScanner) toClosing(quote []byte) (escaped bool) {
	for !bytes.HasPrefix(s.text[s.i:], quote) {
		if s.text[s.i] == '\\' && quote[0] == '"' {
			escaped = true
			s.i++
		}
		s.i++
	}
	s.i += len(quote)
	for extra := 0; len(quote) == 3 && extra < 2 && s.i < len(s.text) && s.text[s.i] == quote[0]; extra++ {
		s.i++
	}
	return escaped
}

// decodeString leaves escapes to the library, which has found the token valid.
func decodeString(token []byte) string {
	var holder struct{ V string }
	if _, err := toml.Decode("V = "+string(token), &holder); err != nil {
		return string(token)
	}
	return holder.V
}

func (s *tomlScanner) comment() {
	if end := bytes.IndexByte(s.text[s.i:], '\n'); end >= 0 {
		s.i += end
		return
	}
	s.i = len(s.text)
}

func (s *tomlScanner) skip(chars string) {
	for s.i < len(s.text) && strings.IndexByte(chars, s.text[s.i]) >= 0 {
		s.i++
	}
}
