package generator_test

import (
	"fmt"
	"os"
	"testing"
)

// axeRun asks for the rules of WCAG 2.2 at A and AA, and those that are good
// practice.
const axeRun = `axe.run(document, {
	runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]},
	resultTypes: ["violations"],
}).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.target.join(" ") + ": " + n.any.concat(n.all, n.none).map(c => c.message).join("; "))))`

func testAxe(t *testing.T, tab browserTab, pages []browserPage) {
	axe, err := os.ReadFile(checkerPath(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	defer tab.media(t, "", "light")
	for _, p := range pages {
		tab.open(t, p.url)
		evaluate[bool](t, tab, string(axe)+"\n;true")
		for _, width := range []int64{1280, 375, 320} {
			tab.resize(t, width)
			for _, scheme := range []string{"light", "dark"} {
				tab.media(t, "", scheme)
				report(t, fmt.Sprintf("%s at %d px, %s", p, width, scheme), evaluate[[]string](t, tab, axeRun))
			}
		}
	}
}
