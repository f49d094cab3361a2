package chart

import (
	"math"
	"strings"
	"testing"
)

func TestContrast(t *testing.T) {
	cases := []struct {
		a, b string
		want float64
	}{{"#000", "#ffffff", 21}, {"#777777", "#fff", 4.48}, {"#211e34", "#faf9fc", 15.40}, {"#a38801", "#f3f1f8", 3.08}, {"#fff", "#fff", 1}, {"red", "#fff", 0}}
	for _, c := range cases {
		if got := Contrast(c.a, c.b); math.Abs(got-c.want) > 0.006 {
			t.Errorf("Contrast(%s, %s) = %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// Every colour of every ramp can be seen on the page and on quiet areas, and its
// numeral can be read.
func TestRampContrast(t *testing.T) {
	for n := 1; n <= 30; n++ {
		hues := Ramp(n, Horizon())
		if len(hues) != n {
			t.Fatalf("%d colours for %d steps", len(hues), n)
		}
		for i, h := range hues {
			checkHue(t, h)
			if i > 0 && n <= 12 && (h.Light == hues[i-1].Light || h.Dark == hues[i-1].Dark) {
				t.Errorf("%d steps: %d and %d look the same", n, i, i+1)
			}
		}
	}
}

func checkHue(t *testing.T, h Hue) {
	t.Helper()
	for _, on := range []string{"#faf9fc", Horizon().Light.Band, "#ffffff"} {
		if c := Contrast(h.Light, on); c < 3 {
			t.Errorf("%s on %s: %.2f", h.Light, on, c)
		}
	}
	for _, on := range []string{"#14131e", Horizon().Dark.Band} {
		if c := Contrast(h.Dark, on); c < 3 {
			t.Errorf("%s on %s: %.2f", h.Dark, on, c)
		}
	}
	if c := Contrast(h.Light, h.LightOn); c < 4.5 {
		t.Errorf("numeral %s on %s: %.2f", h.LightOn, h.Light, c)
	}
	if c := Contrast(h.Dark, h.DarkOn); c < 4.5 {
		t.Errorf("numeral %s on %s: %.2f", h.DarkOn, h.Dark, c)
	}
}

// The twelve colours that the design was looked at with.
func TestRampOfTwelve(t *testing.T) {
	light := strings.Fields("#373492 #5a369d #7b38a0 #973d99 #ae448c #c44a80 #cd4469 #e45a5f #db6548 #ce7034 #bc7c07 #a38801")
	dark := strings.Fields("#7c84db #9a87e0 #b78ae0 #d085d0 #e480b7 #f186a3 #fa9398 #fe9e89 #fba873 #f3b568 #f4c774 #f4da84")
	for i, h := range Ramp(12, Horizon()) {
		if h.Light != light[i] || h.Dark != dark[i] {
			t.Errorf("step %d: %s and %s, want %s and %s", i+1, h.Light, h.Dark, light[i], dark[i])
		}
	}
}

func TestRampCSS(t *testing.T) {
	css, repairs := RampCSS(3, []string{"", "#FFEE00", "no colour", "#123456"}, Horizon())
	s := string(css)
	for _, want := range []string{":root{--s1:#373492;--o1:#ffffff;", "@media screen and (prefers-color-scheme:dark){:root{--s1:#7c84db;", ".s3{--c:var(--s3);--o:var(--o3)}", ".s0{"} {
		if !strings.Contains(s, want) {
			t.Errorf("lacks %s:\n%s", want, s)
		}
	}
	if len(repairs) != 2 || repairs[0].Step != 1 || repairs[0].Light == "" || repairs[1].Step != 2 || repairs[1].Light != "" {
		t.Errorf("repairs %+v", repairs)
	}
	if strings.Contains(s, "no colour") {
		t.Error("what is no colour came into the stylesheet")
	}
	if strings.Count(s, "{") != strings.Count(s, "}") {
		t.Errorf("braces: %s", s)
	}
	if _, repairs := RampCSS(1, []string{"#373492"}, Horizon()); len(repairs) != 0 {
		t.Errorf("a good colour was changed: %+v", repairs)
	}
}

func FuzzRepair(f *testing.F) {
	for _, s := range []string{"#fff", "#000000", "#ffee00", "#7f7f7f", "#00ff00", "#abcdeg", "#12", "#ıab"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, ok := parseColor(s)
		if !ok {
			return
		}
		checkHue(t, repaired(c.oklch(), c.oklch(), Horizon()))
	})
}

// Whatever the grounds are, links can be read and marks can be seen.
func TestColoursFitTheirGrounds(t *testing.T) {
	grounds := map[string]Grounds{
		"horizon":      Horizon(),
		"paper":        {Ground{"#fbf8f1", "#f4eee1", "#211c16"}, Ground{"#181510", "#221e17", "#ebe4d6"}},
		"black, white": {Ground{"#000000", "#111111", "#ffffff"}, Ground{"#ffffff", "#eeeeee", "#000000"}},
		"dusk always":  {Ground{"#2a2838", "#333146", "#f0f0f0"}, Ground{"#2a2838", "#333146", "#f0f0f0"}},
		"grey":         {Ground{"#dddddd", "#cccccc", "#000000"}, Ground{"#333333", "#444444", "#ffffff"}},
	}
	for name, g := range grounds {
		for _, color := range []string{"#5545ae", "#ffff00", "#000", "#ffffff", "#e75669", "#00ff00"} {
			light, dark, ok := Accent(color, g)
			if !ok || g.Light.Contrast(light) < numeralContrast || g.Dark.Contrast(dark) < numeralContrast {
				t.Errorf("%s: %s becomes %s (%.2f) and %s (%.2f)", name, color, light, g.Light.Contrast(light), dark, g.Dark.Contrast(dark))
			}
		}
		for n := 1; n <= 12; n++ {
			for _, h := range Ramp(n, g) {
				if g.Light.Contrast(h.Light) < 3 || g.Dark.Contrast(h.Dark) < 3 || Contrast(h.Light, h.LightOn) < 4.5 || Contrast(h.Dark, h.DarkOn) < 4.5 {
					t.Errorf("%s: %+v: %.2f and %.2f", name, h, g.Light.Contrast(h.Light), g.Dark.Contrast(h.Dark))
				}
			}
		}
	}
	if light, _, _ := Accent("#5545ae", Horizon()); light != "#5545ae" {
		t.Errorf("an accent that is legible became %s", light)
	}
	if _, _, ok := Accent("no colour", Horizon()); ok {
		t.Error("what is no colour is an accent")
	}
}
