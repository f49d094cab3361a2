package chart

// Half the width of a mark in pixels.
const (
	discCap = 6.5
	pillCap = 9.5
)

// cluster is one mark as it is drawn: a dot, or several that stand closer than
// discs allow and become a pill with their number.
type cluster struct {
	first, last int // days
	dots        []dot
}

func (c cluster) single() bool { return len(c.dots) == 1 }

func (c cluster) isSign() bool { return c.single() && c.dots[0].ownSign() }

func (c cluster) cap() float64 {
	if c.single() {
		return discCap
	}
	return pillCap
}

// ownSign reports whether a dot is never joined to others nor covered by them:
// what is planned, a setback, the yes.
func (d dot) ownSign() bool { return d.kind != pastDot }

// signsLast gives the dots of a lane in the order in which they are drawn: discs,
// then all that have their own sign. Each part stays in order of day.
func signsLast(lane []dot) (discs, signs []dot) {
	for _, d := range lane {
		if d.ownSign() {
			signs = append(signs, d)
		} else {
			discs = append(discs, d)
		}
	}
	return discs, signs
}

// clusters joins the discs of a lane until no two touch on a plot of the given
// width in pixels; dots with their own sign come last, one by one.
func clusters(lane []dot, s scale, width float64) []cluster {
	discs, signs := signsLast(lane)
	var out []cluster
	for i, d := range discs {
		out = append(out, cluster{d.day, d.day, discs[i : i+1 : i+1]})
		for len(out) > 1 && touches(out[len(out)-2], out[len(out)-1], s, width) {
			a, b := out[len(out)-2], out[len(out)-1]
			out = append(out[:len(out)-2], cluster{a.first, b.last, append(a.dots, b.dots...)})
		}
	}
	for i, d := range signs {
		out = append(out, cluster{d.day, d.day, signs[i : i+1 : i+1]})
	}
	return out
}

func touches(a, b cluster, s scale, width float64) bool {
	gap := (s.at(b.first) - s.at(a.last)) * width
	return gap < a.cap()+b.cap()+1
}
