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

// A look is how somebody looks at a page.
type look struct {
	width  int64
	scheme string
}

// looks are all of them, or the two that differ most.
func looks() []look {
	if !thorough() {
		return []look{{1280, "light"}, {320, "dark"}}
	}
	var all []look
	for _, width := range []int64{1280, 375, 320} {
		all = append(all, look{width, "light"}, look{width, "dark"})
	}
	return all
}

func testAxe(t *testing.T, tab browserTab, pages []browserPage) {
	testAxeIn(t, tab, pages, func(int) []look { return looks() })
}

// testAxeIn tries the rules on each page in the looks that it gives.
func testAxeIn(t *testing.T, tab browserTab, pages []browserPage, looks func(i int) []look) {
	axe, err := os.ReadFile(checkerPath(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	defer tab.media(t, "", "light")
	for i, p := range pages {
		tab.open(t, p.url)
		evaluate[bool](t, tab, string(axe)+"\n;true")
		for _, l := range looks(i) {
			tab.resize(t, l.width)
			tab.media(t, "", l.scheme)
			report(t, fmt.Sprintf("%s at %d px, %s", p, l.width, l.scheme), evaluate[[]string](t, tab, axeRun))
		}
	}
}
