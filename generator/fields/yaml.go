package fields

import (
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"journal/generator/diag"
)

// YAML reads text, which begins on line firstLine of src, as one YAML document;
// what follows a second --- is not looked at. Words without quotes are resolved
// by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema),
// and dates, which that schema does not have, are of kind Time.
//
// A key that is there twice is W212 and the last one counts. A tab in an indent
// is E105, any other syntax error E104; with these there are no fields. An
// alias stands for a copy of its anchor. What would take too long to read is
// E106: texts, nesting or copies without end.
func YAML(src diag.Source, text []byte, firstLine int) ([]Field, diag.List) {
	r := yamlReader{src: src, lines: strings.Split(string(text), "\n"), lineShift: firstLine - 1}
	if message, long := r.tooLong(); long {
		return nil, diag.List{message}
	}
	tokens := lexer.Tokenize(string(text))
	if at := tooManyTokens(tokens); at != nil {
		return nil, diag.List{r.tooMuchMessage(r.place(at))}
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, diag.List{r.syntaxMessage(err)}
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil, nil
	}
	fs := r.document(file.Docs[0].Body)
	if at, deep := nestedTooDeep(fs, 1); deep {
		r.messages = append(r.messages, nestingMessage(src, at))
	}
	if r.messages.HasErrors() {
		return nil, r.messages
	}
	return fs, r.messages
}

// yamlReader turns the nodes of one document into fields.
type yamlReader struct {
	src       diag.Source
	lines     []string // of the text
	lineShift int      // lines of the file before the text
	column    column   // of the token placed last
	messages  diag.List

	anchors map[string]anchor
	read    size // what has been read so far, copies included
	copied  size // what aliases have copied so far
}

func (r *yamlReader) report(code string, at diag.Pos, length int, hint, format string, args ...any) {
	r.messages = append(r.messages, r.src.Message(code, at, length, hint, format, args...))
}

// place is where a token begins. The parser counts lines and characters from 1,
// but is off by blanks that follow a word and by tabs that stand before it, so
// the token is looked for around the place it gives.
func (r *yamlReader) place(t *token.Token) diag.Pos {
	pos := diag.Pos{File: r.src.File, Line: t.Position.Line + r.lineShift, Col: max(1, t.Position.Column)}
	line, word := r.line(pos.Line), firstLine(t)
	at := r.column.byteOf(pos.Line, line, pos.Col)
	if strings.HasPrefix(line[at:], word) {
		return pos
	}
	if left := strings.LastIndex(line[:min(len(line), at+len(word))], word); left >= 0 {
		at = left
	} else if right := strings.Index(line[at:], word); right >= 0 {
		at += right
	}
	pos.Col = utf8.RuneCountInString(line[:at]) + 1
	return pos
}

// column is a character of a line, counted from 1, and its byte offset. Tokens
// come from left to right, so the next one is counted from the last.
type column struct{ line, col, offset int }

// byteOf gives the offset of a character, or the line's end.
func (c *column) byteOf(number int, line string, col int) int {
	if c.line != number || c.col > col {
		*c = column{line: number, col: 1}
	}
	for ; c.col < col && c.offset < len(line); c.col++ {
		_, size := utf8.DecodeRuneInString(line[c.offset:])
		c.offset += size
	}
	return c.offset
}

// line gives a line of the file that belongs to the text.
func (r *yamlReader) line(n int) string {
	if i := n - r.lineShift - 1; i >= 0 && i < len(r.lines) {
		return r.lines[i]
	}
	return ""
}

// document reads the outermost node, which has to be a table.
func (r *yamlReader) document(body ast.Node) []Field {
	v := r.value(body)
	switch v.Kind {
	case Table:
		return v.Table
	case Null:
		return nil
	}
	hint := "title: My day"
	if strings.Contains(v.Text, "=") {
		hint = "this looks like TOML, which stands between lines of +++"
	}
	r.report("E104", v.Pos, v.Len, hint, "here should stand a key, a colon, a blank and a value")
	return nil
}

// value reads any node.
func (r *yamlReader) value(node ast.Node) Value {
	var v Value
	switch n := node.(type) {
	case *ast.MappingNode:
		v = r.table(n.Values)
		r.spanFlow(&v, n.Start, n.End, n.IsFlowStyle)
	case *ast.MappingValueNode:
		v = r.table([]*ast.MappingValueNode{n})
	case *ast.SequenceNode:
		v = r.list(n)
		r.spanFlow(&v, n.Start, n.End, n.IsFlowStyle)
	case *ast.AnchorNode:
		return r.anchored(n)
	case *ast.AliasNode:
		return r.alias(n)
	case *ast.TagNode:
		return r.tagged(n)
	case *ast.LiteralNode:
		v = Value{Kind: String, Text: n.Value.Value, Pos: r.place(n.Start), Len: tokenWidth(n.Start)}
	default:
		v = r.scalar(node)
	}
	r.read.add(size{values: 1, bytes: len(v.Text)})
	return v
}

// scalar reads a word, a number or a quoted text.
func (r *yamlReader) scalar(node ast.Node) Value {
	t := node.GetToken()
	if t.Type == token.ImplicitNullType {
		return Value{} // its place is that of whatever has no value
	}
	v := Value{Pos: r.place(t), Len: tokenWidth(t)}
	switch {
	case t.Type == token.SingleQuoteType || t.Type == token.DoubleQuoteType:
		v.Kind, v.Text = String, t.Value
	default:
		resolve(&v, plainText(t))
	}
	return v
}

func (r *yamlReader) list(n *ast.SequenceNode) Value {
	v := Value{Kind: List, Pos: r.place(n.Start), Len: 1}
	for i, node := range n.Values {
		item := r.value(node)
		if item.Pos.Line == 0 && i < len(n.Entries) {
			item.Pos, item.Len = r.place(n.Entries[i].Start), 1
		}
		v.List = append(v.List, item)
	}
	return v
}

// table reads keys and values; of a key that is there twice the last one stays.
func (r *yamlReader) table(pairs []*ast.MappingValueNode) Value {
	v := Value{Kind: Table, Len: 1}
	seen := make(map[string]int, len(pairs))
	for _, pair := range pairs {
		f, ok := r.field(pair)
		if !ok {
			continue
		}
		if v.Pos.Line == 0 {
			v.Pos, v.Len = f.Pos, f.Len
		}
		if first, twice := seen[f.Key]; twice {
			r.report("W212", f.Pos, f.Len, "keep one of them", "%s is written twice (first on line %d); the last one counts", diag.Quote(f.Key), v.Table[first].Pos.Line)
			v.Table[first] = f
			continue
		}
		seen[f.Key] = len(v.Table)
		v.Table = append(v.Table, f)
	}
	return v
}

func (r *yamlReader) field(pair *ast.MappingValueNode) (Field, bool) {
	t, ok := keyToken(pair.Key)
	if !ok || strings.Contains(t.Value, "\n") {
		t = pair.Key.GetToken()
		r.report("E104", r.place(t), tokenWidth(t), "", "a key has to be a word")
		return Field{}, false
	}
	f := Field{Key: t.Value, Pos: r.place(t), Len: tokenWidth(t), Value: r.value(pair.Value)}
	if t.Type != token.SingleQuoteType && t.Type != token.DoubleQuoteType {
		f.Key = plainText(t)
	}
	if f.Value.Pos.Line == 0 {
		f.Value.Pos, f.Value.Len = f.Pos, f.Len
	}
	return f, true
}

// keyToken is the word that a key consists of, tags and anchors left aside.
func keyToken(key ast.Node) (*token.Token, bool) {
	switch n := key.(type) {
	case *ast.MappingKeyNode:
		return keyToken(n.Value)
	case *ast.AnchorNode:
		return keyToken(n.Value)
	case *ast.TagNode:
		return keyToken(n.Value)
	case *ast.AliasNode, *ast.LiteralNode, *ast.MappingNode, *ast.MappingValueNode, *ast.SequenceNode, nil:
		return nil, false
	}
	t := key.GetToken()
	return t, t.Type != token.ImplicitNullType
}

// plainText is a word without quotes as it is written, since the parser drops
// tabs inside. Only words over several lines are what the parser made of them.
func plainText(t *token.Token) string {
	if strings.Contains(strings.TrimSpace(t.Origin), "\n") {
		return t.Value
	}
	return firstLine(t)
}

// tagged reads !!str as text; other tags add nothing to what the value says.
func (r *yamlReader) tagged(n *ast.TagNode) Value {
	var v Value
	if n.Value != nil {
		v = r.value(n.Value)
	}
	v.Pos, v.Len = r.place(n.Start), tokenWidth(n.Start)
	if n.Start.Value == "!!str" && v.Kind != List && v.Kind != Table {
		v = Value{Kind: String, Text: v.Text, Pos: v.Pos, Len: v.Len}
	}
	return v
}

// spanFlow gives [..] and {..} their place and their width.
func (r *yamlReader) spanFlow(v *Value, start, end *token.Token, flow bool) {
	if !flow || start == nil {
		return
	}
	v.Pos = r.place(start)
	if end != nil && end.Position.Line == start.Position.Line {
		v.Len = end.Position.Column - start.Position.Column + 1
		return
	}
	v.Len = max(1, utf8.RuneCountInString(r.line(v.Pos.Line))-v.Pos.Col+1)
}

// tokenWidth counts the characters of a token on its first line.
func tokenWidth(t *token.Token) int { return max(1, utf8.RuneCountInString(firstLine(t))) }

// firstLine is what the first line of the file has of a token.
func firstLine(t *token.Token) string {
	line, _, _ := strings.Cut(strings.TrimSpace(t.Origin), "\n")
	return strings.TrimRight(line, " \t\r")
}
