package media

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"journal/generator/pseudonym"
)

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
	maxDepth   = 500
)

// looksLikeXML reports whether text begins as an SVG may.
func looksLikeXML(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), " \t\r\n")
	return bytes.HasPrefix(data, []byte("<svg")) || bytes.HasPrefix(data, []byte("<?xml")) ||
		(bytes.HasPrefix(data, []byte("<!")) || bytes.HasPrefix(data, []byte("<"))) && bytes.Contains(data[:min(len(data), 4096)], []byte("<svg"))
}

// svgWriter writes an SVG anew from what was read of another.
type svgWriter struct {
	out    bytes.Buffer
	nested int      // how many pictures this one stands in
	open   []string // elements that are written and not closed
	root   []xml.Attr
	wording
}

func cleanSVG(data []byte, nested int) (Picture, error) { return cleanDrawing(data, nested, nil) }

// cleanDrawing is a clean drawing in which people are called by their public names.
func cleanDrawing(data []byte, nested int, names *pseudonym.Names) (Picture, error) {
	if len(data) > maxSVG {
		return Picture{}, &Fault{"it is a drawing of more than 10 MB", "simplify it, or save it as PNG"}
	}
	w := svgWriter{nested: nested, wording: newWording(data, names)}
	if err := w.copy(xml.NewDecoder(bytes.NewReader(data))); err != nil {
		return Picture{}, err
	}
	width, height := svgSize(w.root)
	w.out.WriteByte('\n')
	return Picture{Kind: SVG, Bytes: w.out.Bytes(), Width: width, Height: height, turned: 1}, nil
}

// copy writes what may stay of a document.
func (w *svgWriter) copy(in *xml.Decoder) error {
	for {
		token, err := in.Token()
		switch {
		case errors.Is(err, io.EOF) && w.root != nil:
			return nil
		case errors.Is(err, io.EOF):
			return ErrUnknown
		case err != nil:
			return &Fault{"it is no drawing that can be read: " + err.Error(), "save it as plain or optimised SVG"}
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := w.start(in, t); err != nil {
				return err
			}
		case xml.EndElement:
			w.end()
		case xml.CharData:
			if len(w.open) > 0 {
				w.text(t)
			}
		}
	}
}

func (w *svgWriter) start(in *xml.Decoder, t xml.StartElement) error {
	switch {
	case len(w.open) == 0 && (w.root != nil || t.Name.Local != "svg" || t.Name.Space != svgSpace && t.Name.Space != ""):
		return ErrUnknown
	case len(w.open) >= maxDepth:
		return &Fault{"its elements are nested too deeply", "save it as plain or optimised SVG"}
	case t.Name.Space != svgSpace && t.Name.Space != "", !svgElements[t.Name.Local]:
		return skip(in)
	case isAnimation(t.Name.Local) && !animatesLooks(t):
		return skip(in)
	case t.Name.Local == "style":
		return w.style(in)
	}
	name := w.written(t.Name.Local)
	w.out.WriteString("<" + name)
	if len(w.open) == 0 {
		w.root = append([]xml.Attr{}, t.Attr...)
		w.out.WriteString(` xmlns="` + svgSpace + `"`)
	}
	w.attributes(name, t.Attr)
	w.out.WriteByte('>')
	if w.inText() && slices.ContainsFunc(t.Attr, func(a xml.Attr) bool { return placing[a.Name.Local] }) {
		w.newLine(w.out.Len())
	}
	w.open = append(w.open, name)
	return nil
}

// written is the name under which an element is written: a picture leads nowhere,
// so what stands in a link is grouped only.
func (w *svgWriter) written(name string) string {
	switch {
	case name != "a":
		return name
	case w.inText():
		return "tspan"
	}
	return "g"
}

func (w *svgWriter) inText() bool { return slices.Contains(w.open, "text") }

func (w *svgWriter) end() {
	last := len(w.open) - 1
	w.out.WriteString("</" + w.open[last] + ">")
	w.open = w.open[:last]
	if !w.inText() {
		w.speak()
	}
}

// placing are attributes that set what follows elsewhere.
var placing = setOf("x y dx dy")

// speak writes the words of a text into it.
func (w *svgWriter) speak() {
	pieces := w.said()
	if len(pieces) == 0 {
		return
	}
	written := bytes.Clone(w.out.Bytes())
	w.out.Truncate(pieces[0].at)
	for i, p := range pieces {
		xml.EscapeText(&w.out, []byte(p.words))
		end := len(written)
		if i+1 < len(pieces) {
			end = pieces[i+1].at
		}
		w.out.Write(written[p.at:end])
	}
}

// text writes words where they are shown, and elsewhere nothing but blanks.
func (w *svgWriter) text(words []byte) {
	if !w.inText() {
		if len(bytes.TrimSpace(words)) == 0 && bytes.ContainsRune(words, '\n') {
			w.out.WriteByte('\n')
		}
		return
	}
	w.say(w.out.Len(), string(words))
}

// skip passes over the rest of an element. It counts, as encoding/xml would call
// itself for each level.
func skip(in *xml.Decoder) error {
	for depth := 1; depth > 0; {
		token, err := in.Token()
		if err != nil {
			return &Fault{"it is no drawing that can be read: " + err.Error(), "save it as plain or optimised SVG"}
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

// style writes a stylesheet that loads nothing.
func (w *svgWriter) style(in *xml.Decoder) error {
	var css bytes.Buffer
	for {
		token, err := in.Token()
		if err != nil {
			return &Fault{"it is no drawing that can be read: " + err.Error(), "save it as plain or optimised SVG"}
		}
		switch t := token.(type) {
		case xml.CharData:
			css.Write(t)
		case xml.StartElement:
			if err := skip(in); err != nil {
				return err
			}
		case xml.EndElement:
			if kept := w.wording.style(stylesheet(css.String())); kept != "" {
				w.out.WriteString("<style>")
				xml.EscapeText(&w.out, []byte(kept))
				w.out.WriteString("</style>")
			}
			return nil
		}
	}
}

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?(\*/|$)`)
	cssURL     = regexp.MustCompile(`(?i)url\s*\(\s*['"]?\s*([^\s]?)`)
	cssLoads   = regexp.MustCompile(`(?i)@import|@font-face|image-set|src\s*\(|expression|javascript|\\`)
)

// stylesheet is CSS without notes, or nothing if it would load something. A
// backslash could hide that, and is not needed in drawings.
func stylesheet(css string) string {
	css = strings.TrimSpace(cssComment.ReplaceAllString(css, " "))
	if !staysInside(css) {
		return ""
	}
	return css
}

// staysInside reports whether CSS refers to nothing but parts of its own document.
func staysInside(css string) bool {
	if cssLoads.MatchString(css) {
		return false
	}
	for _, m := range cssURL.FindAllStringSubmatch(css, -1) {
		if m[1] != "#" {
			return false
		}
	}
	return true
}

func (w *svgWriter) attributes(element string, all []xml.Attr) {
	written := map[string]bool{}
	for _, space := range []string{"", xmlSpace, xlinkSpace} {
		for _, a := range all {
			if a.Name.Space != space {
				continue
			}
			name, value, ok := w.attribute(element, a)
			if !ok || written[name] {
				continue
			}
			written[name] = true
			w.out.WriteString(" " + name + `="`)
			xml.EscapeText(&w.out, []byte(value))
			w.out.WriteByte('"')
		}
	}
}

// attribute gives an attribute that may stay.
func (w *svgWriter) attribute(element string, a xml.Attr) (name, value string, ok bool) {
	name, value = a.Name.Local, a.Value
	if value, ok = w.value(name, value); !ok {
		return "", "", false
	}
	switch {
	case name == "href":
		value, ok = w.reference(element, strings.TrimSpace(value))
		return name, value, ok
	case a.Name.Space == xmlSpace:
		return "xml:" + name, value, name == "space"
	case a.Name.Space != "" || !svgAttributes[name]:
		return "", "", false
	case name == "style":
		value = stylesheet(value)
		return name, value, value != ""
	}
	return name, value, staysInside(value)
}

// reference is where an element may point: to a part of its own document or, if it
// shows a picture, to one that is written out there, which is cleaned as well.
func (w *svgWriter) reference(element, to string) (string, bool) {
	if strings.HasPrefix(to, "#") {
		return to, true
	}
	head, coded, ok := strings.Cut(to, ",")
	if element != "image" && element != "feImage" || !ok || w.nested > 1 || !strings.HasPrefix(head, "data:image/") || !strings.HasSuffix(head, ";base64") {
		return "", false
	}
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(coded), ""))
	if err != nil {
		return "", false
	}
	p, err := w.cleanInside(data)
	if err != nil {
		return "", false
	}
	return "data:" + p.Kind.mediaType() + ";base64," + base64.StdEncoding.EncodeToString(p.Bytes), true
}

// cleanInside cleans a picture that stands in a drawing.
func (w *svgWriter) cleanInside(data []byte) (Picture, error) {
	if looksLikeXML(data) {
		return cleanDrawing(data, w.nested+1, w.names)
	}
	return cleanAny(data)
}

func (k Kind) mediaType() string {
	switch k {
	case JPEG:
		return "image/jpeg"
	case SVG:
		return "image/svg+xml"
	}
	return "image/" + string(k)
}

func isAnimation(element string) bool {
	return element == "set" || strings.HasPrefix(element, "animate")
}

// animatesLooks reports whether an animation changes how something looks, and not
// where it leads.
func animatesLooks(t xml.StartElement) bool {
	for _, a := range t.Attr {
		if a.Name.Local == "attributeName" {
			name := a.Value[strings.LastIndex(a.Value, ":")+1:]
			return name != "href" && svgAttributes[name]
		}
	}
	return t.Name.Local == "animateMotion" || t.Name.Local == "animateTransform"
}

// svgSize is the size a drawing says it has: its own, or that of its view box.
func svgSize(root []xml.Attr) (width, height int) {
	var w, h float64
	var box []string
	for _, a := range root {
		switch a.Name.Local {
		case "width":
			w = cssPixels(a.Value)
		case "height":
			h = cssPixels(a.Value)
		case "viewBox":
			box = strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' })
		}
	}
	if (w == 0 || h == 0) && len(box) == 4 {
		w, h = cssPixels(box[2]), cssPixels(box[3])
	}
	if w == 0 || h == 0 {
		return 0, 0
	}
	return int(math.Ceil(w)), int(math.Ceil(h))
}

// cssPixels reads a length in pixels; other units count as not said.
func cssPixels(length string) float64 {
	n, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(length), "px"), 64)
	if err != nil || !(n > 0 && n <= MaxSide) {
		return 0
	}
	return n
}
