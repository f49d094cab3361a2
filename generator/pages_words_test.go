package generator_test

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// unkind are words that no page says of its own accord: they keep accounts of
// what was not done, grade, or cheer.
var unkind = regexp.MustCompile(`(?i)\b(streak|missed|overdue|late|behind|no activity|inactive|incomplete|\d+ ?%|failed|failure|lost|rejected|rejection|weakness|weaknesses|empty month|great job|keep it up|relapse|relapsed|reset|0 days|0 entries)\b|!`)

// takenBack are the sentences that say such a word to take it back.
var takenBack = strings.NewReplacer("Nothing you wrote is lost", "", "nothing is late", "")

// counted are numbers as pages without numbers must not have them.
var counted = regexp.MustCompile(`(?i)\bday \d|\d quiet days|\b(\d+|one|two|three|four|five|six|seven|eight|nine) (entr|days? with|of \d|of (the )?(six|twelve))`)

// pagesWords finds words of the left column of the list of words.
func pagesWords(s pagesSite, author string) []string {
	return generatedText(s, func(text string) string {
		text = takenBack.Replace(text)
		for _, at := range unkind.FindAllStringIndex(text, -1) {
			if !strings.Contains(author, plainWords(around(text, at))) {
				return text[at[0]:at[1]]
			}
		}
		return ""
	})
}

// pagesCounts finds what a program without numbers must not show: numbers in
// words, numbers beside the lanes, and the strip of steps.
func pagesCounts(s pagesSite) []string {
	wrong := generatedText(s, counted.FindString)
	for _, page := range s.paths() {
		for _, n := range elements(s.pages[page], "ol") {
			if hasClass(n, "steps") {
				wrong = append(wrong, page+": a strip of steps")
			}
			for _, count := range elements(n, "i") {
				if hasClass(n, "gut") && textOf(count) != "" {
					wrong = append(wrong, page+": beside a lane: "+textOf(count))
				}
			}
		}
	}
	return wrong
}

// generatedText goes through all text that readers get, but for the author's
// own bodies, and lists what fault finds in it.
func generatedText(s pagesSite, fault func(string) string) []string {
	var wrong []string
	for _, page := range s.paths() {
		for n := range s.pages[page].Descendants() {
			if within(n, func(n *html.Node) bool { return hasClass(n, "prose") }) {
				continue
			}
			for _, text := range spoken(n) {
				if found := fault(text); found != "" {
					wrong = append(wrong, page+": “"+found+"” in “"+text+"”")
				}
			}
		}
	}
	return wrong
}

// spoken are the words that a node itself says.
func spoken(n *html.Node) []string {
	if n.Type == html.TextNode {
		return []string{n.Data}
	}
	var texts []string
	for _, a := range n.Attr {
		if a.Key == "aria-label" || a.Key == "title" || a.Key == "alt" || a.Key == "content" && valueOf(n, "name") == "description" {
			texts = append(texts, a.Val)
		}
	}
	return texts
}

// around is a match with the word before and after it, by which the author's
// own sentences are known.
func around(text string, at []int) string {
	before, after := strings.Fields(text[:at[0]]), strings.Fields(text[at[1]:])
	found := text[at[0]:at[1]]
	if len(before) > 0 {
		found = before[len(before)-1] + " " + found
	}
	if len(after) > 0 {
		found += " " + after[0]
	}
	return found
}

var noWord = regexp.MustCompile(`[^\pL\pN!%]+`)

// plainWords is text in lower case with single blanks and no other marks.
func plainWords(text string) string {
	return strings.TrimSpace(noWord.ReplaceAllString(strings.ToLower(text), " "))
}

// authorsWords is all that the author of a journal wrote, in plain words.
func authorsWords(t *testing.T, folder string) string {
	t.Helper()
	var b strings.Builder
	journal := os.DirFS(folder)
	err := fs.WalkDir(journal, "content", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".md" {
			return err
		}
		text, err := fs.ReadFile(journal, name)
		b.WriteString(" " + plainWords(string(text)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
