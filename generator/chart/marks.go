package chart

import (
	"html"
	"strconv"
	"strings"
)

const (
	hitRadius   = 14
	titleMax    = 80 // characters
	tipMax      = 40 // characters of a title on the drawing itself
	countedPill = 99 // a pill has room for two digits
)

// marks draws discs, pills and signs in their lanes. The signs come last, since a
// pill of some tier would cover them.
func (p *plot) marks() {
	drawn := make([][]string, len(tierWidths))
	for tier, width := range tierWidths {
		for step := neutral; step < len(p.lanes); step++ {
			for _, c := range clusters(p.lane(step), p.scale, width) {
				if !c.isSign() {
					drawn[tier] = append(drawn[tier], p.mark(c, step))
				}
			}
		}
	}
	p.inTiers(drawn)
	for step := neutral; step < len(p.lanes); step++ {
		_, signs := signsLast(p.lane(step))
		for i, d := range signs {
			p.raw(p.mark(cluster{d.day, d.day, signs[i : i+1 : i+1]}, step))
		}
	}
}

// mark draws one disc, sign or pill with its link.
func (p *plot) mark(c cluster, step int) string {
	var d drawing
	if c.single() {
		p.single(&d, c.dots[0], step)
	} else {
		p.pill(&d, c, step)
	}
	return d.b.String()
}

func (p *plot) single(d *drawing, o dot, step int) {
	m := p.Marks[o.mark]
	x, y := p.at(o.day), p.middle(step)
	title := shorten(m.Title, titleMax)
	end := d.link(m.Href, p.markClasses([]dot{o}))
	d.raw(`<title>`, html.EscapeString(p.markTitle(o.day, title)), `</title>`)
	d.circle("hit", x, y, hitRadius)
	p.sign(d, o, step, x, y, discCap)
	tip := shorten(title, tipMax)
	d.raw(`<text class="tip" x="`, percent(x), `" dx="`, em(tipShift(x, textWidth(tip, semibold))), `" y="`, em(y-rootPx), `">`,
		html.EscapeString(tip), `</text>`, end)
}

// sign draws a dot by its kind: disc, dashed disc, diamond or sun.
func (p *plot) sign(d *drawing, o dot, step int, x, y, radius float64) {
	class := p.laneClass(step)
	switch o.kind {
	case plannedDot:
		d.circle("pl "+class, x, y, radius)
	case setbackDot:
		d.glyph("g-set", "gl big "+class, x, y)
	case yesDot:
		d.glyph("g-sun", "gl yes big", x, y)
	default:
		if step == neutral {
			radius -= 2
		}
		d.circle("mk "+class, x, y, radius)
	}
}

func (p *plot) pill(d *drawing, c cluster, step int) {
	x1, x2, y := p.at(c.first), p.at(c.last), p.middle(step)
	end := d.link(p.List, p.markClasses(c.dots))
	d.raw(`<title>`, html.EscapeString(p.pillTitle(len(c.dots), c.first, c.last)), `</title>`)
	d.line("pill "+p.laneClass(step), x1, x2, y, y)
	if len(c.dots) <= countedPill && !p.NoNumbers {
		d.text("pn "+p.laneClass(step), (x1+x2)/2, y+4.5, strconv.Itoa(len(c.dots)))
	}
	d.raw(end)
}

// link opens a mark as a link that the keyboard passes over, since the same link
// stands in the list; without an address it opens a group. It gives the end tag.
func (d *drawing) link(href, class string) (end string) {
	if href == "" {
		d.raw(`<g`, class, `>`)
		return `</g>`
	}
	d.raw(`<a href="`, html.EscapeString(href), `" tabindex="-1"`, class, `>`)
	return `</a>`
}

// markClasses is the class attribute by which rules light the marks of a row;
// without such rules there is none.
func (p *plot) markClasses(dots []dot) string {
	if !p.litByRows() {
		return ""
	}
	names := make([]string, len(dots))
	for i, o := range dots {
		names[i] = markClass(o.mark)
	}
	return ` class="` + strings.Join(names, " ") + `"`
}

// tipShift is how far a hover label, which is centred on its mark, moves to stay
// inside the narrowest plot, and so inside all.
func tipShift(x, width float64) float64 {
	before, after := x*tierWidths[0], (1-x)*tierWidths[0]
	return max(0, width/2-before) - max(0, width/2-after)
}

// milestoneGlyph gives the sign of a milestone and its class.
func milestoneGlyph(m Milestone) (id, class string) {
	switch {
	case m.Planned:
		return "g-plan", "plan"
	case m.Glyph == No:
		return "g-no", "no"
	case m.Glyph == Call:
		return "g-call", "call"
	case m.Glyph == Yes:
		return "g-sun", "yes"
	default:
		return "g-mile", "mile"
	}
}
