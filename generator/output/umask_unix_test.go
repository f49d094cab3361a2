//go:build !windows

package output

import "syscall"

func setUmask(mask int) (old int) { return syscall.Umask(mask) }
