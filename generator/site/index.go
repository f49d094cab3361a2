package site

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"journal/generator/edition"
	"journal/generator/memo"
	"journal/generator/slug"
)

// titlesOnIndex is the number of entries up to which their titles stand on the
// index page itself; above it each letter has a page.
const titlesOnIndex = 600

// tag is one tag of the edition.
type tag struct {
	fold    string // what tells it apart
	text    string // as it was first written
	address string
	entries []*edition.Entry
}

// index has the index of words, in as many pages as there are letters if there are
// many.
func (p *planner[A]) index(add func(Page)) {
	add(Page{Address: indexAddress, Kind: "index", Listed: true, View: func() any { return p.indexView() }})
	if len(p.ed.Entries()) > titlesOnIndex {
		for _, g := range p.titles() {
			address := letterAddress(g.letter)
			add(Page{Address: address, Kind: "index", Listed: true, View: func() any { return p.letterView(address, g) }})
		}
	}
}

func (p *planner[A]) tagPages(add func(Page)) {
	for _, t := range p.tags().byName {
		add(Page{Address: t.address, Kind: "list", Listed: true, Changed: p.newest(t.entries), View: func() any { return p.tagView(t) }})
	}
}

// tagIndex is the tags of an edition.
type tagIndex struct {
	byName []*tag // in order
	byFold map[string]*tag
}

// gatherTags collects the tags of all entries, a month at a time; letter case does
// not count.
func (p *planner[A]) gatherTags() tagIndex {
	months := p.ed.Months()
	all, taken := tagIndex{byFold: map[string]*tag{}}, map[string]bool{}
	for _, month := range memo.Each(p.memo, p.stage("tags"), memo.Key{}, months, func(m *edition.Month) *edition.Month { return m }, monthTags) {
		for _, one := range month {
			t := all.byFold[one.fold]
			if t == nil {
				t = &tag{fold: one.fold, text: one.text, address: tagAddress(one.text, one.fold, taken)}
				all.byFold[one.fold] = t
				all.byName = append(all.byName, t)
			}
			t.entries = append(t.entries, one.entries...)
		}
	}
	slices.SortFunc(all.byName, func(a, b *tag) int { return strings.Compare(a.fold, b.fold) })
	return all
}

// monthTags are the tags of a month's entries, in the order in which they come.
func monthTags(m *edition.Month) []*tag {
	var tags []*tag
	byFold := map[string]*tag{}
	for _, e := range m.Entries {
		for _, text := range e.Tags {
			fold := foldTag(text)
			t := byFold[fold]
			if t == nil {
				t = &tag{fold: fold, text: text}
				byFold[fold] = t
				tags = append(tags, t)
			}
			if n := len(t.entries); n == 0 || t.entries[n-1] != e {
				t.entries = append(t.entries, e)
			}
		}
	}
	return tags
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

func (p *planner[A]) tagView(t *tag) ListView {
	v := ListView{Frame: p.frame("list", "index", t.address, t.text), Kicker: p.words.Say("index.tag"), Heading: t.text}
	v.Groups = p.capped(v.Root, t.entries)
	return v
}

func (p *planner[A]) indexView() IndexView {
	v := IndexView{Frame: p.frame("index", "index", indexAddress, p.words.Say("search.heading")), Heading: p.words.Say("search.heading")}
	r := v.Root
	for _, t := range p.tags().byName {
		v.Tags = append(v.Tags, IndexTerm{Text: t.text, Href: href(r, t.address), Count: p.counted(len(t.entries))})
	}
	for _, s := range p.steps {
		v.Steps = append(v.Steps, IndexTerm{Text: s.Label, Href: href(r, stepAddress(s.ID)), Count: p.counted(len(p.byStep()[s.ID]))})
	}
	for _, s := range p.mapped() {
		for _, t := range p.twinRows(s) {
			v.Twins = append(v.Twins, IndexTerm{Text: t.Name, Href: p.twinsOf(r, s)})
		}
	}
	v.Milestones = p.milestoneTerms(r)
	for _, room := range p.backRooms() {
		v.Pages = append(v.Pages, Link{Text: p.words.Say(room.key), Href: href(r, room.address)})
	}
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
	v.Search = p.searchBox(r)
	for _, g := range p.titles() {
		if len(p.ed.Entries()) > titlesOnIndex {
			v.Letters = append(v.Letters, Link{Text: g.letter, Href: href(r, letterAddress(g.letter))})
		} else {
			v.Titles = append(v.Titles, g.group(r))
		}
	}
	return v
}

// counted is a count, or 0 in a program that shows no numbers.
func (p *planner[A]) counted(n int) int {
	if p.noNumbers() {
		return 0
	}
	return n
}

func (p *planner[A]) milestoneTerms(r string) []IndexTerm {
	var terms []IndexTerm
	at := map[string]int{}
	for _, e := range p.ed.Entries() {
		for _, id := range p.namedMilestones(e) {
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

// titled is an entry with what its title is sorted by.
type titled struct {
	key   string
	entry *edition.Entry
}

// letters groups entries by the first letter of their titles, accents aside;
// what does not begin with a letter stands first, under "0–9".
func (p *planner[A]) letters() []letterTitles {
	all := memo.Each(p.memo, p.stage("titles"), memo.Key{}, p.ed.Entries(), func(e *edition.Entry) *edition.Entry { return e }, func(e *edition.Entry) *titled {
		return &titled{sortKey(e.Title), e}
	})
	inOrder := memo.Sorted(p.memo, p.stage("titles in order"), all, func(a, b *titled) int {
		return cmp.Or(strings.Compare(a.key, b.key), edition.Compare(a.entry, b.entry))
	})
	var groups []letterTitles
	for _, t := range inOrder {
		letter := "0–9"
		if first, _ := utf8.DecodeRuneInString(t.key); unicode.IsLetter(first) {
			letter = strings.ToUpper(string(first))
		}
		if n := len(groups); n == 0 || groups[n-1].letter != letter {
			groups = append(groups, letterTitles{letter: letter})
		}
		last := &groups[len(groups)-1]
		last.entries = append(last.entries, t.entry)
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
