package frontmatter

import (
	"strings"
	"testing"

	"journal/generator/visibility"
)

func TestStated(t *testing.T) {
	for _, c := range []struct {
		yaml, messages string
		level          visibility.Level // if given
		given, held    bool
		published      bool
	}{
		{"mood: 3", "", 0, false, false, false},
		{"visibility: private", "", visibility.Private, true, false, false},
		{"visibility: protected", "", visibility.Protected, true, false, false},
		{"visibility: unlisted", "", visibility.Unlisted, true, false, false},
		{"visibility: \"public\"", "", visibility.Public, true, false, false},

		{"visibility: Public", "2:13 E150", 0, false, true, false},
		{"visibility: \"public \"", "2:13 E150", 0, false, true, false},
		{"visibility: true", "2:13 E150", 0, false, true, false},
		{"visibility: [public]", "2:13 E150", 0, false, true, false},
		{"visibility: \"\"", "2:13 E150", 0, false, true, false},
		{"visibility: 3", "2:13 E150", 0, false, true, false},
		{"visibility: {level: public}", "2:13 E150", 0, false, true, false},
		{"visibility:", "", 0, false, true, false},
		{"Visibility: public", "2:1 E150", 0, false, true, false},
		{"visiblity: public", "2:1 E150", 0, false, true, false},
		{"visibilty: public\nvisibility: public", "2:1 E150", visibility.Public, true, true, false},
		{"visible: true", "2:1 E150", 0, false, true, false},
		{"vissibility:", "2:1 E150", 0, false, true, false},
		{"extra:\n  visibility: private\nvisibility: public", "3:3 E152", visibility.Private, true, false, false},
		{"extra:\n  visibility: public", "", visibility.Public, true, false, false},

		{"draft: true", "", 0, false, true, false},
		{"draft: false", "", 0, false, false, false},
		{"draft:", "", 0, false, false, false},
		{"draft: \"false\"", "2:8 E151", 0, false, true, false},
		{"draft: no", "2:8 E151", 0, false, true, false},
		{"draft: yes", "2:8 E151", 0, false, true, false},
		{"draft: 0", "2:8 E151", 0, false, true, false},
		{"publish: false", "", 0, false, true, false},
		{"publish: true", "", 0, false, false, true},
		{"published: false", "", 0, false, true, false},
		{"published: true", "", 0, false, false, true},
		{"published: 2026-03-05", "", 0, false, false, false},
		{"published: soon", "2:12 E151", 0, false, true, false},
		{"published: 2026-02-30", "2:12 E102", 0, false, false, false},
		{"public: true", "", 0, false, false, true},
		{"public: false", "", 0, false, true, false},
		{"public: unlisted", "2:9 E151", 0, false, true, false},
		{"private: true", "", 0, false, true, false},
		{"private: false", "", 0, false, false, false},
		{"private: \"no\"", "2:10 E151", 0, false, true, false},

		{"draft: true\nvisibility: public", "2:1 E152", visibility.Public, true, true, false},
		{"draft: true\nvisibility: private", "", visibility.Private, true, true, false},
		{"draft: false\nvisibility: private", "", visibility.Private, true, false, false},
		{"publish: false\nvisibility: unlisted", "2:1 E152", visibility.Unlisted, true, true, false},
		{"public: true\nvisibility: private", "2:1 E152", visibility.Private, true, false, true},
		{"public: true\nvisibility: unlisted", "2:1 E152", visibility.Unlisted, true, false, true},
		{"publish: true\nvisibility: private", "2:1 E152", visibility.Private, true, false, true},
		{"publish: true\nvisibility: unlisted", "", visibility.Unlisted, true, false, true},
		{"public: true\nvisibility: public", "", visibility.Public, true, false, true},
		{"public: true\ndraft: true", "", 0, false, true, true},

		{"Draft: true", "2:1 W211", 0, false, true, false},
		{"Publish: true", "2:1 W211", 0, false, false, false},
		{"Published: 2026-03-05", "", 0, false, false, false},
		{"drfat: true", "2:1 W211", 0, false, true, false},
		{"craft: knitting", "2:1 W211", 0, false, false, false},
		{"reveals: won", "2:1 W211", 0, false, true, false},
		{"Reveal: won", "2:1 W211", 0, false, false, false},
		{"audiences: [sam]", "2:1 W211", 0, false, true, false},
		{"reveal: sometime\nvisibility: public", "2:9 E154", visibility.Public, true, true, false},
		{"Reveal: [won]\nvisibility: public", "2:1 W211, 2:9 E113", visibility.Public, true, true, false},
		{"opens: soon\nletter: true\nvisibility: public", "2:8 E154", visibility.Public, true, true, false},
		{"letter: 1\nvisibility: public", "2:9 E154", visibility.Public, true, true, false},
		{"audience: {a: b}\nvisibility: public", "2:11 E113", visibility.Public, true, true, false},
	} {
		e, msgs := readEntry(t, c.yaml)
		s := e.Visibility
		if brief(msgs) != c.messages || s.Given != c.given || s.Level != c.level || (s.Held != "") != c.held || s.Published != c.published {
			t.Errorf("%q: %+v, messages %v; want %+v", c.yaml, s, msgs, c)
		}
		if c.held && s.At.Pos.Line == 0 {
			t.Errorf("%q: no key is named for %q", c.yaml, s.Held)
		}
	}
}

func TestVisibilityMessage(t *testing.T) {
	_, msgs := readEntry(t, "visibility: \"Public \"")
	if want := `visibility "Public " is not one of private, protected, unlisted, public; treated as private`; len(msgs) != 1 || msgs[0].Text != want {
		t.Errorf("%v; want %s", msgs, want)
	}
}

func TestTOMLVisibilityNeedsQuotes(t *testing.T) {
	e, msgs := readEntryFile(t, "+++\nvisibility = true\n+++\n")
	if brief(msgs) != "2:14 E150" || !strings.Contains(msgs[0].Text, "visibility true") || e.Visibility.Held == "" {
		t.Errorf("%+v, %v", e.Visibility, msgs)
	}
}
