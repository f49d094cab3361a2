package words

import (
	"io/fs"
	"maps"
	"slices"
	"strings"

	"journal/generator/diag"
	"journal/generator/fields"
)

// book is what one file of messages says.
type book struct {
	messages map[string]rawMessage
	lists    map[string][]string
	places   map[string]fields.Field // where each key stands
	source   diag.Source
	problems diag.List
}

func newBook() book {
	return book{messages: map[string]rawMessage{}, lists: map[string][]string{}, places: map[string]fields.Field{}}
}

// read reads one file. One that is not there has no messages.
func read(fsys fs.FS, name string) book {
	b := newBook()
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return b
	}
	b.source = diag.Source{File: name, Text: text}
	table, problems := fields.TOML(b.source, text, 1)
	b.problems = problems
	b.table("", table)
	return b
}

// table reads a table of messages, of which the keys begin with prefix.
func (b *book) table(prefix string, table []fields.Field) {
	for _, f := range table {
		key := prefix + f.Key
		switch v := f.Value; {
		case v.Kind == fields.String:
			b.messages[key] = rawMessage{formNames[0]: v.Text}
		case v.Kind == fields.List && allStrings(v.List):
			b.lists[key] = textsOf(v.List)
		case v.Kind == fields.Table && isForms(v.Table):
			b.forms(key, f)
		case v.Kind == fields.Table:
			b.table(key+".", v.Table)
			continue
		default:
			b.wrong("E405", f, `write a text in quotes, a list of texts, or {one = "…", other = "…"}`, "%s is no message", diag.Quote(key))
			continue
		}
		b.places[key] = f
	}
}

// forms reads a message with plural forms.
func (b *book) forms(key string, message fields.Field) {
	raw := rawMessage{}
	for _, f := range message.Value.Table {
		if f.Value.Kind != fields.String {
			b.wrong("E405", f, "each form is a text in quotes", "%s of %s is no text", diag.Quote(f.Key), diag.Quote(key))
			return
		}
		raw[f.Key] = f.Value.Text
	}
	if _, ok := raw[formNames[0]]; !ok {
		b.wrong("E405", message, "every language has the form other", "the message %s has no form for other", diag.Quote(key))
		return
	}
	b.messages[key] = raw
}

func (b *book) wrong(code string, f fields.Field, hint, format string, args ...any) {
	b.problems = append(b.problems, b.source.Message(code, f.Pos, f.Len, hint, format, args...))
}

// isForms reports a table that is one message: all of its keys are forms.
func isForms(table []fields.Field) bool {
	return len(table) > 0 && !slices.ContainsFunc(table, func(f fields.Field) bool { return !isForm(f.Key) })
}

func isForm(name string) bool { return name == noneName || slices.Contains(formNames[:], name) }

func allStrings(list []fields.Value) bool {
	return !slices.ContainsFunc(list, func(v fields.Value) bool { return v.Kind != fields.String })
}

func textsOf(list []fields.Value) []string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = v.Text
	}
	return texts
}

// Hint says which of the keys may have been meant. All of them would be too many to
// list.
func Hint(key string, keys []string) string {
	if near := diag.Nearest(key, keys); near != "" {
		return "did you mean " + diag.Quote(near) + "?"
	}
	return "themes/default/i18n/en.toml has all of them; `journal theme eject i18n/en.toml` copies it"
}

// ownPrefix begins the keys of messages that templates of the author's own say.
const ownPrefix = "own."

// compare reports what a file of the site's says that nobody would hear.
func (b *book) compare(known book) diag.List {
	c := book{source: b.source}
	for _, key := range slices.Sorted(maps.Keys(b.places)) {
		f := b.places[key]
		message, isMessage := known.messages[key]
		list, isList := known.lists[key]
		switch {
		case strings.HasPrefix(key, ownPrefix):
		case !isMessage && !isList:
			c.wrong("W402", f, Hint(key, known.keys()), "no page says %s", diag.Quote(key))
		case isList && len(b.lists[key]) != len(list) && strings.HasPrefix(key, "date."):
			c.wrong("E405", f, "", "%s has %d texts here and needs %d", diag.Quote(key), len(b.lists[key]), len(list))
		case isMessage && b.messages[key] != nil:
			c.comparePlaces(key, f, b.messages[key], message)
		default:
			continue
		}
	}
	return c.problems
}

// comparePlaces reports a place that has nothing to stand in it.
func (b *book) comparePlaces(key string, f fields.Field, own, known rawMessage) {
	have := known.names()
	if strings.HasPrefix(key, "date.") {
		have = datePlaces()
	}
	for _, name := range own.names() {
		if !slices.Contains(have, name) && !slices.Contains(Terms(), name) {
			b.wrong("W403", f, diag.DidYouMean(name, have, "places"), "the message %s has nothing to put into {%s}", diag.Quote(key), name)
		}
	}
}

// names are the places of all forms, by name.
func (r rawMessage) names() []string {
	var names []string
	for _, form := range slices.Sorted(maps.Keys(r)) {
		for _, p := range split(r[form]) {
			if p.name != "" {
				names = append(names, p.name)
			}
		}
		if len(r) > 1 {
			names = append(names, "n", "number")
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (b *book) keys() []string {
	keys := slices.Concat(slices.Collect(maps.Keys(b.messages)), slices.Collect(maps.Keys(b.lists)))
	slices.Sort(keys)
	return keys
}
