package progress

import (
	"slices"
	"sort"

	"journal/generator/civil"
	"journal/generator/edition"
)

// rests are the planned pauses of entries, in order; those that overlap or
// follow each other without a day between are one.
func rests(past []*edition.Entry) []civil.Range {
	var all []civil.Range
	for i := range past {
		if r := past[i].Rest; !r.From.IsZero() && !r.To.Before(r.From) {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b civil.Range) int { return a.From.Compare(b.From) })
	merged := all[:0]
	for _, r := range all {
		if last := len(merged) - 1; last >= 0 && !r.From.After(merged[last].To.AddDays(1)) {
			if r.To.After(merged[last].To) {
				merged[last].To = r.To
			}
			continue
		}
		merged = append(merged, r)
	}
	return merged
}

// fromDay gives the rests that end on the day or later.
func fromDay(rests []civil.Range, day civil.Date) []civil.Range {
	return rests[sort.Search(len(rests), func(i int) bool { return !rests[i].To.Before(day) }):]
}

// quietDays counts the days between two others on which nothing was written and
// no rest was planned.
func quietDays(after, before civil.Date, rests []civil.Range) int {
	days := before.Sub(after) - 1
	if days <= 0 || len(rests) == 0 {
		return max(0, days)
	}
	first, last := after.AddDays(1), before.AddDays(-1)
	for _, r := range fromDay(rests, first) {
		if r.From.After(last) {
			break
		}
		days -= civil.Range{From: later(r.From, first), To: earlier(r.To, last)}.Days()
	}
	return days
}

// dueAfter is the day on which a period after the last touch is over. A rest
// that begins before then puts it off by its own length, so that a rest costs
// nothing even where it spans the day.
func dueAfter(last civil.Date, every civil.Period, rests []civil.Range) civil.Date {
	due, next := every.From(last), last.AddDays(1)
	for _, r := range fromDay(rests, next) {
		if r.From.After(due) {
			break
		}
		due = due.AddDays(civil.Range{From: later(r.From, next), To: r.To}.Days())
	}
	return due
}

func later(a, b civil.Date) civil.Date {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return a
	}
	return b
}
