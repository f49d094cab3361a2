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
	told  map[remark]int // the messages that were true last time, and how often
	wrong bool           // there were errors last time
	last  string         // trouble that is not over
}

// remark is what a message says, wherever in its file: lines move as one writes.
type remark struct{ code, file, text string }

func remarkOf(m diag.Message) remark { return remark{m.Code, m.Pos.File, m.Text} }

// fresh are the messages that were not true last time.
func (t *teller) fresh(found diag.List) diag.List {
	seen := make(map[remark]int, len(t.told))
	var fresh diag.List
	for _, m := range found {
		r := remarkOf(m)
		seen[r]++
		if seen[r] > t.told[r] {
			fresh = append(fresh, m)
		}
	}
	return fresh
}

func (t *teller) hasNewErrors(found diag.List) bool { return t.fresh(found).HasErrors() }

// made tells that something was put in its place: when that began, what it was for
// ("" for the first time), how much was made, and what was found.
func (t *teller) made(began time.Time, what, amount string, m made) {
	found := m.messages
	fresh := t.fresh(found)
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
	t.remember(found)
}

func (t *teller) remember(found diag.List) {
	t.told, t.wrong, t.last = make(map[remark]int, len(found)), found.HasErrors(), ""
	for _, m := range found {
		t.told[remarkOf(m)]++
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

// changes names the first of the files that changed.
func changes(paths []string) string {
	switch n := len(paths); {
	case n == 0:
		return "a new day"
	case n == 1:
		return inContent(paths[0])
	default:
		return fmt.Sprintf("%s and %s more", inContent(paths[0]), thousands(n-1))
	}
}

func inContent(path string) string { return strings.TrimPrefix(path, "content/") }
