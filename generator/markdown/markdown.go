// Package markdown turns the body of an entry into a document and a document
// into HTML.
//
// It reads CommonMark and GitHub's tables, strikethrough, autolinks and task
// boxes, footnotes, definition lists, and what Obsidian writes: [[wikilinks]],
// ![[embeds]], > [!callout] blocks and ==highlight==. Raw HTML is left out.
//
// Private parts are cut before anything else sees the text: %%comments%% and
// HTML comments always, > [!private] callouts and ::: private blocks unless the
// document is for its author (Options.Whole). Messages and positions still name
// the lines and columns of the file. What is a mark and what is code is decided
// by the same parser that makes the page, and cutting goes on until every mark
// that is left stands in code; whatever is in doubt is cut and said (W302).
//
// The messages: N301 raw HTML left out, W302 a private part without an end or
// in a wrong place, W303 another program's shortcodes, W304 nested too deeply,
// W305 a misspelt "private". Each is told at most once per kind and place, and
// none of them repeats the author's words.
//
// A document is parsed once, never changed afterwards, and may be rendered by
// many goroutines. It knows its links but not where they lead: that is asked
// while rendering (Resolve), so that the same document serves every edition.
package markdown

import (
	"journal/generator/diag"
)

// Options say how a body is read.
type Options struct {
	// Whole keeps the parts that only the author may see.
	Whole bool
	// Labels are the few words of our own that a body's HTML needs. Empty ones
	// are English.
	Labels Labels
	// Naming puts public names in the place of real ones, or marks these.
	Naming Naming
}

// LinkKind tells how a link was written.
type LinkKind uint8

const (
	Inline LinkKind = iota // [text](target), reference links, autolinks
	Image                  // ![alt](target)
	Wiki                   // [[target]], [[target|text]]
	Embed                  // ![[target]]
)

// Link is one link of a document.
type Link struct {
	Kind LinkKind
	// Target is what was written, without the fragment: percent-decoded, unless
	// it is an address with a scheme, which stays as it is, or a wikilink, which
	// is never encoded. Empty with a fragment means this document.
	Target   string
	Fragment string // without #
	Text     string // plain text, alt text or the part after |
	Pos      diag.Pos
}

// Target is where a link leads in the edition that is being rendered.
type Target struct {
	// Href is the address to write, relative to the page. Empty means there is no
	// such thing here: the link becomes its text, an image its alternative text.
	Href string
	// Title replaces the text of a wikilink that has none of its own.
	Title string
	// Width and Height are an image's size in pixels, 0 if not known.
	Width, Height int
	// Copies are an image in several sizes, the smallest first, for browsers to
	// choose from. They may be none.
	Copies []Copy
	// Whole is where links to the image lead, "" for Href.
	Whole string
	// Picture is true if Href can be shown by <img>.
	Picture bool
	// Missing marks a link that leads nowhere visibly, for the author's eyes.
	Missing bool
}

// Copy is an image in one of several sizes.
type Copy struct {
	Href  string
	Width int // pixels
}

// Resolve tells where a link leads.
type Resolve func(Link) Target

// Heading is one heading of a document.
type Heading struct {
	Level    int
	ID, Text string
	Pos      diag.Pos
}

// Mark is the state of a task box.
type Mark byte

const (
	Open    Mark = ' '
	Ticked  Mark = 'x'
	Dropped Mark = '-'
	Working Mark = '/'
)

// Box is a task box in a list.
type Box struct {
	Mark  Mark
	Text  string   // plain text, spaces folded, without a trailing #step-id
	Above []string // texts of the headings it stands under, the nearest first
	Step  string   // the step-id of a trailing #step-id, or ""
	Pos   diag.Pos
}
