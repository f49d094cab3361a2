package config

import (
	"maps"

	"journal/generator/words"
)

// Speaking gives the configuration with the words that pages say, and with the
// programs that come with journal in their language.
//
// The texts of a step are messages: program.rehab.move.name, label, hint, items
// and prompt. What the catalogue does not have stays English, and steps of the
// author's own stay as they are. The messages program.rehab.words are the words
// that a program has of its own; those of [program.words] come before them.
func (c Config) Speaking(w *words.Catalogue) Config {
	c.Words = w
	c.Program = c.Program.speaking(w)
	c.Words = w.With(c.Program.Words)
	return c
}

// speaking gives a program the texts and the words of a catalogue.
func (p Program) speaking(w *words.Catalogue) Program {
	prefix := "program." + p.ID + "."
	p.Words = maps.Clone(p.Words)
	for _, term := range words.Terms() {
		if key := prefix + "words." + term; p.Words[term] == "" && w.Has(key) {
			if p.Words == nil {
				p.Words = map[string]string{}
			}
			p.Words[term] = w.Say(key)
		}
	}
	if p.Own {
		return p
	}
	steps := make([]Step, len(p.Steps))
	for i, s := range p.Steps {
		steps[i] = s.speaking(w, prefix+s.ID+".")
	}
	p.Steps = steps
	return p
}

func (s Step) speaking(w *words.Catalogue, prefix string) Step {
	for _, text := range []struct {
		key  string
		into *string
	}{{"name", &s.Name}, {"label", &s.Label}, {"hint", &s.Hint}} {
		if w.Has(prefix + text.key) {
			*text.into = w.Say(prefix + text.key)
		}
	}
	for _, list := range []struct {
		key  string
		into *[]string
	}{{"items", &s.Items}, {"prompt", &s.Prompt}} {
		if texts := w.Texts(prefix + list.key); len(texts) > 0 {
			*list.into = texts
		}
	}
	return s
}
