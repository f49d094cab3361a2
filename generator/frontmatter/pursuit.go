package frontmatter

import (
	"strings"

	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/fields"
)

// The words that some keys of a pursuit are limited to.
var (
	pursuitKinds = []string{"job", "promotion", "contract", "grant", "award", "admission", "election",
		"competition", "health", "sobriety", "grief", "burnout", "other"}
	statusWords  = []string{"open", "won", "closed", "paused"}
	outcomeWords = []string{"same", "twin", "other", "let-go"}
	gapKinds     = []string{"skill", "experience", "credential", "selling-point", "presentation", "network"}
	twinStatuses = []string{"spotted", "researched", "contacted", "applied", "interviewing", "offer", "joined", "passed"}
	personRoles  = []string{"decision-maker", "hiring-manager", "recruiter", "interviewer", "winner", "referrer",
		"mentor", "sponsor", "therapist"}
)

// ReadPursuit reads the front matter of a pursuit. A value that is not understood
// is reported and left out; what it says about visibility is then private.
func ReadPursuit(f File, o Options) (Pursuit, diag.List) {
	r := newReader(f, o, "a pursuit", pursuitKeys)
	p := Pursuit{
		Title:        r.title("title"),
		Kind:         r.oneOf(r.text("kind"), codeUnknownKindWord, "kind of pursuit", "kinds", pursuitKinds),
		Organization: r.plain("organization").S,
		Role:         r.plain("role").S,
		URL:          r.plain("url").S,
		Location:     r.plain("location").S,
		SourceText:   r.plain("source").S,
		Program:      r.text("program"),
		DayZero:      r.day("day_zero"),
		Applied:      r.days("applied"),
		Interviews:   r.days("interviews"),
		Decided:      r.day("decided"),
		Ended:        r.day("ended"),
		Arc:          r.arc(),
		ThenAndNow:   r.yes("then_and_now"),
		Qualities:    r.strs("qualities"),
		People:       r.people(),
		StepsDone:    r.stepDates("steps_done"),
		StepsSkipped: r.stepDates("steps_skipped"),
		Gaps:         readTables(r, "gap", gapKeys, (*reader).gap),
		Feedback:     readTables(r, "feedback", feedbackKeys, (*reader).feedback),
		Twins:        readTables(r, "twin", twinKeys, (*reader).twin),
		Milestones:   readTables(r, "milestone", milestoneKeys, (*reader).milestone),
		Tags:         r.tags(),
		Aliases:      r.aliases(o.BaseURL),
		Summary:      r.str("summary"),
		Lang:         r.language(),
		Image:        linked(r.str("image")),
	}
	if f, ok := r.field("day_zero"); ok {
		p.DayZeroAt = valueText(f.Value)
	}
	p.Status, p.Outcome = r.statusAndOutcome()
	r.checkOrder(p)
	p.Audience = r.ids("audience")
	p.Extra = r.extra
	p.Visibility = r.stated()
	return p, r.messages()
}

func (r *reader) statusAndOutcome() (status, outcome Text) {
	status = r.oneOf(r.text("status"), codeStatus, "status", "statuses", statusWords)
	outcome = r.oneOf(r.text("outcome"), codeOutcome, "outcome", "outcomes", outcomeWords)
	if status.S == "" {
		status.S = "open"
	}
	if outcome.S != "" && status.S != "won" && status.S != "closed" {
		r.report(codeOutcome, outcome, "set status to won or closed, or remove the outcome",
			"a pursuit that is %s has no outcome yet", status.S)
	}
	return status, outcome
}

// arcUnset is the arc of a pursuit that does not say.
const arcUnset = -1

// arc reads a number of days, "30d", or false for none.
func (r *reader) arc() int {
	f, ok := r.field("arc")
	if !ok {
		return arcUnset
	}
	if on, known := truth(f.Value); known && !on {
		return 0
	}
	if n, whole := wholeNumber(f.Value); whole && n >= 0 && n <= farthestDay {
		return n
	}
	if p, err := civil.ParsePeriod(f.Value.Text); err == nil && p.Months == 0 && p.Days <= farthestDay {
		return p.Days
	}
	r.report(codeNumber, valueText(f.Value), "0 turns it off", "%s must be a number of days", diag.Quote(f.Key))
	return arcUnset
}

// people reads "dana: decision maker" as text or as a table, and tables with the
// keys person and role.
func (r *reader) people() []PersonRole {
	var people []PersonRole
	for _, f := range r.all("people") {
		values := []fields.Value{f.Value}
		if f.Value.Kind == fields.List {
			values = f.Value.List
		}
		for _, v := range values {
			people = append(people, r.personRoles(f, v)...)
		}
	}
	return people
}

func (r *reader) personRoles(f fields.Field, v fields.Value) []PersonRole {
	if v.Kind == fields.Table {
		return r.personTable(f, v)
	}
	t := r.textOf(f, v)
	who, role, _ := strings.Cut(t.S, ":")
	if t.S = linked(strings.TrimSpace(who)); t.S == "" {
		return nil
	}
	return []PersonRole{{t, roleWord(role)}}
}

func (r *reader) personTable(f fields.Field, v fields.Value) []PersonRole {
	if role, ok := fields.Get(v.Table, "role"); ok {
		for _, key := range [...]string{"person", "id", "name"} {
			if who, ok := fields.Get(v.Table, key); ok {
				person := r.textOf(who, who.Value)
				person.S = linked(person.S)
				return []PersonRole{{person, roleWord(r.textOf(role, role.Value).S)}}
			}
		}
	}
	var people []PersonRole
	for _, one := range v.Table {
		person := keyText(one)
		person.S = linked(person.S)
		people = append(people, PersonRole{person, roleWord(r.textOf(f, one.Value).S)})
	}
	return people
}

// roleWord gives one of our roles for the ways people write it ("Decision
// maker"), and any other role as it is.
func roleWord(written string) string {
	written = strings.TrimSpace(written)
	for _, role := range personRoles {
		if sameLetters(role, written) {
			return role
		}
	}
	return written
}

// stepDates reads a table from steps to days.
func (r *reader) stepDates(name string) []StepDate {
	f, ok := r.field(name)
	if !ok {
		return nil
	}
	if f.Value.Kind != fields.Table {
		r.wrongType(f, f.Value, "a table of steps and days")
		return nil
	}
	var dates []StepDate
	for _, step := range f.Value.Table {
		if step.Value.Kind == fields.Null {
			continue
		}
		if m, ok := r.moment(step, step.Value); ok {
			dates = append(dates, StepDate{keyText(step), m.Date})
		}
	}
	return dates
}

// readTables reads each table of a list of them, or one table as a list of one.
func readTables[T any](r *reader, name string, keys []keyword, read func(*reader, Text) (T, bool)) []T {
	f, ok := r.field(name)
	if !ok {
		return nil
	}
	values := []fields.Value{f.Value}
	if f.Value.Kind == fields.List {
		values = f.Value.List
	}
	var all []T
	for _, v := range values {
		switch {
		case v.Kind == fields.Null:
		case v.Kind != fields.Table:
			r.wrongType(f, v, "a list of tables")
		default:
			if one, ok := read(r.inside(name, v, keys), valueText(v)); ok {
				all = append(all, one)
			}
		}
	}
	return all
}

// gap reads one [[gap]]; at is where its table begins.
func (r *reader) gap(at Text) (Gap, bool) {
	g := Gap{
		ID:          r.required("id", at),
		Title:       r.plain("title").S,
		Kind:        r.oneOf(r.text("kind"), codeUnknownKindWord, "kind of gap", "kinds", gapKinds).S,
		Plan:        r.str("plan"),
		PublicTitle: r.plain("public_title").S,
		Opened:      r.day("opened"),
		Closed:      r.day("closed"),
	}
	r.inOrder("opened", g.Opened, "closed", g.Closed)
	return g, g.ID.S != ""
}

func (r *reader) feedback(Text) (Feedback, bool) {
	fb := Feedback{Date: r.day("date"), From: r.id("from"), Gap: r.id("gap"), Text: r.str("text")}
	fb.Visibility = r.stated()
	return fb, true
}

func (r *reader) twin(at Text) (Twin, bool) {
	t := Twin{
		At:     r.required("name", at),
		URL:    r.str("url"),
		Status: r.oneOf(r.text("status"), codeUnknownKindWord, "status of a twin", "statuses", twinStatuses).S,
		Note:   r.str("note"),
		Shares: r.strs("shares"),
		Date:   r.day("date"),
	}
	t.Name = t.At.S
	if t.Status == "" {
		t.Status = "spotted"
	}
	return t, t.Name != ""
}

func (r *reader) milestone(at Text) (Milestone, bool) {
	m := Milestone{ID: r.required("id", at), Date: r.day("date"), Title: r.title("title").S}
	m.Visibility = r.stated()
	return m, m.ID.S != ""
}

// required gives the text of a key that a table cannot do without.
func (r *reader) required(name string, table Text) Text {
	t := r.oneLine(name, r.id(name))
	if t.S == "" {
		r.report(codeNoName, table, "", "%s needs %s", r.what, diag.Quote(name))
	}
	return t
}

// checkOrder warns where something was decided before one had applied for it.
func (r *reader) checkOrder(p Pursuit) {
	if len(p.Interviews) > 0 {
		r.inOrder("interviews", p.Interviews[len(p.Interviews)-1], "decided", p.Decided)
	}
	if len(p.Applied) == 0 {
		return
	}
	if len(p.Interviews) > 0 {
		r.inOrder("applied", p.Applied[0], "interviews", p.Interviews[0])
	}
	r.inOrder("applied", p.Applied[0], "decided", p.Decided)
}

// inOrder warns if of two days that are both known the later key has the earlier.
func (r *reader) inOrder(before string, first civil.Date, after string, last civil.Date) {
	if first.IsZero() || last.IsZero() || !last.Before(first) {
		return
	}
	f, _ := r.field(after)
	r.report(codeOrder, valueText(f.Value), "check the two dates", "%s (%s) lies before %s (%s)", after, last, before, first)
}

// yes reads true or false; what is not written is false.
func (r *reader) yes(key string) bool {
	f, ok := r.field(key)
	if !ok {
		return false
	}
	is, known := truth(f.Value)
	if !known {
		r.report(codeWrongType, valueText(f.Value), "write true or false", "%s must be true or false", diag.Quote(f.Key))
	}
	return is
}
