package config

import (
	"slices"
	"strings"
	"testing"
)

// secondPlaceTOML is the default program as the manual writes it.
const secondPlaceTOML = `[program]
id = "second-place"
progress = "steps"
ordered = false
arc = 30

[[program.step]]
id = "thank"
name = "Don't burn the bridge"
label = "Thank them"
mode = "once"
within = "2d"

[[program.step]]
id = "feedback"
name = "Seek feedback"
label = "Ask for feedback"
mode = "once"
within = "7d"

[[program.step]]
id = "recalibrate"
name = "Recalibrate"
label = "Recalibrate"
mode = "checklist"
items = ["What do they really want?", "Other openings there", "Selling points I missed", "Gaps in skill or experience"]

[[program.step]]
id = "add-value"
name = "Add value anyway"
label = "Add value anyway"
mode = "repeat"
every = "14d"

[[program.step]]
id = "twin"
name = "Find a twin"
label = "Find a twin"
mode = "count"
of = "twins"
needs = 3

[[program.step]]
id = "persist"
name = "Don't give up"
label = "Keep going"
mode = "repeat"
every = "30d"
`

func TestSecondPlaceIsWhatTheManualWrites(t *testing.T) {
	written, messages := parse(secondPlaceTOML)
	if len(messages) > 0 {
		t.Fatal(messages)
	}
	built := secondPlace()
	if built.ID != written.Program.ID || built.Progress != written.Program.Progress || built.Ordered != written.Program.Ordered || built.Arc != written.Program.Arc {
		t.Errorf("%+v", built)
	}
	for i, want := range written.Program.Steps {
		got := built.Steps[i]
		if got.ID != want.ID || got.Name != want.Name || got.Label != want.Label || got.Mode != want.Mode || got.Of != want.Of || got.Needs != want.Needs ||
			got.Every != want.Every || got.Within != want.Within || !slices.Equal(got.Items, want.Items) {
			t.Errorf("%+v\nwant %+v", got, want)
		}
		if len(got.Prompt) == 0 || got.Hint == "" {
			t.Errorf("%s has no prompt or no hint", got.ID)
		}
	}
}

func TestProgramsAreWhole(t *testing.T) {
	var ids []string
	for _, p := range Programs() {
		ids = append(ids, p.ID)
		var steps []string
		for _, s := range p.Steps {
			if !isSlug(s.ID) || slices.Contains(steps, s.ID) || s.Name == "" || s.Label == "" || len(s.Prompt) == 0 {
				t.Errorf("%s: %+v", p.ID, s)
			}
			steps = append(steps, s.ID)
			switch s.Mode {
			case Once, OpenEnded:
			case Checklist:
				if len(s.Items) == 0 {
					t.Errorf("%s: %s has no items", p.ID, s.ID)
				}
			case Count:
				if s.Needs < 1 || !slices.Contains(countable, s.Of) {
					t.Errorf("%s: %s counts nothing", p.ID, s.ID)
				}
			case Repeat:
				if s.Every.IsZero() {
					t.Errorf("%s: %s has no rhythm", p.ID, s.ID)
				}
			default:
				t.Errorf("%s: %s has mode %q", p.ID, s.ID, s.Mode)
			}
		}
		for _, s := range p.Steps {
			for _, a := range s.After {
				if !slices.Contains(steps, a) {
					t.Errorf("%s: %s comes after %q, which is no step", p.ID, s.ID, a)
				}
			}
		}
	}
	if got := strings.Join(ids, " "); got != "second-place twelve-steps rehab burnout grief" {
		t.Errorf("programs: %s", got)
	}
}

func TestGriefHasNoNumbers(t *testing.T) {
	p, ok := Default().ProgramByID("grief")
	if !ok || p.Progress != NoNumbers || p.Ordered || p.Arc != 0 {
		t.Errorf("%+v", p)
	}
	for _, s := range p.Steps {
		if s.Mode != OpenEnded || !s.Within.IsZero() {
			t.Errorf("%s can be done, due or missed", s.ID)
		}
	}
}

func TestProgramByID(t *testing.T) {
	c := Default()
	for id, want := range map[string]string{"": "second-place", "rehab": "rehab", "second-place": "second-place"} {
		if p, ok := c.ProgramByID(id); !ok || p.ID != want {
			t.Errorf("%q gives %q, %v", id, p.ID, ok)
		}
	}
	if _, ok := c.ProgramByID("marathon"); ok {
		t.Error("there is no program marathon")
	}
}

func TestProgramsAreFresh(t *testing.T) {
	Programs()[0].Steps[0].Name = "changed"
	if Programs()[0].Steps[0].Name == "changed" {
		t.Error("a caller changed the program of all")
	}
}
