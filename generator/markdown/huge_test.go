package markdown

import (
	"strings"
	"testing"
)

// TestHuge reads what has brought Markdown parsers down or to a stop. It fails
// by taking the test run's whole time.
func TestHuge(t *testing.T) {
	const size = 1 << 18
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	var stairs strings.Builder
	for level := range 2000 {
		stairs.WriteString(strings.Repeat("  ", level) + "- x\n")
	}
	for name, text := range map[string]string{
		"quotes":                   strings.Repeat(">", 10000) + " x",
		"lines of quotes":          fill(strings.Repeat(">", 1000) + "a\n"),
		"a list of 2,000 levels":   stairs.String(),
		"dashes":                   fill("- "),
		"brackets":                 fill("["),
		"images":                   fill("!["),
		"wikilinks left open":      fill("[["),
		"links":                    fill("[a](b) "),
		"links in brackets":        strings.Repeat("[", 5000) + fill("[a](b)"),
		"destinations left open":   fill("[a](" + strings.Repeat("(", 50)),
		"destinations in <":        fill("[a](<b"),
		"destinations at line end": fill("[a](\n"),
		"lines of brackets":        fill("[a]\n"),
		"definitions":              fill("[a]: b\n"),
		"footnotes":                fill("[^1]: a\n"),
		"footnotes in footnotes":   fill("[^1]: "),
		"references":               "[^1]: x\n\n" + fill("[^1] "),
		"emphasis":                 fill("*a **b "),
		"highlights":               fill("==a "),
		"backticks":                fill("`a "),
		"tags left open":           fill("<a "),
		"comments left open":       fill("<!-- "),
		"comments":                 fill("%%a%% "),
		"comments with code":       fill("%%`%% "),
		"private callouts":         fill("> [!privat] a\n\n"),
		"private divisions":        fill("::: private\n"),
		"one line":                 fill("word #tag [[a]] "),
		"zeros":                    fill("\x00"),
		"no UTF-8":                 fill("\xff\xfe "),
	} {
		t.Run(name, func(t *testing.T) {
			d, _ := read(text, Options{})
			balanced(t, d.HTML(nil))
		})
	}
}
