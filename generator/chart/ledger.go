package chart

import (
	"html/template"
	"strconv"
	"strings"
)

const (
	lanePitch  = 14 // px between two fine lanes of the ledger
	ledgerDisc = 22 // px from the top of a row to its disc
)

// Ledger draws the fine lanes beside each row of a day-by-day list of the given
// number of steps, one <svg class="lg"> a row and in the order of rows.
//
// A row is the Mark it stands for. The zero Mark is a row between entries (a
// heading, "3 quiet days", today): lanes only pass it by. A lane's line runs from
// the first to the last entry of its step, and dashed from the first to the last
// planned one.
func Ledger(steps int, rows []Mark) []template.HTML {
	out := make([]template.HTML, len(rows))
	for i, lanes := range Lanes(steps, rows) {
		out[i] = drawLanes(lanes)
	}
	return out
}

// Lanes gives, for each row of the list, the state of every lane in order of
// step. Rows are as in Ledger.
func Lanes(steps int, rows []Mark) [][]Lane {
	past, planned := newRuns(steps), newRuns(steps)
	all := make([]Lane, steps*len(rows))
	out := make([][]Lane, len(rows))
	for i, row := range rows {
		out[i] = all[i*steps : (i+1)*steps : (i+1)*steps]
		for _, step := range row.Steps {
			if step < 0 || step >= steps {
				continue
			}
			out[i][step].Disc = true
			out[i][step].Hollow = row.Kind == Planned
			if row.Kind == Planned {
				planned[step].reach(i)
			} else {
				past[step].reach(i)
			}
		}
	}
	for i := range out {
		for step := range out[i] {
			out[i][step].pass(step, i, past[step], planned[step])
		}
	}
	return out
}

// run is the rows from the first to the last entry of a step.
type run struct{ first, last int }

func newRuns(n int) []run {
	runs := make([]run, n)
	for i := range runs {
		runs[i] = run{-1, -1}
	}
	return runs
}

func (r *run) reach(row int) {
	if r.first < 0 {
		r.first = row
	}
	r.last = row
}

func (r run) above(row int) bool { return r.first >= 0 && r.first < row && row <= r.last }
func (r run) below(row int) bool { return r.first >= 0 && r.first <= row && row < r.last }

// pass sets how the lane's line goes through a row: whole among past entries,
// dashed among planned ones.
func (l *Lane) pass(step, row int, past, planned run) {
	l.Step, l.Above, l.Below = step, past.above(row), past.below(row)
	if !l.Above && !l.Below {
		l.Above, l.Below = planned.above(row), planned.below(row)
		l.Dashed = l.Above || l.Below
	}
}

func drawLanes(lanes []Lane) template.HTML {
	var d drawing
	d.raw(`<svg class="lg" width="`, strconv.Itoa(len(lanes)*lanePitch), `" height="100%" aria-hidden="true" focusable="false">`)
	var discs strings.Builder
	for _, l := range lanes {
		x := strconv.Itoa(l.Step*lanePitch + lanePitch/2)
		d.fineLane(l, x)
		if l.Disc {
			class := "mk "
			if l.Hollow {
				class = "pl "
			}
			discs.WriteString(`<circle class="` + class + stepClass(l.Step) + `" cx="` + x + `" cy="` + strconv.Itoa(ledgerDisc) + `" r="5.5"/>`)
		}
	}
	d.raw(discs.String())
	d.close()
	return d.html()
}

// fineLane draws a lane's line through one row, as one piece where it is the same
// above and below the disc.
func (d *drawing) fineLane(l Lane, x string) {
	on := "on " + stepClass(l.Step)
	if l.Dashed {
		on = "on plan " + stepClass(l.Step)
	}
	above, below := "fl", "fl"
	if l.Above {
		above = on
	}
	if l.Below {
		below = on
	}
	if above == below {
		d.fine(above, x, "0", "100%")
		return
	}
	d.fine(above, x, "0", strconv.Itoa(ledgerDisc))
	d.fine(below, x, strconv.Itoa(ledgerDisc), "100%")
}

func (d *drawing) fine(class, x, y1, y2 string) {
	d.raw(`<line class="`, class, `" x1="`, x, `" x2="`, x, `" y1="`, y1, `" y2="`, y2, `"/>`)
}
