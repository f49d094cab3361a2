package chart

import (
	"html/template"
	"strconv"
	"strings"
)

// tierWidths are the smallest plots, in pixels, of the three widths for which a
// timeline is laid out; CSS shows the first from 36 rem, the second from 52 rem,
// the third from 64 rem of the figure.
var tierWidths = [...]float64{372, 628, 820}

// narrowWidth is the smallest plot of the drawing for phones.
const narrowWidth = 256

// slimAbove is the number of steps above which lanes are 30 px high.
const slimAbove = 8

// focusRules is the number of rows up to which a page gets rules that light the
// mark of a focused row.
const focusRules = 60

// Draw draws a pursuit's timeline: lanes of marks over the days since day zero,
// milestones flagged above them, an axis below.
//
// Marks may come in any order. Without an entry there is no drawing, and Wide and
// Narrow are empty: the Caption says it all. With one, the first week is open space.
// The page that
// shows the drawing needs the defs of Glyphs once, and the classes lab0 … lab3
// for the height of LabelRows above the gutter: 0.75, 2.375, 4 and 5.625 rem.
func Draw(p Pursuit) Timeline {
	r := newRoad(p)
	t := Timeline{Slim: len(p.Steps) > slimAbove, Caption: r.caption()}
	if r.past < 1 {
		return t
	}
	t.Gutter = gutter(p.Steps, p.NoNumbers)
	t.Wide, t.LabelRows = r.wide()
	t.Narrow = r.narrow()
	t.Rules = r.rules()
	t.Table = r.countTable()
	return t
}

// gutter names the lanes from the top, the last step first; their counts only
// where numbers are shown.
func gutter(steps []Step, noNumbers bool) []Step {
	out := make([]Step, len(steps))
	for i, s := range steps {
		s.Number = i + 1
		if !noNumbers {
			s.Counted = gutterCount(s.Count)
		}
		out[len(steps)-1-i] = s
	}
	return out
}

// litByRows reports whether rows of the list light their marks: there are rows,
// and few enough for a rule each.
func (r *road) litByRows() bool {
	rows := 0
	for _, m := range r.Marks {
		if plainID(m.Row) {
			rows++
		}
	}
	return rows > 0 && rows <= focusRules && !r.dense()
}

// rules light a mark while its row in the list has the focus or is pointed at.
func (r *road) rules() template.CSS {
	if !r.litByRows() {
		return ""
	}
	var selectors []string
	for i, m := range r.Marks {
		if plainID(m.Row) {
			selectors = append(selectors, "main:has(#"+m.Row+" a:is(:hover,:focus-visible)) ."+markClass(i)+" .hit+*")
		}
	}
	return template.CSS(strings.Join(selectors, ",") + "{stroke:var(--ink);stroke-width:3;r:8.5px}")
}

// plainID reports whether an id can stand in a selector as it is.
func plainID(id string) bool {
	for i := range len(id) {
		c := id[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || c != '-' && (c < '0' || c > '9')) {
			return false
		}
	}
	return id != ""
}

// markClass names a mark by its place in the pursuit, never by its file.
func markClass(mark int) string { return "m" + strconv.Itoa(mark+1) }
