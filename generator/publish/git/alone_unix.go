//go:build !windows

package git

import (
	"os/exec"
	"syscall"
)

// alone gives a program a session of its own, without a terminal, and ends it
// together with what it started.
func alone(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
}
