package render

import (
	"encoding/xml"
	"fmt"
	"testing"

	"journal/generator/site"
)

// A sitemap holds 50,000 addresses at most; above that its parts hold each page once.
func TestSitemapOfManyPages(t *testing.T) {
	if parts := sitemapParts(sitemapMost); parts != nil {
		t.Errorf("%d pages in %q", sitemapMost, parts)
	}
	pages := make([]site.Page, 2*sitemapMost+7)
	for i := range pages {
		pages[i] = site.Page{Address: fmt.Sprintf("entries/%d/", i), Listed: i%10 != 0}
	}
	parts := sitemapParts(len(pages))
	if len(parts) != 3 {
		t.Fatalf("%d pages in %q", len(pages), parts)
	}
	seen := map[string]bool{}
	for n, name := range parts {
		if !isSitemap(name) || partOf(name, func() []string { return parts }) != n {
			t.Errorf("%s is no part of a sitemap", name)
		}
		text, err := sitemap("https://a.example/", site.Place{}, pages, n, len(parts))
		if err != nil {
			t.Fatal(err)
		}
		var set struct {
			URLs []struct {
				Loc string `xml:"loc"`
			} `xml:"url"`
		}
		if err := xml.Unmarshal(text, &set); err != nil {
			t.Fatal(err)
		}
		if len(set.URLs) == 0 || len(set.URLs) > sitemapMost || len(text) > 50<<20 {
			t.Errorf("%s has %d addresses and %d bytes", name, len(set.URLs), len(text))
		}
		for _, u := range set.URLs {
			if seen[u.Loc] {
				t.Errorf("%s twice", u.Loc)
			}
			seen[u.Loc] = true
		}
	}
	for _, p := range pages {
		if seen["https://a.example/"+p.Address] != p.Listed {
			t.Fatalf("%s, listed %t, is there %t", p.Address, p.Listed, !p.Listed)
		}
	}
	index, err := sitemapOf("https://a.example/", parts)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		XMLName xml.Name
		Parts   []struct {
			Loc string `xml:"loc"`
		} `xml:"sitemap"`
	}
	if err := xml.Unmarshal(index, &got); err != nil || got.XMLName.Local != "sitemapindex" || len(got.Parts) != 3 || got.Parts[2].Loc != "https://a.example/sitemap-3.xml" {
		t.Errorf("%+v %v", got, err)
	}
}
