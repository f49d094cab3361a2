package generator

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"journal/generator/chart"
	"journal/generator/config"
	"journal/generator/theme"
)

// stepsOfTheme is the number of steps whose colours stand in the theme's own
// stylesheet.
const stepsOfTheme = 6

// palette are the colours of the theme with those of the configuration.
func palette(cfg config.Config, th theme.Theme) theme.Palette {
	return th.Palette().With(chosen(cfg.Theme.Light), chosen(cfg.Theme.Dark))
}

func chosen(colors []config.Color) map[string]theme.Color {
	all := map[string]theme.Color{}
	for _, c := range colors {
		all[c.Name] = theme.Color{Value: c.Value, Pos: c.Pos}
		if c.Name == "link" {
			all["focus"] = all["link"]
		}
	}
	return all
}

// tokens is a stylesheet with what the configuration says of the looks: the
// colours, the accent, the fonts, the colours of other steps than the theme's own
// six. p is the palette with the colours of the configuration.
func tokens(cfg config.Config, p theme.Palette) string {
	var b strings.Builder
	t := cfg.Theme
	if t.Serif != "" {
		fmt.Fprintf(&b, ":root{--serif:%s}", fontStack(t.Serif))
	}
	if t.Sans != "" {
		fmt.Fprintf(&b, ":root{--sans:%s}", fontStack(t.Sans))
	}
	light, dark := map[string]string{}, map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(chosen(slices.Concat(t.Light, t.Dark)))) {
		light[name], dark[name] = p.Light[name].Value, p.Dark[name].Value
	}
	if link, darkLink, ok := chart.Accent(t.Accent, p.Grounds()); ok {
		light["link"], light["focus"], dark["link"], dark["focus"] = link, link, darkLink, darkLink
	}
	b.WriteString(rootRules(light, dark))
	if steps := cfg.Program.Steps; !stepsFit(steps, p) {
		css, _ := chart.RampCSS(len(steps), colors(steps), p.Grounds())
		b.WriteString(string(css))
	}
	return b.String()
}

// rootRules give colours to both schemes. A rule for all screens that comes last
// would hold on dark ones too, so both are always said.
func rootRules(light, dark map[string]string) string {
	if len(light) == 0 {
		return ""
	}
	rules := func(colors map[string]string) string {
		var b strings.Builder
		for _, name := range slices.Sorted(maps.Keys(colors)) {
			fmt.Fprintf(&b, "--%s:%s;", name, colors[name])
		}
		return ":root{" + strings.TrimSuffix(b.String(), ";") + "}"
	}
	return rules(light) + "@media screen and (prefers-color-scheme:dark){" + rules(dark) + "}"
}

// stepsFit reports whether the colours of steps that stylesheets give will do: there
// are as many, the configuration has others for none, and they can be seen or are what
// the author's own stylesheet wants.
func stepsFit(steps []config.Step, p theme.Palette) bool {
	if len(steps) != stepsOfTheme || slices.ContainsFunc(steps, func(s config.Step) bool { return s.Color != "" }) {
		return false
	}
	g := p.Grounds()
	for i := range steps {
		s, o := fmt.Sprintf("s%d", i+1), fmt.Sprintf("o%d", i+1)
		for _, of := range []struct {
			colors map[string]theme.Color
			ground chart.Ground
		}{{p.Light, g.Light}, {p.Dark, g.Dark}} {
			if !of.colors[s].Own() && (of.ground.Contrast(of.colors[s].Value) < 3 || chart.Contrast(of.colors[s].Value, of.colors[o].Value) < 4.5) {
				return false
			}
		}
	}
	return true
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
