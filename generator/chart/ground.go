package chart

// Ground is what colours stand on: the page, its quiet areas, and the text on both.
// All are written #rrggbb.
type Ground struct{ Page, Band, Ink string }

// Grounds are the grounds of a theme's light and dark scheme.
type Grounds struct{ Light, Dark Ground }

// Horizon are the grounds of the theme default.
func Horizon() Grounds {
	return Grounds{Ground{"#faf9fc", "#f3f1f8", "#211e34"}, Ground{"#14131e", "#1b1a27", "#e9e8f1"}}
}

// Contrast is that of a colour with the page or the quiet areas, whichever is less.
func (g Ground) Contrast(color string) float64 {
	return min(Contrast(color, g.Page), Contrast(color, g.Band))
}

// isLight reports a ground on which marks are darker.
func (g Ground) isLight() bool {
	page, ok := parseColor(g.Page)
	return !ok || page.luminance() > 0.18
}

// farther is the change of lightness that takes a colour away from the ground.
func (g Ground) farther() float64 {
	if g.isLight() {
		return -shade
	}
	return shade
}

// extreme is what lies farthest from the ground.
func (g Ground) extreme() string {
	if g.isLight() {
		return black
	}
	return white
}

// on are the colours that a numeral may have, the best first.
func (g Ground) on() []string {
	if g.isLight() {
		return []string{white, g.Ink}
	}
	return []string{g.Page}
}

// repaired moves a colour away from the ground until a mark of it has the contrast
// it needs and a numeral on it can be read.
func (g Ground) repaired(c oklch) (fill, on string) {
	for ; c.l > 0 && c.l < 1; c.l += g.farther() {
		fill = c.displayable().String()
		if g.Contrast(fill) < markContrast {
			continue
		}
		for _, on := range g.on() {
			if Contrast(fill, on) >= numeralContrast {
				return fill, on
			}
		}
	}
	if g.isLight() {
		return black, white
	}
	return white, black
}

// legible moves a colour away from the ground until text of it can be read.
func (g Ground) legible(c oklch) string {
	for ; c.l > 0 && c.l < 1; c.l += g.farther() {
		if s := c.displayable().String(); g.Contrast(s) >= numeralContrast {
			return s
		}
	}
	return g.extreme()
}
