//go:build unix

package ssh

import (
	"os/exec"
	"syscall"
)

// canShare: ssh can share a connection.
const canShare = true

// together makes a program and those that it runs end together.
func together(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	dieWithUs(c)
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGTERM) }
}

// alive reports whether there is a process of that number.
func alive(pid int) bool { return syscall.Kill(pid, 0) != syscall.ESRCH }
