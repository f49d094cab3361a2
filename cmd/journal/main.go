// Command journal makes a site of a recovery journal, and shows on the terminal
// where each pursuit stands.
//
// This package holds the command line and nothing else: commands, flags, help,
// what is printed where, and exit statuses. Each command has a file of its own
// that puts together what the packages below generator do.
//
// Rules of what is printed:
//   - Standard output carries what was asked for: a status, a list, the path of
//     a new file, JSON. Everything else goes to standard error.
//   - Messages about the author's files are printed by package diag. Trouble of
//     any other kind is one line that begins with "error:", perhaps followed by
//     one that begins with "hint:".
//   - Lines of an entry's text are quoted only where the author alone can be
//     looking, that is on a terminal: logs are often public. The addresses of
//     unlisted entries are kept back in the same way.
//   - Meaning is never in colour or position alone. Words are kind: nothing
//     scolds, nothing is lost or overdue.
//   - Exit statuses are those of failure.go, and every command's help names
//     them.
package main

import (
	"context"
	"crypto/rand"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, thisMachine(), os.Args[1:])
	stop()
	os.Exit(status)
}

// thisMachine is the world that the program was started in.
func thisMachine() world {
	folder, _ := os.Getwd()
	home, _ := os.UserHomeDir()
	return world{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		getenv: os.Getenv, environ: os.Environ(), now: time.Now, random: rand.Reader,
		folder: folder, home: home, zone: zoneName(os.Getenv("TZ")),
	}
}

// run does what the arguments ask for and gives the exit status.
func run(ctx context.Context, w world, args []string) int {
	a := &app{world: w}
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetIn(w.stdin)
	root.SetOut(w.stdout)
	root.SetErr(w.stderr)
	return a.conclude(root.ExecuteContext(ctx))
}
