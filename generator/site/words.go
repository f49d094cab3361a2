package site

import (
	"fmt"
	"strings"

	"journal/generator/civil"
)

// Dates as pages write them.

func longDate(d civil.Date) string  { return d.Format("Monday 2 January 2006") }
func monthName(d civil.Date) string { return d.Format("January 2006") }

// plainDate is "" for no day.
func plainDate(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Format("2 January 2006")
}
func shortDate(d civil.Date) string { return d.Format("Mon 2 Jan") }

// count writes a number and what it counts: "one entry", "twelve entries" is
// "12 entries". Numbers below ten are words inside sentences.
func count(n int, one, many string) string {
	if n == 1 {
		return "one " + one
	}
	return number(n) + " " + many
}

// amount is count in digits, for labels.
func amount(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

var smallNumbers = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}

func number(n int) string {
	if n >= 0 && n < len(smallNumbers) {
		return smallNumbers[n]
	}
	return fmt.Sprint(n)
}

func capital(s string) string {
	if s == "" {
		return ""
	}
	r := []rune(s)
	return strings.ToUpper(string(r[0])) + string(r[1:])
}

// list joins words: "a", "a and b", "a, b and c".
func list(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
