package render

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"journal/generator/site"
)

type urlSet struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

type sitemapIndex struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Parts   []sitemapURL `xml:"sitemap"`
}

const (
	sitemapPath = "sitemap.xml"

	// sitemapMost is how many addresses the protocol lets a sitemap have.
	sitemapMost = 50_000
)

// sitemapParts are the files of a sitemap of many pages, by the number of pages; none
// where one file holds all.
func sitemapParts(pages int) []string {
	var parts []string
	for n := 0; pages > sitemapMost && n*sitemapMost < pages; n++ {
		parts = append(parts, fmt.Sprintf("sitemap-%d.xml", n+1))
	}
	return parts
}

// partOf is the number of a part of the sitemap by its file, or -1. The parts are asked
// for only where the name is that of one.
func partOf(path string, parts func() []string) int {
	if !strings.HasPrefix(path, "sitemap-") || !isSitemap(path) {
		return -1
	}
	return slices.Index(parts(), path)
}

// isSitemap reports whether a file is a sitemap or a part of one.
func isSitemap(path string) bool {
	return strings.HasPrefix(path, "sitemap") && strings.HasSuffix(path, ".xml") && !strings.Contains(path, "/")
}

// sitemap lists part n of the pages that may be found, by the sitemaps.org protocol 0.9.
// lastmod is the day of the newest entry on the page, never the build's time.
func sitemap(base string, place site.Place, pages []site.Page, n, parts int) ([]byte, error) {
	var listed []site.Page
	for _, p := range pages {
		if p.Listed {
			listed = append(listed, p)
		}
	}
	var set urlSet
	for _, p := range listed[n*len(listed)/parts : (n+1)*len(listed)/parts] {
		set.URLs = append(set.URLs, sitemapURL{base + place.Whole(p.Address), p.Changed.String()})
	}
	return xmlFile("sitemap", set)
}

// sitemapOf names the parts of a sitemap.
func sitemapOf(base string, parts []string) ([]byte, error) {
	var index sitemapIndex
	for _, p := range parts {
		index.Parts = append(index.Parts, sitemapURL{Loc: base + p})
	}
	return xmlFile("index of sitemaps", index)
}

func xmlFile(what string, content any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	enc := xml.NewEncoder(&b)
	enc.Indent("", " ")
	if err := enc.Encode(content); err != nil {
		return nil, fmt.Errorf("making the %s: %w", what, err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// robots lets every crawler in and tells where the sitemap is. Where pages ask search
// engines to stay away it lets them in too, or they would not read that.
func robots(base string, listed bool) []byte {
	text := "User-agent: *\nAllow: /\n"
	if listed {
		text += "Sitemap: " + base + sitemapPath + "\n"
	}
	return []byte(text)
}
