// Package fields reads TOML and YAML into keys and values that know their
// place, so that every later message can name file, line and column.
//
// Both languages give the same tree. Nothing is interpreted beyond what the
// language itself says: dates stay text as written, YAML is read by the core
// schema of version 1.2 (only true and false are booleans, so "no" and "on" are
// words). Keys keep the order of the file.
//
// A file that breaks the rules of its language gives messages and no fields, so
// that nobody acts on half of what its author wrote. Whether a key exists, and
// whether its value makes sense, is for the packages that know the key.
//
// Files may come from anywhere. What would take long to read, whether by length,
// by nesting or by aliases that copy copies, is refused.
package fields

import "journal/generator/diag"

// Kind is the type of a value as its language tells it.
type Kind uint8

const (
	Null   Kind = iota // a key without a value
	String             // also a bare YAML word
	Integer
	Float
	Bool
	Time // a TOML date, time or date-time, or a YAML scalar that looks like one; read Text
	List
	Table
)

// String names the kind in a message to the author.
func (k Kind) String() string {
	return [...]string{"nothing", "text", "a number", "a number", "true or false", "a date", "a list", "a table"}[k]
}

// Value is one value and its place.
type Value struct {
	Kind  Kind
	Text  string // the decoded text; for numbers, booleans and dates as written
	Int   int64
	Float float64 // also set for Integer
	Bool  bool
	List  []Value
	Table []Field
	Pos   diag.Pos // where the value's token begins, quotes included
	Len   int      // characters of the token on its first line, quotes included
}

// Field is a key, its value, and where the key stands.
type Field struct {
	Key   string
	Pos   diag.Pos
	Len   int // characters of the key's token, quotes included
	Value Value
}

// Get gives the field with the key, if there is one.
func Get(fs []Field, key string) (Field, bool) {
	for _, f := range fs {
		if f.Key == key {
			return f, true
		}
	}
	return Field{}, false
}
