package chart

import (
	"html"
	"html/template"
)

// axisLabel names a grid line below the rows of pursuits. Its text begins at the
// line.
type axisLabel struct {
	x      float64 // part of the width
	said   string
	strong bool // placed first, and bold: a year
	year   int  // where only years have labels, else 0
}

// axisTiers are the classes of the axis labels that show on a phone, from 44 rem
// of the figure and from 64 rem, and the smallest plots there, in pixels.
var axisTiers = [...]struct {
	class string
	width float64
}{{"a1", 256}, {"a1 odd", 432}, {"a1 far", 752}}

// labelGap is the least distance of two labels, px.
const labelGap = 1

// drawAxis draws the axis below rows of pursuits: each label from the first width
// on at which it has room. year is the length of a year as a part of the width.
func drawAxis(labels []axisLabel, year float64) template.HTML {
	tiers := labelTiersOf(labels, year)
	var d drawing
	d.raw(`<svg width="100%" height="26" aria-hidden="true" focusable="false">`)
	for i, l := range labels {
		if tiers[i] == hidden {
			continue
		}
		class := axisTiers[tiers[i]].class
		if l.strong {
			class += " yr"
		}
		d.raw(`<text class="`, class, `" x="`, percent(l.x), `" dx="3" y="18">`, html.EscapeString(l.said), `</text>`)
	}
	d.close()
	return d.html()
}

// labelTiersOf gives, for each label, the first of axisTiers in which it clears all
// others, or hidden. A label stays in all wider tiers.
func labelTiersOf(labels []axisLabel, year float64) []int {
	tiers := make([]int, len(labels))
	for i := range tiers {
		tiers[i] = hidden
	}
	stride := 0
	for tier, t := range axisTiers {
		stride = yearStride(year*t.width, textWidth("2000", semibold)+2*labelGap, stride)
		fitInto(tiers, labels, tier, t.width, stride)
	}
	return tiers
}

// fitInto adds to the labels that show already those that have room beside them
// on a plot of the given width, of years each stride-th.
func fitInto(tiers []int, labels []axisLabel, tier int, width float64, stride int) {
	var used []extent
	for i, l := range labels {
		if tiers[i] != hidden {
			used = append(used, l.extent(width))
		}
	}
	for _, strong := range []bool{true, false} {
		for i, l := range labels {
			if tiers[i] != hidden || l.strong != strong || l.year%stride != 0 {
				continue
			}
			e := l.extent(width)
			clear := e.right <= width+8
			for _, u := range used {
				clear = clear && e.clears(u, labelGap)
			}
			if clear {
				tiers[i] = tier
				used = append(used, e)
			}
		}
	}
}

func (l axisLabel) extent(width float64) extent {
	x := l.x*width + 3
	return extent{x, x + textWidth(l.said, semibold)}
}
