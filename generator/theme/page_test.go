package theme

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// element walks a page and calls visit for each element.
func element(n *html.Node, visit func(*html.Node)) {
	if n.Type == html.ElementNode {
		visit(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		element(c, visit)
	}
}

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// page is what the rules for every page look at.
type page struct {
	ids, refs, jumps []string
	forbidden        []string
	landmarks        map[string]int
	h1               int
}

func examine(t *testing.T, text string) page {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	p := page{landmarks: map[string]int{}}
	level := 0
	element(doc, func(n *html.Node) {
		p.landmarks[n.Data]++
		if n.Data == "script" && n.FirstChild != nil || n.Data == "style" {
			p.forbidden = append(p.forbidden, n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				p.forbidden = append(p.forbidden, n.Data+" "+a.Key)
			case a.Key == "id":
				p.ids = append(p.ids, a.Val)
			case a.Key == "aria-labelledby":
				p.refs = append(p.refs, strings.Fields(a.Val)...)
			case a.Key == "tabindex" && a.Val > "0":
				p.forbidden = append(p.forbidden, "tabindex "+a.Val)
			}
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			now := int(n.Data[1] - '0')
			if now > level+1 {
				p.jumps = append(p.jumps, n.Data)
			}
			if now == 1 {
				p.h1++
			}
			level = now
		}
	})
	return p
}

func TestEveryPage(t *testing.T) {
	th := builtinTheme(t)
	covered := map[string]bool{}
	for name, view := range storyViews() {
		covered[kindOf(t, view)] = true
		t.Run(name, func(t *testing.T) {
			text := render(t, th, view)
			p := examine(t, text)
			if len(p.forbidden) > 0 {
				t.Errorf("has %v", p.forbidden)
			}
			if len(p.jumps) > 0 || p.h1 != 1 {
				t.Errorf("%d first headings, jumps before %v", p.h1, p.jumps)
			}
			slices.Sort(p.ids)
			if unique := slices.Compact(slices.Clone(p.ids)); len(unique) != len(p.ids) {
				t.Errorf("ids are used twice: %v", p.ids)
			}
			for _, ref := range p.refs {
				if !slices.Contains(p.ids, ref) {
					t.Errorf("nothing has the id %s", ref)
				}
			}
			if p.landmarks["main"] != 1 || p.landmarks["footer"] != 1 || p.landmarks["nav"] < 1 {
				t.Error("a landmark is missing")
			}
			if strings.Contains(text, "ZgotmplZ") {
				t.Error("a value was not safe where it stands")
			}
			// Words that the pages never say, section 3 of the visual design.
			for _, never := range []string{"streak", "overdue", "missed", "inactive", "incomplete", "failed", "rejected", "weakness", "relapse", "!</"} {
				if strings.Contains(strings.ToLower(text), never) {
					t.Errorf("says %q", never)
				}
			}
		})
	}
	for _, k := range kinds() {
		if !covered[k.name] {
			t.Errorf("no view for pages of the kind %s", k.name)
		}
	}
}

func TestPageParts(t *testing.T) {
	th := builtinTheme(t)
	views := storyViews()
	for name, parts := range map[string][]string{
		"home": {`<html lang="en" dir="ltr">`, `<meta charset="utf-8">`, `http-equiv="Content-Security-Policy"`, `content="noindex"`, `name="referrer" content="no-referrer"`, `<title>Day 26 · The second call</title>`,
			`<a class="skip" href="#main">`, `<a href="home.html" aria-current="page">Today</a>`, `<li class="s3 st1"><a href="step.html">3 Recalibrate</a><small>begun, 4 entries</small></li>`, `class="tl lab`, `<li id="r1"><span>Day 0</span>`,
			`<time datetime="2026-10-06">Tue 6 Oct</time>`, `<ol class="ov-rows">`, `type="application/atom+xml"`},
		"pursuit":  {`<ol class="ledger lanes6" id="ledger">`, `<li class="row mile" id="r1">`, `<li class="nowrow">`, `2 quiet days`, `<b class="tag">planned</b>`, `<dt>since the no</dt><dd>26 days</dd>`, `private build only`},
		"entry":    {`<a href="pursuit.html">Harbourside Museum</a>, day 22`, `<a href="step.html">6 Keep going</a>`, `D., Tom`, `class="prose s6"`, `rel="prev"`, `rel="next"`},
		"full":     {`<p class="badge private"><b>private</b>`, `href="tel:&#43;442079460000"`, `your own copy`, `<dt>What helped</dt><dd>a walk</dd>`},
		"calendar": {`<caption><a href="review.html">January</a>`, `<th scope="col"><abbr title="Monday">M</abbr></th>`, `aria-current="date"`},
		"empty":    {"<h1>Nothing here yet, and nothing is late</h1>", "<code>journal new"},
		"unheard":  {"<h2>No feedback yet</h2>"},
		"notfound": {`<a href="index.html">Look in the index</a>`},
	} {
		text := render(t, th, views[name])
		for _, part := range parts {
			if !strings.Contains(text, part) {
				t.Errorf("%s: no %s", name, part)
			}
		}
	}
}
