package fields

import (
	"github.com/goccy/go-yaml/ast"

	"journal/generator/diag"
)

// mostCopied and mostCopiedBytes bound what the aliases of a text may copy in
// all: values, and bytes of text.
const (
	mostCopied      = 1_000
	mostCopiedBytes = 100_000
)

// size is how much a value holds, all that stands inside it included.
type size struct{ values, bytes int }

func (s *size) add(o size) {
	s.values += o.values
	s.bytes += o.bytes
}

// anchor is a value that aliases may repeat.
type anchor struct {
	value Value
	size  size
}

// anchored reads "&name value" and remembers the value.
func (r *yamlReader) anchored(n *ast.AnchorNode) Value {
	before := r.read
	v := r.value(n.Value)
	if v.Pos.Line == 0 {
		v.Pos, v.Len = r.place(n.Start), 1
	}
	if r.anchors == nil {
		r.anchors = make(map[string]anchor)
	}
	r.anchors[n.Name.GetToken().Value] = anchor{v, size{r.read.values - before.values, r.read.bytes - before.bytes}}
	return v
}

// alias reads "*name". The copy stands where the alias stands. Copies of copies
// of copies grow without bound, so what they hold is counted and not only how
// many there are.
func (r *yamlReader) alias(n *ast.AliasNode) Value {
	name := n.Value.GetToken().Value
	at, width := r.place(n.Start), 1+tokenWidth(n.Value.GetToken())
	a, ok := r.anchors[name]
	if !ok {
		r.report("E104", at, width, "a * at the beginning of a value refers to an anchor; put the value into quotes if it is text", "there is no anchor %s above", diag.Quote("&"+name))
		return Value{Pos: at, Len: width}
	}
	r.copied.add(a.size)
	if r.copied.values > mostCopied || r.copied.bytes > mostCopiedBytes {
		if !r.messages.HasErrors() {
			r.report("E106", at, width, "write the values out, or refer to fewer", "the aliases of this file repeat more than %d values", mostCopied)
		}
		return Value{Pos: at, Len: width}
	}
	r.read.add(a.size)
	v := a.value
	v.Pos, v.Len = at, width
	return v
}
