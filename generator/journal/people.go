package journal

import (
	"bytes"
	"strings"

	"golang.org/x/text/unicode/norm"

	"journal/generator/diag"
	"journal/generator/fields"
	"journal/generator/pseudonym"
)

// PeopleFile is the name of the file that says who is who. It is never output.
const PeopleFile = "people.toml"

// Person is somebody, or an organization, that the journal names.
type Person struct {
	ID, Name     string
	Also         []string // further forms of the name, e-mail addresses
	Public       string   // what strangers read; "" is not decided yet
	Role         string
	Organization bool
}

// People are those of people.toml in the order of the file.
type People struct {
	All    []Person
	byForm map[string]int
}

// Find gives the person with an id, a name or a further form, letter case and
// spaces aside.
func (p People) Find(form string) (Person, bool) {
	i, ok := p.byForm[foldForm(form)]
	if !ok {
		return Person{}, false
	}
	return p.All[i], true
}

func foldForm(s string) string {
	return norm.NFC.String(strings.ToLower(strings.Join(strings.Fields(s), " ")))
}

var personKeys = []string{"name", "also", "public", "role", "kind", "note"}

// readPeople reads people.toml: one table for each person, by id.
func readPeople(in Input) (People, diag.List) {
	src := diag.Source{File: in.Path, Text: bytes.TrimPrefix(in.Text, []byte("\ufeff"))}
	tables, messages := fields.TOML(src, src.Text, 1)
	people := People{byForm: map[string]int{}}
	for _, f := range tables {
		if f.Value.Kind != fields.Table {
			messages = append(messages, src.Message("E170", f.Pos, len([]rune(f.Key)),
				"write [dana] on a line of its own, and name = \"Dana …\" below it", "%s is not a person: each person is a table", diag.Quote(f.Key)))
			continue
		}
		p, l := readPerson(src, f)
		messages = append(messages, l...)
		people.All = append(people.All, p)
	}
	people.index()
	return people, append(messages, people.sameNames(src, tables)...)
}

// sameNames finds names that two persons share: an entry that says the name could
// mean either, and would publish the wrong one's public name.
func (p People) sameNames(src diag.Source, tables []fields.Field) diag.List {
	var messages diag.List
	for _, person := range p.All {
		if who := p.All[p.byForm[foldForm(person.Name)]]; who.ID != person.ID {
			table, _ := fields.Get(tables, person.ID)
			messages = append(messages, src.Message("E173", table.Pos, len([]rune(person.ID)),
				"tell them apart: a family name, an initial, “Alex from the choir”", "%s is also the name of [%s]", diag.Quote(person.Name), who.ID))
		}
	}
	return messages
}

// index notes who is meant by each form. Where two persons share one, an id comes
// before a name, and a name before a further form.
func (p *People) index() {
	note := func(form string, i int) {
		key := foldForm(form)
		if _, taken := p.byForm[key]; key != "" && !taken {
			p.byForm[key] = i
		}
	}
	for i, person := range p.All {
		note(person.ID, i)
	}
	for i, person := range p.All {
		note(person.Name, i)
	}
	for i, person := range p.All {
		for _, form := range person.Also {
			note(form, i)
		}
	}
}

func readPerson(src diag.Source, table fields.Field) (Person, diag.List) {
	p := Person{ID: table.Key}
	var messages diag.List
	for _, f := range table.Value.Table {
		v := f.Value
		text := map[string]*string{"name": &p.Name, "public": &p.Public, "role": &p.Role}[f.Key]
		switch {
		case text != nil && v.Kind == fields.String:
			*text = v.Text
		case f.Key == "kind" && v.Kind == fields.String:
			p.Organization = strings.EqualFold(v.Text, "organization") || strings.EqualFold(v.Text, "organisation")
		case f.Key == "also" && v.Kind == fields.List:
			for _, item := range v.List {
				if item.Kind != fields.String {
					messages = append(messages, src.Message("E171", item.Pos, item.Len, "", "each name in also is text, not %s", item.Kind))
					continue
				}
				p.Also = append(p.Also, item.Text)
			}
		case f.Key == "also" && v.Kind == fields.String:
			p.Also = append(p.Also, v.Text)
		case f.Key == "note":
		case text != nil || f.Key == "also" || f.Key == "kind":
			messages = append(messages, src.Message("E171", v.Pos, v.Len, "", "%s of a person is text, not %s", f.Key, v.Kind))
		default:
			messages = append(messages, src.Message("E172", f.Pos, len([]rune(f.Key)), diag.DidYouMean(f.Key, personKeys, "keys of a person"), "a person has no key %s", diag.Quote(f.Key)))
		}
	}
	if p.Name == "" {
		p.Name = p.ID
	}
	return p, messages
}

// names are the people as texts name them.
func (p People) names() []pseudonym.Name {
	names := make([]pseudonym.Name, len(p.All))
	for i, person := range p.All {
		names[i] = pseudonym.Name{ID: person.ID, Forms: append([]string{person.Name}, person.Also...), Public: person.Public}
	}
	return names
}
