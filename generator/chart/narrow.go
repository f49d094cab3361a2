package chart

import (
	"html/template"
	"math"
)

const (
	narrowDisc = 4.5
	// narrowGlyphsApart is the least distance of two signs above the lanes.
	narrowGlyphsApart = 15
)

// narrow draws the timeline for a phone: slim lanes, signs without words, fewer
// labels. The list that follows tells the rest.
func (r *road) narrow() template.HTML {
	p := &plot{drawing: &drawing{}, road: r, scale: newScale(r.lo, r.hi, r.folds, narrowWidth), laneHeight: 22, top: 24, narrowest: narrowWidth}
	p.bottom = p.top + float64(len(r.lanes))*p.laneHeight

	p.open("tl-narrow", em(p.bottom+40))
	p.ground()
	p.zeroAndArc(p.bottom + 7)
	p.narrowAxis()
	for _, f := range p.pieces {
		if f.fold {
			p.rect("fold", f.x, p.top, f.width, p.bottom-p.top)
		}
	}
	p.narrowToday()
	if r.dense() {
		p.bars()
	} else {
		p.narrowMarks()
	}
	p.narrowGlyphs()
	p.close()
	return p.html()
}

func (p *plot) narrowAxis() {
	ticks := oneLine(p.ticks(p.scale), p.scale)
	fitLabels(ticks, p.scale, []float64{narrowWidth}, p.narrowTodayExtent)
	for _, t := range ticks {
		if !t.major {
			continue
		}
		x := p.at(t.day)
		p.line("gr", x, x, p.top, p.bottom+5)
		if t.tier == hidden {
			continue
		}
		p.text(t.class(), x, p.bottom+20, t.head)
	}
}

func (p *plot) narrowTodayAnchor() string {
	if p.at(p.today)*narrowWidth+textWidth(todayWord(p.Words), semibold)/2 > narrowWidth {
		return "end"
	}
	return "middle"
}

func (p *plot) narrowTodayExtent(width float64) []extent {
	if !p.showsToday() {
		return nil
	}
	x, w := p.at(p.today)*width, textWidth(todayWord(p.Words), semibold)
	if p.narrowTodayAnchor() == "end" {
		return []extent{{x - w, x}}
	}
	return []extent{{x - w/2, x + w/2}}
}

func (p *plot) narrowToday() {
	if !p.showsToday() {
		return
	}
	x := p.at(p.today)
	p.line("td", x, x, p.top-4, p.bottom+7)
	p.anchored("tdl", x, 0, p.bottom+20, p.narrowTodayAnchor(), todayWord(p.Words))
}

// narrowMarks draws discs without numbers; they may overlap. Those that would
// cover each other exactly are drawn once.
func (p *plot) narrowMarks() {
	for step := neutral; step < len(p.lanes); step++ {
		discs, signs := signsLast(p.lane(step))
		p.onceADay(discs, step)
		p.onceADay(signs, step)
	}
}

func (p *plot) onceADay(dots []dot, step int) {
	for i, d := range dots {
		if i > 0 && dots[i-1].day == d.day && dots[i-1].kind == d.kind {
			continue
		}
		p.sign(p.drawing, d, step, p.at(d.day), p.middle(step), narrowDisc)
	}
}

// narrowGlyphs puts the signs of the milestones above the lanes, the weightiest
// first, as long as they stand apart.
func (p *plot) narrowGlyphs() {
	var taken []float64
	for _, i := range byWeight(p.miles) {
		x := p.at(p.day(p.miles[i].Day))
		if !apart(x*narrowWidth, taken) {
			continue
		}
		taken = append(taken, x*narrowWidth)
		id, class := milestoneGlyph(p.miles[i])
		p.glyph(id, "gl "+class, x, 11)
	}
}

func apart(x float64, taken []float64) bool {
	for _, t := range taken {
		if math.Abs(x-t) < narrowGlyphsApart {
			return false
		}
	}
	return true
}
