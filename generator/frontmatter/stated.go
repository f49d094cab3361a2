package frontmatter

import (
	"fmt"
	"strings"

	"journal/generator/diag"
	"journal/generator/fields"
	"journal/generator/visibility"
)

// stated reads who may see the file. It is to be called last, when every other
// key had its chance to hold the file private. The rules:
//
//   - visibility is one of four words, exactly; anything else is private.
//   - draft and private = true, and publish, published and public = false hold
//     the file private, whatever visibility says; so does a value of them that is
//     not a boolean, since "false" as a text may mean either.
//   - Nothing makes a file more visible by a key that is only nearly right.
//   - Where two keys disagree the stricter wins, and it is an error.
func (r *reader) stated() Stated {
	var s Stated
	for _, f := range r.all("visibility") {
		r.readLevel(&s, f)
	}
	for _, flag := range [...]struct {
		name  string
		holds bool // the value that holds the file private
	}{{"draft", true}, {"private", true}, {"publish", false}, {"published", false}, {"public", false}} {
		for _, f := range r.all(flag.name) {
			r.readFlag(&s, f, flag.name, flag.holds)
		}
	}
	if f, ok := r.field("draft"); ok {
		s.Draft, _ = truth(f.Value)
	}
	s.Held = r.heldBy
	if s.Held != "" {
		s.At = r.heldAt
	}
	return s
}

func (r *reader) readLevel(s *Stated, f fields.Field) {
	level, ok := visibility.Parse(f.Value.Text)
	if !ok || f.Value.Kind != fields.String {
		r.badVisibility(f)
		return
	}
	if s.Given && level != s.Level {
		r.contradiction(f, "visibility is stated twice, as %s and as %s; the stricter counts", s.Level, level)
		level = min(level, s.Level)
	}
	*s = Stated{Level: level, Given: true, At: valueText(f.Value)}
}

func (r *reader) badVisibility(f fields.Field) {
	names := visibility.Names()
	hint := "write one of the four words, in quotes in TOML"
	if near := diag.Nearest(strings.TrimSpace(f.Value.Text), names); near != "" {
		hint = "did you mean " + diag.Quote(near) + "?"
	}
	r.report(codeVisibility, valueText(f.Value), hint,
		"visibility %s is not one of %s; treated as private", written(f.Value), strings.Join(names, ", "))
	r.hold("its visibility is not understood", keyText(f))
}

// readFlag reads draft and its kin.
func (r *reader) readFlag(s *Stated, f fields.Field, name string, holds bool) {
	if f.Value.Kind != fields.Bool {
		r.report(codeFlag, valueText(f.Value), "write true or false without quotes",
			"%s must be true or false, not %s; treated as private", diag.Quote(f.Key), written(f.Value))
		r.hold("its key "+diag.Quote(f.Key)+" is not understood", keyText(f))
		return
	}
	says := fmt.Sprintf("%s = %t", f.Key, f.Value.Bool)
	switch {
	case f.Value.Bool == holds:
		r.hold(says, keyText(f))
		if s.Given && s.Level != visibility.Private {
			r.contradiction(f, "%s contradicts visibility = %s; treated as private", says, s.Level)
		}
	case !f.Value.Bool:
		// draft = false and private = false say nothing about who may see it.
	default:
		s.Published = s.Published || f.Key == name
		if s.Given && (s.Level == visibility.Private || name == "public" && s.Level != visibility.Public) {
			r.contradiction(f, "%s contradicts visibility = %s, which counts", says, s.Level)
		}
	}
}

func (r *reader) contradiction(f fields.Field, format string, args ...any) {
	r.report(codeContradiction, keyText(f), "remove one of the two", format, args...)
}

// written shows a value in a message: texts in quotes, lists and tables by name.
func written(v fields.Value) string {
	switch {
	case v.Kind == fields.String:
		return diag.Quote(v.Text)
	case isScalar(v):
		return v.Text
	}
	return v.Kind.String()
}

// looksLikeVisibility reports whether a key may be visibility misspelt.
func looksLikeVisibility(key string) bool {
	if len(key) >= 5 && strings.EqualFold(key[:5], "visib") {
		return true
	}
	return len(key) >= 7 && len(key) <= 16 && diag.Nearest(key, []string{"visibility"}) != ""
}

func (r *reader) misspeltVisibility(f fields.Field) {
	if f.Key == "visibility" {
		r.report(codeVisibility, keyText(f), "remove it", "%s has no visibility of its own", r.what)
		return
	}
	r.report(codeVisibility, keyText(f), `did you mean "visibility"?`,
		"%s is not a key, but looks like visibility; treated as private", diag.Quote(f.Key))
	r.hold("its key "+diag.Quote(f.Key)+" looks like visibility", keyText(f))
}

// mayHold reports whether the value of a misspelt key could hold a file private.
func mayHold(name string, v fields.Value) bool {
	switch name {
	case "audience", "reveal", "opens":
		return v.Kind != fields.Null
	}
	_, known := truth(v)
	return known
}
