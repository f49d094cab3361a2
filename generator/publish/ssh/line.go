package ssh

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"journal/generator/publish"
)

// line runs programs on the other machine. The first connection is kept for a while
// and shared by those that follow, as the settings of ssh may have it anyway.
type line struct {
	to         destination
	ssh, rsyn  string
	control    string // where the connection that is kept is found; "" if the author's own settings keep one, or none can be
	controlDir string
}

// Limits of connections. Who publishes has one for all of it.
const (
	connectSeconds = 20
	silentSeconds  = 60 // a connection without a word for so long is broken
	keepSeconds    = 30
	sendTime       = 2 * time.Minute // for files, besides what a slow line takes
	slowest        = 20 << 10        // bytes in a second that a line carries that is not broken
	grace          = 5 * time.Second // for what a stopped program still has to say
)

func newLine(to destination, p Programs) (*line, error) {
	l := &line{to: to}
	for _, program := range []struct {
		path        *string
		chosen, own string
	}{{&l.ssh, p.SSH, "ssh"}, {&l.rsyn, p.Rsync, "rsync"}} {
		name := program.chosen
		if name == "" {
			name = program.own
		}
		path, err := exec.LookPath(name)
		if err != nil {
			return nil, fmt.Errorf("to publish to %s the program %s is needed, which is not installed on this machine", to, program.own)
		}
		*program.path = path
	}
	return l, nil
}

// options are what ssh has to be told: to ask nothing, to wait for nobody, and to
// do nothing that the author's settings may have it do besides.
func (l *line) options() []string {
	o := []string{"-T", "-x", "-a"}
	for _, option := range []string{
		"BatchMode=yes", "LogLevel=ERROR", "RemoteCommand=none", "ClearAllForwardings=yes", "PermitLocalCommand=no",
		fmt.Sprint("ConnectTimeout=", connectSeconds), "ConnectionAttempts=1",
		fmt.Sprint("ServerAliveInterval=", silentSeconds/4), "ServerAliveCountMax=4",
	} {
		o = append(o, "-o", option)
	}
	if l.control != "" {
		o = append(o, "-o", "ControlMaster=auto", "-o", "ControlPath="+l.control, "-o", fmt.Sprint("ControlPersist=", keepSeconds))
	}
	if l.to.port != "" {
		o = append(o, "-p", l.to.port)
	}
	return o
}

// longestSocket is how long the path of a socket may be everywhere, with what ssh
// adds while it makes one.
const longestSocket = 85

// keep makes a place for a connection that is kept, if the author's settings have
// none.
func (l *line) keep(ctx context.Context) {
	if l.controlDir != "" || !canShare {
		return
	}
	c := exec.CommandContext(ctx, l.ssh, append(l.options(), "-G", "--", l.to.host)...)
	c.WaitDelay = grace
	settings, err := c.Output()
	if err != nil {
		return
	}
	for line := range strings.Lines(string(settings)) {
		if path, ok := strings.CutPrefix(strings.TrimSpace(line), "controlpath "); ok && path != "none" {
			return
		}
	}
	dir, err := os.MkdirTemp("", "journal-ssh-")
	if err != nil {
		return
	}
	l.controlDir = dir
	if path := filepath.Join(dir, "c"); len(path) <= longestSocket && !strings.ContainsAny(path, " '\"%\t") {
		l.control = path
	}
}

// close ends the connection that is kept.
func (l *line) close() error {
	if l.controlDir == "" {
		return nil
	}
	if l.control != "" {
		ctx, cancel := context.WithTimeout(context.Background(), grace)
		defer cancel()
		_ = exec.CommandContext(ctx, l.ssh, append(l.options(), "-O", "exit", "--", l.to.host)...).Run() // there may be none
	}
	return os.RemoveAll(l.controlDir)
}

// run runs a script there and gives what it printed.
func (l *line) run(ctx context.Context, script string) (*output, error) {
	l.keep(ctx)
	mark := "journal-" + newToken()
	out, err := l.exec(ctx, l.ssh, append(l.options(), "--", l.to.host, "sh -s"), whole(mark, script))
	if err != nil {
		return nil, err
	}
	_, after, found := bytes.Cut(out, []byte(mark+"\n"))
	if !found {
		return nil, fmt.Errorf("%s runs no sh for who comes by ssh: it answered %q", l.to.host, firstLine(string(out)))
	}
	return &output{after}, nil
}

// rsync sends files that lie below a folder here to a folder there. It ends in time,
// too, where the machine there still gives signs of life and takes nothing.
func (l *line) rsync(ctx context.Context, from, to string, paths []string, bytes int64) error {
	late := publish.Transient(fmt.Errorf("%s did not take the files in time", l.to.host), 0)
	within, cancel := context.WithTimeoutCause(ctx, sendTime+time.Duration(bytes/slowest)*time.Second, late)
	defer cancel()
	shell := l.ssh
	for _, o := range l.options() {
		shell += " " + o
	}
	args := []string{
		"--files-from=-", "--from0", "--no-implied-dirs", "--perms", "--ignore-times",
		"--temp-dir=" + tempName, fmt.Sprint("--timeout=", silentSeconds), "-e", shell,
	}
	if strings.ContainsFunc(to, func(c rune) bool { return !strings.ContainsRune(plain, c) }) {
		args = append(args, "--protect-args")
	}
	if !strings.HasPrefix(to, "/") {
		to = "./" + to
	}
	host := l.to.host
	if name := host[strings.LastIndex(host, "@")+1:]; strings.Contains(name, ":") {
		host = strings.TrimSuffix(host, name) + "[" + name + "]"
	}
	args = append(args, "--", from+string(filepath.Separator), host+":"+to+"/")
	_, err := l.exec(within, l.rsyn, args, string(names(paths)))
	return err
}

// plain are signs that mean nothing to any shell.
const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,@"

// exec runs a program here, which ends with the context, and gives what it printed.
func (l *line) exec(ctx context.Context, program string, args []string, input string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, context.Cause(ctx)
	}
	c := exec.CommandContext(ctx, program, args...)
	c.Stdin = strings.NewReader(input)
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &limited{&said}
	c.Env = append(os.Environ(), "LC_ALL=C")
	c.WaitDelay = grace
	together(c)
	err := c.Run()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err == nil || errors.Is(err, exec.ErrWaitDelay) && c.ProcessState.Success() {
		return out.Bytes(), nil
	}
	status := -1
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		status = exit.ExitCode()
	}
	return nil, l.describe(filepath.Base(program) == filepath.Base(l.rsyn), status, said.String(), err)
}

// limited keeps the beginning of what a program says.
type limited struct{ b *bytes.Buffer }

func (l *limited) Write(p []byte) (int, error) {
	if room := 64<<10 - l.b.Len(); room > 0 {
		l.b.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

// output is what a script printed.
type output struct{ rest []byte }

// next gives the next line.
func (o *output) next() string {
	line, rest, _ := bytes.Cut(o.rest, []byte("\n"))
	o.rest = rest
	return string(line)
}

// line gives the next line without taking it.
func (o *output) line() string {
	line, _, _ := bytes.Cut(o.rest, []byte("\n"))
	return string(line)
}

func (o *output) empty() bool { return len(o.rest) == 0 }

// bytes gives so many bytes, and leaves out the end of a line behind them.
func (o *output) bytes(n int) ([]byte, error) {
	if n < 0 || n > len(o.rest) {
		return nil, io.ErrUnexpectedEOF
	}
	b := o.rest[:n:n]
	o.rest = bytes.TrimPrefix(o.rest[n:], []byte("\n"))
	return b, nil
}

// thisProcess names the process for a lock, in a way that says nothing to others.
func thisProcess() string { return thisMachine() + "." + strconv.Itoa(os.Getpid()) }

// thisMachine is a hash of what tells this machine and its user from others.
func thisMachine() string {
	name, _ := os.Hostname()
	home, _ := os.UserHomeDir()
	boot, _ := os.ReadFile("/proc/sys/kernel/random/boot_id") // numbers of processes begin anew with it
	sum := sha256.Sum256([]byte(name + "\x00" + home + "\x00" + string(boot)))
	return hex.EncodeToString(sum[:8])
}

// isDead reports whether an owner of a lock was a process of this machine that is
// no more.
func isDead(owner string) bool {
	machine, pid, _ := strings.Cut(owner, ".")
	n, err := strconv.Atoi(pid)
	return err == nil && machine == thisMachine() && !alive(n)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	if len(line) > 120 {
		line = line[:120] + "…"
	}
	return line
}

// describe says in a sentence why a program ended badly; what was being done, its
// caller says. Of what the program printed, the first line says most.
func (l *line) describe(isRsync bool, status int, said string, err error) error {
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(said, w) {
				return true
			}
		}
		return false
	}
	host, way := l.to.host, l.to.host
	if l.to.port != "" {
		way = "-p " + l.to.port + " " + host
	}
	fail := func(format string, args ...any) error { return fmt.Errorf(format, args...) }
	switch {
	case status < 0:
		return fail("%s could not be run: %w", map[bool]string{true: "rsync", false: "ssh"}[isRsync], err)
	case has("No space left on device", "Disk quota exceeded", "File too large"):
		return fail("there is no room left on %s; make some and run it again", host)
	case has("Read-only file system"):
		return fail("the disk of %s cannot be written to, since it is mounted read-only", host)
	case has("Host key verification failed", "REMOTE HOST IDENTIFICATION HAS CHANGED"):
		return fail("the key of %s is not the one that ssh knows, or it knows none; run `ssh %s` by hand, and compare it", host, way)
	case has("Permission denied (", "Too many authentication failures", "no mutual signature"):
		return fail("%s does not let you in; `ssh %s true` has to work without a question: check the user, the key and the agent", host, way)
	case has("Could not resolve hostname"):
		return fail("there is no machine %s; check the destination of the target, and whether this machine is on the network", host)
	case has("Connection refused", "Connection timed out", "timed out", "No route to host", "Network is unreachable", "Host is down"):
		return publish.Transient(fail("nobody answers at %s; check the destination of the target, and whether this machine is on the network", host), 0)
	case has("rsync: command not found", "rsync: not found", "rsync: No such file"), isRsync && status == 127:
		return fail("there is no rsync on %s; install it there, or ask who runs the machine to", host)
	case has("is your shell clean", "protocol version mismatch"):
		return fail("%s prints something when one comes by ssh, which rsync cannot read; `ssh %s true` has to print nothing", host, way)
	case has("Permission denied", "Operation not permitted"):
		return fail("you may not write to %s (%s); check whose folder it is", l.to, reason(said))
	case status == 255, isRsync && (status == 10 || status == 12 || status == 30 || status == 35):
		return publish.Transient(fail("the connection to %s broke: %s", host, reason(said)), 0)
	}
	return fail("%s: %s", host, reason(said))
}

// reason is the line of what a program said that says most.
func reason(said string) string {
	line := firstLine(said)
	if line == "" {
		return "it ended without a word"
	}
	return line
}
