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

// searchable is what the search finds: undated pages, pursuits and listed entries, the
// newest last, which is listed first. A document is put together when it is asked for.
func (p *planner[A]) searchable() search.Corpus {
	c, at := p.searchLabels()
	entries, pages := p.ed.Entries(), p.listedPages()
	for _, page := range slices.Backward(pages) {
		c.Sizes = append(c.Sizes, wordsOf(page.Body))
	}
	for _, s := range slices.Backward(p.standings) {
		c.Sizes = append(c.Sizes, wordsOf(s.Pursuit.Body))
	}
	for i := range entries {
		c.Sizes = append(c.Sizes, entries[i].Body.Words())
	}
	c.At = func(i int) search.Document {
		if i < len(pages) {
			page := pages[len(pages)-1-i]
			return search.Document{Address: page.Address, Title: page.Title, Text: textOf(page.Body, page.Title)}
		}
		if i -= len(pages); i < len(p.standings) {
			i = len(p.standings) - 1 - i
			pursuit := p.standings[i].Pursuit
			return search.Document{Address: pursuit.Address, Title: pursuit.Title, Pursuits: []int{i}, Text: textOf(pursuit.Body, "")}
		}
		return p.entryDocument(entries[i-len(p.standings)], at)
	}
	return c
}

// searchPlaces are places in the labels of a corpus: of pursuits by id, of steps by
// id and label, since programs may have steps of one id.
type searchPlaces struct {
	steps    map[[2]string]int
	pursuits map[string]int
}

// searchLabels are the steps and pursuits that are named in results.
func (p *planner[A]) searchLabels() (search.Corpus, searchPlaces) {
	var c search.Corpus
	at := searchPlaces{map[[2]string]int{}, map[string]int{}}
	for _, program := range p.programs() {
		for i, s := range program.Steps {
			key := [2]string{s.ID, s.Label}
			if _, known := at.steps[key]; !known {
				at.steps[key] = len(c.Steps)
				c.Steps = append(c.Steps, search.Label{ID: s.ID, Text: s.Label, Number: i + 1})
			}
		}
	}
	for i, s := range p.standings {
		at.pursuits[s.Pursuit.ID] = i
		c.Pursuits = append(c.Pursuits, search.Label{ID: s.Pursuit.ID, Text: s.Pursuit.Title})
	}
	return c, at
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
func (p *planner[A]) entryDocument(e *edition.Entry, at searchPlaces) search.Document {
	d := search.Document{Address: e.Address, Title: e.Title, Day: e.Day, Names: p.searchNames(e)}
	if place, ok := p.place(e); ok {
		d.Number = strings.Replace(dayNumber(place.standing, e.Day), "−", "-", 1)
	}
	program := p.stepsOf(e)
	for _, id := range e.Steps {
		if i := stepIndex(program, id); i >= 0 {
			d.Steps = append(d.Steps, at.steps[[2]string{id, program[i].Label}])
		}
	}
	for _, id := range e.Pursuits {
		d.Pursuits = append(d.Pursuits, at.pursuits[id])
	}
	beside := []string{textOf(e.Body, e.Title), e.SetbackText, strings.Join(e.Helped, ", "), e.Gave, e.Place, e.Weather}
	if p.isSealed(e) {
		beside = nil
	}
	d.Text = strings.Join(slices.DeleteFunc(beside, func(s string) bool { return s == "" }), "\n")
	if p.ed.ForOwner() {
		d.Level, d.LevelName = e.Level.String(), p.named("level.", e.Level.String())
	}
	return d
}

// searchNames are what an entry is filed under beside its steps and pursuits.
func (p *planner[A]) searchNames(e *edition.Entry) []string {
	names := p.gapWords(e)
	for _, id := range p.namedMilestones(e) {
		names = append(names, p.milestoneTitle(e, id))
	}
	for _, t := range e.Tags {
		names = append(names, p.tags().byFold[foldTag(t)].text)
	}
	for _, w := range e.With {
		names = append(names, w.Name)
	}
	return names
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

// mostChoices is the number of pursuits up to which one is chosen from a list; of
// more, pursuit:ID is typed.
const mostChoices = 100

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
	box.Steps = p.stepChoices()
	if n := len(p.standings); n > 1 && n <= mostChoices {
		for _, s := range p.standings {
			box.Pursuits = append(box.Pursuits, Choice{s.Pursuit.ID, s.Pursuit.Title})
		}
	}
	return box
}

// stepChoices are the steps of all programs, each id once.
func (p *planner[A]) stepChoices() []Choice {
	var choices []Choice
	for _, program := range p.programs() {
		for _, s := range program.Steps {
			if !slices.ContainsFunc(choices, func(c Choice) bool { return c.Value == s.ID }) {
				choices = append(choices, Choice{s.ID, s.Label})
			}
		}
	}
	return choices
}
