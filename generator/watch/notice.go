package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// notices tell each kind of trouble once.
type notices struct {
	tell func(text, remedy string)
	told map[string]bool
}

func (n notices) say(kind, text, remedy string) {
	if n.tell == nil || n.told[kind] {
		return
	}
	n.told[kind] = true
	n.tell(text, remedy)
}

// What is done where the system does not ring.
const looked = "looked at a few times a second instead"

// The settings of Linux that bound watching, with values that its desktops use.
const (
	moreWatches   = "to be told at once: sudo sysctl fs.inotify.max_user_watches=524288"
	moreInstances = "to be told at once: sudo sysctl fs.inotify.max_user_instances=512"
)

func (n notices) noBell(err error) {
	if errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) {
		n.say("no bell", "the system lets no further program watch files, so the folders are "+looked, moreInstances)
		return
	}
	n.say("no bell", fmt.Sprintf("the system cannot watch files (%v), so the folders are %s", err, looked), "")
}

// notWatched tells of folders that are polled because the system's bell refused
// them.
func (n notices) notWatched(r refused, all int) {
	some := fmt.Sprintf("%d of %d folders are %s", r.count, all, looked)
	switch {
	case errors.Is(r.err, syscall.ENOSPC):
		n.say("no watches", "the system has no watches left: "+some, moreWatches)
	case errors.Is(r.err, errCostly), errors.Is(r.err, syscall.EMFILE), errors.Is(r.err, syscall.ENFILE):
		n.say("costly", "this system watches files one by one, and there are many: "+some, "")
	case errors.Is(r.err, fs.ErrPermission):
		n.say("closed "+r.first, fmt.Sprintf("the folder %s is closed to you, so what is in it cannot be seen", r.first), "chmod u+rx '"+r.first+"'")
	default:
		n.say("not watched", fmt.Sprintf("the system refuses to watch (%v): %s", r.err, some), "")
	}
}

func (n notices) remote(folder, kind string) {
	n.say("remote "+kind, fmt.Sprintf("%s is on a disk of kind %s, where changes by others are not told, so it is also %s", folder, kind, looked), "")
}

func (n notices) silent(folder string) {
	n.say("silent", fmt.Sprintf("something changed in %s and the system did not say so, so the folders are %s", folder, looked), "keep the journal on a disk of this machine, or use --poll")
}

func (n notices) overflow() {
	n.say("overflow", "more happened at once than the system can tell, so everything is looked at", "")
}

func (n notices) broken() {
	n.say("broken", "the system stopped telling what happens, so the folders are "+looked, "")
}

func (n notices) trouble(err error) {
	n.say("trouble", fmt.Sprintf("the system has trouble watching (%v), so everything is looked at", err), "")
}

func (n notices) rootGone(root string) {
	n.say("gone", fmt.Sprintf("the folder %s is gone; the journal is shown again when it is back", root), "")
}
