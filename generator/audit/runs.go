package audit

import (
	"slices"
	"strings"
	"unicode"
)

// runLength is how many words of a private text in a row are a finding. A run is kept
// for every second word, so that any eight words in a row hold one.
const runLength, runStep = 7, 2

// shortest is how many words a whole sentence has that is looked for although it is
// shorter than a run.
const shortest = 5

// runs finds words in a row that private texts have.
type runs struct {
	texts  []Source
	sums   [runLength + 1]map[uint64]int32 // by length: hashes of runs, and whose they are
	filter []uint64
}

func newRuns(private []Source) *runs {
	size := 0
	for _, text := range private {
		size += len(text.Plain)
	}
	r := &runs{texts: private, filter: make([]uint64, 64+size/32)}
	for n := shortest; n <= runLength; n++ {
		r.sums[n] = map[uint64]int32{}
	}
	var rd reader
	for i, text := range private {
		for part := range strings.SplitSeq(text.Plain, "\n\n") {
			r.notePart(rd.read(part, false), i)
		}
	}
	return r
}

func (r *runs) notePart(words []word, text int) {
	for at := 0; at+runLength <= len(words); at += runStep {
		r.note(words[at:at+runLength], text)
	}
	from := 0
	for at := 1; at <= len(words); at++ {
		if at == len(words) || words[at].gap == hard {
			if n := at - from; n >= shortest && n < runLength {
				r.note(words[from:at], text)
			}
			from = at
		}
	}
}

func (r *runs) note(words []word, text int) {
	if !tells(words) {
		return
	}
	sum := sumOf(words)
	if _, known := r.sums[len(words)][sum]; !known {
		r.sums[len(words)][sum] = int32(text)
	}
	r.filter[sum%uint64(len(r.filter)*64)/64] |= 1 << (sum % 64)
}

// tells reports whether words say something: not numbers alone, not a word again and
// again.
func tells(words []word) bool {
	different := map[uint64]bool{}
	for _, w := range words {
		if !w.digits {
			different[w.hash] = true
		}
	}
	return len(different) >= shortest
}

func sumOf(words []word) uint64 {
	sum := offset
	for _, w := range words {
		sum = (sum ^ w.hash) * prime
		sum ^= sum >> 29
	}
	return sum
}

// run is one of them, by how many words it has and its sum.
type run struct {
	length int
	sum    uint64
}

// in lists the runs that a text has.
func (r *runs) in(words []word) []run {
	if len(r.texts) == 0 {
		return nil
	}
	var all []run
	r.find(words, func(_, first, last int) { all = append(all, run{last - first + 1, sumOf(words[first : last+1])}) })
	return all
}

// forget leaves out runs that a public text has as well.
func (r *runs) forget(all []run) {
	for _, one := range all {
		delete(r.sums[one.length], one.sum)
	}
}

// find calls f for each run that stands in a text, with the text it is of and the
// places of its first and last word.
func (r *runs) find(words []word, f func(text, first, last int)) {
	for at := range words {
		sum := offset
		for n := 1; n <= runLength && at+n <= len(words) && (n == 1 || words[at+n-1].links < 2); n++ {
			sum = (sum ^ words[at+n-1].hash) * prime
			sum ^= sum >> 29
			if n < shortest || r.filter[sum%uint64(len(r.filter)*64)/64]&(1<<(sum%64)) == 0 {
				continue
			}
			if text, ok := r.sums[n][sum]; ok {
				f(int(text), at, at+n-1)
			}
		}
	}
}

// line is the line of a text on which a run begins, or 0.
func (r *runs) line(text int, sums []uint64) int {
	var rd reader
	words := rd.read(r.texts[text].Text, false)
	if at := indexOf(words, sums); at >= 0 {
		return lineOf(r.texts[text].Text, words[at].start)
	}
	return 0
}

func indexOf(words []word, sums []uint64) int {
	for at := 0; at+len(sums) <= len(words); at++ {
		if slices.EqualFunc(words[at:at+len(sums)], sums, func(w word, sum uint64) bool { return w.hash == sum }) {
			return at
		}
	}
	return -1
}

func lineOf(text string, at int) int { return 1 + strings.Count(text[:at], "\n") }

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// quote is what a run says, in the words of its text.
func (r *runs) quote(text int, sums []uint64) string {
	var rd reader
	for _, written := range []string{r.texts[text].Text, r.texts[text].Plain} {
		words := rd.read(written, false)
		if at := indexOf(words, sums); at >= 0 {
			return strings.Join(strings.Fields(written[words[at].start:words[at+len(sums)-1].end]), " ")
		}
	}
	return ""
}
