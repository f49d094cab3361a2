package chart

import (
	"html"
	"html/template"
	"strings"
)

// herePlaces is the number of discs on the line of a pursuit; more entries are
// merged into so many places.
const herePlaces = 40

// Here is the line of a pursuit's entries with one of them raised, as it stands
// beside an entry. The line is prepared once for all entries of the pursuit, so
// that drawing it for one of them only joins strings.
type Here struct {
	line  string   // the line with all its discs
	at    []string // x of each mark
	class []string // of each mark's step
}

// NewHere prepares the line of a pursuit's past entries, in order of day.
func NewHere(marks []Mark) Here {
	h := Here{at: make([]string, len(marks)), class: make([]string, len(marks))}
	if len(marks) == 0 {
		return h
	}
	first := marks[0].Day
	days := max(1, marks[len(marks)-1].Day.Sub(first))
	places := make([]int, len(marks)) // in thousandths of the width
	for i, m := range marks {
		places[i] = 20 + 960*min(max(0, m.Day.Sub(first)), days)/days
		h.at[i] = number(float64(places[i])/10, 1)
		h.class[i] = stepClass(firstStep(m))
	}
	h.line = hereLine(marks, places)
	return h
}

func firstStep(m Mark) int {
	if len(m.Steps) == 0 {
		return neutral
	}
	return m.Steps[0]
}

// hereLine draws the discs as one path a step: a point with round line ends is a
// disc, in a tenth of the bytes of a circle. The inner <svg> stretches x alone,
// and the line ends keep their size.
func hereLine(marks []Mark, places []int) string {
	var d drawing
	d.raw(`<line class="ln" x1="0" x2="100%" y1="9" y2="9"/><svg width="100%" height="18" viewBox="0 0 1000 18" preserveAspectRatio="none">`)
	points := map[int]*strings.Builder{}
	highest := neutral
	taken := map[int]bool{}
	for i, m := range marks {
		step := firstStep(m)
		place := places[i]
		if len(marks) > herePlaces {
			place = mergedPlace(place)
		}
		if taken[place] {
			continue
		}
		taken[place] = true
		if points[step] == nil {
			points[step] = &strings.Builder{}
		}
		points[step].WriteString("M" + number(float64(place), 0) + " 9h0")
		highest = max(highest, step)
	}
	for step := neutral; step <= highest; step++ {
		if points[step] != nil {
			d.raw(`<path class="dots `, stepClass(step), `" d="`, points[step].String(), `"/>`)
		}
	}
	d.close()
	return d.b.String()
}

// mergedPlace is the middle of the place that x lies in, of forty.
func mergedPlace(x int) int {
	const width = 960 / herePlaces
	return 20 + width/2 + min(herePlaces-1, (x-20)/width)*width
}

// At draws the line with the entry marks[i] of NewHere raised. said is its text alternative,
// such as "Entry 17 of 20, day 22 of 26".
func (h Here) At(i int, said string) template.HTML {
	return template.HTML(`<svg width="100%" height="18" class="here" role="img" aria-label="` + html.EscapeString(said) + `">` +
		h.line + `<circle class="me ` + h.class[i] + `" cx="` + h.at[i] + `%" cy="9" r="6"/></svg>`)
}
