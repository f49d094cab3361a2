package civil

import "testing"

func TestDays(t *testing.T) {
	for _, c := range []struct {
		a, b string
		days int
	}{
		{"2024-02-28", "2024-03-01", 2},
		{"2023-02-28", "2023-03-01", 1},
		{"1969-12-31", "1970-01-01", 1},
		{"2026-03-28", "2026-03-30", 2}, // the clock changes in between
		{"2026-01-01", "2025-12-31", -1},
	} {
		a, _ := Parse(c.a)
		b, _ := Parse(c.b)
		if got := b.Sub(a); got != c.days {
			t.Errorf("%s - %s = %d days, want %d", c.b, c.a, got, c.days)
		}
		if got := a.AddDays(c.days); got != b {
			t.Errorf("%s + %d days = %s, want %s", c.a, c.days, got, c.b)
		}
	}
}

func TestMonthsEndEarly(t *testing.T) {
	d, _ := Parse("2026-01-31")
	if got := d.AddMonths(1).String(); got != "2026-02-28" {
		t.Errorf("a month after 31 January is %s", got)
	}
	if got := d.AddMonths(-2).String(); got != "2025-11-30" {
		t.Errorf("two months before 31 January is %s", got)
	}
}

func TestImpossibleDays(t *testing.T) {
	for _, c := range [][3]int{{2026, 2, 30}, {2025, 2, 29}, {2026, 13, 1}, {2026, 0, 1}, {0, 1, 1}, {2026, 4, 31}} {
		if d, ok := Make(c[0], c[1], c[2]); ok {
			t.Errorf("%v was taken for the day %s", c, d)
		}
	}
}

func TestPeriods(t *testing.T) {
	d, _ := Parse("2026-03-20")
	for in, want := range map[string]string{"30d": "2026-04-19", "2w": "2026-04-03", "1m": "2026-04-20", "P14D": "2026-04-03", "P1M2D": "2026-04-22", "1y": "2027-03-20"} {
		p, err := ParsePeriod(in)
		if err != nil || p.From(d).String() != want {
			t.Errorf("%s after %s is %s (%v), want %s", in, d, p.From(d), err, want)
		}
	}
	for _, bad := range []string{"", "p", "14", "d", "1h", "-3d", "3 d", "99999999999d"} {
		if p, err := ParsePeriod(bad); err == nil {
			t.Errorf("%q was taken for the period %v", bad, p)
		}
	}
}
