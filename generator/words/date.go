package words

import (
	"fmt"
	"strconv"
	"time"

	"golang.org/x/text/feature/plural"

	"journal/generator/civil"
)

// Date writes a day in one of the ways that the table [date] has: Date("long", d)
// is "Saturday 3 October 2026" in English. No day is "".
//
// The places of such a message are {weekday}, {month} and their short forms {wd}
// and {mon}, {day}, {ordinal}, {year}, and {yy}, its last two digits.
func (c *Catalogue) Date(style string, d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	m, ok := c.message("date." + style)
	if !ok {
		return d.String()
	}
	t := m.forms[plural.Other]
	var room [64]byte
	b := room[:0]
	for _, p := range t.parts {
		if p.name == "" {
			b = append(b, p.literal...)
		} else {
			b = append(b, capitalised(c.partOfDate(p.name, d), p.capital)...)
		}
	}
	return string(b)
}

// datePlaces are the places that a message of the table [date] may have.
func datePlaces() []string {
	return []string{"day", "mon", "month", "ordinal", "wd", "weekday", "year", "yy"}
}

func (c *Catalogue) partOfDate(name string, d civil.Date) string {
	switch name {
	case "weekday":
		return c.Weekday(d.Weekday())
	case "wd":
		return c.nth("date.weekdays-short", int(d.Weekday()))
	case "month":
		return c.Month(d.Month)
	case "mon":
		return c.nth("date.months-short", int(d.Month)-1)
	case "day":
		return strconv.Itoa(d.Day)
	case "ordinal":
		return c.Ordinal(d.Day)
	case "year":
		return strconv.Itoa(d.Year)
	case "yy":
		return fmt.Sprintf("%02d", d.Year%100)
	}
	return "{" + name + "}"
}

// Month is the name of a month inside a sentence: "October", "octubre".
func (c *Catalogue) Month(m time.Month) string { return c.nth("date.months", int(m)-1) }

// Weekday is the name of a day of the week inside a sentence.
func (c *Catalogue) Weekday(d time.Weekday) string { return c.nth("date.weekdays", int(d)) }

// WeekdayLetter is the day of the week in one or two letters, for the head of a
// calendar.
func (c *Catalogue) WeekdayLetter(d time.Weekday) string {
	return c.nth("date.weekdays-letter", int(d))
}

// nth is a text of a list, or the key where the list is too short.
func (c *Catalogue) nth(key string, i int) string {
	if list := c.Texts(key); i >= 0 && i < len(list) {
		return list[i]
	}
	return key
}
