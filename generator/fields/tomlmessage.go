package fields

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"journal/generator/diag"
)

// tomlRule puts what the TOML library says into plain words.
type tomlRule struct {
	says       string // a part of the library's sentence
	text, hint string
}

var tomlRules = []tomlRule{
	{"already", "this key is there twice", "keep one of them; tables that form a list are written with two brackets, [[gap]]"},
	{"is not a table", "this key is there twice, once as a table", "keep one of them"},
	{"strings cannot contain newlines", "this text has no closing quote on its line", `a text of several lines stands between """ and """`},
	{`expected '"""'`, `this text has no closing """`, ""},
	{"expected \"'''\"", "this text has no closing '''", ""},
	{`expected '"'`, "this text has no closing quote", ""},
	{`expected "'"`, "this text has no closing quote", ""},
	{"unexpected '\"\"", "there are too many quotes here", `write \" for a quote inside a text`},
	{"unexpected \"''", "there are too many quotes here", ""},
	{"escape", `a \ in this text begins no escape that TOML knows`, `write \\ for one backslash, or put the text into single quotes`},
	{"Escaped character", "this escape names no character", ""},
	{"hexadecimal digits", "this escape has too few digits", `write \\ for one backslash, or put the text into single quotes`},
	{"control characters", "there is an invisible control character here", "remove it"},
	{"NULL bytes", "this file is not UTF-8 text", "save it as UTF-8"},
	{"UTF-8", "these bytes are not UTF-8 text", "save the file as UTF-8"},
	{"datetime", "this is not a date", `write it as 2026-03-05, with a time as 2026-03-05T18:20:00+01:00`},
	{"leading zeroes", "a number may not begin with 0", `a date is written 2026-03-05; put anything else into quotes`},
	{"out of range", "this number is too large", "put it into quotes if it is no amount"},
	{"underscores", "a number has its underscores between digits", ""},
	{"Invalid float value", "this is neither a number nor a date", `a date is written 2026-03-05; put text into quotes`},
	{"'.' must be followed", "this number ends with a point", ""},
	{"invalid float", "this is not a number", "put text into quotes"},
	{"floats must start", "this number begins with a point", "write a 0 before it"},
	{"expected a digit", "there is a sign here and no number", "put text into quotes"},
	{"cannot use sign", "this number may have no sign", ""},
	{"not a binary", "this is not a number", "put text into quotes"},
	{"not an octal", "this is not a number", "put text into quotes"},
	{"not a hexadecimal", "this is not a number", "put text into quotes"},
	{"array terminator", "this list has no comma or closing ] here", `["sql", "writing"]`},
	{"inline table terminator", "this table has no comma or closing } here", `{name = "Sam", phone = "…"}`},
	{"unexpected comma", "there is a comma with nothing before it", "remove it"},
	{"top-level item to end", "this does not belong to the value before it", "each key has its own line; text stands in quotes"},
	{"cannot be empty", "there is no name between these brackets", ""},
	{"end table name", "a table's name ends with ]", "[publish]"},
	{"table array name", "the name of a list of tables ends with ]]", "[[gap]]"},
	{"key name appears blank", "there is no key before this =", ""},
	{"unexpected '='", "there is no key before this =", ""},
	{"cannot start with a '.'", "there is no key before this point", ""},
	{"unexpected '.'", "there is no key before this point", ""},
}

// tomlMessage tells the author what is wrong. What they most likely did
// (written a word without quotes, a colon for an equals sign) goes before what
// the library found.
func tomlMessage(src diag.Source, places *placer, problem toml.ParseError) diag.Message {
	start := min(max(problem.Position.Start, 0), len(places.text))
	for start > 0 && start < len(places.text) && !utf8.RuneStart(places.text[start]) {
		start-- // at the end of a text the library steps back by a byte
	}
	rest := string(places.text[start:])
	end := start + min(problem.Position.Len, len(rest))
	if skip := culprit(problem.Message, rest); skip > 0 {
		start, rest = start+skip, rest[skip:]
		end = max(end, start+1)
	}
	text, hint, marked := tomlWords(problem.Message, rest)
	if marked > 0 {
		end = start + marked
	}
	code := "E104"
	if strings.Contains(problem.Message, "UTF-8 byte") || strings.Contains(problem.Message, "NULL bytes") {
		code = "E107"
	}
	return src.Message(code, places.at(start), places.width(start, end), hint, "%s", text)
}

// culprit counts the bytes from where the library points to what it means.
func culprit(says, rest string) int {
	switch {
	case strings.Contains(says, "control characters"):
		return strings.IndexFunc(rest, func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune("\t\r\n", r) })
	case strings.Contains(says, "UTF-8 byte"):
		return strings.IndexRune(rest, utf8.RuneError)
	case strings.Contains(says, "top-level item to end"):
		return indentOf(rest)
	}
	return 0
}

// tomlWords gives text and hint for what the library says about the place at
// which rest begins, and how many bytes to mark if that is known better.
func tomlWords(says, rest string) (text, hint string, marked int) {
	switch {
	case strings.Contains(says, "expected value"):
		return missingValue(rest)
	case strings.Contains(says, "expected '.' or '='"), strings.Contains(says, "key separator"):
		text, hint = missingEquals(rest)
		return text, hint, 0
	}
	for _, rule := range tomlRules {
		if strings.Contains(says, rule.says) {
			return rule.text, rule.hint, 0
		}
	}
	return "this is not valid TOML", `each line is a key, = and a value: title = "My day"`, 0
}

// missingValue is about something that stands where a value should.
func missingValue(rest string) (text, hint string, marked int) {
	first, _ := utf8.DecodeRuneInString(rest)
	word := leadingWord(rest)
	switch {
	case rest == "" || strings.ContainsRune("\r\n#,[=", first):
		return "there is no value here", `write one, "" for an empty text, or remove the key`, 0
	case strings.ContainsRune("“”„‘’‚«»", first):
		return "TOML knows straight quotes only", `write "…" in place of ` + string(first) + "…", 0
	case isTruthWord(word):
		return diag.Quote(word) + " is not a value of TOML", "write true or false, in small letters and without quotes", len(word)
	case word != "":
		return diag.Quote(word) + " is not a value of TOML", "text stands in quotes: " + diag.Quote(word), len(word)
	}
	return "no value begins with " + diag.Quote(string(first)), "text stands in quotes", 0
}

// missingEquals is about a key that is followed by something else.
func missingEquals(rest string) (text, hint string) {
	first, _ := utf8.DecodeRuneInString(rest)
	switch {
	case first == ':':
		return "TOML has = between key and value, not a colon", `title = "My day"; or put YAML between lines of ---`
	case first > unicode.MaxASCII && unicode.IsLetter(first):
		return "a key with letters other than a to z stands in quotes", ""
	}
	return "here should stand = and a value", `title = "My day"`
}

func isTruthWord(word string) bool {
	switch strings.ToLower(word) {
	case "yes", "no", "on", "off", "true", "false":
		return true
	}
	return false
}

// leadingWord is the letters, digits and joining marks at the front.
func leadingWord(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_'
	})
	if end < 0 {
		return s
	}
	return s[:end]
}
