package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"
)

// L3: a server that is asked to end at any moment ends well, gives its port back
// and leaves nothing behind.
func TestFaultsL3(t *testing.T) {
	faultTest(t)
	random := rand.New(rand.NewPCG(3, 20200305))
	s := newJournal(t)
	for i := range 50 {
		s.write(entryFile(fmt.Sprintf("entry-%d", i)), entry("To begin with."))
	}
	before := allFiles(s)
	rounds, dirty, taken := times(10, 100), 0, 0
	var slowest time.Duration
	for round := range rounds {
		s.serve("env", "TMPDIR="+s.aside)
		moment := time.Duration(random.Int64N(int64(300 * time.Millisecond)))
		stop := time.After(moment)
		busy(s, stop, round)
		took, err := s.terminate()
		slowest = max(slowest, took)
		if err != nil {
			t.Errorf("after %v: ended with %v", moment, err)
			dirty++
		}
		if !portFree(s.url) {
			t.Errorf("after %v: the port is not free", moment)
			taken++
		}
	}
	left := 0
	if after := allFiles(s); !slices.Equal(before, after) {
		t.Errorf("there were %q, and now there are %q", before, after)
		left = max(1, len(after)-len(before))
	}
	score(t, "L3", dirty+taken+left == 0, "%d SIGTERM / dirty exits %d / ports taken %d / files left %d / slowest exit %d ms", rounds, dirty, taken, left, slowest.Milliseconds())
}

// busy keeps the program busy until it is time.
func busy(s *serving, stop <-chan time.Time, round int) {
	for i := 0; ; i++ {
		s.write(entryFile(fmt.Sprintf("entry-%d", i%50)), entry(fmt.Sprintf("Words %d of round %d.", i, round)))
		select {
		case <-stop:
			return
		case <-time.After(7 * time.Millisecond):
		}
	}
}

// terminate asks the program to end, as a system does that goes down, and gives
// how long that took.
func (s *serving) terminate() (took time.Duration, err error) {
	began := time.Now()
	s.signal(syscall.SIGTERM)
	ended := make(chan error, 1)
	go func(process *exec.Cmd) { ended <- process.Wait() }(s.process)
	select {
	case err = <-ended:
	case <-time.After(patience):
		s.do(s.process.Process.Kill())
		<-ended
		err = fmt.Errorf("not in %v", patience)
	}
	s.process = nil
	return time.Since(began), err
}

// allFiles lists what is in the journal's folder and beside it.
func allFiles(s *serving) []string {
	s.t.Helper()
	var names []string
	s.do(filepath.WalkDir(filepath.Dir(s.folder), func(path string, d fs.DirEntry, err error) error {
		names = append(names, path)
		return err
	}))
	return names
}
