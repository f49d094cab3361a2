package frontmatter

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/visibility"
)

// readEntry reads an entry from the YAML of its front matter; the first line of
// the YAML is line 2.
func readEntry(t *testing.T, yaml string) (Entry, diag.List) {
	t.Helper()
	return readEntryFile(t, "---\n"+yaml+"\n---\nbody\n")
}

func readEntryFile(t *testing.T, text string) (Entry, diag.List) {
	t.Helper()
	f, msgs := Split("a.md", []byte(text))
	e, more := ReadEntry(f, Options{})
	msgs = append(msgs, more...)
	checkPlaces(t, f, msgs)
	return e, msgs
}

// brief gives messages as "LINE:COL CODE", so that a table can hold them.
func brief(msgs diag.List) string {
	var all []string
	for _, m := range msgs {
		all = append(all, fmt.Sprintf("%d:%d %s", m.Pos.Line, m.Pos.Col, m.Code))
	}
	return strings.Join(all, ", ")
}

func words(ts []Text) string {
	var all []string
	for _, t := range ts {
		all = append(all, t.S)
	}
	return strings.Join(all, "|")
}

func checkPlaces(t *testing.T, f File, msgs diag.List) {
	t.Helper()
	for _, m := range msgs {
		if m.Pos.Line != 0 && !insideFile(f, m.Pos) {
			t.Fatalf("%q: the place of %v is outside the file", f.Source.Text, m)
		}
		if m.Pos.File != f.Source.File || m.Text == "" || m.Len < 1 {
			t.Fatalf("incomplete message %+v", m)
		}
	}
}

func insideFile(f File, pos diag.Pos) bool {
	lines := strings.Count(string(f.Source.Text), "\n") + 1
	return pos.Line >= 1 && pos.Line <= lines && pos.Col >= 1 && pos.Col <= utf8.RuneCountInString(f.Source.Line(pos.Line))+1
}

func TestExampleEntries(t *testing.T) {
	e, msgs := readEntry(t, `title: What Dana said
date: 2026-03-05T18:20:00+01:00
pursuit: northwind
steps: [feedback]
done: true
with: [dana]
via: call
feedback_from: dana
gap_opened: [sql, leading-a-team]
mood: 4
visibility: private`)
	if len(msgs) > 0 {
		t.Errorf("messages: %v", msgs)
	}
	if e.Title.S != "What Dana said" || e.Moment.Date.String() != "2026-03-05" || e.Moment.Offset != 3600 || words(e.Pursuits) != "northwind" ||
		words(e.Steps) != "feedback" || !e.Done.All || words(e.With) != "dana" || e.Via.S != "call" || e.FeedbackFrom.S != "dana" ||
		words(e.GapOpened) != "sql|leading-a-team" || e.Mood != 4 || !e.Visibility.Given {
		t.Errorf("%+v", e)
	}
	if at := e.GapOpened[1]; at.Pos != (diag.Pos{File: "a.md", Line: 10, Col: 19}) || at.Len != 14 {
		t.Errorf("the second gap stands at %+v", at)
	}

	e, msgs = readEntryFile(t, `+++
title = "Second call"
date = 2026-03-08
pursuit = "northwind"
steps = ["persist"]
milestone = "second-call"
with = ["dana"]
reveal = "won"
+++
`)
	if len(msgs) > 0 || words(e.Milestones) != "second-call" || e.Reveal.S != "won" || e.Moment.Date.String() != "2026-03-08" || e.Moment.HasTime {
		t.Errorf("%+v, messages: %v", e, msgs)
	}
}

func TestEntryMessages(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{"date: 2026-02-30", "2:7 E102"},
		{"date: 03/04/2026", "2:7 E103"},
		{"date: soon", "2:7 E112"},
		{"date: [2026-03-05]", "2:7 E113"},
		{"date: true", "2:7 E113"},
		{"date: 2026-03-05\ncreated: 2026-03-05T10:00:00Z", ""},
		{"date: 2026-03-05\ncreated: 2026-03-04", "3:1 W213"},
		{"created: 2026-03-04\ndate: 2026-03-05", "2:1 W213"},
		{"pubDate: 2026-03-04\nday: 2026-03-05", "3:1 W213"},
		{"title: \"a\\u0007b\"", "2:8 E110"},
		{"title: \"a\\tb\\nc\"", ""},
		{"title: [a]", "2:8 E113"},
		{"title: {a: b}", "2:8 E113"},
		{"title: 2026", ""},
		{"slug: \"a\\u0000b\"", "2:7 E110"},
		{"state: done", ""},
		{"state: Done", "2:8 E122"},
		{"steps: [thank]\ndone: [thank]", ""},
		{"steps: [thank]\ndone: Thank", ""},
		{"steps: [thank]\ndone: [thank, feedbak]", "3:15 E123"},
		{"done: [thank]", "2:8 E123"},
		{"steps: [2]\ndone: [feedback]", ""},
		{"steps: [feedback]\ndone: [2]", ""},
		{"tags: [step/thank]\ndone: [thank]", ""},
		{"done: true\nstate: working", "2:7 E124"},
		{"done: true\nstate: done", ""},
		{"done: false\nstate: done", "2:7 E124"},
		{"done: false\nstate: working", ""},
		{"via: phone", "2:6 W221"},
		{"via: call", ""},
		{"rest: 5d", ""},
		{"rest: 2w", ""},
		{"rest: 2026-03-10", ""},
		{"rest: 2026-03-10/2026-03-14", ""},
		{"rest: 2026-03-10/2026-03-10", ""},
		{"rest: 2026-03-14/2026-03-10", "2:7 E140"},
		{"rest: 2026-02-30/2026-03-10", "2:7 E140"},
		{"rest: 2026-03-10/", "2:7 E140"},
		{"rest: 0d", "2:7 E140"},
		{"rest: 1m", "2:7 E140"},
		{"rest: 1m5d", "2:7 E140"},
		{"rest: 5", "2:7 E140"},
		{"mood: 1\nenergy: 5\nhard: \"3\"", ""},
		{"mood: 4.0", ""},
		{"mood: 0", "2:7 E141"},
		{"mood: 6", "2:7 E141"},
		{"mood: 3.5", "2:7 E141"},
		{"mood: .nan", "2:7 E141"},
		{"mood: good", "2:7 E141"},
		{"mood: [3]", "2:7 E141"},
		{"next_by: 2026-02-30", "2:10 E102"},
		{"aliases: [/2025/old/, old-name, \"What now? Part 2: more\"]", ""},
		{"aliases: https://example.org/", "2:10 E142"},
		{"aliases: [//example.org, ../up, a/../../b, 'a\\b', \"javascript:x\"]", "2:11 E142, 2:26 E142, 2:33 E142, 2:44 E142, 2:51 E142"},
		{"reveal: won", ""},
		{"reveal: closed + 2w", ""},
		{"reveal: won+30d", ""},
		{"reveal: 2027-01-01", ""},
		{"reveal: won + soon", "2:9 E154"},
		{"reveal: won + 3", "2:9 E154"},
		{"reveal: Won", "2:9 E154"},
		{"reveal: \"\"", "2:9 E154"},
		{"reveal: 2026-02-30", "2:9 E154"},
		{"reveal: [won]", "2:9 E113"},
		{"letter: true\nopens: day 30", ""},
		{"opens: 2027-01-01", ""},
		{"opens: day thirty", "2:8 E154"},
		{"opens: day -1", "2:8 E154"},
		{"opens: 30", "2:8 E154"},
		{"letter: \"yes\"", "2:9 E154"},
		{"tags: {a: b}", "2:7 E113"},
		{"with: [{name: Dana}]", "2:8 E113"},
		{"setback: [a]", "2:10 E113"},
		{"Mood: 3", "2:1 W211"},
		{"gapOpened: sql", "2:1 W211"},
		{"feedback-from: dana", "2:1 W211"},
		{"pubdate: 2026-03-05", "2:1 W211"},
		{"mileston: offer", "2:1 W211"},
		{"setbakc: true", "2:1 W211"},
		{"moo: 3\nsave: x\nsleep: 7\nworkout: run\nstatus: seed\nauthor: me\nlayout: post", ""},
		{"mood: 9\ndate: 2026-02-30\nstate: x", "2:7 E141, 3:7 E102, 4:8 E122"},
	} {
		if _, msgs := readEntry(t, c.yaml); brief(msgs) != c.want {
			t.Errorf("%q: %v; want %s", c.yaml, msgs, c.want)
		}
	}
}

func TestEntryHints(t *testing.T) {
	for yaml, want := range map[string]string{
		"state: wokring":               `did you mean "working"?`,
		"via: cal":                     `did you mean "call"?`,
		"feedback_form: dana":          `did you mean "feedback_from"?`,
		"Feedback_From: dana":          `did you mean "feedback_from"?`,
		"visibility: Pubic":            `did you mean "public"?`,
		"visibilty: public":            `did you mean "visibility"?`,
		"date: 03/04/2026":             "date_order",
		"rest: soon":                   "5d",
		"reveal: later":                "won + 30d",
		"aliases: https://example.org": "path of this site",
	} {
		_, msgs := readEntry(t, yaml)
		if len(msgs) != 1 || !strings.Contains(msgs[0].Hint, want) {
			t.Errorf("%q: %+v; want one message with the hint %s", yaml, msgs, want)
		}
	}
}

func TestEntryValues(t *testing.T) {
	for _, c := range []struct {
		yaml, want string
		got        func(Entry) string
	}{
		{"steps: thank, feedback", "thank|feedback", func(e Entry) string { return words(e.Steps) }},
		{"step: 2", "2", func(e Entry) string { return words(e.Steps) }},
		{"tags: [\"#step/thank\", sql]\nsteps: [feedback]", "feedback|thank", func(e Entry) string { return words(e.Steps) }},
		{"tags: step/thank, sql\nsteps: [thank]", "thank / sql", func(e Entry) string { return words(e.Steps) + " / " + words(e.Tags) }},
		{"tags: \"#sql, mock interview ,, #sql\"", "sql|mock interview", func(e Entry) string { return words(e.Tags) }},
		{"tags: \"#sql #mock\"", "sql|mock", func(e Entry) string { return words(e.Tags) }},
		{"tags: [2026, true, null, 'a, b']", "2026|true|a, b", func(e Entry) string { return words(e.Tags) }},
		{"tags: word", "word", func(e Entry) string { return words(e.Tags) }},
		{"tags: [a]\nkeywords: b\ncategories: [c]", "a|b|c", func(e Entry) string { return words(e.Tags) }},
		{"with: [dana]\nto: sam", "dana|sam", func(e Entry) string { return words(e.With) }},
		{"with: [[Dana]]", "Dana", func(e Entry) string { return words(e.With) }},
		{"with: [\"[[people/Dana Whitfield|her]]\", sam]", "Dana Whitfield|sam", func(e Entry) string { return words(e.With) }},
		{"pursuits: [a, b]", "a|b", func(e Entry) string { return words(e.Pursuits) }},
		{"pursuit: a\npursuits: [a]", "a", func(e Entry) string { return words(e.Pursuits) }},
		{"title: Fish &amp; chips &#39;now&#39;", "Fish & chips 'now'", func(e Entry) string { return e.Title.S }},
		{"title: 1984", "1984", func(e Entry) string { return e.Title.S }},
		{"title: |\n  two\n  lines", "two lines", func(e Entry) string { return e.Title.S }},
		{"title: \"a\\u0007b\"", "ab", func(e Entry) string { return e.Title.S }},
		{"rest: 2w", "14", func(e Entry) string { return fmt.Sprint(e.RestDays) }},
		{"rest: 2026-03-10/2026-03-14", "5", func(e Entry) string { return fmt.Sprint(e.Rest.Days()) }},
		{"rest: 2026-03-10", "1", func(e Entry) string { return fmt.Sprint(e.Rest.Days()) }},
		{"setback: yes", "{true }", func(e Entry) string { return fmt.Sprint(e.Setback) }},
		{"setback: false", "{false }", func(e Entry) string { return fmt.Sprint(e.Setback) }},
		{"setback: froze in the mock interview", "{true froze in the mock interview}", func(e Entry) string { return fmt.Sprint(e.Setback) }},
		{"done: yes", "true", func(e Entry) string { return fmt.Sprint(e.Done.All) }},
		{"helped: \"walk, call Sam\"", "[walk, call Sam]", func(e Entry) string { return fmt.Sprint(e.Helped) }},
		{"published: 2026-03-05", "2026-03-05", func(e Entry) string { return e.Moment.Date.String() }},
		{"published: Oct 25, 2025", "2025-10-25", func(e Entry) string { return e.Moment.Date.String() }},
		{"Date: 2026-03-05", "2026-03-05", func(e Entry) string { return e.Moment.Date.String() }},
		{"date: \"[[2026-03-05]]\"", "2026-03-05", func(e Entry) string { return e.Moment.Date.String() }},
		{"date: 2026-02-30", "2026-02-30", func(e Entry) string { return e.DateAt.S }},
		{"date:", "", func(e Entry) string { return e.DateAt.S + e.Moment.Date.String() }},
		{"next_by: 2026-03-09", "2026-03-09", func(e Entry) string { return e.NextBy.String() }},
		{"title: a\nsleep: 7\nworkout:", "sleep workout", func(e Entry) string { return e.Extra[0].Key + " " + e.Extra[1].Key }},
	} {
		e, _ := readEntry(t, c.yaml)
		if got := c.got(e); got != c.want {
			t.Errorf("%q: got %q, want %q", c.yaml, got, c.want)
		}
	}
}

func TestOwnKeysAreNoSlips(t *testing.T) {
	f, _ := Split("a.md", []byte("---\nmileston: 5 km\n---\n"))
	e, msgs := ReadEntry(f, Options{Extra: []string{"mileston"}})
	if len(msgs) > 0 || len(e.Extra) != 1 {
		t.Errorf("messages %v, extra %v", msgs, e.Extra)
	}
}

func TestPartsOfATextKnowTheirPlace(t *testing.T) {
	e, _ := readEntry(t, "tags: \"sql, böse, x\"\nsteps: thank,  feedback")
	if p := e.Tags[2]; p.Pos.Line != 2 || p.Pos.Col != 19 || p.Len != 1 {
		t.Errorf("third tag at %+v", p)
	}
	if p := e.Steps[1]; p.Pos.Line != 3 || p.Pos.Col != 16 || p.Len != 8 {
		t.Errorf("second step at %+v", p)
	}
}

func TestParseReveal(t *testing.T) {
	r, err := ParseReveal("won + 30d", "")
	if err != nil || r.On != "won" || r.Wait != (civil.Period{Days: 30}) {
		t.Errorf("%+v, %v", r, err)
	}
	r, err = ParseReveal("2027-01-01", "")
	if err != nil || r.On != "" || r.Date.String() != "2027-01-01" {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err = ParseReveal("won - 3d", ""); err == nil {
		t.Error("won - 3d is understood")
	}
	if _, err = ParseReveal("won +", ""); err == nil {
		t.Error("won + is understood")
	}
}

func TestParseOpens(t *testing.T) {
	if o, err := ParseOpens("day 30", ""); err != nil || o.Day != 30 || !o.Date.IsZero() {
		t.Errorf("%+v, %v", o, err)
	}
	if o, err := ParseOpens("2027-01-01", ""); err != nil || o.Date.String() != "2027-01-01" {
		t.Errorf("%+v, %v", o, err)
	}
	if _, err := ParseOpens("day 99999999999999999999", ""); err == nil {
		t.Error("a day beyond counting is understood")
	}
}

// Whatever the file says, its visibility is one of four or it is held private,
// and every message has its place in the file.
func FuzzReadEntry(f *testing.F) {
	for _, s := range []string{
		"title: a\ndate: 2026-03-05\nvisibility: public", "draft: \"false\"\npublished: 2026-03-05", "tags: \"a, #b\"\nwith: [[x]]",
		"visibilty: public\nDraft: true", "rest: 5d\nreveal: won + 3d\nopens: day 3\nletter: 1", "extra: {visibility: private}\nvisibility: public",
		"people:\n  - dana: boss\ngap: [{id: a, closed: 2026-01-01, opened: 2026-02-01}]\nmilestone: [{id: x, visibility: Public}]",
		"public: true\nvisibility: private", "visibility: [public]", "done: [a, 2]\nsteps: 2",
	} {
		f.Add(s, true)
		f.Add(strings.ReplaceAll(s, ": ", " = "), false)
	}
	f.Fuzz(func(t *testing.T, front string, yaml bool) {
		fence := "+++\n"
		if yaml {
			fence = "---\n"
		}
		file, _ := Split("a.md", []byte(fence+front+"\n"+fence+"body\n"))
		e, msgs := ReadEntry(file, Options{})
		checkPlaces(t, file, msgs)
		checkStated(t, file, e.Visibility)
		p, msgs := ReadPursuit(file, Options{})
		checkPlaces(t, file, msgs)
		checkStated(t, file, p.Visibility)
		for _, m := range p.Milestones {
			checkStated(t, file, m.Visibility)
		}
		_, msgs = ReadPage(file, Options{})
		checkPlaces(t, file, msgs)
	})
}

func checkStated(t *testing.T, file File, s Stated) {
	t.Helper()
	if s.Level > visibility.Public || !s.Given && s.Level != visibility.Private {
		t.Fatalf("%q: stated %+v", file.Source.Text, s)
	}
	if s.Given && s.Held == "" && !strings.Contains(string(file.Source.Text), s.Level.String()) {
		t.Fatalf("%q: stated %v, which it never says", file.Source.Text, s.Level)
	}
}

func TestScale(t *testing.T) {
	f, _ := Split("a.md", []byte("---\nmood: 8\nhard: 11\n---\n"))
	e, messages := ReadEntry(f, Options{Scale: 10})
	if e.Mood != 8 || e.Hard != 0 || len(messages) != 1 || messages[0].Code != codeNumber {
		t.Errorf("mood %d, hard %d, %v", e.Mood, e.Hard, messages)
	}
}
