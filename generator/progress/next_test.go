package progress

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"journal/generator/config"
	"journal/generator/edition"
)

func setFor(when, what string) with {
	return func(e *edition.Entry) { e.Next, e.NextBy = what, day(when) }
}

func letter(opens string) with {
	return func(e *edition.Entry) { e.Letter, e.Opens = true, day(opens) }
}

// begun is a pursuit whose steps are all begun and quiet.
func begun() []*edition.Entry {
	return []*edition.Entry{
		entry("03-03", "thank"), entry("03-04", "feedback"), entry("03-06", "recalibrate twin"),
		entry("04-01", "add-value persist", met("D.")),
	}
}

func TestNext(t *testing.T) {
	type pursuit struct {
		edit    func(*edition.Pursuit)
		entries []*edition.Entry
	}
	grief := func(p *edition.Pursuit) { p.Program.Progress = config.NoNumbers }
	status := func(s string) func(*edition.Pursuit) { return func(p *edition.Pursuit) { p.Status = s } }
	zero := func(s string) func(*edition.Pursuit) { return func(p *edition.Pursuit) { p.DayZero = day(s) } }
	snooze := func(step int, s string) func(*edition.Pursuit) {
		return func(p *edition.Pursuit) { p.Program.Steps[step].Snooze = period(s) }
	}
	tests := []struct {
		name     string
		pursuits []pursuit
		loose    []*edition.Entry
		today    string
		want     *Suggestion
		entry    int // its number in the pursuit, or of those that belong to none
	}{
		{name: "nothing at all"},
		{name: "all is well", pursuits: []pursuit{{entries: begun()}}},
		{name: "a program without steps", pursuits: []pursuit{{edit: func(p *edition.Pursuit) { p.Program.Steps = nil }, entries: begun()}}},

		{name: "1 a rest", pursuits: []pursuit{{entries: story(entry("04-01", "", rest("04-01", "04-05"), setFor("04-03", "Call")))}}},
		{name: "1 a rest of another pursuit", pursuits: []pursuit{{}, {edit: grief, entries: story(entry("04-01", "", rest("04-05", "04-09")))}}},
		{name: "1 a rest that belongs to none", pursuits: []pursuit{{}}, loose: story(entry("04-01", "", rest("04-01", "04-05")))},
		{name: "1 the rest is over", pursuits: []pursuit{{entries: story(entry("04-01", "", rest("04-01", "04-04"), setFor("04-03", "Call")))}},
			want: &Suggestion{Pursuit: "a", Text: "Call"}, entry: 1},
		{name: "1 a rest that is only planned", pursuits: []pursuit{{entries: story(entry("04-01", "", setFor("04-03", "Call")), entry("04-06", "", rest("04-05", "04-09")))}},
			want: &Suggestion{Pursuit: "a", Text: "Call"}, entry: 1},

		{name: "2 a setback three days ago", pursuits: []pursuit{{entries: story(entry("03-20", ""), entry("04-02", "", setback("froze", "walk", "call Sam")))}},
			want: &Suggestion{Pursuit: "a", Text: "One line is enough today.", Prompt: []string{"walk", "call Sam"}}, entry: 2},
		{name: "2 what helped before", pursuits: []pursuit{{entries: story(entry("03-20", "", setback("froze", "walk")), entry("04-02", "", setback("again")))}},
			want: &Suggestion{Pursuit: "a", Text: "One line is enough today.", Prompt: []string{"walk"}}, entry: 2},
		{name: "2 nothing helped yet", loose: story(entry("04-02", "", setback("froze"))),
			want: &Suggestion{Text: "One line is enough today."}, entry: 1},
		{name: "2 four days ago", pursuits: []pursuit{{entries: story(append(begun(), entry("04-01", "", setback("froze")))...)}}},
		{name: "2 it is not the last entry", pursuits: []pursuit{{entries: story(append(begun(), entry("04-03", "", setback("froze")), entry("04-04", ""))...)}}},
		{name: "2 not the last entry of all", pursuits: []pursuit{{entries: story(append(begun(), entry("04-03", "", setback("froze")))...)}}, loose: story(entry("04-04", ""))},
		{name: "2 a setback that belongs to none", loose: story(entry("04-04", "", setback("froze", "walk"))),
			want: &Suggestion{Text: "One line is enough today.", Prompt: []string{"walk"}}, entry: 1},
		{name: "2 in a program without numbers", pursuits: []pursuit{{edit: grief, entries: story(entry("04-04", "", setback("a")))}}},

		{name: "2 goes before 3 and 4", pursuits: []pursuit{{entries: story(entry("04-03", "", letter("04-05")), entry("04-03", "", setback("froze"), setFor("04-04", "Send")))}},
			want: &Suggestion{Pursuit: "a", Text: "One line is enough today."}, entry: 2},
		{name: "3 goes before 4", pursuits: []pursuit{{entries: story(entry("04-03", "", letter("04-05"), setFor("04-04", "Send")))}},
			want: &Suggestion{Pursuit: "a", Text: "A letter to yourself opens today: 04-03"}, entry: 1},
		{name: "3 a letter opens", pursuits: []pursuit{{entries: story(append(begun(), entry("04-01", "", letter("04-05")))...)}},
			want: &Suggestion{Pursuit: "a", Text: "A letter to yourself opens today: 04-01"}, entry: 5},
		{name: "3 a letter opens tomorrow", pursuits: []pursuit{{entries: story(append(begun(), entry("04-01", "", letter("04-06")))...)}}},
		{name: "3 an entry of today leaves something to do", pursuits: []pursuit{{entries: story(append(begun(), entry("04-05", "", text("- [x] a", "- [ ] b", "- [/] c", "- [-] d")))...)}},
			want: &Suggestion{Pursuit: "a", Text: "Planned for today: 04-05", Prompt: []string{"b", "c"}}, entry: 5},
		{name: "3 an entry of today leaves nothing", pursuits: []pursuit{{entries: story(append(begun(), entry("04-05", "", text("- [x] a")))...)}}},
		{name: "3 an entry of yesterday", pursuits: []pursuit{{entries: story(append(begun(), entry("04-04", "", text("- [ ] a")))...)}}},
		{name: "3 a closed pursuit has letters, too", pursuits: []pursuit{{edit: status("closed"), entries: story(entry("04-01", "", letter("04-05")))}},
			want: &Suggestion{Pursuit: "a", Text: "A letter to yourself opens today: 04-01"}, entry: 1},

		{name: "4 its day has come", pursuits: []pursuit{{entries: story(entry("03-20", "", setFor("04-05", "Send the article")))}},
			want: &Suggestion{Pursuit: "a", Text: "Send the article"}, entry: 1},
		{name: "4 its day is tomorrow", pursuits: []pursuit{{entries: story(append(begun(), entry("04-01", "", setFor("04-06", "Send")))...)}}},
		{name: "4 something was written since", pursuits: []pursuit{{entries: story(append(begun(), entry("04-01", "", setFor("04-03", "Send")), entry("04-03", ""))...)}}},
		{name: "4 something was written before its day", pursuits: []pursuit{{entries: story(append(begun(), entry("04-01", "", setFor("04-03", "Send")), entry("04-02", ""))...)}},
			want: &Suggestion{Pursuit: "a", Text: "Send"}, entry: 5},
		{name: "4 it does not answer itself", pursuits: []pursuit{{entries: story(append(begun(), entry("04-03", "", setFor("04-03", "Send")))...)}},
			want: &Suggestion{Pursuit: "a", Text: "Send"}, entry: 5},
		{name: "4 the longest waiting", pursuits: []pursuit{{entries: story(entry("03-20", "", setFor("04-04", "b")), entry("03-21", "", setFor("04-02", "a")), entry("03-22", "", setFor("04-03", "c")))}},
			want: &Suggestion{Pursuit: "a", Text: "a"}, entry: 2},
		{name: "4 a resting pursuit wakes", pursuits: []pursuit{{edit: status("paused"), entries: story(entry("03-20", "", setFor("04-04", "Look again")))}},
			want: &Suggestion{Pursuit: "a", Text: "Look again"}, entry: 1},
		{name: "4 a closed one does not", pursuits: []pursuit{{edit: status("closed"), entries: story(entry("03-20", "", setFor("04-04", "Look again")))}}},
		{name: "4 belonging to none", loose: story(entry("03-20", "", setFor("04-04", "Look"))), want: &Suggestion{Text: "Look"}, entry: 1},

		{name: "5 the smallest window", pursuits: []pursuit{{edit: zero("04-05")}},
			want: &Suggestion{Pursuit: "a", Step: "thank", Text: "Don't burn the bridge", Prompt: []string{"Who decided?"}}},
		{name: "5 the next one", pursuits: []pursuit{{edit: zero("04-02")}},
			want: &Suggestion{Pursuit: "a", Step: "feedback", Text: "Seek feedback"}},
		{name: "5 the last day of a window", pursuits: []pursuit{{edit: zero("03-29"), entries: story(entry("04-01", "thank"))}},
			want: &Suggestion{Pursuit: "a", Step: "feedback", Text: "Seek feedback"}},
		{name: "5 a planned step is left alone", pursuits: []pursuit{{edit: zero("04-02"), entries: story(entry("04-01", "recalibrate twin add-value persist thank"), entry("04-06", "feedback"))}}},
		{name: "5 before day zero", pursuits: []pursuit{{edit: zero("04-06")}},
			want: &Suggestion{Pursuit: "a", Step: "thank", Text: "Don't burn the bridge", Prompt: []string{"Who decided?"}}}, // by rule 9
		{name: "5 a snoozed step waits", pursuits: []pursuit{{edit: func(p *edition.Pursuit) { zero("04-04")(p); snooze(0, "2d")(p) }}},
			want: &Suggestion{Pursuit: "a", Step: "feedback", Text: "Seek feedback"}},
		{name: "5 no longer", pursuits: []pursuit{{edit: func(p *edition.Pursuit) { zero("04-04")(p); snooze(0, "1d")(p) }}},
			want: &Suggestion{Pursuit: "a", Step: "thank", Text: "Don't burn the bridge", Prompt: []string{"Who decided?"}}},
		{name: "5 across pursuits", pursuits: []pursuit{{edit: zero("04-02")}, {edit: zero("04-05")}},
			want: &Suggestion{Pursuit: "b", Step: "thank", Text: "Don't burn the bridge", Prompt: []string{"Who decided?"}}},

		{name: "6 feedback without a gap", pursuits: []pursuit{{entries: story(append(begun(), entry("04-02", "feedback", saidBy("Dana")))...)}},
			want: &Suggestion{Pursuit: "a", Step: "feedback", Text: "Name one gap it points to."}, entry: 5},
		{name: "6 it names one", pursuits: []pursuit{{entries: story(append(begun(), entry("04-02", "feedback", saidBy("Dana"), opening("sql")))...)}}},
		{name: "6 one was named later", pursuits: []pursuit{{entries: story(append(begun(), entry("04-02", "", saidBy("Dana")), entry("04-04", "", opening("sql")))...)}}},
		{name: "6 one was named before", pursuits: []pursuit{{entries: story(append(begun(), entry("04-01", "", opening("sql")), entry("04-02", "", saidBy("Dana")))...)}},
			want: &Suggestion{Pursuit: "a", Step: "feedback", Text: "Name one gap it points to."}, entry: 6},
		{name: "6 only the newest asks", pursuits: []pursuit{{entries: story(append(begun(), entry("04-02", "", saidBy("Dana")), entry("04-04", "", saidBy("Sam"), opening("sql")))...)}}},
		{name: "6 in the pursuit's file", pursuits: []pursuit{{edit: func(p *edition.Pursuit) {
			p.Feedback = []edition.Feedback{{Date: day("04-02"), Text: "a"}, {Date: day("04-10"), Text: "b", Gap: "sql"}}
		}, entries: story(begun()...)}}, want: &Suggestion{Pursuit: "a", Step: "feedback", Text: "Name one gap it points to."}},
		{name: "6 one of two on that day names a gap", pursuits: []pursuit{{entries: story(append(begun(),
			entry("04-01", "", opening("sql")), entry("04-02", "", saidBy("Sam"), opening("sql")), entry("04-02", "", saidBy("Dana")))...)}}},
		{name: "6 in a program of one's own", pursuits: []pursuit{{edit: func(p *edition.Pursuit) {
			p.Program = only(config.Step{ID: "x", Mode: config.OpenEnded})
		}, entries: story(entry("04-02", "x", saidBy("Coach")))}}, want: &Suggestion{Pursuit: "a", Text: "Name one gap it points to."}, entry: 1},
		{name: "6 snoozed", pursuits: []pursuit{{edit: snooze(1, "7d"), entries: story(append(begun(), entry("04-02", "feedback", saidBy("Dana")))...)}}},

		{name: "7 time for a hello", today: "04-16", pursuits: []pursuit{{entries: story(begun()...)}},
			want: &Suggestion{Pursuit: "a", Step: "add-value", Text: "Time for a hello to D.?"}, entry: 4},
		{name: "7 the longest due", today: "05-02", pursuits: []pursuit{{entries: story(begun()...)}, {entries: story(append(begun(), entry("04-10", "add-value", met("Sam")))...)}},
			want: &Suggestion{Pursuit: "a", Step: "add-value", Text: "Time for a hello to D.?"}, entry: 4},
		{name: "7 it was with nobody", today: "05-02", pursuits: []pursuit{{entries: story(append(begun(), entry("04-10", "add-value"))...)}},
			want: &Suggestion{Pursuit: "a", Step: "add-value", Text: "Time for this again: Add value anyway"}, entry: 5},
		{name: "7 snoozed since it was due", today: "04-16", pursuits: []pursuit{{edit: snooze(3, "7d"), entries: story(begun()...)}}},
		{name: "7 the snooze is over", today: "04-22", pursuits: []pursuit{{edit: snooze(3, "7d"), entries: story(begun()...)}},
			want: &Suggestion{Pursuit: "a", Step: "add-value", Text: "Time for a hello to D.?"}, entry: 4},
		{name: "7 not while resting", today: "04-16", pursuits: []pursuit{{edit: status("paused"), entries: story(begun()...)}}},

		{name: "8 an open gap", pursuits: []pursuit{{edit: func(p *edition.Pursuit) {
			p.Gaps = []edition.Gap{{ID: "a", Title: "Too quick.", Opened: day("03-22")}, {ID: "sql", Title: "SQL", Plan: "Ten queries", Opened: day("03-02")}}
		}, entries: story(append(begun(), entry("04-02", "", working("sql")))...)}},
			want: &Suggestion{Pursuit: "a", Text: "One small thing on Too quick?"}},
		{name: "8 with its plan", today: "04-14", pursuits: []pursuit{{edit: func(p *edition.Pursuit) {
			p.Gaps = []edition.Gap{{ID: "a", Opened: day("03-22"), Closed: day("03-23")}, {ID: "sql", Title: "SQL", Plan: "Ten queries", Opened: day("03-31")}}
		}, entries: story(begun()...)}}, want: &Suggestion{Pursuit: "a", Text: "One small thing on SQL?", Prompt: []string{"Ten queries"}}},
		{name: "8 thirteen days are too few", today: "04-13", pursuits: []pursuit{{edit: func(p *edition.Pursuit) {
			p.Gaps = []edition.Gap{{ID: "sql", Opened: day("03-31")}}
		}, entries: story(begun()...)}}},
		{name: "8 opened again lately", pursuits: []pursuit{{entries: story(
			entry("03-01", "thank feedback recalibrate twin", opening("sql")), entry("03-02", "", closing("sql")), entry("04-01", "add-value persist", opening("sql")))}}},

		{name: "9 the first step of a new pursuit", pursuits: []pursuit{{}},
			want: &Suggestion{Pursuit: "a", Step: "thank", Text: "Don't burn the bridge", Prompt: []string{"Who decided?"}}},
		{name: "9 one whose forerunner was not begun waits", pursuits: []pursuit{{edit: func(p *edition.Pursuit) {
			p.Program.Steps[1].After = []string{"twin"}
		}, entries: story(entry("03-03", "thank"))}}, want: &Suggestion{Pursuit: "a", Step: "recalibrate", Text: "Recalibrate"}},
		{name: "9 its forerunner was left out", pursuits: []pursuit{{edit: func(p *edition.Pursuit) {
			p.Program.Steps[1].After = []string{"twin"}
		}, entries: story(entry("03-03", "thank"), entry("03-03", "twin", state("skip")))}}, want: &Suggestion{Pursuit: "a", Step: "feedback", Text: "Seek feedback"}},
		{name: "9 they wait for each other", pursuits: []pursuit{{edit: func(p *edition.Pursuit) {
			p.Program.Steps = []config.Step{{ID: "x", Name: "X", After: []string{"y"}}, {ID: "y", Name: "Y", After: []string{"x"}}}
		}}}, want: &Suggestion{Pursuit: "a", Step: "x", Text: "X"}},
		{name: "9 the first pursuit of the list", pursuits: []pursuit{{edit: status("won")}, {}},
			want: &Suggestion{Pursuit: "b", Step: "thank", Text: "Don't burn the bridge", Prompt: []string{"Who decided?"}}},
		{name: "9 not in a program without numbers", pursuits: []pursuit{{edit: grief}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.today == "" {
				test.today = today
			}
			var all []*Standing
			for i, p := range test.pursuits {
				pursuit := northwind()
				pursuit.ID = string(rune('a' + i))
				if p.edit != nil {
					p.edit(pursuit)
				}
				s := Of(pursuit, story(p.entries...), day(test.today))
				all = append(all, &s)
			}
			got := Next(all, test.loose, day(test.today), english())
			if diff := cmp.Diff(test.want, got, cmpopts.IgnoreFields(Suggestion{}, "Entry")); diff != "" {
				t.Error(diff)
			}
			if got == nil {
				return
			}
			entries := test.loose
			if got.Pursuit != "" {
				entries = test.pursuits[got.Pursuit[0]-'a'].entries
			}
			if n := number(entries, got.Entry); n != test.entry {
				t.Errorf("it speaks of entry %d, want %d", n, test.entry)
			}
		})
	}
}
