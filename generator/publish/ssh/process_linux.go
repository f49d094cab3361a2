package ssh

import (
	"os/exec"
	"syscall"
)

// dieWithUs ends a program when this one is killed, so that what it still sends does
// not mix with what the next publication sends.
func dieWithUs(c *exec.Cmd) { c.SysProcAttr.Pdeathsig = syscall.SIGTERM }
