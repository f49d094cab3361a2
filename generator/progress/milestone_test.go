package progress

import (
	"fmt"
	"strings"
	"testing"

	"journal/generator/config"
	"journal/generator/edition"
)

func TestMilestones(t *testing.T) {
	listed := func(list ...edition.Milestone) func(*edition.Pursuit) {
		return func(p *edition.Pursuit) { p.Milestones = list }
	}
	tests := []struct {
		name    string
		pursuit func(*edition.Pursuit)
		entries []*edition.Entry
		want    string
	}{
		{name: "nothing"},
		{name: "from entries", want: "2026-03-02 The no (1), 2026-03-08 The second call (2), 2026-04-09 The yes (3) planned",
			entries: story(entry("03-02", "", marks("turned-down")), entry("03-08", "", marks("second-call")), entry("04-09", "", marks("accepted")))},
		{name: "own ids as words", want: "2026-03-08 The second call (1), 2026-03-08 First long run (1)",
			entries: story(entry("03-08", "", marks("first-long_run", "second-call")))},
		{name: "from the list, with its title and its entry", want: "2026-03-08 She rang (1), 2026-05-01 First day planned",
			pursuit: listed(edition.Milestone{ID: "first-day", Date: day("05-01")}, edition.Milestone{ID: "second-call", Title: "She rang", Date: day("03-08")}),
			entries: story(entry("03-08", "", marks("second-call")))},
		{name: "listed, and written about the day after", want: "2026-03-08 The second call (2)",
			pursuit: listed(edition.Milestone{ID: "second-call", Date: day("03-08")}),
			entries: story(entry("03-08", ""), entry("03-09", "", marks("second-call")))},
		{name: "listed, written about that day and again", want: "2026-03-08 The second call (1), 2026-03-20 The second call (2)",
			pursuit: listed(edition.Milestone{ID: "second-call", Date: day("03-08")}),
			entries: story(entry("03-08", "", marks("second-call")), entry("03-20", "", marks("second-call")))},
		{name: "listed without a day", want: "2026-03-09 In writing (1)",
			pursuit: listed(edition.Milestone{ID: "offer", Title: "In writing"}, edition.Milestone{ID: "accepted"}),
			entries: story(entry("03-09", "", marks("offer")))},
		{name: "what is planned is not what was listed", want: "2026-03-08 The offer, 2026-04-09 The offer (1) planned",
			pursuit: listed(edition.Milestone{ID: "offer", Date: day("03-08")}),
			entries: story(entry("04-09", "", marks("offer")))},
		{name: "marked twice that day", want: "2026-03-09 The offer (1)",
			entries: story(entry("03-09", "", marks("offer")), entry("03-09", "", marks("offer")))},
		{name: "from the dates of the file", want: "2026-01-10 Applied, 2026-02-01 Interview, 2026-02-10 Interview, 2026-03-02 The no, 2026-04-20 Interview planned",
			pursuit: func(p *edition.Pursuit) {
				p.Applied, p.Interviews, p.DayZero, p.Decided = days("01-10"), days("02-01", "02-10", "04-20"), day("03-02"), day("03-01")
			}},
		{name: "what is stated goes before the dates", want: "2026-01-11 Sent, 2026-02-01 Interview, 2026-02-10 The room, 2026-03-03 The no (1)",
			pursuit: func(p *edition.Pursuit) {
				p.Applied, p.Interviews, p.DayZero = days("01-10"), days("02-01", "02-10"), day("03-02")
				p.Milestones = []edition.Milestone{{ID: "applied", Title: "Sent", Date: day("01-11")}, {ID: "interview", Title: "The room", Date: day("02-10")}}
			},
			entries: story(entry("03-03", "", marks("turned-down")))},
		{name: "several interviews keep their own entries", want: "2026-02-01 Interview (1), 2026-02-10 Interview (2)",
			pursuit: listed(edition.Milestone{ID: "interview", Date: day("02-10")}),
			entries: story(entry("02-01", "", marks("interview")), entry("02-10", "", marks("interview")))},
		{name: "an interview is not another one", want: "2026-02-01 Interview (1), 2026-02-10 Interview",
			pursuit: listed(edition.Milestone{ID: "interview", Date: day("02-10")}), entries: story(entry("02-01", "", marks("interview")))},
		{name: "the first entry of its day is the one", want: "2026-03-08 The offer (1)",
			pursuit: listed(edition.Milestone{ID: "offer", Date: day("03-08")}),
			entries: story(entry("03-08", "", marks("offer")), entry("03-08", "", marks("offer")))},
		{name: "decided tells of the no", want: "2026-03-01 The no", pursuit: func(p *edition.Pursuit) { p.Decided = day("03-01") }},
		{name: "decided ahead tells nothing", pursuit: func(p *edition.Pursuit) { p.Decided = day("04-06") }},
		{name: "decided with a yes", want: "2026-03-01 The yes", pursuit: func(p *edition.Pursuit) {
			p.Decided, p.Status, p.Ended = day("03-01"), "won", day("03-01")
		}},
		{name: "decided after an offer", want: "2026-02-28 The offer (1)", pursuit: func(p *edition.Pursuit) { p.Decided = day("03-01") },
			entries: story(entry("02-28", "", marks("offer")))},
		{name: "day zero of an injury is no refusal", pursuit: func(p *edition.Pursuit) { p.Kind, p.DayZero = "health", day("03-02") }},
		{name: "nor that of its program", pursuit: func(p *edition.Pursuit) { p.Program.ID, p.DayZero = "rehab", day("03-02") }},
		{name: "from the steps, with the entry that did it", want: "2026-03-03 Thanked (2), 2026-03-05 Feedback (4)",
			entries: story(entry("03-03", ""), entry("03-03", "thank"), entry("03-04", "feedback", text("- [ ] a")), entry("03-05", "feedback", text("- [x] a")))},
		{name: "a stated one goes before the step", want: "2026-03-04 Thanked (2)",
			entries: story(entry("03-03", "thank"), entry("03-04", "", marks("thanked")))},
		{name: "a skipped step tells nothing", entries: story(entry("03-03", "thank", state("skip")))},
		{name: "won", want: "2026-03-30 The yes", pursuit: func(p *edition.Pursuit) { p.Status, p.Ended = "won", day("03-30") }},
		{name: "won by another door", pursuit: func(p *edition.Pursuit) { p.Status, p.Outcome, p.Ended = "won", "twin", day("03-30") }},
		{name: "won, as stated", want: "2026-03-28 Yes, on the ferry", pursuit: func(p *edition.Pursuit) {
			p.Status, p.Ended = "won", day("03-30")
			p.Milestones = []edition.Milestone{{ID: "accepted", Title: "Yes, on the ferry", Date: day("03-28")}}
		}},
		{name: "days are counted where a program counts them", want: "2026-01-06 Day 1, 2026-01-12 Day 7, 2026-02-04 Day 30, 2026-04-05 Day 90", pursuit: func(p *edition.Pursuit) {
			p.Kind, p.DayZero, p.Program.Progress = "sobriety", day("01-05"), config.ByCounter
		}},
		{name: "counted days stop at the end", want: "2026-01-06 Day 1", pursuit: func(p *edition.Pursuit) {
			p.Kind, p.DayZero, p.Program.Progress, p.Status, p.Ended = "sobriety", day("01-05"), config.ByCounter, "closed", day("01-10")
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := northwind()
			if test.pursuit != nil {
				test.pursuit(p)
			}
			if got := milestoneLine(test.entries, Of(p, test.entries, day(today)).Milestones); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func milestoneLine(entries []*edition.Entry, list []Milestone) string {
	var all []string
	for _, m := range list {
		s := m.Date.String() + " " + titleOf(m)
		if n := number(entries, m.Entry); n > 0 {
			s += fmt.Sprintf(" (%d)", n)
		}
		if m.Planned {
			s += " planned"
		}
		all = append(all, s)
	}
	return strings.Join(all, ", ")
}

// titleOf is a milestone's title as pages show it.
func titleOf(m Milestone) string {
	w := english()
	switch {
	case m.Title != "":
		return m.Title
	case w.Has("milestone." + m.ID):
		return w.Say("milestone." + m.ID)
	}
	return Humanised(m.ID)
}

func TestHumanised(t *testing.T) {
	for id, want := range map[string]string{
		"leading-a-team": "Leading a team", "sql": "SQL", "learn-sql": "Learn SQL", "dana-s-call": "Dana s call", "my": "My", "x": "X",
		"erste_übung": "Erste übung", "übung": "Übung", "встреча": "Встреча", "": "", "--": "",
	} {
		if got := Humanised(id); got != want {
			t.Errorf("%q: got %q, want %q", id, got, want)
		}
	}
}

func TestStage(t *testing.T) {
	no, call := entry("03-02", "", marks("turned-down")), entry("03-08", "", marks("second-call"))
	promised := entry("03-20", "", marks("offer"))
	tests := []struct {
		name            string
		status, outcome string
		ended           string
		entries         []*edition.Entry
		want            Stage
	}{
		{"nothing", "open", "", "", nil, Running},
		{"applied", "open", "", "", story(entry("03-02", "", marks("applied"))), Running},
		{"turned down", "open", "", "", story(no), Second},
		{"called back", "open", "", "", story(no, call), CalledBack},
		{"a second no", "open", "", "", story(no, call, entry("03-12", "", marks("turned-down"))), Second},
		{"offer", "open", "", "", story(no, call, promised), Offered},
		{"offer and call on one day", "open", "", "", story(no, entry("03-08", "", marks("offer", "second-call"))), Offered},
		{"an offer ahead", "open", "", "", story(no, entry("04-09", "", marks("offer"))), Second},
		{"accepted", "open", "", "", story(no, promised, entry("03-21", "", marks("accepted"))), Won},
		{"paused", "paused", "", "", story(no, call), CalledBack},
		{"won", "won", "same", "03-30", story(no), Won},
		{"won, some day", "won", "same", "", nil, Won},
		{"it will be won", "won", "same", "04-30", story(no), Second},
		{"let go", "closed", "let-go", "03-30", story(no, call), CalledBack},
		{"accepted elsewhere", "closed", "twin", "03-30", story(no, promised, entry("03-21", "", marks("accepted"))), Offered},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := northwind()
			p.Status, p.Outcome, p.Ended = test.status, test.outcome, day(test.ended)
			if got := Of(p, test.entries, day(today)).Stage; got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestDayZero(t *testing.T) {
	tests := []struct {
		name    string
		pursuit edition.Pursuit
		entries []*edition.Entry
		zero    string
		day     int
	}{
		{name: "nothing has begun"},
		{name: "only plans", entries: story(entry("04-09", "", marks("turned-down")))},
		{name: "stated", pursuit: edition.Pursuit{DayZero: day("03-02")}, entries: story(entry("02-01", "", marks("turned-down"))), zero: "03-02", day: 34},
		{name: "the no", entries: story(entry("02-01", ""), entry("03-02", "", marks("turned-down")), entry("03-20", "", marks("turned-down"))), zero: "03-02", day: 34},
		{name: "decided", pursuit: edition.Pursuit{Decided: day("03-02")}, entries: story(entry("02-01", "")), zero: "03-02", day: 34},
		{name: "the first entry", entries: story(entry("03-04", ""), entry("03-09", "")), zero: "03-04", day: 32},
		{name: "over a leap day", pursuit: edition.Pursuit{DayZero: day("2024-02-28"), Status: "closed", Ended: day("2024-03-01")}, zero: "2024-02-28", day: 2},
		{name: "it stops at the end", pursuit: edition.Pursuit{DayZero: day("03-02"), Status: "won", Ended: day("03-12")}, zero: "03-02", day: 10},
		{name: "not at an end that lies ahead", pursuit: edition.Pursuit{DayZero: day("03-02"), Status: "won", Ended: day("04-12")}, zero: "03-02", day: 34},
		{name: "an end without a day", pursuit: edition.Pursuit{DayZero: day("03-02"), Kind: "health", Status: "closed"}, zero: "03-02", day: 34},
		{name: "an open one has no end", pursuit: edition.Pursuit{DayZero: day("03-02"), Status: "open", Ended: day("03-12")}, zero: "03-02", day: 34},
		{name: "before day zero", pursuit: edition.Pursuit{DayZero: day("04-10")}, zero: "04-10", day: -5},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := Of(&test.pursuit, test.entries, day(today))
			if s.DayZero != day(test.zero) || s.Day != test.day {
				t.Errorf("got day %d since %s", s.Day, s.DayZero)
			}
		})
	}
}
