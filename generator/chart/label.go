package chart

import "slices"

const (
	labelRows   = 3
	labelRowPx  = 26
	labelsAtAll = 12
	// labelTries bounds the work for a pursuit with thousands of milestones.
	labelTries = 200
	labelMax   = 40   // characters
	labelDX    = 11.0 // px from the leader to the text
	sunDX      = 13.0 // px from the leader of a sun, which is wider
)

// label is a milestone's flag with its place: a row above the lanes, and the side
// of its leader on which the text stands.
type label struct {
	mile int // index into the milestones in order of day
	row  int
	ends bool // the text ends at the leader
	// the box in pixels of the plot
	leader, left, right float64
}

// candidate is what layout needs to know of a milestone.
type candidate struct {
	mile     int
	x, width float64 // pixels
}

// labels chooses which milestones are written out on a plot of the given width
// and where, so that no text meets another or is crossed by a leader. The rest is
// left to the list. Milestones are tried by weight, then by day.
func labels(miles []Milestone, x func(Milestone) float64, width float64) []label {
	var accepted []candidate
	var placed []label
	for _, i := range byWeight(miles) {
		f := candidate{i, x(miles[i]) * width, textWidth(shorten(miles[i].Label, labelMax), semibold)}
		try := insertByDay(accepted, f)
		if laid, ok := layout(try, width); ok {
			accepted, placed = try, laid
		}
		if len(accepted) == labelsAtAll {
			break
		}
	}
	return placed
}

// byWeight gives the indexes of the milestones to try, the weightiest first.
func byWeight(miles []Milestone) []int {
	order := make([]int, len(miles))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return weight(miles[a]) - weight(miles[b]) })
	return order[:min(labelTries, len(order))]
}

func insertByDay(flags []candidate, f candidate) []candidate {
	at, _ := slices.BinarySearchFunc(flags, f, func(a, b candidate) int { return a.mile - b.mile })
	return slices.Insert(slices.Clone(flags), at, f)
}

// layout places all flags, or reports that there is no room for one of them. It
// fills the rows from the top; where that fails, from the bottom, since a long
// label at the right edge can stand above an earlier flag but not below it.
func layout(flags []candidate, width float64) ([]label, bool) {
	for _, rows := range [][labelRows]int{{0, 1, 2}, {2, 1, 0}} {
		if placed, ok := layoutInRows(flags, width, rows); ok {
			return placed, true
		}
	}
	return nil, false
}

func layoutInRows(flags []candidate, width float64, rows [labelRows]int) ([]label, bool) {
	var placed []label
	for _, f := range flags {
		l, ok := firstFree(f, placed, width, rows)
		if !ok {
			return nil, false
		}
		placed = append(placed, l)
	}
	moveUp(placed)
	return placed, true
}

// moveUp takes away rows that nothing stands in at the top.
func moveUp(placed []label) {
	top := labelRows
	for _, l := range placed {
		top = min(top, l.row)
	}
	for i := range placed {
		placed[i].row -= top
	}
}

func firstFree(f candidate, placed []label, width float64, rows [labelRows]int) (label, bool) {
	for _, ends := range []bool{false, true} {
		l := label{mile: f.mile, ends: ends, leader: f.x, left: f.x - 8, right: f.x + f.width + 14}
		if ends {
			l.left, l.right = f.x-f.width-14, f.x+8
		}
		if l.left < -4 || l.right > width+4 {
			continue
		}
		for _, l.row = range rows {
			if !slices.ContainsFunc(placed, l.disturbs) {
				return l, true
			}
		}
	}
	return label{}, false
}

// disturbs reports whether two labels cannot both stand where they are: their
// texts meet, or the leader of the upper one runs down through the lower one's
// text.
func (l label) disturbs(o label) bool {
	const apart = 10
	switch {
	case l.row == o.row:
		return l.left < o.right+apart && o.left < l.right+apart
	case l.row < o.row:
		return o.left <= l.leader && l.leader <= o.right
	default:
		return l.left <= o.leader && o.leader <= l.right
	}
}
