package journal

import (
	"bytes"

	"journal/generator/diag"
	"journal/generator/fields"
	"journal/generator/visibility"
)

// RevealedFile is the name of the file that remembers which entries their author let
// be revealed: a path and, as a text, the reveal that was agreed to, a line each. It
// is never output.
const RevealedFile = "revealed.toml"

// readRevealed reads revealed.toml.
func readRevealed(in Input) (map[string]string, diag.List) {
	src := diag.Source{File: in.Path, Text: bytes.TrimPrefix(in.Text, []byte("\ufeff"))}
	lines, messages := fields.TOML(src, src.Text, 1)
	revealed := make(map[string]string, len(lines))
	for _, f := range lines {
		if f.Value.Kind != fields.String {
			messages = append(messages, src.Message("E174", f.Pos, len([]rune(f.Key)), `a line reads "content/entries/2026-03-05-dana.md" = "won"`,
				"%s has no reveal that was agreed to", diag.Quote(f.Key)))
			continue
		}
		revealed[f.Key] = f.Value.Text
	}
	return revealed, messages
}

// Agreed reports whether the author has let an entry's reveal come true. Another
// path or another reveal is another question.
func (j Journal) Agreed(e *Entry) bool {
	reveal, asked := j.Revealed[e.Path]
	return asked && reveal == e.Front.Reveal.S
}

// Reveals reports whether an entry says no more about who may see it than when it is
// to be revealed. From then on it is public.
func (e *Entry) Reveals() bool {
	stated := e.Front.Visibility
	return e.Front.Reveal.S != "" && e.Visible.Level == visibility.Private && stated.Held == "" && !stated.Given && len(e.Front.Audience) == 0
}
