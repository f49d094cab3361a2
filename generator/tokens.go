package generator

import (
	"fmt"
	"slices"
	"strings"

	"journal/generator/chart"
	"journal/generator/config"
)

// stepsOfTheme is the number of steps whose colours stand in the theme's own
// stylesheet.
const stepsOfTheme = 6

// tokens is a stylesheet with what the configuration says of the looks: the
// accent, the fonts, the colours of other steps than the theme's own six.
func tokens(cfg config.Config) string {
	var b strings.Builder
	t := cfg.Theme
	if t.Serif != "" {
		fmt.Fprintf(&b, ":root{--serif:%s}", fontStack(t.Serif))
	}
	if t.Sans != "" {
		fmt.Fprintf(&b, ":root{--sans:%s}", fontStack(t.Sans))
	}
	if t.Accent != "" {
		light, dark := chart.Accent(t.Accent)
		fmt.Fprintf(&b, ":root{--link:%s;--focus:%s}@media screen and (prefers-color-scheme:dark){:root{--link:%s;--focus:%s}}", light, light, dark, dark)
	}
	steps := cfg.Program.Steps
	if len(steps) != stepsOfTheme || slices.ContainsFunc(steps, func(s config.Step) bool { return s.Color != "" }) {
		css, _ := chart.RampCSS(len(steps), colors(steps))
		b.WriteString(string(css))
	}
	return b.String()
}

// fontStack keeps of a font stack what cannot end the declaration it stands in.
func fontStack(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("{};<>\\@/", r) || r < ' ' {
			return -1
		}
		return r
	}, s)
}

func colors(steps []config.Step) []string {
	colors := make([]string, len(steps))
	for i, s := range steps {
		colors[i] = s.Color
	}
	return colors
}
