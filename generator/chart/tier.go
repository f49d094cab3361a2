package chart

// tierClass names the tiers in which a part of a drawing shows. CSS hides the
// others: t0 is the narrowest alone, t12 the two wider ones, "" all three.
type tierClass struct {
	class string
	tiers [3]bool
}

var tierClasses = [...]tierClass{
	{"", [3]bool{true, true, true}},
	{"t01", [3]bool{true, true, false}},
	{"t12", [3]bool{false, true, true}},
	{"t0", [3]bool{true, false, false}},
	{"t1", [3]bool{false, true, false}},
	{"t2", [3]bool{false, false, true}},
}

// inTiers writes the parts drawn for each tier, equal parts only once.
func (p *plot) inTiers(parts [][]string) {
	var groups [len(tierClasses)]drawing
	at := map[string][3]bool{}
	for tier, list := range parts {
		for _, part := range list {
			in := at[part]
			in[tier] = true
			at[part] = in
		}
	}
	for _, list := range parts {
		for _, part := range list {
			in := at[part]
			for g, c := range tierClasses {
				if within(c.tiers, in) {
					groups[g].raw(part)
					in = without(in, c.tiers)
				}
			}
			at[part] = in
		}
	}
	for g, c := range tierClasses {
		p.group(c.class, groups[g].b.String())
	}
}

// within reports whether a group that shows in some tiers may hold a part that is
// wanted in others.
func within(group, wanted [3]bool) bool {
	for i := range group {
		if group[i] && !wanted[i] {
			return false
		}
	}
	return true
}

func without(a, b [3]bool) [3]bool {
	for i := range a {
		a[i] = a[i] && !b[i]
	}
	return a
}

func (p *plot) group(class, content string) {
	switch {
	case content == "":
	case class == "":
		p.raw(content)
	default:
		p.raw(`<g class="`, class, `">`, content, `</g>`)
	}
}
