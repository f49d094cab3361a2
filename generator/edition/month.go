package edition

import (
	"slices"
	"strings"

	"journal/generator/civil"
	"journal/generator/memo"
)

// Month is the listed entries of one month. Like an entry it is told apart by its
// pointer and does not change.
type Month struct {
	Day     civil.Date // its first
	Entries []*Entry   // in order

	byAddress map[string]*Entry
}

// Months are the months that have listed entries, in order.
func (e Edition[A]) Months() []*Month { return e.months }

// Entry gives the entry with a page at the address.
func (e Edition[A]) Entry(address string) (*Entry, bool) {
	if !strings.HasPrefix(address, "entries/") {
		return nil, false
	}
	i, found := slices.BinarySearchFunc(e.months, address, func(m *Month, address string) int {
		folder := m.Entries[0].folder()
		if strings.HasPrefix(address, folder) {
			return 0
		}
		return strings.Compare(folder, address)
	})
	if found {
		if one, ok := e.months[i].byAddress[address]; ok {
			return one, true
		}
	}
	if i := slices.IndexFunc(e.unlisted, func(e *Entry) bool { return e.Address == address }); i >= 0 {
		return e.unlisted[i], true
	}
	return nil, false
}

func (a *admission) months(entries []*Entry) []*Month {
	groups := byMonth(a.memo, a.stage+"by month", entries)
	return memo.Each(a.memo, a.stage+"months", memo.Key{}, groups, func(g *memo.Group[*Entry]) *Month {
		first := g.All[0].Day
		first.Day = 1
		m := &Month{Day: first, Entries: g.All, byAddress: make(map[string]*Entry, len(g.All))}
		for _, e := range g.All {
			m.byAddress[e.Address] = e
		}
		return m
	})
}
