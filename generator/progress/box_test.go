package progress

import (
	"strings"
	"testing"

	"journal/generator/config"
	"journal/generator/edition"
)

func TestBoxes(t *testing.T) {
	steps := []config.Step{
		{ID: "thank", Name: "Don't burn the bridge", Label: "Thank them", Mode: config.Once},
		{ID: "feedback", Name: "Seek feedback", Label: "Ask for feedback", Mode: config.Once, Items: []string{"Ask D.", "Listen"}},
	}
	tests := []struct {
		name            string
		entries         []*edition.Entry
		thank, feedback string
	}{
		{"one step: all its boxes", story(entry("03-03", "thank", text("# Seek feedback", "- [ ] a", "- [x] b #feedback"))),
			"[ ] a, [x] b", "[ ] Ask D., [ ] Listen"},
		{"several steps: none without a sign", story(entry("03-03", "thank feedback", text("- [x] a", "", "## Milk", "- [x] b"))),
			"", "[ ] Ask D., [ ] Listen"},
		{"several steps: below a heading named like the step", story(entry("03-03", "thank feedback",
			text("## Don't *burn* the bridge", "- [x] a", "## thank", "- [x] b", "## Ask for Feedback", "- [x] listen", "## Other", "- [x] c"))),
			"[x] a, [x] b", "[ ] Ask D., [x] Listen"},
		{"several steps: a step at the end of a box", story(entry("03-03", "thank feedback",
			text("- [x] a #thank", "- [/] listen #step/feedback", "- [x] c #milk"))),
			"[x] a", "[ ] Ask D., [/] Listen"},
		{"the end of a box goes before its heading", story(entry("03-03", "thank feedback",
			text("## Seek feedback", "- [x] a #thank", "- [x] milk #today"))),
			"[x] a", "[ ] Ask D., [ ] Listen, [x] milk"},
		{"the latest mark and spelling stand, in the first place", story(
			entry("03-03", "thank", text("- [ ] Write to Dana", "- [ ] b")),
			entry("03-05", "thank", text("- [x] c", "- [x] write to  **Dana**", "- [-] b"))),
			"[x] write to Dana, [-] b, [x] c", "[ ] Ask D., [ ] Listen"},
		{"twice in one entry: the later one", story(entry("03-03", "thank", text("- [x] a", "- [ ] A"))),
			"[ ] A", "[ ] Ask D., [ ] Listen"},
		{"ahead: nothing", story(entry("04-09", "thank", text("- [x] a"))), "", "[ ] Ask D., [ ] Listen"},
		{"reopened: from there on", story(entry("03-03", "thank", text("- [x] a")), entry("03-05", "thank", state("reopen"), text("- [ ] b"))),
			"[ ] b", "[ ] Ask D., [ ] Listen"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := Of(&edition.Pursuit{Program: config.Program{Steps: steps}}, test.entries, day(today))
			if got := boxLine(s.Steps[0].Boxes); got != test.thank {
				t.Errorf("thank: got %s, want %s", got, test.thank)
			}
			if got := boxLine(s.Steps[1].Boxes); got != test.feedback {
				t.Errorf("feedback: got %s, want %s", got, test.feedback)
			}
		})
	}
}

func boxLine(boxes []Box) string {
	var all []string
	for _, b := range boxes {
		all = append(all, "["+string(rune(b.Mark))+"] "+b.Text)
	}
	return strings.Join(all, ", ")
}
