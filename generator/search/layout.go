package search

import "math"

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

// firstWord is the first word of the words file i; all have the same number.
func (x *Index) firstWord(m made, i int) int { return len(m.terms) * i / x.layout.words }

// spread lays words out over so many files that each holds about as much of what
// was found: the first word of each, and the number of words.
func spread(terms []*term, files int) []int {
	all := 0
	for _, t := range terms {
		all += len(t.found)
	}
	from, sum := []int{0}, 0
	for i, t := range terms {
		for len(from) < files && sum >= all*len(from)/files && i > from[len(from)-1] {
			from = append(from, i)
		}
		sum += len(t.found)
	}
	for len(from) <= files {
		from = append(from, len(terms))
	}
	return from
}
