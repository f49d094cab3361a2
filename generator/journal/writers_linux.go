package journal

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// isOpenForWriting reports whether any program has a file open to write to it. A
// lease for reading is given only where none has (fcntl(2), F_SETLEASE), and handed
// back at once. Where there are no leases, as on network disks, the answer is no.
func isOpenForWriting(f *os.File) bool {
	raw, err := f.SyscallConn()
	if err != nil {
		return false
	}
	refused := false
	err = raw.Control(func(fd uintptr) {
		_, err := unix.FcntlInt(fd, unix.F_SETLEASE, unix.F_RDLCK)
		if err == nil {
			_, _ = unix.FcntlInt(fd, unix.F_SETLEASE, unix.F_UNLCK)
		}
		refused = errors.Is(err, unix.EAGAIN)
	})
	return err == nil && refused
}
