package render

import (
	"bytes"
	"encoding/xml"
	"fmt"

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

// sitemap lists the pages that may be found, by the sitemaps.org protocol 0.9.
// lastmod is the day of the newest entry on the page, never the build's time.
func sitemap(base string, place site.Place, pages []site.Page) ([]byte, error) {
	var set urlSet
	for _, p := range pages {
		if p.Listed {
			set.URLs = append(set.URLs, sitemapURL{base + place.Whole(p.Address), p.Changed.String()})
		}
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	enc := xml.NewEncoder(&b)
	enc.Indent("", " ")
	if err := enc.Encode(set); err != nil {
		return nil, fmt.Errorf("making the sitemap: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// robots lets every crawler in and tells where the sitemap is. Where pages ask search
// engines to stay away it lets them in too, or they would not read that.
func robots(base string, listed bool) []byte {
	text := "User-agent: *\nAllow: /\n"
	if listed {
		text += "Sitemap: " + base + "sitemap.xml\n"
	}
	return []byte(text)
}
