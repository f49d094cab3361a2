package chart

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// Every sign that a drawing uses is defined.
func TestGlyphsAreDefined(t *testing.T) {
	wellFormed(t, Glyphs())
	sources, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	id := regexp.MustCompile(`"(g-[a-z]+)"`)
	used := 0
	for _, f := range sources {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") || f.Name() == "glyph.go" {
			continue
		}
		text, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range id.FindAllStringSubmatch(string(text), -1) {
			used++
			if !strings.Contains(string(Glyphs()), `<g id="`+m[1]+`">`) {
				t.Errorf("%s uses %s, which is not defined", f.Name(), m[1])
			}
		}
	}
	if used < 9 {
		t.Errorf("only %d uses found", used)
	}
}

func TestWordStrip(t *testing.T) {
	svg := WordStrip([]StepState{StepDone, StepBegun, StepNotBegun, StepPlanned, StepSkipped}, `Steps: 1 "Thank" done`)
	wellFormed(t, svg)
	want := `<svg class="strip-w" width="150" height="12" role="img" aria-label="Steps: 1 &#34;Thank&#34; done">` +
		`<rect class="s1" x="0" y="0" width="28" height="12"/>` +
		`<rect class="s2" x="30" y="6" width="28" height="6"/><rect class="o" x="30.5" y="0.5" width="27" height="11"/>` +
		`<rect class="o" x="60.5" y="0.5" width="27" height="11"/>` +
		`<rect class="o" x="90.5" y="0.5" width="27" height="11"/><circle class="s4" cx="104" cy="6" r="2"/>` +
		`<rect class="o" x="120.5" y="0.5" width="27" height="11"/><line class="tk" x1="122" x2="146" y1="6" y2="6"/></svg>`
	if string(svg) != want {
		t.Errorf("got  %s\nwant %s", svg, want)
	}
	if svg := WordStrip(make([]StepState, 12), ""); !strings.Contains(string(svg), `width="180"`) {
		t.Errorf("twelve steps: %.80s", svg)
	}
	wellFormed(t, WordStrip(nil, "no steps"))
}

func TestWidths(t *testing.T) {
	if w := textWidth("Today", semibold); w < 30 || w > 48 {
		t.Errorf("Today is %v px wide", w)
	}
	for _, s := range []string{"iii", "Größe", "第二", "é", "🌄"} {
		if textWidth(s+"x", regular) <= textWidth(s, regular) {
			t.Errorf("%q with a letter more is not wider", s)
		}
	}
	if textWidth("e\u0301", regular) != textWidth("e", regular) {
		t.Error("a combining accent takes room")
	}
	for in, want := range map[string]string{"abc": "abc", "abcd": "abcd", "abcde": "abc…", "äöüß!": "äöü…", "": ""} {
		if got := shorten(in, 4); got != want {
			t.Errorf("shorten(%q, 4) = %q, want %q", in, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for want, v := range map[string]float64{"0": -0.001, "12.35": 12.349, "12": 12.0004, "-7.5": -7.5, "100": 100} {
		if got := number(v, 2); got != want {
			t.Errorf("number(%v, 2) = %q, want %q", v, got, want)
		}
	}
	for n, want := range map[int]string{0: "0", 9999: "9999", 25_400: "25k", 3_600_000: "4m"} {
		if got := gutterCount(n); got != want {
			t.Errorf("gutterCount(%d) = %q, want %q", n, got, want)
		}
	}
}
