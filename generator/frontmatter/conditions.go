package frontmatter

import (
	"errors"
	"strconv"
	"strings"

	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/fields"
)

// Reveal is when an entry stops being held: on a day, or when its pursuit is won
// or closed and a while after that.
type Reveal struct {
	On   string // "won", "closed", or "" if Date is given
	Wait civil.Period
	Date civil.Date
}

// ParseReveal reads "won", "closed", "won + 30d", "closed + 2w" or a date.
func ParseReveal(s, order string) (Reveal, error) {
	event, wait, waits := strings.Cut(s, "+")
	if event = strings.TrimSpace(event); event == "won" || event == "closed" {
		r := Reveal{On: event}
		if !waits {
			return r, nil
		}
		var err error
		r.Wait, err = civil.ParsePeriod(wait)
		return r, err
	}
	m, err := ParseMoment(s, order)
	return Reveal{Date: m.Date}, err
}

// Opens is when a letter opens: on a day of the recovery, or on a date.
type Opens struct {
	Day  int // days after day zero, if Date is zero
	Date civil.Date
}

// ParseOpens reads "day 30" or a date.
func ParseOpens(s, order string) (Opens, error) {
	if number, ok := strings.CutPrefix(s, "day "); ok {
		n, err := strconv.Atoi(strings.TrimSpace(number))
		if err != nil || n < 0 || n > farthestDay {
			return Opens{}, errors.New(diag.Quote(s) + " has no number of days")
		}
		return Opens{Day: n}, nil
	}
	m, err := ParseMoment(s, order)
	return Opens{Date: m.Date}, err
}

// farthestDay bounds the days one can count to: about a lifetime.
const farthestDay = 36_500

// reveal checks the form of the reveal key. One that is not understood can never
// come true, so the entry stays private.
func (r *reader) reveal() Text {
	t := r.text("reveal")
	if t == (Text{}) {
		return t
	}
	if _, err := ParseReveal(t.S, r.o.DateOrder); err != nil {
		r.badCondition("reveal", t, `forms that work: "won", "closed", "won + 30d", 2027-01-01`, err)
		return Text{}
	}
	return t
}

func (r *reader) opens() Text {
	t := r.text("opens")
	if t == (Text{}) {
		return t
	}
	if _, err := ParseOpens(t.S, r.o.DateOrder); err != nil {
		r.badCondition("opens", t, `forms that work: "day 30", 2027-01-01`, err)
		return Text{}
	}
	return t
}

func (r *reader) badCondition(key string, t Text, forms string, err error) {
	why := ""
	if problem, ok := errors.AsType[*DateError](err); ok && problem.Code != codeDateForm {
		why = ": " + problem.Text
	}
	r.report(codeCondition, t, forms, "%s %s is not understood%s; treated as private", key, diag.Quote(t.S), why)
	r.hold("its key "+diag.Quote(key)+" is not understood", t)
}

// letter reads whether the entry is a letter to the writer's later self.
func (r *reader) letter() bool {
	f, ok := r.field("letter")
	if !ok {
		return false
	}
	if f.Value.Kind != fields.Bool {
		r.report(codeCondition, valueText(f.Value), "write true or false without quotes",
			"%s must be true or false, not %s; treated as private", diag.Quote(f.Key), written(f.Value))
		r.hold("its key "+diag.Quote(f.Key)+" is not understood", keyText(f))
	}
	return f.Value.Bool
}
