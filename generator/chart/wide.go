package chart

import (
	"html"
	"html/template"
	"slices"

	"journal/generator/civil"
)

// plot is the vertical layout of a timeline in pixels at the default text size.
type plot struct {
	*drawing
	*road
	scale
	top, bottom, laneHeight float64
	narrowest               float64 // the smallest width that it is shown in
}

func (p *plot) laneTop(step int) float64 { return p.bottom - float64(step+1)*p.laneHeight }

// middle is the height of a lane's line; marks without a step sit on the axis.
func (p *plot) middle(step int) float64 {
	if step == neutral {
		return p.bottom
	}
	return p.laneTop(step) + p.laneHeight/2
}

// laneClass colours a lane; the only lane of a program without steps is neutral.
func (r *road) laneClass(step int) string {
	if len(r.Steps) == 0 {
		step = neutral
	}
	return stepClass(step)
}

// wide draws the timeline from 36 rem up and says how many rows of labels it has.
func (r *road) wide() (template.HTML, int) {
	p := &plot{drawing: &drawing{}, road: r, scale: newScale(r.lo, r.hi, r.folds, tierWidths[2]), laneHeight: 40, narrowest: tierWidths[0]}
	if len(r.lanes) > slimAbove {
		p.laneHeight = 30
	}
	tiers, rows := p.labelTiers()
	p.top = 12 + float64(rows*labelRowPx)
	p.bottom = p.top + float64(len(r.lanes))*p.laneHeight

	p.open("tl-wide", em(p.bottom+52))
	p.ground()
	p.restWords()
	p.zeroAndArc(p.bottom + 8)
	p.axis()
	if !r.dense() {
		p.spans()
	}
	p.foldBands()
	p.inTiers(p.flags(tiers))
	p.todayLine()
	if r.dense() {
		p.bars()
	} else {
		p.marks()
	}
	p.close()
	return p.html(), rows
}

// ground draws what lies under everything: the time to come, the lanes, rests.
func (p *plot) ground() {
	height := p.bottom - p.top
	if p.showsToday() {
		x := p.at(p.today)
		p.rect("fut", x, p.top, 1-x, height)
	}
	for i := range len(p.lanes) + 1 {
		y := p.top + float64(i)*p.laneHeight
		p.line("ln", 0, 1, y, y)
	}
	for _, rest := range p.Rests {
		left, right := p.restEdges(rest)
		p.rect("rest", left, p.top, right-left, height)
	}
}

// restEdges are the edges of a rest, half a day before and after it.
func (p *plot) restEdges(rest civil.Range) (left, right float64) {
	return p.x(float64(p.day(rest.From)) - .5), p.x(float64(p.day(rest.To)) + .5)
}

// restWords names each rest that is wide enough in the narrowest tier.
func (p *plot) restWords() {
	word := p.Words.Say("chart.rest")
	room := max(34, textWidth(word, regular)+4)
	for _, rest := range p.Rests {
		left, right := p.restEdges(rest)
		if (right-left)*tierWidths[0] >= room {
			p.text("rl", (left+right)/2, p.top+16, word)
		}
	}
}

func (p *plot) zeroAndArc(zeroFoot float64) {
	if p.lo < 0 {
		p.line("zero", p.at(0), p.at(0), p.top, zeroFoot)
	}
	if p.Arc > 0 && p.Arc <= p.hi && !p.folded(p.Arc) {
		p.line("arc", p.at(p.Arc), p.at(p.Arc), p.top, p.bottom)
	}
}

func (p *plot) axis() {
	ticks := p.ticks(p.scale)
	fitLabels(ticks, p.scale, tierWidths[:], p.todayExtent)
	for _, t := range ticks {
		x := p.at(t.day)
		if !t.major {
			p.line("tk", x, x, p.bottom, p.bottom+4)
			continue
		}
		p.line("gr", x, x, p.top, p.bottom+7)
		if t.tier == hidden {
			continue
		}
		p.raw(`<g class="k`, number(float64(t.tier), 0), `">`)
		p.text("a1", x, p.bottom+22, t.head)
		if t.sub != "" {
			p.text("a2", x, p.bottom+39, t.sub)
		}
		p.raw(`</g>`)
	}
}

// todayAnchor keeps today's label inside the narrowest plot.
func (p *plot) todayAnchor() (anchor string, dx float64) {
	if p.at(p.today)*tierWidths[0]+textWidth(p.todayLabel(), semibold)/2 > tierWidths[0] {
		return "end", 6
	}
	return "middle", 0
}

func (p *plot) todayExtent(width float64) []extent {
	if !p.showsToday() {
		return nil
	}
	x, w := p.at(p.today)*width, textWidth(p.todayLabel(), semibold)
	if anchor, dx := p.todayAnchor(); anchor == "end" {
		return []extent{{x + dx - w, x + dx}}
	}
	return []extent{{x - w/2, x + w/2}}
}

func (p *plot) todayLine() {
	if !p.showsToday() {
		return
	}
	x := p.at(p.today)
	anchor, dx := p.todayAnchor()
	p.line("td", x, x, p.top-6, p.bottom+8)
	p.anchored("tdl", x, dx, p.bottom+22, anchor, p.todayLabel())
	p.anchored("a2", x, dx, p.bottom+39, anchor, shortDate(p.Words, p.Today))
}

// spans draws, per lane, the line from its first to its last past entry.
func (p *plot) spans() {
	for step, lane := range p.lanes {
		past := slices.DeleteFunc(slices.Clone(lane), func(d dot) bool { return d.kind == plannedDot })
		if n := len(past); n > 1 && past[0].day < past[n-1].day {
			y := p.middle(step)
			p.line("sp "+p.laneClass(step), p.at(past[0].day), p.at(past[n-1].day), y, y)
		}
	}
}

// foldBands draws folded paper over the lanes, with its length upright in it.
func (p *plot) foldBands() {
	for _, f := range p.pieces {
		if !f.fold {
			continue
		}
		p.rect("fold", f.x, p.top, f.width, p.bottom-p.top)
		if said := p.foldSaid(f); said != "" {
			p.raw(`<svg class="ov" x="`, percent(f.x+f.width/2), `" y="`, em((p.top+p.bottom)/2),
				`"><text class="ft" transform="rotate(-90)" dy=".35em">`, html.EscapeString(said), `</text></svg>`)
		}
	}
}

// foldSaid names a fold in as many words as there is room for between the lanes' edges.
func (p *plot) foldSaid(f piece) string {
	for _, said := range p.foldLabels(f.quietDays, p.showsToday() && f.from >= p.today) {
		if textWidth(said, regular) <= p.bottom-p.top {
			return said
		}
	}
	return ""
}

// labelTiers lays the milestones out for each tier and counts the rows in use.
func (p *plot) labelTiers() (tiers [][]label, rows int) {
	x := func(m Milestone) float64 { return p.at(p.day(m.Day)) }
	for _, width := range tierWidths {
		placed := labels(p.miles, x, width)
		for _, l := range placed {
			rows = max(rows, l.row+1)
		}
		tiers = append(tiers, placed)
	}
	return tiers, rows
}

// flags draws the labels of each tier.
func (p *plot) flags(tiers [][]label) [][]string {
	drawn := make([][]string, len(tiers))
	for i, placed := range tiers {
		for _, l := range placed {
			drawn[i] = append(drawn[i], p.flag(l))
		}
	}
	return drawn
}

func (p *plot) flag(l label) string {
	m := p.miles[l.mile]
	x, y := p.at(p.day(m.Day)), float64(l.row*labelRowPx)
	id, class := milestoneGlyph(m)
	text := "lb"
	if m.Planned {
		text = "lb pl"
	}
	var d drawing
	d.line("ld "+class, x, x, y+14, p.leaderFoot(m))
	d.glyph(id, "gl "+class, x, y+13.5)
	away := labelDX
	if id == "g-sun" {
		away = sunDX
	}
	if l.ends {
		d.anchored(text, x, -away, y+18, "end", shorten(m.Label, labelMax))
	} else {
		d.anchored(text, x, away, y+18, "start", shorten(m.Label, labelMax))
	}
	return d.b.String()
}

// leaderFoot is where a milestone's leader ends: at its lane, above the sun that
// stands there for a yes, or where the lanes begin.
func (p *plot) leaderFoot(m Milestone) float64 {
	if m.Step < 0 || m.Step >= len(p.lanes) {
		return p.top
	}
	if m.Glyph == Yes && !m.Planned {
		return p.middle(m.Step) - 12
	}
	return p.middle(m.Step)
}
