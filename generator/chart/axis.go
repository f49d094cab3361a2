package chart

import (
	"time"

	"journal/generator/civil"
)

// hidden is the tier of a tick whose label has no room anywhere.
const hidden = -1

// tick is a mark of the time axis; a major one has a grid line and, where there is
// room, a label of two lines.
type tick struct {
	day       int
	major     bool
	head, sub string
	tier      int // the first tier in which the label is shown, or hidden
	year      int // of a tick that begins one where only years have labels, else 0

	// starts is for a drawing without a gutter: at its left edge the label begins
	// at the tick instead of being centred on it.
	starts bool
}

// ticks chooses the marks of the axis by the days that are visible, and drops
// those inside folds.
func (r *road) ticks(s scale) []tick {
	var all []tick
	switch days := s.active; {
	case days <= 10:
		all = r.dayTicks(1, 0)
	case days <= 48:
		all = r.dayTicks(7, 1)
	case days <= 130:
		all = r.dayTicks(14, 7)
	case days <= 400:
		all = r.monthTicks(1)
	case days <= 800:
		all = r.monthTicks(3)
	case days <= 1500:
		all = r.monthTicks(6)
	default:
		all = r.monthTicks(12 * yearStep(days))
	}
	kept := all[:0]
	for _, t := range all {
		if !s.folded(t.day) && (t.major || r.minorFits(s)) {
			kept = append(kept, t)
		}
	}
	return kept
}

// yearStep keeps the grid of a very long pursuit below forty lines.
func yearStep(days int) int {
	step := 1
	for days/365/step > 40 {
		step *= 5
	}
	return step
}

// minorFits reports whether minor ticks stand at least 4 px apart in the
// narrowest tier.
func (r *road) minorFits(s scale) bool {
	distance := 1
	switch {
	case s.active > 400:
		distance = 28
	case s.active > 48:
		distance = 7
	}
	return s.unit*float64(distance)*tierWidths[0] >= 4
}

// dayTicks marks every major-th day and, between, every minor-th (0: none).
func (r *road) dayTicks(major, minor int) []tick {
	var out []tick
	for day := r.lo; day <= r.hi; day++ {
		if day%major == 0 {
			out = append(out, r.dayTick(day))
		} else if minor > 0 && day%minor == 0 {
			out = append(out, tick{day: day, tier: hidden})
		}
	}
	return out
}

func (r *road) dayTick(day int) tick {
	t := tick{day: day, major: true, tier: hidden, head: r.dayLabel(day), sub: shortDate(r.Words, r.date(day))}
	if r.inDates() {
		t.head, t.sub = t.sub, ""
	}
	return t
}

// monthTicks marks day zero and the first of every step-th month; above one month
// the months between are minor.
func (r *road) monthTicks(step int) []tick {
	var out []tick
	zeroDone := false
	zero := func() {
		zeroDone = true
		if r.lo <= 0 && r.hi >= 0 {
			out = append(out, r.zeroTick())
		}
	}
	start := r.date(r.lo)
	month := civil.Date{Year: start.Year, Month: start.Month, Day: 1}
	for ; r.day(month) <= r.hi; month = month.AddMonths(1) {
		day := r.day(month)
		if day < r.lo {
			continue
		}
		if !zeroDone && day >= 0 {
			zero()
		}
		if day == 0 {
			continue
		}
		count := month.Year*12 + int(month.Month) - 1
		if count%step == 0 {
			t := r.monthTick(month, day)
			if step >= 12 {
				t.year = month.Year
			}
			out = append(out, t)
		} else {
			out = append(out, tick{day: day, tier: hidden})
		}
	}
	if !zeroDone {
		zero()
	}
	return out
}

func (r *road) zeroTick() tick {
	t := tick{major: true, tier: hidden, head: r.dayLabel(0), sub: shortDateWithYear(r.Words, r.zero)}
	if r.inDates() {
		t.head, t.sub = t.sub, ""
	}
	return t
}

func (r *road) monthTick(month civil.Date, day int) tick {
	t := tick{day: day, major: true, tier: hidden, head: monthShort(r.Words, month), sub: dayInside(r.Words, day)}
	if month.Month == time.January {
		t.head = month.Format("2006")
	}
	if r.inDates() {
		t.sub = ""
	}
	return t
}

// extent is a stretch of the axis that a label takes, in pixels.
type extent struct{ left, right float64 }

func (a extent) clears(b extent, apart float64) bool {
	return a.right+apart <= b.left || b.right+apart <= a.left
}

// axisLabelsApart is the least distance between two labels of an axis.
const axisLabelsApart = 14

// fitLabels sets, for each major tick, the first of the given plot widths in
// which its label clears all labels before it and those taken already. A label
// stays in all wider tiers.
func fitLabels(ticks []tick, s scale, widths []float64, taken func(width float64) []extent) {
	stride := 0
	for tier, width := range widths {
		used := taken(width)
		stride = yearStride(s.unit*365*width, widestYear(ticks)+axisLabelsApart, stride)
		for _, t := range ticks {
			if t.tier != hidden {
				used = append(used, t.extent(s, width))
			}
		}
		for i := range ticks {
			t := &ticks[i]
			if !t.major || t.tier != hidden || t.year%stride != 0 {
				continue
			}
			e := t.extent(s, width)
			if e.right <= width+axisLabelsApart && clearsAll(e, used) {
				t.tier = tier
				used = append(used, e)
			}
		}
	}
}

// yearStride is the distance of the years that have labels, so that all of them
// have room: every year, every second, fifth and so on. It divides that of the
// narrower drawing (0: there is none), whose labels stay.
func yearStride(year, label float64, narrower int) int {
	for _, stride := range []int{1, 2, 5, 10, 20, 50, 100} {
		if year*float64(stride) >= label && narrower%stride == 0 {
			return stride
		}
	}
	return max(narrower, 1000)
}

// widestYear is the width of the widest label of a year, px.
func widestYear(ticks []tick) float64 {
	widest := 0.0
	for _, t := range ticks {
		if t.year != 0 {
			widest = max(widest, textWidth(t.head, regular), textWidth(t.sub, regular))
		}
	}
	return widest
}

// oneLine prepares the ticks of a small drawing: labels of one line, inside its
// left edge.
func oneLine(ticks []tick, s scale) []tick {
	for i := range ticks {
		ticks[i].sub = ""
		ticks[i].starts = s.at(ticks[i].day) < 0.06
	}
	return ticks
}

// class is the class of a label.
func (t tick) class() string {
	if t.starts {
		return "a1 lf"
	}
	return "a1"
}

func clearsAll(e extent, used []extent) bool {
	for _, u := range used {
		if !e.clears(u, axisLabelsApart) {
			return false
		}
	}
	return true
}

func (t tick) extent(s scale, width float64) extent {
	half := max(textWidth(t.head, regular), textWidth(t.sub, regular)) / 2
	x := s.at(t.day) * width
	if t.starts {
		return extent{x, x + 2*half}
	}
	return extent{x - half, x + half}
}
