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

	"journal/generator/memo"
)

const messagesPage = "../docs/messages.md"

var (
	codeInSource  = regexp.MustCompile(`"([EWN][0-9]{3})"`)
	codeInText    = regexp.MustCompile(`\b[EWN][0-9]{3}\b`)
	codeInHeading = regexp.MustCompile(`^### ([EWN][0-9]{3}): .`)
)

// Whoever reads a message can look it up, and finds nothing there that no message
// says any more.
func TestEveryMessageIsDocumented(t *testing.T) {
	said := codesOfSources(t, "../generator", "../cmd")
	explained := map[string]string{}
	for _, s := range messageSections(t) {
		if explained[s.code] != "" {
			t.Errorf("%s is explained twice", s.code)
		}
		explained[s.code] = s.code
	}
	for _, code := range slices.Sorted(maps.Keys(said)) {
		if explained[code] == "" {
			t.Errorf("%s (%s) is not in docs/messages.md", code, said[code])
		}
	}
	for _, page := range pagesOfManual(t) {
		for _, code := range codeInText.FindAllString(readText(t, page), -1) {
			if said[code] == "" {
				t.Errorf("%s speaks of %s, which no message has", page, code)
			}
		}
	}
}

// Each example gives the message that it stands under.
func TestExamplesOfMessages(t *testing.T) {
	m := memo.New()
	for _, s := range messageSections(t) {
		if len(s.examples) == 0 {
			continue
		}
		t.Run(s.code, func(t *testing.T) {
			said := checkExamples(t, s.examples, m)
			for _, message := range said {
				if message.Code == s.code {
					return
				}
			}
			t.Errorf("its example does not give it, but %v", said)
		})
	}
}

// messageSection is what docs/messages.md has about one code.
type messageSection struct {
	code     string
	examples []example
}

func messageSections(t *testing.T) []messageSection {
	t.Helper()
	var sections []messageSection
	for part := range strings.SplitSeq(readText(t, messagesPage), "\n##") {
		if found := codeInHeading.FindStringSubmatch("##" + part); found != nil {
			sections = append(sections, messageSection{found[1], examplesIn(part)})
		}
	}
	if len(sections) == 0 {
		t.Fatal("docs/messages.md explains nothing")
	}
	return sections
}

// codesOfSources gives the codes that Go files other than tests write, each with
// a file that has it.
func codesOfSources(t *testing.T, folders ...string) map[string]string {
	t.Helper()
	codes := map[string]string{}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			for _, found := range codeInSource.FindAllStringSubmatch(readText(t, path), -1) {
				codes[found[1]] = path
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return codes
}

// pagesOfManual are the pages that people read.
func pagesOfManual(t *testing.T) []string {
	t.Helper()
	pages, err := filepath.Glob("../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	return append(pages, "../README.md")
}

func readText(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
