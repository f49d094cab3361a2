package site

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"journal/generator/edition"
	"journal/generator/progress"
)

const (
	// besideWords is how many words each side shows at most.
	besideWords = 12
	// besideLetters is the length from which a word is worth showing.
	besideLetters = 5
)

// beside puts the first entry of a pursuit next to the newest, with the words that
// only one of them has; nil where the author has not asked for it or there are
// not two. A word that half of the pursuit's entries use says nothing about
// either day, and is passed over: no list of empty words of any language is needed.
func (p *planner[A]) beside(root string, s *progress.Standing) *Beside {
	past := pastOf(s)
	if !s.Pursuit.ThenAndNow || len(past) < 2 {
		return nil
	}
	first, last := past[0], past[len(past)-1]
	quotable := slices.DeleteFunc(slices.Clone(past), func(e *edition.Entry) bool { return !p.ed.Quotes(e.Level) })
	common := commonWords(quotable)
	then, now := textWords(first), textWords(last)
	heading := "beside.heading"
	if noNumbers(s.Pursuit.Program) {
		heading = "beside.no-numbers"
	}
	if !p.ed.Quotes(first.Level) || !p.ed.Quotes(last.Level) {
		then, now = nil, nil
	}
	return &Beside{
		Heading: p.words.Say(heading), Then: p.row(root, first), Now: p.row(root, last),
		Gone: p.commas(wordsOnlyIn(then, now, common)), Came: p.commas(wordsOnlyIn(now, then, common)),
	}
}

// commas joins words that stand in no order.
func (p *planner[A]) commas(words []string) string {
	return strings.Join(words, p.words.Say("list.comma"))
}

// textWords are the words of an entry's text in lower case, in order, each once.
func textWords(e *edition.Entry) []string {
	if e.Body == nil {
		return nil
	}
	seen := map[string]bool{}
	var words []string
	for w := range strings.FieldsFuncSeq(e.Body.Text(), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '’' && r != '\'' && r != '-'
	}) {
		w = strings.ToLower(strings.Trim(w, "’'-"))
		if utf8.RuneCountInString(w) >= besideLetters && !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	return words
}

// commonWords are those that at least half of the entries use, of three or more.
func commonWords(entries []*edition.Entry) map[string]bool {
	in := map[string]int{}
	for _, e := range entries {
		for _, w := range textWords(e) {
			in[w]++
		}
	}
	common := map[string]bool{}
	for w, n := range in {
		if n > 2 && 2*n >= len(entries) {
			common[w] = true
		}
	}
	return common
}

// wordsOnlyIn are the first words of one text that the other lacks.
func wordsOnlyIn(words, other []string, common map[string]bool) []string {
	has := map[string]bool{}
	for _, w := range other {
		has[w] = true
	}
	var only []string
	for _, w := range words {
		if !has[w] && !common[w] && len(only) < besideWords {
			only = append(only, w)
		}
	}
	return only
}
