package search

import (
	"hash/fnv"
	"math"
)

// How much goes into one file: about 15 KB of words and of what was found, and
// 20 KB of pages, a third of that compressed.
const (
	textPerFoundFile = 36000 // words of text
	wordsPerFile     = 2000
	textPerPagesFile = 4500
	wordsPerDocument = 12 // title, names and dates, beside the text
)

// layout is how many files there are of each kind. It depends on how much text
// there is and on nothing that takes a look at it.
type layout struct {
	words, found int
	pages        []int // first document of each pages file, and the number of documents
}

func layoutOf(sizes []int) layout {
	l := layout{pages: []int{0}}
	all, inFile := 0, 0
	for i, size := range sizes {
		if inFile > 0 && inFile+size > textPerPagesFile {
			l.pages, inFile = append(l.pages, i), 0
		}
		inFile += size + wordsPerDocument
		all += size + wordsPerDocument
	}
	l.pages = append(l.pages, len(sizes))
	l.words = filesFor(vocabulary(all), wordsPerFile)
	l.found = filesFor(all, textPerFoundFile)
	return l
}

// files is how many files there are of a kind with numbers.
func (l layout) files(kind string) int {
	switch kind {
	case "words":
		return l.words
	case "found":
		return l.found
	}
	return len(l.pages) - 1
}

func filesFor(n, inOne int) int { return max(1, (n+inOne-1)/inOne) }

// vocabulary guesses how many different words a text has (Heaps' law, with the
// constants of English prose).
func vocabulary(words int) int { return int(25 * math.Sqrt(float64(words))) }

// cut lays words out over so many files that each has about as much of what weigh
// weighs: it gives the first word of each, and the number of words. Between two files
// is, of the words around the place where both would have the same, the one with the
// smallest hash: a few words more or less leave it where it was, and with it the
// files.
func cut(terms []*term, files int, weigh func(*term) int) []int {
	all := 0
	for _, t := range terms {
		all += weigh(t)
	}
	from, sum := []int{0}, 0
	next, least := -1, uint32(0)
	for i, t := range terms {
		for len(from) < files && 4*files*sum >= all*(4*len(from)+1) { // a quarter of a file past the place
			if next <= from[len(from)-1] {
				next = i // none is near: one word has all of it
			}
			from, next = append(from, max(next, from[len(from)-1]+1)), -1
		}
		if len(from) < files && 4*files*sum >= all*(4*len(from)-1) {
			if hash := hashOf(t.word); next < 0 || hash < least {
				next, least = i, hash
			}
		}
		sum += weigh(t)
	}
	for len(from) < files {
		if next > from[len(from)-1] {
			from, next = append(from, next), -1
		} else {
			from = append(from, len(terms))
		}
	}
	return append(from, len(terms))
}

func hashOf(word string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(word))
	return h.Sum32()
}

// Files of words have the same number of words, and those of what was found as much
// of that.
func (x *Index) cutWords(terms []*term) []int {
	return cut(terms, x.layout.words, func(*term) int { return 1 })
}

func (x *Index) cutFound(terms []*term) []int {
	return cut(terms, x.layout.found, func(t *term) int { return len(t.found) })
}
