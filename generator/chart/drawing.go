package chart

import (
	"html"
	"html/template"
	"strconv"
	"strings"
)

// rootPx is the font size of a drawing in pixels at the default root size
// (.8125rem): what y, cy and height in em are measured in.
const rootPx = 13

// drawing is an <svg> being written. Its x are parts of the width (0 … 1) and
// become per cent; its y are pixels at the default text size and become em, so
// that rows grow with the reader's text.
type drawing struct{ b strings.Builder }

func (d *drawing) raw(parts ...string) {
	for _, p := range parts {
		d.b.WriteString(p)
	}
}

// open begins a drawing that assistive technology passes over.
func (d *drawing) open(class, height string) {
	d.raw(`<svg class="`, class, `" width="100%" height="`, height, `" aria-hidden="true" focusable="false">`)
}

func (d *drawing) close() { d.raw(`</svg>`) }

func (d *drawing) line(class string, x1, x2, y1, y2 float64) {
	d.raw(`<line class="`, class, `" x1="`, percent(x1), `" x2="`, percent(x2), `" y1="`, em(y1), `" y2="`, em(y2), `"/>`)
}

func (d *drawing) rect(class string, x, y, width, height float64) {
	d.raw(`<rect`)
	if class != "" {
		d.raw(` class="`, class, `"`)
	}
	d.raw(` x="`, percent(x), `" y="`, em(y), `" width="`, percent(width), `" height="`, em(height), `"/>`)
}

func (d *drawing) circle(class string, x, y, r float64) {
	d.raw(`<circle class="`, class, `" cx="`, percent(x), `" cy="`, em(y), `" r="`, number(r, 1), `"/>`)
}

func (d *drawing) glyph(id, class string, x, y float64) {
	d.raw(`<use href="#`, id, `" class="`, class, `" x="`, percent(x), `" y="`, em(y), `"/>`)
}

func (d *drawing) text(class string, x, y float64, s string) {
	d.raw(`<text class="`, class, `" x="`, percent(x), `" y="`, em(y), `">`, html.EscapeString(s), `</text>`)
}

// anchored writes text that starts, ends or is centred dx pixels beside x.
func (d *drawing) anchored(class string, x, dx, y float64, anchor, s string) {
	d.raw(`<text class="`, class, `" x="`, percent(x), `" dx="`, number(dx, 0), `" y="`, em(y), `"`)
	if anchor != "start" {
		d.raw(` text-anchor="`, anchor, `"`)
	}
	d.raw(`>`, html.EscapeString(s), `</text>`)
}

func (d *drawing) html() template.HTML { return template.HTML(d.b.String()) }

// percent writes a part of the width with two decimals: 0.5 is "50%".
func percent(part float64) string { return number(part*100, 2) + "%" }

// em writes a height in pixels as em with three decimals.
func em(px float64) string { return number(px/rootPx, 3) + "em" }

// number writes v with at most so many decimals, never in scientific notation
// and never as "-0".
func number(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}

// stepClass is the class that colours a step; a mark without a step is neutral.
func stepClass(step int) string { return "s" + strconv.Itoa(step+1) }
