package generator_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// mostElements bounds a page, so that phones draw it at once.
const mostElements = 2500

// pagesMarkup finds on each page what must not be there and misses what must.
func pagesMarkup(s pagesSite) []string {
	checks := []func(*html.Node) []string{noCode, policy, headings, references, images, keyboard, size}
	var wrong []string
	for _, page := range s.paths() {
		for _, check := range checks {
			for _, trouble := range check(s.pages[page]) {
				wrong = append(wrong, page+": "+trouble)
			}
		}
		if strings.Count(strings.ToLower(s.files[page]), "<script") != len(elements(s.pages[page], "script")) {
			wrong = append(wrong, page+": <script somewhere in it")
		}
	}
	return wrong
}

// ownScript is a script of the theme, by its address.
var ownScript = regexp.MustCompile(`^(/[a-z/]*|(\.\./)*)assets/(keys|search|unlock)\.[0-9a-f]{12}\.js$`)

// noCode is: no script but those of the search, which wait until the page is
// there; no style but the stylesheets, no frames, no forms but for passphrases.
func noCode(doc *html.Node) []string {
	var wrong []string
	for _, n := range elements(doc) {
		if _, waits := attribute(n, "defer"); n.Data == "script" && !(waits && ownScript.MatchString(valueOf(n, "src")) && n.FirstChild == nil) {
			wrong = append(wrong, tag(n))
		}
		if slices.Contains([]string{"style", "iframe", "object", "embed", "form", "base"}, n.Data) && valueOf(n, "id") != "unlock" {
			wrong = append(wrong, tag(n))
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				wrong = append(wrong, tag(n))
			}
		}
	}
	return wrong
}

func policy(doc *html.Node) []string {
	for _, n := range elements(doc, "meta") {
		if valueOf(n, "http-equiv") == "Content-Security-Policy" && strings.Contains(valueOf(n, "content"), "default-src 'none'") {
			return nil
		}
	}
	return []string{"no Content-Security-Policy"}
}

// headings is: a language, one h1, which comes first, and no level left out.
func headings(doc *html.Node) []string {
	var wrong []string
	if root := elements(doc, "html"); valueOf(root[0], "lang") == "" {
		wrong = append(wrong, "no lang")
	}
	if n := len(elements(doc, "h1")); n != 1 {
		wrong = append(wrong, fmt.Sprintf("%d h1", n))
	}
	level := 0
	for _, n := range elements(doc, "h1", "h2", "h3", "h4", "h5", "h6") {
		next, _ := strconv.Atoi(n.Data[1:])
		if next > level+1 {
			wrong = append(wrong, fmt.Sprintf("%s after h%d", tag(n), level))
		}
		if textOf(n) == "" {
			wrong = append(wrong, "empty "+tag(n))
		}
		level = next
	}
	return wrong
}

// references is: ids once each, and what names an id means one that is there.
func references(doc *html.Node) []string {
	var wrong []string
	ids := map[string]bool{}
	for _, n := range elements(doc) {
		if id, ok := attribute(n, "id"); ok {
			if ids[id] || id == "" || strings.ContainsAny(id, " \t\n") {
				wrong = append(wrong, "id again, or none: "+tag(n))
			}
			ids[id] = true
		}
	}
	for _, n := range elements(doc) {
		for _, name := range []string{"aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"} {
			for _, id := range strings.Fields(valueOf(n, name)) {
				if !ids[id] {
					wrong = append(wrong, fmt.Sprintf("no id %s for %s", id, tag(n)))
				}
			}
		}
	}
	return wrong
}

func images(doc *html.Node) []string {
	var wrong []string
	for _, n := range elements(doc, "img") {
		if _, ok := attribute(n, "alt"); !ok {
			wrong = append(wrong, "no alt: "+tag(n))
		}
	}
	for _, n := range elements(doc, "svg") {
		if valueOf(n, "aria-hidden") != "true" && valueOf(n, "aria-label") == "" && !inSVG(n) {
			wrong = append(wrong, "neither hidden nor named: "+tag(n))
		}
	}
	return wrong
}

// keyboard is: the order of tabs is the order of reading, and what is hidden
// from readers is no stop.
func keyboard(doc *html.Node) []string {
	var wrong []string
	for _, n := range elements(doc) {
		index, stated := attribute(n, "tabindex")
		if i, err := strconv.Atoi(index); stated && (err != nil || i > 0) {
			wrong = append(wrong, tag(n))
		}
		_, link := attribute(n, "href")
		if n.Data == "a" && link && index != "-1" && within(n, func(n *html.Node) bool { return valueOf(n, "aria-hidden") == "true" }) {
			wrong = append(wrong, "a stop in what is hidden: "+tag(n))
		}
	}
	return wrong
}

func size(doc *html.Node) []string {
	if n := len(elements(doc)); n > mostElements {
		return []string{fmt.Sprintf("%d elements", n)}
	}
	return nil
}

// pagesFigures finds figures without words, links that only a drawing has, and
// months that have a day twice or not at all.
func pagesFigures(s pagesSite) []string {
	var wrong []string
	for _, page := range s.paths() {
		doc := s.pages[page]
		for _, n := range elements(doc, "figure") {
			if captions := elements(n, "figcaption"); len(captions) != 1 || len(strings.Fields(textOf(captions[0]))) < 3 {
				wrong = append(wrong, page+": no caption: "+tag(n))
			}
		}
		for _, address := range onlyDrawn(doc) {
			wrong = append(wrong, page+": only a drawing leads to "+address)
		}
		for _, table := range elements(doc, "table") {
			if hasClass(table, "mo") {
				wrong = append(wrong, daysOnce(page, table)...)
			}
		}
	}
	return wrong
}

func onlyDrawn(doc *html.Node) []string {
	beside := map[string]bool{}
	for _, n := range elements(doc, "a") {
		if !inSVG(n) {
			beside[valueOf(n, "href")] = true
		}
	}
	var missing []string
	for _, n := range elements(doc, "a") {
		if href := valueOf(n, "href"); inSVG(n) && !beside[href] && !strings.HasPrefix(href, "#") {
			missing = append(missing, href)
		}
	}
	return missing
}

var leadingDay = regexp.MustCompile(`^\d+`)

// daysOnce is about a month's table: its days count from 1 to 28 or more.
func daysOnce(page string, table *html.Node) []string {
	var days []string
	for _, cell := range elements(table, "td") {
		if day := leadingDay.FindString(textOf(cell)); day != "" {
			days = append(days, day)
		}
	}
	for i, day := range days {
		if day != strconv.Itoa(i+1) {
			return []string{fmt.Sprintf("%s: %s has the days %v", page, tag(table), days)}
		}
	}
	if len(days) < 28 || len(days) > 31 {
		return []string{fmt.Sprintf("%s: %d days in a month", page, len(days))}
	}
	return nil
}

// pagesMachine finds the journal's own folder in a file.
func pagesMachine(s pagesSite) []string {
	folder, err := filepath.Abs(s.folder)
	if err != nil {
		return []string{err.Error()}
	}
	var wrong []string
	for file, text := range s.files {
		if strings.Contains(text, folder) {
			wrong = append(wrong, file+" tells where the journal lies")
		}
	}
	return wrong
}
