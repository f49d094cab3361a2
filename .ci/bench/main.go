//go:build unix

// Command bench measures whole runs of journal, beside other programs if their
// commands are given, on a journal that it writes itself.
//
//	go run ./.ci/bench -n 1000 -runs 7 -journal bin/journal -peer 'hugo=hugo --quiet -s SITE -d {out}'
//
// The commands take turns, so that whatever else the machine does meets all of them.
// {out} is a folder of the command's own, {site} the journal. The table has the median
// of the runs and, in brackets, the least and the most: seconds by the clock, seconds of
// processor time, and the most memory that was in use. Where a machine is busy, processor
// time says more than the clock, and the ratio of two commands more than either.
//
// With -seen it measures the preview instead: how long an edit takes until its words are
// in the page that Chromium shows (seen.go), in that journal or in a copy of -site.
package main

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	n := flag.Int("n", 1000, "entries")
	runs := flag.Int("runs", 7, "counted runs of each command")
	program := flag.String("journal", "bin/journal", "the program")
	edits := flag.Int("seen", 0, "edits of each kind to be seen in a browser")
	site := flag.String("site", "", "with -seen: a journal to be copied and edited in place of one of n entries")
	var peers list
	flag.Var(&peers, "peer", "NAME=COMMAND of another program that makes a site; may be given several times")
	flag.Parse()
	if *edits > 0 {
		if err := seen(os.Stdout, *n, *edits, *program, *site); err != nil {
			fmt.Fprintln(os.Stderr, "error:", err)
			os.Exit(1)
		}
		return
	}
	if err := run(os.Stdout, *n, *runs, *program, peers); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

type list []string

func (l *list) String() string     { return strings.Join(*l, "; ") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

// command is a program that is measured.
type command struct {
	name   string
	args   []string
	before func() error // not measured
	took   []usage
}

type usage struct{ wall, cpu, memory float64 }

// workFolder makes a folder to measure in, and gives the program a path that holds in
// any folder.
func workFolder(program string) (work, absolute string, err error) {
	if absolute, err = filepath.Abs(program); err != nil {
		return "", "", err
	}
	work, err = os.MkdirTemp("", "bench-")
	return work, absolute, err
}

func run(w io.Writer, n, runs int, program string, peers []string) error {
	work, program, err := workFolder(program)
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	site := filepath.Join(work, "site")
	bytes, err := writeJournal(site, n)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%d entries, %.1f MB; %d processors, %s/%s\n", n, float64(bytes)/1e6, runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)

	build := func(out string) []string {
		return []string{program, "--source", site, "--quiet", "build", "--output", out}
	}
	cold := []*command{{name: "journal", args: build(filepath.Join(work, "journal"))}}
	for i, p := range peers {
		name, line, ok := strings.Cut(p, "=")
		if !ok {
			return fmt.Errorf("%q is not NAME=COMMAND", p)
		}
		out := filepath.Join(work, fmt.Sprint("peer", i))
		cold = append(cold, &command{name: name, args: strings.Fields(strings.NewReplacer("{out}", out, "{site}", site).Replace(line))})
	}
	for i, c := range cold {
		out := filepath.Join(work, "journal")
		if i > 0 {
			out = filepath.Join(work, fmt.Sprint("peer", i-1))
		}
		c.before = func() error {
			os.RemoveAll(filepath.Join(site, ".journal-cache"))
			return os.RemoveAll(out)
		}
	}
	if err := measure(w, "cold build", runs, cold); err != nil {
		return err
	}
	warm := filepath.Join(work, "warm")
	same := &command{name: "nothing changed", args: build(warm)}
	edits := 0
	edited := &command{name: "one text edited", args: build(warm), before: func() error {
		edits++
		f, err := os.OpenFile(entryPath(site, n/2), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		fmt.Fprintf(f, "\nEdited %d.\n", edits)
		return f.Close()
	}}
	for _, c := range []*command{same, edited} {
		// Two runs before: stamps of files that were just written prove nothing yet.
		for range 2 {
			if _, err := c.once(); err != nil {
				return err
			}
			time.Sleep(3500 * time.Millisecond)
		}
		if err := measure(w, "build again, "+c.name, runs, []*command{{name: "journal", args: c.args, before: c.before}}); err != nil {
			return err
		}
	}
	return measure(w, "start", runs, []*command{
		{name: "journal version", args: []string{program, "version"}},
		{name: "journal status", args: []string{program, "--source", site, "status"}},
	})
}

// measure runs the commands in turn and prints a table.
func measure(w io.Writer, what string, runs int, all []*command) error {
	for range runs {
		for _, c := range all {
			if c.before != nil {
				if err := c.before(); err != nil {
					return err
				}
			}
			u, err := c.once()
			if err != nil {
				return err
			}
			c.took = append(c.took, u)
		}
	}
	fmt.Fprintf(w, "\n| %s | wall s | cpu s | peak MiB |\n| --- | --- | --- | --- |\n", what)
	for _, c := range all {
		fmt.Fprintf(w, "| %s | %s | %s | %s |\n", c.name, spread(c.took, func(u usage) float64 { return u.wall }, "%.3f"),
			spread(c.took, func(u usage) float64 { return u.cpu }, "%.3f"), spread(c.took, func(u usage) float64 { return u.memory }, "%.0f"))
	}
	return nil
}

func (c *command) once() (usage, error) {
	run := exec.Command(c.args[0], c.args[1:]...)
	began := time.Now()
	if out, err := run.CombinedOutput(); err != nil {
		return usage{}, fmt.Errorf("%s: %w\n%s", c.name, err, out)
	}
	u := usage{wall: time.Since(began).Seconds(), cpu: (run.ProcessState.UserTime() + run.ProcessState.SystemTime()).Seconds()}
	if r, ok := run.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.memory = float64(r.Maxrss) / 1024
		if runtime.GOOS == "darwin" {
			u.memory /= 1024
		}
	}
	return u, nil
}

func spread(all []usage, of func(usage) float64, format string) string {
	values := make([]float64, len(all))
	for i, u := range all {
		values[i] = of(u)
	}
	slices.Sort(values)
	return fmt.Sprintf(format+" ("+format+"–"+format+")", values[len(values)/2], values[0], values[len(values)-1])
}

// words are what entries are made of.
var words = strings.Fields(`the a and of to in I it was for we they with on as that at from by this day call letter answer
walk friend mother work step plan week month slow quiet early again almost enough because asked told wrote heard read
learned tried kept found lost hope anger relief kitchen garden train window coffee river morning evening teacher answer`)

var steps = []string{"thank", "feedback", "recalibrate", "add-value", "twin", "persist"}

func day(i int) time.Time {
	return time.Date(2016, 1, 4, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i*3/4)
}

func entryPath(site string, i int) string {
	d := day(i)
	return filepath.Join(site, "content", "entries", d.Format("2006"), d.Format("01"), fmt.Sprintf("%s-entry-%d.md", d.Format("02"), i))
}

// writeJournal writes a journal of n public entries, one pursuit for forty of them. It
// is the same journal each time.
func writeJournal(site string, n int) (size int, err error) {
	rng := rand.New(rand.NewPCG(1, uint64(n)))
	put := func(path, text string) {
		if err == nil {
			err = os.MkdirAll(filepath.Dir(path), 0o755)
		}
		if err == nil {
			err = os.WriteFile(path, []byte(text), 0o644)
		}
		size += len(text)
	}
	put(filepath.Join(site, "journal.toml"), "title = \"Bench\"\nbase_url = \"https://bench.example/\"\n")
	pursuits := max(2, n/40)
	for p := range pursuits {
		put(filepath.Join(site, "content", "pursuits", fmt.Sprintf("p%d.md", p)),
			fmt.Sprintf("+++\ntitle = \"Pursuit %d\"\nvisibility = \"public\"\nday_zero = %s\n+++\nHow it began.\n", p, day(p*n/pursuits).Format(time.DateOnly)))
	}
	for i := range n {
		put(entryPath(site, i), fmt.Sprintf("+++\ntitle = \"%s %d\"\ndate = %s\nstep = %q\npursuit = \"p%d\"\ntags = [%q]\nmood = %d\nvisibility = \"public\"\n+++\n%s",
			words[rng.IntN(len(words))], i, day(i).Format(time.DateOnly), steps[rng.IntN(len(steps))], min(i*pursuits/n, pursuits-1), words[rng.IntN(len(words))], 1+rng.IntN(5), body(rng)))
	}
	return size, err
}

// body is some hundred words, with what Markdown has here and there.
func body(rng *rand.Rand) string {
	var b strings.Builder
	for left := 40 + int(260*rng.ExpFloat64()); left > 0; {
		n := min(left, 10+rng.IntN(70))
		left -= n
		switch rng.IntN(12) {
		case 0:
			b.WriteString("## ")
			n = min(n, 5)
		case 1:
			b.WriteString("> ")
		case 2:
			b.WriteString("- ")
		}
		for i := range n {
			w := words[rng.IntN(len(words))]
			switch rng.IntN(40) {
			case 0:
				w = "*" + w + "*"
			case 1:
				w = "[" + w + "](https://example.org/" + w + ")"
			}
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w)
		}
		b.WriteString(".\n\n")
	}
	return b.String()
}
