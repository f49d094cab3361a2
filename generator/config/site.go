package config

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the same zones on machines that have no zone database

	"golang.org/x/text/language"

	"journal/generator/diag"
	"journal/generator/fields"
)

// timezone reads a name of the IANA zone database. "Local" is refused: the same
// journal would have other days on another machine.
func (r *reader) timezone(into **time.Location) func(fields.Field) {
	return func(f fields.Field) {
		name, ok := r.textOf(f)
		if !ok {
			return
		}
		zone, err := time.LoadLocation(name)
		if err != nil || name == "" || name == "Local" {
			r.at(f.Value, codeTimezone, zoneHint(name), "%s is not a time zone", diag.Quote(name))
			return
		}
		*into = zone
	}
}

// zoneHint corrects letter case and blanks: "europe/berlin", "America/New York".
func zoneHint(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(c rune) bool { return c == ' ' || c == '_' })
	var parts []string
	for part := range strings.SplitSeq(strings.Join(words, "_"), "/") {
		parts = append(parts, capitals(part))
	}
	near := strings.Join(parts, "/")
	if _, err := time.LoadLocation(near); err == nil && near != "" && near != "Local" {
		return "did you mean " + diag.Quote(near) + "?"
	}
	return `write a continent and a city, "Europe/Berlin", or "UTC"`
}

// capitals makes the first letter of each word large: "new_york" → "New_York".
func capitals(s string) string {
	words := strings.Split(s, "_")
	for i, w := range words {
		if w != "" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, "_")
}

// language reads a BCP 47 tag and writes it in its usual form: "pt-br" → "pt-BR".
func (r *reader) language(into *string) func(fields.Field) {
	return func(f fields.Field) {
		s, ok := r.textOf(f)
		if !ok {
			return
		}
		tag, err := language.Parse(s)
		if err != nil || tag == language.Und {
			r.at(f.Value, codeLanguage, `write its short form: "en", "de", "pt-BR"`, "%s is not a language", diag.Quote(s))
			return
		}
		*into = tag.String()
	}
}

// baseURL reads the address of the site and ends it with a slash.
func (r *reader) baseURL(into *string) func(fields.Field) {
	return func(f fields.Field) {
		s, ok := r.textOf(f)
		if !ok || s == "" {
			return
		}
		u, err := url.Parse(s)
		switch {
		case err != nil || !isWeb(u):
			r.at(f.Value, codeAddress, `write the whole address: "https://me.example/road/"`, "%s is not a web address", diag.Quote(s))
		case u.RawQuery != "" || u.Fragment != "" || u.User != nil:
			r.at(f.Value, codeAddress, `write "https://me.example/road/"`, "the address of a site ends with its path")
		default:
			*into = strings.TrimRight(s, "/") + "/"
		}
	}
}

// robots reads "index" or "noindex".
func (r *reader) robots(noIndex *bool) func(fields.Field) {
	return func(f fields.Field) {
		wish := "index"
		word(r, &wish, "index", "noindex")(f)
		*noIndex = wish == "noindex"
	}
}

func isWeb(u *url.URL) bool { return (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" }

// lastNightMinute is the latest end of a day: noon of the next.
const lastNightMinute = 12 * 60

// nightTime reads "03:00" as minutes after midnight.
func (r *reader) nightTime(into *int) func(fields.Field) {
	return func(f fields.Field) {
		// TOML 1.1 reads 03:00 without quotes as a time of day.
		if f.Value.Kind != fields.String && f.Value.Kind != fields.Time {
			r.wrongKind(f, f.Value, `a time such as "03:00"`, "")
			return
		}
		minutes, ok := clock(f.Value.Text)
		if !ok || minutes > lastNightMinute {
			r.at(f.Value, codeClock, `write a time between "00:00" and "12:00"`, "%s is not a time at which a day can end", diag.Quote(f.Value.Text))
			return
		}
		*into = minutes
	}
}

// clock reads HH:MM as minutes.
func clock(s string) (minutes int, ok bool) {
	t, err := time.Parse("15:04", s)
	return t.Hour()*60 + t.Minute(), err == nil && len(s) == len("15:04")
}

func (r *reader) weekday(into *time.Weekday) func(fields.Field) {
	return func(f fields.Field) {
		days := []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
		name := days[*into]
		word(r, &name, days...)(f)
		*into = time.Weekday(slices.Index(days, name))
	}
}

// output reads the folder for the site. Package output refuses folders that hold
// something else; here only what can never be meant is refused.
func (r *reader) output(into *string) func(fields.Field) {
	return func(f fields.Field) {
		s, ok := r.textOf(f)
		if !ok {
			return
		}
		folder := path.Clean(strings.ReplaceAll(s, `\`, "/"))
		top, _, _ := strings.Cut(folder, "/")
		if s == "" || folder == "." || folder == ".." || top == "content" || top == "themes" || top == ".git" {
			r.at(f.Value, codeFolder, `write a folder that holds nothing else: "public"`, "the site cannot be written to %s", diag.Quote(s))
			return
		}
		*into = folder
	}
}
