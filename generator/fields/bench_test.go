package fields

import (
	"strings"
	"testing"

	"journal/generator/diag"
)

const yamlEntry = `title: What Dana said
date: 2026-03-05T18:20:00+01:00
pursuit: northwind
steps: [feedback]
done: true
with: [dana]
via: call
feedback_from: dana
gap_opened: [sql, leading-a-team]
mood: 4
visibility: private
`

const tomlEntry = `title = "What Dana said"
date = 2026-03-05T18:20:00+01:00
pursuit = "northwind"
steps = ["feedback"]
done = true
with = ["dana"]
via = "call"
feedback_from = "dana"
gap_opened = ["sql", "leading-a-team"]
mood = 4
visibility = "private"
`

func BenchmarkTOML(b *testing.B) { benchmark(b, TOML, tomlEntry) }

func BenchmarkYAML(b *testing.B) { benchmark(b, YAML, yamlEntry) }

func benchmark(b *testing.B, read func(diag.Source, []byte, int) ([]Field, diag.List), text string) {
	src := diag.Source{File: "content/entries/2026-03-05-dana.md", Text: []byte(text)}
	b.ReportAllocs()
	for b.Loop() {
		if fs, _ := read(src, src.Text, 1); len(fs) != strings.Count(text, "\n") {
			b.Fatal("not read")
		}
	}
}
