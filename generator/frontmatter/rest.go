package frontmatter

import (
	"strings"

	"journal/generator/civil"
	"journal/generator/diag"
)

const restForms = `forms that work: "5d", "2w", 2026-03-10/2026-03-14`

// rest reads a planned pause: two days with a slash between them, one day, or a
// length that begins on the entry's day.
func (r *reader) rest() (civil.Range, int) {
	t := r.text("rest")
	if t == (Text{}) {
		return civil.Range{}, 0
	}
	if length, err := civil.ParsePeriod(t.S); err == nil {
		return civil.Range{}, r.restDays(t, length)
	}
	from, to, isRange := strings.Cut(t.S, "/")
	if first, err := ParseMoment(t.S, r.o.DateOrder); err == nil {
		return civil.Range{From: first.Date, To: first.Date}, 0
	} else if !isRange {
		r.report(codeRest, t, restForms, "rest %s is not understood", diag.Quote(t.S))
		return civil.Range{}, 0
	}
	return r.restRange(t, from, to), 0
}

func (r *reader) restDays(t Text, length civil.Period) int {
	if length.Months != 0 || length.Days < 1 {
		r.report(codeRest, t, restForms, "rest %s is not a number of days or weeks", diag.Quote(t.S))
		return 0
	}
	return length.Days
}

func (r *reader) restRange(t Text, from, to string) civil.Range {
	first, err := ParseMoment(from, r.o.DateOrder)
	last, lastErr := ParseMoment(to, r.o.DateOrder)
	if err == nil {
		err = lastErr
	}
	if err != nil {
		r.report(codeRest, t, restForms, "rest %s is not understood: %s", diag.Quote(t.S), err)
		return civil.Range{}
	}
	if last.Date.Before(first.Date) {
		r.report(codeRest, t, "swap the two days", "the rest ends on %s, before it starts on %s", last.Date, first.Date)
		return civil.Range{}
	}
	return civil.Range{From: first.Date, To: last.Date}
}
