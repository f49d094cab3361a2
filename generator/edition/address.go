package edition

import (
	"fmt"
	"slices"
	"strings"

	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/memo"
	"journal/generator/visibility"
)

// addressed is an entry with what it lacks: its address.
type addressed struct {
	entry   *Entry
	address string
}

// finished is an entry as the edition has it, with what there is to say about it.
type finished struct {
	entry    *Entry
	messages diag.List
}

// entries gives the admitted entries their addresses and, if they name no
// pursuit, the only one there is.
func (a *admission) entries(admitted []*Entry, only string) []*Entry {
	all := memo.Each(a.memo, a.stage+"finished", a.key(only), a.addresses(admitted), func(e addressed) *finished {
		return a.finish(e, only)
	})
	for _, said := range memo.Runs(a.memo, a.stage+"said of entries", memo.Key{}, all, func(some []*finished) diag.List {
		var said diag.List
		for _, f := range some {
			said = append(said, f.messages...)
		}
		return said
	}) {
		a.messages = append(a.messages, said...)
	}
	return memo.Each(a.memo, a.stage+"entries alone", memo.Key{}, all, func(f *finished) *Entry { return f.entry })
}

func (a *admission) finish(draft addressed, only string) *finished {
	e := *draft.entry
	e.Address = draft.address
	e.Slug = strings.TrimSuffix(strings.TrimPrefix(e.Address, e.folder()), "/")
	if e.loose && only != "" {
		e.Pursuits = []string{only}
	}
	if a.own {
		return &finished{entry: &e}
	}
	a.nameGaps(&e)
	return &finished{&e, slices.Concat(e.said, a.forbiddenIn(&e))}
}

// folder is what the addresses of a month's entries begin with.
func (e *Entry) folder() string { return "entries/" + e.Day.Format("2006/01") + "/" }

// given are the addresses of one month's entries.
type given struct {
	addresses []string
	messages  diag.List
}

// addresses gives each entry its address, a month at a time: only entries of one
// month can want the same.
func (a *admission) addresses(admitted []*Entry) []addressed {
	groups := byMonth(a.memo, a.stage+"wishes by month", admitted)
	months := memo.Each(a.memo, a.stage+"addresses", a.key(), groups, a.addressMonth)
	all := make([]addressed, 0, len(admitted))
	for i, g := range groups {
		for k, e := range g.All {
			all = append(all, addressed{e, months[i].addresses[k]})
		}
		a.messages = append(a.messages, months[i].messages...)
	}
	return all
}

// byMonth parts entries that are in order.
func byMonth(m *memo.Store, stage string, entries []*Entry) []*memo.Group[*Entry] {
	return memo.Parts(m, stage, entries, func(e *Entry) civil.Date {
		return civil.Date{Year: e.Day.Year, Month: e.Day.Month}
	}, func(e *Entry) string { return e.Day.Format("2006-01") })
}

// addressMonth lets published entries choose first; in the author's edition the
// others give way.
func (a *admission) addressMonth(month *memo.Group[*Entry]) given {
	all := given{addresses: make([]string, len(month.All))}
	taken := make(claims, len(month.All))
	for _, published := range []bool{true, false} {
		for i, e := range month.All {
			if (e.Level >= visibility.Unlisted) != published {
				continue
			}
			slug := e.Slug
			if e.Level == visibility.Unlisted {
				slug += "-" + a.linkHash(e.from)
			}
			address, messages := taken.claim(e.folder(), slug, e.from, published)
			all.addresses[i] = address
			all.messages = append(all.messages, messages...)
		}
	}
	return all
}

// claims are the source paths of what has an address, by address.
type claims map[string]string

// claim gives the file at from an address in a folder, the first free one of
// slug, slug-2, slug-3 … Two published files may not want the same, so those of
// an edition have to claim theirs before the others do.
func (c claims) claim(folder, slug, from string, published bool) (string, diag.List) {
	var messages diag.List
	address := folder + slug + "/"
	for n := 2; ; n++ {
		other, taken := c[address]
		if !taken {
			c[address] = from
			return address, messages
		}
		if published {
			messages = append(messages, diag.New("E111", diag.Pos{File: from}, "give one of them a slug or a file name of its own",
				"this file and %s would have the same address, %s", other, address))
			published = false
		}
		address = fmt.Sprintf("%s%s-%d/", folder, slug, n)
	}
}

// claim is that of pursuits and pages.
func (a *admission) claim(folder, slug, from string, published bool) string {
	address, messages := a.claims.claim(folder, slug, from, published)
	a.messages = append(a.messages, messages...)
	return address
}
