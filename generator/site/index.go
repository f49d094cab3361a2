package site

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"journal/generator/edition"
	"journal/generator/memo"
	"journal/generator/slug"
)

const (
	// titlesOnIndex is the number of entries up to which their titles stand on the
	// index page itself; above it each letter has a page, or several. The same holds
	// for tags: above it the index page has those of most entries.
	titlesOnIndex = 600

	termsOnIndex  = 240 // twins and milestones, those of the newest pursuits and entries
	entriesOfTerm = 12  // entries at a milestone, the newest
	partLetters   = 32  // a page of a letter has no longer name
)

// tag is one tag of the edition.
type tag struct {
	fold    string // what tells it apart
	text    string // as it was first written
	address string
	entries []*edition.Entry
}

func (t *tag) sheets() sheets { return sheets{t.address, len(t.entries), listedRows} }

// page gives the entries of page n; page 0 has the newest.
func (t *tag) page(n int) []*edition.Entry {
	from, to := t.sheets().span(n)
	return t.entries[len(t.entries)-to : len(t.entries)-from]
}

// index has the index of words, in as many pages as there are letters if there are
// many.
func (p *planner[A]) index(add func(Page)) {
	add(Page{Address: indexAddress, Kind: "index", Listed: true, View: func() any { return p.indexView() }})
	if !p.byLetter() {
		return
	}
	for _, g := range p.titles() {
		for n := range g.sheets().count() {
			add(Page{Address: g.sheets().address(n), Kind: "index", Listed: true, View: func() any { return p.letterView(g, n) }})
		}
	}
}

// byLetter reports an index that has a page for each letter.
func (p *planner[A]) byLetter() bool {
	return len(p.ed.Entries()) > titlesOnIndex || len(p.tags().byName) > titlesOnIndex
}

func (p *planner[A]) tagPages(add func(Page)) {
	for _, t := range p.tags().byName {
		for n := range t.sheets().count() {
			add(Page{Address: t.sheets().address(n), Kind: "list", Listed: true, Changed: p.newest(t.page(n)), View: func() any { return p.tagView(t, n) }})
		}
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
	for _, month := range memo.Each(p.memo, p.stage("tags"), memo.Key{}, months, monthTags) {
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

func (p *planner[A]) tagView(t *tag, n int) ListView {
	address := t.sheets().address(n)
	v := ListView{Frame: p.frame("list", "index", address, p.sheetTitle(t.text, n)), Kicker: p.words.Say("index.tag"), Heading: t.text}
	v.Groups, v.Pages = p.byMonth(v.Root, t.page(n)), p.paged(t.sheets().links(v.Root, n))
	return v
}

func (p *planner[A]) indexView() IndexView {
	v := IndexView{Frame: p.frame("index", "index", indexAddress, p.words.Say("search.heading")), Heading: p.words.Say("search.heading")}
	r := v.Root
	v.Tags = p.tagTerms(r, mostUsed(p.tags().byName, titlesOnIndex))
	for _, s := range p.steps {
		v.Steps = append(v.Steps, IndexTerm{Text: s.Label, Href: href(r, stepAddress(s.ID)), Count: p.counted(len(p.byStep()[s.ID]))})
	}
	v.Twins = p.twinTerms(r)
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
		if p.byLetter() {
			v.Letters = append(v.Letters, Link{Text: g.letter, Href: href(r, letterAddress(g.letter))})
		}
		if len(p.ed.Entries()) <= titlesOnIndex && len(g.entries) > 0 {
			v.Titles = append(v.Titles, group(r, g.letter, g.entries))
		}
	}
	return v
}

func (p *planner[A]) tagTerms(r string, tags []*tag) []IndexTerm {
	var terms []IndexTerm
	for _, t := range tags {
		terms = append(terms, IndexTerm{Text: t.text, Href: href(r, t.address), Count: p.counted(len(t.entries))})
	}
	return terms
}

// mostUsed are the n tags of most entries, in the order that they had.
func mostUsed(tags []*tag, n int) []*tag {
	if len(tags) <= n {
		return tags
	}
	by := slices.Clone(tags)
	slices.SortStableFunc(by, func(a, b *tag) int { return cmp.Compare(len(b.entries), len(a.entries)) })
	by = by[:n]
	slices.SortFunc(by, func(a, b *tag) int { return strings.Compare(a.fold, b.fold) })
	return by
}

// twinTerms are the names of twins in order. One that several pursuits name leads to
// each of their maps.
func (p *planner[A]) twinTerms(r string) []IndexTerm {
	var terms []*IndexTerm
	at := map[string]*IndexTerm{}
	for _, s := range p.mapped() {
		for _, twin := range p.twinRows(s) {
			fold := foldTag(twin.Name)
			t := at[fold]
			if t == nil {
				if len(terms) == termsOnIndex {
					continue
				}
				t = &IndexTerm{Text: twin.Name, Href: p.twinsOf(r, s)}
				at[fold] = t
				terms = append(terms, t)
			}
			if len(t.Links) < entriesOfTerm {
				t.Links = append(t.Links, Link{Text: s.Pursuit.Title, Href: p.twinsOf(r, s)})
			}
		}
	}
	slices.SortFunc(terms, func(a, b *IndexTerm) int { return strings.Compare(foldTag(a.Text), foldTag(b.Text)) })
	list := make([]IndexTerm, len(terms))
	for i, t := range terms {
		list[i] = *t
		if len(t.Links) > 1 {
			list[i].Href = ""
		} else {
			list[i].Links = nil
		}
	}
	return list
}

// counted is a count, or 0 in a program that shows no numbers.
func (p *planner[A]) counted(n int) int {
	if p.noNumbers() {
		return 0
	}
	return n
}

// milestoneTerms are the milestones with the newest entries that they stand at.
func (p *planner[A]) milestoneTerms(r string) []IndexTerm {
	found := terms{root: r, most: termsOnIndex, links: entriesOfTerm}
	for _, e := range slices.Backward(p.ed.Entries()) {
		for _, id := range p.namedMilestones(e) {
			title := p.milestoneTitle(e, id)
			found.note(title, title, e)
		}
	}
	list := found.list
	slices.SortStableFunc(list, func(a, b IndexTerm) int { return strings.Compare(strings.ToLower(a.Text), strings.ToLower(b.Text)) })
	for i, t := range list {
		slices.Reverse(t.Links)
		list[i].Earlier = p.andEarlier("gap.and-earlier", t.Count-len(t.Links))
	}
	return list
}

// terms gathers what entries name, in the order in which it is noted first: how often
// it was named, and the first entries that did.
type terms struct {
	root  string
	most  int // terms, 0 for any number; what comes after them is passed over
	links int // entries at each of them
	list  []IndexTerm
	at    map[string]int
}

// note counts a text at an entry. Texts with the same key are one term.
func (t *terms) note(key, text string, e *edition.Entry) {
	i, ok := t.at[key]
	if !ok {
		if t.most > 0 && len(t.list) == t.most {
			return
		}
		if t.at == nil {
			t.at = map[string]int{}
		}
		i = len(t.list)
		t.at[key] = i
		t.list = append(t.list, IndexTerm{Text: text})
	}
	term := &t.list[i]
	term.Count++
	if len(term.Links) < t.links {
		term.Links = append(term.Links, Link{Text: e.Title, Href: href(t.root, e.Address)})
	}
}

// letterTitles are the entries whose titles begin with one letter and, where the index
// page cannot hold all tags, the tags that do.
type letterTitles struct {
	letter  string
	entries []*edition.Entry
	tags    []*tag
}

func (g letterTitles) sheets() sheets {
	return sheets{letterAddress(g.letter), max(len(g.entries), len(g.tags)), titlesOnIndex}
}

func group(r, letter string, entries []*edition.Entry) IndexGroup {
	group := IndexGroup{Letter: letter}
	for _, e := range entries {
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
	all := memo.Each(p.memo, p.stage("titles"), memo.Key{}, p.ed.Entries(), func(e *edition.Entry) *titled {
		return &titled{sortKey(e.Title), e}
	})
	inOrder := memo.Sorted(p.memo, p.stage("titles in order"), all, func(a, b *titled) int {
		return cmp.Or(strings.Compare(a.key, b.key), edition.Compare(a.entry, b.entry))
	})
	var groups []letterTitles
	for _, t := range inOrder {
		letter := letterOf(t.key)
		if n := len(groups); n == 0 || groups[n-1].letter != letter {
			groups = append(groups, letterTitles{letter: letter})
		}
		last := &groups[len(groups)-1]
		last.entries = append(last.entries, t.entry)
	}
	if tags := p.tags().byName; len(tags) > titlesOnIndex {
		groups = withTags(groups, tags)
	}
	return groups
}

// withTags adds tags to the letters that they begin with.
func withTags(groups []letterTitles, tags []*tag) []letterTitles {
	for _, t := range tags {
		letter := letterOf(sortKey(t.text))
		i := slices.IndexFunc(groups, func(g letterTitles) bool { return g.letter == letter })
		if i < 0 {
			i = len(groups)
			groups = append(groups, letterTitles{letter: letter})
		}
		groups[i].tags = append(groups[i].tags, t)
	}
	slices.SortStableFunc(groups, func(a, b letterTitles) int { return strings.Compare(a.letter, b.letter) })
	return groups
}

// letterOf is the letter that a title stands under.
func letterOf(key string) string {
	if first, _ := utf8.DecodeRuneInString(key); unicode.IsLetter(first) {
		return strings.ToUpper(string(first))
	}
	return "0–9"
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

func (p *planner[A]) letterView(g letterTitles, n int) IndexView {
	sheet := g.sheets()
	address, heading := sheet.address(n), p.words.Say("index.letter", "letter", g.letter)
	v := IndexView{Frame: p.frame("index", "index", address, p.sheetTitle(heading, n)), Heading: heading}
	for _, other := range p.titles() {
		v.Letters = append(v.Letters, Link{Text: other.letter, Href: href(v.Root, letterAddress(other.letter)), Current: other.letter == g.letter})
	}
	from, to := sheet.span(n)
	v.Tags = p.tagTerms(v.Root, g.tags[min(from, len(g.tags)):min(to, len(g.tags))])
	if entries := g.entries[min(from, len(g.entries)):min(to, len(g.entries))]; len(entries) > 0 {
		v.Titles = []IndexGroup{group(v.Root, g.letter, entries)}
	}
	v.Parts = sheet.links(v.Root, n)
	for i, part := range v.Parts {
		if k, err := strconv.Atoi(part.Text); err == nil {
			v.Parts[i].Text = cmp.Or(g.partName(k-1), p.pageName(k-1))
		}
	}
	return v
}

// partName names a page of a letter by the words that its first title begins with, as
// many as tell it from the page before; "" where they do not.
func (g letterTitles) partName(n int) string {
	const wordsAtMost = 3
	first := func(n int) []string {
		if from, _ := g.sheets().span(n); n >= 0 && from < len(g.entries) {
			return strings.Fields(g.entries[from].Title)
		}
		return nil
	}
	here, before := first(n), first(n-1)
	for k := 1; k <= min(wordsAtMost, len(here)); k++ {
		name := strings.Join(here[:k], " ")
		if strings.Join(before[:min(k, len(before))], " ") != name && utf8.RuneCountInString(name) <= partLetters {
			return name
		}
	}
	return ""
}
