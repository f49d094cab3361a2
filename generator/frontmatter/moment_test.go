package frontmatter

import (
	"strings"
	"testing"
	"time"

	"journal/generator/civil"
)

func TestParseMoment(t *testing.T) {
	day := civil.Date{Year: 2026, Month: time.March, Day: 5}
	evening := 18*3600 + 20*60
	for _, c := range []struct {
		written, order string
		want           Moment
	}{
		{"2026-03-05", "", Moment{Date: day}},
		{" 2026-03-05 ", "", Moment{Date: day}},
		{"2026-3-5", "", Moment{Date: day}},
		{"2026-3-05", "", Moment{Date: day}},
		{"2026/03/05", "", Moment{Date: day}},
		{"20260305", "", Moment{Date: day}},
		{"2026-03-05T18:20", "", Moment{Date: day, HasTime: true, Seconds: evening}},
		{"2026-03-05t18:20:07", "", Moment{Date: day, HasTime: true, Seconds: evening + 7}},
		{"2026-03-05 18:20", "", Moment{Date: day, HasTime: true, Seconds: evening}},
		{"2026-03-05   8:20", "", Moment{Date: day, HasTime: true, Seconds: 8*3600 + 20*60}},
		{"2026-03-05T18:20:00.1234567Z", "", Moment{day, true, evening, true, 0}},
		{"2026-03-05T18:20:00,123456789Z", "", Moment{day, true, evening, true, 0}},
		{"2026-03-05T18:20:00+01:00", "", Moment{day, true, evening, true, 3600}},
		{"2026-03-05T18:20:00+0100", "", Moment{day, true, evening, true, 3600}},
		{"2026-03-05 18:20 +0100", "", Moment{day, true, evening, true, 3600}},
		{"2026-03-05 18:20:00 -03:30", "", Moment{day, true, evening, true, -12600}},
		{"2026-03-05T18:20+01", "", Moment{day, true, evening, true, 3600}},
		{"2026-03-05 18:20 UTC", "", Moment{day, true, evening, true, 0}},
		{"2026-03-05 6:20 PM", "", Moment{Date: day, HasTime: true, Seconds: evening}},
		{"March 5, 2026, 6:20pm", "", Moment{Date: day, HasTime: true, Seconds: evening}},
		{"2026-03-05 12:20 am", "", Moment{Date: day, HasTime: true, Seconds: 20 * 60}},
		{"Mar 5, 2026", "", Moment{Date: day}},
		{"Mar 5 2026", "", Moment{Date: day}},
		{"Mar. 5th, 2026", "", Moment{Date: day}},
		{"5 March 2026", "", Moment{Date: day}},
		{"MARCH 5, 2026", "", Moment{Date: day}},
		{"5th of March 2026", "", Moment{Date: day}},
		{"05-Mar-2026", "", Moment{Date: day}},
		{"2026 March 5", "", Moment{Date: day}},
		{"Thu, 05 Mar 2026 18:20:00 +0100", "", Moment{day, true, evening, true, 3600}},
		{"Thursday, March 5, 2026", "", Moment{Date: day}},
		{"5. März 2026", "", Moment{Date: day}},
		{"5. Ma\u0308rz 2026", "", Moment{Date: day}},
		{"Donnerstag, 5. März 2026", "", Moment{Date: day}},
		{"5 de marzo de 2026", "", Moment{Date: day}},
		{"jueves 5 de marzo de 2026", "", Moment{Date: day}},
		{"5.3.2026", "", Moment{Date: day}},
		{"05/03/2026", "dmy", Moment{Date: day}},
		{"03/05/2026", "mdy", Moment{Date: day}},
		{"25/10/2025", "", Moment{Date: civil.Date{Year: 2025, Month: 10, Day: 25}}},
		{"13/10/2025", "mdy", Moment{Date: civil.Date{Year: 2025, Month: 10, Day: 13}}},
		{"10/25/2025", "dmy", Moment{Date: civil.Date{Year: 2025, Month: 10, Day: 25}}},
		{"04-04-2026", "", Moment{Date: civil.Date{Year: 2026, Month: 4, Day: 4}}},
		{"2024-02-29", "", Moment{Date: civil.Date{Year: 2024, Month: 2, Day: 29}}},
	} {
		got, err := ParseMoment(c.written, c.order)
		if err != nil || got != c.want {
			t.Errorf("ParseMoment(%q, %q) = %+v, %v; want %+v", c.written, c.order, got, err, c.want)
		}
	}
}

func TestParseMomentSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ written, order, code, says string }{
		{"2026-02-30", "", "E102", "February 2026 has 28 days"},
		{"February 30, 2026", "", "E102", "February 2026 has 28 days"},
		{"2024-02-30", "", "E102", "February 2024 has 29 days"},
		{"2026-13-01", "", "E102", "no month 13"},
		{"2026-00-01", "", "E102", "no month 0"},
		{"2026-01-00", "", "E102", "no day 0"},
		{"0000-01-01", "", "E102", "no year 0"},
		{"31/02/2026", "", "E102", "February 2026 has 28 days"},
		{"13/13/2026", "", "E102", "no month 13"},
		{"20260230", "", "E102", "February"},
		{"2026-03-05 24:00", "", "E102", "no hour 24"},
		{"2026-03-05 13:00 pm", "", "E102", "no hour 13 pm"},
		{"2026-03-05 18:60", "", "E102", "no minute 60"},
		{"2026-03-05 18:20:60", "", "E102", "no second 60"},
		{"2026-03-05 18:20+15:00", "", "E102", "Greenwich"},
		{"2026-03-05 18:20+01:60", "", "E102", "Greenwich"},
		{"03/04/2026", "", "E103", "3 April or 4 March"},
		{"03-04-2026", "", "E103", "3 April or 4 March"},
		{"", "", "E112", "not a date"},
		{"soon", "", "E112", "not a date"},
		{"2026", "", "E112", "not a date"},
		{"2026-03", "", "E112", "not a date"},
		{"2026-W10", "", "E112", "not a date"},
		{"26-03-05", "", "E112", "not a date"},
		{"March 2026", "", "E112", "not a date"},
		{"March April 2026", "", "E112", "not a date"},
		{"5 5 March 2026", "", "E112", "not a date"},
		{"0 March 2026", "", "E112", "not a date"},
		{"2026-03-05x", "", "E112", "not a date"},
		{"2026-03-05/2026-03-06", "", "E112", "not a date"},
		{"2026-03-05TT18:20", "", "E112", "not a date"},
		{"2026-03-05T18", "", "E112", "not a date"},
		{"2026-03-05 18:2", "", "E112", "not a date"},
		{"2026-03-05 18:20:00.1234567890", "", "E112", "not a date"},
		{"2026-03-05 18:20:00.", "", "E112", "not a date"},
		{"2026-03-05 18:20 CEST", "", "E112", "not a date"},
		{"2026-03-05 18:20+1", "", "E112", "not a date"},
		{"2026-03-05 18:20Z tomorrow", "", "E112", "not a date"},
		{"18:20:00", "", "E112", "not a date"},
		{"1772733600", "", "E112", "not a date"},
	} {
		got, err := ParseMoment(c.written, c.order)
		problem, ok := err.(*DateError)
		if !ok || problem.Code != c.code || !strings.Contains(problem.Text, c.says) {
			t.Errorf("ParseMoment(%q, %q) = %+v, %v; want %s with %q", c.written, c.order, got, err, c.code, c.says)
		}
		if ok && problem.Code != codeImpossibleDate && problem.Hint == "" {
			t.Errorf("ParseMoment(%q): no hint", c.written)
		}
	}
}

func TestAmbiguousDateNamesBothDays(t *testing.T) {
	_, err := ParseMoment("03/04/2026", "")
	hint := err.(*DateError).Hint
	for _, part := range []string{"2026-04-03", "2026-03-04", "date_order"} {
		if !strings.Contains(hint, part) {
			t.Errorf("hint %q lacks %q", hint, part)
		}
	}
}

// Every date that Go can format comes back as the same day and time.
func FuzzParseMoment(f *testing.F) {
	for _, s := range []string{"2026-03-05", "Oct 25, 2025", "2025-03-28 07:34 +0100", "5 de marzo de 2026", "03/04/2026", "20260305T18:20"} {
		f.Add(s, int64(1772733600))
	}
	layouts := []string{time.RFC3339, time.RFC3339Nano, time.RFC1123Z, "2006-01-02 15:04:05 -0700", "2006-1-2T15:04:05Z07:00",
		"January 2, 2006 15:04:05 -0700", "2 Jan 2006, 3:04:05 PM -0700", "20060102 15:04:05Z0700"}
	f.Fuzz(func(t *testing.T, s string, unix int64) {
		m, err := ParseMoment(s, "dmy")
		if _, ok := err.(*DateError); err != nil && !ok {
			t.Fatalf("error of type %T", err)
		}
		if err == nil && !m.Date.Valid() {
			t.Fatalf("%q gives the impossible day %v", s, m.Date)
		}
		when := time.Unix(unix%200_000_000_000, 0).In(time.FixedZone("", int(unix%14)*3600))
		if when.Year() < 1000 || when.Year() > 9999 {
			return
		}
		for _, layout := range layouts {
			written := when.Format(layout)
			m, err := ParseMoment(written, "")
			if err != nil {
				t.Fatal(err)
			}
			back := time.Date(m.Date.Year, m.Date.Month, m.Date.Day, 0, 0, m.Seconds, 0, time.FixedZone("", m.Offset))
			if !back.Equal(when) {
				t.Fatalf("%q was read as %v", written, back)
			}
		}
	})
}
