package chart

import "slices"

const (
	// padding is the empty part at each side of a time axis.
	padding = 0.022
	// A quiet span is folded when it is longer than foldDays and than foldPart of
	// the whole; foldKeep days stay visible at each side of the fold.
	foldDays = 21
	foldPart = 0.12
	foldKeep = 3
	foldPx   = 44
	// foldLimit is the part of the width that all folds of a drawing may take.
	foldLimit = 0.4
)

// piece is a run of days drawn at one speed: real days, or a fold.
type piece struct {
	from, to  int // days
	x, width  float64
	fold      bool
	quietDays int
}

// scale places days on the width: piecewise linear and monotone, so that long
// quiet spans take little room. Days count from day zero.
type scale struct {
	pieces []piece
	unit   float64 // width of a day that is not folded
	active int     // days that are not folded
}

// quiet is a span without marks, between the day of one mark and the next.
type quiet struct{ after, before int }

// newScale lays lo … hi over the width, folding the given quiet spans to 44
// pixels of a plot of the given width.
func newScale(lo, hi int, folds []quiet, plot float64) scale {
	var s scale
	at := lo
	for _, q := range folds {
		from, to := q.after+foldKeep, q.before-foldKeep
		s.pieces = append(s.pieces,
			piece{from: at, to: from},
			piece{from: from, to: to, fold: true, quietDays: q.before - q.after - 1})
		at = to
	}
	s.pieces = append(s.pieces, piece{from: at, to: hi})
	for _, p := range s.pieces {
		if !p.fold {
			s.active += p.to - p.from
		}
	}
	foldWidth := foldPx / plot
	if n := float64(len(folds)); n*foldWidth > foldLimit {
		foldWidth = foldLimit / n
	}
	s.unit = (1 - 2*padding - float64(len(folds))*foldWidth) / float64(max(1, s.active))
	x := padding
	for i := range s.pieces {
		p := &s.pieces[i]
		p.x, p.width = x, foldWidth
		if !p.fold {
			p.width = float64(p.to-p.from) * s.unit
		}
		x += p.width
	}
	return s
}

// indented leaves a part of the width empty at the left, for numbers beside the
// plot, and draws all days in the rest.
func (s scale) indented(part float64) scale {
	shrink := 1 - part
	for i := range s.pieces {
		p := &s.pieces[i]
		p.x, p.width = part+p.x*shrink, p.width*shrink
	}
	s.unit *= shrink
	return s
}

// x is where a day lies, as a part of the width. Half days lie between days.
func (s scale) x(day float64) float64 {
	p := s.pieces[0]
	for _, next := range s.pieces[1:] {
		if day < float64(next.from) {
			break
		}
		p = next
	}
	speed := s.unit
	if p.fold {
		speed = p.width / float64(p.to-p.from)
	}
	x := p.x + (day-float64(p.from))*speed
	return min(max(x, 0), 1)
}

func (s scale) at(day int) float64 { return s.x(float64(day)) }

// folded reports whether a day lies inside a fold.
func (s scale) folded(day int) bool {
	for _, p := range s.pieces {
		if p.fold && day > p.from && day < p.to {
			return true
		}
	}
	return false
}

// foldable finds the spans between busy runs of days that are long enough to be
// folded.
func foldable(busy []quiet, lo, hi int) []quiet {
	slices.SortFunc(busy, func(a, b quiet) int { return a.after - b.after })
	var found []quiet
	reached := lo
	for _, b := range busy {
		gap := b.after - reached
		if gap > foldDays && float64(gap) > foldPart*float64(hi-lo) {
			found = append(found, quiet{reached, b.after})
		}
		reached = max(reached, b.before)
	}
	return found
}
