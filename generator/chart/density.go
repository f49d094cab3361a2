package chart

import (
	"math"
	"slices"
	"strconv"
)

const (
	// denseAbove is the number of marks above which lanes become bars.
	denseAbove = 160
	// barsAtAll bounds the bars of a drawing, and so its size; six lanes have 104
	// bins each.
	barsAtAll = 6 * 104
	// signsAtAll bounds the signs of each kind among bars; each lane has its share.
	signsAtAll = 60
)

// binDays are the lengths that a bin of a dense lane may have.
var binDays = [...]int{1, 7, 14, 28, 91, 182, 364}

func (r *road) dense() bool { return r.stepDays > denseAbove }

// binSize is the first length that gives few enough bins, longest last; above
// that, whole years.
func (r *road) binSize(s scale) int {
	limit := max(1, min(104, barsAtAll/len(r.lanes)))
	for _, size := range binDays {
		if s.active/size+1 <= limit {
			return size
		}
	}
	year := binDays[len(binDays)-1]
	return year * (s.active/year/limit + 1)
}

// bars draws each lane as bars of √count, standing on the lane's lower line: one
// path a lane, in a drawing of its own that is stretched to the plot.
func (p *plot) bars() {
	size := p.binSize(p.scale)
	counts, most := p.binCounts(size)
	height := p.bottom - p.top
	p.raw(`<svg y="`, em(p.top), `" width="100%" height="`, em(height), `" viewBox="0 0 `, number(stretchedWidth, 0), ` `, number(height, 0), `" preserveAspectRatio="none">`)
	for step := range p.lanes {
		var bars drawing
		for bin, n := range counts[step+1] {
			if n > 0 {
				tall := max(2, math.Sqrt(float64(n)/float64(most))*(p.laneHeight-7))
				p.bar(&bars, bin, size, p.laneTop(step)+p.laneHeight-p.top, tall)
			}
		}
		if bars.b.Len() > 0 {
			p.raw(`<path class="`, p.laneClass(step), `" d="`, bars.b.String(), `"/>`)
		}
	}
	p.close()
	p.asideBins(counts[0], size)
	for _, kind := range [...]dotKind{plannedDot, setbackDot, yesDot} {
		p.signsAmongBars(kind)
	}
}

// stretchedWidth is the width of drawings that are stretched to their place, in
// units of their own.
const stretchedWidth = 10_000

// bar draws one bar standing on foot, px below the top of the lanes.
func (p *plot) bar(d *drawing, bin, size int, foot, tall float64) {
	x, width := p.binEdges(bin, size)
	d.raw(`M`, number(x*stretchedWidth, 0), ` `, number(foot, 1), `v`, number(-tall, 1), `h`, number(.8*width*stretchedWidth, 0), `v`, number(tall, 1))
}

// binCounts counts past entries by lane (the neutral one first) and bin, and
// gives the highest count of a bin.
func (p *plot) binCounts(size int) (counts [][]int, most int) {
	bins := (p.hi-p.lo)/size + 1
	for step := neutral; step < len(p.lanes); step++ {
		lane := make([]int, bins)
		for _, d := range p.lane(step) {
			if d.kind == plannedDot {
				continue
			}
			bin := (d.day - p.lo) / size
			lane[bin]++
			if step != neutral {
				most = max(most, lane[bin])
			}
		}
		counts = append(counts, lane)
	}
	return counts, most
}

// binEdges gives the left edge and the width of a bin, without what is folded.
func (p *plot) binEdges(bin, size int) (x, width float64) {
	from := p.lo + bin*size
	for _, f := range p.pieces {
		if f.fold && from > f.from && from < f.to {
			from = f.to
		}
	}
	x = p.at(from)
	end := min(p.x(float64(p.lo+(bin+1)*size)), x+float64(size)*p.unit)
	return x, end - x
}

// asideBins marks the bins that hold entries without a step.
func (p *plot) asideBins(counts []int, size int) {
	for bin, n := range counts {
		if n > 0 {
			x, width := p.binEdges(bin, size)
			p.circle("mk "+stepClass(neutral), x+width*.4, p.middle(neutral), 3)
		}
	}
}

// signsAmongBars draws what is never just a part of a bar. Signs that would touch in
// the narrowest place are drawn as one, and every lane may have as many, so that none
// looks untroubled because another was drawn first.
func (p *plot) signsAmongBars(kind dotKind) {
	apart := max((2*discCap+1)/p.narrowest, float64(len(p.lanes))/signsAtAll)
	for step := neutral; step < len(p.lanes); step++ {
		last := math.Inf(-1)
		for _, d := range p.lane(step) {
			if x := p.x(float64(d.day)); d.kind == kind && x-last >= apart {
				p.sign(p.drawing, d, step, p.at(d.day), p.middle(step), discCap)
				last = x
			}
		}
	}
}

// countTable counts past entries by month or year and step. A drawing that holds
// each entry as a mark has none, because the list beside it says the same.
func (r *road) countTable() Table {
	if !r.dense() || r.NoNumbers {
		return Table{}
	}
	spans := periods(r.date(r.first), r.date(r.last))
	t := Table{Name: tableName(r.Words), Head: stepCountHead(r.Words)}
	for i, counts := range r.countByPeriod(spans) {
		if entries := counts[len(r.Steps)]; entries > 0 {
			t.Rows = append(t.Rows, TableRow{Head: periodName(r.Words, spans[i]), Cells: []string{strconv.Itoa(entries), r.stepCounts(counts[:len(r.Steps)])}})
		}
	}
	return t
}

// countByPeriod counts, for each period, the past entries of each step and, last,
// all past entries.
func (r *road) countByPeriod(spans []period) [][]int {
	counts := make([][]int, len(spans))
	for i := range counts {
		counts[i] = make([]int, len(r.Steps)+1)
	}
	for _, m := range r.Marks {
		if m.Kind == Planned || m.Day.IsZero() {
			continue
		}
		in := counts[periodAt(spans, m.Day)]
		in[len(r.Steps)]++
		for k, step := range m.Steps {
			if step >= 0 && step < len(r.Steps) && !slices.Contains(m.Steps[:k], step) {
				in[step]++
			}
		}
	}
	return counts
}
