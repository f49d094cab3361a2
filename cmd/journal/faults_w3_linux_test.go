package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// W3: more happens while the program cannot listen than the system keeps for it.
// It says so once, looks at everything and misses nothing.
func TestFaultsW3(t *testing.T) {
	faultTest(t)
	s := newJournal(t)
	s.write(entryFile("one"), entry("To begin with."))
	s.write(entryFile("two"), entry("To begin with."))
	s.serve()
	rounds, missed, writes := times(1, 10), 0, 0
	for i := range rounds {
		words := fmt.Sprintf("After flood %d.", i)
		pages := []string{entryPage("one"), entryPage("two"), entryPage("three"), entryPage("four")}
		s.halt()
		writes += flood(s)
		s.write(entryFile("one"), entry(words))
		s.write(entryFile("two"), entry(words))
		s.write(entryFile("three"), entry(words))
		s.write(fmt.Sprintf("content/entries/%d/new/2020-03-05-four.md", i), entry(words))
		if i > 0 {
			s.do(os.RemoveAll(s.at(fmt.Sprintf("content/entries/%d", i-1))))
		}
		s.signal(syscall.SIGCONT)
		for _, page := range pages {
			if !s.until(func() bool { return s.shows(page, words) }) {
				t.Errorf("round %d: %s is missed", i, page)
				missed++
			}
		}
	}
	const overflow = "more happened at once than the system can tell"
	s.untilSaid(overflow)
	s.end()
	warnings := strings.Count(s.said.String(), overflow)
	score(t, "W3", missed == 0 && warnings == 1, "%d writes in %d floods / missed %d / warnings %d", writes, rounds, missed, warnings)
}

// halt stops the program. It goes on for a moment after the signal, in which it
// could listen, until each of its threads stands still; see proc_pid_stat(5).
func (s *serving) halt() {
	s.t.Helper()
	s.signal(syscall.SIGSTOP)
	for late := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
		stats, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", s.process.Process.Pid))
		s.do(err)
		runs := func(stat string) bool {
			text, err := os.ReadFile(stat)
			return err == nil && !strings.Contains(string(text), ") T ")
		}
		if len(stats) > 0 && !slices.ContainsFunc(stats, runs) {
			return
		}
		if time.Now().After(late) {
			s.t.Fatal("the program does not stop")
		}
	}
}

// flood writes to two files by turns, which the system does not join, until its
// queue is full and a tenth more.
func flood(s *serving) (writes int) {
	s.t.Helper()
	limit, err := os.ReadFile("/proc/sys/fs/inotify/max_queued_events")
	s.do(err)
	queue, err := strconv.Atoi(strings.TrimSpace(string(limit)))
	s.do(err)
	var files [2]*os.File
	for i, name := range []string{"one", "two"} {
		files[i], err = os.OpenFile(s.at(entryFile(name)), os.O_WRONLY, 0)
		s.do(err)
		defer files[i].Close()
	}
	for writes < queue+queue/10 {
		_, err := files[writes%2].WriteAt([]byte("-"), 0)
		s.do(err)
		writes++
	}
	return writes
}
