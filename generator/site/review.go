package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"journal/generator/chart"
	"journal/generator/civil"
	"journal/generator/edition"
	"journal/generator/words"
)

// Reviews look back on a week, a month or a year that has entries.

const (
	reviewsAddress = "reviews/"
	reviewedTurns  = 60 // turning points of a year
	reviewedThings = 60 // soft spots, names and things that helped
	reviewedKept   = 24 // lines marked to keep
)

// length is how long a stretch of time is.
type length int

const (
	weekly length = iota
	monthly
	yearly
)

// stretch is a week, a month or a year.
type stretch struct {
	length      length
	first, last civil.Date
}

// stretchOf is the week, month or year that a day lies in.
func stretchOf(l length, day civil.Date, weekStarts time.Weekday) stretch {
	switch l {
	case yearly:
		return stretch{l, civil.Date{Year: day.Year, Month: 1, Day: 1}, civil.Date{Year: day.Year, Month: 12, Day: 31}}
	case monthly:
		first := civil.Date{Year: day.Year, Month: day.Month, Day: 1}
		return stretch{l, first, first.AddDays(day.DaysInMonth() - 1)}
	}
	first := day.AddDays(-(int(day.Weekday()-weekStarts) + 7) % 7)
	return stretch{l, first, first.AddDays(6)}
}

func (s stretch) address() string {
	switch s.length {
	case yearly:
		return fmt.Sprintf("%s%04d/", reviewsAddress, s.first.Year)
	case monthly:
		return reviewsAddress + s.first.Format("2006-01") + "/"
	}
	return reviewsAddress + "week-" + s.first.String() + "/"
}

// monthReview is where the review of a day's month is.
func monthReview(day civil.Date) string { return stretchOf(monthly, day, time.Monday).address() }

// stretches are those of a length that have past entries, in order.
func (p *planner[A]) stretches(l length, entries []*edition.Entry) []stretch {
	var all []stretch
	for len(entries) > 0 {
		s := stretchOf(l, entries[0].Day, p.cfg.WeekStarts)
		all = append(all, s)
		entries = entries[len(between(entries, s.first, s.last)):]
	}
	return all
}

// isReviewed reports whether there is a review of a day's month.
func (p *planner[A]) isReviewed(day civil.Date) bool {
	s := stretchOf(monthly, day, p.cfg.WeekStarts)
	return len(between(p.past, s.first, s.last)) > 0
}

func (p *planner[A]) reviews(add func(Page)) {
	if len(p.past) == 0 {
		return
	}
	add(p.reviewsPage())
	for _, l := range []length{weekly, monthly, yearly} {
		for _, s := range p.stretches(l, p.past) {
			add(p.reviewPage(s))
		}
	}
}

func (p *planner[A]) countReviews() int {
	if len(p.past) == 0 {
		return 0
	}
	n := 1
	for _, l := range []length{weekly, monthly, yearly} {
		n += len(p.stretches(l, p.past))
	}
	return n
}

// findReview finds a review by its address.
func (p *planner[A]) findReview(address string) (Page, bool) {
	name, ok := strings.CutPrefix(address, reviewsAddress)
	if !ok || len(p.past) == 0 {
		return Page{}, false
	}
	if name == "" {
		return p.reviewsPage(), true
	}
	for l, from := range []struct{ layout, add string }{{"week-2006-01-02/", ""}, {"2006-01/", ""}, {"2006/", ""}} {
		t, err := time.Parse(from.layout, name)
		if err != nil {
			continue
		}
		s := stretchOf(length(l), civil.Of(t), p.cfg.WeekStarts)
		return p.reviewPage(s), s.address() == address && len(between(p.past, s.first, s.last)) > 0
	}
	return Page{}, false
}

func (p *planner[A]) reviewPage(s stretch) Page {
	entries := between(p.past, s.first, s.last)
	return Page{Address: s.address(), Kind: "review", Listed: true, Changed: p.newest(entries), View: func() any { return p.reviewView(s, entries) }}
}

func (p *planner[A]) reviewsPage() Page {
	return Page{Address: reviewsAddress, Kind: "reviews", Listed: true, Changed: p.newest(p.past), View: func() any { return p.reviewsView() }}
}

// reviewsView lists the years, and the months of each.
func (p *planner[A]) reviewsView() ReviewsView {
	heading := p.words.Say("reviews.heading")
	v := ReviewsView{Frame: p.frame("reviews", "", reviewsAddress, heading), Heading: heading, Lede: p.words.Say("reviews.lede")}
	for _, s := range slices.Backward(p.stretches(yearly, p.past)) {
		v.Years = append(v.Years, ReviewYear{Year: p.stretchLink(v.Root, s), Months: p.partsOf(v.Root, s, monthly)})
	}
	return v
}

func (p *planner[A]) stretchName(s stretch) string {
	switch s.length {
	case yearly:
		return strconv.Itoa(s.first.Year)
	case monthly:
		return p.monthName(s.first)
	}
	return p.words.Say("review.week", "date", p.plainDate(s.first))
}

func (p *planner[A]) stretchLink(root string, s stretch) Link {
	return Link{Text: p.stretchName(s), Href: href(root, s.address())}
}

// partsOf are links to the months of a year or the weeks of a month. A week lies
// in each month that has a day of it.
func (p *planner[A]) partsOf(root string, s stretch, l length) []Link {
	var links []Link
	for _, part := range p.stretches(l, between(p.past, s.first, s.last)) {
		link := p.stretchLink(root, part)
		switch l {
		case monthly:
			link.Text = words.Capital(p.words.Month(part.first.Month))
		case weekly:
			link.Text = p.words.Say("review.days", "from", p.words.Date("day-month", part.first), "to", p.words.Date("day-month", part.last))
		}
		links = append(links, link)
	}
	return links
}

// reviewView looks back on a stretch of time.
func (p *planner[A]) reviewView(s stretch, entries []*edition.Entry) ReviewView {
	v := ReviewView{Frame: p.frame("review", "calendar", s.address(), p.stretchName(s)), Heading: p.stretchName(s)}
	r := v.Root
	v.Sentences = p.reviewSentences(s, entries)
	v.Up = append(v.Up, Link{Text: p.words.Say("reviews.heading"), Href: href(r, reviewsAddress)})
	if s.length < yearly {
		v.Up = append(v.Up, p.stretchLink(r, stretchOf(yearly, entries[0].Day, p.cfg.WeekStarts)))
	}
	switch s.length {
	case yearly:
		v.Parts = p.partsOf(r, s, monthly)
		v.Year = &YearFigure{Heading: p.words.Say("calendar.glance"), Drawing: p.strip(r, s.first.Year), Href: href(r, p.calendarAddress(s.first.Year))}
		v.Turns = p.turningPoints(r, entries)
	case monthly:
		v.Parts = p.partsOf(r, s, weekly)
		months := p.months(r, s.first.Year, p.daysBetween(r, s.first, s.last))
		v.Figure = &months[s.first.Month-1]
		v.Figure.Href = ""
	case weekly:
		v.Up = append(v.Up, p.stretchLink(r, stretchOf(monthly, entries[0].Day, p.cfg.WeekStarts)))
	}
	if s.length < yearly {
		v.Lanes = p.slice(s, entries)
		p.reviewRows(&v, s, entries)
	}
	p.reviewThings(&v, entries)
	p.reviewNeighbours(&v, s)
	return v
}

// reviewRows lists the entries; above 120 the newest, and the timeline has all.
func (p *planner[A]) reviewRows(v *ReviewView, s stretch, entries []*edition.Entry) {
	v.Rows = p.rows(v.Root, entries[max(0, len(entries)-listedRows):])
	if len(entries) > listedRows {
		v.More = &Link{Text: p.words.Say("review.more"), Href: href(v.Root, yearAddress("timeline/", s.last.Year, 0))}
	}
	for i := range v.Rows {
		v.Rows[i].ID = rowID(i)
	}
}

// slice is the lanes of all pursuits over a week or a month; nil where there is too
// little for a drawing.
func (p *planner[A]) slice(s stretch, entries []*edition.Entry) *Figure {
	if len(entries) < 2 || len(entries) > listedRows {
		return nil
	}
	d := chart.Pursuit{DayZero: s.first, From: s.first, To: s.last, Today: p.ed.Today(), Closed: s.last.Before(p.ed.Today()),
		Dates: true, NoNumbers: p.noNumbers(), Words: p.words, List: "#ledger"}
	if d.Closed {
		d.Today = s.last
	}
	counts := make([]int, len(p.steps))
	for i, e := range entries {
		m := chart.Mark{Day: e.Day, Title: e.Title, Href: href(root(s.address()), e.Address), Row: rowID(i)}
		if e.Setback {
			m.Kind = chart.Setback
		}
		for _, id := range e.Steps {
			if k := stepIndex(p.steps, id); k >= 0 {
				m.Steps = append(m.Steps, k)
				counts[k]++
			}
		}
		d.Marks = append(d.Marks, m)
		d.Milestones = append(d.Milestones, p.marked(e, m)...)
	}
	for i, step := range p.steps {
		d.Steps = append(d.Steps, chart.Step{ID: step.ID, Label: step.Label, Count: counts[i]})
	}
	drawing := chart.Draw(d)
	if drawing.Wide == "" {
		return nil
	}
	return &Figure{Heading: p.words.Say("review.lanes"), Drawing: drawing}
}

// marked are the turning points of an entry, above the lane of its first step.
func (p *planner[A]) marked(e *edition.Entry, m chart.Mark) []chart.Milestone {
	var flags []chart.Milestone
	for _, id := range e.Milestones {
		if isDayNumber(id) {
			continue
		}
		flag := chart.Milestone{Day: e.Day, Label: p.milestoneTitle(e, id), Glyph: glyphOf(id), Step: -1, Row: m.Row}
		if len(m.Steps) > 0 {
			flag.Step = m.Steps[0]
		}
		flags = append(flags, flag)
	}
	return flags
}

// turningPoints are the entries that mark one.
func (p *planner[A]) turningPoints(root string, entries []*edition.Entry) []Row {
	var rows []Row
	for _, e := range entries {
		if len(rows) < reviewedTurns && p.turns(e) {
			rows = append(rows, p.row(root, e))
		}
	}
	return rows
}

// turns reports whether an entry marks a turning point.
func (p *planner[A]) turns(e *edition.Entry) bool {
	if slices.ContainsFunc(e.Milestones, func(id string) bool { return !isDayNumber(id) }) {
		return true
	}
	at, ok := p.place(e)
	return ok && p.milestoneOf(at.standing, e) != ""
}

func (p *planner[A]) reviewSentences(s stretch, entries []*edition.Entry) []string {
	days, gave := map[civil.Date]bool{}, 0
	var steps []string
	for _, e := range entries {
		days[e.Day] = true
		if e.Gave != "" {
			gave++
		}
		for _, s := range p.stepRefs("", e) {
			if !slices.Contains(steps, s.Label) {
				steps = append(steps, s.Label)
			}
		}
	}
	var sentences []string
	if !p.noNumbers() {
		sentences = append(sentences, p.words.Say("review.entries", "entries", p.words.Count("sentence.entries", len(entries)), "days", p.words.Count("sentence.on-days", len(days))))
	}
	if len(steps) > 0 {
		sentences = append(sentences, p.words.Say("review.steps", "list", p.words.List(steps)))
	}
	if gave > 0 && !p.noNumbers() {
		sentences = append(sentences, p.words.Count("review.gave", gave))
	}
	if turns := p.turnWords(entries); s.length < yearly && len(turns) > 0 && !p.noNumbers() {
		sentences = append(sentences, words.Capital(strings.TrimSuffix(strings.Join(turns, "; "), "."))+".")
	}
	return sentences
}

// turnWords are the milestones that entries mark.
func (p *planner[A]) turnWords(entries []*edition.Entry) []string {
	var turns []string
	for _, e := range entries {
		for _, id := range e.Milestones {
			if !isDayNumber(id) && len(turns) < reviewedKept {
				turns = append(turns, p.words.Say("review.turn", "what", p.words.InSentence(p.milestoneTitle(e, id)), "day", p.words.Ordinal(e.Day.Day)))
			}
		}
	}
	return turns
}

// reviewThings are what moved, who was thanked, what helped and what is to be kept.
func (p *planner[A]) reviewThings(v *ReviewView, entries []*edition.Entry) {
	v.Gaps = p.movedGaps(entries)
	for _, e := range entries {
		v.Helped = addNew(v.Helped, e.Helped...)
		if slices.Contains(e.Steps, "thank") {
			for _, w := range e.With {
				v.Thanked = addNew(v.Thanked, w.Name)
			}
		}
		if e.Quote != "" && len(v.Kept) < reviewedKept {
			v.Kept = append(v.Kept, Note{Text: e.Quote, LinkText: e.Title, Href: href(v.Root, e.Address)})
		}
	}
}

// movedGaps are the soft spots that entries touch, each with what befell it last.
func (p *planner[A]) movedGaps(entries []*edition.Entry) []string {
	var moved []string
	at := map[string]int{}
	for _, e := range entries {
		for _, gap := range p.gapTurns(e) {
			if i, known := at[gap.title]; known {
				moved[i] = gap.words
			} else if len(moved) < reviewedThings {
				at[gap.title] = len(moved)
				moved = append(moved, gap.words)
			}
		}
	}
	return moved
}

// addNew adds what a short list does not have.
func addNew(list []string, texts ...string) []string {
	for _, text := range texts {
		if len(list) < reviewedThings && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

// reviewNeighbours are the stretches before and after that have entries.
func (p *planner[A]) reviewNeighbours(v *ReviewView, s stretch) {
	neighbour := func(e *edition.Entry, label string) *Neighbour {
		other := stretchOf(s.length, e.Day, p.cfg.WeekStarts)
		return &Neighbour{Label: label, Title: p.stretchName(other), Href: href(v.Root, other.address())}
	}
	before := len(between(p.past, civil.Date{}, s.first.AddDays(-1)))
	if before > 0 {
		v.Prev = neighbour(p.past[before-1], p.words.Say("review.before"))
	}
	if after := before + len(between(p.past, s.first, s.last)); after < len(p.past) {
		v.Next = neighbour(p.past[after], p.words.Say("review.after"))
	}
}
