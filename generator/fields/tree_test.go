package fields

import (
	"fmt"
	"strings"

	"journal/generator/diag"
)

// tree writes fields one a line: the place and width of the key, the key, the
// place and width of the value, its kind and its text.
func tree(fs []Field) string {
	var b strings.Builder
	writeFields(&b, fs, "")
	return b.String()
}

func writeFields(b *strings.Builder, fs []Field, indent string) {
	for _, f := range fs {
		fmt.Fprintf(b, "%s%d:%d+%d %s", indent, f.Pos.Line, f.Pos.Col, f.Len, f.Key)
		writeValue(b, f.Value, indent+"  ")
	}
}

func writeValue(b *strings.Builder, v Value, indent string) {
	kind := [...]string{"null", "text", "int", "float", "bool", "time", "list", "table"}[v.Kind]
	fmt.Fprintf(b, " = %d:%d+%d %s", v.Pos.Line, v.Pos.Col, v.Len, kind)
	if v.Kind != List && v.Kind != Table && v.Kind != Null {
		fmt.Fprintf(b, " %q", v.Text)
	}
	b.WriteByte('\n')
	for _, item := range v.List {
		b.WriteString(indent + "-")
		writeValue(b, item, indent+"  ")
	}
	writeFields(b, v.Table, indent)
}

// codes gives each message as LINE:COL+LEN CODE.
func codes(l diag.List) string {
	var all []string
	for _, m := range l {
		all = append(all, fmt.Sprintf("%d:%d+%d %s", m.Pos.Line, m.Pos.Col, m.Len, m.Code))
	}
	return strings.Join(all, ", ")
}
