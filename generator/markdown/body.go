package markdown

import (
	"cmp"
	"slices"
	"sort"
	"unicode/utf8"

	"journal/generator/diag"
)

// span is a range of bytes, its end exclusive.
type span struct{ start, end int }

// kept is a stretch of the body that was not cut: where it begins in the text
// that is left, and where in the body as written.
type kept struct{ at, from int }

// body is an entry's text, of which parts may have been cut, with the way back
// from a place in what is left to a place in the file.
type body struct {
	source    diag.Source
	firstLine int

	written []byte // as in the file
	left    []byte // written without the cuts, its last line ended
	cuts    []span // in written; sorted, apart from each other
	kept    []kept // sorted

	lines []int // where each line of written begins; filled when first needed
	last  place // the last place asked for, where counting can go on
}

func newBody(src diag.Source, written []byte, firstLine int) *body {
	return &body{source: src, firstLine: firstLine, written: written, left: withLineEnd(slices.Clip(written)), kept: []kept{{0, 0}}}
}

// cut takes the spans, which are places in what is left, out of it.
func (b *body) cut(spans []span) {
	for _, s := range spans {
		if s.start < s.end {
			b.cuts = append(b.cuts, span{b.origin(s.start), min(b.origin(s.end-1)+1, len(b.written))})
		}
	}
	b.cuts = merged(b.cuts)
	b.left, b.kept = make([]byte, 0, len(b.written)), b.kept[:0]
	from := 0
	for _, c := range append(b.cuts[:len(b.cuts):len(b.cuts)], span{len(b.written), len(b.written)}) {
		b.kept = append(b.kept, kept{len(b.left), from})
		b.left = append(b.left, b.written[from:c.start]...)
		from = c.end
	}
	b.left = withLineEnd(b.left)
}

// withLineEnd ends the last line, so that a block's end is always at a line's.
func withLineEnd(text []byte) []byte {
	if len(text) == 0 || text[len(text)-1] == '\n' {
		return text
	}
	return append(text, '\n')
}

// merged sorts spans and joins those that touch.
func merged(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.start <= out[n-1].end {
			out[n-1].end = max(out[n-1].end, s.end)
			continue
		}
		out = append(out, s)
	}
	return out
}

// origin tells where a byte of what is left stands in the body as written.
func (b *body) origin(offset int) int {
	i := sort.Search(len(b.kept), func(i int) bool { return b.kept[i].at > offset }) - 1
	// Where a cut leaves nothing between two others, the later stretch is meant.
	return min(b.kept[i].from+offset-b.kept[i].at, len(b.written))
}

// remaining tells where a place of the body as written is in what is left; a
// place that was cut is where the cut was made.
func (b *body) remaining(offset int) int {
	i := sort.Search(len(b.kept), func(i int) bool { return b.kept[i].from > offset }) - 1
	if i < 0 {
		return 0
	}
	at := b.kept[i].at + offset - b.kept[i].from
	if i+1 < len(b.kept) {
		at = min(at, b.kept[i+1].at)
	}
	return min(at, len(b.left))
}

// pos is the place in the file of a byte of what is left.
func (b *body) pos(offset int) diag.Pos { return b.posWritten(b.origin(max(offset, 0))) }

// posWritten is the place in the file of a byte of the body as written.
func (b *body) posWritten(offset int) diag.Pos {
	if b.lines == nil {
		b.lines = lineStarts(b.written)
	}
	here := place{line: sort.SearchInts(b.lines, offset+1) - 1, offset: offset}
	// A body may be one long line: columns are not counted from its start each time.
	if here.line == b.last.line && offset >= b.last.offset {
		here.characters = b.last.characters + utf8.RuneCount(b.written[b.last.offset:offset])
	} else {
		here.characters = utf8.RuneCount(b.written[b.lines[here.line]:offset])
	}
	b.last = here
	return diag.Pos{File: b.source.File, Line: b.firstLine + here.line, Col: here.characters + 1}
}

// place is an offset in the body as written, with its line, from 0, and the
// characters before it on that line.
type place struct{ line, offset, characters int }

func lineStarts(text []byte) []int {
	starts := make([]int, 1, 1+len(text)/40)
	for i, c := range text {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// message reports something about the body.
func (b *body) message(code string, pos diag.Pos, length int, hint, text string) diag.Message {
	m := b.source.Message(code, pos, length, hint, "%s", text)
	m.Body = true
	return m
}
