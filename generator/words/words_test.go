package words

import (
	"testing"
	"testing/fstest"

	"journal/generator/civil"
)

// builtin is a theme with a little of three languages.
func builtin() fstest.MapFS {
	return fstest.MapFS{
		"default/i18n/en.toml": {Data: []byte(`
[word]
setback = "setback"
setbacks = "setbacks"
a-setback = "a setback"
[date]
long = "{weekday} {day} {month} {year}"
short = "{wd} {ordinal} {Mon} {yy}"
months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
months-short = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
weekdays-short = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
weekdays-letter = ["S", "M", "T", "W", "T", "F", "S"]
[number]
small = ["no", "one", "two", "three"]
ordinal = {one = "{n}st", two = "{n}nd", few = "{n}rd", other = "{n}th"}
[style]
articles = ["The", "A"]
[list]
comma = ", "
and = "{first} and {last}"
[count]
entries = {none = "no entries", one = "one entry", other = "{Number} entries, {n} in {place}"}
[home]
said-no = "Day {day} since {who} said {no}{"
back = "{A-setback}; {setbacks}."
only = "English"
`)},
		"default/i18n/pl.toml": {Data: []byte(`
[count]
entries = {one = "{n} wpis", few = "{n} wpisy", many = "{n} wpisów", other = "{n} wpisu"}
`)},
		"default/i18n/pt.toml":    {Data: []byte("[home]\nsaid-no = \"pt {day}\"\nback = \"pt\"\n")},
		"default/i18n/pt-BR.toml": {Data: []byte("[home]\nsaid-no = \"pt-BR {day}\"\n")},
		"other/i18n/pt.toml":      {Data: []byte("[home]\nback = \"other\"\n")},
	}
}

func load(t *testing.T, site fstest.MapFS, theme, lang string) *Catalogue {
	t.Helper()
	c, problems := Load(builtin(), site, theme, lang)
	for _, p := range problems {
		t.Errorf("%s %s: %s", p.Pos, p.Code, p.Text)
	}
	return c
}

func TestSay(t *testing.T) {
	en, pl, br := load(t, nil, "default", "en"), load(t, nil, "default", "pl"), load(t, nil, "other", "pt-BR")
	var none *Catalogue
	for _, test := range []struct{ name, got, want string }{
		{"a place without a pair stays", en.Say("home.said-no", "day", "3", "who", "{day}"), "Day 3 since {day} said {no}{"},
		{"terms", en.Say("home.back"), "A setback; setbacks."},
		{"terms of one's own", en.With(map[string]string{"setback": "injury"}).Say("home.back"), "An injury; injuries."},
		{"with a plural", en.With(map[string]string{"setback": "day", "setbacks": "hard days"}).Say("home.back"), "A day; hard days."},
		{"days", en.With(map[string]string{"setback": "day"}).Say("home.back"), "A day; days."},
		{"losses", en.With(map[string]string{"setback": "loss"}).Say("home.back"), "A loss; losses."},
		{"the first stays as it was", en.Say("home.back"), "A setback; setbacks."},
		{"no such key", en.Say("home.nowhere", "a", "b"), "home.nowhere"},
		{"none", en.Count("count.entries", 0, "place", "x"), "no entries"},
		{"one", en.Count("count.entries", 1, "place", "x"), "one entry"},
		{"three", en.Count("count.entries", 3, "place", "May"), "Three entries, 3 in May"},
		{"twelve", en.Count("count.entries", 12, "place", "May"), "12 entries, 12 in May"},
		{"polish 1", pl.Count("count.entries", 1), "1 wpis"},
		{"polish 0", pl.Count("count.entries", 0), "0 wpisów"},
		{"polish 2", pl.Count("count.entries", 2), "2 wpisy"},
		{"polish 5", pl.Count("count.entries", 5), "5 wpisów"},
		{"polish 22", pl.Count("count.entries", 22), "22 wpisy"},
		{"polish is English for the rest", pl.Say("home.only"), "English"},
		{"narrower before wider", br.Say("home.said-no", "day", "3"), "pt-BR 3"},
		{"the theme before the default", br.Say("home.back"), "other"},
		{"ordinals", en.Ordinal(1) + en.Ordinal(22) + en.Ordinal(13) + en.Ordinal(103), "1st22nd13th103rd"},
		{"ordinals without a message", pl.Ordinal(3), "3th"},
		{"numbers", en.Number(0) + en.Number(3) + en.Number(4) + en.Number(-1), "nothree4-1"},
		{"a title with an article", en.InSentence("The no") + en.InSentence("Theo") + en.InSentence("A") + en.InSentence(""), "the noTheoA"},
		{"list of none", en.List(nil), ""},
		{"list of one", en.List([]string{"a"}), "a"},
		{"list of two", en.List([]string{"a", "b"}), "a and b"},
		{"list of three", en.List([]string{"a", "b", "c"}), "a, b and c"},
		{"long day", en.Date("long", civil.Date{Year: 2026, Month: 10, Day: 3}), "Saturday 3 October 2026"},
		{"short day", en.Date("short", civil.Date{Year: 2006, Month: 3, Day: 2}), "Thu 2nd Mar 06"},
		{"no day", en.Date("long", civil.Date{}), ""},
		{"no such way", en.Date("odd", civil.Date{Year: 2026, Month: 10, Day: 3}), "2026-10-03"},
		{"of nothing", none.Say("a.b") + none.Count("a.c", 1) + none.With(nil).Language(), "a.ba.cen"},
		{"the other direction is kept to itself", load(t, nil, "default", "ar").Count("count.entries", 1), "\u2066one entry\u2069"},
		{"until it is copied", Plain("\u2066one entry\u2069"), "one entry"},
		{"capital after a mark", Capital("\u2066a"), "\u2066A"},
		{"capital", Capital("ähre") + Capital("") + Capital("Ab"), "ÄhreAb"},
	} {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", test.name, test.got, test.want)
		}
	}
}

func TestLoadLaysTheSiteOver(t *testing.T) {
	site := fstest.MapFS{
		"themes/default/i18n/en.toml": {Data: []byte("[home]\nonly = \"of mine\"\n[own]\nextra = \"more\"\n")},
		"themes/default/i18n/ar.toml": {Data: []byte("[home]\nback = \"عودة\"\n")},
		"themes/other/i18n/en.toml":   {Data: []byte("[home]\nonly = \"not this\"\n")},
	}
	c := load(t, site, "default", "ar")
	if got := Plain(c.Say("home.only")+c.Say("own.extra")) + c.Say("home.back"); got != "of mine"+"more"+"عودة" {
		t.Errorf("says %q", got)
	}
}

func TestLoadFindsProblems(t *testing.T) {
	for text, want := range map[string]string{
		"[home]\nonyl = \"x\"":                         "W402 2:1",
		"[home]\nonly = 3":                             "E405 2:1",
		"[home]\nonly = \"{who}\"":                     "W403 2:1",
		"[count]\nentries = {one = \"a\"}":             "E405 2:1",
		"[count]\nentries = {other = 1}":               "E405 2:12",
		"[count]\nentries = {other = \"{n} {place}\"}": "",
		"[date]\nlong = \"{year} {dya}\"":              "W403 2:1",
		"[date]\nmonths = [\"only\"]":                  "E405 2:1",
		"[home\n":                                      "E104 1:6",
	} {
		_, problems := Load(builtin(), fstest.MapFS{"themes/default/i18n/en.toml": {Data: []byte(text)}}, "default", "en")
		got := ""
		for _, p := range problems {
			got += p.Code + p.Pos.String()[len("themes/default/i18n/en.toml"):]
		}
		if want != "" {
			want = want[:4] + ":" + want[5:]
		}
		if got != want {
			t.Errorf("%s\ngives %q, want %q", text, got, want)
		}
	}
}

func TestDirection(t *testing.T) {
	for lang, want := range map[string]string{"en": "ltr", "ar": "rtl", "he": "rtl", "fa-IR": "rtl", "ur": "rtl", "ckb": "rtl", "az-Arab": "rtl", "pa": "ltr", "pa-PK": "rtl", "ar-Latn": "ltr", "": "ltr", "??": "ltr"} {
		if got := Direction(lang); got != want {
			t.Errorf("%q: %s, want %s", lang, got, want)
		}
	}
}

func BenchmarkSay(b *testing.B) {
	c, _ := Load(builtin(), nil, "default", "en")
	day := civil.Date{Year: 2026, Month: 10, Day: 3}
	for b.Loop() {
		c.Say("home.said-no", "day", "3", "who", "Northwind")
		c.Count("count.entries", 1)
		c.Date("long", day)
	}
}
