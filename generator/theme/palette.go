package theme

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"journal/generator/chart"
	"journal/generator/diag"
)

// Palette are the colours that a theme's stylesheets give to custom properties of
// the root, by their names without dashes ("bg", "ink", "s1"), in both schemes.
type Palette struct{ Light, Dark map[string]Color }

// Color is the value of a custom property and who says so.
type Color struct {
	Value string      // as it is written
	At    diag.Source // the file; none for a built-in one
	Pos   diag.Pos    // zero: the theme's own, which its tests look after
}

// Own reports a colour that the journal says, not the theme.
func (c Color) Own() bool { return c.Pos != (diag.Pos{}) }

// Palette are the colours that all pages of the theme have. As in a browser, what
// comes later holds, and what is said for every scheme holds in the dark one too.
func (t Theme) Palette() Palette { return t.palette }

func (t Theme) readPalette() Palette {
	p := Palette{map[string]Color{}, map[string]Color{}}
	for _, f := range t.styles(func(f file) bool { return f.path != bookStyles }) {
		source := f.source()
		rootProperties(f.text, func(dark bool, name, value string, offset int) {
			c := Color{Value: value}
			if f.site {
				c.At, c.Pos = source, source.PosAt(offset)
			}
			p.Dark[name] = c
			if !dark {
				p.Light[name] = c
			}
		})
	}
	p.resolve()
	return p
}

// resolve puts in what var(--name) stands for.
func (p Palette) resolve() {
	for _, scheme := range []map[string]Color{p.Light, p.Dark} {
		for _, name := range slices.Sorted(maps.Keys(scheme)) {
			c := scheme[name]
			if other, ok := strings.CutPrefix(strings.TrimSuffix(c.Value, ")"), "var(--"); ok {
				c.Value = scheme[other].Value
				scheme[name] = c
			}
		}
	}
}

// With lays a journal's own colours over those of the theme.
func (p Palette) With(light, dark map[string]Color) Palette {
	lay := func(below, above map[string]Color) map[string]Color {
		all := maps.Clone(below)
		maps.Copy(all, above)
		return all
	}
	return Palette{lay(p.Light, light), lay(p.Dark, dark)}
}

// Grounds are what the colours of marks and links have to stand out from. A colour
// that is not written as #rgb or #rrggbb is taken for that of the default theme.
func (p Palette) Grounds() chart.Grounds {
	usual := chart.Horizon()
	return chart.Grounds{Light: ground(p.Light, usual.Light), Dark: ground(p.Dark, usual.Dark)}
}

func ground(scheme map[string]Color, usual chart.Ground) chart.Ground {
	color := func(name, usual string) string {
		if c := scheme[name].Value; chart.Contrast(c, c) > 0 {
			return c
		}
		return usual
	}
	return chart.Ground{Page: color("bg", usual.Page), Band: color("band", usual.Band), Ink: color("ink", usual.Ink)}
}

// The least contrast of text and of marks (WCAG 2.2, 1.4.3 and 1.4.11).
const (
	leastOfText  = 4.5
	leastOfMarks = 3
)

// Faint reports colours of the journal's own that cannot be seen well enough on what
// they stand on, at most once each (W404). Colours of steps are the journal's business
// only where it has chosen them: those of the theme are made to fit.
func (p Palette) Faint() diag.List {
	var problems diag.List
	for _, scheme := range []struct {
		name   string
		colors map[string]Color
	}{{"light", p.Light}, {"dark", p.Dark}} {
		for _, name := range slices.Sorted(maps.Keys(scheme.colors)) {
			if worst, ok := faint(scheme.colors, name); ok && worst.own() && (!isStep(name, "s") || scheme.colors[name].Own()) {
				problems = append(problems, worst.message(scheme.name))
			}
		}
	}
	return problems
}

// Misses lists every colour that cannot be seen well enough, whoever's it is.
func (p Palette) Misses() []string {
	var misses []string
	for scheme, colors := range map[string]map[string]Color{"light": p.Light, "dark": p.Dark} {
		for name := range colors {
			if worst, ok := faint(colors, name); ok {
				misses = append(misses, scheme+": "+worst.String())
			}
		}
	}
	slices.Sort(misses)
	return misses
}

// pair is a colour and what it stands on.
type pair struct {
	name, on     string
	color, under Color
	ratio, least float64
}

// faint gives the pair of a colour with the least contrast, if that is too little.
func faint(colors map[string]Color, name string) (pair, bool) {
	grounds, least := grounds(name)
	var worst pair
	for _, on := range grounds {
		ratio := chart.Contrast(colors[name].Value, colors[on].Value)
		if ratio > 0 && (worst.least == 0 || ratio < worst.ratio) {
			worst = pair{name, on, colors[name], colors[on], ratio, least}
		}
	}
	return worst, worst.least > 0 && worst.ratio < least
}

// grounds are what a colour stands on, and the contrast that it needs there.
func grounds(name string) (on []string, least float64) {
	switch {
	case slices.Contains([]string{"ink", "ink-2", "muted", "link"}, name):
		return []string{"bg", "band"}, leastOfText
	case name == "rule-2" || name == "focus" || isStep(name, "s"):
		return []string{"bg", "band"}, leastOfMarks
	case isStep(name, "o"):
		return []string{"s" + name[1:]}, leastOfText
	}
	return nil, 0
}

// isStep reports the property of a step: s1, o12.
func isStep(name, prefix string) bool {
	rest, ok := strings.CutPrefix(name, prefix)
	return ok && rest != "" && strings.Trim(rest, "0123456789") == ""
}

func (p pair) own() bool { return p.color.Own() || p.under.Own() }

func (p pair) String() string {
	return fmt.Sprintf("--%s on --%s: %.2f of %.1f", p.name, p.on, p.ratio, p.least)
}

// message points at the colour, or, where that is the theme's, at what it stands on.
func (p pair) message(scheme string) diag.Message {
	at := p.color
	if !at.Own() {
		at = p.under
	}
	hint := "make one of them darker or lighter"
	if scheme == "dark" {
		hint += "; colours for dark screens stand apart"
	}
	return at.At.Message("W404", at.Pos, len(at.Value), hint,
		"in the %s scheme %s on %s has a contrast of %.1f to 1 and needs %.1f", scheme, p.name, p.on, p.ratio, p.least)
}

// rootProperties calls visit for every custom property that a stylesheet gives to
// :root on screens, with its place.
func rootProperties(css []byte, visit func(dark bool, name, value string, offset int)) {
	text := blankComments(css)
	var around []string
	start := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{':
			around = append(around, strings.Join(strings.Fields(text[start:i]), " "))
			start = i + 1
		case ';', '}':
			if dark, ok := rootOnScreens(around); ok {
				declaration(text[start:i], start, dark, visit)
			}
			start = i + 1
			if text[i] == '}' && len(around) > 0 {
				around = around[:len(around)-1]
			}
		}
	}
}

// rootOnScreens reports whether blocks are about the root of every page on a
// screen, and whether of a dark one.
func rootOnScreens(around []string) (dark, ok bool) {
	if len(around) == 0 || !slices.Contains(strings.Split(around[len(around)-1], ","), ":root") {
		return false, false
	}
	for _, block := range around[:len(around)-1] {
		switch squeezed := strings.ReplaceAll(block, " ", ""); {
		case strings.HasPrefix(squeezed, "@media") && strings.HasSuffix(squeezed, "(prefers-color-scheme:dark)"):
			dark = true
		case squeezed != "@mediascreen":
			return false, false
		}
	}
	return dark, true
}

func declaration(text string, at int, dark bool, visit func(bool, string, string, int)) {
	name, value, ok := strings.Cut(text, ":")
	property, custom := strings.CutPrefix(strings.TrimSpace(name), "--")
	if !ok || !custom {
		return
	}
	before := len(value) - len(strings.TrimLeft(value, " \t\r\n"))
	visit(dark, property, strings.ToLower(strings.TrimSpace(value)), at+len(name)+1+before)
}

// blankComments puts spaces in place of comments, so that places stay what they are.
func blankComments(css []byte) string {
	text := []byte(string(css))
	for at := 0; ; {
		start := strings.Index(string(text[at:]), "/*")
		if start < 0 {
			return string(text)
		}
		start += at
		end := strings.Index(string(text[start+2:]), "*/")
		at = len(text)
		if end >= 0 {
			at = start + 2 + end + 2
		}
		for i := start; i < at; i++ {
			if text[i] != '\n' {
				text[i] = ' '
			}
		}
	}
}
