package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"journal/generator/site"
)

// The Atom feed is RFC 4287, the other JSON Feed 1.1.

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr,omitempty"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Author  atomPerson  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Lang       string         `xml:"xml:lang,attr,omitempty"`
	Title      string         `xml:"title"`
	ID         string         `xml:"id"`
	Link       atomLink       `xml:"link"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Categories []atomCategory `xml:"category"`
	Summary    *atomText      `xml:"summary"`
	Content    *atomText      `xml:"content"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

func atom(f site.Feed) ([]byte, error) {
	author := f.Author
	if author == "" {
		author = f.Title
	}
	feed := atomFeed{Lang: f.Lang, Title: f.Title, ID: feedID(f, ""), Updated: stamp(f, f.Updated.String(), ""), Author: atomPerson{author},
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: f.Base + site.AtomPath}, {Rel: "alternate", Type: "text/html", Href: linkTo(f, "")}}}
	for _, item := range f.Items {
		at := stampOf(f, item)
		e := atomEntry{Lang: item.Lang, Title: item.Title, ID: feedID(f, item.Address), Published: at, Updated: at,
			Link: atomLink{Rel: "alternate", Type: "text/html", Href: linkTo(f, item.Address)}}
		for _, t := range item.Tags {
			e.Categories = append(e.Categories, atomCategory{t})
		}
		if item.Summary != "" {
			e.Summary = &atomText{"text", validXML(item.Summary)}
		}
		if body := item.Body(); body != "" {
			e.Content = &atomText{"html", validXML(body)}
		}
		feed.Entries = append(feed.Entries, e)
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	enc := xml.NewEncoder(&b)
	enc.Indent("", " ")
	if err := enc.Encode(feed); err != nil {
		return nil, fmt.Errorf("making the feed: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// validXML leaves out characters that XML 1.0 does not allow.
func validXML(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}

// neverUpdated stands in a feed without items: the same at every build.
const neverUpdated = "2000-01-01T00:00:00Z"

// stamp is a day and a time in the journal's zone; a day without a time is noon.
func stamp(f site.Feed, day, clock string) string {
	if day == "" {
		return neverUpdated
	}
	if clock == "" {
		clock = "12:00"
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", day+" "+clock, f.Zone)
	if err != nil {
		return neverUpdated
	}
	return t.Format(time.RFC3339)
}

// stampOf is when an entry was written. An hour after midnight that belongs to the
// day before is, for feed readers, an hour of the next.
func stampOf(f site.Feed, item site.FeedItem) string {
	day := item.Day
	if item.Late {
		day = day.AddDays(1)
	}
	return stamp(f, day.String(), item.Clock)
}

// linkTo is a page's address: absolute, or, for a site that does not say where
// it lives, relative to the feed.
func linkTo(f site.Feed, address string) string {
	if f.Base == "" {
		return address + "index.html"
	}
	return f.Base + f.Place.Whole(address)
}

// feedID names a feed or an item for good: its address, or a UUID (RFC 9562,
// version 8) made from the site's title and the page's address.
func feedID(f site.Feed, address string) string {
	if f.Base != "" {
		return f.Base + address
	}
	h := sha256.Sum256([]byte(f.Title + "\n" + address))
	h[6], h[8] = h[6]&0x0f|0x80, h[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", h[0:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

type jsonFeedFile struct {
	Version  string         `json:"version"`
	Title    string         `json:"title"`
	HomePage string         `json:"home_page_url,omitempty"`
	FeedURL  string         `json:"feed_url,omitempty"`
	Language string         `json:"language,omitempty"`
	Authors  []jsonAuthor   `json:"authors,omitempty"`
	Items    []jsonFeedItem `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonFeedItem struct {
	ID        string   `json:"id"`
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	HTML      string   `json:"content_html,omitempty"`
	Text      string   `json:"content_text,omitempty"`
	Summary   string   `json:"summary,omitempty"`
	Published string   `json:"date_published"`
	Language  string   `json:"language,omitempty"`
	Tags      []string `json:"tags,omitempty"`
}

func jsonFeed(f site.Feed) ([]byte, error) {
	feed := jsonFeedFile{Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Language: f.Lang, Items: []jsonFeedItem{}}
	if f.Base != "" {
		feed.HomePage, feed.FeedURL = linkTo(f, ""), f.Base+site.JSONPath
	}
	if f.Author != "" {
		feed.Authors = []jsonAuthor{{f.Author}}
	}
	for _, item := range f.Items {
		j := jsonFeedItem{ID: feedID(f, item.Address), URL: linkTo(f, item.Address), Title: item.Title, HTML: item.Body(), Summary: item.Summary,
			Published: stampOf(f, item), Language: item.Lang, Tags: item.Tags}
		if j.HTML == "" {
			j.Text = item.Summary
			if j.Text == "" {
				j.Text = item.Title
			}
		}
		feed.Items = append(feed.Items, j)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(feed); err != nil {
		return nil, fmt.Errorf("making the feed: %w", err)
	}
	return b.Bytes(), nil
}
