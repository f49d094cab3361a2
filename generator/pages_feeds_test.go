package generator_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
)

// An atomDocument is what RFC 4287 requires of a feed (4.1.1) and of its entries
// (4.1.2).
type atomDocument struct {
	XMLName xml.Name      `xml:"http://www.w3.org/2005/Atom feed"`
	IDs     []string      `xml:"id"`
	Titles  []string      `xml:"title"`
	Updated []string      `xml:"updated"`
	Authors []string      `xml:"author>name"`
	Links   []atomAddress `xml:"link"`
	Entries []struct {
		IDs     []string      `xml:"id"`
		Titles  []string      `xml:"title"`
		Updated []string      `xml:"updated"`
		Links   []atomAddress `xml:"link"`
	} `xml:"entry"`
}

type atomAddress struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

// A jsonDocument is what JSON Feed 1.1 requires.
type jsonDocument struct {
	Version, Title string
	Items          []struct {
		ID, URL   string
		HTML      *string `json:"content_html"`
		Text      *string `json:"content_text"`
		Published string  `json:"date_published"`
	}
}

// pagesFeeds finds what is wrong with the feeds and the sitemap.
func pagesFeeds(s pagesSite) []string {
	wrong := wellFormed(s)
	wrong = append(wrong, atomTroubles(s)...)
	wrong = append(wrong, jsonTroubles(s)...)
	return append(wrong, sitemapTroubles(s)...)
}

func wellFormed(s pagesSite) []string {
	var wrong []string
	for file, text := range s.files {
		if ext := path.Ext(file); ext != ".xml" && ext != ".svg" {
			continue
		}
		dec := xml.NewDecoder(strings.NewReader(text))
		for {
			_, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				wrong = append(wrong, file+": "+err.Error())
				break
			}
		}
	}
	return wrong
}

func atomTroubles(s pagesSite) []string {
	var feed atomDocument
	if err := xml.Unmarshal([]byte(s.files["feed.xml"]), &feed); err != nil {
		return []string{"feed.xml: " + err.Error()}
	}
	wrong := oneEach("the feed", feed.IDs, feed.Titles, feed.Updated)
	if len(feed.Authors) == 0 {
		wrong = append(wrong, "the feed names no author")
	}
	seen := map[string]bool{}
	for i, e := range feed.Entries {
		wrong = append(wrong, oneEach(fmt.Sprintf("entry %d of the feed", i), e.IDs, e.Titles, e.Updated)...)
		for _, id := range e.IDs {
			if seen[id] {
				wrong = append(wrong, "the feed has "+id+" twice")
			}
			seen[id] = true
		}
		if len(e.Links) != 1 || e.Links[0].Rel != "alternate" || !s.hasPage(e.Links[0].Href) {
			wrong = append(wrong, fmt.Sprintf("entry %d of the feed links to %v", i, e.Links))
		}
	}
	return wrong
}

// oneEach is: one identity, one title and one moment, as RFC 3339 writes it.
func oneEach(what string, ids, titles, moments []string) []string {
	if len(ids) != 1 || len(titles) != 1 || len(moments) != 1 || ids[0] == "" || !strings.Contains(ids[0], ":") {
		return []string{fmt.Sprintf("%s: ids %q, titles %q, updated %q", what, ids, titles, moments)}
	}
	if _, err := time.Parse(time.RFC3339, moments[0]); err != nil {
		return []string{what + ": " + err.Error()}
	}
	return nil
}

func jsonTroubles(s pagesSite) []string {
	var feed jsonDocument
	if err := json.Unmarshal([]byte(s.files["feed.json"]), &feed); err != nil {
		return []string{"feed.json: " + err.Error()}
	}
	var wrong []string
	if feed.Version != "https://jsonfeed.org/version/1.1" || feed.Title == "" || feed.Items == nil {
		wrong = append(wrong, "feed.json: version, title or items")
	}
	seen := map[string]bool{}
	for _, item := range feed.Items {
		if item.ID == "" || seen[item.ID] || item.HTML == nil && item.Text == nil || !s.hasPage(item.URL) {
			wrong = append(wrong, "feed.json: the item "+item.ID)
		}
		if _, err := time.Parse(time.RFC3339, item.Published); err != nil {
			wrong = append(wrong, "feed.json: "+err.Error())
		}
		seen[item.ID] = true
	}
	return wrong
}

// hasPage reports whether an absolute address of the site, or one relative to
// its root, is a page.
func (s pagesSite) hasPage(address string) bool {
	file, ok := strings.CutPrefix(address, s.base)
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	return ok && s.pages[file] != nil
}

// sitemapTroubles is: exactly the pages that may be found, and no sitemap for a
// site that does not say where it lives.
func sitemapTroubles(s pagesSite) []string {
	text, ok := s.files["sitemap.xml"]
	if ok != (s.base != "") {
		return []string{fmt.Sprintf("sitemap: %t, base_url %q", ok, s.base)}
	}
	if !ok {
		return nil
	}
	var sitemap struct {
		URLs []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(text), &sitemap); err != nil {
		return []string{"sitemap.xml: " + err.Error()}
	}
	listed, wrong := map[string]bool{}, []string(nil)
	for _, u := range sitemap.URLs {
		file := strings.TrimPrefix(u.Loc, s.base) + "index.html"
		if s.pages[file] == nil || s.noIndex(file) || listed[file] {
			wrong = append(wrong, "sitemap.xml has "+u.Loc)
		}
		listed[file] = true
	}
	for _, page := range s.paths() {
		if s.public && !listed[page] && !s.noIndex(page) {
			wrong = append(wrong, "sitemap.xml lacks "+page)
		}
	}
	return wrong
}
