package chart

// flat is a drawing over a time axis that has no lanes of steps: soft spots, how
// it felt. Heights are pixels at the default text size.
type flat struct {
	*drawing
	*road
	scale
	top, bottom float64
}

// flatOver is by how many pixels the last label may stand out of the plot.
const flatOver = 8

// footAxis labels the axis for a plot of the given width, in one line, and draws
// the upright line of today or of the end.
func (p *flat) footAxis(width float64) {
	ticks := oneLine(p.ticks(p.scale), p.scale)
	x, said := p.at(p.today), p.lastLabel()
	half := textWidth(said, semibold) / 2
	shift := min(0, (1-x)*width+flatOver-half)
	fitLabels(ticks, p.scale, []float64{width}, func(width float64) []extent {
		return []extent{{x*width + shift - half, x*width + shift + half}}
	})
	for _, t := range ticks {
		if t.tier != hidden {
			p.text(t.class(), p.at(t.day), p.bottom+20, t.head)
		}
	}
	p.line("td", x, x, p.top-8, p.bottom+7)
	p.anchored("tdl", x, shift, p.bottom+20, "middle", said)
}
