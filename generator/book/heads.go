package book

import (
	"fmt"
	"slices"
	"strings"
)

// Papers are the sizes of paper that a book can be set for.
var papers = [...]string{"a5", "a4", "letter"}

// Papers are the sizes of paper that a book can be set for; the first is the usual
// one.
func Papers() []string { return slices.Clone(papers[:]) }

// heads are the rules for pages. Every chapter has its own kind of page, since that
// is how a browser knows what stands in its head: the book's title on the left, the
// chapter's on the right, and the number of the page at the outer edge.
func heads(v View, paper string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "@page{size:%s}\n", paper)
	for _, c := range v.Chapters {
		fmt.Fprintf(&b, ".%s{page:%s}", c.ID, c.ID)
		fmt.Fprintf(&b, "@page %s:left{@top-center{content:%s}@bottom-left{content:counter(page)}}", c.ID, cssString(shortened(v.Title)))
		fmt.Fprintf(&b, "@page %s:right{@top-center{content:%s}@bottom-right{content:counter(page)}}\n", c.ID, cssString(shortened(c.Title)))
	}
	return b.String()
}

// headLetters is how many letters of a title a running head has, so that it stays on
// one line of the smallest paper.
const headLetters = 60

// shortened ends a long title after a word, or within one that is long itself.
func shortened(title string) string {
	letters := []rune(title)
	if len(letters) <= headLetters {
		return title
	}
	kept := string(letters[:headLetters-1])
	if cut := strings.LastIndexByte(kept, ' '); cut > len(kept)/2 {
		kept = kept[:cut]
	}
	return strings.TrimRight(kept, " ,;:–-") + "…"
}

// cssString writes a text as a string of CSS that can neither end nor leave a
// stylesheet.
func cssString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r < ' ' || strings.ContainsRune(`"\<>&`, r) {
			fmt.Fprintf(&b, "\\%x ", r)
			continue
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
	return b.String()
}
