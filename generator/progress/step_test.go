package progress

import (
	"testing"

	"journal/generator/config"
	"journal/generator/edition"
)

// TestVectors holds the table of the specification's "How progress is computed".
func TestVectors(t *testing.T) {
	write := text("- [ ] Write to Dana")
	tests := []struct {
		name, step, want string
		entries          []*edition.Entry
		pursuit          func(*edition.Pursuit)
	}{
		{name: "V1 an entry without boxes", step: "thank", want: "done 2026-03-03, 1 of 1",
			entries: story(entry("03-03", "thank"))},
		{name: "V2 an open box", step: "thank", want: "working 2026-03-03, 0 of 1",
			entries: story(entry("03-03", "thank", write))},
		{name: "V3 ticked the next day", step: "thank", want: "done 2026-03-04, 1 of 1",
			entries: story(entry("03-03", "thank", write), entry("03-04", "thank", text("- [x] Write to  *Dana*")))},
		{name: "V4 working", step: "thank", want: "working 2026-03-03, 0 of 1",
			entries: story(entry("03-03", "thank", state("working")))},
		{name: "V5 said done over an open box", step: "thank", want: "done 2026-03-03, 0 of 1",
			entries: story(entry("03-03", "thank", write, done("thank")))},
		{name: "V7 skipped", step: "thank", want: "skipped 2026-03-03, 0 of 1",
			entries: story(entry("03-03", "thank", state("skip")))},
		{name: "V8 ahead", step: "thank", want: "planned, 0 of 1, next 2026-04-09",
			entries: story(entry("04-09", "thank"))},
		{name: "V9 a checklist begun", step: "recalibrate", want: "working 2026-03-06, 2 of 4",
			entries: story(entry("03-06", "recalibrate", text("- [x] Other openings there", "- [X] selling points I *missed*", "- [x] buy milk")))},
		{name: "V11 two twins", step: "twin", want: "working 2026-03-10, 2 of 3",
			entries: story(entry("03-10", "twin"), entry("03-14", "twin"))},
		{name: "V12 on rhythm", step: "persist", want: "on-rhythm 2026-03-20, 2, next 2026-04-19",
			entries: story(entry("03-08", "persist"), entry("03-20", "persist"))},
		{name: "V13 due", step: "persist", want: "due 2026-03-02, 1, next 2026-04-01",
			entries: story(entry("03-02", "persist"))},
		{name: "a draft counts for nothing", step: "thank", want: "not-begun, 0 of 1",
			entries: story(entry("03-03", "thank", func(e *edition.Entry) { e.Draft = true }))},
		{name: "a box below a further heading", step: "thank", want: "working 2026-03-03, 0 of 1",
			entries: story(entry("03-03", "thank feedback", text("## Don’t burn the bridge", "### Calls", "- [ ] one")))},
		{name: "a box below the heading of another step", step: "feedback", want: "done 2026-03-03, 1 of 1",
			entries: story(entry("03-03", "thank feedback", text("## Thank them", "### Calls", "- [ ] one")))},
		{name: "V16 said in the pursuit's file", step: "thank", want: "done 2026-03-03, 1 of 1",
			pursuit: func(p *edition.Pursuit) { p.StepsDone = []edition.StepDate{{Step: "thank", Date: day("03-03")}} }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := northwind()
			if test.pursuit != nil {
				test.pursuit(p)
			}
			if got := line(stepOf(t, Of(p, test.entries, day(today)), test.step)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestSaidOutright(t *testing.T) {
	tests := []struct {
		name, want string
		entries    []*edition.Entry
		pursuit    edition.Pursuit
	}{
		{name: "state done", want: "done 2026-03-03, 0 of 1",
			entries: story(entry("03-03", "thank", state("done"), text("- [ ] a")))},
		{name: "said twice: the first day stands", want: "done 2026-03-03, 1 of 1",
			entries: story(entry("03-03", "thank", done("thank")), entry("03-09", "thank", done("thank")))},
		{name: "reopened after done", want: "working 2026-03-09, 0 of 1",
			entries: story(entry("03-03", "thank", done("thank")), entry("03-09", "thank", state("reopen")))},
		{name: "reopened, then an entry without boxes", want: "done 2026-03-10, 1 of 1",
			entries: story(entry("03-03", "thank"), entry("03-09", "thank", state("reopen")), entry("03-10", "thank"))},
		{name: "reopening forgets boxes", want: "done 2026-03-11, 1 of 1",
			entries: story(
				entry("03-03", "thank", text("- [ ] old")),
				entry("03-09", "thank", state("reopen"), text("- [ ] new")),
				entry("03-11", "thank", text("- [x] new")))},
		{name: "the same day: the later entry wins", want: "working 2026-03-03, 0 of 1",
			entries: story(entry("03-03", "thank", done("thank")), entry("03-03", "thank", state("reopen")))},
		{name: "the same day the other way round", want: "done 2026-03-03, 1 of 1",
			entries: story(entry("03-03", "thank", state("reopen")), entry("03-03", "thank", done("thank")))},
		{name: "skipped, then done", want: "done 2026-03-20, 1 of 1",
			entries: story(entry("03-03", "thank", state("skip")), entry("03-20", "thank", done("thank")))},
		{name: "done, then skipped", want: "skipped 2026-03-20, 0 of 1",
			entries: story(entry("03-03", "thank", done("thank")), entry("03-20", "thank", state("skip")))},
		{name: "skipped, then an entry that says nothing", want: "skipped 2026-03-03, 0 of 1",
			entries: story(entry("03-03", "thank", state("skip")), entry("03-20", "thank"))},
		{name: "skipped, then reopened", want: "working 2026-03-20, 0 of 1",
			entries: story(entry("03-03", "thank", state("skip")), entry("03-20", "thank", state("reopen")))},
		{name: "a list of done steps names this one", want: "done 2026-03-03, 0 of 1",
			entries: story(entry("03-03", "thank feedback", done("thank"), text("- [ ] a #thank")))},
		{name: "a list of done steps names another", want: "working 2026-03-03, 0 of 1",
			entries: story(entry("03-03", "thank feedback", done("feedback"), text("- [ ] a #thank")))},
		{name: "done ahead is only planned", want: "planned, 0 of 1, next 2026-04-06",
			entries: story(entry("04-06", "thank", done("thank")))},
		{name: "reopening ahead changes nothing", want: "done 2026-03-03, 1 of 1, next 2026-04-06",
			entries: story(entry("03-03", "thank"), entry("04-06", "thank", state("reopen")))},
		{name: "today counts", want: "done 2026-04-05, 1 of 1", entries: story(entry("04-05", "thank"))},
		{name: "a leap day counts", want: "done 2024-02-29, 1 of 1", entries: story(entry("2024-02-29", "thank"))},
		{name: "before day zero counts", want: "done 2026-02-01, 1 of 1",
			entries: story(entry("02-01", "thank")), pursuit: edition.Pursuit{DayZero: day("03-02")}},
		{name: "nothing at all", want: "not-begun, 0 of 1"},
		{name: "the file says done before it was reopened", want: "working 2026-03-09, 0 of 1",
			entries: story(entry("03-09", "thank", state("reopen"))),
			pursuit: edition.Pursuit{StepsDone: []edition.StepDate{{Step: "thank", Date: day("03-08")}}}},
		{name: "the file says done after it was reopened", want: "done 2026-03-12, 1 of 1",
			entries: story(entry("03-09", "thank", state("reopen"))),
			pursuit: edition.Pursuit{StepsDone: []edition.StepDate{{Step: "thank", Date: day("03-12")}}}},
		{name: "an entry goes before the file", want: "skipped 2026-03-09, 0 of 1",
			entries: story(entry("03-09", "thank", state("skip"))),
			pursuit: edition.Pursuit{StepsDone: []edition.StepDate{{Step: "thank", Date: day("03-12")}}}},
		{name: "the file goes before what is counted", want: "done 2026-03-12, 1 of 1",
			entries: story(entry("03-09", "thank")),
			pursuit: edition.Pursuit{StepsDone: []edition.StepDate{{Step: "thank", Date: day("03-12")}}}},
		{name: "the file speaks of a day to come", want: "not-begun, 0 of 1",
			pursuit: edition.Pursuit{StepsDone: []edition.StepDate{{Step: "thank", Date: day("04-06")}}}},
		{name: "the file skips", want: "skipped 2026-03-12, 0 of 1",
			pursuit: edition.Pursuit{StepsSkipped: []edition.StepDate{{Step: "thank", Date: day("03-12")}}}},
		{name: "the file says both: the later day", want: "skipped 2026-03-12, 0 of 1",
			pursuit: edition.Pursuit{
				StepsDone:    []edition.StepDate{{Step: "thank", Date: day("03-10")}},
				StepsSkipped: []edition.StepDate{{Step: "thank", Date: day("03-12")}}}},
		{name: "the file gives no day", want: "not-begun, 0 of 1",
			pursuit: edition.Pursuit{StepsDone: []edition.StepDate{{Step: "thank"}}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := test.pursuit
			p.Program = secondPlace()
			if got := line(stepOf(t, Of(&p, test.entries, day(today)), "thank")); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestModes(t *testing.T) {
	twins := func(list ...edition.Twin) edition.Pursuit { return edition.Pursuit{Twins: list} }
	twin := config.Step{ID: "s", Mode: config.Count, Of: "twins", Needs: 3}
	monthly := config.Step{ID: "s", Mode: config.Repeat, Every: period("1m")}
	tests := []struct {
		name, want string
		step       config.Step
		entries    []*edition.Entry
		pursuit    edition.Pursuit
	}{
		{name: "once: box closed, then opened again", want: "done 2026-03-04, 0 of 1", step: config.Step{ID: "s", Mode: config.Once},
			entries: story(entry("03-03", "s", text("- [ ] a")), entry("03-04", "s", text("- [x] a")), entry("03-05", "s", text("- [ ] a")))},
		{name: "once: a day counts as a whole", want: "working 2026-03-03, 0 of 1", step: config.Step{ID: "s", Mode: config.Once},
			entries: story(entry("03-03", "s"), entry("03-03", "s", text("- [ ] a")))},
		{name: "once: working first, then a plain entry", want: "done 2026-03-09, 1 of 1", step: config.Step{ID: "s", Mode: config.Once},
			entries: story(entry("03-03", "s", state("working")), entry("03-09", "s"))},
		{name: "once: the open box is in an older entry", want: "working 2026-03-03, 0 of 1", step: config.Step{ID: "s", Mode: config.Once},
			entries: story(entry("03-03", "s", text("- [ ] a")), entry("03-09", "s"))},
		{name: "once: dropped boxes leave nothing open", want: "done 2026-03-03, 1 of 1", step: config.Step{ID: "s", Mode: config.Once},
			entries: story(entry("03-03", "s", text("- [-] a")))},
		{name: "once: a box being worked on is open", want: "working 2026-03-03, 1 of 2", step: config.Step{ID: "s", Mode: config.Once},
			entries: story(entry("03-03", "s", text("- [/] a", "- [x] b")))},
		{name: "a mode nobody knows is once", want: "done 2026-03-03, 1 of 1", step: config.Step{ID: "s"},
			entries: story(entry("03-03", "s"))},

		{name: "checklist: complete", want: "done 2026-03-05, 2 of 2", step: config.Step{ID: "s", Mode: config.Checklist, Items: []string{"One thing", "Another"}},
			entries: story(entry("03-03", "s", text("- [x] another")), entry("03-05", "s", text("- [x] ONE  thing")))},
		{name: "checklist: unticked again", want: "working 2026-03-03, 0 of 1", step: config.Step{ID: "s", Mode: config.Checklist, Items: []string{"a"}},
			entries: story(entry("03-03", "s", text("- [x] a")), entry("03-05", "s", text("- [ ] a")))},
		{name: "checklist: unticked and ticked again", want: "done 2026-03-07, 1 of 1", step: config.Step{ID: "s", Mode: config.Checklist, Items: []string{"a"}},
			entries: story(entry("03-03", "s", text("- [x] a")), entry("03-05", "s", text("- [ ] a")), entry("03-07", "s", text("- [x] a")))},
		{name: "checklist: a later entry without boxes keeps it", want: "done 2026-03-03, 1 of 1", step: config.Step{ID: "s", Mode: config.Checklist, Items: []string{"a"}},
			entries: story(entry("03-03", "s", text("- [x] a")), entry("03-05", "s"))},
		{name: "checklist: a dropped item does not count", want: "done 2026-03-03, 1 of 1", step: config.Step{ID: "s", Mode: config.Checklist, Items: []string{"a", "b"}},
			entries: story(entry("03-03", "s", text("- [x] a", "- [-] b")))},
		{name: "checklist: everything on it was dropped", want: "done 2026-03-03, 1 of 1", step: config.Step{ID: "s", Mode: config.Checklist, Items: []string{"a", "b"}},
			entries: story(entry("03-03", "s", text("- [-] a", "- [-] b")))},
		{name: "checklist: items ticked in any order", want: "working 2026-03-03, 2 of 3", step: config.Step{ID: "s", Mode: config.Checklist, Items: []string{"a", "b", "c"}},
			entries: story(entry("03-03", "s", text("- [x] c", "- [x] a", "- [ ] milk")))},
		{name: "checklist: an item written with markup", want: "done 2026-03-03, 1 of 1", step: config.Step{ID: "s", Mode: config.Checklist, Items: []string{"Read `the` **advert**"}},
			entries: story(entry("03-03", "s", text("- [x] read the advert")))},
		{name: "checklist without items: its boxes are the list", want: "done 2026-03-05, 2 of 2", step: config.Step{ID: "s", Mode: config.Checklist},
			entries: story(entry("03-03", "s", text("- [x] a", "- [ ] b")), entry("03-05", "s", text("- [x] b")))},
		{name: "checklist without items or boxes", want: "working 2026-03-03, 0 of 1", step: config.Step{ID: "s", Mode: config.Checklist},
			entries: story(entry("03-03", "s"))},
		{name: "checklist nobody began", want: "not-begun, 0 of 2", step: config.Step{ID: "s", Mode: config.Checklist, Items: []string{"a", "b"}}},

		{name: "count entries", want: "done 2026-03-04, 3 of 2", step: config.Step{ID: "s", Mode: config.Count, Of: "entries", Needs: 2},
			entries: story(entry("03-03", "s"), entry("03-04", "s"), entry("03-05", "s"))},
		{name: "count days", want: "working 2026-03-03, 1 of 2", step: config.Step{ID: "s", Mode: config.Count, Of: "days", Needs: 2},
			entries: story(entry("03-03", "s"), entry("03-03", "s"), entry("04-09", "x"))},
		{name: "count people", want: "done 2026-03-05, 3 of 3", step: config.Step{ID: "s", Mode: config.Count, Of: "people", Needs: 3},
			entries: story(entry("03-03", "s", met("Dana")), entry("03-04", "s", met("Dana", "Sam")), entry("03-05", "s", met("Kim", "Sam")))},
		{name: "count people by name where they have no id", want: "working 2026-03-03, 2 of 3", step: config.Step{ID: "s", Mode: config.Count, Of: "people", Needs: 3},
			entries: story(entry("03-03", "s", func(e *edition.Entry) {
				e.With = []edition.Person{{Name: "Mr. Hale"}, {Name: "mr.  hale"}, {ID: "kim", Name: "Kim"}}
			}))},
		{name: "count twins: undated ones come with the entries", want: "done 2026-03-14, 3 of 3", step: twin,
			pursuit: twins(edition.Twin{Name: "A"}, edition.Twin{Name: "B"}, edition.Twin{Name: "C", Status: "passed"}),
			entries: story(entry("03-10", "s"), entry("03-14", "s"))},
		{name: "count twins: listed twice is one", want: "working, 2 of 3", step: twin,
			pursuit: twins(edition.Twin{Name: "A"}, edition.Twin{Name: " a "}, edition.Twin{Name: "B"})},
		{name: "count twins: dated", want: "done 2026-03-20, 3 of 3", step: twin,
			pursuit: twins(edition.Twin{Name: "A", Date: day("03-20")}, edition.Twin{Name: "B", Date: day("03-01")}, edition.Twin{Name: "C", Date: day("03-10")})},
		{name: "count twins: one ahead", want: "working 2026-03-01, 1 of 3", step: twin,
			pursuit: twins(edition.Twin{Name: "A", Date: day("04-20")}, edition.Twin{Name: "B", Date: day("03-01")})},
		{name: "count twins: without names each is one", want: "working, 2 of 3", step: twin,
			pursuit: twins(edition.Twin{}, edition.Twin{})},
		{name: "count twins: reopened", want: "working 2026-03-15, 1 of 3", step: twin,
			pursuit: twins(edition.Twin{Name: "A"}, edition.Twin{Name: "B", Date: day("03-01")}, edition.Twin{Name: "C", Date: day("03-20")}),
			entries: story(entry("03-10", "s"), entry("03-15", "s", state("reopen")))},
		{name: "count twins: one entry, one planned", want: "working 2026-03-10, 1 of 3, next 2026-04-09", step: twin,
			entries: story(entry("03-10", "s"), entry("04-09", "s"))},
		{name: "count closed gaps", want: "done 2026-03-20, 2 of 2", step: config.Step{ID: "s", Mode: config.Count, Of: "gaps-closed", Needs: 2},
			pursuit: edition.Pursuit{Gaps: []edition.Gap{{ID: "b", Closed: day("03-20")}, {ID: "c"}}},
			entries: story(entry("03-12", "x", func(e *edition.Entry) { e.GapClosed = []string{"a"} }))},
		{name: "count without a number needs one", want: "done 2026-03-03, 1 of 1", step: config.Step{ID: "s", Mode: config.Count, Of: "entries"},
			entries: story(entry("03-03", "s"))},

		{name: "repeat: the last day of the period", want: "on-rhythm 2026-03-05, 1, next 2026-04-05", step: monthly,
			entries: story(entry("03-05", "s"))},
		{name: "repeat: a day later", want: "due 2026-03-04, 1, next 2026-04-04", step: monthly,
			entries: story(entry("03-04", "s"))},
		{name: "repeat: a month after the 31st", want: "due 2026-01-31, 1, next 2026-02-28", step: monthly,
			entries: story(entry("01-31", "s"))},
		{name: "repeat: rest days in between put it off", want: "on-rhythm 2026-03-04, 2, next 2026-04-07", step: monthly,
			entries: story(entry("02-01", "s", rest("03-10", "03-12")), entry("03-04", "s"))},
		{name: "repeat: a rest that spans the day", want: "on-rhythm 2026-03-01, 1, next 2026-04-15", step: monthly,
			entries: story(entry("03-01", "s", rest("03-28", "04-10")))},
		{name: "repeat: a rest that begins after the day", want: "due 2026-03-01, 1, next 2026-04-01", step: monthly,
			entries: story(entry("03-01", "s"), entry("04-02", "x", rest("04-02", "04-20")))},
		{name: "repeat: only rest days after the touch count", want: "on-rhythm 2026-03-04, 1, next 2026-04-06", step: monthly,
			entries: story(entry("03-04", "s", rest("02-20", "03-06")))},
		{name: "repeat: rests that overlap count once", want: "on-rhythm 2026-03-04, 1, next 2026-04-09", step: monthly,
			entries: story(entry("03-04", "s", rest("03-10", "03-13")), entry("03-11", "x", rest("03-11", "03-14")))},
		{name: "repeat: a planned touch comes first", want: "on-rhythm 2026-03-20, 1, next 2026-04-09", step: monthly,
			entries: story(entry("03-20", "s"), entry("04-09", "s"))},
		{name: "repeat: a planned touch comes later", want: "on-rhythm 2026-03-20, 1, next 2026-04-20", step: monthly,
			entries: story(entry("03-20", "s"), entry("05-09", "s"))},
		{name: "repeat: due although one is planned", want: "due 2026-03-01, 1, next 2026-04-01", step: monthly,
			entries: story(entry("03-01", "s"), entry("04-09", "s"))},
		{name: "repeat: no period", want: "on-rhythm 2025-01-01, 1", step: config.Step{ID: "s", Mode: config.Repeat},
			entries: story(entry("2025-01-01", "s"))},
		{name: "repeat: won ends it", want: "done 2026-03-31, 1", step: monthly, entries: story(entry("03-01", "s")),
			pursuit: edition.Pursuit{Status: "won", Ended: day("03-31")}},
		{name: "repeat: closed ends it with the last milestone", want: "done 2026-03-28, 1", step: monthly,
			entries: story(entry("03-01", "s"), entry("03-30", "x")),
			pursuit: edition.Pursuit{Status: "closed", Milestones: []edition.Milestone{{ID: "x", Date: day("03-28")}}}},
		{name: "repeat: closed ends it with the last entry", want: "done 2026-03-30, 1", step: monthly,
			entries: story(entry("03-01", "s"), entry("03-30", "x")), pursuit: edition.Pursuit{Status: "closed"}},
		{name: "repeat: it will be won", want: "due 2026-03-01, 1, next 2026-04-01", step: monthly, entries: story(entry("03-01", "s")),
			pursuit: edition.Pursuit{Status: "won", Ended: day("04-30")}},
		{name: "repeat: never begun, then won", want: "not-begun, 0", step: monthly,
			pursuit: edition.Pursuit{Status: "won", Ended: day("03-31")}},
		{name: "repeat: said done", want: "done 2026-03-10, 1", step: monthly, entries: story(entry("03-10", "s", done("s")))},
		{name: "repeat: paused goes on", want: "on-rhythm 2026-03-10, 1, next 2026-04-10", step: monthly,
			entries: story(entry("03-10", "s")), pursuit: edition.Pursuit{Status: "paused"}},

		{name: "open: no end, no number", want: "working 2026-03-10", step: config.Step{ID: "s", Mode: config.OpenEnded},
			entries: story(entry("03-10", "s"), entry("03-12", "s"))},
		{name: "open: not begun", want: "not-begun", step: config.Step{ID: "s", Mode: config.OpenEnded}},
		{name: "open: said done", want: "done 2026-03-12", step: config.Step{ID: "s", Mode: config.OpenEnded},
			entries: story(entry("03-10", "s"), entry("03-12", "s", done("s")))},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := test.pursuit
			p.Program = only(test.step)
			if got := line(stepOf(t, Of(&p, test.entries, day(today)), "s")); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestFirstAndLastEntry(t *testing.T) {
	s := stepOf(t, Of(northwind(), story(
		entry("03-03", "thank thank"), entry("03-09", "thank", state("reopen")), entry("04-09", "thank")), day(today)), "thank")
	if s.Entries != 2 || s.First != day("03-03") || s.Last != day("03-09") {
		t.Errorf("got %d entries from %s to %s", s.Entries, s.First, s.Last)
	}
}

func TestTotal(t *testing.T) {
	all := story(
		entry("03-03", "thank"),
		entry("03-04", "feedback", state("skip")),
		entry("03-05", "recalibrate", text("- [x] Other openings there")),
		entry("03-06", "add-value"), // due by now, and moving all the same
		entry("03-20", "persist"),
		entry("04-09", "twin"))
	tests := []struct {
		name     string
		program  config.Program
		entries  []*edition.Entry
		done, of int
	}{
		{"done and moving of those not skipped", secondPlace(), all, 3, 5},
		{"nothing written", secondPlace(), nil, 0, 6},
		{"no steps", config.Program{Progress: config.BySteps}, all, 0, 0},
		{"a program without numbers", config.Program{Progress: config.NoNumbers, Steps: secondPlace().Steps}, all, 0, 0},
		{"an open step moves", only(config.Step{ID: "persist", Mode: config.OpenEnded}), all, 1, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := Of(&edition.Pursuit{Program: test.program}, test.entries, day(today))
			if s.Done != test.done || s.Of != test.of {
				t.Errorf("got %d of %d, want %d of %d", s.Done, s.Of, test.done, test.of)
			}
			if len(s.Steps) != len(test.program.Steps) {
				t.Errorf("got %d steps, want %d", len(s.Steps), len(test.program.Steps))
			}
		})
	}
}
