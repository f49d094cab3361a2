package chart

// Accent gives a colour for links in both themes: the author's own, darkened or
// lightened until text in it has a contrast of 4.5:1 (WCAG 2.2, 1.4.3) on the
// page and on quiet areas. What is no colour is left as the theme's own accent.
func Accent(color string) (light, dark string) {
	c, ok := parseColor(color)
	if !ok {
		return "#5545ae", "#b1aff6"
	}
	return legible(c.oklch(), lightBand, -shade), legible(c.oklch(), darkBand, shade)
}

func legible(c oklch, ground string, by float64) string {
	for ; c.l > 0 && c.l < 1; c.l += by {
		if s := c.displayable().String(); Contrast(s, ground) >= numeralContrast {
			return s
		}
	}
	if by < 0 {
		return ink
	}
	return white
}
