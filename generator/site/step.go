package site

import (
	"slices"

	"journal/generator/chart"
	"journal/generator/config"
	"journal/generator/edition"
	"journal/generator/progress"
)

// stepPages has a page for each step of the journal's program and of the
// programs that its pursuits follow.
func (p *planner[A]) stepPages(add func(Page)) {
	done := map[string]bool{}
	for _, program := range p.programs() {
		for i, step := range program.Steps {
			if done[step.ID] {
				continue
			}
			done[step.ID] = true
			entries := p.byStep()[step.ID]
			add(Page{Address: stepAddress(step.ID), Kind: "step", Listed: true, Changed: p.newest(entries),
				View: func() any { return p.stepView(i+1, step, entries) }})
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

func (p *planner[A]) stepView(n int, step config.Step, entries []*edition.Entry) StepView {
	address := stepAddress(step.ID)
	r := root(address)
	v := StepView{
		Frame: p.frame("step", "", address, step.Label), Step: StepRef{Number: n, Label: step.Label, Words: p.numbered(n, step.Label)},
		Heading: step.Name, Lede: step.Hint,
	}
	if v.Owner {
		v.Prompts = step.Prompt
	}
	if len(entries) == 0 {
		v.Empty = &Empty{Heading: p.words.Say("step.not-begun"), Text: p.words.Say("step.not-begun-owner")}
		if v.Owner {
			v.Empty.Command = "journal new " + quoted(step.Label) + " --step " + step.ID
		} else {
			v.Empty.Text = p.words.Say("step.not-begun-public")
		}
		return v
	}
	for _, s := range p.standings {
		if lane, ok := p.stepLane(r, s, step.ID); ok {
			v.Lanes = append(v.Lanes, lane)
		}
	}
	v.Groups = p.capped(r, entries)
	for _, e := range entries {
		for _, h := range e.Helped {
			if !slices.Contains(v.Helped, h) {
				v.Helped = append(v.Helped, h)
			}
		}
	}
	return v
}

// capped groups entries by month; above 120 rows it keeps the newest and leaves
// the rest to the reviews of their months.
func (p *planner[A]) capped(r string, entries []*edition.Entry) []Group {
	kept := entries[max(0, len(entries)-listedRows):]
	groups := p.byMonth(r, kept)
	earlier := entries[:len(entries)-len(kept)]
	for end := len(earlier); end > 0; {
		key := earlier[end-1].Day.Format("2006-01")
		start := end
		for start > 0 && earlier[start-1].Day.Format("2006-01") == key {
			start--
		}
		groups = append(groups, Group{Heading: p.monthName(earlier[start].Day), Href: href(r, monthReview(earlier[start].Day)), Note: p.entriesNote(end - start)})
		end = start
	}
	return groups
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
