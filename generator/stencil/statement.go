package stencil

import (
	"reflect"
	"text/template/parse"
)

// place is a variable, and what it holds.
type place struct {
	slot int
	of   reflect.Type
}

// variable is a place with a name.
type variable struct {
	name string
	slot int
	of   reflect.Type
}

// template1 is one template while it is looked through.
type template1 struct {
	*cutter
	names []variable // in sight, the innermost last
	slots int
}

// slot gives a new place. Places are not used twice within a template.
func (t *template1) slot(of reflect.Type) place {
	t.slots++
	return place{t.slots - 1, of}
}

func (t *template1) list(l *parse.ListNode, dot place) []step {
	if l == nil {
		return nil
	}
	defer func(n int) { t.names = t.names[:n] }(len(t.names))
	var steps []step
	for _, n := range l.Nodes {
		if s := t.node(n, dot); s != nil {
			steps = append(steps, s)
		}
	}
	return steps
}

func (t *template1) node(n parse.Node, dot place) step {
	switch n := n.(type) {
	case *parse.TextNode:
		text := n.Text
		return func(p *press, _ []reflect.Value) { p.out = append(p.out, text...) }
	case *parse.CommentNode:
		return nil
	case *parse.ActionNode:
		return t.action(n, dot)
	case *parse.IfNode:
		return t.ifOrWith(&n.BranchNode, dot, false)
	case *parse.WithNode:
		return t.ifOrWith(&n.BranchNode, dot, true)
	case *parse.RangeNode:
		return t.over(n, dot)
	case *parse.TemplateNode:
		return t.call(n, dot)
	}
	refuse("%s", n)
	return nil
}

// action is a pipeline that is shown, or whose value gets a name.
func (t *template1) action(n *parse.ActionNode, dot place) step {
	if len(n.Pipe.Decl) > 0 {
		return t.declare(n.Pipe, dot)
	}
	value, chain := t.escaped(n.Pipe, dot)
	return printer(value, chain)
}

func (t *template1) declare(pipe *parse.PipeNode, dot place) step {
	if len(pipe.Decl) != 1 || len(pipe.Decl[0].Ident) != 1 {
		refuse("%s", pipe)
	}
	value := t.pipe(pipe, dot)
	name := pipe.Decl[0].Ident[0]
	if pipe.IsAssign {
		v := t.named(name)
		if v.of != value.of {
			refuse("%s gets a value of another type", name)
		}
		return func(p *press, vars []reflect.Value) { vars[v.slot] = value.get(p, vars) }
	}
	at := t.slot(value.of)
	t.names = append(t.names, variable{name, at.slot, value.of})
	return func(p *press, vars []reflect.Value) { vars[at.slot] = value.get(p, vars) }
}

func (t *template1) named(name string) variable {
	for i := len(t.names) - 1; i >= 0; i-- {
		if t.names[i].name == name {
			return t.names[i]
		}
	}
	refuse("the variable %s is not in sight", name)
	return variable{}
}

func do(steps []step, p *press, vars []reflect.Value) {
	for _, s := range steps {
		s(p, vars)
	}
}

func (t *template1) ifOrWith(n *parse.BranchNode, dot place, with bool) step {
	defer func(n int) { t.names = t.names[:n] }(len(t.names))
	if len(n.Pipe.Decl) > 1 || n.Pipe.IsAssign {
		refuse("%s", n.Pipe)
	}
	if !with && len(n.Pipe.Decl) == 0 {
		holds := t.truth(n.Pipe, dot)
		then, otherwise := t.list(n.List, dot), t.list(n.ElseList, dot)
		return func(p *press, vars []reflect.Value) {
			if holds(p, vars) {
				do(then, p, vars)
			} else {
				do(otherwise, p, vars)
			}
		}
	}
	value := t.pipe(n.Pipe, dot)
	at, isTrue := t.slot(value.of), truthOf(value.of)
	if len(n.Pipe.Decl) == 1 {
		t.names = append(t.names, variable{n.Pipe.Decl[0].Ident[0], at.slot, value.of})
	}
	inside := dot
	if with {
		inside = at
	}
	then, otherwise := t.list(n.List, inside), t.list(n.ElseList, dot)
	return func(p *press, vars []reflect.Value) {
		v := value.get(p, vars)
		vars[at.slot] = v
		if isTrue(v) {
			do(then, p, vars)
		} else {
			do(otherwise, p, vars)
		}
	}
}

// over is a range over a list.
func (t *template1) over(n *parse.RangeNode, dot place) step {
	defer func(n int) { t.names = t.names[:n] }(len(t.names))
	if n.Pipe.IsAssign || len(n.Pipe.Decl) > 2 {
		refuse("%s", n.Pipe)
	}
	value := t.pipe(n.Pipe, dot)
	if value.of.Kind() != reflect.Slice && value.of.Kind() != reflect.Array {
		refuse("a range over %s", value.of)
	}
	otherwise := t.list(n.ElseList, dot)
	element, index := t.slot(value.of.Elem()), t.slot(reflect.TypeFor[int]())
	switch d := n.Pipe.Decl; len(d) {
	case 1:
		t.names = append(t.names, variable{d[0].Ident[0], element.slot, element.of})
	case 2:
		t.names = append(t.names, variable{d[0].Ident[0], index.slot, index.of}, variable{d[1].Ident[0], element.slot, element.of})
	}
	counted := len(n.Pipe.Decl) == 2
	each := t.list(n.List, element)
	return func(p *press, vars []reflect.Value) {
		list := value.get(p, vars)
		if list.Len() == 0 {
			do(otherwise, p, vars)
			return
		}
		for i := range list.Len() {
			vars[element.slot] = list.Index(i)
			if counted {
				vars[index.slot] = reflect.ValueOf(i)
			}
			do(each, p, vars)
		}
	}
}

func (t *template1) call(n *parse.TemplateNode, dot place) step {
	called := t.set.Lookup(n.Name)
	if called == nil || n.Pipe == nil {
		refuse("the template %q is not known, or gets no data", n.Name)
	}
	value := t.pipe(n.Pipe, dot)
	s := t.sheet(called.Tree, value.of)
	return func(p *press, vars []reflect.Value) { p.run(s, value.get(p, vars)) }
}
