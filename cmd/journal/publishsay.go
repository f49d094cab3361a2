package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"

	"journal/generator"
	"journal/generator/publish"
)

// errDeclined is returned when the author says no.
var errDeclined = failure{"you said no, so nothing was published", "journal publish --dry-run prints what would be done"}

// errLeft is returned when the author ends the program instead.
var errLeft = failure{"it was stopped, and nothing was published", "journal publish --dry-run prints what would be done"}

// confirm asks the author, who has to be at a terminal to be asked: the first time,
// and before anything is deleted.
func (a *app) confirm(ctx context.Context, o publishOptions, r publish.Report) error {
	gone := r.Steps.Gone()
	if o.yes || !isTerminal(a.stdin) || !isTerminal(a.stderr) || !r.First && gone == 0 {
		return nil
	}
	if r.First {
		fmt.Fprintf(a.stderr, "Nothing of this site is in %s yet. %s would be sent.\n", a.redacted(r.Host), amount(len(r.Steps.Send()), "file", "files"))
	}
	if gone > 0 {
		fmt.Fprintf(a.stderr, "%s would be deleted from %s: %s.\n", amount(gone, "file", "files"), a.redacted(r.Host), firstOf(r.Steps.TakeDown, r.Steps.Retire))
	}
	fmt.Fprint(a.stderr, "Publish? [y/N] ")
	line, err := a.answer(ctx)
	switch {
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(a.stderr)
		return errLeft
	case err != nil && !errors.Is(err, io.EOF):
		return fmt.Errorf("read the answer: %w", err)
	case err != nil:
		fmt.Fprintln(a.stderr)
	}
	if answer := strings.ToLower(strings.TrimSpace(line)); answer != "y" && answer != "yes" {
		return errDeclined
	}
	return nil
}

// answer reads a line that is typed, unless the context ends before.
func (a *app) answer(ctx context.Context) (string, error) {
	type answer struct {
		line string
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		line, err := bufio.NewReader(a.stdin).ReadString('\n')
		answers <- answer{line, err}
	}()
	select {
	case <-ctx.Done():
		return "", context.Cause(ctx)
	case got := <-answers:
		return got.line, got.err
	}
}

// firstOf names the first of some paths.
func firstOf(lists ...[]string) string {
	var all []string
	for _, l := range lists {
		all = append(all, l...)
	}
	if len(all) > mostForeign {
		return fmt.Sprintf("%s and %s more", strings.Join(all[:mostForeign], ", "), thousands(len(all)-mostForeign))
	}
	return strings.Join(all, ", ")
}

func reportOf(r publish.Report) publishReport {
	list := func(paths []string) []string { return append([]string{}, paths...) }
	return publishReport{list(r.Steps.Send()), list(r.Steps.Delete()), list(r.Steps.Unchanged)}
}

// printPlan prints what would be done, in the order in which it would be.
func (a *app) printPlan(o publishOptions, r publish.Report) error {
	if o.json {
		return a.printJSON(reportOf(r))
	}
	var b strings.Builder
	for _, step := range []struct {
		what  string
		paths []string
	}{{"delete", r.Steps.TakeDown}, {"send", r.Steps.Send()}, {"delete", append(append([]string{}, r.Steps.Retire...), r.Steps.Sweep...)}} {
		for _, at := range step.paths {
			fmt.Fprintf(&b, "%-7s%s\n", step.what, at)
		}
	}
	if _, err := io.WriteString(a.stdout, b.String()); err != nil {
		return fmt.Errorf("write to standard output: %w", err)
	}
	a.say("%s: %s to send, %s to delete, %s as they should be. Nothing was changed.", a.redacted(r.Host),
		amount(len(r.Steps.Send()), "file", "files"), thousands(len(r.Steps.Delete())), thousands(len(r.Steps.Unchanged)))
	a.sayForeign(r)
	return nil
}

// sayPublished says what was done, and the proof.
func (a *app) sayPublished(r publish.Report, c generator.Checked, began time.Time) {
	host, ms := a.redacted(r.Host), a.now().Sub(began).Milliseconds()
	if r.Idle {
		a.say("All is as it should be in %s: %s, nothing to send, in %d ms.", host, amount(len(r.Steps.Unchanged), "file", "files"), ms)
		return
	}
	a.say("Published to %s: %s sent (%s), %s deleted, %s unchanged, in %d ms.", host,
		amount(r.Sent, "file", "files"), weight(r.Bytes), thousands(r.Deleted), thousands(len(r.Steps.Unchanged)), ms)
	line := fmt.Sprintf("Nothing private was found in %s. %s read back and right", amount(c.Files, "file", "files"), amount(r.Checked, "file", "files"))
	if r.Absent > 0 {
		line += fmt.Sprintf(", %s deleted and gone", thousands(r.Absent))
	}
	if r.Retries > 0 {
		line += fmt.Sprintf(", %s", amount(r.Retries, "repetition", "repetitions"))
	}
	a.say("%s.", line)
	a.sayForeign(r)
}

func (a *app) sayForeign(r publish.Report) {
	if len(r.Steps.Foreign) > 0 {
		a.say("Journal did not put these there, so they stay: %s.", firstOf(r.Steps.Foreign))
	}
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// weight says a number of bytes.
func weight(n int64) string {
	switch {
	case n >= 1_000_000:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n >= 1_000:
		return fmt.Sprintf("%.0f kB", float64(n)/1e3)
	}
	return amount(int(n), "byte", "bytes")
}

// meter tells how far a publication has come: a bar on a terminal, and elsewhere a
// line now and then.
type meter struct {
	*app
	what publish.Phase
	bar  *progressbar.ProgressBar
}

// filesEvery is after how many files a line is printed where a bar cannot move.
const filesEvery = 500

func (a *app) metering() *meter { return &meter{app: a} }

// tell is told one thing at a time.
func (m *meter) tell(p publish.Progress) {
	if m.quiet {
		return
	}
	if isTerminal(m.stderr) {
		m.draw(p)
		return
	}
	if p.What != m.what && p.Total > filesEvery {
		m.say("%s: %s.", capital(string(p.What)), amount(p.Total, "file", "files"))
	} else if p.Done > 0 && p.Done%filesEvery == 0 && p.Done < p.Total {
		m.say("%s of %s files.", thousands(p.Done), thousands(p.Total))
	}
	m.what = p.What
}

func (m *meter) draw(p publish.Progress) {
	if p.What != m.what {
		m.end()
		m.what = p.What
	}
	if p.Total == 0 {
		return
	}
	if m.bar == nil {
		m.bar = progressbar.NewOptions(p.Total, progressbar.OptionSetWriter(m.stderr), progressbar.OptionClearOnFinish(), progressbar.OptionShowCount(),
			progressbar.OptionFullWidth(), progressbar.OptionSetDescription(capital(string(p.What))))
	}
	_ = m.bar.Set(p.Done)
}

// end takes the bar away.
func (m *meter) end() {
	if m.bar != nil {
		_ = m.bar.Clear()
		m.bar = nil
	}
}
