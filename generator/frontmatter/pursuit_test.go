package frontmatter

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"journal/generator/diag"
)

func readPursuit(t *testing.T, text string) (Pursuit, diag.List) {
	t.Helper()
	f, msgs := Split("a.md", []byte(text))
	p, more := ReadPursuit(f, Options{})
	msgs = append(msgs, more...)
	checkPlaces(t, f, msgs)
	return p, msgs
}

// outline gives what a pursuit says, without places.
func outline(p Pursuit) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s, %s at %s, %s: %s %s, arc %d", p.Title.S, p.Role, p.Organization, p.Kind.S, p.Status.S, p.Outcome.S, p.Arc)
	line("zero %v, applied %v, interviews %v, decided %v, ended %v", p.DayZero, p.Applied, p.Interviews, p.Decided, p.Ended)
	for _, x := range p.People {
		line("%s is %s", x.Person.S, x.Role)
	}
	for _, x := range p.StepsDone {
		line("%s done %v", x.Step.S, x.Date)
	}
	for _, x := range p.Gaps {
		line("gap %s %q %s %v to %v", x.ID.S, x.Title, x.Kind, x.Opened, x.Closed)
	}
	for _, x := range p.Feedback {
		line("feedback %v %s on %s: %s, %v", x.Date, x.From.S, x.Gap.S, x.Text, x.Visibility.Level)
	}
	for _, x := range p.Twins {
		line("twin %s %v %s", x.Name, x.Shares, x.Status)
	}
	for _, x := range p.Milestones {
		line("milestone %s %v %s %v", x.ID.S, x.Date, x.Title, x.Visibility.Level)
	}
	return b.String()
}

const wholePursuit = `Lead analyst, Analyst at Northwind, job: won twin, arc 14
zero 2026-03-02, applied [2026-01-10], interviews [2026-02-01 2026-02-20], decided 2026-03-02, ended 2026-04-01
dana is decision-maker
sam is mentor
kim is friend
thank done 2026-03-03
gap sql "SQL" skill 2026-03-05 to 2026-03-24
feedback 2026-03-05 dana on sql: more SQL, public
twin Contoso [mission] contacted
twin Fabrikam [] spotted
milestone second-call 2026-03-08 Second call unlisted
`

func TestWholePursuit(t *testing.T) {
	toml := `+++
title = "Lead analyst"
kind = "job"
organization = "Northwind"
role = "Analyst"
turned_down = 2026-03-02
applied = 2026-01-10
interviews = [2026-02-20, "Feb 1, 2026"]
decided = 2026-03-02
ended = 2026-04-01
status = "won"
outcome = "twin"
arc = 14
people = ["dana: decision maker", "sam: Mentor", "kim: friend"]
steps_done = {thank = 2026-03-03}
[[gap]]
id = "sql"
title = "SQL"
kind = "skill"
opened = 2026-03-05
closed = 2026-03-24
[[feedback]]
date = 2026-03-05
from = "dana"
gap = "sql"
text = "more SQL"
visibility = "public"
[[twin]]
name = "Contoso"
shares = ["mission"]
status = "contacted"
[[twin]]
name = "Fabrikam"
[[milestone]]
id = "second-call"
date = 2026-03-08
title = "Second call"
visibility = "unlisted"
+++
`
	yaml := `---
title: Lead analyst
kind: job
organisation: Northwind
role: Analyst
day_zero: 2026-03-02
applied: [2026-01-10]
interviews: [2026-02-01, 2026-02-20]
decided: 2026-03-02
ended: 2026-04-01
status: won
outcome: twin
arc: 2w
people:
  - dana: decision maker
  - {person: sam, role: mentor}
  - "kim: friend"
steps_done:
  thank: 2026-03-03
gap:
  - {id: sql, title: SQL, kind: skill, opened: 2026-03-05, closed: 2026-03-24}
feedback:
  date: 2026-03-05
  from: "[[dana]]"
  gap: sql
  text: more SQL
  visibility: public
twins:
  - name: Contoso
    shares: [mission]
    status: contacted
  - name: Fabrikam
milestones:
  - id: second-call
    date: 2026-03-08
    title: Second call
    visibility: unlisted
---
`
	for _, text := range []string{toml, yaml} {
		p, msgs := readPursuit(t, text)
		if len(msgs) > 0 || len(p.Extra) > 0 {
			t.Errorf("messages: %v, extra: %v", msgs, p.Extra)
		}
		if d := cmp.Diff(wholePursuit, outline(p)); d != "" {
			t.Error(d)
		}
	}
}

func TestEmptyPursuit(t *testing.T) {
	p, msgs := readPursuit(t, "# My second place\n")
	if len(msgs) > 0 || p.Status.S != "open" || p.Arc != -1 || p.Visibility.Given || p.Visibility.Held != "" {
		t.Errorf("%+v, %v", p, msgs)
	}
}

func TestPursuitMessages(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{"kind: jobb", "2:7 W234"},
		{"status: Won", "2:9 E161"},
		{"status: won\noutcome: same", ""},
		{"outcome: same", "2:10 E160"},
		{"status: paused\noutcome: same", "3:10 E160"},
		{"status: closed\noutcome: letgo", "3:10 E160"},
		{"arc: 0", ""},
		{"arc: false", ""},
		{"arc: 30d", ""},
		{"arc: -3", "2:6 E141"},
		{"arc: long", "2:6 E141"},
		{"arc: [1]", "2:6 E141"},
		{"day_zero: 2026-02-30", "2:11 E102"},
		{"day_zero: [2026-02-03]", "2:11 E113"},
		{"day_zero: 2026-03-02\nturned_down: 2026-03-02", ""},
		{"day_zero: 2026-03-02\nturned_down: 2026-03-03", "3:1 W213"},
		{"applied: 2026-03-02\ninterviews: 2026-03-01", "3:13 W231"},
		{"applied: 2026-03-02\ndecided: 2026-03-01", "3:10 W231"},
		{"interviews: [2026-03-01, 2026-03-09]\ndecided: 2026-03-02", "3:10 W231"},
		{"applied: 2026-03-02\ninterviews: 2026-03-02\ndecided: 2026-03-02", ""},
		{"interviews: [2026-03-01, null, soon]", "2:32 E112"},
		{"steps_done: [thank]", "2:13 E113"},
		{"steps_done: {thank: soon, twin: null}", "2:21 E112"},
		{"people: [{dana: [a]}]", "2:17 E113"},
		{"gap: [sql]", "2:7 E113"},
		{"gap: [{title: SQL}]", "2:7 E162"},
		{"gap: [{id: sql, kind: skil}]", "2:23 W234"},
		{"gap: [{id: sql, opened: 2026-03-02, closed: 2026-03-01}]", "2:45 W231"},
		{"gap: [{id: sql, visibility: public}]", "2:17 E150"},
		{"gap: [{id: sql, openned: 2026-03-02}]", "2:17 W211"},
		{"twin: [{url: x}]", "2:8 E162"},
		{"twin: [{name: a, status: called}]", "2:26 W234"},
		{"milestone: [{date: 2026-03-02}]", "2:13 E162"},
		{"milestone: [{id: offer, visibility: Public}]", "2:37 E150"},
		{"visibilities: public", "2:1 E150"},
		{"date: 2026-03-02", ""},
	} {
		if _, msgs := readPursuit(t, "---\n"+c.yaml+"\n---\n"); brief(msgs) != c.want {
			t.Errorf("%q: %v; want %s", c.yaml, msgs, c.want)
		}
	}
}

func TestHeldPartsOfPursuits(t *testing.T) {
	p, _ := readPursuit(t, "---\nmilestone: [{id: offer, visibility: Public}, {id: first-day, visibilty: public}]\nfeedback: {text: a}\n---\n")
	for _, m := range p.Milestones {
		if m.Visibility.Held == "" {
			t.Errorf("%s is not held private", m.ID.S)
		}
	}
	if p.Visibility.Held != "" || p.Feedback[0].Visibility.Given {
		t.Errorf("%+v", p)
	}
}

func TestUnknownKeysInPartsAreKept(t *testing.T) {
	p, _ := readPursuit(t, "---\ngap: [{id: sql, mentor: kim}]\n---\n")
	if len(p.Extra) != 1 || p.Extra[0].Key != "gap.mentor" {
		t.Errorf("%+v", p.Extra)
	}
}
