package config

import (
	"slices"
	"strings"

	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/fields"
)

// reader takes the values of journal.toml out of their fields and collects what
// is wrong with them. Its methods that give a func put a value of one kind into
// place; where the value is of another kind the place keeps what it has.
type reader struct {
	src      diag.Source
	messages diag.List
	secrets  []int // lines of the file that hold one; no message quotes them
}

// key is one key of a table and what is done with its field.
type key struct {
	name string
	read func(fields.Field)
}

// keys reads each field by its key. A field without a key here is E201.
func (r *reader) keys(fs []fields.Field, table string, keys []key) {
	for _, f := range fs {
		i := slices.IndexFunc(keys, func(k key) bool { return k.name == f.Key })
		if i < 0 {
			r.unknown(f, table, keys)
			continue
		}
		keys[i].read(f)
	}
}

func (r *reader) unknown(f fields.Field, table string, keys []key) {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	r.atKey(f, codeUnknownKey, diag.DidYouMean(f.Key, names, "keys of "+table), "%s has no key %s", table, diag.Quote(f.Key))
}

func (r *reader) atKey(f fields.Field, code, hint, format string, args ...any) {
	r.messages = append(r.messages, r.src.Message(code, f.Pos, f.Len, hint, format, args...))
}

func (r *reader) at(v fields.Value, code, hint, format string, args ...any) {
	r.messages = append(r.messages, r.src.Message(code, v.Pos, v.Len, hint, format, args...))
}

func (r *reader) wrongKind(f fields.Field, v fields.Value, wanted, hint string) {
	r.at(v, codeWrongKind, hint, "%s should be %s, not %s", diag.Quote(f.Key), wanted, v.Kind)
}

// textOf gives the field's text and whether it has one.
func (r *reader) textOf(f fields.Field) (string, bool) {
	if f.Value.Kind == fields.String {
		return f.Value.Text, true
	}
	hint := ""
	if f.Value.Text != "" {
		hint = "put it into quotes: " + diag.Quote(f.Value.Text)
	}
	r.wrongKind(f, f.Value, "text", hint)
	return "", false
}

func (r *reader) text(into *string) func(fields.Field) {
	return func(f fields.Field) {
		if s, ok := r.textOf(f); ok {
			*into = strings.TrimSpace(s)
		}
	}
}

// items gives the texts of a list. A text alone is a list of one.
func (r *reader) items(f fields.Field) []fields.Value {
	if f.Value.Kind == fields.String {
		return []fields.Value{f.Value}
	}
	if f.Value.Kind != fields.List {
		r.wrongKind(f, f.Value, "a list of texts", "")
		return nil
	}
	var items []fields.Value
	for _, v := range f.Value.List {
		if v.Kind != fields.String {
			r.wrongKind(f, v, "a list of texts", "")
			continue
		}
		items = append(items, v)
	}
	return items
}

func (r *reader) texts(into *[]string) func(fields.Field) {
	return func(f fields.Field) {
		*into = nil
		for _, v := range r.items(f) {
			*into = append(*into, v.Text)
		}
	}
}

func (r *reader) flag(into *bool) func(fields.Field) {
	return func(f fields.Field) {
		if f.Value.Kind != fields.Bool {
			r.wrongKind(f, f.Value, "true or false", "write true or false, without quotes")
			return
		}
		*into = f.Value.Bool
	}
}

func (r *reader) number(into *int, least, most int) func(fields.Field) {
	return func(f fields.Field) {
		switch v := f.Value; {
		case v.Kind != fields.Integer:
			r.wrongKind(f, v, "a whole number", "")
		case v.Int < int64(least) || v.Int > int64(most):
			r.at(v, codeRange, "", "%s should be between %d and %d", diag.Quote(f.Key), least, most)
		default:
			*into = int(v.Int)
		}
	}
}

// word reads one of a few words.
func word[T ~string](r *reader, into *T, words ...T) func(fields.Field) {
	return func(f fields.Field) {
		s, ok := r.textOf(f)
		switch {
		case !ok:
		case slices.Contains(words, T(s)):
			*into = T(s)
		default:
			possible := make([]string, len(words))
			for i, w := range words {
				possible[i] = string(w)
			}
			r.noWord(f, f.Value, possible)
		}
	}
}

func (r *reader) wordList(into *[]string, words []string) func(fields.Field) {
	return func(f fields.Field) {
		list := []string{}
		for _, v := range r.items(f) {
			if !slices.Contains(words, v.Text) {
				r.noWord(f, v, words)
				continue
			}
			list = append(list, v.Text)
		}
		*into = list
	}
}

func (r *reader) noWord(f fields.Field, v fields.Value, words []string) {
	r.at(v, codeWord, diag.DidYouMean(v.Text, words, "possible"), "%s cannot be %s", diag.Quote(f.Key), diag.Quote(v.Text))
}

// period reads a length of time that is longer than nothing.
func (r *reader) period(into *civil.Period) func(fields.Field) {
	return func(f fields.Field) {
		s, ok := r.textOf(f)
		if !ok {
			return
		}
		p, err := civil.ParsePeriod(s)
		if err != nil || p.IsZero() {
			r.at(f.Value, codePeriod, `write "14d", "2w", "1m" or "P14D"`, "%s is not a length of time", diag.Quote(s))
			return
		}
		*into = p
	}
}

func (r *reader) color(into *string) func(fields.Field) {
	return func(f fields.Field) {
		s, ok := r.textOf(f)
		if !ok {
			return
		}
		if !isColor(s) {
			r.at(f.Value, codeColor, `write "#5545ae": a hash, then two digits each of red, green and blue from 00 to ff`, "%s is not a colour", diag.Quote(s))
			return
		}
		*into = strings.ToLower(s)
	}
}

func isColor(s string) bool {
	return len(s) == len("#rrggbb") && s[0] == '#' && strings.Trim(s[1:], "0123456789abcdefABCDEF") == ""
}

// secret reports a passphrase, a password or a token.
func (r *reader) secret(v fields.Value, what, hint string) {
	r.secrets = append(r.secrets, v.Pos.Line)
	r.at(v, codeSecret, hint, "%s cannot stand in %s, which is often shared", what, configFile)
}

// hideSecrets takes lines with a secret out of all messages: logs are public.
func (r *reader) hideSecrets() {
	for i, m := range r.messages {
		if slices.Contains(r.secrets, m.Pos.Line) {
			r.messages[i].Excerpt = ""
		}
	}
}

// words reads a table of words of the author's own over those that are there;
// known are the keys that it may have, nil: any.
func (r *reader) words(into *map[string]string, known []string) func(fields.Field) {
	return func(f fields.Field) {
		words := make(map[string]string, len(*into))
		for k, v := range *into {
			words[k] = v
		}
		for _, w := range r.table(f) {
			s, ok := r.textOf(w)
			switch {
			case ok && known != nil && !slices.Contains(known, w.Key):
				r.atKey(w, codeUnknownKey, diag.DidYouMean(w.Key, known, "words"), "there is no word %s to say in another way", diag.Quote(w.Key))
			case ok:
				words[w.Key] = s
			}
		}
		*into = words
	}
}

// table gives the fields of a table.
func (r *reader) table(f fields.Field) []fields.Field {
	if f.Value.Kind != fields.Table {
		r.wrongKind(f, f.Value, "a table", "["+f.Key+"]")
	}
	return f.Value.Table
}

// tables gives the elements of a list of tables.
func (r *reader) tables(f fields.Field, header string) []fields.Value {
	if f.Value.Kind != fields.List {
		r.wrongKind(f, f.Value, "a list of tables", "begin each with a line "+header)
		return nil
	}
	var tables []fields.Value
	for _, v := range f.Value.List {
		if v.Kind != fields.Table {
			r.wrongKind(f, v, "a list of tables", "")
			continue
		}
		tables = append(tables, v)
	}
	return tables
}

// isSlug reports whether the text is an id: letters a to z, digits, and single
// hyphens between them.
func isSlug(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" &&
		!strings.HasPrefix(s, "-") && !strings.HasSuffix(s, "-") && !strings.Contains(s, "--")
}

// id reads a slug.
func (r *reader) id(into *string) func(fields.Field) {
	return func(f fields.Field) {
		if s, ok := r.textOf(f); ok {
			r.checkID(s, f.Value.Pos, f.Value.Len)
			*into = s
		}
	}
}

func (r *reader) checkID(s string, pos diag.Pos, length int) {
	if !isSlug(s) {
		r.messages = append(r.messages, r.src.Message(codeID, pos, length,
			"use small letters a to z, digits and hyphens: \"add-value\"", "%s cannot be an id", diag.Quote(s)))
	}
}
