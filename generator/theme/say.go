package theme

import (
	"fmt"
	"html/template"
	"strconv"
	"text/template/parse"

	"journal/generator/diag"
	"journal/generator/words"
)

// sayer is the function "say" of templates: {{say "home.lately"}}, or with names
// and values for the places of the message: {{say "overview.earlier" "n" .Earlier}}.
// A number called n chooses the plural form.
func sayer(w *words.Catalogue) func(key string, places ...any) (string, error) {
	return func(key string, places ...any) (string, error) {
		pairs := make([]string, 0, len(places))
		count := -1
		for i, v := range places {
			switch v := v.(type) {
			case string:
				pairs = append(pairs, v)
			case int:
				if i > 0 && places[i-1] == "n" {
					count = v
				}
				pairs = append(pairs, strconv.Itoa(v))
			default:
				return "", fmt.Errorf("say takes texts and whole numbers, not %T", v)
			}
		}
		if len(pairs)%2 == 1 {
			return "", fmt.Errorf("say takes pairs: the name of a place, then what stands in it")
		}
		if count >= 0 {
			return w.Count(key, count, pairs...), nil
		}
		return w.Say(key, pairs...), nil
	}
}

// sayOnce puts the messages that are the same on every page into the templates as
// text, so that they cost nothing when a page is made.
func sayOnce(set *template.Template, w *words.Catalogue) {
	for _, t := range set.Templates() {
		if t.Tree != nil {
			settle(t.Tree.Root, w)
		}
	}
}

func settle(list *parse.ListNode, w *words.Catalogue) {
	if list == nil {
		return
	}
	for i, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			if key, _, ok := saidAlone(n); ok {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(template.HTMLEscapeString(w.Say(key)))}
			}
		case *parse.IfNode:
			settle(n.List, w)
			settle(n.ElseList, w)
		case *parse.RangeNode:
			settle(n.List, w)
			settle(n.ElseList, w)
		case *parse.WithNode:
			settle(n.List, w)
			settle(n.ElseList, w)
		}
	}
}

// saidAlone gives the key of an action that says a message without places.
func saidAlone(n *parse.ActionNode) (key string, at parse.Pos, ok bool) {
	if len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds) != 1 || len(n.Pipe.Cmds[0].Args) != 2 {
		return "", 0, false
	}
	return saidKey(n.Pipe.Cmds[0])
}

// saidKey gives the key that a call of say has, and where it stands.
func saidKey(call *parse.CommandNode) (key string, at parse.Pos, ok bool) {
	if len(call.Args) < 2 {
		return "", 0, false
	}
	function, isFunction := call.Args[0].(*parse.IdentifierNode)
	text, isText := call.Args[1].(*parse.StringNode)
	if !isFunction || !isText || function.Ident != "say" {
		return "", 0, false
	}
	return text.Text, text.Pos, true
}

// unknownMessages reports what a template would say and no language knows.
func (s sources) unknownMessages(p part) diag.List {
	set, err := template.New(p.file.path).Funcs(functions(nil)).Parse(string(p.file.text))
	if err != nil {
		return nil
	}
	var problems diag.List
	for _, t := range set.Templates() {
		if t.Tree == nil {
			continue
		}
		walk(t.Tree.Root, func(call *parse.CommandNode) {
			if key, at, ok := saidKey(call); ok && !s.words.Has(key) {
				where := place{file: p.file, offset: int(at)}
				problems = append(problems, where.message("E401", key, words.Hint(key, s.words.Keys()), "there is no message "+diag.Quote(key)))
			}
		})
	}
	return problems
}

// walk visits every call of a template, those in brackets included.
func walk(n parse.Node, visit func(*parse.CommandNode)) {
	branch := func(b *parse.BranchNode) {
		walk(b.Pipe, visit)
		walk(b.List, visit)
		if b.ElseList != nil {
			walk(b.ElseList, visit)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, inner := range n.Nodes {
			walk(inner, visit)
		}
	case *parse.ActionNode:
		walk(n.Pipe, visit)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			walk(n.Pipe, visit)
		}
	case *parse.PipeNode:
		for _, call := range n.Cmds {
			visit(call)
			for _, arg := range call.Args {
				walk(arg, visit)
			}
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	}
}
