package stencil

import (
	"reflect"
	"strings"
	"text/template/parse"
)

// expression is a value that is yet to be worked out.
type expression struct {
	of  reflect.Type
	get func(*press, []reflect.Value) reflect.Value
}

func constant(v any) expression {
	value := reflect.ValueOf(v)
	return expression{value.Type(), func(*press, []reflect.Value) reflect.Value { return value }}
}

// pipe is a pipeline without escapers: one command.
func (t *template1) pipe(n *parse.PipeNode, dot place) expression {
	if n == nil || len(n.Cmds) != 1 {
		refuse("%s", n)
	}
	return t.command(n.Cmds[0], dot)
}

// escaped parts a pipeline into what it shows and the escapers html/template chose.
func (t *template1) escaped(n *parse.PipeNode, dot place) (expression, string) {
	chain := ""
	for _, c := range n.Cmds[1:] {
		name, ok := c.Args[0].(*parse.IdentifierNode)
		if !ok || len(c.Args) != 1 {
			refuse("%s", n)
		}
		chain += name.Ident + " "
	}
	return t.command(n.Cmds[0], dot), chain
}

func (t *template1) command(n *parse.CommandNode, dot place) expression {
	if name, ok := n.Args[0].(*parse.IdentifierNode); ok {
		return t.function(name.Ident, n.Args[1:], dot)
	}
	if len(n.Args) != 1 {
		refuse("%s", n)
	}
	return t.operand(n.Args[0], dot)
}

func (t *template1) operand(n parse.Node, dot place) expression {
	switch n := n.(type) {
	case *parse.DotNode:
		return at(dot)
	case *parse.FieldNode:
		return fields(at(dot), n.Ident)
	case *parse.VariableNode:
		v := t.named(n.Ident[0])
		return fields(at(place{v.slot, v.of}), n.Ident[1:])
	case *parse.ChainNode:
		return fields(t.operand(n.Node, dot), n.Field)
	case *parse.PipeNode:
		return t.pipe(n, dot)
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.BoolNode:
		return constant(n.True)
	case *parse.NumberNode:
		if n.IsInt && strings.Trim(strings.TrimPrefix(n.Text, "-"), "0123456789") == "" {
			return constant(int(n.Int64))
		}
	case *parse.IdentifierNode:
		return t.function(n.Ident, nil, dot)
	}
	refuse("%s", n)
	return expression{}
}

func at(p place) expression {
	slot := p.slot
	return expression{p.of, func(_ *press, vars []reflect.Value) reflect.Value { return vars[slot] }}
}

func fields(e expression, names []string) expression {
	for _, name := range names {
		e = field(e, name)
	}
	return e
}

// field is a field of a struct, or of the struct that a pointer leads to.
func field(e expression, name string) expression {
	of, pointer := e.of, false
	if of.Kind() == reflect.Pointer {
		of, pointer = of.Elem(), true
	}
	if of.Kind() != reflect.Struct {
		refuse("the field %s of %s", name, e.of)
	}
	if _, ok := reflect.PointerTo(of).MethodByName(name); ok {
		refuse("the method %s of %s", name, of)
	}
	f, ok := of.FieldByName(name)
	if !ok || !f.IsExported() {
		refuse("%s has no field %s", of, name)
	}
	get := inside(f.Index)
	if !embedsPlainly(of, f.Index) {
		refuse("the field %s of %s is reached through a pointer", name, of)
	}
	if !pointer {
		return expression{f.Type, func(p *press, vars []reflect.Value) reflect.Value { return get(e.get(p, vars)) }}
	}
	return expression{f.Type, func(p *press, vars []reflect.Value) reflect.Value {
		v := e.get(p, vars)
		if v.IsNil() {
			panic(stuck{})
		}
		return get(v.Elem())
	}}
}

func inside(index []int) func(reflect.Value) reflect.Value {
	if len(index) == 1 {
		i := index[0]
		return func(v reflect.Value) reflect.Value { return v.Field(i) }
	}
	return func(v reflect.Value) reflect.Value {
		for _, i := range index {
			v = v.Field(i)
		}
		return v
	}
}

func embedsPlainly(of reflect.Type, index []int) bool {
	for _, i := range index[:len(index)-1] {
		if of = of.Field(i).Type; of.Kind() != reflect.Struct {
			return false
		}
	}
	return true
}
