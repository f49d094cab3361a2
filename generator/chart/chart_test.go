package chart

import (
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"html/template"
	"io"
	"math/rand"
	"os"
	"strings"
	"testing"

	"journal/generator/civil"
)

var update = flag.Bool("update", false, "rewrite the golden drawings in testdata")

func date(t testing.TB, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func sixSteps() []Step {
	return []Step{
		{ID: "thank", Label: "Thank them", Count: 2},
		{ID: "feedback", Label: "Ask for feedback", Count: 3},
		{ID: "recalibrate", Label: "Recalibrate", Count: 4},
		{ID: "add-value", Label: "Add value anyway", Count: 3},
		{ID: "twin", Label: "Find a twin", Count: 3},
		{ID: "persist", Label: "Keep going", Count: 5},
	}
}

// harbourside is a pursuit of 26 days with a no, a second call and two things
// planned.
func harbourside(t testing.TB) Pursuit {
	zero := date(t, "2026-09-07")
	p := Pursuit{Title: "Harbourside", Words: english, Steps: sixSteps(), DayZero: zero, Today: zero.AddDays(26), Arc: 30, Fold: true, List: "#ledger"}
	for i, m := range []struct {
		day, step int
		title     string
	}{
		{0, 1, "Said thank you"}, {0, 6, "The stairs"}, {1, 1, "The letter"}, {2, 6, "Walked home"}, {3, 2, "Asked Dana"},
		{4, 2, "What they saw"}, {5, 3, "Four soft spots"}, {6, 3, "What I wanted"}, {8, 4, "Flood-map notes"}, {9, 5, "Saltmarsh"},
		{11, 4, "Workshop"}, {12, 3, "Course, week one"}, {15, 5, "Coffee"}, {16, 2, "Tom & the slides"}, {18, 4, "Volunteer guide"},
		{19, 3, "Course, week two"}, {22, 6, "The second call"}, {23, 6, "Not a yes"}, {24, 5, "Notes too"}, {26, 6, "Ready enough"},
		{29, 6, "The board"}, {31, 1, "Write to Dana"},
	} {
		kind := Entry
		if m.day > 26 {
			kind = Planned
		}
		p.Marks = append(p.Marks, Mark{Day: zero.AddDays(m.day), Steps: []int{m.step - 1}, Title: m.title,
			Href: fmt.Sprintf("../entries/%d/", i+1), Row: fmt.Sprintf("r%d", i+1), Kind: kind})
	}
	p.Milestones = []Milestone{
		{Day: zero, Label: "The no", Glyph: No, Step: 0},
		{Day: zero.AddDays(4), Label: "Feedback call", Step: 1},
		{Day: zero.AddDays(9), Label: "Found a twin", Step: 4},
		{Day: zero.AddDays(22), Label: "The second call", Glyph: Call, Step: 5},
		{Day: zero.AddDays(29), Label: "Board conversation", Planned: true, Step: 5},
	}
	return p
}

// scattered is a pursuit of n entries on random days.
func scattered(r *rand.Rand, n, days, steps int, fold bool) Pursuit {
	zero := civil.Date{Year: 2023, Month: 3, Day: 5}
	p := Pursuit{Words: english, DayZero: zero, Today: zero.AddDays(days), Fold: fold, List: "#l", Steps: make([]Step, steps)}
	for range n {
		m := Mark{Day: zero.AddDays(r.Intn(days + 1)), Title: "Any title that one may write", Href: "../e/"}
		if steps > 0 && r.Intn(8) > 0 {
			m.Steps = []int{r.Intn(steps)}
		}
		p.Marks = append(p.Marks, m)
	}
	return p
}

// wellFormed fails the test if a drawing is no well-formed XML, or holds an
// inline style or a viewBox that would scale text.
func wellFormed(t *testing.T, svg template.HTML) {
	t.Helper()
	if strings.Contains(string(svg), "style=") {
		t.Errorf("inline style in %.200s", svg)
	}
	if s := string(svg); strings.Contains(s, "NaN") || strings.Contains(s, "Inf") {
		t.Errorf("no number in %.200s", s)
	}
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
	}
}

// golden compares a drawing, one element a line, with a file.
func golden(t *testing.T, name string, svg template.HTML) {
	t.Helper()
	got := strings.ReplaceAll(string(svg), "><", ">\n<") + "\n"
	path := "testdata/" + name
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and look at the difference", path)
	}
}
