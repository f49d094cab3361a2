package chart

import (
	"slices"
	"time"

	"journal/generator/civil"
)

// tableRows is the number of rows up to which a table is not gathered further.
const tableRows = 40

// period is a stretch of time that a table gathers into one row.
type period struct{ from, to civil.Date }

// periods parts the time from first to last into months or, where that would be
// too many rows, years, longer where those are too many again.
func periods(first, last civil.Date) []period {
	from, months := firstOfMonth(first), 1
	if last.Sub(first)/30 > tableRows {
		from, months = civil.Date{Year: first.Year, Month: time.January, Day: 1}, 12
		for (last.Year-first.Year)/(months/12) >= tableRows {
			months *= 10
		}
	}
	var out []period
	for !from.After(last) {
		next := from.AddMonths(months)
		out = append(out, period{from, next.AddDays(-1)})
		from = next
	}
	return out
}

// periodAt is the index of the period that holds a day.
func periodAt(spans []period, day civil.Date) int {
	i, _ := slices.BinarySearchFunc(spans, day, func(p period, d civil.Date) int { return p.to.Compare(d) })
	return i
}
