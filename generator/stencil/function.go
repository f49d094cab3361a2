package stencil

import (
	"reflect"
	"text/template/parse"
)

// condition is a pipeline of which only the truth matters.
type condition func(*press, []reflect.Value) bool

func (t *template1) truth(n *parse.PipeNode, dot place) condition {
	if n == nil || len(n.Cmds) != 1 {
		refuse("%s", n)
	}
	c := n.Cmds[0]
	if name, ok := c.Args[0].(*parse.IdentifierNode); ok {
		if holds := t.connective(name.Ident, c.Args[1:], dot); holds != nil {
			return holds
		}
	}
	value := t.command(c, dot)
	isTrue := truthOf(value.of)
	return func(p *press, vars []reflect.Value) bool { return isTrue(value.get(p, vars)) }
}

// truthOfNode is the truth of an argument.
func (t *template1) truthOfNode(n parse.Node, dot place) condition {
	if pipe, ok := n.(*parse.PipeNode); ok && len(pipe.Decl) == 0 {
		return t.truth(pipe, dot)
	}
	value := t.operand(n, dot)
	isTrue := truthOf(value.of)
	return func(p *press, vars []reflect.Value) bool { return isTrue(value.get(p, vars)) }
}

// connective is "and", "or" or "not", or nil.
func (t *template1) connective(name string, args []parse.Node, dot place) condition {
	if name != "and" && name != "or" && name != "not" || len(args) == 0 {
		return nil
	}
	if t.functions[name] != nil {
		refuse("a function called %s", name)
	}
	parts := make([]condition, len(args))
	for i, a := range args {
		parts[i] = t.truthOfNode(a, dot)
	}
	if name == "not" {
		if len(parts) != 1 {
			refuse("not with %d arguments", len(parts))
		}
		return func(p *press, vars []reflect.Value) bool { return !parts[0](p, vars) }
	}
	settles := name == "or"
	return func(p *press, vars []reflect.Value) bool {
		for _, part := range parts {
			if part(p, vars) == settles {
				return settles
			}
		}
		return !settles
	}
}

// truthOf is what text/template takes for true.
func truthOf(of reflect.Type) func(reflect.Value) bool {
	switch of.Kind() {
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Bool:
		return func(v reflect.Value) bool { return v.Bool() }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case reflect.Float32, reflect.Float64:
		return func(v reflect.Value) bool { return v.Float() != 0 }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	}
	refuse("the truth of %s", of)
	return nil
}

// function is a call that gives a value.
func (t *template1) function(name string, nodes []parse.Node, dot place) expression {
	if f, ok := t.functions[name]; ok {
		return t.callOf(name, reflect.ValueOf(f), nodes, dot)
	}
	switch name {
	case "not":
		if holds := t.connective(name, nodes, dot); holds != nil {
			return boolean(holds)
		}
	case "and", "or":
		return t.choice(name == "or", t.operands(nodes, dot))
	case "len":
		if args := t.operands(nodes, dot); len(args) == 1 {
			return length(args[0])
		}
	case "index":
		if args := t.operands(nodes, dot); len(args) == 2 {
			return element(args[0], args[1])
		}
	case "eq", "ne", "lt", "le", "gt", "ge":
		if args := t.operands(nodes, dot); len(args) == 2 {
			return comparison(name, args[0], args[1])
		}
	}
	refuse("%s with %d arguments", name, len(nodes))
	return expression{}
}

func (t *template1) operands(nodes []parse.Node, dot place) []expression {
	args := make([]expression, len(nodes))
	for i, n := range nodes {
		args[i] = t.operand(n, dot)
	}
	return args
}

var truths = [2]reflect.Value{reflect.ValueOf(false), reflect.ValueOf(true)}

func boolean(holds condition) expression {
	return expression{reflect.TypeFor[bool](), func(p *press, vars []reflect.Value) reflect.Value {
		if holds(p, vars) {
			return truths[1]
		}
		return truths[0]
	}}
}

// choice is "and" or "or": the argument that settles it, or the last one.
func (t *template1) choice(or bool, args []expression) expression {
	if len(args) == 0 {
		refuse("and, or without arguments")
	}
	for _, a := range args {
		if a.of != args[0].of {
			refuse("and, or of different types")
		}
	}
	isTrue, last := truthOf(args[0].of), len(args)-1
	return expression{args[0].of, func(p *press, vars []reflect.Value) reflect.Value {
		for _, a := range args[:last] {
			if v := a.get(p, vars); isTrue(v) == or {
				return v
			}
		}
		return args[last].get(p, vars)
	}}
}

func length(e expression) expression {
	switch e.of.Kind() {
	case reflect.String, reflect.Slice, reflect.Array:
		return expression{reflect.TypeFor[int](), func(p *press, vars []reflect.Value) reflect.Value {
			return reflect.ValueOf(e.get(p, vars).Len())
		}}
	}
	refuse("the length of %s", e.of)
	return expression{}
}

func element(list, index expression) expression {
	if list.of.Kind() != reflect.Slice && list.of.Kind() != reflect.Array || index.of != reflect.TypeFor[int]() {
		refuse("the element %s of %s", index.of, list.of)
	}
	return expression{list.of.Elem(), func(p *press, vars []reflect.Value) reflect.Value {
		l, i := list.get(p, vars), int(index.get(p, vars).Int())
		if i < 0 || i >= l.Len() {
			panic(stuck{})
		}
		return l.Index(i)
	}}
}

// comparison compares two texts or two whole numbers.
func comparison(name string, a, b expression) expression {
	if a.of.Kind() == reflect.String && b.of.Kind() == reflect.String {
		return boolean(func(p *press, vars []reflect.Value) bool {
			x := a.get(p, vars).String()
			return compared(name, x, b.get(p, vars).String())
		})
	}
	if a.of.Kind() == reflect.Int && b.of.Kind() == reflect.Int {
		return boolean(func(p *press, vars []reflect.Value) bool {
			x := a.get(p, vars).Int()
			return compared(name, x, b.get(p, vars).Int())
		})
	}
	refuse("%s of %s and %s", name, a.of, b.of)
	return expression{}
}

func compared[T string | int64](name string, a, b T) bool {
	switch name {
	case "eq":
		return a == b
	case "ne":
		return a != b
	case "lt":
		return a < b
	case "le":
		return a <= b
	case "gt":
		return a > b
	}
	return a >= b
}

// callOf calls a function of the theme's. Its arguments must fit as they are.
func (t *template1) callOf(name string, f reflect.Value, nodes []parse.Node, dot place) expression {
	args, of := t.operands(nodes, dot), f.Type()
	fixed := of.NumIn()
	if of.IsVariadic() {
		fixed--
	}
	if len(args) < fixed || len(args) > fixed && !of.IsVariadic() || of.NumOut() == 0 || of.NumOut() > 2 {
		refuse("%s with %d arguments", name, len(args))
	}
	for i, a := range args {
		takes := of.In(min(i, of.NumIn()-1))
		if i >= fixed {
			takes = takes.Elem()
		}
		if a.of != takes && !(takes == reflect.TypeFor[any]() && (a.of == reflect.TypeFor[string]() || a.of == reflect.TypeFor[int]())) {
			refuse("%s takes %s, not %s", name, takes, a.of)
		}
	}
	return expression{of.Out(0), func(p *press, vars []reflect.Value) reflect.Value {
		values := make([]reflect.Value, len(args))
		for i, a := range args {
			values[i] = a.get(p, vars)
		}
		given := f.Call(values)
		if len(given) == 2 && !given[1].IsNil() {
			panic(stuck{})
		}
		return given[0]
	}}
}
