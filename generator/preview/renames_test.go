package preview

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// listed reads pages written as "path=source" or "path=source=text".
func listed(pages string) []*Page {
	var list []*Page
	for _, p := range strings.Fields(pages) {
		parts := append(strings.Split(p, "="), "")
		list = append(list, &Page{Address: parts[0], Source: parts[1], Text: parts[2]})
	}
	slices.SortFunc(list, func(a, b *Page) int { return strings.Compare(a.Address, b.Address) })
	return list
}

func TestRenames(t *testing.T) {
	for _, c := range []struct {
		name     string
		versions []string
		source   string
		want     string // path, or "" for gone
	}{
		{"nothing happened", []string{"a=A b=B", "a=A b=B"}, "A", "a"},
		{"its address changed", []string{"a=A b=B", "b=B z=A"}, "A", "z"},
		{"deleted", []string{"a=A b=B", "b=B"}, "A", ""},
		{"never there", []string{"a=A", "a=A"}, "X", ""},
		{"renamed", []string{"a=A b=B", "b=B c=C"}, "A", "c"},
		{"renamed, same address", []string{"a=A b=B", "a=C b=B"}, "A", "a"},
		{"renamed twice", []string{"a=A", "b=B", "c=C"}, "A", "c"},
		{"renamed and back", []string{"a=A", "b=B", "a=A"}, "B", "a"},
		{"renamed and deleted", []string{"a=A x=X", "b=B x=X", "x=X"}, "A", ""},
		{"another took its address", []string{"a=A a2=B", "a=B"}, "A", ""},
		{"and moved into it", []string{"a=A a2=B", "a=B"}, "B", "a"},
		{"two swapped", []string{"a=A b=B", "a=B b=A"}, "A", "b"},
		{"a folder was moved", []string{"a=x/1=one b=x/2=two", "c=y/1=one d=y/2=two"}, "x/2", "d"},
		{"many, with equal texts and new names", []string{"a=x/1=one b=x/2=one", "c=y/3=one d=y/4=one"}, "x/2", ""},
		{"many, with equal texts in another folder", []string{"a=x/1=one b=x/2=one", "c=y/1=one d=y/2=one"}, "x/2", "d"},
		{"copied, and the first deleted later", []string{"a=A=one b=B=two", "a=A=one b=B=two c=C=one d=D=x", "b=B=two c=C=one d=D=x"}, "A", "c"},
		{"deleted, and written again under another name", []string{"a=A=one b=B=two", "b=B=two", "b=B=two d=D=one"}, "A", "d"},
		{"deleted, and another written at its address later", []string{"a=A=one b=B=two", "b=B=two", "a=D=three b=B=two"}, "A", ""},
		{"lost, and back", []string{"a=A=one b=B=two", "b=B=two", "a=A=one b=B=two", "b=B=two d=D=three e=E=four"}, "A", ""},
		{"many, same address first", []string{"a=x/1=one b=x/2=two", "a=y/1=two b=y/2=one"}, "x/1", "a"},
		{"many, texts unknown", []string{"a=A b=B", "c=C d=D"}, "A", ""},
		{"deleted, and another written at once", []string{"a=A=one", "b=B=two c=C=three"}, "A", ""},
	} {
		r := newRenames()
		for i, v := range c.versions {
			if i > 0 {
				r.learn(listed(c.versions[i-1]), listed(v))
			}
		}
		got, ok := r.follow(c.source, listed(c.versions[len(c.versions)-1]))
		address := ""
		if ok {
			address = got.Address
		}
		if address != c.want || ok != (c.want != "") {
			t.Errorf("%s: it is at %q, want %q", c.name, address, c.want)
		}
	}
}

func TestRenamesAreBounded(t *testing.T) {
	r := newRenames()
	for i := range 3 * mostRenames {
		r.learn([]*Page{{Address: "p", Source: fmt.Sprint(i)}}, []*Page{{Address: "p", Source: fmt.Sprint(i + 1)}})
	}
	if len(r.to) > mostRenames+1 {
		t.Errorf("%d are remembered", len(r.to))
	}
}
