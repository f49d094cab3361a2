package chart

import "html/template"

// TwinMark is how near a twin is, and how alike.
type TwinMark struct {
	Station    int // place on the way to it, from 0; -1 where the way was not gone on
	Shares, Of int // qualities it has, of all that are wanted
}

// twinHeight is the height of a row in pixels.
const twinHeight = 34

// DrawTwin draws the way to a twin: a line of stations with a disc at the one that
// was reached, the larger the more it shares. Where the way was not gone on, the
// stations stand alone. What it shows stands in words beside it.
func DrawTwin(m TwinMark, stations int) template.HTML {
	const middle = twinHeight / 2
	x := func(station int) float64 { return padding + float64(station)/float64(stations-1)*(1-2*padding) }
	var d drawing
	d.open("way", em(twinHeight))
	d.line("ln", x(0), x(stations-1), middle, middle)
	for station := range stations {
		d.circle("q", x(station), middle, 2)
	}
	if m.Station >= 0 {
		d.line("sp", x(0), x(m.Station), middle, middle)
		d.circle("mk", x(m.Station), middle, 5+6*float64(m.Shares)/float64(max(1, m.Of)))
	}
	d.close()
	return d.html()
}
