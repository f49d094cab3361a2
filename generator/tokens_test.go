package generator_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/chart"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/themes"
)

// Colours and accents of journal.toml hold in every theme, in both schemes, and links
// and steps can be seen on whatever page was chosen.
func TestColoursOfTheConfiguration(t *testing.T) {
	m := memo.New()
	for _, name := range []string{"default", "plain", "book"} {
		for _, accent := range []string{"#5545ae", "#ffee00", "#ffffff", "#000000"} {
			for _, bg := range []string{"", "#fffdf7", "#dddddd", "#101010"} {
				folder := t.TempDir()
				text := "[theme]\nname = '" + name + "'\naccent = '" + accent + "'\n"
				if bg != "" {
					text += "[theme.light]\nbg = '" + bg + "'\nband = '" + bg + "'\n"
				}
				if err := os.WriteFile(filepath.Join(folder, "journal.toml"), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
				src := generator.Source{Folder: folder, Themes: themes.FS, Now: time.Now}
				src.Today.Year, src.Today.Month, src.Today.Day = 2026, 4, 5
				tree, messages, err := generator.Build(src, edition.ForPublic, m)
				if err != nil || messages.HasErrors() {
					t.Fatal(err, messages)
				}
				page := files(t, tree)
				css := page[stylesheetOf(t, page["index.html"])]
				light, dark := colorsSeen(css)
				if bg != "" && light["bg"] != bg || dark["bg"] == bg {
					t.Errorf("%s: the page is %s and %s, not %s", name, light["bg"], dark["bg"], bg)
				}
				for scheme, seen := range map[string]map[string]string{"light": light, "dark": dark} {
					for property, least := range map[string]float64{"link": 4.5, "focus": 4.5, "s1": 3, "s2": 3, "s3": 3, "s4": 3, "s5": 3, "s6": 3} {
						for _, on := range []string{"bg", "band"} {
							if c := chart.Contrast(seen[property], seen[on]); c < least {
								t.Errorf("%s, %s, accent %s, page %q: %s (%s) on %s (%s) has %.2f", name, scheme, accent, bg, property, seen[property], on, seen[on], c)
							}
						}
					}
				}
			}
		}
	}
}

var (
	linkedStyles = regexp.MustCompile(`href="(assets/journal[^"]*\.css)"`)
	rootBlock    = regexp.MustCompile(`(@media screen and \(prefers-color-scheme:dark\)\{)?:root\{([^}]*)\}`)
	colorSet     = regexp.MustCompile(`--([a-z0-9-]+):(#[0-9a-f]+)`)
)

func stylesheetOf(t *testing.T, page string) string {
	t.Helper()
	found := linkedStyles.FindStringSubmatch(page)
	if found == nil {
		t.Fatal("the page has no stylesheet")
	}
	return found[1]
}

// colorsSeen are the colours that a stylesheet ends up with in both schemes. What
// print says is passed over.
func colorsSeen(css string) (light, dark map[string]string) {
	light, dark = map[string]string{}, map[string]string{}
	for _, block := range rootBlock.FindAllStringSubmatch(css, -1) {
		if strings.Contains(block[2], "color-scheme") {
			continue
		}
		for _, set := range colorSet.FindAllStringSubmatch(block[2], -1) {
			dark[set[1]] = set[2]
			if block[1] == "" {
				light[set[1]] = set[2]
			}
		}
	}
	return light, dark
}
