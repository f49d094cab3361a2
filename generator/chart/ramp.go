package chart

import (
	"html/template"
	"strconv"
	"strings"
)

// Hue is a step's colour: the fill in the light and the dark theme, and the ink
// of a numeral on it. All are written #rrggbb.
type Hue struct{ Light, LightOn, Dark, DarkOn string }

// Repair is a step's own colour that could not be used as it was written. The
// light theme decides: the dark theme always has a lighter shade of its own.
type Repair struct {
	Step        int    // index of the step
	Custom      string // as it was written
	Light, Dark string // what is used; "" if Custom is no colour and the ramp's own stands
}

// dusk is the ramp of six steps, from indigo to gold; other numbers are sampled
// from it. Its order is one of luminance, chosen against simulations of three
// kinds of colour vision.
var dusk = [...]Hue{
	{"#373492", "#ffffff", "#7c84db", "#14131e"},
	{"#8238a0", "#ffffff", "#bc8bdf", "#14131e"},
	{"#b74887", "#ffffff", "#ea7fab", "#14131e"},
	{"#e75669", "#211e34", "#fe9b93", "#14131e"},
	{"#d16e3c", "#211e34", "#f3b166", "#14131e"},
	{"#a38801", "#211e34", "#f4da84", "#14131e"},
}

const (
	white = "#ffffff"
	black = "#000000"
)

// The least contrast of a mark (WCAG 2.2, 1.4.11, with a little to spare) and of
// the numeral on it (1.4.3).
const (
	markContrast    = 3.06
	numeralContrast = 4.5
)

// shade is the change of lightness with which a colour is repaired.
const shade = 0.002

// Ramp gives n colours from indigo to gold, each with enough contrast for marks
// (3:1 on the page and on quiet areas) and with a legible numeral (4.5:1).
func Ramp(n int, g Grounds) []Hue {
	if n == len(dusk) && g == Horizon() {
		return append([]Hue(nil), dusk[:]...)
	}
	out := make([]Hue, max(0, n))
	for i := range out {
		t := 0.0
		if n > 1 {
			t = float64(i) * float64(len(dusk)-1) / float64(n-1)
		}
		out[i] = repaired(
			sample(t, func(h Hue) string { return h.Light }),
			sample(t, func(h Hue) string { return h.Dark }), g)
	}
	return out
}

// sample gives the colour at t along the six of the ramp, which lie at 0 … 5.
func sample(t float64, pick func(Hue) string) oklch {
	i := min(int(t), len(dusk)-2)
	a, _ := parseColor(pick(dusk[i]))
	b, _ := parseColor(pick(dusk[i+1]))
	return between(a.oklch(), b.oklch(), t-float64(i))
}

// repaired moves a colour away from each of the grounds until it has the contrast
// it needs there.
func repaired(light, dark oklch, g Grounds) Hue {
	var h Hue
	h.Light, h.LightOn = g.Light.repaired(light)
	h.Dark, h.DarkOn = g.Dark.repaired(dark)
	return h
}

// RampCSS writes the colours of n steps as custom properties --s1 … --sn and --o1
// … --on for both themes, and the classes s1 … sn that choose one; s0 is the
// neutral class of what belongs to no step. custom holds the steps' own colours
// (#rgb or #rrggbb, "" for the ramp's) and may be shorter than n; those that had
// to change are reported.
func RampCSS(n int, custom []string, g Grounds) (template.CSS, []Repair) {
	hues := Ramp(n, g)
	var repairs []Repair
	for i := range hues {
		if i >= len(custom) || custom[i] == "" {
			continue
		}
		c, ok := parseColor(custom[i])
		if !ok {
			repairs = append(repairs, Repair{Step: i, Custom: custom[i]})
			continue
		}
		hues[i] = repaired(c.oklch(), c.oklch(), g)
		if hues[i].Light != c.String() {
			repairs = append(repairs, Repair{i, custom[i], hues[i].Light, hues[i].Dark})
		}
	}
	return template.CSS(hueProperties(hues) + hueClasses(n)), repairs
}

func hueProperties(hues []Hue) string {
	var light, dark strings.Builder
	for i, h := range hues {
		n := strconv.Itoa(i + 1)
		light.WriteString("--s" + n + ":" + h.Light + ";--o" + n + ":" + h.LightOn + ";")
		dark.WriteString("--s" + n + ":" + h.Dark + ";--o" + n + ":" + h.DarkOn + ";")
	}
	return ":root{" + light.String() + "}\n" +
		"@media screen and (prefers-color-scheme:dark){:root{" + dark.String() + "}}\n"
}

func hueClasses(n int) string {
	var b strings.Builder
	b.WriteString(".s0{--c:var(--muted);--o:var(--bg)}")
	for i := 1; i <= n; i++ {
		s := strconv.Itoa(i)
		b.WriteString(".s" + s + "{--c:var(--s" + s + ");--o:var(--o" + s + ")}")
	}
	return b.String() + "\n"
}

// Contrast is the contrast ratio of two colours written #rgb or #rrggbb, from 1
// to 21 (WCAG 2.2, relative luminance); 0 if one of them is no colour.
func Contrast(a, b string) float64 {
	x, okX := parseColor(a)
	y, okY := parseColor(b)
	if !okX || !okY {
		return 0
	}
	lighter, darker := max(x.luminance(), y.luminance()), min(x.luminance(), y.luminance())
	return (lighter + 0.05) / (darker + 0.05)
}
