package site

import (
	"slices"
	"strconv"
	"strings"

	"journal/generator/chart"
	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/generator/progress"
)

// Words and drawings about where a pursuit stands.

// ending is how a pursuit stands, as a sign.
func ending(s *progress.Standing) chart.Ending {
	switch p := s.Pursuit; {
	case p.Status == "paused":
		return chart.Resting
	case p.Status == "won" && (p.Outcome == "" || p.Outcome == "same"):
		return chart.TheYes
	case p.Status == "won", p.Status == "closed" && (p.Outcome == "twin" || p.Outcome == "other"):
		return chart.AnotherDoor
	case p.Status == "closed":
		return chart.LetGo
	}
	return chart.InMotion
}

// endingKey is how a pursuit stands, as the last part of the keys of messages.
func endingKey(s *progress.Standing) string {
	return [...]string{chart.InMotion: "moving", chart.Resting: "resting", chart.TheYes: "yes", chart.AnotherDoor: "other-door", chart.LetGo: "let-go"}[ending(s)]
}

// endingWords is how a pursuit stands, in words.
func (p *planner[A]) endingWords(s *progress.Standing) string {
	return p.words.Say("standing." + endingKey(s))
}

// standingWords is a pursuit in a line: "in motion, day 26 · 20 entries".
func (p *planner[A]) standingWords(s *progress.Standing) string {
	said := p.endingWords(s)
	if noNumbers(s.Pursuit.Program) {
		return said
	}
	if !s.DayZero.IsZero() && s.Day >= 0 {
		said = p.words.Count("standing-day."+endingKey(s), s.Day, "day", strconv.Itoa(s.Day))
	}
	if pastEntries(s) == 0 {
		return said
	}
	return said + " · " + p.words.Count("count.entries", pastEntries(s))
}

func pastEntries(s *progress.Standing) int { return len(upToToday(s.Entries)) }

// stepStrip is the strip of a pursuit's steps.
func (p *planner[A]) stepStrip(root string, s *progress.Standing) []Step {
	strip := make([]Step, len(s.Steps))
	for i, st := range s.Steps {
		fill, words := p.stepWords(s.Pursuit.Program, st)
		strip[i] = Step{Number: i + 1, Label: st.Label, Href: href(root, stepAddress(st.ID)), Fill: fill, Words: words}
	}
	return strip
}

// stepWords is how far a step has come: the strip's fill, and in words.
func (p *planner[A]) stepWords(program config.Program, st progress.Step) (fill int, words string) {
	noNumbers := noNumbers(program)
	entries := ""
	if st.Entries > 0 && !noNumbers {
		entries = ", " + p.words.Count("count.entries", st.Entries)
	}
	switch st.State {
	case progress.Done:
		return 2, p.words.Say("step.done") + entries
	case progress.Skipped:
		return 4, p.words.Say("step.skipped")
	case progress.Planned:
		return 3, p.words.Say("step.planned", "date", p.whenAhead(st.Next))
	case progress.NotBegun:
		return 0, p.words.Say("step.whenever")
	case progress.Due:
		if noNumbers {
			return 1, p.words.Say("step.begun")
		}
		return 1, p.words.Say(dueKey(program)) + entries
	}
	if st.Of > 0 && !noNumbers && (st.Mode == config.Checklist || st.Mode == config.Count || st.Mode == config.Once) {
		return 1, p.nOf(st.Count, st.Of)
	}
	return 1, p.words.Say("step.begun") + entries
}

// dueKey tells a step that is about keeping in touch from one that is done again:
// among the six steps, what comes round is a hello to somebody.
func dueKey(program config.Program) string {
	if program.ID == "second-place" {
		return "step.due"
	}
	return "step.due-again"
}

// wordStrip gives the fills of a word strip, with its sentence.
func (p *planner[A]) wordStrip(s *progress.Standing) (states []chart.StepState, sentence string) {
	var said []string
	for i, st := range s.Steps {
		fill, words := p.stepWords(s.Pursuit.Program, st)
		states = append(states, [...]chart.StepState{chart.StepNotBegun, chart.StepBegun, chart.StepDone, chart.StepPlanned, chart.StepSkipped}[fill])
		said = append(said, p.numbered(i+1, st.Label)+" "+words)
	}
	return states, p.words.Say("steps.sentence", "list", strings.Join(said, ", "))
}

// figure is a pursuit's timeline. Each mark refers to its row, if the page lists
// them.
func (p *planner[A]) figure(root, heading string, s *progress.Standing, rowOf func(int) string) *Figure {
	if len(s.Entries) == 0 {
		return nil
	}
	d := chart.Pursuit{
		Title: s.Pursuit.Title, Marks: p.marks(root, s, rowOf), Milestones: p.flags(s, rowOf),
		Rests: s.Rests, DayZero: s.DayZero, Today: p.ed.Today(), Closed: !isOpen(s), Arc: s.Pursuit.Arc,
		NoNumbers: noNumbers(s.Pursuit.Program), Words: p.of(s), Fold: true, List: listOf(rowOf),
	}
	for _, st := range s.Steps {
		d.Steps = append(d.Steps, chart.Step{ID: st.ID, Label: st.Label, Count: st.Entries})
	}
	drawing := chart.Draw(d)
	f := &Figure{Heading: heading, Drawing: drawing}
	if drawing.Wide == "" {
		f.Sentence = drawing.Caption
	}
	return f
}

// listOf is the fragment of the list that a drawing's rows stand in.
func listOf(rowOf func(int) string) string {
	if rowOf(0) == "" {
		return ""
	}
	return "#ledger"
}

// flags are the milestones above the lanes. Those that fall out of the number of
// days alone (day 30) are left to the list.
func (p *planner[A]) flags(s *progress.Standing, rowOf func(int) string) []chart.Milestone {
	var flags []chart.Milestone
	for _, m := range s.Milestones {
		if isDayNumber(m.ID) && s.Pursuit.Program.Progress != config.ByCounter {
			continue
		}
		flag := chart.Milestone{Day: m.Date, Label: p.titleOf(m), Glyph: glyphOf(m.ID), Planned: m.Planned, Counts: isDayNumber(m.ID), Step: -1}
		if i := slices.IndexFunc(s.Entries, func(e *edition.Entry) bool { return e == m.Entry }); i >= 0 {
			flag.Row = rowOf(i)
			for _, id := range s.Entries[i].Steps {
				if k := stepIndex(s.Pursuit.Program.Steps, id); k >= 0 {
					flag.Step = k
					break
				}
			}
		}
		flags = append(flags, flag)
	}
	return flags
}

// glyphOf is the sign of a milestone.
func glyphOf(id string) chart.Glyph {
	switch id {
	case "turned-down":
		return chart.No
	case "second-call":
		return chart.Call
	case "accepted":
		return chart.Yes
	}
	return chart.Turning
}

// overview is all pursuits in calendar time, nil where there are fewer than two.
func (p *planner[A]) overview(root, heading string) *OverviewFigure {
	if len(p.standings) < 2 {
		return nil
	}
	all := memo.Each(p.memo, p.stage("overview "+root), p.ed.Key(), p.standings, func(s *progress.Standing) chart.Row {
		row := p.pursuitRow(root, s)
		row.Marks = p.pastMarks(s)
		return row
	})
	var rows []chart.Row
	for i, s := range p.standings {
		if len(s.Entries) > 0 || !s.DayZero.IsZero() {
			rows = append(rows, all[i])
		}
	}
	if len(rows) < 2 {
		return nil
	}
	drawing := chart.DrawOverview(rows, p.ed.Today(), len(p.steps), p.noNumbers(), p.words)
	return &OverviewFigure{Heading: heading, Drawing: drawing, Earlier: max(0, len(drawing.Rows)-12), EarlierWords: p.andEarlier("overview.earlier", len(drawing.Rows)-12)}
}

// pursuitRow is a pursuit as a row, without its entries.
func (p *planner[A]) pursuitRow(root string, s *progress.Standing) chart.Row {
	from, to := p.span(s)
	return chart.Row{
		Title: s.Pursuit.Title, Href: href(root, s.Pursuit.Address), Words: p.standingWords(s),
		From: from, To: to, DayZero: s.DayZero, Ending: ending(s),
	}
}

// fromZero lays the pursuits whose days are counted on their day zero, the one
// that the first page is about drawn strong; nil where there are fewer than two.
func (p *planner[A]) fromZero(root string) *chart.FromZero {
	var rows []chart.Row
	arc, current := 0, p.current()
	for _, s := range p.standings {
		if s.DayZero.IsZero() || noNumbers(s.Pursuit.Program) {
			continue
		}
		row := p.pursuitRow(root, s)
		row.Current = s == current
		row.Milestones = p.flags(s, func(int) string { return "" })
		if row.Current {
			arc = s.Pursuit.Arc
		}
		rows = append(rows, row)
	}
	drawn := chart.DrawFromZero(rows, arc, p.words)
	if len(drawn.Rows) == 0 {
		return nil
	}
	return &drawn
}

// span is the time a pursuit took: from its first day to its end or today.
func (p *planner[A]) span(s *progress.Standing) (from, to civil.Date) {
	from, to = s.DayZero, p.ed.Today()
	if len(s.Entries) > 0 && (from.IsZero() || s.Entries[0].Day.Before(from)) {
		from = s.Entries[0].Day
	}
	if !isOpen(s) {
		to = from
		for _, e := range s.Entries {
			to = latest(to, e.Day)
		}
		for _, m := range s.Milestones {
			to = latest(to, m.Date)
		}
		to = latest(to, s.Pursuit.Ended)
	}
	return from, latest(from, to)
}

// until is the day up to which a pursuit is drawn: today, or its end.
func (p *planner[A]) until(s *progress.Standing) civil.Date {
	_, to := p.span(s)
	return to
}

func latest(a, b civil.Date) civil.Date {
	if b.After(a) {
		return b
	}
	return a
}

func (p *planner[A]) pastMarks(s *progress.Standing) []chart.Mark {
	marks := p.marks("", s, func(int) string { return "" })
	return slices.DeleteFunc(marks, func(m chart.Mark) bool { return m.Kind == chart.Planned })
}
