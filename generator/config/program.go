package config

import (
	"journal/generator/diag"
	"journal/generator/fields"
	"journal/generator/words"
)

// mostArcDays bounds the arc to the years for which a chart by days is of use.
const mostArcDays = 3660

// program reads [program]. Its id picks one of Programs, its other keys go over
// what that program says, and [[program.step]] takes the place of all its steps.
func (r *reader) program(f fields.Field) Program {
	fs := r.table(f)
	p := r.base(fs)
	r.keys(fs, "[program]", []key{
		{"id", func(fields.Field) {}}, // read by base
		{"progress", word(r, &p.Progress, BySteps, ByCounter, NoNumbers)},
		{"ordered", r.flag(&p.Ordered)},
		{"arc", r.number(&p.Arc, 0, mostArcDays)},
		{"words", r.words(&p.Words, words.Terms())},
		{"support", func(f fields.Field) { p.Support = r.support(f) }},
		{"step", func(f fields.Field) { p.Steps, p.Own = r.steps(f), true }},
	})
	return p
}

// base is what the keys of [program] go over. A program of the author's own has
// an id that is not one of ours, and steps.
func (r *reader) base(fs []fields.Field) Program {
	field, named := fields.Get(fs, "id")
	if !named {
		return secondPlace()
	}
	id, ok := r.textOf(field)
	if !ok {
		return secondPlace()
	}
	if p, ok := find(Programs(), id); ok {
		return p
	}
	if _, own := fields.Get(fs, "step"); own {
		r.checkID(id, field.Value.Pos, field.Value.Len)
		return Program{ID: id, Progress: BySteps, Arc: defaultArc}
	}
	r.at(field.Value, codeProgram, diag.DidYouMean(id, ids(Programs()), "programs")+"; or write your own steps with [[program.step]]",
		"there is no program %s", diag.Quote(id))
	return secondPlace()
}

func (r *reader) support(f fields.Field) []Support {
	var all []Support
	for _, v := range r.tables(f, "[[program.support]]") {
		var s Support
		r.keys(v.Table, "[[program.support]]", []key{
			{"name", r.text(&s.Name)}, {"url", r.text(&s.URL)}, {"phone", r.text(&s.Phone)},
		})
		switch {
		case s.Name == "" || s.URL == "" && s.Phone == "":
			r.at(v, codeMissing, `{name = "Sam", phone = "…"}`, "support needs a name and a url or a phone")
		case s.URL != "" && !isLink(s.URL):
			r.at(v, codeAddress, "write an address with https:// or mailto:", "%s is not a link", diag.Quote(s.URL))
		default:
			all = append(all, s)
		}
	}
	return all
}

func find(programs []Program, id string) (Program, bool) {
	for _, p := range programs {
		if p.ID == id {
			return p, true
		}
	}
	return Program{}, false
}

func ids(programs []Program) []string {
	var all []string
	for _, p := range programs {
		all = append(all, p.ID)
	}
	return all
}

// ProgramByID gives the program that a pursuit names: the journal's own for its
// id and for "", else one of Programs. Those carry the journal's own list of
// support, since a person has the same people to turn to in all they do.
func (c Config) ProgramByID(id string) (Program, bool) {
	if id == "" || id == c.Program.ID {
		return c.Program, true
	}
	p, ok := find(Programs(), id)
	if !ok {
		return Program{}, false
	}
	p = p.speaking(c.Words)
	p.Support = c.Program.Support
	return p, true
}

// ProgramIDs gives every id that ProgramByID knows, the journal's own first.
func (c Config) ProgramIDs() []string {
	all := []string{c.Program.ID}
	for _, id := range ids(Programs()) {
		if id != c.Program.ID {
			all = append(all, id)
		}
	}
	return all
}
