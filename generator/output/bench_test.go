package output

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// large is a site of 10,000 pages of 9 kB.
func large(word string) site {
	s := site{"index.html": "home " + word}
	for i := range 10_000 {
		p := fmt.Sprintf("entries/%d/%02d/entry-%d/index.html", 2020+i/2000, 1+i/150%12, i)
		s[p] = strings.Repeat(fmt.Sprintf("%s %d ", word, i), 9000/(len(word)+6))
	}
	return s
}

// made keeps its bytes, as a real tree does.
type made struct {
	site
	bytes map[string][]byte
}

func (m made) Use(p string, f func([]byte) error) error { return f(m.bytes[p]) }

func keep(s site) made {
	m := made{s, make(map[string][]byte, len(s))}
	for p, b := range s {
		m.bytes[p] = []byte(b)
	}
	return m
}

func benchWrite(b *testing.B, s files, dir string) {
	b.Helper()
	if _, err := write(b.Context(), s, dir, Options{}); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkNewFolder(b *testing.B) {
	s := keep(large("a"))
	base := b.TempDir()
	for i := 0; b.Loop(); i++ {
		benchWrite(b, s, filepath.Join(base, fmt.Sprint(i)))
	}
}

func BenchmarkNothingChanged(b *testing.B) {
	s := keep(large("a"))
	dir := b.TempDir()
	benchWrite(b, s, dir)
	for b.Loop() {
		benchWrite(b, s, dir)
	}
}

func BenchmarkOneChanged(b *testing.B) {
	sites := []made{keep(large("a")), keep(large("a").with(site{"index.html": "another home"}))}
	dir := b.TempDir()
	benchWrite(b, sites[0], dir)
	for i := 1; b.Loop(); i++ {
		benchWrite(b, sites[i%2], dir)
	}
}

func BenchmarkAllChanged(b *testing.B) {
	sites := []made{keep(large("a")), keep(large("b"))}
	dir := b.TempDir()
	benchWrite(b, sites[0], dir)
	for i := 1; b.Loop(); i++ {
		benchWrite(b, sites[i%2], dir)
	}
}
