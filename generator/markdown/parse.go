package markdown

import (
	"bytes"
	"slices"

	"journal/generator/diag"
)

// Parse reads the body of a file. The source is the whole file, for the lines
// that messages quote; firstLine is the line of it on which the body begins.
// Line ends are expected to be single line feeds.
//
// There are no errors: any text is Markdown. The messages are warnings and notes
// about what is not shown or shown otherwise than the author may expect.
func Parse(src diag.Source, text []byte, firstLine int, o Options) (*Document, diag.List) {
	b := newBody(src, bytes.ToValidUTF8(text, []byte("\uFFFD")), firstLine)
	cut := cutter{body: b, whole: o.Whole}
	seen := cut.cutPrivate()

	c := newCompiler(b, o.Labels)
	c.naming = o.Naming
	c.compile(seen.tree)
	c.doc.hasPrivate = cut.found

	messages := append(cut.messages, c.notices.messages(b)...)
	if seen.deep >= 0 {
		messages = append(messages, b.message("W304", b.pos(seen.deep), 1, "",
			"this is nested too deeply; beyond some fifty levels quotes and lists are shown as text"))
	}
	messages.Sort()
	return c.doc, slices.CompactFunc(messages, samePlace)
}

// samePlace tells whether two messages say the same of the same place, as they
// do if a private part was found again after something else was cut.
func samePlace(a, b diag.Message) bool { return a.Code == b.Code && a.Pos == b.Pos }

// notices are the places of things that are told once per body, -1 if there are
// none.
type notices struct{ rawHTML, shortcode, namedLink int }

// note keeps the first place.
func note(first *int, at int) {
	if *first < 0 || at < *first {
		*first = at
	}
}

func (n notices) messages(b *body) diag.List {
	var list diag.List
	if n.rawHTML >= 0 {
		list = append(list, b.message("N301", b.pos(n.rawHTML), 1,
			"write it in Markdown; to show a tag, write it as `code`",
			"HTML tags are left out; text between tags within a line is kept"))
	}
	if n.shortcode >= 0 {
		list = append(list, b.message("W303", b.pos(n.shortcode), 2,
			"write in Markdown what it stands for, or put it into `code` to show it as it is",
			"this is a shortcode or template tag of another program; it is shown as it is written"))
	}
	if n.namedLink >= 0 {
		list = append(list, b.message("W236", b.pos(n.namedLink), 1,
			"strangers read its words without the link; take it out, or make it private, if that is not what you want",
			"the address of this link names somebody"))
	}
	return list
}
