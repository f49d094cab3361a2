package markdown

import (
	"strings"
	"testing"

	"journal/generator/diag"
)

// ordinaryBody is about 2.4 kB of what a journal's entries look like.
var ordinaryBody = strings.Repeat(`Three weeks ago I would have said yes *before* the question mark. Today I asked
for an hour. I made tea, and looked at [the list](../lists/fridge.md) on the
fridge, the one from the Sunday I tried to say what I had **actually** wanted
from it, and the list still said [[evening programme|the evening programme]],
and I still wanted it. Not the letter, though she mentioned the letter.

## What I think did it

- [x] Write to *Dana*
- [ ] Ask for the notes #feedback
- the flood-map notes, which their conservator is using

> It is not a yes. It is a conversation on Tuesday, with the board this time.

I rang back in ten minutes. The hour had been for knowing that I could take it.
`, 4)[:2400]

func BenchmarkParse(b *testing.B) {
	text := []byte(ordinaryBody)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(diag.Source{File: "a.md", Text: text}, text, 1, Options{})
	}
}

func BenchmarkHTML(b *testing.B) {
	d, _ := read(ordinaryBody, Options{})
	b.ReportAllocs()
	for b.Loop() {
		d.HTML(nil)
	}
}
