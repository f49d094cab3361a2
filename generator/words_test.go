package generator_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"journal/generator/config"
	"journal/generator/words"
	"journal/themes"
)

// languages are those that come with the program.
var languages = []string{"en", "de", "es"}

var (
	saidInSource   = regexp.MustCompile(`\.(?:Say|Count)\("([a-z0-9.-]+)"[,)]`)
	dateInSource   = regexp.MustCompile(`\.Date\("([a-z-]+)"`)
	keyInSource    = regexp.MustCompile(`"([a-z-]+(?:\.[a-z0-9-]+)+)"`)
	prefixInSource = regexp.MustCompile(`"((?:[a-z-]+\.)+)"`)
	saidInTemplate = regexp.MustCompile(`say "([a-z0-9.-]+)"`)
)

// catalogue is what comes with the program in one language.
func catalogue(t *testing.T, lang string) *words.Catalogue {
	t.Helper()
	c, problems := words.Load(themes.FS, nil, "default", lang)
	for _, p := range problems {
		t.Errorf("%s: %s %s", p.Pos, p.Code, p.Text)
	}
	return c
}

// messageKeys are the messages of one file of the default theme. Laid over nothing, a
// file is compared with those in English.
func messageKeys(t *testing.T, lang string) []string {
	t.Helper()
	text, err := fs.ReadFile(themes.FS, "default/i18n/"+lang+".toml")
	if err != nil {
		t.Fatal(err)
	}
	alone := writeJournal(t, map[string]string{"default/i18n/en.toml": string(text)})
	c, _ := words.Load(os.DirFS(alone), nil, "default", "en")
	return c.AllKeys()
}

// Every language says all that English says, and nothing else but the texts of
// programs.
func TestLanguagesHaveTheSameMessages(t *testing.T) {
	english := messageKeys(t, "en")
	for _, lang := range languages[1:] {
		own := messageKeys(t, lang)
		for _, key := range english {
			if !slices.Contains(own, key) && !strings.HasPrefix(key, "word.a-") {
				t.Errorf("%s does not say %s", lang, key)
			}
		}
		for _, key := range own {
			if !slices.Contains(english, key) && !strings.HasPrefix(key, "program.") {
				t.Errorf("%s says %s, which English does not", lang, key)
			}
		}
	}
}

// A message in another language has the places that the English one has, so that
// nothing is said that the page does not know. The site's own files are checked in
// the same way.
func TestLanguagesHaveTheSamePlaces(t *testing.T) {
	for _, lang := range languages {
		text, err := fs.ReadFile(themes.FS, "default/i18n/"+lang+".toml")
		if err != nil {
			t.Fatal(err)
		}
		site := writeJournal(t, map[string]string{"themes/default/i18n/" + lang + ".toml": string(text)})
		_, problems := words.Load(themes.FS, os.DirFS(site), "default", lang)
		for _, p := range problems {
			t.Errorf("%s: %s %s", p.Pos, p.Code, p.Text)
		}
	}
}

// Every message that pages say is there, and every one that is there is said.
func TestMessagesAreSaid(t *testing.T) {
	english := messageKeys(t, "en")
	said, prefixes := map[string]string{}, []string{}
	for file, text := range saying(t) {
		for _, found := range saidInSource.FindAllStringSubmatch(text, -1) {
			said[found[1]] = file
		}
		for _, found := range dateInSource.FindAllStringSubmatch(text, -1) {
			said["date."+found[1]] = file
		}
		for _, found := range saidInTemplate.FindAllStringSubmatch(text, -1) {
			said[found[1]] = file
		}
		for _, found := range prefixInSource.FindAllStringSubmatch(text, -1) {
			prefixes = append(prefixes, found[1])
		}
	}
	for _, key := range slices.Sorted(maps.Keys(said)) {
		if !slices.Contains(english, key) {
			t.Errorf("%s says %s, and there is no such message", said[key], key)
		}
	}
	for file, text := range saying(t) {
		for _, found := range keyInSource.FindAllStringSubmatch(text, -1) {
			said[found[1]] = file
		}
	}
	for _, key := range english {
		hasPrefix := func(prefix string) bool {
			rest, ok := strings.CutPrefix(key, prefix)
			return ok && !strings.Contains(rest, ".")
		}
		if said[key] == "" && !slices.ContainsFunc(prefixes, hasPrefix) && !strings.HasPrefix(key, "program.") && !strings.HasPrefix(key, "word.") {
			t.Errorf("nothing says %s", key)
		}
	}
}

// saying are the sources and templates that say messages.
func saying(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, dir := range []string{"journal", "edition", "progress", "chart", "site", "book", "render", "theme", "words", "../themes/default/layouts", "../themes/default/layouts/partials"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			name := filepath.Join(dir, e.Name())
			if ext := filepath.Ext(name); e.IsDir() || strings.HasSuffix(name, "_test.go") || ext != ".go" && ext != ".html" {
				continue
			}
			texts[name] = withoutGoComments(readText(t, name))
		}
	}
	return texts
}

var goComment = regexp.MustCompile(`(?m)^\s*//.*$`)

func withoutGoComments(text string) string { return goComment.ReplaceAllString(text, "") }

// Each program that comes with journal has all of its texts in each language.
func TestProgramsSpeakEveryLanguage(t *testing.T) {
	for _, lang := range languages[1:] {
		w := catalogue(t, lang)
		var known []string
		for _, program := range config.Programs() {
			for _, step := range program.Steps {
				prefix := "program." + program.ID + "." + step.ID + "."
				known = append(known, prefix+"name", prefix+"label", prefix+"hint", prefix+"items", prefix+"prompt")
				if !w.Has(prefix+"name") || !w.Has(prefix+"label") || w.Has(prefix+"hint") != (step.Hint != "") {
					t.Errorf("%s: %s has not the texts that it has in English", lang, prefix)
				}
				if items, prompt := w.Texts(prefix+"items"), w.Texts(prefix+"prompt"); len(items) != len(step.Items) || len(prompt) != len(step.Prompt) {
					t.Errorf("%s: %s has %d items and %d questions, not %d and %d", lang, prefix, len(items), len(prompt), len(step.Items), len(step.Prompt))
				}
			}
			for _, term := range words.Terms() {
				known = append(known, "program."+program.ID+".words."+term)
			}
		}
		for _, key := range messageKeys(t, lang) {
			if strings.HasPrefix(key, "program.") && !slices.Contains(known, key) {
				t.Errorf("%s: no program says %s", lang, key)
			}
		}
	}
}
