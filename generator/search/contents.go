package search

import (
	"strings"
	"unicode/utf16"
)

// contents is index.js.
type contents struct {
	Documents int      `json:"documents"`
	Words     []string `json:"words"`  // first word of each words file
	Starts    string   `json:"starts"` // number of that word; all three as differences
	Found     string   `json:"found"`  // number of the first word of each found file
	Pages     string   `json:"pages"`  // number of the first document of each pages file
	Versions  versions `json:"versions"`
	Steps     []any    `json:"steps"`
	Pursuits  []any    `json:"pursuits"`
}

func (x *Index) contents(m made) contents {
	c := contents{Documents: len(x.corpus.Sizes), Words: []string{}, Found: differences(m.from), Pages: differences(x.layout.pages), Versions: m.versions, Steps: []any{}, Pursuits: []any{}}
	for _, at := range m.starts[:x.layout.words] {
		if at < len(m.terms) {
			c.Words = append(c.Words, m.terms[at].word)
		}
	}
	c.Starts = differences(m.starts)
	for _, s := range x.corpus.Steps {
		c.Steps = append(c.Steps, []any{s.ID, s.Number, s.Text})
	}
	for _, p := range x.corpus.Pursuits {
		c.Pursuits = append(c.Pursuits, []any{p.ID, p.Text})
	}
	return c
}

// differences writes numbers, none smaller than the one before.
func differences(numbers []int) string {
	var b []byte
	last := 0
	for _, n := range numbers {
		b = number(b, n-last)
		last = n
	}
	return string(b)
}

// wordList is a words file: each word as the length of what it shares with the
// one before, as one digit, and its rest.
func wordList(terms []*term) string {
	var b strings.Builder
	last := ""
	for i, t := range terms {
		if i > 0 {
			b.WriteByte(' ')
		}
		shared, length := sharing(last, t.word)
		b.WriteByte(digits[length])
		b.WriteString(t.word[shared:])
		last = t.word
	}
	return b.String()
}

// sharing is how far two words are the same: in bytes, and in UTF-16 as scripts
// count, with a length that one digit holds.
func sharing(a, b string) (bytes, length int) {
	for _, r := range b {
		n := utf16.RuneLen(r)
		if !strings.HasPrefix(a[bytes:], string(r)) || length+n >= len(digits) {
			break
		}
		bytes += len(string(r))
		length += n
	}
	return bytes, length
}

// pages is a pages file: for each document its address, title, day, number of the
// day, steps, pursuits, text and, in the author's own edition, who may see it.
func (x *Index) pages(i int) [][]any {
	list := [][]any{}
	for n := x.layout.pages[i]; n < x.layout.pages[i+1]; n++ {
		d := x.corpus.At(n)
		page := []any{d.Address, d.Title, d.Day.String(), d.Number, notNil(d.Steps), notNil(d.Pursuits), d.Text}
		if d.Level != "" {
			page = append(page, d.Level, d.LevelName)
		}
		list = append(list, page)
	}
	return list
}

func notNil(numbers []int) []int {
	if numbers == nil {
		return []int{}
	}
	return numbers
}
