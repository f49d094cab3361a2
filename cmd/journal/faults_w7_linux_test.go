package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// W7: while a program writes an entry slowly and in pieces, browsers get the page
// as it was, whole, with or without the errors on top of it, and in the end the
// page as it is. At no time is it away, empty, or cut off.
func TestFaultsW7(t *testing.T) {
	faultTest(t)
	random := rand.New(rand.NewPCG(7, 20200305))
	s := newJournal(t)
	s.write(entryFile("slow"), slowEntry(0))
	s.serve()
	rounds, torn, stuck := times(4, 100), 0, 0
	r := readAllTheTime(s)
	for whole, round := 0, 1; whole < rounds; round++ {
		r.expect(round)
		longest := writeSlowly(s, pieces(random, slowEntry(round)), round%2 == 0, random)
		if !s.until(func() bool { return s.shows(entryPage("slow"), lastWords(round)) }) {
			t.Errorf("round %d: the page never becomes what was written", round)
			stuck++
		}
		if longest > longestGap+50*time.Millisecond {
			t.Logf("round %d: the machine made a gap of %v, so it does not count", round, longest)
			continue
		}
		whole++
		for _, what := range r.torn() {
			t.Errorf("round %d: a torn page, %s", round, what)
			torn++
		}
	}
	answers := r.end()
	score(t, "W7", torn == 0 && stuck == 0, "%d slow writes / %d answers / torn pages served %d / never whole %d", rounds, answers, torn, stuck)
}

// longestGap is how long a slow writer pauses at most.
const longestGap = 1500 * time.Millisecond

func firstWords(round int) string { return fmt.Sprintf("Round %d begins here.", round) }

func lastWords(round int) string { return fmt.Sprintf("Round %d ends here.", round) }

// slowEntry has front matter that is wrong wherever it is cut, and a body that is
// not.
func slowEntry(round int) string {
	middle := strings.Repeat("Much was said between the two.\n\n", 12)
	return "---\ntitle: \"A title\"\ntags: [one,\n  two]\nsteps: [thank, feedback]\n---\n" + firstWords(round) + "\n\n" + middle + lastWords(round) + "\n"
}

// pieces cuts a text twice: in its front matter, and behind that.
func pieces(random *rand.Rand, text string) []string {
	first := 1 + random.IntN(strings.Index(text, "\n---\n"))
	second := cutBehind(random, text, first)
	return []string{text[:first], text[first:second], text[second:]}
}

// cutBehind gives a place behind another, but none between lines: a program that
// closes the file there has saved it, for all that anybody can tell.
func cutBehind(random *rand.Rand, text string, behind int) int {
	for {
		if at := behind + 1 + random.IntN(len(text)-behind-1); text[at-1] != '\n' {
			return at
		}
	}
}

// writeSlowly truncates the entry and writes it piece by piece. The file stays
// open meanwhile, or is opened for each of them. It gives the longest time in which
// nothing was written.
func writeSlowly(s *serving, pieces []string, staysOpen bool, random *rand.Rand) (longest time.Duration) {
	s.t.Helper()
	file, err := os.Create(s.at(entryFile("slow")))
	s.do(err)
	last := time.Now()
	for _, piece := range pieces {
		if !staysOpen {
			s.do(file.Close())
		}
		time.Sleep(time.Duration(50+random.IntN(times(350, 1450))) * time.Millisecond)
		if !staysOpen {
			file, err = os.OpenFile(file.Name(), os.O_WRONLY|os.O_APPEND, 0)
			s.do(err)
		}
		_, err = file.WriteString(piece)
		s.do(err)
		longest = max(longest, time.Since(last))
		last = time.Now()
	}
	s.do(file.Close())
	return longest
}

// reader asks for the page again and again.
type reader struct {
	mu            sync.Mutex
	round         int
	answers       int
	wrong         []string // what was torn in this round
	stop, stopped chan struct{}
}

func readAllTheTime(s *serving) *reader {
	r := &reader{stop: make(chan struct{}), stopped: make(chan struct{})}
	go func() {
		defer close(r.stopped)
		for {
			select {
			case <-r.stop:
				return
			case <-time.After(10 * time.Millisecond):
				r.read(s)
			}
		}
	}()
	return r
}

// expect says which round may be seen from now on, besides the one before.
func (r *reader) expect(round int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.round, r.wrong = round, nil
}

func (r *reader) read(s *serving) {
	begun := r.expected()
	status, page := s.get(entryPage("slow"))
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answers++
	whole := false
	for round := begun - 1; round <= r.round; round++ {
		whole = whole || strings.Contains(page, firstWords(round)) && strings.Contains(page, lastWords(round))
	}
	if status != http.StatusOK || !whole {
		r.wrong = append(r.wrong, fmt.Sprintf("with status %d, begun: %v, ended: %v", status,
			strings.Contains(page, firstWords(r.round)), strings.Contains(page, lastWords(r.round))))
	}
}

func (r *reader) expected() (round int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.round
}

// torn is what was torn in this round so far.
func (r *reader) torn() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.wrong
}

func (r *reader) end() (answers int) {
	close(r.stop)
	<-r.stopped
	return r.answers
}
