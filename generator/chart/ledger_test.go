package chart

import (
	"strings"
	"testing"

	"journal/generator/civil"
)

func TestLanes(t *testing.T) {
	day := civil.Date{Year: 2026, Month: 1, Day: 1}
	rows := []Mark{
		{}, // a heading
		{Day: day, Steps: []int{0}},
		{Day: day, Steps: []int{1, 0}},
		{},
		{Day: day, Steps: []int{0}},
		{Day: day},
		{Day: day, Steps: []int{1}, Kind: Planned},
		{Day: day, Steps: []int{1, 7, -1}, Kind: Planned},
	}
	cases := []struct {
		step int
		want string
	}{
		{0, ".. ov o| .| o^ .. .. .."},
		{1, ".. .. o. .. .. .. p:v p:^"},
	}
	lanes := Lanes(2, rows)
	for _, c := range cases {
		var got []string
		for _, row := range lanes {
			got = append(got, laneText(row[c.step]))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("lane %d: %s, want %s", c.step, s, c.want)
		}
	}
}

// laneText writes a lane as its disc (o, hollow p, none .) and its line: passes |,
// begins v, ends ^, none ., with : where it is dashed.
func laneText(l Lane) string {
	disc, line := ".", "."
	switch {
	case l.Hollow:
		disc = "p"
	case l.Disc:
		disc = "o"
	}
	switch {
	case l.Above && l.Below:
		line = "|"
	case l.Above:
		line = "^"
	case l.Below:
		line = "v"
	}
	if l.Dashed {
		line = ":" + line
	}
	return disc + line
}

func TestLedgerDrawsEachRow(t *testing.T) {
	p := harbourside(t)
	rows := append([]Mark{{}}, p.Marks...)
	drawn := Ledger(len(p.Steps), rows)
	if len(drawn) != len(rows) {
		t.Fatalf("%d drawings for %d rows", len(drawn), len(rows))
	}
	for _, svg := range drawn {
		wellFormed(t, svg)
	}
	want := `<svg class="lg" width="84" height="100%" aria-hidden="true" focusable="false">` +
		`<line class="fl" x1="7" x2="7" y1="0" y2="22"/><line class="on s1" x1="7" x2="7" y1="22" y2="100%"/>`
	if !strings.HasPrefix(string(drawn[1]), want) || !strings.HasSuffix(string(drawn[1]), `<circle class="mk s1" cx="7" cy="22" r="5.5"/></svg>`) {
		t.Errorf("first row: %s", drawn[1])
	}
	if n := strings.Count(string(drawn[0]), `class="fl"`); n != 6 {
		t.Errorf("the heading has %d fine lines, want 6", n)
	}
	if !strings.Contains(string(drawn[22]), `class="pl s1"`) {
		t.Errorf("a planned row has no hollow disc: %s", drawn[22])
	}
	if got := Ledger(0, rows); len(got) != len(rows) {
		t.Errorf("no steps: %d drawings", len(got))
	}
}
