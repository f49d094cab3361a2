package site

import (
	"slices"
	"strings"
	"unicode/utf8"

	"journal/generator/civil"
	"journal/generator/edition"
)

// Letters that the author wrote to themselves. One that has not opened exists in
// the author's own edition alone, and there it is sealed: lists have its title and
// its date, and no word of it.

const (
	lettersAddress = "letters/"
	sealedShown    = 60
	letterLength   = 220
)

// isSealed reports a letter whose day has not come.
func (p *planner[A]) isSealed(e *edition.Entry) bool {
	return e.Letter && e.Opens.After(p.ed.Today())
}

func (p *planner[A]) lettersToSelf(add func(Page)) {
	if len(p.traces().letters) == 0 {
		return
	}
	for _, l := range leaves(lettersAddress, p.openLetters()) {
		add(Page{Address: l.address(), Kind: "letters", Listed: true, Changed: p.newest(l.entries), View: func() any { return p.lettersView(l) }})
	}
}

func (p *planner[A]) openLetters() []*edition.Entry {
	return slices.DeleteFunc(slices.Clone(p.traces().letters), p.isSealed)
}

func (p *planner[A]) lettersView(l leaf) LettersView {
	heading := p.words.Say("letters.heading")
	v := LettersView{Frame: p.frame("letters", "", l.address(), p.leafTitle(heading, l)), Heading: heading}
	v.Years, v.Pages = l.yearLinks(v.Root), p.paged(l.pageLinks(v.Root))
	if l.first() {
		v.Lede = p.words.Say("letters.lede")
		v.Sealed = p.sealedLetters(v.Root)
	}
	for _, e := range slices.Backward(l.entries) {
		v.Opened = append(v.Opened, p.letter(v.Root, e))
	}
	return v
}

// sealedLetters are those whose day has not come, the next one first.
func (p *planner[A]) sealedLetters(root string) []Letter {
	sealed := slices.DeleteFunc(slices.Clone(p.traces().letters), func(e *edition.Entry) bool { return !p.isSealed(e) })
	slices.SortStableFunc(sealed, func(a, b *edition.Entry) int { return a.Opens.Compare(b.Opens) })
	var letters []Letter
	for _, e := range sealed[:min(len(sealed), sealedShown)] {
		letters = append(letters, p.letter(root, e))
	}
	return letters
}

// beginning is a text up to about letterLength characters. What else stands for a
// letter would often be nothing but whom it greets.
func beginning(text string) string {
	var kept []string
	n := 0
	for word := range strings.FieldsSeq(text) {
		if n += utf8.RuneCountInString(word) + 1; n > letterLength {
			return strings.Join(kept, " ") + " …"
		}
		kept = append(kept, word)
	}
	return strings.Join(kept, " ")
}

func (p *planner[A]) letter(root string, e *edition.Entry) Letter {
	l := Letter{Row: p.row(root, e)}
	if strings.HasSuffix(l.Row.Excerpt, ",") && p.ed.Quotes(e.Level) {
		l.Row.Excerpt = beginning(e.Body.Text())
	}
	if e.Opens.IsZero() {
		return l
	}
	l.Opens, l.OpensISO = p.plainDate(e.Opens), e.Opens.String()
	if at, ok := p.place(e); ok {
		l.OpensDay = dayNumber(at.standing, e.Opens)
	}
	if beside, ok := p.besideLetter(e); ok {
		row := p.row(root, beside)
		l.Beside = &row
		l.Later = beside.Day != e.Opens
	}
	return l
}

// besideLetter is what was written on the day on which a letter opened, or the
// first thing after it: in the letter's pursuit, else anywhere.
func (p *planner[A]) besideLetter(letter *edition.Entry) (*edition.Entry, bool) {
	if letter.Opens.IsZero() || p.isSealed(letter) {
		return nil, false
	}
	for _, list := range [][]*edition.Entry{p.companions(letter), p.past} {
		from, _ := slices.BinarySearchFunc(list, letter, func(e, letter *edition.Entry) int { return e.Day.Compare(letter.Opens) })
		for _, e := range list[from:] {
			if !e.Letter {
				return e, true
			}
		}
	}
	return nil, false
}

// companions are the past entries of an entry's pursuit.
func (p *planner[A]) companions(e *edition.Entry) []*edition.Entry {
	if at, ok := p.place(e); ok {
		return pastOf(at.standing)
	}
	return nil
}

// letterNotes stand in the margin: at a letter what was written on the day it
// opened, and at that the letter.
func (p *planner[A]) letterNotes(root string, e *edition.Entry) []Note {
	if e.Letter {
		if beside, ok := p.besideLetter(e); ok && beside.Day == e.Opens {
			return []Note{{Text: p.words.Say("letters.on-its-day"), LinkText: beside.Title, Href: href(root, beside.Address)}}
		}
		return nil
	}
	var notes []Note
	for _, letter := range p.byOpening()[e.Day] {
		if beside, ok := p.besideLetter(letter); ok && beside == e && len(notes) < mentionsShown {
			notes = append(notes, Note{Text: p.words.Say("letters.opened-this-day"), LinkText: letter.Title, Href: href(root, letter.Address)})
		}
	}
	return notes
}

// gatherOpenings are the letters by the day on which they open.
func (p *planner[A]) gatherOpenings() map[civil.Date][]*edition.Entry {
	by := map[civil.Date][]*edition.Entry{}
	for _, e := range p.traces().letters {
		if !e.Opens.IsZero() {
			by[e.Opens] = append(by[e.Opens], e)
		}
	}
	return by
}
