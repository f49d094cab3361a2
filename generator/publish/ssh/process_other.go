//go:build !unix

package ssh

import (
	"os"
	"os/exec"
)

// canShare: ssh cannot share a connection.
const canShare = false

func together(*exec.Cmd) {}

// alive reports whether there is a process of that number.
func alive(pid int) bool {
	_, err := os.FindProcess(pid)
	return err == nil
}
