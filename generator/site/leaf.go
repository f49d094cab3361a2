package site

import (
	"fmt"

	"journal/generator/edition"
)

// yearEntries are the entries of one year, in order of day.
type yearEntries struct {
	year    int
	entries []*edition.Entry
}

// byYear groups entries, the newest year first.
func byYear(entries []*edition.Entry) []yearEntries {
	var years []yearEntries
	for end := len(entries); end > 0; {
		year := entries[end-1].Day.Year
		start := end
		for start > 0 && entries[start-1].Day.Year == year {
			start--
		}
		years = append(years, yearEntries{year, entries[start:end]})
		end = start
	}
	return years
}

// pages is the number of pages of a year; each has at most 120 rows.
func (y yearEntries) pages() int { return max(1, (len(y.entries)+listedRows-1)/listedRows) }

// page gives the entries of page n; page 0 has the newest.
func (y yearEntries) page(n int) []*edition.Entry {
	end := len(y.entries) - n*listedRows
	return y.entries[max(0, end-listedRows):end]
}

// yearAddress is where page n of a year is, below the address of a list.
func yearAddress(base string, year, n int) string {
	if n == 0 {
		return fmt.Sprintf("%s%d/", base, year)
	}
	return fmt.Sprintf("%s%d/%d/", base, year, n+1)
}

// leaf is one page of a list of entries: all of them where they are few, else
// a part of a year. The newest stand on the first.
type leaf struct {
	base    string
	years   []yearEntries // those that have pages of their own
	year, n int           // the place in years, and the page of that year
	entries []*edition.Entry
}

// leaves are the pages of a list. There is always one.
func leaves(base string, entries []*edition.Entry) []leaf {
	if len(entries) <= listedRows {
		return []leaf{{base: base, entries: entries}}
	}
	var all []leaf
	years := byYear(entries)
	for i, y := range years {
		for n := range y.pages() {
			all = append(all, leaf{base, years, i, n, y.page(n)})
		}
	}
	return all
}

func (l leaf) first() bool { return l.year == 0 && l.n == 0 }

func (l leaf) address() string { return l.addressOf(l.year, l.n) }

func (l leaf) addressOf(year, n int) string {
	if year == 0 && n == 0 {
		return l.base
	}
	return yearAddress(l.base, l.years[year].year, n)
}

// yearLinks are the links to the years, none where everything is on one page.
func (l leaf) yearLinks(root string) []Link {
	var links []Link
	for i, y := range l.years {
		links = append(links, Link{Text: fmt.Sprint(y.year), Href: href(root, l.addressOf(i, 0)), Current: i == l.year})
	}
	return links
}

// pageLinks are the links to the pages of the leaf's year, if there is more than one.
func (l leaf) pageLinks(root string) []Link {
	if len(l.years) == 0 || l.years[l.year].pages() == 1 {
		return nil
	}
	var links []Link
	for n := range l.years[l.year].pages() {
		links = append(links, Link{Text: fmt.Sprint(n + 1), Href: href(root, l.addressOf(l.year, n)), Current: n == l.n})
	}
	return links
}

// leafTitle tells the pages of a list apart.
func (p *planner[A]) leafTitle(title string, l leaf) string {
	if l.first() {
		return title
	}
	return p.sheetTitle(p.words.Say("leaf.year", "title", title, "year", fmt.Sprint(l.years[l.year].year)), l.n)
}
