package frontmatter

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/fields"
)

// text gives a value as text. Numbers, dates and booleans are text as written.
func (r *reader) text(name string) Text {
	f, ok := r.field(name)
	if !ok {
		return Text{}
	}
	return r.textOf(f, f.Value)
}

func (r *reader) textOf(f fields.Field, v fields.Value) Text {
	if !isScalar(v) {
		r.wrongType(f, v, "text")
		return Text{}
	}
	t := valueText(v)
	t.S = strings.TrimSpace(t.S)
	return t
}

// language reads a language tag (BCP 47). What is none is left out, since screen
// readers would be told to speak a language that does not exist.
func (r *reader) language() string {
	t := r.text("lang")
	if t.S == "" {
		return ""
	}
	if _, err := language.Parse(t.S); err != nil {
		r.report(codeLanguage, t, "write two letters, such as \"de\", or \"pt-BR\"", "%s is no language tag, so the site's language is assumed", diag.Quote(t.S))
		return ""
	}
	return t.S
}

func (r *reader) str(name string) string { return r.text(name).S }

func isScalar(v fields.Value) bool { return v.Kind != fields.List && v.Kind != fields.Table }

// texts gives each text of a list, or one text as a list of one. Keys without a
// value inside are left out, lists in lists are read as one.
func (r *reader) texts(name string) []Text {
	var ts []Text
	for _, f := range r.all(name) {
		ts = r.appendTexts(ts, f, f.Value)
	}
	return ts
}

func (r *reader) appendTexts(ts []Text, f fields.Field, v fields.Value) []Text {
	switch v.Kind {
	case fields.Null:
	case fields.List:
		for _, item := range v.List {
			ts = r.appendTexts(ts, f, item)
		}
	case fields.Table:
		r.wrongType(f, v, "text or a list of texts")
	default:
		if t := r.textOf(f, v); t.S != "" {
			ts = append(ts, t)
		}
	}
	return ts
}

func (r *reader) strs(name string) []string {
	var ss []string
	for _, t := range r.texts(name) {
		ss = append(ss, t.S)
	}
	return ss
}

// ids gives a list of ids or names, each once. Commas in a text part it, and a
// wikilink stands for the name of its target.
func (r *reader) ids(name string) []Text {
	var ids []Text
	for _, t := range r.texts(name) {
		for _, part := range t.split() {
			part.S = linked(part.S)
			if part.S != "" && !slices.ContainsFunc(ids, func(o Text) bool { return o.S == part.S }) {
				ids = append(ids, part)
			}
		}
	}
	return ids
}

// id gives the one id or name of a key.
func (r *reader) id(name string) Text {
	t := r.text(name)
	t.S = linked(t.S)
	return t
}

// split parts a text at its commas, each part with its place.
func (t Text) split() []Text {
	if strings.IndexByte(t.S, ',') < 0 {
		return []Text{t}
	}
	var parts []Text
	for _, v := range fields.SplitCommas(fields.Value{Text: t.S, Pos: t.Pos, Len: t.Len}) {
		parts = append(parts, valueText(v))
	}
	return parts
}

// linked gives the name that [[people/Dana|her]] leads to, and any other text as
// it is.
func linked(s string) string {
	inner, opened := strings.CutPrefix(s, "[[")
	inner, closed := strings.CutSuffix(inner, "]]")
	if !opened || !closed {
		return s
	}
	inner, _, _ = strings.Cut(inner, "|")
	inner, _, _ = strings.Cut(inner, "#")
	if inner = strings.TrimSpace(inner); inner == "" {
		return ""
	}
	return path.Base(inner)
}

// oneOf checks that a text, if written, is one of a few words.
func (r *reader) oneOf(t Text, code, what, plural string, words []string) Text {
	if t.S == "" || slices.Contains(words, t.S) {
		return t
	}
	r.report(code, t, diag.DidYouMean(t.S, words, plural), "unknown %s %s", what, diag.Quote(t.S))
	return Text{}
}

// moment reads a date key.
func (r *reader) moment(f fields.Field, v fields.Value) (Moment, bool) {
	if !isScalar(v) || v.Kind == fields.Bool {
		r.wrongType(f, v, "a date")
		return Moment{}, false
	}
	m, err := ParseMoment(linked(strings.TrimSpace(v.Text)), r.o.DateOrder)
	if err != nil {
		r.reportDate(valueText(v), err)
		return Moment{}, false
	}
	return m, true
}

func (r *reader) reportDate(at Text, err error) {
	problem := err.(*DateError)
	r.report(problem.Code, at, problem.Hint, "%s", problem.Text)
}

// day reads a date key of which only the day counts.
func (r *reader) day(name string) civil.Date {
	f, ok := r.field(name)
	if !ok {
		return civil.Date{}
	}
	m, _ := r.moment(f, f.Value)
	return m.Date
}

// days reads one date or a list of dates, earliest first.
func (r *reader) days(name string) []civil.Date {
	f, ok := r.field(name)
	if !ok {
		return nil
	}
	values := []fields.Value{f.Value}
	if f.Value.Kind == fields.List {
		values = f.Value.List
	}
	var days []civil.Date
	for _, v := range values {
		if v.Kind == fields.Null {
			continue
		}
		if m, ok := r.moment(f, v); ok {
			days = append(days, m.Date)
		}
	}
	slices.SortFunc(days, civil.Date.Compare)
	return days
}

// scale reads a whole number from 1 to 5; 0 means that there is none.
func (r *reader) scale(name string) int {
	f, ok := r.field(name)
	if !ok {
		return 0
	}
	n, whole := wholeNumber(f.Value)
	highest := cmp.Or(r.o.Scale, 5)
	if !whole || n < 1 || n > highest {
		r.report(codeNumber, valueText(f.Value), "the scale is set in journal.toml: [frontmatter] scale = 10",
			"%s must be a whole number from 1 to %d", diag.Quote(f.Key), highest)
		return 0
	}
	return n
}

// wholeNumber reads a number that is written with or without quotes.
func wholeNumber(v fields.Value) (n int, ok bool) {
	switch v.Kind {
	case fields.Integer:
		return int(v.Int), int64(int(v.Int)) == v.Int
	case fields.Float:
		return int(v.Float), v.Float > -1e9 && v.Float < 1e9 && v.Float == float64(int(v.Float))
	case fields.String:
		n, err := strconv.Atoi(strings.TrimSpace(v.Text))
		return n, err == nil
	}
	return 0, false
}

// truth reads true and false, and the words that people write for them where
// nothing but convenience hangs on it.
func truth(v fields.Value) (is, known bool) {
	if v.Kind == fields.Bool {
		return v.Bool, true
	}
	if v.Kind != fields.String {
		return false, false
	}
	switch strings.ToLower(strings.TrimSpace(v.Text)) {
	case "true", "yes", "on":
		return true, true
	case "false", "no", "off":
		return false, true
	}
	return false, false
}
