package edition_test

import (
	"slices"
	"strings"
	"testing"

	"journal/generator/diag"
	"journal/generator/edition"
)

// Who is named as such has to be in people.toml, in whatever way they are named, and
// whether there is such a file or not.
func TestStrangers(t *testing.T) {
	const known = "[kim]\nname = \"Kim Long\"\nalso = [\"Kowalski\"]\npublic = \"K.\"\n"
	hidden := tree{}.with("content/entries/2026-03-01-hidden.md", yaml("with: [Ada Sommer, Robin, lee]", "feedback_from: Mo Farrow")).
		with("content/pursuits/p.md", yaml("visibility: private", "organization: Zephyr Holdings", "people: ['Jo Winter: winner']", "twin:", "  - {name: Quimby GmbH}"))
	for _, c := range []struct {
		name, front, body string
		want              string // who is named, or "" for nobody
	}{
		{"a call", "", "Met @lee.", "@lee"},
		{"a call in a title", "title: Tea with @lee", "x", "@lee"},
		{"a call in a line", "quote: as @lee said", "x", "@lee"},
		{"an escaped call", "", `Met \@lee.`, ""},
		{"code", "", "`@media` and a@b.example", ""},
		{"an address of the web", "gave: https://social.example/@lee", "<https://social.example/@lee>", ""},
		{"a call that is known", "", "Met @kim and @Kim.", ""},
		{"a title", "", "Mr. Petrov called.", "Mr. Petrov"},
		{"a title without a stop", "", "Then Dr Eva Marie Stone\ncalled.", "Dr Eva Marie Stone"},
		{"titles", "", "Prof. Dr. Peter von der Meier's house.", "Prof. Dr. Peter von der Meier's"},
		{"a title and an initial", "", "Mrs J. R. Petrova", "Mrs J. R. Petrova"},
		{"a title in a title", "title: Ms. Petrova calls", "x", "Ms. Petrova"},
		{"a title across lines and markup", "", "Mr.\n**Petrov** called.", "Mr. Petrov"},
		{"a title of somebody known", "", "Mr. Kowalski, Dr. Kim Long, Mr. K. and Mr. X.", ""},
		{"what looks like a title", "", "We drove along Sunset Dr. Then home. Dress code: Mr. and Mrs. as ever. Sr. Engineer. Miss Saigon. Mrs H. No children. 5 ms Later.", ""},
		{"a private text", "", "x %%Mr. Petrov, @lee, [[@Lee]], Ada Sommer%%", ""},
		{"a private line", "title: A walk %%with @lee%%", "x", ""},
		{"a note about somebody", "", "See [[@Lee]].", "[[@Lee]]"},
		{"a note in a folder", "", "See [[People/Lee Wong|him]].", "[[People/Lee Wong]]"},
		{"a note about somebody known", "", "See [[people/Kim Long]], [[@kim]].", ""},
		{"a note in another folder", "", "See [[places/Lee Wong]].", ""},
		{"an organization of a private pursuit", "", "The ZEPHYR Holdings' letter.", "Zephyr Holdings"},
		{"a twin", "title: Quimby GmbH", "x", "Quimby GmbH"},
		{"somebody of a pursuit", "", "Jo  Winter won.", "Jo Winter"},
		{"somebody met in private", "", "Ada **Som**mer wrote.", "Ada Sommer"},
		{"who answered in private", "", "Mo Farrow", "Mo Farrow"},
		{"a single word", "", "Robin wrote.", ""},
		{"a single word in small letters", "", "A robin sang.", ""},
		{"part of a word", "", "Robinia, winterly, @media-less quimby.", "@media-less"},
		{"an id in small letters", "", "lee shore", ""},
		{"what is allowed", "", "Dr. Pepper and @nobody and Robin Hood.", ""},
	} {
		for _, people := range []string{known, ""} {
			if people == "" && strings.Contains(c.name, "known") {
				continue
			}
			files := hidden.with("journal.toml", "[privacy]\nallow = [\"Dr. Pepper\", \"@nobody\"]\n").
				with("content/entries/2026-03-05-open.md", yaml("visibility: public", c.front)+c.body+"\n")
			if people != "" {
				files = files.with("people.toml", people)
			}
			_, messages := edition.ForPublic(load(t, files), today, nil)
			var got []string
			for _, m := range messages {
				if m.Code == "E130" {
					got = append(got, m.Text)
					if m.Severity != diag.Error || !strings.HasPrefix(m.Hint, "add [") || !strings.Contains(m.Hint, "`public` name") || m.Pos.Line == 0 && !strings.Contains(c.body, "**") {
						t.Errorf("%s: %s: %s\nhint: %s", c.name, m.Pos, m.Text, m.Hint)
					}
				}
			}
			var want []string
			if c.want != "" {
				want = []string{diag.Quote(c.want) + " is not in people.toml, so this would name them"}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: %q, want %q", c.name, got, want)
			}
			if _, messages := edition.ForOwner(load(t, files), today, nil); messages.HasErrors() {
				t.Errorf("%s: the author's own: %v", c.name, messages)
			}
		}
	}
}
