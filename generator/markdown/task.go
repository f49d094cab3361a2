package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// task is the box at the start of a list item.
type task struct {
	ast.BaseInline
	mark Mark
}

var kindTask = ast.NewNodeKind("Task")

func (n *task) Kind() ast.NodeKind            { return kindTask }
func (n *task) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// taskParser reads [ ], [x], [X], [-] and [/] at the start of a list item.
type taskParser struct{}

func (taskParser) Trigger() []byte { return []byte{'['} }

func (taskParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	if parent.HasChildren() || parent.Parent() == nil || parent.Parent().FirstChild() != parent {
		return nil
	}
	if _, inList := parent.Parent().(*ast.ListItem); !inList {
		return nil
	}
	line, _ := block.PeekLine()
	mark, ok := readBox(line)
	if !ok {
		return nil
	}
	length := len("[ ]")
	for length < len(line) && (line[length] == ' ' || line[length] == '\t') {
		length++
	}
	block.Advance(length)
	return &task{mark: mark}
}

// readBox reads a box that is followed by a blank or by nothing.
func readBox(line []byte) (Mark, bool) {
	if len(line) < 3 || line[2] != ']' || (len(line) > 3 && line[3] != ' ' && line[3] != '\t' && line[3] != '\n') {
		return 0, false
	}
	switch mark := Mark(line[1]); mark {
	case 'X':
		return Ticked, true
	case Open, Ticked, Dropped, Working:
		return mark, true
	}
	return 0, false
}

// taskOf gives the box that an item of a list begins with, or nil.
func taskOf(item ast.Node) *task {
	if item.FirstChild() == nil || item.FirstChild().FirstChild() == nil {
		return nil
	}
	box, _ := item.FirstChild().FirstChild().(*task)
	return box
}
