package chart

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"journal/generator/civil"
)

// Each day of a year stands once in the band, in both halves together and in the
// month tables, in leap years, with 53 weeks and with either start of the week.
func TestEachDayOnce(t *testing.T) {
	for year := 2000; year < 2030; year++ {
		for _, starts := range []time.Weekday{time.Sunday, time.Monday, time.Saturday} {
			first := civil.Date{Year: year, Month: time.January, Day: 1}
			want := first.AddMonths(12).Sub(first)
			today := first.AddDays(-1)
			s := DrawStrip(year, nil, today, starts, english)
			if n := places(t, string(s.Wide)); n != want {
				t.Errorf("%d from %v: %d days in the band, want %d", year, starts, n, want)
			}
			if n := places(t, string(s.Halves[0])) + places(t, string(s.Halves[1])); n != want {
				t.Errorf("%d from %v: %d days in the halves, want %d", year, starts, n, want)
			}
			checkMonths(t, Months(year, nil, noReview, sixSteps(), today, starts, english), first, starts, want)
		}
	}
}

func noReview(time.Month) string { return "" }

// places counts the dots of a band, each in a place of its own inside it.
func places(t *testing.T, svg string) int {
	t.Helper()
	seen := map[string]bool{}
	for _, c := range strings.Split(svg, "<circle ")[1:] {
		var class, x, y string
		if _, err := fmt.Sscanf(c, `class=%q cx=%q cy=%q`, &class, &x, &y); err != nil {
			t.Fatal(err, c)
		}
		var part float64
		if _, err := fmt.Sscanf(x, "%f%%", &part); err != nil || part <= 0 || part >= 100 {
			t.Fatalf("x = %s", x)
		}
		if seen[x+y] {
			t.Fatalf("two days at %s, %s", x, y)
		}
		seen[x+y] = true
	}
	return len(seen)
}

func checkMonths(t *testing.T, months []Month, first civil.Date, starts time.Weekday, want int) {
	t.Helper()
	next := first
	for _, m := range months {
		if m.Columns[0].Name != starts.String() {
			t.Fatalf("first column %v", m.Columns[0])
		}
		for _, week := range m.Weeks {
			for column, c := range week {
				if c.Day == 0 {
					continue
				}
				if c.Date != next || c.Day != next.Day || m.Columns[column].Name != next.Weekday().String() {
					t.Fatalf("%v in column %d instead of %v", c.Date, column, next)
				}
				next = next.AddDays(1)
			}
		}
	}
	if next.Sub(first) != want {
		t.Fatalf("%d days, want %d", next.Sub(first), want)
	}
}

func TestStrip(t *testing.T) {
	days := []DayMark{
		{Day: date(t, "2025-12-31"), Steps: []int{1}},
		{Day: date(t, "2026-01-05"), Steps: []int{1}},
		{Day: date(t, "2026-01-06"), Steps: []int{0, 0, 0, 3}},
		{Day: date(t, "2026-01-07"), Steps: []int{-1}},
		{Day: date(t, "2026-12-24"), Steps: []int{2}},
	}
	s := DrawStrip(2026, days, date(t, "2026-10-03"), time.Monday, english)
	wellFormed(t, s.Wide)
	for _, want := range []string{
		`<text class="a1" x="7.55%" y="14">Feb</text>`,
		`<circle class="s2" cx="2.83%" cy="34.5" r="4.6"/>`,
		`<circle class="s4" cx="2.83%" cy="51.5" r="8.5"/>`,
		`<circle class="s0" cx="2.83%" cy="68.5" r="4.6"/>`,
		`<circle class="now" cx="74.53%" cy="119.5" r="8.2"/>`,
	} {
		if !strings.Contains(string(s.Wide), want) {
			t.Errorf("lacks %s", want)
		}
	}
	if strings.Contains(string(s.Wide), "s3") {
		t.Error("a day to come is drawn as written")
	}
	if want := "Three days with something written, and all the others, which were lived. Larger marks are days you wrote, coloured by step."; s.Caption != want {
		t.Errorf("caption %q", s.Caption)
	}
	for n, want := range map[int]string{0: "Nothing is written down", 1: "The larger one"} {
		if got := DrawStrip(2026, days[1:1+n], date(t, "2026-10-03"), time.Monday, english).Caption; !strings.Contains(got, want) {
			t.Errorf("%d days: %q", n, got)
		}
	}
}

func TestMonths(t *testing.T) {
	days := []DayMark{
		{Day: date(t, "2026-09-07"), Steps: []int{5, 0, 5}, Href: "7/"},
		{Day: date(t, "2026-09-08"), Steps: []int{-1}, Href: "8/"},
		{Day: date(t, "2026-10-20"), Steps: []int{1}, Href: "20/"},
	}
	review := func(m time.Month) string { return fmt.Sprintf("../reviews/2026-%02d/", m) }
	months := Months(2026, days, review, sixSteps(), date(t, "2026-09-08"), time.Monday, english)
	for month, want := range map[time.Month]string{time.August: "a quiet month", time.September: "4 entries", time.October: "ahead"} {
		if got := months[month-1].Note; got != want {
			t.Errorf("%v: %q, want %q", month, got, want)
		}
	}
	sep := months[8]
	if sep.Name != "September" || sep.Href != "../reviews/2026-09/" {
		t.Errorf("%+v", sep)
	}
	monday, tuesday := sep.Weeks[1][0], sep.Weeks[1][1]
	if monday.Said != " September, 3 entries, step 1 and 6" || monday.Href != "7/" || monday.Today {
		t.Errorf("%+v", monday)
	}
	want := `<svg width="27" height="7" aria-hidden="true"><circle class="s1" cx="2" cy="3.5" r="3"/>`
	if !strings.HasPrefix(string(monday.Strip), want) || !strings.Contains(string(monday.Strip), `<circle class="s6" cx="25" cy="3.5" r="3.6"/>`) ||
		strings.Count(string(monday.Strip), "M") != 4 {
		t.Errorf("strip %s", monday.Strip)
	}
	if tuesday.Said != " September, 1 entry" || !tuesday.Today {
		t.Errorf("%+v", tuesday)
	}
	if next := sep.Weeks[1][2]; next.Strip != "" || next.Said != "" {
		t.Errorf("a quiet day %+v", next)
	}
}

func TestManyStepsShareThreePlaces(t *testing.T) {
	day := DayMark{Day: date(t, "2026-09-07"), Steps: []int{11, 0, 5}}
	cell := Months(2026, []DayMark{day}, noReview, make([]Step, 12), day.Day, time.Monday, english)[8].Weeks[1][0]
	for _, want := range []string{`width="13"`, `class="s1" cx="2"`, `class="s6" cx="6.6"`, `class="s12" cx="11.2"`} {
		if !strings.Contains(string(cell.Strip), want) {
			t.Errorf("lacks %s: %s", want, cell.Strip)
		}
	}
}
