//go:build !windows

package dir

import (
	"errors"
	"syscall"
)

// runs reports whether there is a process with the number.
func runs(process int) bool {
	err := syscall.Kill(process, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}
