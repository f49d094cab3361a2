package media

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"

	"journal/generator/pseudonym"
)

// Renamed is a drawing with public names in the place of real ones: in its words, read
// across the parts that a line is drawn in, and in the names of its own parts, which get
// others that say nothing. It is cleaned as Clean does. Anything that is no drawing, or
// names nobody, comes back as it is.
func Renamed(data []byte, names *pseudonym.Names) []byte {
	if names == nil || len(data) > maxSVG || !looksLikeXML(data) {
		return data
	}
	p, err := cleanDrawing(data, 0, names)
	plain, _ := cleanDrawing(data, 0, nil)
	if err != nil || bytes.Equal(p.Bytes, plain.Bytes) {
		return data
	}
	return p.Bytes
}

// wording is what a drawing says while a text of it is written.
type wording struct {
	names  *pseudonym.Names  // nil: everybody is called as they are
	parts  map[string]string // what ids and classes that name somebody are called
	pieces []piece           // of the text that is being written
}

// piece is a run of words of a text, and where it goes in what is written.
type piece struct {
	at    int
	words string
	line  bool // a line of its own begins with it
}

// naming are attributes that name parts of a drawing, or refer to them by name.
var naming = setOf("id class in in2 result begin end")

// speaking are attributes whose values are names of something outside.
var speaking = setOf("font font-family systemLanguage requiredExtensions")

// newWording looks for ids and classes that name somebody.
func newWording(data []byte, names *pseudonym.Names) wording {
	w := wording{names: names, parts: map[string]string{}}
	if names == nil {
		return w
	}
	in := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := in.Token()
		if err != nil {
			return w // which is said when it is copied
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range start.Attr {
			if !naming[a.Name.Local] {
				continue
			}
			for _, name := range strings.Fields(a.Value) {
				if _, known := w.parts[name]; !known && (names.InAddress(name) || names.In(name)) {
					w.parts[name] = fmt.Sprintf("part-%d", len(w.parts)+1)
				}
			}
		}
	}
}

// value is an attribute's value as it may be read, and whether it may.
func (w *wording) value(attribute, value string) (string, bool) {
	switch {
	case w.names == nil:
		return value, true
	case speaking[attribute]:
		return value, !w.names.In(value)
	case naming[attribute]:
		return identifier.ReplaceAllStringFunc(value, w.part), true
	}
	return w.style(value), true
}

var (
	identifier = regexp.MustCompile(`[\pL\pM\pN_-]+`)
	referring  = regexp.MustCompile(`[#.][\pL\pM\pN_-]+`)
)

func (w *wording) part(name string) string {
	if other, ok := w.parts[name]; ok {
		return other
	}
	return name
}

// style is a stylesheet, or a reference to a part, with the names that parts have now.
func (w *wording) style(css string) string {
	if len(w.parts) == 0 {
		return css
	}
	return referring.ReplaceAllStringFunc(css, func(s string) string { return s[:1] + w.part(s[1:]) })
}

// say notes words of a text, to be written at a place.
func (w *wording) say(at int, words string) {
	w.pieces = append(w.pieces, piece{at: at, words: words})
}

// newLine notes that what follows is drawn elsewhere: it may be another line, or the next
// letter of a word.
func (w *wording) newLine(at int) {
	w.pieces = append(w.pieces, piece{at: at, line: true})
}

// said ends a text. Names are looked for in all of it together, and then line by line.
func (w *wording) said() []piece {
	pieces := w.pieces
	w.pieces = nil
	if w.names == nil {
		return pieces
	}
	w.call(pieces, "")
	w.call(pieces, "\n")
	return pieces
}

// call puts public names into pieces that are read as one, with between where a line
// begins. A public name stands where the real one began.
func (w *wording) call(pieces []piece, between string) {
	var all strings.Builder
	starts := make([]int, len(pieces))
	for i, p := range pieces {
		if p.line {
			all.WriteString(between)
		}
		starts[i] = all.Len()
		all.WriteString(p.words)
	}
	text := all.String()
	matches := w.names.All(text)
	if len(matches) == 0 {
		return
	}
	for i := range pieces {
		from, to := starts[i], starts[i]+len(pieces[i].words)
		var b strings.Builder
		for _, m := range matches {
			if m.End <= from || m.Start >= to {
				continue
			}
			b.WriteString(text[from:max(from, m.Start)])
			if m.Start >= from {
				b.WriteString(w.names.Public(text, m))
			}
			from = min(m.End, to)
		}
		b.WriteString(text[from:to])
		pieces[i].words = b.String()
	}
}
