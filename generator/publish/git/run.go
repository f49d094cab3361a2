package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"

	"journal/generator/publish"
)

// remoteName is what the store calls the remote. Its address is set in the
// environment of each git, since command lines can be read by everybody.
const remoteName = "there"

// endTime is how long a git that was told to end may take.
const endTime = 3 * time.Second

// settings stand above those of whoever publishes: whatever theirs are, bytes stay
// as they are, no hook runs, and nobody is asked for anything.
var settings = [][2]string{
	{"core.hooksPath", "/dev/null"}, {"core.autocrlf", "false"}, {"core.fsmonitor", "false"}, {"core.attributesFile", "/dev/null"}, {"core.excludesFile", "/dev/null"},
	{"core.ignoreCase", "false"}, {"core.precomposeUnicode", "false"}, {"core.logAllRefUpdates", "false"}, {"credential.interactive", "false"},
	{"gc.auto", "0"}, {"maintenance.auto", "false"}, {"fetch.writeCommitGraph", "false"}, {"fastimport.unpackLimit", "2000"},
	{"push.followTags", "false"}, {"push.gpgSign", "false"}, {"commit.gpgSign", "false"}, {"color.ui", "false"},
}

// git runs git in the store.
func (h *Host) git(ctx context.Context, in io.Reader, args ...string) ([]byte, error) {
	return h.gitWith(ctx, nil, in, args...)
}

// gitWith runs git in the store with more environment.
func (h *Host) gitWith(ctx context.Context, more []string, in io.Reader, args ...string) ([]byte, error) {
	return runGit(ctx, append(h.way.environ[:len(h.way.environ):len(h.way.environ)], more...), in, append([]string{"--git-dir=" + h.target.Store}, args...)...)
}

// run runs git without a repository.
func (h *Host) run(ctx context.Context, in io.Reader, args ...string) ([]byte, error) {
	return runGit(ctx, h.way.environ, in, args...)
}

// runGit runs git, alone in its session, so that nothing it runs can ask at the
// terminal, and all of it can be ended. Errors are a *gitError, or say that there is
// no git, or that the context ended.
func runGit(ctx context.Context, environ []string, in io.Reader, args ...string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, context.Cause(ctx)
	}
	c := exec.CommandContext(ctx, "git", args...)
	c.Env, c.Stdin, c.WaitDelay = environ, in, endTime
	alone(c)
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &said
	err := c.Run()
	switch {
	case err == nil:
		return out.Bytes(), nil
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case errors.Is(err, exec.ErrNotFound):
		return nil, publish.Remedy(errors.New("git is not there"), "install git; it sends the site")
	}
	return nil, &gitError{said.String() + out.String(), err}
}

// gitError is what git said before it gave up.
type gitError struct {
	said string
	err  error
}

func (e *gitError) Error() string {
	if line := e.reason(); line != "" {
		return line
	}
	return "git: " + e.err.Error()
}

func (e *gitError) Unwrap() error { return e.err }

// has reports whether git said any of the texts, which are in small letters.
func (e *gitError) has(texts ...string) bool {
	said := strings.ToLower(e.said)
	for _, text := range texts {
		if strings.Contains(said, text) {
			return true
		}
	}
	return false
}

// reason is the line that says most: what the server refused, or git's own reason.
func (e *gitError) reason() string {
	var fatal, remote, rejected string
	for line := range strings.Lines(e.said) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "!\t"):
			if i := strings.LastIndex(line, "("); i >= 0 {
				rejected = strings.TrimSuffix(line[i+1:], ")")
				if rejected == "unpacker error" { // which says nothing; another line does
					rejected = ""
				}
			}
		case strings.HasPrefix(line, "remote:"):
			if text := strings.TrimPrefix(strings.TrimSpace(strings.TrimPrefix(line, "remote:")), "error: "); text != "" && remote == "" {
				remote = text
			}
		case line == "", strings.HasPrefix(line, "To "), strings.HasPrefix(line, "hint:"), strings.HasPrefix(line, "warning:"), strings.HasPrefix(line, "Warning:"), line == "Done":
		case fatal == "":
			fatal = strings.TrimPrefix(strings.TrimPrefix(line, "fatal: "), "error: ")
		}
	}
	for _, text := range []string{remote, rejected, fatal} {
		if text != "" {
			return publish.Redact(text)
		}
	}
	return ""
}

// local says what went wrong in the store.
func (h *Host) local(what string, err error) error {
	var e *gitError
	if errors.As(err, &e) && e.has("no space left", "disk quota") {
		return publish.Remedy(fmt.Errorf("%s: there is no room left on the disk of %s", what, h.target.Store), "make room there and run it again")
	}
	return fmt.Errorf("%s: %w", what, err)
}

// explain says in a sentence what went wrong with the remote, what to do, and
// whether to try again may help.
func (h *Host) explain(what string, err error) error {
	var e *gitError
	if !errors.As(err, &e) {
		return err
	}
	say := func(do, format string, args ...any) error {
		return publish.Remedy(fmt.Errorf(format, args...), do)
	}
	where := h.way.shown
	switch {
	case e.has("stale info", "fetch first", "non-fast-forward", "cannot lock ref", "reference already exists", "failed to update ref"):
		return publish.ErrStale
	case e.has("refusing to update checked out branch", "branch is currently checked out"):
		return h.checkedOut("the repository " + where)
	case e.has("no space left", "disk quota", "disk full"):
		return say("make room there and run it again", "%s has no room left: %v", where, e)
	case e.has("read-only file system"):
		return say("mount it so that it can be written to, or publish elsewhere", "the disk of %s can only be read", where)
	case e.has("insufficient permission", "unable to write file", "unable to create temporary", "unable to create new tmp"):
		return say("see to it that you may write there", "%s cannot be written to: %v", where, e)
	case e.has("host key verification failed", "remote host identification has changed"):
		return say("connect to it by hand once and look at its key: ssh "+h.way.host, "ssh does not know the server of %s, or not by this key", where)
	case e.has("permission denied (", "authentication failed", "could not read username", "could not read password", "invalid username or password",
		"terminal prompts disabled", "access denied", "http basic: access", "requested url returned error: 401", "requested url returned error: 403",
		"permission to ", "support for password authentication was removed", "too many authentication failures", "no supported authentication"):
		return say(h.way.signIn(), "%s does not let you in", where)
	case e.has("repository not found", "does not appear to be a git repository", "does not exist", "requested url returned error: 404", "project you were looking for could not be found", "not found: did you run git update-server-info", "/' not found"):
		return say("make the repository there, or correct `remote` in journal.toml; hosts also say this where one may not look", "there is no repository %s", where)
	case e.has("pre-receive hook declined", "protected branch", "update hook declined", "hook declined", "rule violations", "denying "):
		return say("allow that the branch is replaced (hosts call it force push), or publish to another", "%s does not let branch %s be replaced: %v", where, h.target.Branch, e)
	case e.has("unsupported url protocol", "unable to find remote helper", "is not a valid remote"):
		return say("correct `remote` in journal.toml", "git does not know how to reach %s", where)
	case e.has("could not resolve host", "name or service not known", "temporary failure in name resolution"):
		return publish.Transient(say("check the address, and whether this machine is on the network", "there is no server to be found for %s", where), 0)
	case e.has("connection refused", "timed out", "timeout", "no route to host", "network is unreachable", "couldn't connect", "could not connect", "failed to connect"):
		return publish.Transient(say("check the address, and whether this machine is on the network; then run it again", "nobody answers at %s", where), 0)
	case e.has("connection reset", "early eof", "hung up unexpectedly", "connection closed", "broken pipe", "unexpected disconnect", "rpc failed", "requested url returned error: 5",
		"requested url returned error: 429", "gnutls", "ssl_error_syscall", "index-pack failed", "unpack-objects abnormal exit", "the remote end hung up", "kex_exchange_identification"):
		return publish.Transient(say("run it again", "the connection to %s broke: %v", where, e), 0)
	}
	return say("look at what git says to the same by hand: git ls-remote "+where, "git cannot %s %s: %v", what, where, e)
}
