package site

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"journal/generator/edition"
	"journal/generator/slug"
)

// titlesOnIndex is the number of entries up to which their titles stand on the
// index page itself; above it each letter has a page.
const titlesOnIndex = 600

// tag is one tag of the edition.
type tag struct {
	text    string // as it was first written
	address string
	entries []*edition.Entry
}

// index has the index and a page for each tag.
func (p *planner[A]) index() {
	p.gatherTags()
	for _, t := range p.tags {
		p.add(Page{Address: t.address, Kind: "list", Listed: true, Changed: p.newest(t.entries), View: func() any { return p.tagView(t) }})
	}
	p.add(Page{Address: "index-of-words/", Kind: "index", Listed: true, View: func() any { return p.indexView() }})
	if len(p.ed.Entries()) > titlesOnIndex {
		for _, g := range p.titles() {
			address := letterAddress(g.letter)
			p.add(Page{Address: address, Kind: "index", Listed: true, View: func() any { return p.letterView(address, g) }})
		}
	}
}

// gatherTags collects the tags of all entries; letter case does not count.
func (p *planner[A]) gatherTags() {
	byFold, taken := map[string]*tag{}, map[string]bool{}
	p.tagAddresses, p.tagTexts = map[string]string{}, map[string]string{}
	for _, e := range p.ed.Entries() {
		for _, text := range e.Tags {
			fold := foldTag(text)
			t := byFold[fold]
			if t == nil {
				t = &tag{text: text, address: tagAddress(text, fold, taken)}
				byFold[fold] = t
				p.tags = append(p.tags, t)
				p.tagAddresses[fold], p.tagTexts[fold] = t.address, t.text
			}
			if n := len(t.entries); n == 0 || t.entries[n-1] != e {
				t.entries = append(t.entries, e)
			}
		}
	}
	slices.SortFunc(p.tags, func(a, b *tag) int { return strings.Compare(foldTag(a.text), foldTag(b.text)) })
}

func foldTag(s string) string { return strings.ToLower(norm.NFC.String(s)) }

// tagAddress is where a tag's page is. Tags whose names come out alike ("C" and
// "C++") are told apart by a hash of their name.
func tagAddress(text, fold string, taken map[string]bool) string {
	name := slug.Make(text, "en")
	if name == "" || taken[name] {
		name = strings.TrimPrefix(fmt.Sprintf("%s-%x", name, sha256.Sum256([]byte(fold)))[:len(name)+9], "-")
	}
	taken[name] = true
	return "tags/" + name + "/"
}

// tagText is a tag as it was first spelt.
func (p *planner[A]) tagText(text string) string { return p.tagTexts[foldTag(text)] }

func (p *planner[A]) tagAddress(text string) string { return p.tagAddresses[foldTag(text)] }

func (p *planner[A]) tagView(t *tag) ListView {
	v := ListView{Frame: p.frame("list", "index", t.address, t.text), Kicker: p.words.Say("index.tag"), Heading: t.text}
	v.Groups = p.capped(v.Root, t.entries)
	return v
}

func (p *planner[A]) indexView() IndexView {
	const address = "index-of-words/"
	v := IndexView{Frame: p.frame("index", "index", address, p.words.Say("nav.index")), Heading: p.words.Say("nav.index")}
	r := v.Root
	for _, t := range p.tags {
		v.Tags = append(v.Tags, IndexTerm{Text: t.text, Href: href(r, t.address), Count: len(t.entries)})
	}
	for _, s := range p.steps {
		v.Steps = append(v.Steps, IndexTerm{Text: s.Label, Href: href(r, stepAddress(s.ID)), Count: len(p.tagged(s.ID))})
	}
	v.Milestones = p.milestoneTerms(r)
	for _, page := range p.ed.Pages() {
		if page.Listed {
			v.Pages = append(v.Pages, Link{Text: page.Title, Href: href(r, page.Address)})
		}
	}
	if len(p.ed.Entries()) == 0 && len(v.Pages) == 0 {
		v.Empty = &Empty{Heading: p.words.Say("index.none"), Text: p.words.Say("index.none-text")}
		v.Tags, v.Steps = nil, nil
		return v
	}
	for _, g := range p.titles() {
		if len(p.ed.Entries()) > titlesOnIndex {
			v.Letters = append(v.Letters, Link{Text: g.letter, Href: href(r, letterAddress(g.letter))})
		} else {
			v.Titles = append(v.Titles, g.group(r))
		}
	}
	return v
}

func (p *planner[A]) milestoneTerms(r string) []IndexTerm {
	var terms []IndexTerm
	at := map[string]int{}
	for _, e := range p.ed.Entries() {
		for _, id := range e.Milestones {
			title := p.milestoneTitle(e, id)
			i, ok := at[title]
			if !ok {
				i = len(terms)
				at[title] = i
				terms = append(terms, IndexTerm{Text: title})
			}
			terms[i].Links = append(terms[i].Links, Link{Text: e.Title, Href: href(r, e.Address)})
			terms[i].Count++
		}
	}
	slices.SortStableFunc(terms, func(a, b IndexTerm) int { return strings.Compare(strings.ToLower(a.Text), strings.ToLower(b.Text)) })
	return terms
}

// letterTitles are the entries whose titles begin with one letter.
type letterTitles struct {
	letter  string
	entries []*edition.Entry
}

func (g letterTitles) group(r string) IndexGroup {
	group := IndexGroup{Letter: g.letter}
	for _, e := range g.entries {
		group.Links = append(group.Links, Link{Text: e.Title, Href: href(r, e.Address)})
	}
	return group
}

// titlesOf groups entries by the first letter of their titles, accents aside;
// what does not begin with a letter stands first, under "0–9".
func titlesOf(entries []*edition.Entry) []letterTitles {
	order, keys := make([]int, len(entries)), make([]string, len(entries))
	for i := range entries {
		order[i], keys[i] = i, sortKey(entries[i].Title)
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(keys[a], keys[b]) })
	var groups []letterTitles
	for _, i := range order {
		letter := "0–9"
		if key := []rune(keys[i]); len(key) > 0 && unicode.IsLetter(key[0]) {
			letter = strings.ToUpper(string(key[0]))
		}
		if n := len(groups); n == 0 || groups[n-1].letter != letter {
			groups = append(groups, letterTitles{letter: letter})
		}
		last := &groups[len(groups)-1]
		last.entries = append(last.entries, entries[i])
	}
	return groups
}

// sortKey is a title for sorting: marks, quotes and accents taken off, digits
// before letters.
func sortKey(title string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(title)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' && b.Len() > 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// letterAddress is plain for A to Z and by code point for other letters.
func letterAddress(letter string) string {
	r := []rune(letter)[0]
	switch {
	case r == '0':
		return "index-of-words/0-9/"
	case r < 0x80:
		return "index-of-words/" + strings.ToLower(letter) + "/"
	}
	return fmt.Sprintf("index-of-words/u%04x/", r)
}

func (p *planner[A]) letterView(address string, g letterTitles) IndexView {
	heading := p.words.Say("index.letter", "letter", g.letter)
	v := IndexView{Frame: p.frame("index", "index", address, heading), Heading: heading}
	for _, other := range p.titles() {
		v.Letters = append(v.Letters, Link{Text: other.letter, Href: href(v.Root, letterAddress(other.letter)), Current: other.letter == g.letter})
	}
	v.Titles = []IndexGroup{g.group(v.Root)}
	return v
}
