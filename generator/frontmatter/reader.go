package frontmatter

import (
	"slices"
	"strings"

	"journal/generator/diag"
	"journal/generator/fields"
)

// reader gives the values of one front matter, or of one table in it, by the
// names of its schema, and collects what is wrong with them.
type reader struct {
	src   diag.Source
	o     Options
	what  string // "an entry", for messages
	keys  []keyword
	found [][]fields.Field // for each of keys: the fields that name it
	extra []fields.Field
	msgs  *diag.List
	// heldBy is why the file stays private, and heldAt the key that says so.
	heldBy string
	heldAt Text
}

func newReader(f File, o Options, what string, keys []keyword) *reader {
	r := &reader{src: f.Source, o: o, what: what, keys: keys, found: make([][]fields.Field, len(keys)), msgs: &diag.List{}, heldBy: f.Doubt}
	for _, field := range f.Fields {
		if !isContainer(field) {
			r.sortIn(field)
		}
	}
	for _, field := range f.Fields {
		if isContainer(field) {
			for _, inner := range field.Value.Table {
				r.sortIn(inner)
			}
		}
	}
	return r
}

// isContainer reports whether a field is one of the tables into which Zola and
// Hugo put an author's own keys. They are read as if they stood at the top.
func isContainer(f fields.Field) bool {
	return f.Value.Kind == fields.Table && (f.Key == "extra" || f.Key == "taxonomies" || f.Key == "params")
}

// inside reads a table within the front matter, whose own keys are few.
func (r *reader) inside(key string, v fields.Value, keys []keyword) *reader {
	sub := &reader{src: r.src, o: r.o, what: "a " + key, keys: keys, found: make([][]fields.Field, len(keys)), msgs: r.msgs}
	for _, field := range v.Table {
		sub.sortIn(field)
	}
	for _, field := range sub.extra {
		field.Key = key + "." + field.Key
		r.extra = append(r.extra, field)
	}
	return sub
}

// sortIn files a field under the keyword it names.
func (r *reader) sortIn(f fields.Field) {
	i := find(r.keys, f.Key)
	dated := strings.EqualFold(f.Key, "published") && r.isMoment(f.Value)
	if dated {
		i = find(r.keys, "date")
	}
	switch {
	case i >= 0:
		r.add(i, f)
	case looksLikeVisibility(f.Key):
		r.misspeltVisibility(f)
	case dated || slices.Contains(r.o.Extra, f.Key):
		r.extra = append(r.extra, f)
	default:
		r.sortInVariant(f)
	}
}

// sortInVariant reads a key that differs in letter case, hyphens or underscores
// only, and keeps all others with the author's own.
func (r *reader) sortInVariant(f fields.Field) {
	if i, spelling := findVariant(r.keys, f.Key); i >= 0 {
		r.warnKey(f, "did you mean "+diag.Quote(spelling)+"?", "%s is read as %s", diag.Quote(f.Key), diag.Quote(spelling))
		r.add(i, f)
		return
	}
	r.extra = append(r.extra, f)
	if name, near := findNear(r.keys, f.Key); near != "" {
		text := "%s is not a key of %s"
		if guards(name) && mayHold(name, f.Value) {
			text += "; the file is kept private, as it may be meant to be"
			r.hold("its key "+diag.Quote(f.Key)+" may be meant as "+near, keyText(f))
		}
		r.warnKey(f, "did you mean "+diag.Quote(near)+"?", text, diag.Quote(f.Key), r.what)
	}
}

func (r *reader) warnKey(f fields.Field, hint, format string, args ...any) {
	r.report(codeKeyVariant, keyText(f), hint, format, args...)
}

// add keeps a field for a keyword. Of several spellings of one that has a single
// value the name counts, else the first.
func (r *reader) add(i int, f fields.Field) {
	k := r.keys[i]
	if f.Value.Kind == fields.Null {
		if k.name == "visibility" {
			r.hold("its visibility key has no value", keyText(f))
		}
		return
	}
	if k.joins || len(r.found[i]) == 0 {
		r.found[i] = append(r.found[i], f)
		return
	}
	counts, other := r.found[i][0], f
	if f.Key == k.name && counts.Key != k.name {
		counts, other = f, counts
		r.found[i][0] = f
	}
	if !r.sameValue(counts.Value, other.Value) {
		r.report(codeTwoSpellings, keyText(other), "remove one of them",
			"%s differs from %s on line %d, which counts", diag.Quote(other.Key), diag.Quote(counts.Key), counts.Pos.Line)
	}
}

// sameValue reports whether two values say the same; dates do if they name the
// same day.
func (r *reader) sameValue(a, b fields.Value) bool {
	if a.Kind == fields.List || b.Kind == fields.List {
		return a.Kind == b.Kind && slices.EqualFunc(a.List, b.List, r.sameValue)
	}
	if a.Kind == fields.Table || b.Kind == fields.Table {
		return false
	}
	if a.Text == b.Text {
		return true
	}
	x, errX := ParseMoment(a.Text, r.o.DateOrder)
	y, errY := ParseMoment(b.Text, r.o.DateOrder)
	return errX == nil && errY == nil && x.Date == y.Date
}

// isMoment reports whether a value is a date: published is a date for Hugo and a
// boolean for Jekyll.
func (r *reader) isMoment(v fields.Value) bool {
	if v.Kind != fields.Time && v.Kind != fields.String {
		return false
	}
	_, err := ParseMoment(v.Text, r.o.DateOrder)
	return v.Kind == fields.Time || err == nil
}

// all gives the fields written for a keyword.
func (r *reader) all(name string) []fields.Field {
	if i := find(r.keys, name); i >= 0 {
		return r.found[i]
	}
	return nil
}

// field gives the field that counts for a keyword.
func (r *reader) field(name string) (fields.Field, bool) {
	if all := r.all(name); len(all) > 0 {
		return all[0], true
	}
	return fields.Field{}, false
}

// messages gives what is wrong with the front matter, in the order of the file.
func (r *reader) messages() diag.List {
	r.msgs.Sort()
	return *r.msgs
}

func (r *reader) report(code string, at Text, hint, format string, args ...any) {
	*r.msgs = append(*r.msgs, r.src.Message(code, at.Pos, at.Len, hint, format, args...))
}

// wrongType says that a value's kind is not what its key needs.
func (r *reader) wrongType(f fields.Field, v fields.Value, want string) {
	r.report(codeWrongType, valueText(v), "", "%s must be %s, not %s", diag.Quote(f.Key), want, v.Kind)
	if guards(r.nameOf(f.Key)) {
		r.hold("its key "+diag.Quote(f.Key)+" is not understood", keyText(f))
	}
}

// nameOf gives the name of the keyword under which a key was filed.
func (r *reader) nameOf(key string) string {
	i := find(r.keys, key)
	if i < 0 {
		i, _ = findVariant(r.keys, key)
	}
	if i < 0 {
		return ""
	}
	return r.keys[i].name
}

// hold keeps the file private; the first reason is the one that is told.
func (r *reader) hold(why string, at Text) {
	if r.heldBy == "" {
		r.heldBy, r.heldAt = why, at
	}
}

func keyText(f fields.Field) Text { return Text{f.Key, f.Pos, f.Len} }

func valueText(v fields.Value) Text { return Text{v.Text, v.Pos, v.Len} }
