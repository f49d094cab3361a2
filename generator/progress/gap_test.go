package progress

import (
	"fmt"
	"strings"
	"testing"

	"journal/generator/edition"
)

func opening(ids ...string) with { return func(e *edition.Entry) { e.GapOpened = ids } }
func working(ids ...string) with { return func(e *edition.Entry) { e.GapWorked = ids } }
func closing(ids ...string) with { return func(e *edition.Entry) { e.GapClosed = ids } }
func saidBy(name string) with {
	return func(e *edition.Entry) { e.FeedbackFrom = edition.Person{ID: name, Name: name} }
}

func TestGaps(t *testing.T) {
	sql := edition.Gap{ID: "sql", Title: "SQL for grown-ups", Opened: day("03-05")}
	tests := []struct {
		name     string
		gaps     []edition.Gap
		feedback []edition.Feedback
		entries  []*edition.Entry
		want     string
	}{
		{name: "nothing"},
		{name: "a whole life in entries", want: "SQL opened 2026-03-05 worked 2026-03-20 closed 2026-03-24 by Dana [1 2 4 5]",
			entries: story(entry("03-05", "", opening("sql"), saidBy("Dana")), entry("03-12", "", working("sql")), entry("03-13", ""),
				entry("03-20", "", working("sql")), entry("03-24", "", closing("sql")), entry("04-09", "", working("sql")))},
		{name: "opened, worked on and closed in one entry", want: "SQL opened 2026-03-05 worked 2026-03-05 closed 2026-03-05 [1]",
			entries: story(entry("03-05", "", closing("sql"), working("sql"), opening("sql")))},
		{name: "unknown until it was closed", want: "SQL opened 2026-03-05 closed 2026-03-05 [1]",
			entries: story(entry("03-05", "", closing("sql")))},
		{name: "opened again", want: "SQL opened 2026-03-05 again 2026-03-20 [1 2 3]",
			entries: story(entry("03-05", "", opening("sql")), entry("03-10", "", closing("sql")), entry("03-20", "", opening("sql")))},
		{name: "opened again and closed again", want: "SQL opened 2026-03-05 again 2026-03-20 closed 2026-03-30 [1 2 3 4]",
			entries: story(entry("03-05", "", opening("sql")), entry("03-10", "", closing("sql")), entry("03-20", "", opening("sql")), entry("03-30", "", closing("sql")))},
		{name: "opened twice is opened once", want: "SQL opened 2026-03-05 [1 2]",
			entries: story(entry("03-05", "", opening("sql")), entry("03-10", "", opening("sql")))},
		{name: "work after the end does not open it", want: "SQL opened 2026-03-05 worked 2026-03-20 closed 2026-03-05 [1 2]",
			entries: story(entry("03-05", "", closing("sql")), entry("03-20", "", working("sql")))},
		{name: "the file's title, the earliest day", gaps: []edition.Gap{sql}, want: "SQL for grown-ups opened 2026-03-04 [1]",
			entries: story(entry("03-04", "", opening("sql")))},
		{name: "closed in the file, and then in an entry", want: "SQL for grown-ups opened 2026-03-05 closed 2026-03-20 [1]",
			gaps:    []edition.Gap{{ID: "sql", Title: sql.Title, Opened: sql.Opened, Closed: day("03-20")}},
			entries: story(entry("03-22", "", closing("sql")))},
		{name: "opened again after the file closed it", want: "SQL for grown-ups opened 2026-03-05 again 2026-03-22 [1]",
			gaps:    []edition.Gap{{ID: "sql", Title: sql.Title, Opened: sql.Opened, Closed: day("03-20")}},
			entries: story(entry("03-22", "", opening("sql")))},
		{name: "the file closes it on the day an entry opens it", want: "SQL opened 2026-03-20 closed 2026-03-20 [1]",
			gaps: []edition.Gap{{ID: "sql", Closed: day("03-20")}}, entries: story(entry("03-20", "", opening("sql")))},
		{name: "it will be closed", gaps: []edition.Gap{{ID: "sql", Opened: day("03-05"), Closed: day("04-20")}}, want: "SQL opened 2026-03-05"},
		{name: "it will be opened", gaps: []edition.Gap{{ID: "sql", Opened: day("04-20")}}},
		{name: "listed without a day", gaps: []edition.Gap{{ID: "sql"}}, want: "SQL"},
		{name: "feedback opens it", want: "SQL opened 2026-03-05 by Dana: Learn it.",
			feedback: []edition.Feedback{{Date: day("03-05"), From: edition.Person{Name: "Dana"}, Text: "Learn it.", Gap: "sql"}}},
		{name: "later feedback does not open it again", want: "SQL for grown-ups opened 2026-03-05 closed 2026-03-10 by Dana: Learn it.",
			gaps:     []edition.Gap{{ID: "sql", Title: sql.Title, Opened: sql.Opened, Closed: day("03-10")}},
			feedback: []edition.Feedback{{Date: day("03-20"), From: edition.Person{Name: "Dana"}, Text: "Learn it.", Gap: "sql"}, {Text: "Again.", Gap: "sql"}}},
		{name: "feedback ahead, and feedback on nothing",
			feedback: []edition.Feedback{{Date: day("04-20"), Text: "a", Gap: "sql"}, {Date: day("03-05"), Text: "b"}}},
		{name: "the file's order, then the entries'", gaps: []edition.Gap{{ID: "b"}, {ID: "a"}}, want: "B; A opened 2026-03-05 [1]; D opened 2026-03-05 [1]; C opened 2026-03-05 [1]",
			entries: story(entry("03-05", "", opening("d", "c", "a")))},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := northwind()
			p.Gaps, p.Feedback = test.gaps, test.feedback
			if got := gapLine(test.entries, Of(p, test.entries, day(today)).Gaps); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func gapLine(entries []*edition.Entry, gaps []Gap) string {
	var all []string
	for _, g := range gaps {
		s := g.Title
		if !g.Opened.IsZero() {
			s += " opened " + g.Opened.String()
		}
		for _, d := range g.Reopened {
			s += " again " + d.String()
		}
		if !g.Worked.IsZero() {
			s += " worked " + g.Worked.String()
		}
		if !g.Closed.IsZero() {
			s += " closed " + g.Closed.String()
		}
		if g.From.Name != "" {
			s += " by " + g.From.Name
		}
		if g.Said != "" {
			s += ": " + g.Said
		}
		if len(g.Entries) > 0 {
			var numbers []int
			for _, e := range g.Entries {
				numbers = append(numbers, number(entries, e))
			}
			s += fmt.Sprintf(" %v", numbers)
		}
		all = append(all, s)
	}
	return strings.Join(all, "; ")
}
