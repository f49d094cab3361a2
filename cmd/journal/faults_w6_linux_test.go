package main

import (
	"os"
	"strings"
	"testing"
	"time"
)

// W6: the program does not keep itself busy: not by what it writes, not by links
// that lead in a circle, and not by others that write what is there already.
func TestFaultsW6(t *testing.T) {
	faultTest(t)
	idle := time.Duration(times(5, 60)) * time.Second
	rebuilds, worst := 0, 0.0
	for _, bare := range []bool{false, true} {
		s := newJournal(t)
		if bare {
			s.do(os.Remove(s.at("journal.toml")))
		}
		made, share := idleWith(s, bare, idle/2)
		rebuilds += made
		worst = max(worst, share)
	}
	// In a few seconds the work of the start still counts for too much.
	calm := worst < 1 || idle < time.Minute
	score(t, "W6", rebuilds == 0 && calm, "%d s idle / idle rebuilds %d / CPU %.2f %%", int(idle.Seconds()), rebuilds, worst)
}

// idleWith serves a journal with its output beside its sources and links in a
// circle, while a hook writes the same again whenever the program has rung. It
// gives how often the site was made, and the share of a processor in percent.
func idleWith(s *serving, bare bool, idle time.Duration) (made int, share float64) {
	entries := "content/entries/"
	if bare {
		entries = ""
	}
	file, text := entries+"2020-03-05-one.md", entry("To begin with.")
	s.write(file, text)
	s.write(entries+"deep/2020-03-06-two.md", text)
	s.do(os.Symlink("..", s.at(entries+"deep/up")))
	s.do(os.Symlink(".", s.at(entries+"deep/here")))
	s.do(os.Symlink("round", s.at(entries+"deep/round")))
	s.run("journal", "build")
	s.serve()
	rewrite := func() { s.write(file, text) }
	rewrite()
	before, began := s.settled(), time.Now()
	spent := cpuTime(s.t, s.process.Process.Pid)
	hook := time.NewTicker(time.Second)
	defer hook.Stop()
	for end := time.After(idle); end != nil; {
		select {
		case <-s.news:
			rewrite()
		case <-hook.C:
			rewrite()
		case <-end:
			end = nil
		}
	}
	spent = cpuTime(s.t, s.process.Process.Pid) - spent
	took := time.Since(began)
	s.run("journal", "build")
	made = s.settled() - before
	s.end()
	if made > 0 {
		s.t.Errorf("made %d times with nothing new:\n%s", made, s.said)
	}
	if strings.Contains(s.said.String(), "error") {
		s.t.Errorf("links in a circle are taken for an error:\n%s", s.said)
	}
	return made, 100 * float64(spent) / float64(took)
}
