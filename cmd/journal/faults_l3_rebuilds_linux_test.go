package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// L3: a server that makes its site again and again needs no more for it: memory,
// threads, goroutines and open files are in the end what they were after some
// rounds.
func TestFaultsL3Rebuilds(t *testing.T) {
	faultTest(t)
	warm, rebuilds := times(20, 500), times(100, 5000)
	short, long := rebuilt(t, warm, 0), rebuilt(t, warm, rebuilds)
	grown := long.after.memory - long.before.memory
	// A connection more or less is no growth.
	const few = 4
	score(t, "L3", long.after.files <= long.before.files+few && long.after.threads <= long.before.threads+few && long.goroutines <= short.goroutines+few && (!faultsInFull() || grown < 32<<10),
		"%d rebuilds / RSS %+d KB / open files %+d / threads %+d / goroutines %+d", rebuilds, grown,
		long.after.files-long.before.files, long.after.threads-long.before.threads, long.goroutines-short.goroutines)
}

// needs is what a process has of the system.
type needs struct {
	memory         int // kilobytes
	files, threads int
}

// life is what a server had after some rebuilds, and after many more.
type life struct {
	before, after needs
	goroutines    int // at the end
}

// rebuilt serves a journal through rebuilds, the first of which are to warm it up.
func rebuilt(t *testing.T, warm, more int) life {
	t.Helper()
	s := newJournal(t)
	for i := range 50 {
		s.write(entryFile(fmt.Sprintf("entry-%d", i)), entry("To begin with."))
	}
	s.serve()
	edit := func(i int) {
		name, words := fmt.Sprintf("entry-%d", i%50), fmt.Sprintf("Words of round %d.", i)
		s.write(entryFile(name), entry(words))
		if !s.until(func() bool { return s.shows(entryPage(name), words) }) {
			t.Fatalf("round %d is not shown", i)
		}
	}
	var l life
	for i := range warm {
		edit(i)
	}
	l.before = needsOf(t, s.process.Process.Pid)
	for i := range more {
		edit(warm + i)
	}
	l.after = needsOf(t, s.process.Process.Pid)
	l.goroutines = s.goroutines()
	return l
}

// needsOf asks the system about a process; see proc_pid_status(5).
func needsOf(t *testing.T, pid int) needs {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	var n needs
	for line := range strings.Lines(string(status)) {
		name, value, _ := strings.Cut(line, ":")
		number, _, _ := strings.Cut(strings.TrimSpace(value), " ")
		switch name {
		case "VmRSS":
			n.memory, err = strconv.Atoi(number)
		case "Threads":
			n.threads, err = strconv.Atoi(number)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	files, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	if err != nil {
		t.Fatal(err)
	}
	n.files = len(files)
	return n
}

// goroutines ends the program in the way that has it list them, and counts.
func (s *serving) goroutines() int {
	s.t.Helper()
	s.signal(syscall.SIGQUIT)
	s.process.Wait()
	s.process = nil
	return strings.Count(s.said.String(), "\ngoroutine ")
}
