package chart

// Accent gives a colour for links in both schemes: the author's own, darkened or
// lightened until text in it has a contrast of 4.5:1 (WCAG 2.2, 1.4.3) on the
// page and on quiet areas. What is no colour gives false.
func Accent(color string, g Grounds) (light, dark string, ok bool) {
	c, ok := parseColor(color)
	if !ok {
		return "", "", false
	}
	return g.Light.legible(c.oklch()), g.Dark.legible(c.oklch()), true
}
