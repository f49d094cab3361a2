package frontmatter

import (
	"fmt"
	"strconv"
	"strings"

	"journal/generator/civil"
	"journal/generator/diag"
)

// DateError says why a date was not understood.
type DateError struct {
	Code string // E102 impossible, E103 ambiguous, E112 not a form we read
	Text string // for the author, no full stop
	Hint string
}

func (e *DateError) Error() string { return e.Text }

// dateForms is the hint for a date that is not understood.
const dateForms = "forms that work: 2026-03-05, 2026-03-05 18:20, 2026-03-05T18:20:00+01:00, 5 March 2026, March 5, 2026"

// ParseMoment reads a date with or without a time of day.
//
// The date may be written 2026-03-05, 2026-3-5, 2026/03/05, 20260305, with the
// name of its month in English, German or Spanish (March 5, 2026; 5. März 2026;
// 5 de marzo de 2026; a weekday may stand in front), 5.3.2026, or with the year
// last, 25/10/2025. Where the latter could be two days, order decides: "dmy" or
// "mdy"; with "" it is refused. The time follows after T, a blank or a comma:
// 18:20, 18:20:05, 18:20:05.1234567, 6:20 pm, and then Z, +01:00, +0100 or +01,
// also after a blank. Fractions of a second are dropped.
//
// The error is always a *DateError.
func ParseMoment(s, order string) (Moment, error) {
	p := momentParser{whole: strings.TrimSpace(s), order: order}
	p.rest = p.whole
	var m Moment
	var err error
	if m.Date, err = p.day(); err != nil {
		return Moment{}, err
	}
	if p.rest == "" {
		return m, nil
	}
	if !p.skipToTime() {
		return Moment{}, p.unknown()
	}
	m.HasTime = true
	if m.Seconds, err = p.clock(); err != nil {
		return Moment{}, err
	}
	p.rest = strings.TrimLeft(p.rest, " \t")
	if p.rest != "" {
		m.HasOffset = true
		if m.Offset, err = p.offset(); err != nil {
			return Moment{}, err
		}
	}
	if p.rest != "" {
		return Moment{}, p.unknown()
	}
	return m, nil
}

// momentParser holds what is still to be read of a date.
type momentParser struct {
	whole, rest, order string
}

func (p *momentParser) unknown() error {
	return &DateError{codeDateForm, diag.Quote(p.whole) + " is not a date we can read", dateForms}
}

func (p *momentParser) impossible(format string, args ...any) error {
	return &DateError{codeImpossibleDate, diag.Quote(p.whole) + " is not possible: " + fmt.Sprintf(format, args...), ""}
}

func (p *momentParser) day() (civil.Date, error) {
	if digits := countDigits(p.rest); digits == 8 {
		return p.compactDay()
	} else if digits == 0 || !p.threeNumbersAhead() {
		return p.namedDay()
	}
	return p.numericDay()
}

func (p *momentParser) compactDay() (civil.Date, error) {
	digits := p.take(8)
	return p.checked(atoi(digits[:4]), atoi(digits[4:6]), atoi(digits[6:]))
}

// threeNumbersAhead reports that the text begins like 2026-03-05 or 5/3/2026.
func (p *momentParser) threeNumbersAhead() bool {
	a := countDigits(p.rest)
	if a == len(p.rest) || !strings.ContainsRune("-/.", rune(p.rest[a])) {
		return false
	}
	after := p.rest[a+1:]
	b := countDigits(after)
	return b > 0 && b < len(after) && after[b] == p.rest[a] && countDigits(after[b+1:]) > 0
}

func (p *momentParser) numericDay() (civil.Date, error) {
	a := p.takeDigits()
	separator := p.take(1)
	b := p.takeDigits()
	p.take(1)
	c := p.takeDigits()
	switch {
	case len(a) == 4 && len(b) <= 2 && len(c) <= 2:
		return p.checked(atoi(a), atoi(b), atoi(c))
	case len(a) <= 2 && len(b) <= 2 && len(c) == 4:
		return p.yearLast(atoi(a), atoi(b), atoi(c), separator)
	}
	return civil.Date{}, p.unknown()
}

// yearLast reads 25/10/2025. With dots the day comes first wherever dates are
// written so.
func (p *momentParser) yearLast(a, b, year int, separator string) (civil.Date, error) {
	switch {
	case separator == ".", a == b, a > 12:
		return p.checked(year, b, a)
	case b > 12:
		return p.checked(year, a, b)
	case p.order == "dmy":
		return p.checked(year, b, a)
	case p.order == "mdy":
		return p.checked(year, a, b)
	}
	first, err := p.checked(year, b, a)
	if err != nil {
		return civil.Date{}, err
	}
	second, err := p.checked(year, a, b)
	if err != nil {
		return civil.Date{}, err
	}
	return civil.Date{}, &DateError{codeAmbiguousDate,
		fmt.Sprintf("%s may be %s or %s", diag.Quote(p.whole), first.Format("2 January"), second.Format("2 January")),
		fmt.Sprintf("write %s or %s, or set date_order = \"dmy\" or \"mdy\" under [frontmatter] in journal.toml", first, second)}
}

// namedDay reads a day whose month is a word. Day, month and year may come in
// any order, since four digits are always the year.
func (p *momentParser) namedDay() (civil.Date, error) {
	p.skipWeekday()
	var day, month, year int
	for day == 0 || month == 0 || year == 0 {
		p.rest = strings.TrimLeft(p.rest, " \t,.-/")
		digits := p.takeDigits()
		switch {
		case digits == "":
			word := p.takeWord()
			m := monthNamed(word)
			if m == 0 && !isFiller(word) || m != 0 && month != 0 {
				return civil.Date{}, p.unknown()
			}
			month = max(month, m)
		case len(digits) == 4 && year == 0 && atoi(digits) > 0:
			year = atoi(digits)
		case len(digits) <= 2 && day == 0 && atoi(digits) > 0:
			day = atoi(digits)
			p.skipOrdinal()
		default:
			return civil.Date{}, p.unknown()
		}
	}
	return p.checked(year, month, day)
}

func (p *momentParser) skipWeekday() {
	before := p.rest
	if !isWeekday(p.takeWord()) {
		p.rest = before
	}
}

func (p *momentParser) skipOrdinal() {
	for _, suffix := range [...]string{"st", "nd", "rd", "th", "º", "°"} {
		if rest, ok := strings.CutPrefix(p.rest, suffix); ok {
			p.rest = rest
			return
		}
	}
}

func (p *momentParser) checked(year, month, day int) (civil.Date, error) {
	if d, ok := civil.Make(year, month, day); ok {
		return d, nil
	}
	return civil.Date{}, p.impossible("%s", whyNoDay(year, month, day))
}

// whyNoDay says what is wrong with a day that the calendar does not have.
func whyNoDay(year, month, day int) string {
	first, ok := civil.Make(year, month, 1)
	switch {
	case year == 0:
		return "there is no year 0"
	case !ok:
		return fmt.Sprintf("there is no month %d", month)
	case day == 0:
		return "there is no day 0"
	}
	return fmt.Sprintf("%s has %d days", first.Format("January 2006"), first.DaysInMonth())
}

// skipToTime goes over what may stand between a date and a time.
func (p *momentParser) skipToTime() bool {
	trimmed := strings.TrimLeft(p.rest, " \t,")
	if trimmed == p.rest {
		trimmed = strings.TrimLeft(p.rest, "Tt")
		if len(p.rest)-len(trimmed) != 1 {
			return false
		}
	}
	p.rest = trimmed
	return true
}

// clock reads a time of day as seconds since midnight.
func (p *momentParser) clock() (int, error) {
	h, m, s := p.takeDigits(), p.digitsAfter(":"), "00"
	if len(h) < 1 || len(h) > 2 || len(m) != 2 {
		return 0, p.unknown()
	}
	if strings.HasPrefix(p.rest, ":") {
		if s = p.digitsAfter(":"); len(s) != 2 || !p.skipFraction() {
			return 0, p.unknown()
		}
	}
	hour, err := p.hour(atoi(h))
	switch {
	case err != nil:
		return 0, err
	case atoi(m) > 59:
		return 0, p.impossible("there is no minute %s", m)
	case atoi(s) > 59:
		return 0, p.impossible("there is no second %s", s)
	}
	return (hour*60+atoi(m))*60 + atoi(s), nil
}

// skipFraction goes over the fraction of a second, up to nanoseconds.
func (p *momentParser) skipFraction() bool {
	if p.rest == "" || (p.rest[0] != '.' && p.rest[0] != ',') {
		return true
	}
	p.take(1)
	n := len(p.takeDigits())
	return n >= 1 && n <= 9
}

// hour turns an hour on a twelve-hour clock, if am or pm follows, into one of 24.
func (p *momentParser) hour(h int) (int, error) {
	before := p.rest
	p.rest = strings.TrimLeft(p.rest, " ")
	half := strings.ToLower(p.takeWord())
	if half != "am" && half != "pm" {
		p.rest = before
		if h > 23 {
			return 0, p.impossible("there is no hour %d", h)
		}
		return h, nil
	}
	if h < 1 || h > 12 {
		return 0, p.impossible("there is no hour %d %s", h, half)
	}
	h %= 12
	if half == "pm" {
		h += 12
	}
	return h, nil
}

// offset reads Z, UTC, +01:00, +0100 or +01 as seconds east of Greenwich. No
// place on Earth is further than 14 hours away.
func (p *momentParser) offset() (int, error) {
	switch word := p.takeWord(); word {
	case "Z", "z", "UTC", "GMT":
		return 0, nil
	case "":
	default:
		return 0, p.unknown()
	}
	sign := 1
	switch p.take(1) {
	case "-":
		sign = -1
	case "+":
	default:
		return 0, p.unknown()
	}
	digits := p.takeDigits()
	if len(digits) == 2 && strings.HasPrefix(p.rest, ":") {
		digits += p.digitsAfter(":")
	} else if len(digits) == 2 {
		digits += "00"
	}
	if len(digits) != 4 {
		return 0, p.unknown()
	}
	hours, minutes := atoi(digits[:2]), atoi(digits[2:])
	if minutes > 59 || hours*60+minutes > 14*60 {
		return 0, p.impossible("no place is %s hours and %s minutes from Greenwich", digits[:2], digits[2:])
	}
	return sign * (hours*60 + minutes) * 60, nil
}

func (p *momentParser) take(n int) string {
	n = min(n, len(p.rest))
	taken := p.rest[:n]
	p.rest = p.rest[n:]
	return taken
}

func (p *momentParser) takeDigits() string { return p.take(countDigits(p.rest)) }

func (p *momentParser) digitsAfter(separator string) string {
	rest, ok := strings.CutPrefix(p.rest, separator)
	if !ok {
		return ""
	}
	p.rest = rest
	return p.takeDigits()
}

func (p *momentParser) takeWord() string { return p.take(countLetters(p.rest)) }

func countDigits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// atoi reads a few digits that were counted before.
func atoi(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
