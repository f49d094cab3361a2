package main

import (
	"fmt"
	"os/exec"
	"strconv"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// watchedFolders is how many folders with an entry the journal of W4 has, more
// than it is allowed to watch.
const watchedFolders = 30

// limits are ways in which a system does not tell what happens.
var limits = []struct {
	name   string
	by     func() []string // what runs the program
	remedy string          // what it has to say
}{
	{"12 watches", func() []string {
		return limited("max_inotify_watches", 12, unix.SYS_INOTIFY_ADD_WATCH, unix.ENOSPC)
	}, "sudo sysctl fs.inotify.max_user_watches=524288"},
	{"no watchers", func() []string {
		return limited("max_inotify_instances", 0, unix.SYS_INOTIFY_INIT1, unix.EMFILE)
	}, "sudo sysctl fs.inotify.max_user_instances=512"},
	{"no events, as on a network disk", func() []string {
		return answered(unix.SYS_INOTIFY_ADD_WATCH, 0)
	}, "use --poll"},
}

// limited runs a program in a namespace with a limit of its own; see
// namespaces(7) and inotify(7). Where there are none, as in some containers, the
// call that the limit is about is always answered as it is beyond the limit.
func limited(limit string, to, call int, beyond syscall.Errno) []string {
	namespace := []string{"unshare", "--user", "--map-root-user"}
	if exec.Command(namespace[0], append(namespace[1:], "true")...).Run() != nil {
		return answered(call, beyond)
	}
	script := fmt.Sprintf(`echo %d >/proc/sys/user/%s && exec "$@"`, to, limit)
	return append(namespace, "sh", "-euc", script, "sh")
}

func answered(call int, number syscall.Errno) []string {
	return []string{answeringCommand, strconv.Itoa(call), strconv.Itoa(int(number))}
}

// W4: where the system cannot tell what happens, the program looks for itself,
// says so with what can be done about it, and misses nothing.
func TestFaultsW4(t *testing.T) {
	faultTest(t)
	needTool(t, "unshare")
	edits, missed, silent := 0, 0, 0
	for _, limit := range limits {
		s := newJournal(t)
		for i := range watchedFolders {
			s.write(watchedFile(i), entry("To begin with."))
		}
		s.serve(limit.by()...)
		for round := range times(2, 10) {
			words := fmt.Sprintf("Words of round %d.", round)
			for i := range watchedFolders {
				s.write(watchedFile(i), entry(words))
			}
			until := s.soon(time.After(patience))
			for i := range watchedFolders {
				edits++
				if !until(func() bool { return s.shows(entryPage(fmt.Sprintf("folder-%d", i)), words) }) {
					t.Errorf("%s: an edit in folder %d is missed", limit.name, i)
					missed++
				}
			}
			if !s.untilSaid(limit.remedy) {
				t.Errorf("%s: round %d is shown, and nothing is said of %q", limit.name, round, limit.remedy)
				silent++
			}
		}
		s.end()
	}
	score(t, "W4", missed == 0 && silent == 0, "%d edits in %d folders / missed %d / silent %d", edits, watchedFolders, missed, silent)
}

func watchedFile(folder int) string {
	return fmt.Sprintf("content/entries/%d/2020-03-05-folder-%d.md", folder, folder)
}
