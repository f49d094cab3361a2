package progress

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"journal/generator/civil"
	"journal/generator/edition"
)

func on(list ...string) []*edition.Entry {
	var all []*edition.Entry
	for _, d := range list {
		all = append(all, entry(d, ""))
	}
	return story(all...)
}

func TestRhythm(t *testing.T) {
	tests := []struct {
		name    string
		entries []*edition.Entry
		want    Rhythm
		back    int // quiet days before the second entry
	}{
		{"nothing", nil, Rhythm{}, 0},
		{"only plans", on("04-06"), Rhythm{}, 0},
		{"days, not entries", on("04-05", "04-05", "04-05"), Rhythm{Days: 1, Last30: 1, Run: 1}, 0},
		{"the last thirty days end today", on("03-06", "03-07"), Rhythm{Days: 2, Last30: 1}, 0},
		{"a run up to today", on("04-03", "04-04", "04-05", "04-06"), Rhythm{Days: 3, Last30: 3, Run: 3}, 0},
		{"today is not over", on("04-02", "04-03", "04-04"), Rhythm{Days: 3, Last30: 3, Run: 3}, 0},
		{"a missed day is bridged", on("04-01", "04-02", "04-04", "04-05"), Rhythm{Days: 4, Last30: 4, Run: 4}, 0},
		{"so is yesterday", on("04-01", "04-02", "04-03"), Rhythm{Days: 3, Last30: 3, Run: 3}, 0},
		{"a second one is not", on("03-31", "04-02", "04-03", "04-05"), Rhythm{Days: 4, Last30: 4, Run: 3}, 0},
		{"two missed days end it", on("04-01", "04-02", "04-05"), Rhythm{Days: 3, Last30: 3, Run: 1}, 0},
		{"rests pause it", story(entry("03-31", ""), entry("04-01", "", rest("04-02", "04-04")), entry("04-05", "")), Rhythm{Days: 3, Last30: 3, Run: 3}, 0},
		{"written today, inside a rest", story(entry("04-01", ""), entry("04-03", ""), entry("04-05", "", rest("04-04", "04-06"))), Rhythm{Days: 3, Last30: 3, Run: 3}, 0},
		{"a run over a leap day", on("2024-02-28", "2024-02-29", "2024-03-01"), Rhythm{Days: 3}, 0},
		{"back after seven quiet days", on("03-20", "03-28"), Rhythm{Days: 2, Last30: 2}, 7},
		{"six are no gap", on("03-20", "03-27"), Rhythm{Days: 2, Last30: 2}, 0},
		{"back once, on the first entry of the day", on("03-10", "03-23", "03-23", "03-24"), Rhythm{Days: 3, Last30: 3}, 12},
		{"rest days are not quiet", story(entry("03-10", "", rest("03-11", "03-17")), entry("03-23", "")), Rhythm{Days: 2, Last30: 2}, 0},
		{"quiet beside a rest", story(entry("03-10", "", rest("03-08", "03-14")), entry("03-23", "")), Rhythm{Days: 2, Last30: 2}, 8},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.back > 0 {
				test.want.Back = map[*edition.Entry]int{test.entries[1]: test.back}
			}
			if diff := cmp.Diff(test.want, RhythmOf(test.entries, day(today)), sameEntry); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.want, Of(northwind(), test.entries, day(today)).Rhythm, sameEntry); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRests(t *testing.T) {
	s := Of(northwind(), story(
		entry("03-01", "", rest("03-20", "03-25")),
		entry("03-02", "", rest("03-05", "03-07")),
		entry("03-03", "", rest("03-08", "03-08")), // the next day: one rest
		entry("03-04", "", rest("03-22", "03-23")), // inside another
		entry("03-05", "", rest("03-30", "03-29")), // ends before it begins
		entry("04-09", "", rest("04-10", "04-12")), // a plan
	), day(today))
	want := []civil.Range{span("03-05", "03-08"), span("03-20", "03-25")}
	if diff := cmp.Diff(want, s.Rests); diff != "" {
		t.Error(diff)
	}
}

func TestSetbacks(t *testing.T) {
	entries := story(
		entry("03-01", "", setback("froze", "walk")),
		entry("03-03", "", setback("froze again")),
		entry("03-10", ""),
		entry("03-18", "", setback("")),
		entry("03-18", ""), // the same day is not a day later
		entry("03-22", ""),
		entry("04-04", "", setback("late"), rest("04-05", "04-05")),
		entry("04-09", ""),
	)
	want := []Setback{
		{Date: day("03-01"), Text: "froze", Helped: []string{"walk"}, Back: 9, Entry: entries[0]},
		{Date: day("03-03"), Text: "froze again", Back: 7, Entry: entries[1]},
		{Date: day("03-18"), Back: 4, Entry: entries[3]},
		{Date: day("04-04"), Text: "late", Entry: entries[6]},
	}
	if diff := cmp.Diff(want, Of(northwind(), entries, day(today)).Setbacks, sameEntry); diff != "" {
		t.Error(diff)
	}
}
