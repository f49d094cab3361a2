package git

import (
	"os/exec"
	"syscall"
)

// alone keeps a program from opening a console.
func alone(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{HideWindow: true}
}
