package site

import (
	"strconv"
)

// sheets are the numbered pages of a list that is too long for one, where years say
// nothing: those of a tag, of a letter, of the soft spots.
type sheets struct {
	base      string
	all, each int // things in the list, and on a page
}

// linksAround is how many neighbours a page of a long row of pages links to at each
// side, beside the first and the last.
const linksAround = 6

// count is the number of pages. There is always one.
func (s sheets) count() int { return max(1, (s.all+s.each-1)/s.each) }

// address is where page n is; the first is page 0.
func (s sheets) address(n int) string {
	if n == 0 {
		return s.base
	}
	return s.base + strconv.Itoa(n+1) + "/"
}

// span gives the first thing on page n, and the one after its last.
func (s sheets) span(n int) (from, to int) {
	return n * s.each, min(s.all, (n+1)*s.each)
}

// links are the links to the pages, none where there is only one.
func (s sheets) links(root string, n int) []Link {
	count := s.count()
	if count == 1 {
		return nil
	}
	var links []Link
	for k := range count {
		if near := max(k-n, n-k) <= linksAround; near || k == 0 || k == count-1 {
			links = append(links, Link{Text: strconv.Itoa(k + 1), Href: href(root, s.address(k)), Current: k == n})
		}
	}
	return links
}

// pageName names page n: by a number or, where nothing is counted, by a letter.
func (p *planner[A]) pageName(n int) string {
	if !p.noNumbers() {
		return strconv.Itoa(n + 1)
	}
	const letters = 26
	name := string(rune('a' + n%letters))
	for n /= letters; n > 0; n /= letters {
		name = string(rune('a'+n%letters)) + name
	}
	return name
}

// paged names links to pages that have numbers.
func (p *planner[A]) paged(links []Link) []Link {
	for i := range links {
		if n, err := strconv.Atoi(links[i].Text); err == nil {
			links[i].Text = p.pageName(n - 1)
		}
	}
	return links
}

// andEarlier is "and 12 earlier", by the message that counts them, or "" where there
// are none.
func (p *planner[A]) andEarlier(message string, n int) string {
	switch {
	case n <= 0:
		return ""
	case p.noNumbers():
		return p.words.Say("gap.earlier")
	}
	return p.words.Count(message, n)
}

// sheetTitle tells the pages apart.
func (p *planner[A]) sheetTitle(title string, n int) string {
	if n == 0 {
		return title
	}
	return p.words.Say("leaf.page", "title", title, "n", p.pageName(n))
}
