// Package civil is the calendar of a journal: days without a time zone, and
// the periods between them.
//
// A journal day belongs to the person who lived it. It has no zone, no
// daylight-saving gap and always the same length, so all date arithmetic of
// the program counts civil days and never hours.
package civil

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is one day of the proleptic Gregorian calendar. The zero Date means "no
// day is known"; it sorts before every real day.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Of gives the day that t falls on in t's own location.
func Of(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// Make gives the day and whether there is such a day: Make(2026, 2, 30) is not.
func Make(year, month, day int) (Date, bool) {
	d := Date{year, time.Month(month), day}
	return d, d.Valid()
}

// Parse reads "2006-01-02" and nothing else.
func Parse(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a day written as YYYY-MM-DD", s)
	}
	return Of(t), nil
}

// IsZero reports that no day is known.
func (d Date) IsZero() bool { return d == Date{} }

// Valid reports whether the calendar has this day.
func (d Date) Valid() bool {
	return d.Year > 0 && d.Year <= 9999 && Of(d.midnight()) == d
}

func (d Date) midnight() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

const secondsPerDay = 24 * 60 * 60

// number counts days since 1 January 1970.
func (d Date) number() int {
	s := d.midnight().Unix()
	if s < 0 {
		return int((s - secondsPerDay + 1) / secondsPerDay)
	}
	return int(s / secondsPerDay)
}

// AddDays gives the day n days later, or earlier for a negative n.
func (d Date) AddDays(n int) Date { return Of(d.midnight().AddDate(0, 0, n)) }

// AddMonths gives the same day n months later, or the last day of that month
// where it is shorter: 31 January and one month is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	first := Of(Date{d.Year, d.Month, 1}.midnight().AddDate(0, n, 0))
	return Date{first.Year, first.Month, min(d.Day, first.DaysInMonth())}
}

// DaysInMonth is the length of d's month.
func (d Date) DaysInMonth() int {
	return time.Date(d.Year, d.Month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Sub counts the days from o to d; it is negative if d is earlier.
func (d Date) Sub(o Date) int { return d.number() - o.number() }

// Compare orders days; it is negative if d is before o.
func (d Date) Compare(o Date) int {
	if d.Year != o.Year {
		return d.Year - o.Year
	}
	if d.Month != o.Month {
		return int(d.Month - o.Month)
	}
	return d.Day - o.Day
}

// Before reports whether d is an earlier day than o.
func (d Date) Before(o Date) bool { return d.Compare(o) < 0 }

// After reports whether d is a later day than o.
func (d Date) After(o Date) bool { return d.Compare(o) > 0 }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.midnight().Weekday() }

// Format renders the day with a layout of package time.
func (d Date) Format(layout string) string { return d.midnight().Format(layout) }

// String renders the day as YYYY-MM-DD, and no day as "".
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}

// MarshalText renders the day as YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = Parse(string(b))
	return err
}

// Range is a run of days, both ends included.
type Range struct{ From, To Date }

// Has reports whether the day lies in the range.
func (r Range) Has(d Date) bool { return !d.Before(r.From) && !d.After(r.To) }

// Days is the number of days in the range.
func (r Range) Days() int { return r.To.Sub(r.From) + 1 }

// Period is a distance in the calendar: months first, then days.
type Period struct{ Months, Days int }

// ParsePeriod reads "14d", "2w", "1m", "1y", or ISO 8601 "P14D", "P1M2D".
func ParsePeriod(s string) (Period, error) {
	bad := fmt.Errorf("%q is not a period such as 14d, 2w, 1m or P14D", s)
	rest := strings.ToLower(strings.TrimSpace(s))
	rest = strings.TrimPrefix(rest, "p")
	if rest == "" {
		return Period{}, bad
	}
	var p Period
	for rest != "" {
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		n, err := strconv.Atoi(rest[:digits])
		if err != nil || n > 100_000 || digits == len(rest) {
			return Period{}, bad
		}
		switch rest[digits] {
		case 'd':
			p.Days += n
		case 'w':
			p.Days += 7 * n
		case 'm':
			p.Months += n
		case 'y':
			p.Months += 12 * n
		default:
			return Period{}, bad
		}
		rest = rest[digits+1:]
	}
	return p, nil
}

// IsZero reports whether the period has no length.
func (p Period) IsZero() bool { return p == Period{} }

// From gives the day that lies one period after d.
func (p Period) From(d Date) Date { return d.AddMonths(p.Months).AddDays(p.Days) }

// String renders the period as it is written in a configuration.
func (p Period) String() string {
	var b strings.Builder
	if p.Months > 0 {
		fmt.Fprintf(&b, "%dm", p.Months)
	}
	if p.Days > 0 || p.Months == 0 {
		fmt.Fprintf(&b, "%dd", p.Days)
	}
	return b.String()
}
