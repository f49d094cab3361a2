package chart

import (
	"slices"

	"journal/generator/civil"
)

// neutral is the lane of marks without a step: the baseline of the axis.
const neutral = -1

// dot is one mark in one lane; a mark with two steps gives two dots.
type dot struct {
	day  int
	mark int // index into Pursuit.Marks
	kind dotKind
}

type dotKind uint8

const (
	pastDot dotKind = iota
	plannedDot
	setbackDot
	yesDot // the day of the yes: drawn as a sun
)

// road is a pursuit with its days counted from day zero and its marks sorted
// into lanes.
type road struct {
	Pursuit
	zero          civil.Date
	today         int
	first         int // day of the first past entry
	last          int // day of the last past entry
	lo, hi        int // the days that the axis spans
	past, planned int
	lanes         [][]dot // by step, in order of day; a program without steps has one lane
	aside         []dot   // marks without a step
	stepDays      int     // distinct pairs of lane and day
	folds         []quiet
	miles         []Milestone // in order of day
}

func newRoad(p Pursuit) *road {
	r := &road{Pursuit: p, zero: p.DayZero, lanes: make([][]dot, max(1, len(p.Steps)))}
	if r.zero.IsZero() {
		r.zero = firstDay(p)
	}
	r.today = r.day(p.Today)
	r.miles = slices.DeleteFunc(slices.Clone(p.Milestones), func(m Milestone) bool { return m.Day.IsZero() })
	r.Rests = slices.DeleteFunc(slices.Clone(p.Rests), func(rest civil.Range) bool {
		return rest.From.IsZero() || rest.To.Before(rest.From)
	})
	slices.SortStableFunc(r.miles, func(a, b Milestone) int { return a.Day.Compare(b.Day) })
	r.sortIntoLanes()
	r.markTheYes()
	r.countStepDays()
	r.span()
	if p.Fold {
		r.folds = foldable(r.busy(), r.lo, r.hi)
	}
	return r
}

// firstDay is the earliest day with a mark, or today.
func firstDay(p Pursuit) civil.Date {
	first := p.Today
	for _, m := range p.Marks {
		if !m.Day.IsZero() && m.Day.Before(first) {
			first = m.Day
		}
	}
	return first
}

func (r *road) day(d civil.Date) int    { return d.Sub(r.zero) }
func (r *road) date(day int) civil.Date { return r.zero.AddDays(day) }
func (r *road) showsToday() bool        { return !r.Closed }
func (r *road) inDates() bool           { return r.NoNumbers || r.Dates }
func (r *road) only() dot               { return r.allDots()[0] }
func (r *road) lane(step int) []dot {
	if step == neutral {
		return r.aside
	}
	return r.lanes[step]
}

// allDots are the dots of past entries in all lanes.
func (r *road) allDots() []dot {
	var all []dot
	for step := neutral; step < len(r.lanes); step++ {
		for _, d := range r.lane(step) {
			if d.kind != plannedDot {
				all = append(all, d)
			}
		}
	}
	return all
}

func (r *road) sortIntoLanes() {
	for i, m := range r.Marks {
		if m.Day.IsZero() {
			continue
		}
		d := dot{day: r.day(m.Day), mark: i}
		switch m.Kind {
		case Planned:
			d.kind = plannedDot
			r.planned++
		case Setback:
			d.kind = setbackDot
		}
		if m.Kind != Planned {
			r.count(d.day)
		}
		r.place(d, m.Steps)
	}
	for step := neutral; step < len(r.lanes); step++ {
		slices.SortStableFunc(r.lane(step), func(a, b dot) int { return a.day - b.day })
	}
}

func (r *road) count(day int) {
	if r.past == 0 {
		r.first, r.last = day, day
	}
	r.past++
	r.first, r.last = min(r.first, day), max(r.last, day)
}

// place puts a dot into the lane of each of its steps, once.
func (r *road) place(d dot, steps []int) {
	if len(r.Steps) == 0 {
		r.lanes[0] = append(r.lanes[0], d)
		return
	}
	placed := false
	for i, step := range steps {
		if step < 0 || step >= len(r.lanes) || slices.Contains(steps[:i], step) {
			continue
		}
		r.lanes[step] = append(r.lanes[step], d)
		placed = true
	}
	if !placed {
		r.aside = append(r.aside, d)
	}
}

// markTheYes turns the dot under the flag of a yes into a sun.
func (r *road) markTheYes() {
	for _, m := range r.miles {
		if m.Glyph != Yes || m.Planned {
			continue
		}
		for step := len(r.lanes) - 1; step >= 0; step-- {
			if m.Step >= 0 && m.Step != step {
				continue
			}
			lane := r.lanes[step]
			at := slices.IndexFunc(lane, func(d dot) bool { return d.kind == pastDot && d.day == r.day(m.Day) })
			if at >= 0 {
				lane[at].kind = yesDot
				break
			}
		}
	}
}

func (r *road) countStepDays() {
	for step := neutral; step < len(r.lanes); step++ {
		for i, d := range r.lane(step) {
			if i == 0 || r.lane(step)[i-1].day != d.day {
				r.stepDays++
			}
		}
	}
}

// week is the shortest span that an axis shows.
const week = 7

// span sets the days that the axis shows: from the first day or day zero to
// whatever comes last, with some room after today.
func (r *road) span() {
	if !r.From.IsZero() {
		r.lo, r.hi = r.day(r.From), r.day(r.To)
		return
	}
	r.hi = week
	if r.showsToday() {
		r.hi = max(r.hi, r.today+max(1, r.today/20))
		r.lo = min(r.lo, r.today)
	}
	for step := neutral; step < len(r.lanes); step++ {
		for _, d := range r.lane(step) {
			r.include(d.day)
		}
	}
	for _, m := range r.miles {
		r.include(r.day(m.Day))
	}
	for _, rest := range r.Rests {
		r.include(r.day(rest.From))
		r.include(r.day(rest.To))
	}
}

func (r *road) include(day int) { r.lo, r.hi = min(r.lo, day), max(r.hi, day) }

// end is the day up to which a pursuit is told: today, or its end.
func (r *road) end() int {
	if r.showsToday() {
		return max(r.today, r.last)
	}
	end := r.last
	for _, m := range r.miles {
		end = max(end, r.day(m.Day))
	}
	return end
}

// busy are the runs of days that no fold may hide. A rest is one: a pause that
// was planned is not a quiet span.
func (r *road) busy() []quiet {
	at := func(day int) quiet { return quiet{day, day} }
	runs := []quiet{at(0)}
	if r.showsToday() {
		runs = append(runs, at(r.today))
	}
	for step := neutral; step < len(r.lanes); step++ {
		for _, d := range r.lane(step) {
			runs = append(runs, at(d.day))
		}
	}
	for _, m := range r.miles {
		runs = append(runs, at(r.day(m.Day)))
	}
	for _, rest := range r.Rests {
		runs = append(runs, quiet{r.day(rest.From), r.day(rest.To)})
	}
	return runs
}

// weight orders milestones by how much they matter: the no and the yes, the
// second call, what is planned, all others.
func weight(m Milestone) int {
	switch {
	case m.Planned:
		return 2
	case m.Glyph == No || m.Glyph == Yes:
		return 0
	case m.Glyph == Call:
		return 1
	default:
		return 3
	}
}

// weightiest gives at most n milestones that have come, in order of day, and of
// each day only the weightiest.
func (r *road) weightiest(n int) []Milestone {
	come := slices.DeleteFunc(slices.Clone(r.miles), func(m Milestone) bool { return m.Planned || m.Counts })
	slices.SortStableFunc(come, func(a, b Milestone) int { return weight(a) - weight(b) })
	var chosen []Milestone
	for _, m := range come {
		sameDay := func(o Milestone) bool { return o.Day == m.Day }
		if len(chosen) < n && !slices.ContainsFunc(chosen, sameDay) {
			chosen = append(chosen, m)
		}
	}
	slices.SortStableFunc(chosen, func(a, b Milestone) int { return a.Day.Compare(b.Day) })
	return chosen
}
