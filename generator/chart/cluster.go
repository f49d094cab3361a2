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

func (c cluster) cap() float64 {
	if c.single() {
		return discCap
	}
	return pillCap
}

// merges reports whether a mark may join a pill. What is planned and the yes keep
// their own sign.
func (c cluster) merges() bool {
	kind := c.dots[0].kind
	return kind == pastDot || kind == setbackDot
}

// clusters joins the dots of a lane until no two marks touch on a plot of the
// given width in pixels.
func clusters(lane []dot, s scale, width float64) []cluster {
	var out []cluster
	for i, d := range lane {
		out = append(out, cluster{d.day, d.day, lane[i : i+1 : i+1]})
		for len(out) > 1 && touches(out[len(out)-2], out[len(out)-1], s, width) {
			a, b := out[len(out)-2], out[len(out)-1]
			out = append(out[:len(out)-2], cluster{a.first, b.last, append(a.dots, b.dots...)})
		}
	}
	return out
}

func touches(a, b cluster, s scale, width float64) bool {
	if !a.merges() || !b.merges() {
		return false
	}
	gap := (s.at(b.first) - s.at(a.last)) * width
	return gap < a.cap()+b.cap()+1
}
