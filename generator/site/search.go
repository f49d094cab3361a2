package site

import (
	"slices"
	"strings"

	"journal/generator/config"
	"journal/generator/edition"
	"journal/generator/markdown"
	"journal/generator/search"
)

// indexAddress is the page that has the search and the index.
const indexAddress = "index-of-words/"

// searchable is what the search finds: listed entries, the newest first, then
// pursuits and undated pages. It is worked out while the index is made.
func (p *planner[A]) searchable() search.Corpus {
	c := search.Corpus{}
	at := map[string]int{} // steps by their address and label
	for _, program := range p.programs() {
		for i, s := range program.Steps {
			if _, known := at[s.ID+"\n"+s.Label]; !known {
				at[s.ID+"\n"+s.Label] = len(c.Steps)
				c.Steps = append(c.Steps, search.Label{ID: s.ID, Text: s.Label, Number: i + 1})
			}
		}
	}
	pursuits := map[string]int{}
	for _, s := range p.standings {
		pursuits[s.Pursuit.ID] = len(c.Pursuits)
		c.Pursuits = append(c.Pursuits, search.Label{ID: s.Pursuit.ID, Text: s.Pursuit.Title})
	}
	entries, pages := p.ed.Entries(), p.listedPages()
	for i := range entries {
		c.Sizes = append(c.Sizes, entries[len(entries)-1-i].Body.Words())
	}
	for _, s := range p.standings {
		c.Sizes = append(c.Sizes, wordsOf(s.Pursuit.Body))
	}
	for _, page := range pages {
		c.Sizes = append(c.Sizes, wordsOf(page.Body))
	}
	c.At = func(i int) search.Document {
		switch n := len(entries); {
		case i < n:
			return p.entryDocument(entries[n-1-i], at, pursuits)
		case i < n+len(p.standings):
			s := p.standings[i-n]
			return search.Document{Address: s.Pursuit.Address, Title: s.Pursuit.Title, Pursuits: []int{i - n}, Text: textOf(s.Pursuit.Body, "")}
		}
		page := pages[i-len(entries)-len(p.standings)]
		return search.Document{Address: page.Address, Title: page.Title, Text: textOf(page.Body, page.Title)}
	}
	return c
}

// programs are the journal's own and those of its pursuits.
func (p *planner[A]) programs() []config.Program {
	programs := []config.Program{p.ed.Program()}
	for _, s := range p.standings {
		programs = append(programs, s.Pursuit.Program)
	}
	return programs
}

func (p *planner[A]) listedPages() []edition.Page {
	return slices.DeleteFunc(slices.Clone(p.ed.Pages()), func(page edition.Page) bool { return !page.Listed })
}

// entryDocument is what the page of an entry says.
func (p *planner[A]) entryDocument(e *edition.Entry, steps, pursuits map[string]int) search.Document {
	d := search.Document{Address: e.Address, Title: e.Title, Day: e.Day, Text: textOf(e.Body, e.Title)}
	if at, ok := p.place(e); ok {
		d.Number = strings.Replace(dayNumber(at.standing, e.Day), "−", "-", 1)
	}
	program := p.stepsOf(e)
	for _, id := range e.Steps {
		if i := stepIndex(program, id); i >= 0 {
			d.Steps = append(d.Steps, steps[id+"\n"+program[i].Label])
		}
	}
	for _, id := range e.Pursuits {
		d.Pursuits = append(d.Pursuits, pursuits[id])
	}
	for _, id := range e.Milestones {
		d.Names = append(d.Names, p.milestoneTitle(e, id))
	}
	for _, t := range e.Tags {
		d.Names = append(d.Names, p.tags().byFold[foldTag(t)].text)
	}
	for _, w := range e.With {
		d.Names = append(d.Names, w.Name)
	}
	d.Names = append(d.Names, p.gapWords(e)...)
	if p.ed.ForOwner() {
		d.Level, d.LevelName = e.Level.String(), p.named("level.", e.Level.String())
	}
	d.Text = strings.Join(slices.DeleteFunc([]string{d.Text, e.SetbackText, strings.Join(e.Helped, ", "), e.Gave, e.Place, e.Weather},
		func(s string) bool { return s == "" }), "\n")
	return d
}

// textOf is the text of a body without the title that it begins with.
func textOf(body *markdown.Document, title string) string {
	if body == nil {
		return ""
	}
	if rest, ok := strings.CutPrefix(body.Text(), title+"\n"); ok && title != "" && body.Title() == title {
		return strings.TrimLeft(rest, "\n")
	}
	return body.Text()
}

func wordsOf(body *markdown.Document) int {
	if body == nil {
		return 0
	}
	return body.Words()
}

// search lays out the index, unless the site has no page to ask it from.
func (p *planner[A]) search() *search.Index {
	if p.assets.Search == "" || p.neutral() {
		return nil
	}
	return search.New(p.searchable())
}

func (p *planner[A]) searchBox(r string) *SearchBox {
	if p.assets.Search == "" {
		return nil
	}
	forms := p.words.Forms("search.results")
	box := &SearchBox{Script: href(r, p.assets.Search), Root: r, Tags: len(p.tags().byName) > 0,
		Counts: SearchCounts{Zero: forms["zero"], One: forms["one"], Two: forms["two"], Few: forms["few"], Many: forms["many"], Other: forms["other"]}}
	if p.noNumbers() {
		box.NoNumbers = true
		box.Counts = SearchCounts{Other: p.words.Say("search.some")}
	}
	named := map[string]bool{}
	for _, program := range p.programs() {
		for _, s := range program.Steps {
			if !named[s.ID] {
				named[s.ID] = true
				box.Steps = append(box.Steps, Choice{s.ID, s.Label})
			}
		}
	}
	for _, s := range p.standings {
		if len(p.standings) > 1 {
			box.Pursuits = append(box.Pursuits, Choice{s.Pursuit.ID, s.Pursuit.Title})
		}
	}
	return box
}
