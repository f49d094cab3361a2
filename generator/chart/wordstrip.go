package chart

import (
	"html"
	"html/template"
)

// StepState is how far a step has come, as strips draw it.
type StepState uint8

const (
	StepNotBegun StepState = iota
	StepBegun              // also: on rhythm, due
	StepDone
	StepPlanned
	StepSkipped
)

const (
	stripMaxPx  = 180
	stripStepPx = 30
	stripHeight = 12
)

// WordStrip draws the steps as a strip the height of a word, 12 px: done solid,
// begun half filled, planned with a dot, skipped struck through. sentence is its
// text alternative: "Steps: 1 Thank them done, …".
func WordStrip(states []StepState, sentence string) template.HTML {
	pitch := float64(stripStepPx)
	if n := float64(len(states)); n*pitch > stripMaxPx {
		pitch = stripMaxPx / n
	}
	var d drawing
	d.raw(`<svg class="strip-w" width="`, number(pitch*float64(len(states)), 0), `" height="12" role="img" aria-label="`,
		html.EscapeString(sentence), `">`)
	for i, state := range states {
		d.stepBox(state, stepClass(i), float64(i)*pitch, pitch-2)
	}
	d.close()
	return d.html()
}

func (d *drawing) stepBox(state StepState, class string, x, width float64) {
	if state == StepDone {
		d.box(class, x, 0, width, stripHeight)
		return
	}
	if state == StepBegun {
		d.box(class, x, stripHeight/2, width, stripHeight/2)
	}
	d.box("o", x+.5, .5, width-1, stripHeight-1)
	middle := number(x+width/2, 1)
	switch state {
	case StepPlanned:
		d.raw(`<circle class="`, class, `" cx="`, middle, `" cy="6" r="2"/>`)
	case StepSkipped:
		d.raw(`<line class="tk" x1="`, number(x+2, 1), `" x2="`, number(x+width-2, 1), `" y1="6" y2="6"/>`)
	}
}

// box is a rectangle in pixels.
func (d *drawing) box(class string, x, y, width, height float64) {
	d.raw(`<rect class="`, class, `" x="`, number(x, 1), `" y="`, number(y, 1),
		`" width="`, number(width, 1), `" height="`, number(height, 1), `"/>`)
}
