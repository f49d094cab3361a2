package config

import (
	"slices"

	"journal/generator/diag"
	"journal/generator/fields"
)

// mostNeeded bounds what a step with mode "count" may ask for.
const mostNeeded = 10_000

// countable is what a step with mode "count" can count.
var countable = []string{"entries", "days", "people", "twins", "gaps-closed"}

// steps reads [[program.step]].
func (r *reader) steps(f fields.Field) []Step {
	var steps []Step
	var after []fields.Value
	for _, v := range r.tables(f, "[[program.step]]") {
		s, names := r.step(v)
		after = append(after, names...)
		if i := slices.IndexFunc(steps, func(o Step) bool { return o.ID == s.ID }); i >= 0 && s.ID != "" {
			r.at(v, codeID, "give each step an id of its own", "two steps have the id %s", diag.Quote(s.ID))
			continue
		}
		steps = append(steps, s)
	}
	r.checkAfter(after, steps)
	return steps
}

// step reads one step, and gives the values of its after key besides.
func (r *reader) step(v fields.Value) (s Step, after []fields.Value) {
	s = Step{Mode: Once, Of: "entries", Needs: 1}
	r.keys(v.Table, "[[program.step]]", []key{
		{"id", r.id(&s.ID)},
		{"name", r.text(&s.Name)},
		{"label", r.text(&s.Label)},
		{"mode", word(r, &s.Mode, Once, Checklist, Count, Repeat, OpenEnded)},
		{"of", word(r, &s.Of, countable...)},
		{"needs", r.number(&s.Needs, 1, mostNeeded)},
		{"every", r.period(&s.Every)},
		{"within", r.period(&s.Within)},
		{"snooze", r.period(&s.Snooze)},
		{"after", func(f fields.Field) { after = r.items(f) }},
		{"items", r.texts(&s.Items)},
		{"prompt", r.texts(&s.Prompt)},
		{"hint", r.text(&s.Hint)},
		{"icon", r.text(&s.Icon)},
		{"color", r.color(&s.Color)},
		{"words", r.words(&s.Words, nil)},
	})
	for _, name := range after {
		s.After = append(s.After, name.Text)
	}
	r.complete(&s, v)
	return s, after
}

// complete fills in what follows from other keys and reports what is missing.
func (r *reader) complete(s *Step, v fields.Value) {
	if _, written := fields.Get(v.Table, "id"); !written {
		r.at(v, codeID, `id = "thank"`, "a step has no id")
	}
	if s.Name == "" {
		s.Name = s.ID
	}
	if s.Label == "" {
		s.Label = s.Name
	}
	if s.Mode != Count {
		s.Of, s.Needs = "", 0
	}
	if _, written := fields.Get(v.Table, "every"); s.Mode == Repeat && !written {
		r.at(v, codeMissing, `every = "14d"; or mode = "open" for a step without a rhythm`, "the step %s repeats, but does not say how often", diag.Quote(s.ID))
	}
}

// checkAfter wants each name to be that of a step.
func (r *reader) checkAfter(names []fields.Value, steps []Step) {
	ids := make([]string, len(steps))
	for i, s := range steps {
		ids[i] = s.ID
	}
	for _, name := range names {
		if !slices.Contains(ids, name.Text) {
			r.at(name, codeAfter, diag.DidYouMean(name.Text, ids, "steps"), "there is no step %s", diag.Quote(name.Text))
		}
	}
}
