package book

import (
	"encoding/base64"
	"html/template"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"journal/generator/site"
)

// text turns the HTML of one page into that of a book.
type text struct {
	id      string // before every id in it
	address string // the page it is from, from which its links count
	places  map[string]string
	entry   func(address string) (title, date string)
	file    func(path string) ([]byte, bool)
	foot    map[string]*html.Node // the text of each footnote, by its id
	notes   []Note
	byFoot  map[string]int // the note that a footnote has become
}

func newText(id, address string, places map[string]string, entry func(string) (string, string), file func(string) ([]byte, bool)) *text {
	return &text{id: id, address: address, places: places, entry: entry, file: file, foot: map[string]*html.Node{}, byFoot: map[string]int{}}
}

func (b *builder[A]) text(id, address string) *text {
	return newText(id, address, b.places, b.titled, func(p string) ([]byte, bool) { return read(b.files, p) })
}

// titled is the title and the day of the entry at an address.
func (b *builder[A]) titled(address string) (title, date string) {
	e, ok := b.ed.Entry(address)
	if !ok {
		return "", ""
	}
	return e.Title, b.words.Date("plain", e.Day)
}

func read(files map[string]site.File, p string) ([]byte, bool) {
	f, ok := files[p]
	if !ok {
		return nil, false
	}
	data, err := f.Read()
	return data, err == nil
}

// paper makes a text fit for paper: links become notes, pictures are put inside,
// and what is folded is opened.
func (t *text) paper(text template.HTML) template.HTML {
	return t.rendered(text, t.element)
}

// drawing makes a drawing part of the book: its links lead to entries of the book,
// or nowhere.
func (t *text) drawing(svg template.HTML) template.HTML {
	return t.rendered(svg, func(n *html.Node) {
		if n.Data == "a" {
			t.mark(n)
		}
	})
}

func (t *text) rendered(text template.HTML, each func(*html.Node)) template.HTML {
	around := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(string(text)), around)
	if err != nil {
		return ""
	}
	for _, n := range nodes {
		around.AppendChild(n)
	}
	t.takeFootnotes(around)
	t.walk(around, each)
	var b strings.Builder
	for n := range around.ChildNodes() {
		if html.Render(&b, n) != nil {
			return ""
		}
	}
	return template.HTML(b.String())
}

// walk visits every element; each may take itself out.
func (t *text) walk(n *html.Node, each func(*html.Node)) {
	for _, child := range slices.Collect(n.ChildNodes()) {
		if child.Type == html.ElementNode {
			each(child)
			t.walk(child, each)
		}
	}
}

func (t *text) element(n *html.Node) {
	switch n.Data {
	case "a":
		t.link(n)
	case "img":
		t.picture(n)
	case "details":
		set(n, "open", "")
	case "h1", "h2", "h3", "h4", "h5", "h6":
		n.Data = "h" + strconv.Itoa(min(6, int(n.Data[1]-'0')+headingsBelow))
		n.DataAtom = 0
	}
	if id := get(n, "id"); id != "" {
		set(n, "id", t.id+"-"+id)
	}
}

// headingsBelow is how many levels the headings of a text move down: above it are
// the titles of the chapter and of the entry.
const headingsBelow = 2

// link is a note, a place in the book, or plain text.
func (t *text) link(n *html.Node) {
	to, err := url.Parse(get(n, "href"))
	switch {
	case err != nil || get(n, "href") == "":
		unwrap(n)
	case get(n, "class") == "footnote-ref":
		t.footnote(n, to.Fragment)
	case to.Scheme != "":
		t.outside(n, to)
	case to.Path == "":
		set(n, "href", "#"+t.id+"-"+to.Fragment)
	default:
		t.inside(n, to)
	}
}

// outside is a note with an address, unless the text says it already.
func (t *text) outside(n *html.Node, to *url.URL) {
	shown := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(to.String(), "https://"), "http://"), "/")
	shown = strings.TrimPrefix(strings.TrimPrefix(shown, "mailto:"), "tel:")
	if said := textOf(n); strings.Contains(said, shown) || strings.TrimSpace(said) == "" {
		return
	}
	t.note(n, Note{Href: to.String(), Shown: shown})
}

// inside is a note with an entry of this book. What the book does not have is
// plain text; nothing betrays whether there is more.
func (t *text) inside(n *html.Node, to *url.URL) {
	address := t.addressOf(to)
	place := t.places[address]
	if place == "" {
		unwrap(n)
		return
	}
	set(n, "href", "#"+place)
	title, date := t.entry(address)
	t.note(n, Note{Title: title, Date: date, Place: place})
}

// mark lets a link of a drawing lead to an entry of this book.
func (t *text) mark(n *html.Node) {
	to, err := url.Parse(get(n, "href"))
	if err == nil {
		if place := t.places[t.addressOf(to)]; place != "" {
			set(n, "href", "#"+place)
			return
		}
	}
	unwrap(n)
}

// addressOf is the page that a relative link leads to.
func (t *text) addressOf(to *url.URL) string {
	return strings.TrimSuffix(path.Join(t.address, to.Path), "index.html")
}

// note puts a number behind a link.
func (t *text) note(n *html.Node, note Note) {
	note.Number = len(t.notes) + 1
	note.ID = t.id + "-n" + strconv.Itoa(note.Number)
	t.notes = append(t.notes, note)
	n.Parent.InsertBefore(numbered(note), n.NextSibling)
}

func numbered(note Note) *html.Node {
	sup := &html.Node{Type: html.ElementNode, Data: "sup", DataAtom: atom.Sup, Attr: []html.Attribute{{Key: "class", Val: "noted"}}}
	link := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: []html.Attribute{{Key: "href", Val: "#" + note.ID}}}
	link.AppendChild(&html.Node{Type: html.TextNode, Data: strconv.Itoa(note.Number)})
	sup.AppendChild(link)
	return sup
}

// footnote gives a footnote its number among all notes.
func (t *text) footnote(n *html.Node, id string) {
	number, known := t.byFoot[id]
	note := Note{Number: number, ID: t.id + "-n" + strconv.Itoa(number)}
	if !known {
		note.Number = len(t.notes) + 1
		note.ID = t.id + "-n" + strconv.Itoa(note.Number)
		t.byFoot[id] = note.Number
		t.notes = append(t.notes, note)
		t.notes[note.Number-1].Text = t.footText(id)
	}
	at := n
	if n.Parent.Data == "sup" {
		at = n.Parent
	}
	at.Parent.InsertBefore(numbered(note), at)
	at.Parent.RemoveChild(at)
}

// footText is the text of a footnote. A link in it shows its address.
func (t *text) footText(id string) template.HTML {
	li := t.foot[id]
	if li == nil {
		return ""
	}
	t.walk(li, func(n *html.Node) {
		if n.Data != "a" {
			return
		}
		to, err := url.Parse(get(n, "href"))
		if get(n, "class") == "footnote-back" {
			n.Parent.RemoveChild(n)
		} else if err != nil || to.Scheme == "" {
			t.mark(n)
		} else if !strings.Contains(textOf(n), to.Host) {
			n.AppendChild(&html.Node{Type: html.TextNode, Data: " (" + to.String() + ")"})
		}
	})
	var b strings.Builder
	for n := range li.ChildNodes() {
		if html.Render(&b, n) != nil {
			return ""
		}
	}
	return template.HTML(b.String())
}

// takeFootnotes takes the section of footnotes out of a text and keeps what is in it.
func (t *text) takeFootnotes(n *html.Node) {
	t.walk(n, func(n *html.Node) {
		if n.Data != "section" || get(n, "class") != "footnotes" {
			return
		}
		t.walk(n, func(li *html.Node) {
			if id := get(li, "id"); li.Data == "li" && id != "" {
				t.foot[id] = li
			}
		})
		n.Parent.RemoveChild(n)
	})
}

// picture puts a picture's bytes into the book.
func (t *text) picture(n *html.Node) {
	src := t.embedded(get(n, "src"))
	if src == "" {
		n.Parent.RemoveChild(n)
		return
	}
	set(n, "src", string(src))
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "srcset" || a.Key == "sizes" })
}

// lead is the data of the picture that stands for an entry, "" if it has none or its
// text shows it too.
func (t *text) lead(v site.EntryView) template.URL {
	if v.Picture == nil {
		return ""
	}
	data := t.embedded(v.Picture.Src)
	if strings.Contains(string(v.Body), string(data)) {
		return ""
	}
	return data
}

// embedded is a file of the site as a data: address, "" if there is no such file.
func (t *text) embedded(src string) template.URL {
	to, err := url.Parse(src)
	if err != nil || to.Scheme != "" {
		return ""
	}
	data, ok := t.file(path.Join(t.address, to.Path))
	if !ok {
		return ""
	}
	kind := mime.TypeByExtension(path.Ext(to.Path))
	if !strings.HasPrefix(kind, "image/") {
		kind = http.DetectContentType(data)
	}
	return template.URL("data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data))
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// unwrap makes a link an element that does nothing.
func unwrap(n *html.Node) {
	n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil
	if n.Namespace == "svg" {
		n.Data, n.DataAtom = "g", 0
	}
}

func get(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func set(n *html.Node, key, val string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: val})
}
