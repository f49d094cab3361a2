package search

import (
	"fmt"
	"strings"
	"testing"
)

// The time that the index of a journal takes, by the number of entries of 380 words.
func BenchmarkIndex(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c := randomCorpus(n, 380)
			documents := make([]Document, n)
			for i := range documents {
				documents[i] = c.At(i)
			}
			c.At = func(i int) Document { return documents[i] }
			for b.Loop() {
				New(c).made()
			}
		})
	}
}

func randomCorpus(n, length int) Corpus {
	c := Corpus{Steps: []Label{{"thank", "Thank them", 1}}}
	for range n {
		c.Sizes = append(c.Sizes, length)
	}
	c.At = func(i int) Document {
		var b strings.Builder
		state := uint64(i)*0x9E3779B97F4A7C15 + 1
		for range length {
			state ^= state << 13
			state ^= state >> 7
			state ^= state << 17
			fmt.Fprintf(&b, "w%x ", state%(1<<(4+state>>60%12)))
		}
		return Document{Address: fmt.Sprintf("entries/%d/", i), Title: fmt.Sprintf("Title %d", i), Steps: []int{0}, Text: b.String()}
	}
	return c
}
