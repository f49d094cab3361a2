package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// rgb is a colour in linear light, each part from 0 to 1.
type rgb struct{ r, g, b float64 }

// oklch is a colour by lightness, chroma and hue (radians), after Björn Ottosson,
// "A perceptual color space for image processing" (2020), as in CSS Color 4.
type oklch struct{ l, c, h float64 }

// parseColor reads #rgb and #rrggbb.
func parseColor(s string) (rgb, bool) {
	s = strings.TrimSpace(s)
	hex, found := strings.CutPrefix(s, "#")
	if !found {
		return rgb{}, false
	}
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		return rgb{}, false
	}
	return rgb{toLinear(n >> 16 & 0xFF), toLinear(n >> 8 & 0xFF), toLinear(n & 0xFF)}, true
}

func toLinear(channel uint64) float64 {
	v := float64(channel) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func fromLinear(v float64) int {
	v = min(max(v, 0), 1)
	if v <= 0.0031308 {
		v *= 12.92
	} else {
		v = 1.055*math.Pow(v, 1/2.4) - 0.055
	}
	return int(math.Round(v * 255))
}

func (c rgb) String() string {
	return fmt.Sprintf("#%02x%02x%02x", fromLinear(c.r), fromLinear(c.g), fromLinear(c.b))
}

// luminance is WCAG 2.2's relative luminance.
func (c rgb) luminance() float64 { return 0.2126*c.r + 0.7152*c.g + 0.0722*c.b }

func (c rgb) oklch() oklch {
	l := math.Cbrt(0.4122214708*c.r + 0.5363325363*c.g + 0.0514459929*c.b)
	m := math.Cbrt(0.2119034982*c.r + 0.6806995451*c.g + 0.1073969566*c.b)
	s := math.Cbrt(0.0883024619*c.r + 0.2817188376*c.g + 0.6299787005*c.b)
	a := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	b := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	return oklch{0.2104542553*l + 0.7936177850*m - 0.0040720468*s, math.Hypot(a, b), math.Atan2(b, a)}
}

func (c oklch) rgb() rgb {
	a, b := c.c*math.Cos(c.h), c.c*math.Sin(c.h)
	l := cube(c.l + 0.3963377774*a + 0.2158037573*b)
	m := cube(c.l - 0.1055613458*a - 0.0638541728*b)
	s := cube(c.l - 0.0894841775*a - 1.2914855480*b)
	return rgb{
		4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s,
	}
}

func cube(v float64) float64 { return v * v * v }

// displayable lowers the chroma until a screen can show the colour.
func (c oklch) displayable() rgb {
	const slack = 0.0005
	for ; c.c > 0; c.c -= 0.002 {
		v := c.rgb()
		if min(v.r, v.g, v.b) >= -slack && max(v.r, v.g, v.b) <= 1+slack {
			return v
		}
	}
	c.c = 0
	return c.rgb()
}

// between is the colour at part t of the way, along the shorter arc of hue.
func between(a, b oklch, t float64) oklch {
	turn := math.Remainder(b.h-a.h, 2*math.Pi)
	return oklch{a.l + (b.l-a.l)*t, a.c + (b.c-a.c)*t, a.h + turn*t}
}
