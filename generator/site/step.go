package site

import (
	"slices"

	"journal/generator/chart"
	"journal/generator/config"
	"journal/generator/edition"
	"journal/generator/progress"
)

const (
	stepLanes  = 24 // pursuits whose lane stands on the page of a step, the newest
	stepHelped = 60 // things that helped
)

// stepPages has a page for each step of the journal's program and of the
// programs that its pursuits follow; above 120 entries a page for each year as well.
func (p *planner[A]) stepPages(add func(Page)) {
	done := map[string]bool{}
	for _, program := range p.programs() {
		for i, step := range program.Steps {
			if done[step.ID] {
				continue
			}
			done[step.ID] = true
			entries := p.byStep()[step.ID]
			for _, l := range leaves(stepAddress(step.ID), entries) {
				add(Page{Address: l.address(), Kind: "step", Listed: true, Changed: p.newest(l.entries),
					View: func() any { return p.stepView(i+1, step, l) }})
			}
		}
	}
}

// gatherSteps parts past entries by the steps that they work on.
func (p *planner[A]) gatherSteps() map[string][]*edition.Entry {
	by := map[string][]*edition.Entry{}
	for _, e := range p.past {
		for i, step := range e.Steps {
			if !slices.Contains(e.Steps[:i], step) {
				by[step] = append(by[step], e)
			}
		}
	}
	return by
}

func (p *planner[A]) stepView(n int, step config.Step, l leaf) StepView {
	address := l.address()
	r := root(address)
	v := StepView{
		Frame: p.frame("step", "", address, p.leafTitle(step.Label, l)), Step: StepRef{Number: n, Label: step.Label, Words: p.numbered(n, step.Label)},
		Heading: step.Name, Years: l.yearLinks(r), Pages: p.paged(l.pageLinks(r)),
	}
	if !l.first() {
		v.Groups = p.byMonth(r, l.entries)
		return v
	}
	v.Lede = step.Hint
	if v.Owner {
		v.Prompts = step.Prompt
	}
	if len(l.entries) == 0 {
		v.Empty = &Empty{Heading: p.words.Say("step.not-begun"), Text: p.words.Say("step.not-begun-owner")}
		if v.Owner {
			v.Empty.Command = "journal new " + quoted(step.Label) + " --step " + step.ID
		} else {
			v.Empty.Text = p.words.Say("step.not-begun-public")
		}
		return v
	}
	earlier := 0
	for _, s := range p.standings {
		lane, ok := p.stepLane(r, s, step.ID)
		switch {
		case ok && len(v.Lanes) < stepLanes:
			v.Lanes = append(v.Lanes, lane)
		case ok:
			earlier++
		}
	}
	v.Earlier = p.andEarlier("overview.earlier", earlier)
	v.Groups = p.byMonth(r, l.entries)
	v.Helped = helpedMost(p.byStep()[step.ID])
	return v
}

// helpedMost are the things that helped, those of the newest entries first.
func helpedMost(entries []*edition.Entry) []string {
	var helped []string
	named := map[string]bool{}
	for _, e := range slices.Backward(entries) {
		for _, h := range e.Helped {
			if fold := foldTag(h); !named[fold] && len(helped) < stepHelped {
				named[fold] = true
				helped = append(helped, h)
			}
		}
	}
	return helped
}

// stepLane is how one pursuit went through a step.
func (p *planner[A]) stepLane(r string, s *progress.Standing, id string) (StepLane, bool) {
	i := slices.IndexFunc(s.Steps, func(st progress.Step) bool { return st.ID == id })
	if i < 0 || s.Steps[i].Entries == 0 {
		return StepLane{}, false
	}
	_, words := p.stepWords(s.Pursuit.Program, s.Steps[i])
	marks, last := p.pastMarks(s), 0
	for k := range marks {
		if slices.Contains(marks[k].Steps, i) {
			marks[k].Steps, last = []int{i}, k
		} else {
			marks[k].Steps = nil
		}
	}
	return StepLane{Pursuit: Link{Text: s.Pursuit.Title, Href: href(r, s.Pursuit.Address)}, Words: words,
		Here: chart.NewHere(marks).At(last, words)}, true
}
