package site

import (
	"slices"
	"strconv"
	"strings"

	"journal/generator/chart"
	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/edition"
	"journal/generator/progress"
)

// row is an entry in a list on the page with the given root.
func (p *planner[A]) row(root string, e *edition.Entry) Row {
	r := Row{
		Href: href(root, e.Address), Title: e.Title, Excerpt: e.Summary,
		Date: p.shortDate(e.Day), ISO: e.Day.String(), Year: strconv.Itoa(e.Day.Year),
		Steps: p.stepRefs(root, e), Planned: e.Planned, Badge: p.badge(e.Level, e.Why),
	}
	if p.isSealed(e) {
		r.Excerpt = ""
	}
	at, ok := p.place(e)
	if ok {
		r.Day = dayNumber(at.standing, e.Day)
		r.DayWords = p.dayWords(r.Day)
		r.Pursuit = &Link{Text: at.standing.Pursuit.Title, Href: href(root, at.standing.Pursuit.Address)}
		r.Milestone = p.milestoneOf(at.standing, e)
	}
	if len(e.Milestones) > 0 && !isDayNumber(e.Milestones[0]) {
		r.Milestone = p.milestoneTitle(e, e.Milestones[0])
	}
	if e.Setback {
		r.Setback = p.wordsOf(e).Say("row.setback")
		if e.SetbackText != "" {
			r.Setback = p.wordsOf(e).Say("row.setback-text", "text", e.SetbackText)
		}
	}
	if days := p.back(at.standing, e); days > 0 && !p.noNumbers() {
		r.Back = p.words.Count("row.back", days)
	}
	return r
}

func (p *planner[A]) back(s *progress.Standing, e *edition.Entry) int {
	if s != nil {
		return s.Rhythm.Back[e]
	}
	return p.rhythm().Back[e]
}

// rows are entries, newest last.
func (p *planner[A]) rows(root string, entries []*edition.Entry) []Row {
	rows := make([]Row, len(entries))
	for i, e := range entries {
		rows[i] = p.row(root, e)
	}
	return rows
}

// dayNumber is a day's number in a pursuit, "" where numbers are hidden or day
// zero is not known.
func dayNumber(s *progress.Standing, d civil.Date) string {
	if s == nil || s.DayZero.IsZero() || noNumbers(s.Pursuit.Program) {
		return ""
	}
	n := d.Sub(s.DayZero)
	if n < 0 {
		return "−" + strconv.Itoa(-n)
	}
	return strconv.Itoa(n)
}

func noNumbers(p config.Program) bool { return p.Progress == config.NoNumbers }

// milestoneTitle is the name that a pursuit's file gives to a milestone, else the
// usual one.
func (p *planner[A]) milestoneTitle(e *edition.Entry, id string) string {
	for _, pursuit := range e.Pursuits {
		for _, m := range p.byID[pursuit].Pursuit.Milestones {
			if m.ID == id && m.Title != "" {
				return m.Title
			}
		}
	}
	return p.milestoneName(id)
}

// isDayNumber reports a milestone that is nothing but a number of days (day-30);
// the day number beside the entry says it already.
func isDayNumber(milestone string) bool { return strings.HasPrefix(milestone, "day-") }

// namedMilestones are those that an entry names; where nothing is counted, without
// those that are numbers of days.
func (p *planner[A]) namedMilestones(e *edition.Entry) []string {
	if !p.noNumbers() {
		return e.Milestones
	}
	return slices.DeleteFunc(slices.Clone(e.Milestones), isDayNumber)
}

// milestoneOf is the title of the milestone that an entry marks in its pursuit.
func (p *planner[A]) milestoneOf(s *progress.Standing, e *edition.Entry) string {
	for _, m := range s.Milestones {
		if m.Entry == e && !isDayNumber(m.ID) {
			return p.titleOf(m)
		}
	}
	return ""
}

// stepRefs name an entry's steps as its pursuit's program does.
func (p *planner[A]) stepRefs(root string, e *edition.Entry) []StepRef {
	steps := p.stepsOf(e)
	var refs []StepRef
	for _, id := range e.Steps {
		if i := stepIndex(steps, id); i >= 0 {
			refs = append(refs, StepRef{Number: i + 1, Label: steps[i].Label, Words: p.numbered(i+1, steps[i].Label), Href: href(root, stepAddress(id))})
		}
	}
	return refs
}

// numbered is a step's label after its number, where numbers are shown.
func (p *planner[A]) numbered(n int, label string) string {
	if p.noNumbers() {
		return label
	}
	return strconv.Itoa(n) + " " + label
}

// stepsOf are the steps an entry speaks of: those of its pursuit's program, else
// the journal's.
func (p *planner[A]) stepsOf(e *edition.Entry) []config.Step {
	if at, ok := p.place(e); ok {
		return at.standing.Pursuit.Program.Steps
	}
	return p.steps
}

func stepAddress(id string) string { return "steps/" + id + "/" }

// byMonth groups entries under their months, the newest first.
func (p *planner[A]) byMonth(root string, entries []*edition.Entry) []Group {
	var groups []Group
	for end := len(entries); end > 0; {
		month := entries[end-1].Day
		start := end
		for start > 0 && sameMonth(entries[start-1].Day, month) {
			start--
		}
		g := Group{Heading: p.monthName(month), Note: p.entriesNote(end - start), Rows: p.rows(root, entries[start:end])}
		slices.Reverse(g.Rows)
		if p.isReviewed(month) {
			g.Href = href(root, monthReview(month))
		}
		groups = append(groups, g)
		end = start
	}
	return groups
}

func (p *planner[A]) entriesNote(n int) string {
	if p.noNumbers() {
		return ""
	}
	return p.words.Count("count.entries", n)
}

// marks are a pursuit's entries as charts want them. rowOf names the row of the
// entry in the list beside the chart.
func (p *planner[A]) marks(root string, s *progress.Standing, rowOf func(i int) string) []chart.Mark {
	marks := make([]chart.Mark, len(s.Entries))
	for i, e := range s.Entries {
		m := chart.Mark{Day: e.Day, Title: e.Title, Href: href(root, e.Address), Row: rowOf(i)}
		for _, id := range e.Steps {
			if k := stepIndex(s.Pursuit.Program.Steps, id); k >= 0 {
				m.Steps = append(m.Steps, k)
			}
		}
		switch {
		case e.Planned:
			m.Kind = chart.Planned
		case e.Setback:
			m.Kind = chart.Setback
		}
		marks[i] = m
	}
	return marks
}

func rowID(i int) string { return "r" + strconv.Itoa(i+1) }

// firstSentence shortens an excerpt to its first sentence.
func firstSentence(s string) string {
	for i, r := range s {
		if (r == '.' || r == '?' || r == '!' || r == '…') && i > 20 && (i+1 == len(s) || strings.HasPrefix(s[i+len(string(r)):], " ")) {
			return s[:i+len(string(r))]
		}
	}
	return s
}
