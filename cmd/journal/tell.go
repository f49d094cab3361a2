package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"journal/generator/diag"
)

// A teller says on the terminal what a follower does: one line for each time that
// something is put in its place, each message once for as long as it is true, and
// trouble once until it is over.
type teller struct {
	*app
	told  told   // the messages that were true last time
	stops told   // the errors that only a build met last time
	wrong bool   // there were errors last time
	last  string // trouble that is not over

	unread     bool         // the journal could not be read last time
	showUnread func(string) // says so where it is looked at, and "" when it is over; may be nil
}

// remark is what a message says, wherever in its file: lines move as one writes.
type remark struct{ code, file, text string }

func remarkOf(m diag.Message) remark { return remark{m.Code, m.Pos.File, m.Text} }

// told is how often something was said.
type told map[remark]int

func toldOf(found diag.List) told {
	t := make(told, len(found))
	for _, m := range found {
		t[remarkOf(m)]++
	}
	return t
}

// fresh are the messages that were not said.
func (t told) fresh(found diag.List) diag.List {
	seen := make(told, len(t))
	var fresh diag.List
	for _, m := range found {
		r := remarkOf(m)
		seen[r]++
		if seen[r] > t[r] {
			fresh = append(fresh, m)
		}
	}
	return fresh
}

func (t *teller) hasNewErrors(found diag.List) bool { return t.told.fresh(found).HasErrors() }

// made tells that something was put in its place: when that began, what it was for
// ("" for the first time), how much was made, and what was found.
func (t *teller) made(began time.Time, what, amount string, m made) {
	found := m.messages
	fresh := t.told.fresh(found)
	if t.quiet {
		fresh = onlyErrors(fresh)
	}
	t.print(fresh)
	line := began.Format(time.TimeOnly) + "  "
	if what != "" {
		line += what + "  "
	}
	if found.HasErrors() {
		line += tally(onlyErrors(found)) + ". " + m.unwell
	} else {
		line += fmt.Sprintf("%s, %d ms", amount, t.now().Sub(began).Milliseconds())
		if t.wrong {
			line += ". All is right again."
		}
	}
	t.say("%s", line)
	t.told, t.wrong, t.last = toldOf(found), found.HasErrors(), ""
}

// stopping tells of the errors that only a build meets, when there are others than
// before, and when there are none any more.
func (t *teller) stopping(found diag.List) {
	fresh := t.stops.fresh(found)
	t.print(fresh)
	now := t.now().Format(time.TimeOnly)
	switch {
	case len(fresh) > 0:
		t.say("%s  %s in what others would see. `journal build` writes nothing until this is put right.", now, tally(found))
	case len(found) == 0 && len(t.stops) > 0 && !t.wrong:
		t.say("%s  What others would see is all right again.", now)
	}
	t.stops = toldOf(found)
}

// reading tells what kept the journal from being read again, and when it can be: nil
// stands for a reading that went well. What is shown meanwhile is old.
func (t *teller) reading(err error) {
	switch {
	case err != nil && !errors.Is(err, context.Canceled):
		t.trouble(err)
		t.unread = true
		t.show(err.Error())
	case err == nil && t.unread:
		t.unread, t.last = false, ""
		t.say("%s  The journal can be read again.", t.now().Format(time.TimeOnly))
		t.show("")
	}
}

func (t *teller) show(unread string) {
	if t.showUnread != nil {
		t.showUnread(unread)
	}
}

// trouble tells what kept something from being made or put in its place. Being
// stopped is no trouble.
func (t *teller) trouble(err error) {
	if errors.Is(err, context.Canceled) || err.Error() == t.last {
		return
	}
	t.last = err.Error()
	_ = t.conclude(err)
}

// changes names the first of the files that changed, in order. "." stands for another
// kind of folder: a journal that was none before, or is none any more.
func changes(paths []string) string {
	if len(paths) > 1 && paths[0] == "." {
		paths = paths[1:]
	}
	switch n := len(paths); {
	case n == 1 && paths[0] == ".":
		return "the whole folder"
	case n == 0:
		return "a new day"
	case n == 1:
		return inContent(paths[0])
	default:
		return fmt.Sprintf("%s and %s more", inContent(paths[0]), thousands(n-1))
	}
}

func inContent(path string) string { return strings.TrimPrefix(path, "content/") }
