//go:build !windows

package output

import (
	"errors"
	"os"
	"syscall"
)

// tryLock locks the folder itself, which leaves nothing behind and is undone by
// the system when the process dies. The result is nil if somebody else has the
// lock. On disks that know no locks everybody has it.
func tryLock(root *os.Root) (unlock func(), err error) {
	d, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(d.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case err == nil, unsupported(err):
		return func() { d.Close() }, nil
	case errors.Is(err, syscall.EWOULDBLOCK), errors.Is(err, syscall.EINTR):
		err = nil
	}
	d.Close()
	return nil, err
}

// unsupported knows what network file systems answer where folders cannot be
// locked.
func unsupported(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.ENOLCK) || errors.Is(err, syscall.EBADF)
}
